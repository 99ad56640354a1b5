import { status } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { EventLog, LogRecord } from './event-log';
import type { Faults } from './faults';
import {
  caughtUp,
  checkpointMessage,
  confirmation,
  eventMessage,
  fail,
  failure,
  streamDeleted,
  streamName,
} from './messages';
import { isShown, matcherOf, write, type ReadCall } from './reading';

const NOWHERE = '18446744073709551615';
const PAGE = 32;

/**
 * Subscriptions as 24.10 runs them: catch up page by page, say so, then follow. A filtered one sends checkpoints, among
 * them the one at 2^64 − 1 with which 24.10.0 to 24.10.4 answer a start that matched nothing.
 */
export class Subscribing {
  constructor(
    private readonly log: EventLog,
    private readonly faults: Faults,
  ) {}

  async answer(call: ReadCall, options: ReadReq.Options, signal: AbortSignal): Promise<void> {
    const fault = this.faults.take('subscribe');
    const start = options.hasAll() ? this.#allStart(options) : this.#streamStart(options);
    if (typeof start !== 'number') {
      fail(call, start);
      return;
    }
    await write(call, confirmation(randomUUID()));
    if (fault?.how === 'stall') {
      await sleep(3_600_000, undefined, { signal }).catch(() => undefined);
      return;
    }
    if (fault?.how === 'checkpoint-ahead') {
      await write(call, checkpointMessage(String(this.log.end), String(this.log.end)));
    }
    await new Following(this.log, call, options, start, signal).run();
  }

  /** Number of the first record after the start. */
  #allStart(options: ReadReq.Options): number | ReturnType<typeof failure> {
    const all = options.getAll();
    if (all?.hasEnd() === true) return this.log.records.length;
    const position = all?.getPosition();
    if (position === undefined) return 0;
    if (position.getCommitPosition() === NOWHERE) return this.log.records.length;
    const commit = Number(position.getCommitPosition());
    // Beyond the end is accepted, and what comes up to there is dropped in silence.
    if (commit > this.log.end) return this.log.records.length;
    const index = this.log.indexFrom(commit);
    if (this.log.records[index]?.position === commit) return index + 1;
    return failure(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
  }

  #streamStart(options: ReadReq.Options): number | ReturnType<typeof failure> {
    const stream = options.getStream();
    const name = streamName(stream?.getStreamIdentifier());
    if (this.log.isTombstoned(name)) return streamDeleted(name);
    return stream?.hasEnd() === true ? this.log.records.length : 0;
  }
}

/** One subscription from its start to its end. */
class Following {
  readonly #matches: (record: LogRecord) => boolean;
  readonly #isFiltered: boolean;
  readonly #window: number;
  readonly #interval: number;
  readonly #ignoreUpTo: number;
  #seen = 0;
  /** Position last told, by an event or a checkpoint; −1 before. */
  #told = -1;
  #saysNowhere = false;

  constructor(
    private readonly log: EventLog,
    private readonly call: ReadCall,
    private readonly options: ReadReq.Options,
    private at: number,
    private readonly signal: AbortSignal,
  ) {
    const filter = options.getFilter();
    this.#isFiltered = filter !== undefined;
    this.#window = filter?.hasMax() === true ? filter.getMax() : PAGE;
    this.#interval = Math.max(1, filter?.getCheckpointintervalmultiplier() ?? 1) * this.#window;
    const commit = Number(options.getAll()?.getPosition()?.getCommitPosition() ?? -1);
    this.#ignoreUpTo = commit > log.end && commit < Number(NOWHERE) ? commit : -1;
    this.#matches = options.hasAll() ? matcherOf(options) : streamMatcher(options);
  }

  async run(): Promise<void> {
    const isBehind = this.at < this.log.records.length;
    while (this.at < this.log.records.length && !this.signal.aborted) await this.#page();
    if (isBehind && this.#isFiltered) await this.#lastOfCatchUp();
    await write(this.call, caughtUp());
    this.#seen = 0;
    while (!this.signal.aborted) {
      const record = this.log.records[this.at];
      if (record === undefined) await this.log.changed(this.signal);
      else await this.#live(record);
    }
  }

  async #page(): Promise<void> {
    const from = this.log.records[this.at]?.position ?? 0;
    const end = Math.min(this.at + this.#window, this.log.records.length);
    const read = end - this.at;
    for (; this.at < end; this.at++) await this.#show(this.log.records[this.at]);
    this.#seen += read;
    if (!this.#isFiltered || this.#seen < this.#interval) return;
    this.#seen %= this.#interval;
    await this.#checkpoint(Math.max(this.#told, from), from > this.#told ? 0 : undefined);
  }

  async #lastOfCatchUp(): Promise<void> {
    if (this.#told >= 0) return this.#checkpoint(this.#told);
    if (this.options.getAll()?.hasStart() !== true) return;
    this.#saysNowhere = true;
    await write(this.call, checkpointMessage(NOWHERE, NOWHERE));
  }

  async #live(record: LogRecord): Promise<void> {
    this.at += 1;
    if (record.position > this.#ignoreUpTo) await this.#show(record);
    this.#seen += 1;
    if (this.#isFiltered && this.#seen % this.#interval === 0) await this.#checkpoint(record.position);
  }

  async #show(record: LogRecord | undefined): Promise<void> {
    if (record === undefined || !isShown(record) || !this.#matches(record)) return;
    await write(this.call, eventMessage(record));
    this.#told = record.position;
  }

  /** They only ever rise. */
  async #checkpoint(commit: number, prepare = commit): Promise<void> {
    if (this.#saysNowhere || (commit <= this.#told && this.#told !== commit)) return;
    this.#told = Math.max(this.#told, commit);
    await write(this.call, checkpointMessage(String(commit), String(prepare)));
  }
}

function streamMatcher(options: ReadReq.Options): (record: LogRecord) => boolean {
  const stream = options.getStream();
  const name = streamName(stream?.getStreamIdentifier());
  const after = stream?.hasRevision() === true ? Number(stream.getRevision()) : -1;
  return (record) => record.stream === name && record.revision > after;
}
