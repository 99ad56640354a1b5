import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EntryV1, JsonValue } from '../../src/kernel/entry';
import { canonicalBytes } from '../../src/seal/canonical-json';
import { codeOf, EntryScan } from '../../src/seal/entry-scan';
import { eventDigest, scannedDigest } from '../../src/seal/history';

const bytes = (text: string): Buffer => Buffer.from(text);
const scan = new EntryScan();

/** No nine characters that begin with two underscores: `__proto__` is no member name. */
const plainText = fc.stringMatching(/^[ !#-[\]-~]{0,20}$/u).filter((text) => !/^__.{7}$/u.test(text));
const memberName = fc.stringMatching(/^[a-z]{1,3}$/u);
const plain: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    plainText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(plainText, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe('the scan of an entry', () => {
  it('takes every canonical object of plain ASCII, and finds its members', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(plainText, memberName), plain, { noNullPrototype: true }),
        (object) => {
          const canonical = canonicalBytes(object);
          expect(scan.read(canonical)).toBe(true);
          for (const [name, value] of Object.entries(object)) {
            if (!/^[a-z]{1,3}$/u.test(name)) continue;
            const [from, to] = scan.range(name);
            expect(canonical.subarray(from, to)).toEqual(canonicalBytes(value));
          }
        },
      ),
    );
  });

  it.each([
    ['a space', '{"a": 1}'],
    ['names out of order', '{"b":1,"a":2}'],
    ['a name twice', '{"a":1,"a":1}'],
    ['a name before its beginning', '{"ab":1,"a":2}'],
    ['a leading zero', '{"a":01}'],
    ['minus zero', '{"a":-0}'],
    ['a fraction', '{"a":1.5}'],
    ['an exponent', '{"a":1e3}'],
    ['more digits than are exact', '{"a":1234567890123456}'],
    ['no digits', '{"a":-}'],
    ['an escape', '{"a":"\\n"}'],
    ['a control character', '{"a":"\u0001"}'],
    ['a character beyond ASCII', '{"a":"案"}'],
    ['a bare word', '{"a":tru}'],
    ['a missing comma', '{"a":1"b":2}'],
    ['a comma too many', '{"a":1,}'],
    ['an open array', '{"a":[1,}'],
    ['an open object', '{"a":1'],
    ['a name that is none', '{"__proto__":1}'],
    ['an open text', '{"a":"x'],
    ['something after it', '{"a":1} '],
    ['an array', '[1]'],
    ['nothing', ''],
  ])('says nothing of %s', (_what, text) => {
    expect(scan.read(bytes(text))).toBe(false);
  });

  it('takes the deepest nesting that is canonical, and no deeper', () => {
    const nested = (depth: number): Buffer => bytes(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
    expect(scan.read(nested(65))).toBe(true);
    expect(scan.read(nested(66))).toBe(false);
  });

  it('reads one entry among others, and neither less nor more of it', () => {
    const [before, entry, after] = ['{"a":1}\u0000', '{"b":"x","s":7}', '\u0000{"c":1}'] as const;
    const all = bytes(before + entry + after);
    const from = before.length;
    const to = from + entry.length;
    expect(scan.read(all, from, to)).toBe(true);
    const [start, end] = scan.range('s');
    expect(all.toString('latin1', start, end)).toBe('7');
    expect([scan.start(codeOf('s')), scan.end(codeOf('s'))]).toEqual([start, end]);
    expect([scan.has('a'), scan.has('c'), scan.end(codeOf('c'))]).toEqual([false, false, 0]);
    expect(scan.read(all, from, to - 1)).toBe(false);
    expect(scan.read(all, from, to + 1)).toBe(false);
    expect(scan.read(all, from + 1, to)).toBe(false);
  });

  it('forgets the entry before', () => {
    scan.read(bytes('{"a":1,"b":2}'));
    scan.read(bytes('{"a":1}'));
    expect(scan.has('b')).toBe(false);
    expect(scan.range('b')).toEqual([0, 0]);
  });

  it('gives the digest that the parsed entry gives', () => {
    fc.assert(
      fc.property(
        fc.dictionary(plainText, plain, { noNullPrototype: true }),
        fc.boolean(),
        (b, isImported) => {
          const entry = {
            ...{ v: 1, r: 'r', id: 'i', t: 'CaseFiled', tv: 2, s: 'case-a', n: 7, at: 'x', ac: [], cor: 'c' },
            ...{
              oc: { at: '2024-05-20T10:20:00+08:00', p: 'instant', d: '2024-05-20' },
              cmd: { id: 'c' },
              rp: [],
              cal: [],
              b,
            },
            ...(isImported ? { src: { sys: 'x', file: 'f', row: 3 } } : {}),
          } as unknown as EntryV1;
          const canonical = canonicalBytes(entry);
          expect(scan.read(canonical)).toBe(true);
          expect(scannedDigest(canonical, scan, 'case-a')).toBe(eventDigest(entry));
        },
      ),
    );
  });

  it('leaves streams about the ledger to the parsed entry', () => {
    scan.read(bytes('{"b":{}}'));
    expect(scannedDigest(bytes('{"b":{}}'), scan, 'import-x')).toBeUndefined();
  });
});
