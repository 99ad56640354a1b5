import { cp } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { openHenji, type Henji } from '../../src/app/henji';
import { utcInstant } from '../../src/kernel/time';
import { traceback } from '../../src/app/traceback/given-report';
import type { Bench, Context } from '../context';
import type { Measurement } from '../measurement';
import { alternating, timed, type Timed } from '../rounds';
import { enterTracedCase } from '../traced-case';

const EVENTS = 200;
const LEDGERS = [10_000, 1_000_000] as const;
const QUICK_LEDGERS = [1_000, 20_000] as const;
const MS = 20;
/** A report of the bigger ledger may take this much of the time of the smaller one: the rest is the machine. */
const GROWN = 0.8;
const REPORTS = 40;

/** A traceback report (责任倒查报告) of a case of 200 events, made from the record, in a small ledger and in a big one. */
export const tracing: Bench = {
  name: 'traceback',
  rows: ['traceback', 'traceback-growth'],
  run,
};

async function run(context: Context): Promise<readonly Measurement[]> {
  const [small, big] = context.quick ? QUICK_LEDGERS : LEDGERS;
  const bar = context.progress('traceback', context.rounds + 1);
  const opened: Traced[] = [];
  try {
    const inSmall = await enteredIn(context, small, opened);
    const inBig = await enteredIn(context, big, opened);
    const rates = await alternating(
      context.rounds,
      () => reports(inBig),
      () => reports(inSmall),
      bar.update,
    );
    const value = 1000 / rates.ours;
    const note = `R-14, hash included; mean of ${REPORTS} reports, median of ${context.rounds} rounds`;
    return [
      {
        ...{ name: 'traceback', what: `traceback report of a case of ${EVENTS} events`, note },
        ...{ value, unit: 'ms', better: 'lower' },
        ...(context.quick ? {} : { bar: { of: 'value', at: MS } as const }),
      },
      {
        name: 'traceback-growth',
        what: `the same in a ledger of ${big.toLocaleString('en')} events`,
        ...{ value, unit: 'ms', better: 'lower' },
        peer: { name: `in a ledger of ${small.toLocaleString('en')} events`, value: 1000 / rates.peer },
        ...(context.quick ? {} : { bar: { of: 'ratio', at: GROWN } as const }),
      },
    ];
  } finally {
    for (const { henji } of opened) await henji.close();
    bar.stop();
  }
}

interface Traced {
  readonly henji: Henji;
  readonly stream: string;
}

/** A case entered into a copy of an imported ledger: other rows of the same run measure it as it was imported. */
async function enteredIn(context: Context, rows: number, opened: Traced[]): Promise<Traced> {
  const { data } = await context.ledgers.generated(rows);
  const dataFolder = join(context.folder('traceback'), 'data');
  await cp(data, dataFolder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const henji = await openHenji({ dataFolder });
  const traced = { henji, stream: await enterTracedCase(henji, EVENTS) };
  opened.push(traced);
  const { position } = await henji.store.head();
  await henji.projections.reached(position);
  return traced;
}

const reports = ({ henji, stream }: Traced): Promise<Timed> =>
  timed(REPORTS, async () => {
    for (let n = 0; n < REPORTS; n++) {
      await traceback(henji.readers, { stream, code: 'R-14', knownAt: utcInstant(henji.clock.now()) });
    }
  });
