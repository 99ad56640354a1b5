import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { statusOf } from '../../src/http/statuses';
import { repoRoot } from '../support/repo-root';

/** Codes of errors that only the command line raises; they have exit codes and never reach HTTP. */
const rings = ['src', 'projections'];

function sources(folder: string): string[] {
  return readdirSync(join(repoRoot, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every code that an error of ours is made with, and where. */
function codesInUse(): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const file of rings.flatMap(sources)) {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('HenjiError')) continue;
    for (const [, code] of text.matchAll(/\bcode: '([a-z][a-z0-9]*(?:-[a-z0-9]+)+)'/gu))
      codes.set(code!, file);
  }
  return codes;
}

describe('the table of statuses', () => {
  it('has every code that an error is made with', () => {
    const codes = codesInUse();
    expect(codes.size).toBeGreaterThan(40);
    const missing = [...codes].filter(([code]) => statusOf[code] === undefined);
    expect(missing).toEqual([]);
  });

  it('has no code that nothing raises', () => {
    const codes = codesInUse();
    expect(Object.keys(statusOf).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('knows statuses of errors only', () => {
    const odd = Object.entries(statusOf).filter(([, status]) => status < 400 || status > 599);
    expect(odd).toEqual([]);
  });
});
