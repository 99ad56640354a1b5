import { MAX_BATCH_RECORDS, MAX_CIPHERTEXT_BYTES } from '../../ports/append-limits';
import type { NewRecord, SubjectCiphertext } from '../../ports/event-store';
import type { Hash } from '../../seal/hash';
import { checkRecords } from '../../seal/record-check';
import type { AppendRefused, AppendRequest } from './append-request';
import { idBytes } from './event-id';

/** A record that says of itself what it is appended as. */
export interface CheckedRecord {
  readonly id: Buffer;
  readonly entry: Buffer;
  readonly leaf: Hash;
  readonly leafBytes: Buffer;
  /** The leaf hash as the next entry must name it. */
  readonly link: string;
  /** Leaf hash of the record before, as the entry names it. */
  readonly previous: string | undefined;
  readonly payload: readonly SubjectCiphertext[];
}

const limits = { records: MAX_BATCH_RECORDS, ciphertextBytes: MAX_CIPHERTEXT_BYTES };

/** The batch as it is written, or why it is wrong in itself. */
export function checkBatch({ stream, expected, records }: AppendRequest): CheckedRecord[] | AppendRefused {
  const checked = checkRecords(stream, expected, records, limits);
  if (!Array.isArray(checked)) return checked;
  return checked.map(({ claims, leaf, leafBytes, link }, i) => {
    const { id, entry, payload } = records[i] as NewRecord;
    return {
      ...{ id: idBytes(id), entry, leaf, leafBytes, link, payload },
      previous: claims.p,
    };
  });
}
