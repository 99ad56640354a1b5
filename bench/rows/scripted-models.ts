import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Projection } from '../../projections/projection';
import { SqliteReadModel } from '../../src/engines/sqlite/read-model';
import { PAIRS_FUNCTION } from '../../src/engines/sqlite/read-model-schema';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import type { ReadModel, ReadModelReader, ReadModels } from '../../src/ports/read-model';
import { pairsOf } from '../../src/ports/search-text';
import type { ModelDeclaration } from '../../src/ports/read-model-table';
import { StatementScript } from './statement-script';

/** Read models that note every statement by which they are written. */
export class ScriptedModels implements ReadModels {
  readonly scripts = new Map<string, StatementScript>();

  constructor(private readonly folder: string) {}

  async open(model: ModelDeclaration): Promise<ReadModel> {
    const script = new StatementScript();
    this.scripts.set(model.name, script);
    const db = await emptyModel(this.folder, model);
    return new SqliteReadModel(model, script.recording(db), () => true);
  }

  reader(model: ModelDeclaration): ReadModelReader {
    return new SqliteReadModels(this.folder).reader(model);
  }

  openBuild(model: ModelDeclaration): Promise<ReadModel> {
    return this.open(model);
  }

  promote(): Promise<void> {
    return Promise.reject(new TypeError('nothing is built here'));
  }

  discardBuild(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Run the noted statements of a projection on a new file. @returns how to do it, so that the file is not timed */
export async function replayOf(
  script: StatementScript,
  folder: string,
  projection: Projection,
): Promise<{ run: () => void; close: () => void }> {
  const db = await emptyModel(folder, projection);
  return {
    run: () => {
      script.replay(db);
    },
    close: () => {
      db.close();
    },
  };
}

/** A file made by the engine, opened on the settings by which the engine writes. */
async function emptyModel(folder: string, model: ModelDeclaration): Promise<Database.Database> {
  const models = new SqliteReadModels(folder);
  await models.open(model);
  await models.close();
  const db = new Database(join(folder, `${model.name}-v${model.version}.db`));
  // What the triggers of the text index call.
  db.function(PAIRS_FUNCTION, { deterministic: true }, (text: unknown) => pairsOf(String(text)));
  db.pragma('synchronous = NORMAL');
  db.pragma(`cache_size = -${48 * 1024}`);
  db.pragma('temp_store = MEMORY');
  db.pragma('wal_autocheckpoint = 16384');
  db.pragma('journal_size_limit = 67108864');
  return db;
}
