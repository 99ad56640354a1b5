import { describe, expect, it } from '@jest/globals';
import { DecideOnSpot, OpenOnSite } from '../../src/domain/penalty-case/simple/commands';
import { plain, present } from '../../src/kernel/plain-data';

const odd: unknown = JSON.parse('{"__proto__":{"a":1},"b":{"__proto__":2}}');

describe('plain data', () => {
  it('has no classes, and nothing where a command says undefined', () => {
    const part = Object.assign(new DecideOnSpot(), { template: 't', approver: undefined });
    const command = Object.assign(new OpenOnSite(), { party: part, unit: undefined });
    expect(plain(command)).toStrictEqual({ party: { template: 't' } });
  });

  it('is a copy to the bottom, which keeps null', () => {
    const given = { list: [{ a: 1 }], none: null };
    const copy = plain(given);
    expect(copy).toStrictEqual(given);
    expect(copy.list[0]).not.toBe(given.list[0]);
  });

  it('has every member that there is, and the prototype of a plain object', () => {
    expect(JSON.stringify(plain(odd))).toBe(JSON.stringify(odd));
    expect(Object.getPrototypeOf(plain(odd))).toBe(Object.prototype);
  });
});

describe('what is present', () => {
  it('is every member but those that are undefined, as it is', () => {
    const part = {};
    const found = present({ a: undefined, b: null, c: part });
    expect(found).toStrictEqual({ b: null, c: part });
    expect(found.c).toBe(part);
    expect(JSON.stringify(present(odd as object))).toBe(JSON.stringify(odd));
  });
});
