import type { EventFeed } from '../../ports/event-feed';
import type { Head, Position, StoredRecord, StreamPage } from '../../ports/event-store';
import type { SubjectKeys } from '../../ports/subject-keys';
import type { KeyOf } from './opener';

const none: ReadonlyMap<string, Buffer> = new Map();

/** A feed that fetches the keys of what it hands out, so that records can be opened without waiting. */
export class KeyedFeed implements EventFeed {
  #keys: ReadonlyMap<string, Buffer> = none;

  constructor(
    private readonly inner: EventFeed,
    private readonly keys: Pick<SubjectKeys, 'getMany'>,
  ) {}

  /** Keys of the records that were read last. */
  readonly keyOf: KeyOf = (handle) => this.#keys.get(handle);

  async read(after: Position, limit: number): Promise<readonly StoredRecord[]> {
    const records = await this.inner.read(after, limit);
    this.#keys = await this.#keysOf(records);
    return records;
  }

  /** Fetch the keys of records that came by another way. */
  async prepare(records: readonly StoredRecord[]): Promise<void> {
    this.#keys = await this.#keysOf(records);
  }

  /** Pages of single streams are read in between to repair gaps: their keys join those of the page at hand. */
  async readStream(stream: string, from: bigint, limit: number): Promise<StreamPage> {
    const page = await this.inner.readStream(stream, from, limit);
    const keys = await this.#keysOf(page.records);
    if (keys.size > 0) this.#keys = new Map([...this.#keys, ...keys]);
    return page;
  }

  wait(after: Position, signal: AbortSignal): Promise<void> {
    return this.inner.wait(after, signal);
  }

  head(): Promise<Head> {
    return this.inner.head();
  }

  async #keysOf(records: readonly StoredRecord[]): Promise<ReadonlyMap<string, Buffer>> {
    const handles = new Set<string>();
    for (const { payload } of records) for (const { subject } of payload) handles.add(subject);
    return handles.size === 0 ? none : this.keys.getMany([...handles]);
  }
}
