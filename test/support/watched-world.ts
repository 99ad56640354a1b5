import { afterAll, beforeAll } from '@jest/globals';
import { ProjectionHost } from '../../projections/host';
import { alertsRaised } from '../../projections/supervision/alert.queries';
import { supervision } from '../../projections/supervision/supervision.projection';
import { AlertWatch, type AlertWatchParts } from '../../src/app/alerts/alert-watch';
import { RecordedClock } from '../../src/app/clock';
import { SystemEntropy } from '../../src/app/entropy';
import { openRecord } from '../../src/app/projections/opener';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { Recorder } from '../../src/app/recorder';
import { openFileKeyVault } from '../../src/engines/files/file-key-vault';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { openSqliteSubjectKeys } from '../../src/engines/sqlite/sqlite-subject-keys';
import type { ActorRef } from '../../src/kernel/entry';
import type { DomainEvent, Recorded } from '../../src/kernel/event';
import { legalDay, type LegalTime } from '../../src/kernel/time';
import { chinaCalendars } from '../../src/law/calendar';
import { cn2021 } from '../../src/law/packs/cn-2021';
import type { EventStore } from '../../src/ports/event-store';
import { LOG_ID } from '../contract/engines';
import { rulesOn } from './demo-facts';
import { tempFolder } from './temp-folder';

const entropy = new SystemEntropy();
const random = (count: number): Buffer => entropy.bytes(count);
const folder = tempFolder();
const vault = openFileKeyVault(`${folder}/secrets`, random);
let keys: Awaited<ReturnType<typeof openSqliteSubjectKeys>>;

beforeAll(async () => {
  keys = await openSqliteSubjectKeys(folder, vault, random);
});
afterAll(() => keys.close());

/** A ledger in memory with supervision over it, on a calendar that the test turns. */
export class WatchedWorld {
  now = Date.parse('2024-05-20T10:00:00+08:00');
  readonly #clock = { now: () => this.now };
  readonly store = new MemoryEventStore(LOG_ID);
  readonly #models = new MemoryReadModels();
  readonly rows = this.#models.reader(supervision);
  asked: string[] = [];

  static async open(): Promise<WatchedWorld> {
    const world = new WatchedWorld();
    await world.follow();
    return world;
  }

  recorder(store: EventStore = this.store): Recorder {
    const clock = this.#clock;
    return new Recorder({ store, keys, vault, recordedClock: new RecordedClock(clock, 0), clock, entropy });
  }

  /** An event of a case, on the day of the clock unless another time is given. */
  async tell(
    stream: string,
    event: DomainEvent,
    occurred: LegalTime = legalDay(this.today),
    organ = 'organ-a',
    actors: readonly ActorRef[] = [{ u: 'officer-li', role: 'officer' }],
  ): Promise<Recorded> {
    const end = await this.recorder().endOf(stream);
    await this.recorder().record(stream, end, [event], {
      commandId: `c-${stream}-${end.revision}`,
      digest: '',
      correlationId: 'c',
      occurred,
      actors,
      organ: { u: organ },
      rulePacks: [],
      calendars: [],
    });
    return (await this.eventsOf(stream)).at(-1) as Recorded;
  }

  get today(): string {
    return new Date(this.now + 8 * 3_600_000).toISOString().slice(0, 10);
  }

  turnTo(date: string): void {
    this.now = Date.parse(`${date}T10:00:00+08:00`);
  }

  /** Bring the rows up to the end of the ledger. */
  async follow(): Promise<void> {
    const host = await ProjectionHost.open([supervision], {
      feed: new StoreFeed(this.store),
      models: this.#models,
      decode: (record) => openRecord(record, () => undefined),
      now: () => this.now,
      pause: () => Promise.resolve(),
      onAlarm: (alarm) => {
        throw new Error(alarm.en);
      },
    });
    await host.catchUp();
    await host.close();
  }

  watch(parts: Partial<AlertWatchParts> = {}): AlertWatch {
    const asking = (name: string): void => void this.asked.push(name);
    const reader: AlertWatchParts['reader'] = {
      checkpoint: () => (asking('checkpoint'), this.rows.checkpoint()),
      query: (select) => (asking('query'), this.rows.query(select)),
      snapshot: (selects) => (asking('snapshot'), this.rows.snapshot(selects)),
    };
    const { store } = this;
    // Every organ goes by the packs of the demonstration but one, which has none of its own.
    const lawOf = (organ: string, on: string) =>
      Promise.resolve({
        rules: organ === 'organ-without' ? rulesOn(on, [cn2021]) : rulesOn(on),
        calendar: chinaCalendars.for('990101'),
      });
    const headOf = (organ: string) => Promise.resolve([`officer-head-of-${organ}`]);
    return new AlertWatch({
      reader,
      store,
      recorder: this.recorder(),
      clock: this.#clock,
      lawOf,
      headOf,
      ...parts,
    });
  }

  /** Streams of the alerts in the ledger, in the order in which they were recorded. */
  async alerts(): Promise<readonly string[]> {
    const records = await this.store.readAll('', 10_000);
    const opening = records.filter(({ revision }) => revision === 0n);
    return opening.map(({ stream }) => stream).filter((stream) => stream.startsWith('alert-'));
  }

  async eventsOf(stream: string): Promise<readonly Recorded[]> {
    const { records } = await this.store.readStream(stream, 0n, 100);
    return records.map((record) => openRecord(record, () => undefined));
  }

  raisedRows() {
    return alertsRaised(this.rows, { limit: 100, today: this.today });
  }
}
