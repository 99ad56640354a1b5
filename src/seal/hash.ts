import { hash } from 'node:crypto';

/**
 * A SHA-256 digest as text of 32 characters U+0000 to U+00FF, one per byte ("latin1").
 *
 * Node hands a digest over as such a string three to five times faster than as a Buffer, and the tree hashes twice per
 * event. Never print one and never send one as UTF-8: use {@link hashToHex} or {@link hashToBase64url}.
 */
export type Hash = string;

/** Bytes of a {@link Hash}. */
export const HASH_BYTES = 32;

/** SHA-256 of bytes, or of the UTF-8 form of text. */
export const sha256 = (data: Uint8Array | string): Hash => hash('sha256', data, 'binary');

/** The 32 bytes at `offset` as a hash. @throws RangeError when there are fewer */
export function hashFromBytes(bytes: Uint8Array, offset = 0): Hash {
  if (offset + HASH_BYTES > bytes.length) throw new RangeError(`no 32 bytes at ${offset} of ${bytes.length}`);
  return asBuffer(bytes).toString('latin1', offset, offset + HASH_BYTES);
}

/** The 32 bytes of a hash. */
export const hashToBytes = (digest: Hash): Buffer => Buffer.from(digest, 'latin1');

/** 64 lower-case digits, as sha256sum prints it. */
export const hashToHex = (digest: Hash): string => hashToBytes(digest).toString('hex');

/** 43 characters without padding, as entries carry it. */
export const hashToBase64url = (digest: Hash): string => hashToBytes(digest).toString('base64url');

/** The value of each character of base64url by its code, 64 for every other. */
const sextets = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(
    String.fromCharCode(code),
  );
  return value < 0 ? 64 : value;
});
const BASE64URL_LENGTH = 43;

/**
 * Decode the 43 characters of {@link hashToBase64url}, given as bytes from `from` up to `to`, into 32 bytes at `at`. Where
 * there are many, Node's own decoder costs more for its calls than for its work.
 *
 * @returns whether they are a hash: nothing but the alphabet, and the two spare bits zero
 */
export function hashBytesOf(
  text: Uint8Array,
  from: number,
  to: number,
  target: Uint8Array,
  at: number,
): boolean {
  if (to - from !== BASE64URL_LENGTH) return false;
  let seen = 0;
  let bits = 0;
  let rest = 0;
  let next = at;
  for (let i = from; i < to; i++) {
    const value = sextets[text[i] ?? 0] ?? 64;
    seen |= value;
    rest = (rest << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    target[next++] = rest >> bits;
    rest &= (1 << bits) - 1;
  }
  return seen < 64 && rest === 0;
}

/**
 * Whether the text is a hash at all. Asked of everything that comes from outside: writing a character beyond U+00FF as
 * latin1 drops its high bits, so that a forged text could stand for the same bytes.
 */
export const isHash = (text: string): boolean =>
  text.length === HASH_BYTES && !/[\u0100-\u{10ffff}]/u.test(text);

/** The same bytes with Buffer's methods; nothing is copied. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
