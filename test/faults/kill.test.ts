import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkedLedger, placeOf } from '../support/ledger-check';
import { repoRoot } from '../support/repo-root';
import { temporaryFolder } from '../contract/engines';

const child = join(repoRoot, 'dist', 'test', 'faults', 'appending-child.js');
const ROUNDS = 14;

/** What a process that was killed had acknowledged. */
interface Acknowledged {
  readonly opened: boolean;
  readonly failures: readonly string[];
  readonly records: readonly { place: string; id: string; position: string }[];
}

/** Start the writers, kill the process so many milliseconds after its start or after it has opened the ledger. */
async function appendUntilKilled(folder: string, round: number, delay: number): Promise<Acknowledged> {
  const running = spawn(process.execPath, [child, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  running.stdout.setEncoding('utf8');
  // Every fifth is killed while it may still be starting.
  let timer = round % 5 === 4 ? setTimeout(() => running.kill('SIGKILL'), delay) : undefined;
  running.stdout.on('data', (text: string) => {
    said += text;
    if (said.startsWith('open')) timer ??= setTimeout(() => running.kill('SIGKILL'), delay);
  });
  const [, signal] = (await once(running, 'close')) as [number | null, string | null];
  clearTimeout(timer);
  const lines = said.split('\n').map((line) => line.split(' '));
  // What was cut off in the middle of a line was not said.
  const whole = said.endsWith('\n') ? lines : lines.slice(0, -1);
  const records = whole
    .filter(([what]) => what === 'ack')
    .map(([, stream = '', revision = '', id = '', position = '']) => ({
      place: placeOf(stream, revision),
      ...{ id, position },
    }));
  const failures = whole.filter(([what]) => what === 'failed').map((line) => line.join(' '));
  if (signal !== 'SIGKILL' && failures.length === 0) failures.push('it ended by itself');
  return { opened: said.startsWith('open'), failures, records };
}

describe('SIGKILL while many writers append', () => {
  let folder = '';
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('loses nothing that was acknowledged, and leaves no hole and a true tree', async () => {
    const acknowledged: Acknowledged['records'][number][] = [];
    let opened = 0;
    for (let round = 0; round < ROUNDS; round++) {
      // Spread over half a second, in no order.
      const delay = 5 + ((round * 337) % 500);
      const result = await appendUntilKilled(folder, round, delay);
      expect(result.failures).toEqual([]);
      if (result.opened) opened += 1;
      acknowledged.push(...result.records);
      if (!existsSync(join(folder, 'ledger.db'))) continue;
      const { records, byPlace } = await checkedLedger(folder);
      expect(records.length).toBeGreaterThanOrEqual(acknowledged.length);
      for (const { place, id, position } of acknowledged) {
        const found = byPlace.get(place);
        // One assertion a record would take longer than all the writing.
        if (found?.id !== id || found.position !== position)
          throw new Error(`${place} was acknowledged and is lost`);
      }
    }
    expect(opened).toBeGreaterThanOrEqual(ROUNDS - Math.ceil(ROUNDS / 5));
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 5);
  }, 120_000);
});
