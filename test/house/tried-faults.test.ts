import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repoRoot } from '../support/repo-root';

/** Rows of the table of faults in docs/operations.md: fault, file of its test, and the name by which the file has it. */
const tried = readFileSync(join(repoRoot, 'docs/operations.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, fault, file, name] = /^\| (.+?) \| `(test\/[^`]+)`: "([^"]+)" \|$/u.exec(line) ?? [];
    return fault === undefined ? [] : [{ fault, file: file as string, name: name as string }];
  });

/** Words of what has to be tried at least, each of which some row must speak of. */
const demanded = [
  ...['relay and projections killed', 'API killed', 'broker killed', 'leader moved', 'paused for a minute'],
  ...['PostgreSQL killed', 'connections to PostgreSQL cut', 'two relays', 'two sealers'],
  ...['in the middle of a batch', 'topic deleted', 'a million events', 'an older copy', 'SIGTERM'],
];

describe('faults that are said to be tried', () => {
  it.each(tried)('$fault', ({ file, name }) => {
    expect(existsSync(join(repoRoot, file))).toBe(true);
    expect(readFileSync(join(repoRoot, file), 'utf8')).toContain(`'${name}`);
  });

  it.each(demanded)('are told of: %s', (words) => {
    expect(tried.filter(({ fault }) => fault.includes(words))).toHaveLength(1);
  });
});
