import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalBytes, canonicalJson, isCanonical, NotCanonical } from '../../src/seal/canonical-json';

/** RFC 8785 in its plainest form: sort every object by UTF-16 code unit, leave the rest to JSON.stringify. */
function reference(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(reference).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${reference(member)}`).join(',')}}`;
}

const problemWith = (value: unknown): string | undefined => {
  try {
    canonicalJson(value);
    return undefined;
  } catch (error) {
    return error instanceof NotCanonical && error.code === 'not-canonical' ? error.message : 'another error';
  }
};

describe('RFC 8785 canonical JSON', () => {
  it('sorts the example of §3.2.3 by UTF-16 code unit', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonicalJson(example)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('writes the text and literals of §3.2.2 as the RFC shows them', () => {
    const example = { string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    expect(canonicalBytes(example).toString('hex')).toBe(
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c22737472696e67223a22e282ac245c7530303066' +
        '5c6e4127425c225c5c5c5c5c222f227d',
    );
  });

  it('sorts names that look like numbers as text, not as JavaScript does', () => {
    expect(canonicalJson([56, { d: true, '10': null, '1': [] }])).toBe('[56,{"1":[],"10":null,"d":true}]');
    expect(canonicalJson({ b: 1, '9': 2, '10': 3, '': 4, B: 5 })).toBe('{"":4,"10":3,"9":2,"B":5,"b":1}');
  });

  it('writes integers to ±(2^53−1) in plain digits', () => {
    expect(canonicalJson([0, -1, 9007199254740991, -9007199254740991, 1e15, 10])).toBe(
      '[0,-1,9007199254740991,-9007199254740991,1000000000000000,10]',
    );
  });

  it('writes every character as JSON.stringify does', () => {
    let all = '';
    for (let unit = 0; unit < 0x10000; unit++)
      if (unit < 0xd800 || unit > 0xdfff) all += String.fromCharCode(unit);
    all += '\u{10000}\u{1f600}\u{20bb7}\u{10ffff}';
    expect(canonicalBytes(all).equals(Buffer.from(JSON.stringify(all)))).toBe(true);
    expect(canonicalJson({ [all]: 1 })).toBe(`{${JSON.stringify(all)}:1}`);
  });

  it('writes empty objects, arrays, names and text', () => {
    expect(canonicalJson([{}, [], '', { '': '' }])).toBe('[{},[],"",{"":""}]');
  });

  it('agrees with the plain form on any value', () => {
    const key = fc.string({ unit: 'binary', maxLength: 6 }).filter((name) => name !== '__proto__');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.maxSafeInteger().map((n) => n + 0),
        fc.string({ unit: 'binary' }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(key, tie('value'), { maxKeys: 8, noNullPrototype: false }),
      ),
    }));
    fc.assert(
      fc.property(value, (any) => {
        const text = canonicalJson(any);
        expect(text).toBe(reference(any));
        expect(canonicalBytes(any)).toEqual(Buffer.from(text));
        expect(isCanonical(text, JSON.parse(text))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('tells objects apart whose names begin, end and count alike', () => {
    const made = ['bc', 'cb', 'dd'].map((middle) => ({ z: 1, [middle]: 2, a: 3 }));
    for (let round = 0; round < 2; round++) {
      expect(made.map(canonicalJson)).toEqual(['bc', 'cb', 'dd'].map((m) => `{"a":3,"${m}":2,"z":1}`));
    }
    expect(canonicalJson({ a: 3, bc: 2, z: 1 })).toBe(canonicalJson(made[0]));
  });

  it('writes values larger than its buffer, and small ones after them', () => {
    const long = '痕'.repeat(700_000);
    expect(canonicalJson([long])).toBe(`["${long}"]`);
    expect(canonicalJson(Array.from({ length: 40_000 }, (_, i) => i))).toHaveLength(228_891);
    const names = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`name-${i}`, i]));
    expect(canonicalJson(names)).toBe(reference(names));
    expect(canonicalJson({ a: 1 })).toBe('{"a":1}');
  });

  it('gives bytes that later calls leave alone', () => {
    const first = canonicalBytes({ a: 'first' });
    canonicalBytes({ a: 'second' });
    expect(first.toString()).toBe('{"a":"first"}');
  });

  it('survives a getter that serialises something itself', () => {
    const inner = {
      get a() {
        return canonicalJson({ x: [1, 2, 3] });
      },
      b: 1,
    };
    expect(canonicalJson(inner)).toBe('{"a":"{\\"x\\":[1,2,3]}","b":1}');
  });
});

describe('what has no canonical JSON', () => {
  class Point {
    x = 1;
  }
  class List extends Array<number> {}
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;

  it.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a set', new Set()],
    ['bytes', Buffer.from('a')],
    ['a boxed number', Object(1) as unknown],
    ['a class instance', new Point()],
    ['an object that inherits', Object.create({ a: 1 }) as unknown],
    ['a subclass of Array', List.of(1)],
    ['toJSON', { toJSON: () => 1 }],
    // eslint-disable-next-line no-sparse-arrays
    ['a hole', [, 1]],
    ['a fraction', 0.5],
    ['a large integer', 2 ** 53],
    ['a large negative integer', -(2 ** 53)],
    ['1e21', 1e21],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['minus zero', -0],
    ['a high surrogate alone', 'a\ud800'],
    ['a high surrogate before a letter', '\ud800a'],
    ['two high surrogates', '\ud800\ud800'],
    ['a low surrogate alone', '\udc00a'],
    ['two low surrogates', '\udc00\udc00'],
    ['a high surrogate before a character beyond them', '\ud800\ufb33'],
    ['a pair the wrong way round', '\udc00\ud800'],
    ['a cycle', cyclic],
  ])('%s is refused, alone or inside', (_, value) => {
    for (const around of [value, [value], { member: value }, { b: 1, a: [{ c: value }] }]) {
      expect(problemWith(around)).toMatch(/^not-canonical: /u);
    }
    expect(canonicalJson({ after: 1 })).toBe('{"after":1}');
  });

  it('a name with a lone surrogate, or __proto__', () => {
    expect(problemWith({ 'a\udfff': 1 })).toMatch(/lone surrogate/u);
    expect(problemWith(JSON.parse('{"__proto__":1}'))).toMatch(/not allowed/u);
  });

  it('nesting beyond 64', () => {
    const nested = (depth: number): unknown =>
      depth === 0 ? 1 : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) };
    expect(problemWith(nested(64))).toBeUndefined();
    expect(problemWith(nested(65))).toMatch(/64 deep/u);
  });

  it('names the member and the way out', () => {
    const error: unknown = (() => {
      try {
        return canonicalJson({ fine: { amount: 1.5 } });
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toMatchObject({
      code: 'not-canonical',
      field: 'amount',
      zh: expect.stringContaining('整数'),
    });
    expect((error as NotCanonical).wayOut?.en).toContain('fen');
  });

  it('but plain objects of another realm and without prototype are plain', () => {
    expect(canonicalJson(runInNewContext('({ b: [1, { c: 2 }], a: 1 })'))).toBe('{"a":1,"b":[1,{"c":2}]}');
    expect(canonicalJson(Object.assign(Object.create(null) as object, { a: 1 }))).toBe('{"a":1}');
    expect(problemWith(runInNewContext('new Date(0)'))).toMatch(/plain object/u);
    expect(problemWith(runInNewContext('new (class { a = 1 })()'))).toMatch(/plain object/u);
    expect(problemWith(Object.create(Object.create(null) as object))).toMatch(/plain object/u);
  });
});

describe('isCanonical', () => {
  const check = (text: string): boolean => isCanonical(text, JSON.parse(text));

  it.each([
    ['a member named twice', '{"a":1,"a":1}'],
    ['another order', '{"b":1,"a":1}'],
    ['a blank', '{"a": 1}'],
    ['a newline at the end', '{"a":1}\n'],
    ['an escape that is not needed', '{"a":"\\u0041"}'],
    ['an upper-case escape', '{"a":"\\u000F"}'],
    ['an escaped slash', '{"a":"\\/"}'],
    ['an exponent', '{"a":1e2}'],
    ['a decimal', '{"a":1.0}'],
    ['minus zero', '{"a":-0}'],
    ['a rounded number', '{"a":9007199254740993}'],
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['__proto__', '{"__proto__":1}'],
  ])('is false for %s', (_, text) => {
    expect(check(text)).toBe(false);
  });

  it('is true for the canonical form, as text or bytes', () => {
    const text = '{"a":"痕😀","b":[1,{}]}';
    expect(check(text)).toBe(true);
    expect(isCanonical(new Uint8Array(Buffer.from(text)), JSON.parse(text))).toBe(true);
    expect(isCanonical(Buffer.from(text.slice(0, -1)), JSON.parse(text))).toBe(false);
  });

  it('is false for bytes that are not UTF-8 and decode to the same text', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from('f09f98', 'hex'), Buffer.from('"}')]);
    const decoded = bytes.toString('utf8');
    expect(decoded).toBe('{"a":"\ufffd"}');
    expect(Buffer.byteLength(decoded)).toBe(bytes.length);
    expect(isCanonical(bytes, JSON.parse(decoded))).toBe(false);
  });

  it('lets other errors through', () => {
    const broken = {
      get a(): number {
        throw new TypeError('broken');
      },
    };
    expect(() => isCanonical('{"a":1}', broken)).toThrow(TypeError);
    expect(canonicalJson({ a: 1 })).toBe('{"a":1}');
  });
});
