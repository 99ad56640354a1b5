import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { HandleFilter } from '../../src/engines/sqlite/handle-filter';
import { Refs } from '../../src/engines/sqlite/read-model-refs';

const empty = (): Database.Database => {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE henji_refs (id INTEGER PRIMARY KEY, handle TEXT NOT NULL UNIQUE) STRICT');
  return db;
};

describe('numbers of handles', () => {
  it('stay the same for a handle and differ between handles, however little is remembered', () => {
    const handle = fc.nat(80).map((n) => `case-${n}`);
    const commit = fc.record({
      looked: fc.array(handle),
      used: fc.array(handle, { maxLength: 90 }),
      fails: fc.boolean(),
      learns: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(commit, { maxLength: 8 }), fc.nat(5), (commits, kept) => {
        const db = empty();
        const refs = new Refs(db, kept);
        const find = db.prepare('SELECT id FROM henji_refs WHERE handle = ?').pluck();
        const numbers = new Map<string, number>();
        for (const { looked, used, fails, learns } of commits) {
          for (const each of looked) {
            const found = find.get(each) as number | undefined;
            if (found !== undefined) refs.know(each, found);
          }
          if (learns) refs.learn();
          db.exec('BEGIN');
          const given = new Map(used.map((each) => [each, refs.number(each)]));
          refs.write();
          db.exec(fails ? 'ROLLBACK' : 'COMMIT');
          if (fails) refs.forget();
          for (const [each, number] of given) {
            expect(number).toBe(numbers.get(each) ?? number);
            if (!fails) numbers.set(each, number);
          }
        }
        const stored = db.prepare('SELECT handle, id FROM henji_refs').raw().all() as [string, number][];
        expect(new Map(stored)).toEqual(numbers);
        db.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe('the filter of handles', () => {
  it('never denies a handle that it holds, and seldom takes another for one', () => {
    const filter = new HandleFilter(2_000);
    const handle = (n: number): string => `case-${(n * 7919).toString(32)}abcdefghijkl${n}`;
    for (let n = 0; n < 2_000; n++) filter.add(handle(n));
    expect(filter.isFull).toBe(false);
    filter.add(handle(2_000));
    expect(filter.isFull).toBe(true);
    let wrong = 0;
    for (let n = 0; n < 2_000; n++) {
      expect(filter.mayHave(handle(n))).toBe(true);
      if (filter.mayHave(handle(n + 10_000))) wrong += 1;
    }
    expect(wrong).toBeLessThan(20);
  });
});
