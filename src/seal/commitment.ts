import { HASH_BYTES, hashToBytes, sha256, type Hash } from './hash';
import { keyedHash } from './keyed-hash';

const PREFIX = Buffer.from('henji/commit/v1\u0000', 'latin1');
const MAX_PATH_BYTES = 255;

/**
 * Commitment to one erasable member, which stands in the entry for ever while value and salt may go:
 *
 *     SHA-256("henji/commit/v1" ‖ 0x00 ‖ u8 length of path ‖ path ‖ salt[32] ‖ value)
 *
 * The path is inside, so a commitment cannot be moved to another member. Without the salt nobody can test a guess of
 * the value; with value and salt anybody can check it, also after the ledger has erased both.
 *
 * @param path member, `party.name`: 1 to 255 bytes of UTF-8
 * @param salt from {@link commitmentSalt}
 * @param value canonical JSON of the value, or the bytes of a file
 * @throws RangeError for a path or salt of another length
 */
export function commit(path: string, salt: Hash, value: Uint8Array): Hash {
  const pathBytes = Buffer.byteLength(path);
  if (pathBytes < 1 || pathBytes > MAX_PATH_BYTES) throw new RangeError(`a path of ${pathBytes} bytes`);
  if (salt.length !== HASH_BYTES) throw new RangeError(`a salt of ${salt.length} bytes`);
  let at = PREFIX.length;
  const input = Buffer.allocUnsafe(at + 1 + pathBytes + HASH_BYTES + value.length);
  PREFIX.copy(input);
  input[at++] = pathBytes;
  at += input.write(path, at, 'utf8');
  at += input.write(salt, at, 'latin1');
  input.set(value, at);
  return sha256(input);
}

/**
 * Salt of one commitment, from the data key of the subject: HMAC-SHA256(key, "salt|stream|revision|path"). Deleting
 * that one key takes every salt with it, in backups too.
 */
export function commitmentSalt(dataKey: Uint8Array, stream: string, revision: number, path: string): Hash {
  return keyedHash(checked(dataKey, stream), `salt|${stream}|${revision}|${path}`);
}

/**
 * Key of one ciphertext, from the data key of the subject: HMAC-SHA256(key, "dek|stream|revision"). Since each event
 * has a key of its own, an initialisation vector can only ever repeat under another key.
 */
export function payloadKey(dataKey: Uint8Array, stream: string, revision: number): Buffer {
  return hashToBytes(keyedHash(checked(dataKey, stream), `dek|${stream}|${revision}`));
}

function checked(dataKey: Uint8Array, stream: string): Uint8Array {
  if (dataKey.length !== 32) throw new RangeError(`a data key of ${dataKey.length} bytes`);
  // The parts are joined by this sign, so it must not occur where one ends.
  if (stream.includes('|')) throw new RangeError(`stream ${stream} holds "|"`);
  return dataKey;
}
