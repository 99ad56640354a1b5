import type { EntryV1 } from '../kernel/entry';
import type { Recorded } from '../kernel/event';
import { decodeEntry } from '../events/codec';
import type { Position, StoredRecord } from '../ports/event-store';
import { leafHash } from '../seal/tree';
import { parseEntryTrusted } from '../seal/entry-codec';
import { hashToBase64url } from '../seal/hash';

/** A stored record, opened without any key: public members only. */
export interface OpenedRecord {
  readonly event: Recorded;
  /** Keyed digest of the command that recorded it. */
  readonly digest: string;
  /** Leaf hash of the entry, base64url. */
  readonly leaf: string;
  readonly position: Position;
}

/** Opens stored records for folds. Folds need no erasable member, so no key is asked for. */
export class RecordReader {
  open(record: StoredRecord): OpenedRecord {
    const entry: EntryV1 = parseEntryTrusted(record.entry);
    return {
      event: decodeEntry(entry),
      digest: entry.cmd.h ?? '',
      leaf: hashToBase64url(leafHash(record.entry)),
      position: record.position,
    };
  }
}
