import { describe, expect, it } from '@jest/globals';
import { ENTRY_MAX_BYTES, type EntryV1 } from '../../src/kernel/entry';
import { canonicalBytes, canonicalJson } from '../../src/seal/canonical-json';
import {
  EntryTooLarge,
  MalformedEntry,
  parseEntry,
  parseEntryTrusted,
  sealEntry,
} from '../../src/seal/entry-codec';
import { hashToHex } from '../../src/seal/hash';
import { leafHash } from '../../src/seal/tree';
import { fullEntry, leastEntry } from './some-entry';

/** The entry with one member, named by a path, set to a value; `undefined` takes it out. */
function withMember(entry: EntryV1, path: string, value: unknown): EntryV1 {
  const copy = structuredClone(entry) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop()!;
  let at = copy;
  for (const name of names) at = at[name] as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return copy as unknown as EntryV1;
}

const refused = (entry: EntryV1): boolean => {
  const bytes = canonicalBytes(entry);
  const sealing = expect.objectContaining({ code: 'malformed-entry' });
  expect(() => sealEntry(entry)).toThrow(sealing);
  expect(() => parseEntry(bytes)).toThrow(MalformedEntry);
  return true;
};

const hash43 = '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU';

describe('entry', () => {
  it.each([
    ['full', fullEntry],
    ['least', leastEntry],
  ])('with the %s of members is sealed and read', (_, entry) => {
    const { bytes, leaf } = sealEntry(entry);
    expect(bytes.toString()).toBe(canonicalJson(entry));
    expect(leaf).toBe(leafHash(bytes));
    expect(parseEntry(bytes)).toEqual(entry);
    expect(parseEntry(new Uint8Array(bytes))).toEqual(entry);
    expect(parseEntryTrusted(bytes)).toEqual(entry);
    expect(parseEntryTrusted(new Uint8Array(bytes))).toEqual(entry);
  });

  it('never changes: a leaf kept by hand', () => {
    expect(hashToHex(sealEntry(fullEntry).leaf)).toBe(
      '827067d14d92e2c1523379d9c361cfa57c60a71c1c3c07673492c06fe66d7e0e',
    );
  });

  it.each([
    'v',
    'r',
    'id',
    't',
    'tv',
    's',
    'n',
    'p',
    'oc',
    'at',
    'ac',
    'cmd',
    'cor',
    'rp',
    'cal',
    'b',
    'oc.at',
    'oc.p',
    'oc.d',
    'ac.0.u',
    'ac.0.role',
    'ac.0.cert.s',
    'ac.0.cert.n',
    'org.u',
    'cmd.id',
    'src.sys',
    'src.file',
    'src.row',
    'k.0.s',
    'k.0.x',
  ])('without %s is refused', (path) => {
    expect(refused(withMember(fullEntry, path, undefined))).toBe(true);
  });

  it.each(['org', 'cau', 'src', 'c', 'k', 'org.by', 'cmd.h', 'ac.0.post', 'ac.0.cert'])(
    'without %s is an entry all the same',
    (path) => {
      const entry = withMember(fullEntry, path, undefined);
      expect(parseEntry(sealEntry(entry).bytes)).toEqual(entry);
    },
  );

  it.each(['x', 'oc.x', 'ac.0.x', 'ac.0.cert.x', 'org.x', 'cmd.x', 'src.x', 'k.0.x2'])(
    'with a member %s that is not of version 1 is refused',
    (path) => {
      expect(refused(withMember(fullEntry, path, 1))).toBe(true);
    },
  );

  it.each<[string, unknown[]]>([
    ['v', [0, 2, '1', null]],
    ['r', ['', 'AAECAwQFBgcICQoLDA0OD', 'AAECAwQFBgcICQoLDA0ODx', 'AAECAwQFBgcICQoLDA0OD=', hash43, 7]],
    [
      'id',
      [
        '',
        '01930b5a-7c1a-4abc-8def-0123456789ab',
        '01930B5A-7c1a-7abc-8def-0123456789ab',
        '01930b5a-7c1a-7abc-cdef-0123456789ab',
        ' 01930b5a-7c1a-7abc-8def-0123456789ab',
        1,
      ],
    ],
    ['t', ['', '1A', 'A b', 'A'.repeat(101), '决定', 1]],
    ['tv', [0, -1, '1', null]],
    [
      's',
      [
        '',
        'case',
        'case-',
        'Case-a',
        '1case-a',
        'case-a b',
        'case-a|b',
        'case-案',
        `case-${'a'.repeat(181)}`,
        '-a',
        1,
      ],
    ],
    ['n', [-1, '1', null]],
    ['p', ['', hash43.slice(1), `${hash43}A`, `${hash43.slice(0, 42)}V`, 1, null]],
    ['oc', [null, [], 'x']],
    ['oc.at', ['2026-11-21', '2026-11-21T20:34:56', '2026-11-21 20:34:56Z', '2026-11-21T20:34:56+0800', 1]],
    ['oc.p', ['month', '', null]],
    ['oc.d', ['2026-11-1', '2026-11-21T', ' 2026-11-21', 1]],
    ['at', ['2026-11-21T12:34:56Z', '2026-11-21T12:34:56.789+00:00', '2026-11-21T12:34:56.78Z', 1]],
    ['ac', [null, {}, [null], ['a'], [{ u: 'a' }], 'x']],
    ['ac.0.u', ['', 'a'.repeat(201), 1]],
    ['ac.0.role', ['', 1]],
    ['ac.0.post', ['', 1, null]],
    ['ac.0.cert', [null, 'officer-1', {}]],
    ['ac.0.cert.s', ['officer', 1]],
    ['ac.0.cert.n', [-1, '1']],
    ['org', [null, 'organ-1', {}]],
    ['org.u', ['', 1]],
    ['org.by', ['', 1, null]],
    ['cmd', [null, '1', {}]],
    ['cmd.id', ['', 1, 'a'.repeat(201)]],
    ['cmd.h', ['', 'AAECAwQFBgcICQoLDA0OD', 1, null, 'a'.repeat(44)]],
    ['cor', ['', 1, null]],
    ['cau', ['', 1, null]],
    ['rp', [null, 'x', {}, [''], [1]]],
    ['cal', [null, 'x', {}, [''], [1]]],
    ['src', [null, 'x', {}]],
    ['src.sys', ['', 1]],
    ['src.file', ['', 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855', hash43, 1]],
    ['src.row', [-1, '1']],
    ['b', [null, [], 'x', 1]],
    ['c', [null, [], {}, { '': hash43 }, { 'party.name': 'x' }, { 'party.name': 1 }]],
    ['k', [null, {}, [], [null], [{ s: 'a' }], [{ s: '', x: hash43 }]]],
    ['k.0.x', ['', hash43.slice(1), 1]],
  ])('with a wrong %s is refused', (path, values) => {
    for (const value of values) expect(refused(withMember(fullEntry, path, value))).toBe(true);
  });

  it('names its predecessor at every revision but the first', () => {
    expect(refused(withMember(fullEntry, 'n', 0))).toBe(true);
    expect(refused(withMember(leastEntry, 'n', 1))).toBe(true);
    expect(parseEntry(sealEntry(withMember(withMember(leastEntry, 'n', 1), 'p', hash43)).bytes).n).toBe(1);
  });

  it('may be 65,535 bytes long and no more', () => {
    const base = sealEntry(withMember(leastEntry, 'b', { text: '' })).bytes.length;
    const of = (size: number): EntryV1 => withMember(leastEntry, 'b', { text: 'a'.repeat(size - base) });
    expect(sealEntry(of(ENTRY_MAX_BYTES)).bytes).toHaveLength(65_535);
    expect(parseEntry(sealEntry(of(ENTRY_MAX_BYTES)).bytes).s).toBe('case-a');
    expect(() => sealEntry(of(ENTRY_MAX_BYTES + 1))).toThrow(EntryTooLarge);
    expect(() => sealEntry(of(ENTRY_MAX_BYTES + 1))).toThrow(
      expect.objectContaining({ code: 'entry-too-large' }),
    );
    expect(() => parseEntry(canonicalBytes(of(ENTRY_MAX_BYTES + 1)))).toThrow(MalformedEntry);
  });

  it('is not sealed when a public member has no canonical form', () => {
    expect(() => sealEntry(withMember(leastEntry, 'b', { amount: 1.5 }))).toThrow(
      expect.objectContaining({ code: 'not-canonical', field: 'amount' }),
    );
    expect(() => sealEntry({ ...leastEntry, cau: undefined } as unknown as EntryV1)).toThrow(MalformedEntry);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['an array', '[]'],
    ['null', 'null'],
    ['text', '"x"'],
    ['a blank before it', ` ${canonicalJson(leastEntry)}`],
    ['a newline after it', `${canonicalJson(leastEntry)}\n`],
    ['another order of members', JSON.stringify(leastEntry)],
    ['a member named twice', canonicalJson(leastEntry).replace('"v":1', '"v":1,"v":1')],
    ['a byte order mark', `\ufeff${canonicalJson(leastEntry)}`],
  ])('is not read from %s', (_, text) => {
    expect(() => parseEntry(Buffer.from(text))).toThrow(MalformedEntry);
  });

  it('is never read as the same after any bit of it was changed', () => {
    const { bytes, leaf } = sealEntry(fullEntry);
    const same: number[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7));
      if (leafHash(changed) === leaf) same.push(bit);
      try {
        // Where it can still be read, it is another entry under another leaf.
        if (sealEntry(parseEntry(changed)).leaf !== leafHash(changed)) same.push(bit);
      } catch (error) {
        if (!(error instanceof MalformedEntry)) throw error;
      }
    }
    expect(same).toEqual([]);
  });

  it('is never read from a part of it', () => {
    const { bytes } = sealEntry(fullEntry);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => parseEntry(bytes.subarray(0, length))).toThrow(MalformedEntry);
    }
  });
});
