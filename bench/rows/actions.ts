import { join } from 'node:path';
import { cases } from '../../projections/cases/cases.projection';
import { actionsOf } from '../../src/app/bus/case-queries';
import type { Reading } from '../../src/app/bus/queries';
import { makeDemonstration } from '../../src/app/demo/making';
import { openHenji, type Henji } from '../../src/app/henji';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { civilDateOf, legalDay, utcInstant } from '../../src/kernel/time';
import type { Bench, Context } from '../context';
import type { Measurement } from '../measurement';
import { median } from '../rounds';

/** Cases of the district, in every stage. */
const CASES = 60;
const QUICK_CASES = 20;
const MS = 5;
const TIMES = 21;

/** What may be done in a case and what stands in the way of the rest, beside gathering the facts that it is told from. */
export const acting: Bench = {
  name: 'actions',
  rows: ['actions'],
  run: async (context) => [await run(context)],
};

async function run(context: Context): Promise<Measurement> {
  const { quick } = context;
  const dataFolder = join(context.folder('actions'), 'data');
  const size = { cases: quick ? QUICK_CASES : CASES, seed: 'bench', until: '2026-06-30' };
  await makeDemonstration({ dataFolder, size, keys: 'seeded' });
  const henji = await openHenji({ dataFolder });
  try {
    const today = civilDateOf(utcInstant(henji.clock.now()));
    const reading: Reading = { readers: henji.readers, commanding: henji.commanding, today: () => today };
    const streams = await streamsOf(henji);
    const told = await slowest(streams, async (stream) => {
      const asking = { stream, roles: ['approver'], by: '', scope: 'every-organ' } as const;
      const { items } = await actionsOf(reading, asking);
      if (items.length === 0) throw new Error(`${stream} has no actions`);
    });
    const gathered = await slowest(streams, async (stream) => {
      const { path, handlings } = henji.commanding;
      const { state } = await path.load(penaltyCase, stream);
      await handlings.case.gather(
        {},
        state,
        { commandId: '', occurred: legalDay(today), actors: [] },
        stream,
      );
    });
    return {
      name: 'actions',
      what: `actions and reasons for a case, the slowest of ${streams.length} in every stage`,
      ...{ value: told.slowest, unit: 'ms', better: 'lower' },
      peer: { name: 'the facts alone, no rule asked', value: gathered.slowest },
      ...(quick ? {} : { bar: { of: 'value', at: MS } as const }),
      note: `median of ${TIMES} each; middle case ${told.middle.toFixed(2)} ms, slowest when first asked ${told.cold.toFixed(1)} ms`,
    };
  } finally {
    await henji.close();
  }
}

async function streamsOf({ readers }: Henji): Promise<readonly string[]> {
  const rows = await readers.of(cases).query<{ case: string }>({
    ...{ from: 'current', columns: ['case'], limit: 10_000 },
  });
  return rows.map((row) => row.case);
}

/** Medians of each, in milliseconds: the slowest of them and the middle one; and the slowest of all first times. */
async function slowest(
  streams: readonly string[],
  ask: (stream: string) => Promise<void>,
): Promise<{ readonly slowest: number; readonly middle: number; readonly cold: number }> {
  const medians: number[] = [];
  let cold = 0;
  for (const stream of streams) {
    const times: number[] = [];
    for (let n = 0; n <= TIMES; n++) {
      const started = process.hrtime.bigint();
      await ask(stream);
      times.push(Number(process.hrtime.bigint() - started) / 1e6);
    }
    cold = Math.max(cold, times[0] ?? 0);
    medians.push(median(times.slice(1)));
  }
  return { slowest: Math.max(...medians), middle: median(medians), cold };
}
