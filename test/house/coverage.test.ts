import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repoRoot } from '../support/repo-root';
import { describeWithShared, sharedPath } from '../support/shared';
import { alertCodes, refusalCodes } from './covered/codes';
import { everyTest, exists, mentions, refusedBy, testText } from './covered/names';
import { coveragePage, everyRow, flawsOfAlert } from './covered/page';

const file = join(repoRoot, 'docs', 'coverage.md');
/** Set by `npm run coverage`. */
const isWriting = process.env['WRITE_COVERAGE'] === 'yes';
const specification = 'spec/domain.md';

describe('docs/coverage.md', () => {
  it('says what the rows say; otherwise run npm run coverage', () => {
    const wanted = coveragePage();
    if (isWriting) writeFileSync(file, wanted);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(wanted);
  });

  it('names each row once, and only what the program has', () => {
    const ids = everyRow.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const unknown = everyRow.flatMap(({ id, rules }) =>
      rules.filter((name) => !exists(name)).map((name) => `${id}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('names tests that are there and mention what they are said to show', () => {
    const flaws = everyRow.flatMap(({ id, rules, tests }) =>
      tests.flatMap((test) => {
        if (testText(test) === undefined) return [`${id}: there is no test ${test}`];
        if (mentions(test, rules)) return [];
        const better = everyTest.filter((each) => mentions(each, rules)).slice(0, 6);
        return [`${id}: ${test} mentions none of ${rules.join(', ')}; these do: ${better.join(', ')}`];
      }),
    );
    expect(flaws).toEqual([]);
  });

  it('has rule and test for whatever is there, and says what is missing of the rest', () => {
    const flaws = everyRow.flatMap(({ id, state, rules, tests, note }) => {
      const carried = state === 'there' || state === 'partly';
      const isWhole = carried ? rules.length > 0 && tests.length > 0 : rules.length + tests.length === 0;
      return isWhole && (state === 'there' || note !== '') ? [] : [id];
    });
    expect(flaws).toEqual([]);
  });

  it('finds every refusal code in the tables', () => {
    expect(refusalCodes.filter((code) => refusedBy(code).length === 0)).toEqual([]);
  });

  it('finds what raises every alert, and the test that shows it', () => {
    expect(alertCodes.flatMap(flawsOfAlert)).toEqual([]);
    expect(alertCodes.flatMap(({ raisers = [] }) => raisers).filter((path) => !exists(path))).toEqual([]);
  });
});

describeWithShared('the specification', [specification], () => {
  const text = readFileSync(sharedPath(specification), 'utf8');
  const section = (from: string, to: string): string => text.slice(text.indexOf(from), text.indexOf(to));

  it('has no row that the page leaves out, and the page none that it does not have', () => {
    const inventory = section('\n# Part A', '\n# Part B');
    const ids = [...inventory.matchAll(/^\| (A\d{3}) \|/gmu)].map(([, id]) => id);
    expect(ids.length).toBe(247);
    expect(everyRow.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it('names no refusal code in C.0.1, C.1 and C.2 that the page leaves out', () => {
    const machines = section('\n### C.0.1', '\n## C.3');
    const named = new Set([...machines.matchAll(/R-\d\d/gu)].map(([code]) => code));
    expect([...named].filter((code) => !refusalCodes.includes(code))).toEqual([]);
  });
});
