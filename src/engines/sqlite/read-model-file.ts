import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ReadModelAbsent, ReadModelShape } from '../../ports/read-model';
import { searchColumnOf, type ModelDeclaration } from '../../ports/read-model-table';
import { pairsOf } from '../../ports/search-text';
import type { Place } from './read-model-place';
import { PAIRS_FUNCTION, schemaOf, upgradeToPairs, upgradeToParts } from './read-model-schema';

/** Memory for pages of one file, in KiB. */
const CACHE_KIB = 16 * 1024;

/** Open for queries the file that is live. @throws ReadModelAbsent, ReadModelShape */
export function openForReading(file: string, model: ModelDeclaration, place: Place): Database.Database {
  if (!existsSync(file)) {
    // Between reading the pointer and here a switch may have removed the file that it named.
    const now = place.live();
    if (now !== file) return openForReading(now, model, place);
    throw new ReadModelAbsent(model.name, model.version);
  }
  const db = new Database(file, { readonly: true, fileMustExist: true });
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma('query_only = ON');
  try {
    if (!hasTables(db)) throw new ReadModelAbsent(model.name, model.version);
    checkShape(db, model);
    if (knowsParts(db) && knowsPairs(db, model)) return db;
  } catch (error) {
    db.close();
    throw error;
  }
  db.close();
  openForWriting(file, model).close();
  return openForReading(file, model, place);
}

/** Open for its one writer, with its tables made where there are none. @throws ReadModelShape */
export function openForWriting(file: string, model: ModelDeclaration): Database.Database {
  closeSync(openSync(file, 'a', 0o600));
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma('temp_store = MEMORY');
  db.pragma('busy_timeout = 5000');
  // Catching up writes the same pages batch after batch; a long log lets one checkpoint serve many of them.
  db.pragma('wal_autocheckpoint = 16384');
  db.pragma('journal_size_limit = 67108864');
  db.function(PAIRS_FUNCTION, { deterministic: true }, (text: unknown) => pairsOf(String(text)));
  const create = db.transaction(() => {
    if (hasTables(db)) {
      if (!knowsParts(db)) db.exec(upgradeToParts);
      if (!knowsPairs(db, model)) db.exec(upgradeToPairs(model));
      return;
    }
    db.exec(schemaOf(model));
    db.prepare("INSERT INTO henji_meta VALUES ('shape', ?)").run(shapeOf(model));
  });
  create.immediate();
  try {
    checkShape(db, model);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

const hasTables = (db: Database.Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'henji_meta'").get() !== undefined;

/** Files of builds before there were topics know one part alone. */
const knowsParts = (db: Database.Database): boolean =>
  db.prepare("SELECT 1 FROM pragma_table_info('henji_checkpoint') WHERE name = 'part'").get() !== undefined;

/** Files of earlier builds have single characters alone in their text indexes. */
const knowsPairs = (db: Database.Database, { tables }: ModelDeclaration): boolean =>
  Object.entries(tables).every(
    ([name, table]) =>
      searchColumnOf(table) === undefined ||
      db.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = 'pairs'").get(`${name}_text`) !== undefined,
  );

const shapeOf = (model: ModelDeclaration): string => JSON.stringify(model.tables);

function checkShape(db: Database.Database, model: ModelDeclaration): void {
  const stored = db.prepare("SELECT value FROM henji_meta WHERE name = 'shape'").pluck().get();
  if (stored !== shapeOf(model)) throw new ReadModelShape(model.name, model.version);
}
