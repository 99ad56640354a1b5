import { rmSync } from 'node:fs';
import { ProjectionHost } from '../../projections/host';
import type { Projection } from '../../projections/projection';
import { openReading } from '../../src/app/open-reading';
import { KeyedFeed } from '../../src/app/projections/keyed-feed';
import { openRecord } from '../../src/app/projections/opener';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import type { ReadModels } from '../../src/ports/read-model';
import type { Context } from '../context';
import { alternating, timed, type Compared, type Timed } from '../rounds';
import { FirstEvents } from './first-events';
import { replayOf, ScriptedModels } from './scripted-models';
import type { StatementScript } from './statement-script';

/** Projections catching up with one log, and the statements that they run for it, each time in a new folder. */
export class CatchUp {
  private constructor(
    private readonly context: Context,
    private readonly reading: Awaited<ReturnType<typeof openReading>>,
    private readonly feed: FirstEvents,
  ) {}

  /** The first so many events of a data folder. */
  static async open(context: Context, data: string, events: number): Promise<CatchUp> {
    const reading = await openReading({ dataFolder: data });
    return new CatchUp(context, reading, await FirstEvents.of(reading.store, events));
  }

  get events(): number {
    return this.feed.events;
  }

  /** The host with these projections beside their bare statements. */
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
