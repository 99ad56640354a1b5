import type { NewRecord, SubjectCiphertext } from '../../ports/event-store';
import { isDone, type AppendRefused, type AppendRequest, type AppendResult } from './append-request';

/**
 * Appends as they cross to the writer's thread: all bytes in one buffer, which is handed over and not copied, all else
 * in one flat list. An object for each record would cost more to clone than the record costs to store.
 */
export interface AppendsMessage {
  readonly kind: 'appends';
  /** For each append: stream, expected, count; for each record: id, length, ciphertexts; for each: subject, length. */
  readonly shape: readonly (string | number)[];
  readonly bytes: Uint8Array;
  /** More of the same turn follows at once: its group waits for it. */
  readonly more: boolean;
}

/** What the writer answers to a group of appends, in the order in which they were sent. */
export interface ResultsMessage {
  readonly kind: 'results';
  /** {@link NUMBERS} for each append: 1 when it is new, first revision, last revision, row. Refusals leave zeros. */
  readonly numbers: Float64Array;
  readonly refused: readonly (readonly [index: number, refused: AppendRefused])[];
  /** Records that are new in the log, and how long the transaction took. */
  readonly records: number;
  readonly milliseconds: number;
}

const NUMBERS = 4;

/** Collects appends for one message. */
export class AppendsPacker {
  #shape: (string | number)[] = [];
  #parts: Buffer[] = [];
  #bytes = 0;
  #appends = 0;

  /** Appends added since the last {@link take}. */
  get appends(): number {
    return this.#appends;
  }

  add({ stream, expected, records }: AppendRequest): void {
    this.#appends += 1;
    this.#shape.push(stream, expected, records.length);
    for (const { id, entry, payload } of records) {
      this.#shape.push(id, this.#part(entry), payload.length);
      for (const { subject, ciphertext } of payload) this.#shape.push(subject, this.#part(ciphertext));
    }
  }

  /** What was added since the last time. Its buffer is its own and can be transferred. */
  take(more: boolean): AppendsMessage {
    const bytes = Buffer.allocUnsafeSlow(this.#bytes);
    let at = 0;
    for (const part of this.#parts) at += part.copy(bytes, at);
    const message = { kind: 'appends', shape: this.#shape, bytes, more } as const;
    this.#shape = [];
    this.#parts = [];
    this.#bytes = 0;
    this.#appends = 0;
    return message;
  }

  #part(bytes: Buffer): number {
    this.#parts.push(bytes);
    this.#bytes += bytes.length;
    return bytes.length;
  }
}

/** The appends of a message; their buffers are views of its bytes. */
export function unpackAppends({ shape, bytes }: AppendsMessage): AppendRequest[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const requests: AppendRequest[] = [];
  let at = 0;
  let offset = 0;
  const text = () => shape[at++] as string;
  const number = () => shape[at++] as number;
  const part = () => all.subarray(offset, (offset += number()));
  while (at < shape.length) {
    const stream = text();
    const expected = number();
    const records: NewRecord[] = [];
    for (let left = number(); left > 0; left--) {
      const id = text();
      const entry = part();
      const payload: SubjectCiphertext[] = [];
      for (let more = number(); more > 0; more--) payload.push({ subject: text(), ciphertext: part() });
      records.push({ id, entry, payload });
    }
    requests.push({ stream, expected, records });
  }
  return requests;
}

export function packResults(results: readonly AppendResult[], milliseconds: number): ResultsMessage {
  const numbers = new Float64Array(results.length * NUMBERS);
  const refused: [number, AppendRefused][] = [];
  let records = 0;
  results.forEach((result, i) => {
    if (!isDone(result)) {
      refused.push([i, result]);
      return;
    }
    const isNew = result.code === 'appended';
    if (isNew) records += result.last - result.first + 1;
    numbers.set([isNew ? 1 : 0, result.first, result.last, result.row], i * NUMBERS);
  });
  return { kind: 'results', numbers, refused, records, milliseconds };
}

export function unpackResults({ numbers, refused }: ResultsMessage): AppendResult[] {
  const results: AppendResult[] = [];
  const number = (at: number): number => numbers[at] as number;
  for (let at = 0; at < numbers.length; at += NUMBERS) {
    const code = number(at) === 1 ? 'appended' : 'already-appended';
    results.push({ code, first: number(at + 1), last: number(at + 2), row: number(at + 3) });
  }
  for (const [index, refusal] of refused) results[index] = refusal;
  return results;
}
