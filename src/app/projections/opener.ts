import type { EntryV1 } from '../../kernel/entry';
import type { PersonalMembers, Recorded } from '../../kernel/event';
import { decodeEntry } from '../../events/codec';
import type { StoredRecord } from '../../ports/event-store';
import { decryptMembers } from '../../seal/envelope';
import { parseEntryTrusted } from '../../seal/entry-codec';

/** The data key behind a subject key handle, or nothing when it is not at hand (or was destroyed). */
export type KeyOf = (handle: string) => Buffer | undefined;

/**
 * Open a stored record as readers see it: public members, and the erasable ones whose key is at hand. A payload whose
 * key is gone leaves its subject out; a payload that does not open with its key is an error.
 *
 * @throws UnreadableEvent, PayloadUnreadable
 */
export function openRecord(record: StoredRecord, keyOf: KeyOf): Recorded {
  const entry = parseEntryTrusted(record.entry);
  if (record.payload.length === 0) return decodeEntry(entry);
  return decodeEntry(entry, personalOf(record, entry, keyOf));
}

/**
 * The same with nothing decrypted: a subject whose key is at hand stands in `personal` without members, so that what
 * could be read can be told from what never can again.
 *
 * @param entry of the record
 * @throws UnreadableEvent
 */
export function openPublic(entry: EntryV1, { payload }: StoredRecord, keyOf: KeyOf): Recorded {
  const readable = payload.filter(({ subject }) => keyOf(subject) !== undefined);
  if (readable.length === 0) return decodeEntry(entry);
  const place = entry.s.length + 1;
  return decodeEntry(entry, Object.fromEntries(readable.map(({ subject }) => [subject.slice(place), {}])));
}

function personalOf(record: StoredRecord, entry: EntryV1, keyOf: KeyOf): PersonalMembers | undefined {
  const personal: Record<string, Record<string, unknown>> = {};
  for (const { subject, ciphertext } of record.payload) {
    const key = keyOf(subject);
    if (key === undefined) continue;
    const clear = decryptMembers(key, { stream: entry.s, revision: entry.n, subject }, ciphertext).toString();
    for (const [path, value] of Object.entries(JSON.parse(clear) as Record<string, unknown>)) {
      const dot = path.indexOf('.');
      (personal[path.slice(0, dot)] ??= {})[path.slice(dot + 1)] = value;
    }
  }
  return Object.keys(personal).length === 0 ? undefined : personal;
}
