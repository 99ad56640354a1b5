import { hash } from 'node:crypto';
import { HASH_BYTES, type Hash } from './hash';

/** Block of SHA-256, and with it the longest key that is taken as it is (RFC 2104, 2). */
const BLOCK_BYTES = 64;
const INNER = 0x36;
const OUTER = 0x5c;
/** Longer data gets a buffer of its own. */
const KEPT_DATA = 4096;

// Written over at each call, and never waited in between.
const kept = Buffer.alloc(BLOCK_BYTES + KEPT_DATA);
const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES);

/**
 * HMAC-SHA256 (RFC 2104) of bytes, or of the UTF-8 form of text. Made of two one-shot digests: an object of Node for each
 * of the ten that a command needs costs more than their hashing.
 *
 * @param key at most 64 bytes, for longer ones are hashed first, which nothing here needs
 * @throws RangeError for a longer key
 */
export function keyedHash(key: Uint8Array, data: Uint8Array | string): Hash {
  if (key.length > BLOCK_BYTES) throw new RangeError(`a key of ${key.length} bytes`);
  const size = typeof data === 'string' ? Buffer.byteLength(data) : data.length;
  const inner = size <= KEPT_DATA ? kept : Buffer.allocUnsafe(BLOCK_BYTES + size);
  for (let i = 0; i < BLOCK_BYTES; i++) {
    const byte = key[i] ?? 0;
    inner[i] = byte ^ INNER;
    outer[i] = byte ^ OUTER;
  }
  if (typeof data === 'string') inner.write(data, BLOCK_BYTES, 'utf8');
  else inner.set(data, BLOCK_BYTES);
  outer.write(hash('sha256', inner.subarray(0, BLOCK_BYTES + size), 'binary'), BLOCK_BYTES, 'latin1');
  return hash('sha256', outer, 'binary');
}
