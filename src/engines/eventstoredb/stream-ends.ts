import type { StoredRecord } from '../../ports/event-store';
import { hashToBase64url } from '../../seal/hash';
import { leafHash } from '../../seal/tree';

/** How a stream ends: its last revision, and the hash that the next entry must name. */
export interface StreamEnd {
  readonly revision: number;
  readonly link: string | undefined;
}

/** Before the first record. */
export const NO_STREAM: StreamEnd = { revision: -1, link: undefined };

const MOST = 20_000;

/** Ends of streams as they were last seen. Another process may have moved on: an end is old, never wrong. */
export class StreamEnds {
  readonly #ends = new Map<string, StreamEnd>();

  get(stream: string): StreamEnd | undefined {
    return this.#ends.get(stream);
  }

  /** An end that is behind the one known is not learnt. */
  learn(stream: string, end: StreamEnd): void {
    const known = this.#ends.get(stream);
    if (known !== undefined && known.revision >= end.revision) return;
    this.#ends.delete(stream);
    this.#ends.set(stream, end);
    const [oldest] = this.#ends.keys();
    if (this.#ends.size > MOST && oldest !== undefined) this.#ends.delete(oldest);
  }

  learnFrom(record: StoredRecord): void {
    this.learn(record.stream, endOf(record));
  }

  forget(stream: string): void {
    this.#ends.delete(stream);
  }

  /** After the log was found to be another one. */
  forgetAll(): void {
    this.#ends.clear();
  }
}

export const endOf = ({ revision, entry }: StoredRecord): StreamEnd => ({
  revision: Number(revision),
  link: hashToBase64url(leafHash(entry)),
});
