import { projections } from '../../projections/all';
import type { Projection } from '../../projections/projection';
import type { Bench, Context } from '../context';
import type { Measurement } from '../measurement';
import type { Compared } from '../rounds';
import { CatchUp } from './catch-up';

const EVENTS = 100_000;
const QUICK_EVENTS = 10_000;
const ENTERED_CASES = 4_000;
const QUICK_ENTERED_CASES = 400;
const SHARE = 0.4;
const TOGETHER = 20_000;

/**
 * Projections that an imported history passes by: nothing in it is published. Their statements there are the checkpoints
 * alone, of which no machine can do few enough to make a ratio mean anything, so they are judged on entered cases.
 */
const judgedOnEntered: ReadonlySet<string> = new Set(['disclosure']);

const together = 'projections-all';
const entered = 'projections-entered';

/** Each projection catching up alone, and all of them together, beside the statements that they come to. */
export const projecting: Bench = {
  name: 'projections',
  rows: [...projections.map(({ name }) => `projection-${name}`), together, entered],
  run,
};

async function run(context: Context): Promise<readonly Measurement[]> {
  const bar = context.progress('projections', (projections.length + 2) * (context.rounds + 1));
  let before = 0;
  const onRound = (done: number): void => {
    bar.update(before + done);
    if (done === context.rounds + 1) before += done;
  };
  try {
    return [...(await onHistory(context, onRound)), ...(await onEntered(context, onRound))];
  } finally {
    bar.stop();
  }
}

/** An imported history: no personal data, 3.7 events a case. */
async function onHistory(context: Context, onRound: (done: number) => void): Promise<readonly Measurement[]> {
  const { quick, ledgers, rounds } = context;
  const events = quick ? QUICK_EVENTS : EVENTS;
  const real = !quick && ledgers.hasReal;
  const { data } = await (real ? ledgers.real() : ledgers.generated(events));
  const log = await CatchUp.open(context, data, events);
  const note = `the first ${log.events.toLocaleString('en')} events of the ${real ? 'real' : 'generated'} history`;
  const found: Measurement[] = [];
  try {
    for (const one of projections) {
      if (!judgedOnEntered.has(one.name)) found.push(await alone(one, log, rounds, note, onRound));
    }
    const rates = await log.compare(projections, rounds, onRound);
    const all = measurement(together, 'all projections catching up together', rates, note);
    return [...found, { ...all, bar: { of: 'value', at: TOGETHER } }];
  } finally {
    await log.close();
  }
}

/** Cases as officers enter them: keys, ciphertexts, names to search for. No bar is set for all together; it should be known. */
async function onEntered(context: Context, onRound: (done: number) => void): Promise<readonly Measurement[]> {
  const { quick, rounds } = context;
  const data = await context.ledgers.entered(quick ? QUICK_ENTERED_CASES : ENTERED_CASES);
  const log = await CatchUp.open(context, data, Number.MAX_SAFE_INTEGER);
  const note = `${log.events.toLocaleString('en')} events of whole cases with personal data`;
  const found: Measurement[] = [];
  try {
    for (const one of projections) {
      if (judgedOnEntered.has(one.name)) found.push(await alone(one, log, rounds, note, onRound));
    }
    const rates = await log.compare(projections, rounds, onRound);
    return [...found, measurement(entered, 'all projections together on entered cases', rates, note)];
  } finally {
    await log.close();
  }
}

/** One projection catching up by itself, judged by its ratio. */
async function alone(
  one: Projection,
  log: CatchUp,
  rounds: number,
  note: string,
  onRound: (done: number) => void,
): Promise<Measurement> {
  const rates = await log.compare([one], rounds, onRound);
  const what = `projection ${one.name} catching up`;
  return {
    ...measurement(`projection-${one.name}`, what, rates, note),
    bar: { of: 'ratio', at: SHARE },
  };
}

function measurement(name: string, what: string, rates: Compared, note: string): Measurement {
  return {
    ...{ name, what, note },
    value: rates.ours,
    unit: 'events/s',
    better: 'higher',
    peer: { name: 'the same writing statements, values ready to bind', value: rates.peer },
  };
}
