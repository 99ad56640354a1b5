import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../src/events/catalogue';
import { decodeEntry } from '../../src/events/codec';
import { upcasters } from '../../src/events/upcasters';
import type { EntryV1 } from '../../src/kernel/entry';
import { repoRoot } from '../support/repo-root';

/** Entries as a build of their day wrote them, beside what they read as now. Appended, never edited. */
const folder = join(repoRoot, 'test/golden/upcast');

interface Golden {
  readonly entry: EntryV1;
  readonly reads: object;
}

describe('events of former versions', () => {
  const files = readdirSync(folder);

  it('have a golden file for every upcaster', () => {
    expect(files.map((file) => file.replace(/\.json$/u, '')).sort()).toEqual(Object.keys(upcasters).sort());
  });

  it.each(files)('%s reads as an event of today', (file) => {
    const { entry, reads } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden;
    const event = decodeEntry(entry);
    expect(event.data).toEqual(reads);
    expect(catalogue.get(event.type)?.data.safeParse(event.data).success).toBe(true);
  });
});
