import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { projections } from '../../projections/all';

/**
 * Tables of a projection and its version belong together: whoever changes the tables raises the version, or a folder that
 * an earlier build has filled is read as if it had the new ones. A change stops here; then the version is raised, and the
 * new line is written down, in one commit.
 */
const written: Readonly<Record<string, string>> = {
  cases: 'v5 0d66ae36cbc3579b',
  disclosure: 'v4 30faab26fb3d720f',
  supervision: 'v8 b1567b105c385514',
  accountability: 'v2 6733a79f23859580',
  sealed: 'v3 445f66fdb7eb8e53',
};

const tablesOf = (each: (typeof projections)[number]): string =>
  createHash('sha256').update(JSON.stringify(each.tables)).digest('hex').slice(0, 16);

describe.each(projections.map((each) => [each.name, each] as const))('the projection %s', (name, each) => {
  it('has a version of its own for these tables', () => {
    expect(`v${each.version} ${tablesOf(each)}`).toBe(written[name]);
  });
});

it('is written down for every projection and for no other', () => {
  expect(Object.keys(written).sort()).toEqual(projections.map(({ name }) => name).sort());
});
