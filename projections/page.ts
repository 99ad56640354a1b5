import type { Recorded } from '../src/kernel/event';
import type { EventFeed } from '../src/ports/event-feed';
import type { Position, StoredRecord } from '../src/ports/event-store';
import { corrected, isCorrection, targetRevision, type Reading } from '../src/events/corrections';
import { categoryOf } from './projection';

/**
 * Opens a stored record as an event of today: parses, upcasts, and decrypts personal members where keys are at hand.
 * Throws what stops every reader: an unknown event, a record that does not parse.
 */
export type Decode = (record: StoredRecord) => Recorded;

/** One event on its way through the projections. */
export interface Fed {
  readonly event: Recorded;
  readonly position: Position;
  /** Of a correction: its target, before and after. */
  readonly reading?: Reading;
}

/** Some records after a position, opened once for every projection. */
export interface Page {
  readonly fed: readonly Fed[];
  /** The same events by stream, in the order shown. */
  readonly streams: readonly StreamFed[];
  /** The page is full: there is probably more. */
  readonly more: boolean;
  /** What it was read after, where it is a page of the log. */
  readonly after?: Position;
  /** Why the record after the last one could not be opened. */
  readonly failure?: { readonly error: unknown };
  /** How far the part of a topic has come with it: in the log, and in the words of the topic. */
  readonly upTo?: { readonly position: Position; readonly cursor: string };
}

/** The events of one stream in a page. */
export interface StreamFed {
  readonly stream: string;
  readonly category: string;
  readonly fed: readonly Fed[];
}

/** Events as a page. */
export function pageOf(fed: readonly Fed[], more: boolean): Page {
  const groups = new Map<string, Fed[]>();
  let current: Fed[] = [];
  let currentStream: string | undefined;
  for (const one of fed) {
    const { stream } = one.event.meta;
    if (stream !== currentStream) {
      current = groups.get(stream) ?? [];
      if (current.length === 0) groups.set(stream, current);
      currentStream = stream;
    }
    current.push(one);
  }
  const streams: StreamFed[] = [];
  for (const [stream, group] of groups) streams.push({ stream, category: categoryOf(stream), fed: group });
  return { fed, streams, more };
}

/** How many records of one stream are read at a time. */
const STREAM_PAGE = 500;

/** Reads the log as pages of opened events. */
export class PageReader {
  constructor(
    private readonly feed: EventFeed,
    private readonly decode: Decode,
  ) {}

  /** At most `limit` events after `after`; the ones before a record that cannot be opened are still there. */
  async after(after: Position, limit: number): Promise<Page> {
    const records = await this.feed.read(after, limit);
    return { ...(await this.open(records, records.length >= limit)), after };
  }

  /** Records as they were read. */
  async open(records: readonly StoredRecord[], more: boolean): Promise<Page> {
    const fed: Fed[] = [];
    for (const record of records) {
      try {
        const opened = this.#open(record);
        fed.push(opened instanceof Promise ? await opened : opened);
      } catch (error) {
        return { ...pageOf(fed, false), failure: { error } };
      }
    }
    return pageOf(fed, more);
  }

  /** Revisions `from` to `to` (inclusive) of one stream, fewer where the log holds fewer. @throws as {@link Decode} */
  async stream(stream: string, from: number, to: number): Promise<readonly Fed[]> {
    const fed: Fed[] = [];
    let next: bigint | undefined = BigInt(from);
    while (next !== undefined && next <= BigInt(to)) {
      const limit = Math.min(STREAM_PAGE, to - Number(next) + 1);
      const page = await this.feed.readStream(stream, next, limit);
      for (const record of page.records) fed.push(await this.#open(record));
      next = page.next;
    }
    return fed;
  }

  #open(record: StoredRecord): Fed | Promise<Fed> {
    const event = this.decode(record);
    const { position } = record;
    if (!isCorrection(event)) return { event, position };
    return this.#readingOf(event).then((reading) => ({ event, position, ...(reading && { reading }) }));
  }

  /** The target with the earlier corrections of it, and with this one too. */
  async #readingOf(correction: Recorded): Promise<Reading | undefined> {
    const { stream, revision } = correction.meta;
    const target = targetRevision(correction);
    if (target >= revision) return undefined;
    let was: Recorded | undefined;
    let next: bigint | undefined = BigInt(target);
    while (next !== undefined && next < BigInt(revision)) {
      const page = await this.feed.readStream(stream, next, STREAM_PAGE);
      for (const record of page.records) {
        const event = this.decode(record);
        if (event.meta.revision === target) was = event;
        else if (event.meta.revision < revision && isCorrection(event) && targetRevision(event) === target) {
          was = was === undefined ? undefined : corrected(was, event);
        }
      }
      next = page.next;
    }
    return was === undefined ? undefined : { was, now: corrected(was, correction) };
  }
}
