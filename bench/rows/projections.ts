import { rmSync } from 'node:fs';
import { projections } from '../../projections/all';
import { ProjectionHost } from '../../projections/host';
import type { Projection } from '../../projections/projection';
import { openReading } from '../../src/app/open-reading';
import { KeyedFeed } from '../../src/app/projections/keyed-feed';
import { openRecord } from '../../src/app/projections/opener';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import type { ReadModels } from '../../src/ports/read-model';
import type { Bench, Context } from '../context';
import type { Measurement } from '../measurement';
import { alternating, timed, type Compared, type Timed } from '../rounds';
import { FirstEvents } from './first-events';
import { replayOf, ScriptedModels } from './scripted-models';
import type { StatementScript } from './statement-script';

const EVENTS = 100_000;
const QUICK_EVENTS = 10_000;
const SHARE = 0.4;
const TOGETHER = 20_000;

/** Each projection catching up alone, and all of them together, beside the statements that they come to. */
export const projecting: Bench = {
  name: 'projections',
  rows: [...projections.map(({ name }) => `projection-${name}`), 'projections-all'],
  run,
};

async function run(context: Context): Promise<readonly Measurement[]> {
  const { quick, ledgers } = context;
  const { data } = await (quick || !ledgers.hasReal
    ? ledgers.generated(quick ? QUICK_EVENTS : EVENTS)
    : ledgers.real());
  const log = await Log.open(context, data, quick ? QUICK_EVENTS : EVENTS);
  const bar = context.progress('projections', (projections.length + 1) * (context.rounds + 1));
  const found: Measurement[] = [];
  try {
    for (const group of [...projections.map((one) => [one]), projections]) {
      const before = found.length * (context.rounds + 1);
      const rates = await log.compare(group, context.rounds, (done) => {
        bar.update(before + done);
      });
      found.push(measurement(group, rates, log.events));
    }
    return found;
  } finally {
    bar.stop();
    await log.close();
  }
}

function measurement(group: readonly Projection[], rates: Compared, events: number): Measurement {
  const [only] = group;
  const one = group.length === 1 && only !== undefined;
  return {
    name: one ? `projection-${only.name}` : 'projections-all',
    what: one ? `projection ${only.name} catching up` : 'all projections catching up together',
    value: rates.ours,
    unit: 'events/s',
    better: 'higher',
    peer: { name: 'the same writing statements, values ready to bind', value: rates.peer },
    bar: one ? { of: 'ratio', at: SHARE } : { of: 'value', at: TOGETHER },
    note: `${events.toLocaleString('en')} events`,
  };
}

/** The log that projections catch up with, and new folders for what they write. */
class Log {
  private constructor(
    private readonly context: Context,
    private readonly reading: Awaited<ReturnType<typeof openReading>>,
    private readonly feed: FirstEvents,
  ) {}

  static async open(context: Context, data: string, events: number): Promise<Log> {
    const reading = await openReading(data);
    return new Log(context, reading, await FirstEvents.of(reading.store, events));
  }

  get events(): number {
    return this.feed.events;
  }

  async compare(
    group: readonly Projection[],
    rounds: number,
    onRound: (done: number) => void,
  ): Promise<Compared> {
    const scripts = await this.#inFolder('script', async (folder) => {
      const models = new ScriptedModels(folder);
      await this.#catchUp(group, models);
      return models.scripts;
    });
    return alternating(
      rounds,
      () =>
        this.#inFolder('projections', async (folder) => {
          const models = new SqliteReadModels(folder);
          const run = await this.#catchUp(group, models);
          await models.close();
          return run;
        }),
      () => this.#inFolder('statements', (folder) => this.#replay(group, scripts, folder)),
      onRound,
    );
  }

  close(): Promise<void> {
    return this.reading.close();
  }

  async #catchUp(group: readonly Projection[], models: ReadModels): Promise<Timed> {
    const keyed = new KeyedFeed(this.feed, this.reading.keys);
    const host = await ProjectionHost.open(group, {
      feed: keyed,
      models,
      decode: (record) => openRecord(record, keyed.keyOf),
      now: () => Date.now(),
      pause: () => Promise.resolve(),
      onAlarm: ({ projection, en }) => {
        throw new Error(`${projection}: ${en}`);
      },
    });
    const run = await timed(this.feed.events, () => host.catchUp());
    await host.close();
    return run;
  }

  async #replay(
    group: readonly Projection[],
    scripts: ReadonlyMap<string, StatementScript>,
    folder: string,
  ): Promise<Timed> {
    let seconds = 0;
    for (const projection of group) {
      const script = scripts.get(projection.name);
      if (script === undefined) throw new TypeError(`no statements of ${projection.name}`);
      const replay = await replayOf(script, folder, projection);
      seconds += (await timed(this.feed.events, replay.run)).seconds;
      replay.close();
    }
    return { done: this.feed.events, seconds };
  }

  async #inFolder<T>(name: string, body: (folder: string) => Promise<T>): Promise<T> {
    const folder = this.context.folder(name);
    try {
      return await body(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
