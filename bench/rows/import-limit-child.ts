import { mkdirSync } from 'node:fs';
import { rowsOf } from '../../src/app/import/csv-file';
import { trafficFines } from '../../src/app/import/traffic-fines';
import { BareGroupCommit, type BareRow } from './bare-group-commit';

/** About what an imported event's entry has. */
const ENTRY_BYTES = 700;
const GROUP = 512;

/**
 * The limit of an import: the same file read and parsed, and for each row a row of the ledger's own table with as many
 * bytes, in durable groups. No events, entries, hashes, tree or projections.
 */
async function main(file: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const bare = await BareGroupCommit.open(folder, ENTRY_BYTES);
  const cases = new Map<string, number>();
  let group: BareRow[] = [];
  let revision = 0;
  for await (const [caseId = ''] of rowsOf(file, trafficFines.columns)) {
    const known = cases.get(caseId);
    revision = known === undefined ? 0 : revision + 1;
    const stream = known ?? cases.size + 1;
    cases.set(caseId, stream);
    group.push(bare.row(stream, revision));
    if (group.length < GROUP) continue;
    bare.insert([group]);
    group = [];
  }
  bare.insert([group]);
  bare.close();
}

const [file = '', folder = ''] = process.argv.slice(2);
void main(file, folder);
