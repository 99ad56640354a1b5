import { chmodSync, cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { projections } from '../../projections/all';
import { openReading } from '../../src/app/open-reading';
import { projectionNames, rebuildProjection } from '../../src/app/projections/rebuilding';
import { openReaders } from '../../src/app/readers';
import { verifyLedger } from '../../src/app/verify/verify';
import { repoRoot } from '../support/repo-root';
import { tempFolder } from '../support/temp-folder';

/** What the build that wrote a golden ledger said of it. */
interface Golden {
  readonly events: number;
  readonly root: string;
  readonly history: string;
  readonly payloads: { readonly opened: number; readonly unopened: number };
  readonly stats: object;
  readonly case: string;
  readonly party: string;
  readonly acts: readonly string[];
}

/**
 * Ledgers as released builds wrote them, never made again: a server with the demonstration organ, the walk of
 * `docs/walk.sh`, then imports. Every later build opens them, verifies them, and reads in them what was read then.
 */
describe.each(['ledger-0.1'])('the golden %s', (name) => {
  const kept = join(repoRoot, 'test/golden', name);
  const golden = JSON.parse(readFileSync(join(kept, 'golden.json'), 'utf8')) as Golden;
  const folder = tempFolder();

  beforeAll(() => {
    cpSync(kept, folder, { recursive: true });
    // A checkout does not keep rights, and the vault refuses a key that others can read.
    chmodSync(join(folder, 'secrets'), 0o700);
    chmodSync(join(folder, 'secrets/key-encryption.key'), 0o600);
  });

  it('verifies to the same root and history, with every payload opened', async () => {
    const { events, root, history, payloads } = golden;
    expect(await verifyLedger({ dataFolder: folder })).toEqual({
      ...{ ok: true, events, root, history, payloads },
      files: { sound: 0, unnamed: 0, absent: 0 },
    });
  });

  it('is projected whole by the projections of today', async () => {
    const never = new AbortController().signal;
    for (const each of projectionNames) await rebuildProjection({ dataFolder: folder }, each, never, () => undefined);
    const parts = await openReading({ dataFolder: folder });
    const readers = openReaders(parts);
    try {
      for (const projection of projections) {
        expect((await readers.of(projection).checkpoint()).passed).toBe(golden.events);
        expect(await readers.of(projection).parked()).toEqual([]);
      }
      expect(await readers.stats()).toMatchObject(golden.stats);
    } finally {
      await readers.close();
      await parts.close();
    }
  });

  it('tells the trace of its case, and the erasable members under their keys', async () => {
    const parts = await openReading({ dataFolder: folder });
    const readers = openReaders(parts);
    try {
      const trace = await readers.trace(golden.case);
      expect(trace.acts.map(({ type }) => type)).toEqual(golden.acts);
      const [opened] = await readers.events(golden.case);
      expect(opened?.personal?.['party']?.['name']).toBe(golden.party);
    } finally {
      await readers.close();
      await parts.close();
    }
    expect(existsSync(join(folder, 'ledger.lock'))).toBe(false);
  });
});
