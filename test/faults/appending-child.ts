import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import type { ExpectedRevision } from '../../src/ports/event-store';
import { chain } from '../support/records';

/**
 * A process with many writers on one ledger, to be killed. Each line it prints says of one record that its append was
 * acknowledged: `ack <stream> <revision> <id> <position>`; what could not be stored is `failed <code>`.
 */
async function main([folder = '', round = '', writers = '16']: readonly string[]): Promise<void> {
  const genesis = { logId: randomUUID(), createdAt: '2026-10-08T01:00:00.000Z' };
  const store = await openSqliteLedger({ folder, mode: 'write', genesis });
  say(`open ${process.pid}`);

  async function write(writer: number): Promise<void> {
    for (let number = 0; ; number++) {
      const stream = `case-${round}.${writer}.${number}`;
      const records = chain(stream, 12, { subjects: ['party-9fQe'] });
      let expected: ExpectedRevision = 'no-stream';
      // Batches of 1 to 4 records.
      for (let from = 0, size = 1; from < records.length; from += size, size = (size % 4) + 1) {
        const batch = records.slice(from, from + size);
        const { position, lastRevision } = await store.append(stream, expected, batch);
        expected = { revision: lastRevision };
        say(`ack ${stream} ${lastRevision} ${batch.at(-1)?.id ?? ''} ${position}`);
      }
    }
  }
  await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(writer)));
}

/** Synchronous, so that what was said before the end has been said. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

main(process.argv.slice(2)).catch((error: unknown) => {
  say(`failed ${(error as { code?: string }).code ?? String(error)} ${(error as Error).message}`);
  process.exit(1);
});
