import { HenjiError } from '../../kernel/errors';
import type { Coordination, Lease, ProgressMark } from '../../ports/coordination';
import type { EventFeed } from '../../ports/event-feed';
import { START, type Position, type StoredRecord } from '../../ports/event-store';
import {
  PublishFailed,
  TopicUnfit,
  type PartOffsets,
  type RelayOrigin,
  type RelayPublisher,
} from '../../ports/relay-publisher';
import { parseEntryTrusted } from '../../seal/entry-codec';
import { noteOf, RelayedOtherLedger, type RelayNote } from './relay-progress';
import type { RelayCounts } from './relay-status';

/** Records and bytes in one batch: kafkajs groups a batch in a time that grows with its square. */
const BATCH_RECORDS = 500;
const BATCH_BYTES = 2 * 1024 * 1024;
/** How often, and after how many milliseconds, a topic that seems too short is asked again. */
const ASK_TIMES = 5;
const ASK_AGAIN_MS = 1_000;
/**
 * How long what was published may be unwritten. Who dies meanwhile leaves it to be published again, and readers know by the
 * revision what they have; a durable note of each small batch would cost more than the batch.
 */
const WRITE_EVERY_MS = 250;
/** At the end of the log a batch is followed by a rest, in which the next one gathers. */
const REST_MS = 20;

interface HoldParts {
  readonly topic: string;
  readonly logId: string;
  readonly source: EventFeed;
  readonly coordination: Coordination;
  readonly publisher: RelayPublisher;
  readonly lease: Lease;
  readonly leaseMs: number;
  readonly freshName: () => string;
  readonly now: () => number;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly counts: RelayCounts;
  /** Something was published, or there is nothing to publish: all is well. */
  readonly onWell: () => void;
}

/** What was published last. */
export interface RelayMark {
  readonly position: Position;
  readonly epoch: number;
  readonly recordedAt: string;
}

/** Somebody else has taken over. */
class LeaseLost extends HenjiError {
  constructor(topic: string) {
    super({
      code: 'lease-lost',
      zh: `主题 ${topic} 的转发已由其他进程接管`,
      en: `another process has taken over the relay to ${topic}`,
    });
  }
}

/** The time in which one relay holds the lease, with one producer: from what is written down to the first error. */
export class RelayHold {
  #lease: Lease;
  /** By our own clock: the one of the lease may be another machine's. */
  #keptAt: number;
  #mark: RelayMark | undefined;
  #written: ProgressMark | undefined;
  #writtenAt = 0;
  #note: RelayNote;
  /** The position that every part was told to have reached. */
  #told: Position = START;

  constructor(private readonly parts: HoldParts) {
    this.#lease = parts.lease;
    this.#keptAt = parts.now();
    this.#note = this.#beginning();
  }

  get lease(): Lease {
    return this.#lease;
  }

  get mark(): RelayMark | undefined {
    return this.#mark;
  }

  /** Relay until the signal aborts. @throws LeaseLost, RelayedOtherLedger, TopicUnfit, PublishFailed, … */
  async run(signal: AbortSignal): Promise<void> {
    const { source, counts } = this.parts;
    await this.#claim();
    counts.takeovers += 1;
    const ends = await this.parts.publisher.open();
    if (await this.#isAnotherTopic(ends, signal)) await this.#refill();
    this.#demandParts(ends.size);
    for (let held: readonly StoredRecord[] = []; !signal.aborted;) {
      await this.#keep();
      if (this.#unwrittenFor >= WRITE_EVERY_MS) await this.#writeDown();
      const page = held.length > 0 ? held : await source.read(this.#position, BATCH_RECORDS);
      if (page.length === 0) {
        if (this.#told !== this.#position) await this.#tell();
        this.parts.onWell();
        await this.#waitFor(signal);
        continue;
      }
      const batch = page.slice(0, fitting(page));
      held = page.slice(batch.length);
      const isEnd = held.length === 0 && page.length < BATCH_RECORDS;
      await this.#publish(batch, isEnd);
      if (isEnd) await this.parts.pause(REST_MS, signal);
    }
    await this.#writeDown();
  }

  get #position(): Position {
    return this.#mark?.position ?? START;
  }

  /** Take what is written down as ours: whoever wrote it can write no more. */
  async #claim(): Promise<void> {
    const { coordination, topic } = this.parts;
    const stored = await coordination.progressOf(topicKey(topic));
    if (stored === undefined) await this.#demandEmpty();
    else this.#note = noteOf(stored.note);
    const { last, logId } = this.#note;
    if (logId !== this.parts.logId)
      throw new RelayedOtherLedger(
        topic,
        `账本编号为 ${this.parts.logId}，应为 ${logId}`,
        `log ${this.parts.logId}, not ${logId}`,
      );
    let recordedAt = '';
    if (last !== undefined) {
      const page = await this.parts.source.readStream(last.stream, BigInt(last.revision), 1);
      const [found] = page.records;
      if (found?.id !== last.id)
        throw new RelayedOtherLedger(
          topic,
          `其中没有已发布的事件 ${last.id}`,
          `it lacks ${last.id}, which was published`,
        );
      // Moved to another server, or put back there from a copy: readers of the topic compare positions.
      if (found.position !== stored?.position)
        throw new RelayedOtherLedger(
          topic,
          `事件 ${last.id} 的位置已变，账本换了服务器`,
          `${last.id} has another position: the ledger has moved to another server`,
        );
      recordedAt = parseEntryTrusted(found.entry).at;
    }
    this.#written = stored;
    await this.#write({ position: stored?.position ?? START, recordedAt });
  }

  /** A topic of which nothing is written down may hold more than this ledger. @throws RelayedOtherLedger */
  async #demandEmpty(): Promise<void> {
    const ends = await this.parts.publisher.open();
    if ([...ends.values()].some((end) => end > 0n))
      throw new RelayedOtherLedger(
        this.parts.topic,
        '其中已有记录，而此处没有转发进度',
        'it holds records, and nothing is written down of them here',
      );
  }

  /** Keep the lease while there is time to. */
  async #keep(): Promise<void> {
    const { leaseMs, coordination, now } = this.parts;
    const at = now();
    if (at - this.#keptAt < leaseMs / 3) return;
    const renewed = await coordination.renew(this.#lease, leaseMs);
    if (renewed === undefined) throw new LeaseLost(this.parts.topic);
    this.#lease = renewed;
    this.#keptAt = at;
  }

  /** The lease is kept in the quiet, too, and what was published is written down. */
  async #waitFor(signal: AbortSignal): Promise<void> {
    const writing = this.#isWritten ? Infinity : Math.max(1, WRITE_EVERY_MS - this.#unwrittenFor);
    const within = Math.min(this.parts.leaseMs / 4, writing);
    const due = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(within))]);
    await this.parts.source.wait(this.#position, due);
  }

  async #publish(batch: readonly StoredRecord[], isEnd: boolean): Promise<void> {
    const { publisher, counts, onWell } = this.parts;
    const last = batch.at(-1) as StoredRecord;
    const origin = this.#origin();
    const reached = isEnd ? { reached: last.position } : {};
    const offsets = await publisher.publish({ records: batch, origin, ...reached });
    this.#check(offsets);
    if (isEnd) this.#told = last.position;
    counts.published += batch.length;
    counts.batches += 1;
    this.#note = {
      ...this.#note,
      last: { stream: last.stream, revision: String(last.revision), id: last.id },
      offsets: { ...this.#note.offsets, ...textOf(offsets) },
    };
    const { position } = last;
    this.#mark = { position, epoch: this.#lease.epoch, recordedAt: parseEntryTrusted(last.entry).at };
    onWell();
  }

  /** The end of the log came just with the end of a batch, or another relay died before it could tell. */
  async #tell(): Promise<void> {
    const reached = this.#position;
    this.#check(await this.parts.publisher.publish({ records: [], origin: this.#origin(), reached }));
    this.#told = reached;
  }

  #origin(): RelayOrigin {
    return { logId: this.parts.logId, generation: this.#note.generation, epoch: this.#lease.epoch };
  }

  /** An offset that is not above the last one of its part: the topic is not the one that it was. @throws PublishFailed */
  #check(offsets: PartOffsets): void {
    for (const [part, offset] of offsets) {
      const before = this.#note.offsets[part];
      if (before !== undefined && offset <= BigInt(before))
        throw new PublishFailed(`part ${part} answered offset ${offset} after ${before}: it was made anew`);
    }
  }

  /**
   * Whether the topic holds less than was put there. A part that has a new leader may say so for a moment, and filling
   * a topic again is much work: one that is not empty is asked some times.
   */
  async #isAnotherTopic(ends: PartOffsets, signal: AbortSignal): Promise<boolean> {
    let found = ends;
    for (let asked = 1; this.#isShort(found); asked++) {
      if (asked > ASK_TIMES || [...found.values()].every((end) => end === 0n)) return true;
      await this.parts.pause(ASK_AGAIN_MS, signal);
      found = await this.parts.publisher.ends();
    }
    return false;
  }

  #isShort(ends: PartOffsets): boolean {
    const known = Object.entries(this.#note.offsets);
    return known.some(([part, offset]) => (ends.get(Number(part)) ?? 0n) <= BigInt(offset));
  }

  /** @throws TopicUnfit */
  #demandParts(found: number): void {
    const { parts = found } = this.#note;
    if (parts !== found)
      throw new TopicUnfit(this.parts.topic, [
        {
          zh: `现有 ${found} 个分区，原有 ${parts} 个，案件将改换分区`,
          en: `it has ${found} parts, and had ${parts}: streams would change theirs`,
        },
      ]);
    this.#note = { ...this.#note, parts };
  }

  /** Fill the topic from the beginning of the log, under a new name. */
  async #refill(): Promise<void> {
    this.#note = this.#beginning();
    this.parts.counts.refills += 1;
    await this.#write({ position: START, recordedAt: '' });
  }

  #beginning(): RelayNote {
    return { logId: this.parts.logId, generation: this.parts.freshName(), offsets: {} };
  }

  get #isWritten(): boolean {
    return this.#mark?.position === this.#written?.position;
  }

  /** Milliseconds since something was written, while there is more to write. */
  get #unwrittenFor(): number {
    return this.#isWritten ? 0 : this.parts.now() - this.#writtenAt;
  }

  async #writeDown(): Promise<void> {
    if (this.#mark !== undefined && !this.#isWritten) await this.#write(this.#mark);
  }

  /** @throws LeaseLost */
  async #write({ position, recordedAt }: Omit<RelayMark, 'epoch'>): Promise<void> {
    const { coordination, topic, now } = this.parts;
    const { epoch } = this.#lease;
    const next = { position, epoch, note: this.#note };
    if (!(await coordination.advance(topicKey(topic), this.#written, next))) throw new LeaseLost(topic);
    this.#mark = { position, epoch, recordedAt };
    this.#written = { position, epoch };
    this.#writtenAt = now();
  }
}

/** Under which lease and progress of the relays to a topic stand. */
export const topicKey = (topic: string): string => `relay/${topic}`;

const textOf = (offsets: PartOffsets): Record<string, string> =>
  Object.fromEntries([...offsets].map(([part, offset]) => [String(part), String(offset)]));

/** How many records from the first on go into one batch. */
function fitting(records: readonly StoredRecord[]): number {
  let bytes = 0;
  const end = records.findIndex(({ entry, payload }) => {
    bytes += entry.length + payload.reduce((sum, { ciphertext }) => sum + ciphertext.length, 0);
    return bytes > BATCH_BYTES;
  });
  return end < 0 ? records.length : Math.max(1, end);
}
