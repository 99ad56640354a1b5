import { asBuffer, HASH_BYTES, hashFromBytes, type Hash } from './hash';
import { EMPTY_ROOT, nodeHash, TILE_WIDTH } from './tree';

/**
 * RFC 6962 root over the hashes of a tile, or of any run of them, taken as nodes of one level: of a full tile, the hash
 * that stands for it one tile level higher.
 *
 * @throws RangeError when the bytes are not whole hashes
 */
export function tileRoot(hashes: Uint8Array): Hash {
  if (hashes.length % HASH_BYTES !== 0) throw new RangeError(`${hashes.length} bytes are not whole hashes`);
  const bytes = asBuffer(hashes);
  let level = Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    hashFromBytes(bytes, i * HASH_BYTES),
  );
  while (level.length > 1) {
    const above: Hash[] = [];
    for (let i = 0; i + 1 < level.length; i += 2)
      above.push(nodeHash(level[i] as Hash, level[i + 1] as Hash));
    // The last of an odd number rises as it is: the split at the largest power of two below n comes to the same.
    if (level.length % 2 === 1) above.push(level[level.length - 1] as Hash);
    level = above;
  }
  return level[0] ?? EMPTY_ROOT;
}

/** The tiles of one level: `full` ones from index 0, then one of `partial` hashes where that is not 0. */
export interface TileLevel {
  readonly level: number;
  readonly full: number;
  readonly partial: number;
}

/** The tiles of a log of `size` leaves (c2sp tlog-tiles), lowest level first; none for an empty log. */
export function tileLayout(size: number): TileLevel[] {
  const levels: TileLevel[] = [];
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) {
    const partial = hashes % TILE_WIDTH;
    levels.push({ level: levels.length, full: (hashes - partial) / TILE_WIDTH, partial });
  }
  return levels;
}

/** Path of a tile in the published layout, `tile/0/x001/x234/067`; with the width of a partial one, `….p/112`. */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
  let path = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  }
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}
