import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashBytesOf, hashToBase64url, HASH_BYTES } from '../../src/seal/hash';

const digest = fc.uint8Array({ minLength: HASH_BYTES, maxLength: HASH_BYTES });
const decoded = (text: string): Buffer | undefined => {
  const target = Buffer.alloc(HASH_BYTES + 2, 0xee);
  const padded = Buffer.from(`"${text}"`);
  if (!hashBytesOf(padded, 1, padded.length - 1, target, 1)) return undefined;
  expect([target[0], target[HASH_BYTES + 1]]).toEqual([0xee, 0xee]);
  return target.subarray(1, HASH_BYTES + 1);
};

describe('a hash from its text in an entry', () => {
  it('is the one that was written, and nothing around it is touched', () => {
    fc.assert(
      fc.property(digest, (bytes) => {
        const text = hashToBase64url(Buffer.from(bytes).toString('latin1'));
        expect(decoded(text)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  const text = hashToBase64url('\u00ff\u00fb'.repeat(HASH_BYTES / 2));
  it.each([
    ['a character too few', text.slice(1)],
    ['a character too many', `A${text}`],
    ['base64 of the other alphabet', text.replace('-', '+').replace('_', '/')],
    ['padding', `${text.slice(0, -1)}=`],
    ['a quote', `${text.slice(0, 10)}"${text.slice(11)}`],
    ['a character beyond ASCII', `${text.slice(0, 10)}é${text.slice(12)}`],
    ['spare bits that are not zero', `${text.slice(0, -1)}${String.fromCharCode(text.charCodeAt(42) + 1)}`],
    ['nothing', ''],
  ])('is none with %s', (_what, wrong) => {
    expect(decoded(text)).toBeDefined();
    expect(decoded(wrong)).toBeUndefined();
  });
});
