import { createHash } from 'node:crypto';
import type { EntryV1, JsonObject } from '../../src/kernel/entry';
import type { NewRecord, SubjectCiphertext } from '../../src/ports/event-store';
import { canonicalBytes } from '../../src/seal/canonical-json';
import { sealEntry } from '../../src/seal/entry-codec';
import { ciphertextDigest } from '../../src/seal/envelope';
import { hashToBase64url } from '../../src/seal/hash';
import { leafHash } from '../../src/seal/tree';

/** Bytes that follow from a text: examples are the same in every run. */
export const seededBytes = (seed: string, count = 32): Buffer =>
  createHash('shake256', { outputLength: count }).update(seed).digest();

/** A uuid v7 that follows from a text; ids of one `milliseconds` sort as random ones do. */
export function eventId(seed: string, milliseconds = 1_780_000_000_000): string {
  const bytes = seededBytes(`id/${seed}`, 16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

/** What of a record an example cares about. */
export interface RecordParts {
  readonly id?: string;
  /** Subjects with a ciphertext. */
  readonly subjects?: readonly string[];
  readonly body?: JsonObject;
  /** Members that contradict the place of the record, for what must be refused. */
  readonly entry?: Partial<EntryV1>;
  readonly payload?: readonly SubjectCiphertext[];
}

/** A valid record of `stream` at `revision`; `previous` is the entry before it, absent at revision 0. */
export function record(
  stream: string,
  revision: number,
  previous: Buffer | undefined,
  parts: RecordParts = {},
): NewRecord {
  const seed = `${stream}/${revision}`;
  const id = parts.id ?? eventId(seed);
  const payload = parts.payload ?? (parts.subjects ?? []).map((subject) => ciphertext(seed, subject));
  const k = payload.map(({ subject, ciphertext: bytes }) => ({ s: subject, x: digestText(bytes) }));
  const c = { 'party.name': hashToBase64url(leafHash(seededBytes(seed))) };
  const entry: EntryV1 = {
    v: 1,
    r: seededBytes(`${id}/r`, 16).toString('base64url'),
    id,
    t: 'ExampleRecorded',
    tv: 1,
    s: stream,
    n: revision,
    ...(previous === undefined ? {} : { p: linkOf(previous) }),
    oc: { at: '2026-10-08T09:00:00+08:00', p: 'instant', d: '2026-10-08' },
    at: '2026-10-08T01:00:00.000Z',
    ac: [{ u: 'officer-4yQn', role: 'officer' }],
    cmd: { id: `command-${seed}` },
    cor: `command-${seed}`,
    rp: ['cn@2026.1'],
    cal: [],
    b: parts.body ?? { amountFen: 20_000 + revision },
    ...(k.length === 0 ? {} : { c, k }),
    ...parts.entry,
  };
  // What contradicts itself on purpose could not be sealed.
  const bytes = parts.entry === undefined ? sealEntry(entry).bytes : canonicalBytes(entry);
  return { id, entry: bytes, payload };
}

/** `count` records that follow each other in `stream`, from `revision` on, after the entry `previous`. */
export function chain(
  stream: string,
  count: number,
  { revision = 0, previous, tag = '', ...parts }: ChainParts = {},
): NewRecord[] {
  const records: NewRecord[] = [];
  for (let i = 0; i < count; i++) {
    const before = records.at(-1)?.entry ?? previous;
    const id = eventId(`${stream}/${revision + i}/${tag}`);
    records.push(record(stream, revision + i, before, { id, ...parts }));
  }
  return records;
}

export interface ChainParts extends RecordParts {
  readonly revision?: number;
  readonly previous?: Buffer | undefined;
  /** Makes records unlike those of another tag at the same place. */
  readonly tag?: string;
}

/** How an entry is named by the next one: base64url of its leaf hash. */
export const linkOf = (entry: Buffer): string => hashToBase64url(leafHash(entry));

function ciphertext(seed: string, subject: string): SubjectCiphertext {
  return { subject, ciphertext: seededBytes(`${seed}/${subject}`, 90) };
}

const digestText = (bytes: Buffer): string => hashToBase64url(ciphertextDigest(bytes));
