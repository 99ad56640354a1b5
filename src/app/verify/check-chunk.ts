import type { LedgerAudit } from '../../ports/ledger-audit';
import type { SubjectKeys } from '../../ports/subject-keys';
import { checkRow } from './check-row';

/** Positions `from` up to and without `to`, checked row by row; a fault ends the chunk at the first row that has one. */
export interface CheckedChunk {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** 32 bytes a row: leaf hashes, and digests for the history. */
  readonly leaves: Uint8Array;
  readonly digests: Uint8Array;
  /** Stream and revision of each row, the previous hash it names (empty at revision 0), its recorded time. */
  readonly streams: readonly string[];
  readonly revisions: readonly number[];
  readonly previous: readonly string[];
  readonly recorded: readonly string[];
  readonly positions: readonly number[];
  readonly opened: number;
  readonly unopened: number;
  readonly fault?: { readonly position: number; readonly stream: string; readonly revision: number; readonly reason: string };
}

/** Check a range of positions. Pure but for the reads; ranges can be checked in any order and at the same time. */
export async function checkChunk(
  audit: LedgerAudit,
  from: number,
  to: number,
  keys: Pick<SubjectKeys, 'getMany'>,
): Promise<CheckedChunk> {
  const rows = audit.rows(from, to);
  const handles = rows.flatMap(({ payload }) => payload.map(({ subject }) => subject));
  const known = handles.length === 0 ? undefined : await keys.getMany(handles);
  // Memory of their own, since it is handed to another thread.
  const leaves = Buffer.from(new ArrayBuffer(rows.length * 32));
  const digests = Buffer.from(new ArrayBuffer(rows.length * 32));
  const streams: string[] = [];
  const revisions: number[] = [];
  const previous: string[] = [];
  const recorded: string[] = [];
  const positions: number[] = [];
  const payloads = { opened: 0, unopened: 0 };
  let fault: CheckedChunk['fault'];
  for (const [index, row] of rows.entries()) {
    const checked = checkRow(row, (handle) => known?.get(handle));
    if ('reason' in checked) {
      fault = { ...checked, position: row.position, revision: row.revision };
      break;
    }
    leaves.write(checked.leaf, index * 32, 32, 'latin1');
    digests.write(checked.digest, index * 32, 32, 'latin1');
    streams.push(row.stream);
    revisions.push(row.revision);
    previous.push(checked.previous ?? '');
    recorded.push(checked.recordedAt);
    positions.push(row.position);
    payloads.opened += checked.opened;
    payloads.unopened += checked.unopened;
  }
  const found = { from, to, rows: streams.length, leaves, digests, streams, revisions, previous, recorded, positions };
  return fault === undefined ? { ...found, ...payloads } : { ...found, ...payloads, fault };
}
