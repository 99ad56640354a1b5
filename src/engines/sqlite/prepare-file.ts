import { closeSync, existsSync, openSync } from 'node:fs';
import { SchemaFromLaterBuild, type Migrations } from '../../../migrations/applied';
import { migrate } from '../../../migrations/migrate';
import { openForWriting } from './database';
import { FileFromLaterBuild } from './ledger-errors';

/** Make the file where there is none, readable by its owner alone, and bring its schema up to date. */
export async function prepareFile(file: string, migrations: Migrations): Promise<void> {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  const db = openForWriting(file);
  try {
    await migrate(db, migrations);
  } catch (error) {
    throw error instanceof SchemaFromLaterBuild ? new FileFromLaterBuild(file, error.step) : error;
  } finally {
    db.close();
  }
}
