import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { StoredRecord } from '../../src/ports/event-store';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { parseEntry } from '../../src/seal/entry-codec';
import { ciphertextDigest } from '../../src/seal/envelope';
import { hashToBase64url } from '../../src/seal/hash';
import { leafHash, MerkleTree } from '../../src/seal/tree';

/** A ledger that was checked from its first record. */
export interface CheckedLedger {
  readonly records: readonly StoredRecord[];
  readonly byPlace: ReadonlyMap<string, StoredRecord>;
}

export const placeOf = (stream: string, revision: bigint | number | string): string =>
  `${stream}@${revision}`;

/**
 * Reads a whole ledger, beside its writer or after its death, and throws at the first thing that is not as it must be:
 * positions and revisions without a hole, each entry saying what it is, the chain of each stream, payloads, and the tree
 * recomputed against the stored one, full tiles included.
 */
export async function checkedLedger(folder: string): Promise<CheckedLedger> {
  const store = await openSqliteLedger({ folder, mode: 'read' });
  const records: StoredRecord[] = [];
  try {
    for (;;) {
      const page = await store.readAll(records.at(-1)?.position ?? '', 5_000);
      if (page.length === 0) break;
      records.push(...page);
    }
  } finally {
    await store.close();
  }
  checkRecords(records);
  checkTree(folder, records);
  return { records, byPlace: new Map(records.map((r) => [placeOf(r.stream, r.revision), r])) };
}

function checkRecords(records: readonly StoredRecord[]): void {
  const ends = new Map<string, { revision: bigint; link: string }>();
  records.forEach((record, i) => {
    const { id, s, n, p, k = [] } = parseEntry(record.entry);
    const before = ends.get(record.stream);
    const said = [s, n, id, p, k.map(({ x }) => x).join()];
    const digests = record.payload.map(({ ciphertext }) => hashToBase64url(ciphertextDigest(ciphertext)));
    const { stream, revision } = record;
    demand(said, [stream, Number(revision), record.id, before?.link, digests.join()], record);
    demand(Number(revision), Number(before?.revision ?? -1n) + 1, record);
    demand(Number(record.position), i + 1, record);
    ends.set(stream, { revision, link: hashToBase64url(leafHash(record.entry)) });
  });
}

function checkTree(folder: string, records: readonly StoredRecord[]): void {
  const db = new Database(join(folder, 'ledger.db'), { readonly: true });
  try {
    const tile = db
      .prepare<[number, number], Buffer>('SELECT data FROM tree_tile WHERE level = ? AND idx = ?')
      .pluck();
    let tiles = 0;
    const tree = new MerkleTree((level, index, hashes) => {
      tiles += 1;
      demand(tile.get(level, index)?.equals(hashes), true, `tile ${level}/${index}`);
    });
    for (const { entry } of records) tree.push(leafHash(entry));
    const state = db.prepare<[], { size: number; slots: Buffer }>('SELECT size, slots FROM tree_state').get();
    demand(state?.size ?? 0, records.length, 'size of the tree');
    demand(state?.slots.equals(tree.serialise()) ?? records.length === 0, true, 'state of the tree');
    demand(db.prepare('SELECT count(*) FROM tree_tile').pluck().get(), tiles, 'number of tiles');
  } finally {
    db.close();
  }
}

function demand(found: unknown, expected: unknown, where: StoredRecord | string): void {
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  const place = typeof where === 'string' ? where : placeOf(where.stream, where.revision);
  throw new Error(`${place}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}
