import { cp } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { openHenji } from '../../src/app/henji';
import { utcInstant } from '../../src/kernel/time';
import { traceback } from '../../src/app/traceback/given-report';
import type { Bench, Context } from '../context';
import type { Measurement } from '../measurement';
import { median } from '../rounds';
import { enterTracedCase } from '../traced-case';

const EVENTS = 200;
const LEDGERS = [10_000, 1_000_000] as const;
const QUICK_LEDGERS = [1_000, 20_000] as const;
const MS = 20;
/** A report of the bigger ledger may take this much of the time of the smaller one: the rest is the machine. */
const GROWN = 0.8;
const REPORTS = 40;
const WARM_UP = 10;

/** A traceback report (责任倒查报告) of a case of 200 events, made from the record, in a small ledger and in a big one. */
export const tracing: Bench = {
  name: 'traceback',
  rows: ['traceback', 'traceback-growth'],
  run,
};

async function run(context: Context): Promise<readonly Measurement[]> {
  const [small, big] = context.quick ? QUICK_LEDGERS : LEDGERS;
  const bar = context.progress('traceback', 2);
  try {
    const inSmall = await millisecondsIn(context, small);
    bar.update(1);
    const inBig = await millisecondsIn(context, big);
    bar.update(2);
    const judged = context.quick ? {} : { bar: { of: 'value', at: MS } as const };
    const note = `R-14, ${REPORTS} reports, median; hash included`;
    return [
      {
        ...{ name: 'traceback', what: `traceback report of a case of ${EVENTS} events`, note },
        ...{ value: inBig, unit: 'ms', better: 'lower', ...judged },
      },
      {
        name: 'traceback-growth',
        what: `the same in a ledger of ${big.toLocaleString('en')} events`,
        ...{ value: inBig, unit: 'ms', better: 'lower' },
        peer: { name: `in a ledger of ${small.toLocaleString('en')} events`, value: inSmall },
        ...(context.quick ? {} : { bar: { of: 'ratio', at: GROWN } as const }),
      },
    ];
  } finally {
    bar.stop();
  }
}

/** Median of one report with its hash, in milliseconds. */
async function millisecondsIn(context: Context, rows: number): Promise<number> {
  const { data } = await context.ledgers.generated(rows);
  // A copy: other rows of the same run measure the ledger as it was imported.
  const dataFolder = join(context.folder('traceback'), 'data');
  await cp(data, dataFolder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const henji = await openHenji({ dataFolder });
  try {
    const stream = await enterTracedCase(henji, EVENTS);
    const { position } = await henji.store.head();
    await henji.projections.reached(position);
    const times: number[] = [];
    for (let n = 0; n < WARM_UP + REPORTS; n++) {
      const started = process.hrtime.bigint();
      await traceback(henji.readers, { stream, code: 'R-14', knownAt: utcInstant(henji.clock.now()) });
      if (n >= WARM_UP) times.push(Number(process.hrtime.bigint() - started) / 1e6);
    }
    return median(times);
  } finally {
    await henji.close();
  }
}
