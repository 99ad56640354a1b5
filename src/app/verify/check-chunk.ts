import type { LedgerAudit, RawRow } from '../../ports/ledger-audit';
import type { SubjectKeys } from '../../ports/subject-keys';
import { checkBlock } from './check-block';
import { checkRow, type KeyLookup } from './check-row';
import { PackedRows, type CheckedChunk } from './packed-rows';

type Keys = Pick<SubjectKeys, 'getMany'>;

/** Rows read at a time: what they hold stays in the processor's cache, and few enough that the largest entries fit. */
const BLOCK = 512;

/** Check a range of positions. Nothing outside the range is asked; ranges can be checked in any order. */
export async function checkChunk(
  audit: LedgerAudit,
  from: number,
  to: number,
  keys: Keys,
): Promise<CheckedChunk> {
  const packed = new PackedRows(to - from);
  for (let first = from; first < to; first += BLOCK) {
    const next = Math.min(first + BLOCK, to);
    const block = audit.block(first, next);
    // Something is not as it should be, or cannot be told from a block: what it is, is found row by row.
    if (block?.rows !== next - first) return checkRows(audit.rows(from, to), from, to, keys);
    const keyOf = await keyLookup([...block.payloads.values()].flat(), keys);
    if (!checkBlock(block, first, keyOf, packed)) return checkRows(audit.rows(from, to), from, to, keys);
  }
  return packed.chunk(from, to, undefined);
}

/** Check the rows of a range one by one. @param isInOrder whether recorded times never go back from row to row */
export async function checkRows(
  rows: readonly RawRow[],
  from: number,
  to: number,
  keys: Keys,
  isInOrder = true,
): Promise<CheckedChunk> {
  const keyOf = await keyLookup(
    rows.flatMap(({ payload }) => payload),
    keys,
  );
  const packed = new PackedRows(to - from, isInOrder);
  for (const row of rows) {
    const expected = from + packed.rows;
    const { position, stream, revision } = row;
    if (position !== expected) {
      const reason = `events ${expected} to ${position - 1} are missing before it`;
      return packed.chunk(from, to, { position, stream, revision, reason });
    }
    const checked = checkRow(row, keyOf);
    if ('reason' in checked) return packed.chunk(from, to, { ...checked, position, revision });
    const reason = packed.addChecked(stream, revision, checked);
    if (reason !== undefined) return packed.chunk(from, to, { reason, position, stream, revision });
  }
  return packed.chunk(from, to, undefined);
}

async function keyLookup(payloads: readonly { readonly subject: string }[], keys: Keys): Promise<KeyLookup> {
  if (payloads.length === 0) return () => undefined;
  const known = await keys.getMany(payloads.map(({ subject }) => subject));
  return (handle) => known.get(handle);
}
