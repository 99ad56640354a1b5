import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { repeatedMember } from '../../src/http/json-members';

const repeatedIn = (text: string): string | undefined => repeatedMember(text, JSON.parse(text));

describe('members that stand twice', () => {
  it.each([
    ['side by side', '{"a":1,"b":2,"a":3}', 'a'],
    ['written in two ways', '{"a":1,"\\u0061":2}', 'a'],
    ['below another', '{"x":[{"y":{}},{"y":1,"y":1}]}', 'y'],
    ['in what is dropped', '{"x":{"y":1},"x":2}', 'x'],
    ['with a colon in its name', '{":":"","a":[],":":1}', ':'],
    ['behind an escaped quote', '{"\\\\\\"":":","b":"\\\\","b":1}', 'b'],
    ['without a name', '{"":1,"":2}', ''],
    ['like a place in a list', '{"0":1,"0":2}', '0'],
  ])('are found %s', (_where, text, name) => {
    expect(repeatedIn(text)).toBe(name);
  });

  it('are not seen in JSON that has none, whatever its texts say', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        expect(repeatedIn(text)).toBeUndefined();
      }),
    );
    expect(repeatedIn('{"a":"\\\\","b":"\\":{","c":[{"a":1},{"a":2}],"d":{"a":null}}')).toBeUndefined();
  });

  it('are found wherever a member is written once more', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.json({ maxDepth: 3 }),
        fc.json(),
        (name, one, other) => {
          fc.pre(name !== '__proto__');
          const key = JSON.stringify(name);
          expect(repeatedIn(`{"parts":[{${key}:${one}, ${key} : ${other}}]}`)).toBe(name);
        },
      ),
    );
  });
});
