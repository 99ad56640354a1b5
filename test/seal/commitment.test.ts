import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { commit, commitmentSalt, payloadKey } from '../../src/seal/commitment';
import { hashToHex } from '../../src/seal/hash';
import { latin1 } from './published-roots';

const key = Buffer.alloc(32, 7);
const salt = latin1(Buffer.alloc(32, 0xe9));
const value = Buffer.from('"张三"');

describe('commitment', () => {
  it('is the hash of prefix, length, path, salt and value', () => {
    const path = '当事人.name';
    const spelled = Buffer.concat([
      Buffer.from('henji/commit/v1'),
      Buffer.of(0, Buffer.byteLength(path)),
      Buffer.from(path),
      Buffer.alloc(32, 0xe9),
      value,
    ]);
    expect(hashToHex(commit(path, salt, value))).toBe(createHash('sha256').update(spelled).digest('hex'));
  });

  it('never changes: a figure kept by hand', () => {
    expect(hashToHex(commit('party.name', salt, value))).toBe(
      '825a69913cccdd589233c7e4126210cd6ccf93c2239d7be8fe28f908eb8ebf3d',
    );
  });

  it('cannot be moved to another member, salt or value', () => {
    const all = [
      commit('party.name', salt, value),
      commit('party.nam', salt, Buffer.concat([Buffer.from('e'), value])),
      commit('party.address', salt, value),
      commit('party.name', commitmentSalt(key, 'case-a', 0, 'party.name'), value),
      commit('party.name', salt, Buffer.from('"张四"')),
      commit('party.name', salt, Buffer.alloc(0)),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('takes paths of 1 to 255 bytes and salts of 32', () => {
    expect(commit('p'.repeat(255), salt, value)).toHaveLength(32);
    expect(commit('p', salt, value)).toHaveLength(32);
    expect(() => commit('p'.repeat(256), salt, value)).toThrow(RangeError);
    expect(() => commit('路'.repeat(86), salt, value)).toThrow(RangeError);
    expect(() => commit('', salt, value)).toThrow(RangeError);
    expect(() => commit('p', salt.slice(1), value)).toThrow(RangeError);
  });

  it('takes values of any size', () => {
    const file = Buffer.alloc(3_000_000, 5);
    const spelled = Buffer.concat([
      Buffer.from('henji/commit/v1\u0000\u0004file'),
      Buffer.from(salt, 'latin1'),
      file,
    ]);
    expect(hashToHex(commit('file', salt, file))).toBe(createHash('sha256').update(spelled).digest('hex'));
  });
});

describe('what a data key gives', () => {
  it('is HMAC-SHA256 over its name', () => {
    const hmac = (text: string): string => createHmac('sha256', key).update(text).digest('hex');
    expect(hashToHex(commitmentSalt(key, 'case-a', 17, 'party.name'))).toBe(
      hmac('salt|case-a|17|party.name'),
    );
    expect(payloadKey(key, 'case-a', 17).toString('hex')).toBe(hmac('dek|case-a|17'));
  });

  it('differs for each stream, revision, path and key', () => {
    const other = Buffer.alloc(32, 8);
    const all = [
      commitmentSalt(key, 'case-a', 1, 'party.name'),
      commitmentSalt(key, 'case-b', 1, 'party.name'),
      commitmentSalt(key, 'case-a', 2, 'party.name'),
      commitmentSalt(key, 'case-a', 1, 'party.address'),
      commitmentSalt(other, 'case-a', 1, 'party.name'),
      latin1(payloadKey(key, 'case-a', 1)),
      latin1(payloadKey(key, 'case-a', 2)),
      latin1(payloadKey(key, 'case-b', 1)),
      latin1(payloadKey(other, 'case-a', 1)),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is refused for keys of another length and streams that hold the separator', () => {
    expect(() => commitmentSalt(key.subarray(1), 'case-a', 1, 'p')).toThrow(RangeError);
    expect(() => payloadKey(Buffer.alloc(33), 'case-a', 1)).toThrow(RangeError);
    expect(() => commitmentSalt(key, 'case-a|1', 1, 'p')).toThrow(RangeError);
    expect(() => payloadKey(key, 'case|a', 1)).toThrow(RangeError);
  });
});
