import { hash } from 'node:crypto';
import { openLedgerForReading } from '../../src/engines/sqlite/ledger-file';

/**
 * The limit of a verification: one share of the rows read, each entry hashed once, nothing looked at. Prints how many.
 */
export function readAndHash(folder: string, share: number, shares: number): number {
  const db = openLedgerForReading(folder).db.defaultSafeIntegers(false);
  try {
    const last = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck().get() ?? 0;
    const from = Math.floor((last * share) / shares);
    const to = Math.floor((last * (share + 1)) / shares);
    const rows = db
      .prepare<[number, number], Buffer>(
        'SELECT entry FROM events WHERE position > ? AND position <= ? ORDER BY position',
      )
      .pluck();
    let done = 0;
    for (const entry of rows.iterate(from, to)) {
      hash('sha256', entry, 'binary');
      done += 1;
    }
    return done;
  } finally {
    db.close();
  }
}

const [folder = '', share = '0', shares = '1'] = process.argv.slice(2);
process.stdout.write(String(readAndHash(folder, Number(share), Number(shares))));
