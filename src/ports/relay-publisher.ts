import { HenjiError } from '../kernel/errors';
import type { Position, StoredRecord } from './event-store';

/**
 * Where the relay puts the log: a topic in parts, each with offsets of its own.
 *
 * A record goes to the part of its stream, always the same, so that the events of a stream stay in order. After any
 * error a publisher is of no more use: close it and open another one, which goes on from what is written down.
 */
export interface RelayPublisher {
  /**
   * Connect, and make the topic where there is none. May be called again.
   *
   * @returns of each part the offset that its next record will get
   * @throws TopicUnfit, PublishFailed
   */
  open(): Promise<PartOffsets>;

  /** The same of a topic that is open. @throws PublishFailed */
  ends(): Promise<PartOffsets>;

  /**
   * Publish records in the given order. One call at a time. Settles when all of them are acknowledged by every copy
   * that is in sync.
   *
   * @returns of each part that was written to, the offset of the first record
   * @throws PublishFailed; what was published then is not known, and may be all, a part or nothing
   */
  publish(batch: RelayBatch): Promise<PartOffsets>;

  /** Idempotent, and never rejects. */
  close(): Promise<void>;
}

/** Offsets by number of part. */
export type PartOffsets = ReadonlyMap<number, bigint>;

export interface RelayBatch {
  readonly records: readonly StoredRecord[];
  readonly origin: RelayOrigin;
  /**
   * Tell every part, also those without records here, that all records up to this position are published: the end of
   * the log when the last of them was read.
   */
  readonly reached?: Position;
}

/** Said with every record, so that a reader notices another ledger, and a topic that was filled anew. */
export interface RelayOrigin {
  readonly logId: string;
  /** A name of one filling of the topic from the beginning. */
  readonly generation: string;
  /** Of the lease under which it was published. */
  readonly epoch: number;
}

/** Why something is refused, in both languages. */
export interface Reason {
  readonly zh: string;
  readonly en: string;
}

/** A topic that is there would lose or disorder records. Nothing was published. */
export class TopicUnfit extends HenjiError {
  constructor(topic: string, reasons: readonly Reason[]) {
    super({
      code: 'topic-unfit',
      zh: `主题 ${topic} 的设置会丢失或打乱记录：${reasons.map(({ zh }) => zh).join('；')}`,
      en: `the topic ${topic} would lose or disorder records: ${reasons.map(({ en }) => en).join('; ')}`,
      wayOut: {
        zh: '更正主题设置，或在 FEED_URL 中改用新主题名',
        en: 'mend its settings, or name another topic in FEED_URL',
      },
    });
  }
}

/** Records could not be published, or it is not known whether they were. */
export class PublishFailed extends HenjiError {
  constructor(reason: string, cause?: unknown) {
    super({ code: 'publish-failed', zh: `发布失败：${reason}`, en: `publishing failed: ${reason}`, cause });
  }
}
