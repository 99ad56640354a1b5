import { setTimeout as sleep } from 'node:timers/promises';
import {
  LedgerRewound,
  StoreUnavailable,
  type LedgerAlarm,
  type Position,
  type StoredRecord,
} from '../../ports/event-store';
import type { StreamNames } from './address';
import type { Connection, ServerEvent } from './connection';
import { positionNumbers, positionText } from './log-position';
import { deleted, isAlarm, recordOf } from './record-codec';
import { failureOf, wordsOf } from './server-error';
import { pauses, type Timing } from './timing';

/** Reads of the log that are asked again until they are answered or their time is up. */
export class ServerLog {
  /** Position of the newest event that any answer has told of. */
  #newest = 0n;
  readonly #alarmed = new Set<string>();
  #isClosing = false;

  constructor(
    private readonly connection: Connection,
    readonly names: StreamNames,
    readonly timing: Timing,
    private readonly onAlarm: (alarm: LedgerAlarm) => void,
  ) {}

  /** From now on nothing is asked twice. */
  close(): void {
    this.#isClosing = true;
  }

  /** Commit position up to which events are known to have been there. */
  get newest(): bigint {
    return this.#newest;
  }

  saw(commit: bigint): void {
    if (commit > this.#newest) this.#newest = commit;
  }

  /** The log was found to be put back: what was known of its end says nothing any more. */
  rewound(): void {
    this.#newest = 0n;
  }

  /** Tell whoever looks after the ledger, once for each thing that happened. */
  alarm(alarm: LedgerAlarm): void {
    const key = `${alarm.code} ${alarm.stream}`;
    if (this.#alarmed.has(key)) return;
    this.#alarmed.add(key);
    this.onAlarm(alarm);
  }

  /**
   * Records after a position, and where the look ended.
   *
   * The read begins at the record of the position itself: that it is still there is how a log that was put back from an
   * older copy is noticed.
   *
   * @param known id of the event that was there, where it is remembered
   * @throws LedgerRewound, StoreUnavailable, HenjiError `bad-position`
   */
  async after(position: Position, limit: number, known?: string): Promise<StoredRecord[]> {
    const from = positionNumbers(position);
    const found: StoredRecord[] = [];
    // Alarms take the place of records: the page is filled up behind them.
    for (let next = from; found.length < limit;) {
      const count = limit - found.length + (next === undefined ? 0 : 1);
      const events = await this.#all(next, 'forwards', count, position);
      if (next !== undefined) {
        const first = events.shift();
        if (first?.position.commit !== next.commit) throw new LedgerRewound(position);
        if (next === from && known !== undefined && first.id !== known) {
          throw new LedgerRewound(position, { expected: known, there: first.id });
        }
      }
      const last = events.at(-1);
      if (last === undefined) break;
      next = last.position;
      found.push(...this.#records(events));
    }
    return found;
  }

  /** The records before a position or the end, newest first. */
  async before(position: Position | undefined, limit: number): Promise<StoredRecord[]> {
    const from = position === undefined ? undefined : positionNumbers(position);
    return this.#records(await this.#all(from, 'backwards', limit, position ?? ''));
  }

  /** The record at exactly this position. */
  async at(position: Position): Promise<StoredRecord | undefined> {
    const from = positionNumbers(position);
    if (from === undefined) return undefined;
    const [event] = await this.#all(from, 'forwards', 1, position).catch((error: unknown) => {
      if (error instanceof LedgerRewound) return [];
      throw error;
    });
    if (event === undefined || positionText(event.position) !== position) return undefined;
    return this.#records([event])[0];
  }

  /** Commit position of the newest event of the server, ours or not. */
  async end(): Promise<bigint> {
    const query = { from: 'end', direction: 'backwards', count: 1 } as const;
    const [event] = await this.reading(() => this.connection.readAll(query, this.timing.answer));
    return event?.position.commit ?? 0n;
  }

  /** Events of a stream of the server; `undefined` where there is none. @throws StoreUnavailable */
  async stream(
    name: string,
    from: bigint | 'end',
    direction: 'forwards' | 'backwards',
    count: number,
  ): Promise<ServerEvent[] | undefined> {
    const events = await this.reading(() =>
      this.connection.readStream(name, from, direction, count, this.timing.answer),
    );
    for (const { position } of events ?? []) this.saw(position.commit);
    return events;
  }

  /** Records of one of our streams; alarms among them are told. */
  async streamRecords(
    stream: string,
    from: bigint | 'end',
    direction: 'forwards' | 'backwards',
    count: number,
  ): Promise<StoredRecord[] | undefined> {
    const events = await this.stream(this.names.physical(stream), from, direction, count);
    return events === undefined ? undefined : this.#records(events);
  }

  /** Ask until it is answered. What a read was refused for good is not asked again. */
  async reading<T>(read: () => Promise<T>): Promise<T> {
    const until = performance.now() + this.timing.read;
    for (const pause of pauses(this.timing)) {
      try {
        return await read();
      } catch (error) {
        const failure = failureOf(error);
        if (failure === 'denied' || failure === 'stream-deleted' || failure === 'invalid-position')
          throw error;
        const isLast = this.#isClosing || performance.now() + pause > until;
        if (isLast) throw new StoreUnavailable(wordsOf(error), error);
      }
      await sleep(pause);
    }
    throw new TypeError('pauses do not end');
  }

  async #all(
    from: ReturnType<typeof positionNumbers>,
    direction: 'forwards' | 'backwards',
    count: number,
    position: Position,
  ): Promise<ServerEvent[]> {
    const { prefix } = this.names;
    const edge = direction === 'forwards' ? 'start' : 'end';
    const query = { from: from ?? edge, direction, count, prefixes: [prefix, `$$${prefix}`] } as const;
    try {
      const events = await this.reading(() => this.connection.readAll(query, this.timing.answer));
      for (const event of events) this.saw(event.position.commit);
      return events;
    } catch (error) {
      const failure = failureOf(error);
      if (failure === 'invalid-position') throw new LedgerRewound(position);
      if (failure === 'denied')
        throw new StoreUnavailable(`reading $all is denied: ${wordsOf(error)}`, error);
      throw error;
    }
  }

  #records(events: readonly ServerEvent[]): StoredRecord[] {
    return events.flatMap((event) => {
      const found = recordOf(event, this.names);
      if (!isAlarm(found)) return [found];
      this.alarm(found);
      return [];
    });
  }

  /** The error of a call on one of our streams, in the port's words. */
  refused(stream: string, error: unknown): StoreUnavailable | undefined {
    switch (failureOf(error)) {
      case 'stream-deleted':
        this.alarm(deleted(stream));
        return new StoreUnavailable(`${stream} was deleted by somebody on the server`, error);
      case 'denied':
        return new StoreUnavailable(`the server denies access to ${stream}`, error);
      case 'not-stored':
      case 'unknown':
      case 'too-large':
      case 'invalid-position':
        return undefined;
    }
  }
}
