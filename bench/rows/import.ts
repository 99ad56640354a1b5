import { run as runChild } from '../child';
import type { Bench, Context } from '../context';
import { REAL_ROWS, realHistory, type ImportedLedger } from '../ledgers';
import type { Measurement, Skipped } from '../measurement';

const SECONDS = 40;
const MEGABYTES = 600;
const QUICK_ROWS = 20_000;

const what = `import of the ${REAL_ROWS.toLocaleString('en')} events until every projection has them`;
const whatMemory = 'peak memory of that import, all threads';

/** The whole real history through importer, log, tree and projections, by the command that a user gives. */
export const importing: Bench = {
  name: 'import',
  rows: ['import', 'import-memory'],
  run,
};

async function run({ quick, ledgers }: Context): Promise<readonly (Measurement | Skipped)[]> {
  if (!quick && !ledgers.hasReal) {
    const skipped = `needs ${realHistory}`;
    return [
      { name: 'import', what, skipped },
      { name: 'import-memory', what: whatMemory, skipped },
    ];
  }
  const ledger = await (quick ? ledgers.generated(QUICK_ROWS) : ledgers.real());
  const limit = await runChild('bench/rows/import-limit-child.js', [ledger.file, `${ledger.data}-limit`]);
  return [time(ledger, limit.seconds, quick), memory(ledger, limit.peakMB, quick)];
}

function time({ ended, counts }: ImportedLedger, limit: number, quick: boolean): Measurement {
  return {
    name: 'import',
    what,
    value: ended.seconds,
    unit: 's',
    better: 'lower',
    peer: { name: 'file read, parsed and written as bare rows, no entry, no projection', value: limit },
    ...(quick ? {} : { bar: { of: 'value', at: SECONDS } as const }),
    note: `${counts.appended.toLocaleString('en')} events of ${counts.cases.toLocaleString('en')} cases, Node's start included`,
  };
}

function memory({ ended }: ImportedLedger, limit: number, quick: boolean): Measurement {
  return {
    name: 'import-memory',
    what: whatMemory,
    value: ended.peakMB,
    unit: 'MB',
    better: 'lower',
    peer: { name: 'the same without Henji, see above', value: limit },
    ...(quick ? {} : { bar: { of: 'value', at: MEGABYTES } as const }),
  };
}
