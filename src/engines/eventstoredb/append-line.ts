import { setTimeout as sleep } from 'node:timers/promises';
import { MAX_BATCH_RECORDS, MAX_CIPHERTEXT_BYTES } from '../../ports/append-limits';
import {
  BadAppend,
  ChainMismatch,
  IdConflict,
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type Appended,
  type ExpectedRevision,
  type NewRecord,
  type StoredRecord,
} from '../../ports/event-store';
import { checkRecords, type SoundRecord } from '../../seal/record-check';
import type { AppendAnswer, Connection, NewServerEvent } from './connection';
import { positionText } from './log-position';
import { eventOf, truncated } from './record-codec';
import type { ServerLog } from './server-log';
import { failureOf, wordsOf } from './server-error';
import { endOf, NO_STREAM, type StreamEnd, type StreamEnds } from './stream-ends';
import { pauses } from './timing';

const limits = { records: MAX_BATCH_RECORDS, ciphertextBytes: MAX_CIPHERTEXT_BYTES };
/** A stream name goes into trailers, which carry ASCII alone. */
const STREAM_NAME = /^[\x21-\x7e]{1,200}$/u;
/** Rounds of an append whose stream is moved by others while it is looked at. */
const ROUNDS = 5;

/** An append as it was checked. */
interface Batch {
  readonly stream: string;
  readonly expected: number;
  readonly asked: ExpectedRevision;
  readonly records: readonly NewRecord[];
  readonly sound: readonly SoundRecord[];
  readonly events: readonly NewServerEvent[];
}

/**
 * Appends, one after the other in each stream. The server compares ids only behind the end of a stream and contents
 * never, so that what it answers is checked here: the chain before sending, and what lies there where a batch may be
 * there already. A call whose outcome is not known is repeated with the same ids and the same expectation, which the
 * server answers alike for ever.
 */
export class AppendLine {
  readonly #turns = new Map<string, Promise<unknown>>();
  /** Streams with an append whose outcome was not known: looked at before the next one. */
  readonly #doubtful = new Set<string>();
  #until = Infinity;

  constructor(
    private readonly connection: Connection,
    private readonly log: ServerLog,
    private readonly ends: StreamEnds,
  ) {}

  append(stream: string, expected: ExpectedRevision, records: readonly NewRecord[]): Promise<Appended> {
    const turn = (this.#turns.get(stream) ?? Promise.resolve()).then(() => {
      const batch = checked(stream, expected, records);
      return this.#append(batch);
    });
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(stream, settled);
    void settled.then(() => {
      if (this.#turns.get(stream) === settled) this.#turns.delete(stream);
    });
    return turn;
  }

  /** Settles when every append that was asked has its outcome, for which there is less time from now on. */
  async drained(): Promise<void> {
    this.#until = performance.now() + this.log.timing.drain;
    while (this.#turns.size > 0) await Promise.all(this.#turns.values());
  }

  async #append(batch: Batch): Promise<Appended> {
    for (let round = 0; round < ROUNDS; round++) {
      const done = await this.#attempt(batch, round > 0);
      if (done !== undefined) return done;
      this.ends.forget(batch.stream);
    }
    throw new StoreUnavailable(`${batch.stream} is moved by others faster than it can be read`);
  }

  /** @returns nothing where the stream has to be looked at again */
  async #attempt(batch: Batch, fresh: boolean): Promise<Appended | undefined> {
    const { stream, expected, asked } = batch;
    let end = await this.#end(batch, fresh);
    if (end.revision === expected && batch.sound[0]?.claims.p !== end.link) {
      // Perhaps the stream has moved on since: a late writer is told that it is late.
      end = await this.#read(stream);
      if (end.revision === expected) throw new ChainMismatch(stream);
    }
    if (end.revision > expected) return this.#there(batch, end);
    if (end.revision < expected) throw new WrongExpectedRevision(stream, asked, actual(end));
    const before = this.log.newest;
    const answer = await this.#send(batch);
    if (answer.kind === 'wrong-version') return undefined;
    return this.#stored(batch, answer, before);
  }

  async #stored(
    batch: Batch,
    { position, revision }: Extract<AppendAnswer, { kind: 'stored' }>,
    before: bigint,
  ): Promise<Appended> {
    const { stream, expected, records, sound } = batch;
    const last = expected + records.length;
    if (position === undefined || revision !== BigInt(last)) {
      // Stored where it does not belong, or stored and hidden: only a deletion by somebody else does that.
      this.log.alarm(truncated(stream));
      throw new StoreUnavailable(`${stream} was deleted or truncated by somebody on the server`);
    }
    // Older than this append: the server found the ids where they would have gone. What lies there is compared.
    if (position.commit <= before) return this.#there(batch, await this.#read(stream));
    this.log.saw(position.commit);
    this.ends.learn(stream, { revision: last, link: sound.at(-1)?.link });
    const firstRevision = BigInt(expected + 1);
    return { outcome: 'appended', firstRevision, lastRevision: revision, position: positionText(position) };
  }

  /** The stream goes on behind the place of the batch: it is there already, or somebody else was first. */
  async #there({ stream, expected, asked, records }: Batch, end: StreamEnd): Promise<Appended> {
    const from = BigInt(expected + 1);
    const there = (await this.log.streamRecords(stream, from, 'forwards', records.length)) ?? [];
    const ids = new Map(records.map((record, i) => [record.id, i]));
    for (const [i, found] of there.entries()) {
      const place = ids.get(found.id);
      if (place === undefined) continue;
      const isSame = place === i && records[i]?.entry.equals(found.entry) === true;
      if (!isSame) throw new IdConflict(found.id);
    }
    const last = there.at(-1);
    const isWhole = there.length === records.length && there.every(({ id }) => ids.has(id));
    if (last === undefined || !isWhole) throw new WrongExpectedRevision(stream, asked, actual(end));
    const { revision, position } = last;
    return { outcome: 'already-appended', firstRevision: from, lastRevision: revision, position };
  }

  /** How the stream ends, as far as it has to be known. A stream that is to be made is not looked at first. */
  async #end({ stream, expected }: Batch, fresh: boolean): Promise<StreamEnd> {
    if (fresh || this.#doubtful.has(stream)) return this.#read(stream);
    const known = this.ends.get(stream);
    if (known !== undefined && known.revision >= expected) return known;
    return expected < 0 ? NO_STREAM : this.#read(stream);
  }

  async #read(stream: string): Promise<StreamEnd> {
    const [last] = await this.#newestOf(stream);
    this.#doubtful.delete(stream);
    if (last === undefined) return NO_STREAM;
    this.ends.learnFrom(last);
    return endOf(last);
  }

  async #newestOf(stream: string): Promise<readonly StoredRecord[]> {
    try {
      return (await this.log.streamRecords(stream, 'end', 'backwards', 1)) ?? [];
    } catch (error) {
      throw this.log.refused(stream, error) ?? error;
    }
  }

  /** The same append until its outcome is known. */
  async #send({ stream, expected, events }: Batch): Promise<AppendAnswer> {
    const { timing, names } = this.log;
    const until = performance.now() + timing.append;
    let isUncertain = false;
    for (const pause of pauses(timing)) {
      try {
        return await this.connection.append(names.physical(stream), BigInt(expected), events, timing.answer);
      } catch (error) {
        const failure = failureOf(error);
        if (failure === 'too-large') throw new BadAppend(`larger than the server takes: ${wordsOf(error)}`);
        const refused = this.log.refused(stream, error);
        if (refused !== undefined) throw refused;
        isUncertain ||= failure !== 'not-stored';
        if (performance.now() + pause > Math.min(until, this.#until)) {
          if (!isUncertain) throw new StoreUnavailable(wordsOf(error), error);
          this.#doubtful.add(stream);
          throw new OutcomeUnknown(stream, error);
        }
      }
      await sleep(pause);
    }
    throw new TypeError('pauses do not end');
  }
}

const actual = ({ revision }: StreamEnd): bigint | undefined => (revision < 0 ? undefined : BigInt(revision));

/** @throws BadAppend, ChainMismatch */
function checked(stream: string, asked: ExpectedRevision, records: readonly NewRecord[]): Batch {
  if (!STREAM_NAME.test(stream)) throw new BadAppend(`a stream by the name of ${stream}`);
  const expected = asked === 'no-stream' ? -1 : Number(asked.revision);
  const sound = checkRecords(stream, expected, records, limits);
  if (!Array.isArray(sound)) {
    throw sound.code === 'bad-append' ? new BadAppend(sound.reason) : new ChainMismatch(stream);
  }
  const events = records.map((record, i) => eventOf(record, sound[i] as SoundRecord));
  return { stream, expected, asked, records, sound, events };
}
