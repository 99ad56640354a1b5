import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from '@jest/globals';
import { repoRoot } from './repo-root';

/** Absolute path of a file in `shared`, the folder beside the repository: data, statutes and vectors not kept here. */
export const sharedPath = (relative: string): string => resolve(repoRoot, '..', 'shared', relative);

/** Whether that file is on this machine. */
export const hasShared = (relative: string): boolean => existsSync(sharedPath(relative));

/**
 * A `describe` for tests that read files of `shared`. Where one is missing, the suite does not run at all (it may read
 * the files while it is declared) and one skipped test says by name what is not there.
 */
export function describeWithShared(name: string, files: readonly string[], suite: () => void): void {
  const missing = files.filter((file) => !hasShared(file));
  if (missing.length === 0) {
    describe(name, suite);
    return;
  }
  const skipped = it.skip;
  describe(name, () =>
    skipped(`needs ${missing.map((file) => `../shared/${file}`).join(', ')}`, () => undefined),
  );
}
