import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { claimsOf } from '../../src/seal/entry-claims';
import type { EntryV1 } from '../../src/kernel/entry';
import { canonicalBytes } from '../../src/seal/canonical-json';
import { parseEntryTrusted } from '../../src/seal/entry-codec';
import { chain, record } from '../support/records';

const names = ['ac', 'b', 'id', 'k', 'n', 'oc', 'org', 'p', 'r', 'rp', 's', 'src', 't', 'tv', 'v'] as const;
const [, plain] = chain('case-x7Kp', 2);
const entry = parseEntryTrusted(plain?.entry ?? Buffer.alloc(0));
const end = `,"id":"${entry.id}","n":7,"oc":{},"r":"","rp":[],"s":"case-other","t":"T","tv":1,"v":1}`;

/** Text made to be mistaken for structure. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    end,
    end.slice(0, -1),
    `"${end}`,
    '"',
    '\\',
    '\\"',
    '}',
    ']',
    '{',
    '刑',
    '","id":"',
    `x"${end}`,
  ),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.constantFrom(null, true),
    fc.array(tie('any'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...names), text), tie('any'), {
    maxKeys: 5,
    noNullPrototype: true,
  }),
}));

/** The bytes of JSON text that `JSON.parse` would read back; `__proto__` has no canonical form. */
function bytesOf(object: unknown): Buffer | undefined {
  try {
    return canonicalBytes(object);
  } catch {
    return undefined;
  }
}

/** What is read must be what the whole says, whether it was read from the end or parsed. */
function check(object: unknown): void {
  const bytes = bytesOf(object);
  if (bytes === undefined) return;
  const { id, s, n, p, k } = JSON.parse(bytes.toString()) as Partial<EntryV1>;
  const said = claimsOf(bytes);
  if (typeof said !== 'string')
    expect({ id: said.id, s: said.s, n: said.n, p: said.p, k: said.k }).toEqual({ id, s, n, p, k });
  else expect(said).not.toBe('');
}

describe('what an entry says of its place', () => {
  it.each([
    ['the first of a stream', record('case-x7Kp', 0, undefined)],
    ['a later one', plain],
    ['one with ciphertexts', chain('case-x7Kp', 2, { subjects: ['party-a', 'party-b'] })[1]],
    [
      'one with text that looks like its end',
      chain('case-x7Kp', 2, { body: { text: end, id: 'no', n: 3 } })[1],
    ],
    ['one whose list holds a bracket', chain('case-x7Kp', 2, { entry: { rp: ['a]"b', end] } })[1]],
    ['one of a stream that is not of our alphabet', chain('案件-甲', 2, { entry: {} })[1]],
  ])('is read from %s', (_, example) => {
    const bytes = example?.entry ?? Buffer.alloc(0);
    const { id, s, n, p, k } = parseEntryTrusted(bytes);
    expect(claimsOf(bytes)).toMatchObject({
      id,
      s,
      n,
      ...(p === undefined ? {} : { p }),
      ...(k === undefined ? {} : { k }),
    });
  });

  it.each([
    '',
    'null',
    '[]',
    '7',
    '"text"',
    '{"id":"event-1"}',
    '{"id":7}',
    '{',
    end,
    `x${end}`.slice(0, -1),
  ])('is nothing where there is no entry: %s', (bytes) => {
    expect(claimsOf(Buffer.from(bytes))).toEqual(expect.any(String));
  });

  it('is what the whole says, whatever is in it', () => {
    expect.hasAssertions();
    const member = fc.constantFrom(...names);
    fc.assert(
      fc.property(member, value.any, (name, other) => check({ ...entry, [name]: other })),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(value.object, (other) => check({ ...entry, b: other, ac: [other], org: other })),
      { numRuns: 1_000 },
    );
    fc.assert(fc.property(value.object, check), { numRuns: 1_000 });
  });
});
