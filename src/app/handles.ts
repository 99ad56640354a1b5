import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first `length` characters of the lower-case base32 (RFC 4648 alphabet) of SHA-256 over the joined parts. */
function digestText(length: number, ...parts: readonly string[]): string {
  const digest = createHash('sha256').update(parts.join('\u0000')).digest();
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of digest) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((value >> bits) & 31);
    }
  }
  return text.slice(0, length);
}

/**
 * The stream that a command opens. It follows from the command id, which the sender draws at random, so that sending
 * the command again finds the same stream, and tells nothing about the case.
 */
export const streamFor = (category: string, commandId: string): string =>
  `${category}-${digestText(26, 'henji/handle/v1', category, commandId)}`;

/** The stream of something imported: it follows from source and external id, so that an import can be repeated. */
export const importedStreamFor = (category: string, source: string, externalId: string): string =>
  `${category}-${digestText(26, 'henji/import/v1', source, externalId)}`;

/** Handle of the key that protects one subject of one stream. */
export const subjectKeyHandle = (stream: string, subject: string): string => `${stream}/${subject}`;
