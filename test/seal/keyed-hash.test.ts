import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashToHex } from '../../src/seal/hash';
import { keyedHash } from '../../src/seal/keyed-hash';

const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
const published = (key: Uint8Array, data: Uint8Array | string): string =>
  createHmac('sha256', key).update(data).digest('hex');

describe('the keyed hash', () => {
  it('is the one of RFC 4231, test cases 1 and 2', () => {
    expect(hashToHex(keyedHash(Buffer.alloc(20, 0x0b), 'Hi There'))).toBe(
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    );
    expect(hashToHex(keyedHash(Buffer.from('Jefe'), 'what do ya want for nothing?'))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('is HMAC-SHA256 for every key up to a block and all data', () => {
    fc.assert(
      fc.property(bytes(64), fc.oneof(bytes(300), fc.string({ unit: 'grapheme' })), (key, data) => {
        expect(hashToHex(keyedHash(key, data))).toBe(published(key, data));
      }),
    );
  });

  it.each([4095, 4096, 4097, 70_000])('is so too for %i bytes', (size) => {
    const key = Buffer.alloc(32, 7);
    expect(hashToHex(keyedHash(key, Buffer.alloc(size, 1)))).toBe(published(key, Buffer.alloc(size, 1)));
    expect(hashToHex(keyedHash(key, '痕'.repeat(size)))).toBe(published(key, '痕'.repeat(size)));
  });

  it('takes no key longer than a block', () => {
    expect(() => keyedHash(Buffer.alloc(65), 'text')).toThrow(new RangeError('a key of 65 bytes'));
    expect(keyedHash(Buffer.alloc(64), 'text')).toHaveLength(32);
  });
});
