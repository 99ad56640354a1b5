import { createDecipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { payloadKey } from '../../src/seal/commitment';
import {
  ciphertextDigest,
  decryptMembers,
  encryptMembers,
  KeyUnreadable,
  PayloadUnreadable,
  unwrapKey,
  wrapKey,
  type PayloadPlace,
} from '../../src/seal/envelope';
import { hashToHex } from '../../src/seal/hash';

const key = Buffer.alloc(32, 7);
const iv = Buffer.from('000102030405060708090a0b', 'hex');
const place: PayloadPlace = { stream: 'case-a', revision: 3, subject: 'case-a/party' };
const clear = '{"party.name":"张三"}';
const sealed = encryptMembers(key, place, clear, iv);

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7));
  return changed;
};

describe('payload', () => {
  it('opens to what was sealed, text or bytes', () => {
    expect(decryptMembers(key, place, sealed).toString()).toBe(clear);
    expect(encryptMembers(key, place, Buffer.from(clear), iv)).toEqual(sealed);
    expect(decryptMembers(key, place, encryptMembers(key, place, '', iv))).toHaveLength(0);
    expect(decryptMembers(new Uint8Array(key), place, new Uint8Array(sealed)).toString()).toBe(clear);
  });

  it('is version, vector, ciphertext and tag of AES-256-GCM over its place', () => {
    expect(sealed).toHaveLength(1 + 12 + Buffer.byteLength(clear) + 16);
    expect(sealed[0]).toBe(1);
    expect(sealed.subarray(1, 13)).toEqual(iv);
    expect(sealed.includes('party')).toBe(false);
    const decipher = createDecipheriv('aes-256-gcm', payloadKey(key, 'case-a', 3), iv)
      .setAAD(Buffer.from('case-a|3|case-a/party'))
      .setAuthTag(sealed.subarray(-16));
    expect(decipher.update(sealed.subarray(13, -16), undefined, 'utf8') + decipher.final('utf8')).toBe(clear);
  });

  it('does not open with one bit changed, cut short or made longer', () => {
    const opened: number[] = [];
    const open = (bytes: Buffer, name: number): void => {
      try {
        decryptMembers(key, place, bytes);
        opened.push(name);
      } catch (error) {
        if (!(error instanceof PayloadUnreadable)) throw error;
      }
    };
    for (let bit = 0; bit < sealed.length * 8; bit++) open(flipped(sealed, bit), bit);
    for (let length = 0; length < sealed.length; length++) open(sealed.subarray(0, length), -length);
    open(Buffer.concat([sealed, Buffer.of(0)]), 1e6);
    expect(opened).toEqual([]);
  });

  it('names what is wrong with a ciphertext that cannot be one', () => {
    const causeOf = (bytes: Buffer): string => {
      try {
        return decryptMembers(key, place, bytes).toString();
      } catch (error) {
        return String((error as Error).cause);
      }
    };
    expect(causeOf(sealed.subarray(0, 28))).toBe('RangeError: a ciphertext of 28 bytes');
    expect(causeOf(Buffer.concat([Buffer.of(2), sealed.subarray(1)]))).toBe(
      'RangeError: a ciphertext of version 2',
    );
  });

  it.each([
    ['stream', { ...place, stream: 'case-b' }],
    ['revision', { ...place, revision: 4 }],
    ['subject', { ...place, subject: 'case-a/witness' }],
  ])('does not open in the place of another %s', (_, elsewhere) => {
    expect(() => decryptMembers(key, elsewhere, sealed)).toThrow(PayloadUnreadable);
  });

  it('does not open under another key, and says so in words', () => {
    expect(() => decryptMembers(Buffer.alloc(32, 8), place, sealed)).toThrow(
      expect.objectContaining({ code: 'payload-unreadable', zh: expect.stringContaining('case-a@3') }),
    );
  });

  it('wants a vector of 12 bytes', () => {
    expect(() => encryptMembers(key, place, clear, iv.subarray(1))).toThrow(RangeError);
    expect(() => encryptMembers(key, place, clear, Buffer.alloc(16))).toThrow(RangeError);
  });

  it('has the digest that the entry names', () => {
    expect(hashToHex(ciphertextDigest(sealed))).toBe(createHash('sha256').update(sealed).digest('hex'));
  });
});

describe('wrapped key', () => {
  const kek = Buffer.alloc(32, 1);
  const wrapped = wrapKey(kek, 'case-a/party', key, iv);

  it('unwraps to the key', () => {
    expect(wrapped).toHaveLength(61);
    expect(unwrapKey(kek, 'case-a/party', wrapped)).toEqual(key);
    expect(wrapped.includes(key.subarray(0, 4))).toBe(false);
  });

  it('is bound to its handle and to its use', () => {
    expect(() => unwrapKey(kek, 'case-b/party', wrapped)).toThrow(KeyUnreadable);
    const decipher = createDecipheriv('aes-256-gcm', kek, iv)
      .setAAD(Buffer.from('henji/key/v1|case-a/party'))
      .setAuthTag(wrapped.subarray(-16));
    expect(Buffer.concat([decipher.update(wrapped.subarray(13, -16)), decipher.final()])).toEqual(key);
  });

  it('does not unwrap with one bit changed, or under another key', () => {
    for (let bit = 0; bit < wrapped.length * 8; bit++) {
      expect(() => unwrapKey(kek, 'case-a/party', flipped(wrapped, bit))).toThrow(KeyUnreadable);
    }
    expect(() => unwrapKey(key, 'case-a/party', wrapped)).toThrow(
      expect.objectContaining({ code: 'key-unreadable', en: expect.stringContaining('case-a/party') }),
    );
  });
});
