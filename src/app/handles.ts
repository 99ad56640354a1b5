import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Lower-case base32 (RFC 4648 alphabet, no padding). */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((value >> bits) & 31);
    }
  }
  return text;
}

/** 130 bits of SHA-256 over the parts, as 26 characters. */
const digestText = (...parts: readonly string[]): string =>
  base32(createHash('sha256').update(parts.join('\u0000')).digest()).slice(0, 26);

/**
 * The stream that a command opens. It follows from the command id, which the sender draws at random, so that sending
 * the command again finds the same stream, and tells nothing about the case.
 */
export const streamFor = (category: string, commandId: string): string =>
  `${category}-${digestText('henji/handle/v1', category, commandId)}`;

/** The stream of something imported: it follows from source and external id, so that an import can be repeated. */
export const importedStreamFor = (category: string, source: string, externalId: string): string =>
  `${category}-${digestText('henji/import/v1', source, externalId)}`;

/** The stream of something that follows from other handles, such as the one fine of an act and a party. */
export const derivedStream = (category: string, ...handles: readonly string[]): string =>
  `${category}-${digestText('henji/derived/v1', category, ...handles)}`;

/** Handle of the key that protects one subject of one stream. */
export const subjectKeyHandle = (stream: string, subject: string): string => `${stream}/${subject}`;
