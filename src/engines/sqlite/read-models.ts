import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  ReadModelAbsent,
  ReadModelShape,
  type ReadModel,
  type ReadModelReader,
  type ReadModels,
} from '../../ports/read-model';
import { checkDeclaration, type ModelDeclaration } from '../../ports/read-model-table';
import { SqliteReadModel } from './read-model';
import { SqliteReader } from './read-model-reader';
import { schemaOf, upgradeToParts } from './read-model-schema';

/** Memory for pages of one file, in KiB. */
const CACHE_KIB = 16 * 1024;

/**
 * Read models as files of one folder, mode 0600: `<name>-v<N>.db`, and `<name>-v<N>.g<k>.db` for the k-th rebuild.
 * `<name>-v<N>.live` names the one that readers use; it is replaced by rename, so a switch is seen whole, also by other
 * processes. Without that file the first one is live.
 */
export class SqliteReadModels implements ReadModels {
  readonly #open = new Set<{ close(): Promise<void> }>();

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  async open(model: ModelDeclaration): Promise<ReadModel> {
    checkDeclaration(model);
    const place = new Place(this.folder, model);
    const file = place.live();
    return this.#kept(new SqliteReadModel(model, openForWriting(file, model), () => place.live() === file));
  }

  reader(model: ModelDeclaration): ReadModelReader {
    checkDeclaration(model);
    const place = new Place(this.folder, model);
    return this.#kept(new FollowingReader(model, place));
  }

  async openBuild(model: ModelDeclaration): Promise<ReadModel> {
    checkDeclaration(model);
    const file = new Place(this.folder, model).build();
    const open = (): SqliteReadModel => new SqliteReadModel(model, openForWriting(file, model), () => true);
    try {
      return this.#kept(open());
    } catch (error) {
      if (!(error instanceof ReadModelShape)) throw error;
      // Left by a build of other tables: nothing of it can be used.
      removeFile(file);
      return this.#kept(open());
    }
  }

  async promote(model: ModelDeclaration): Promise<void> {
    const place = new Place(this.folder, model);
    const [old, built] = [place.live(), place.build()];
    if (!existsSync(built)) throw new ReadModelAbsent(model.name, model.version);
    place.setLive(built);
    removeFile(old);
  }

  async discardBuild(model: ModelDeclaration): Promise<void> {
    removeFile(new Place(this.folder, model).build());
  }

  async close(): Promise<void> {
    for (const opened of this.#open) await opened.close();
    this.#open.clear();
  }

  #kept<T extends { close(): Promise<void> }>(opened: T): T {
    this.#open.add(opened);
    return opened;
  }
}

/** The names of the files of one model. */
class Place {
  readonly #stem: string;
  readonly #pointer: string;
  #seen: { readonly mark: string; readonly file: string } | undefined;

  constructor(folder: string, { name, version }: ModelDeclaration) {
    this.#stem = join(folder, `${name}-v${version}`);
    this.#pointer = `${this.#stem}.live`;
  }

  /** The file that readers use now. One `stat` when nothing has changed. */
  live(): string {
    const found = statSync(this.#pointer, { throwIfNoEntry: false });
    if (found === undefined) return `${this.#stem}.db`;
    const mark = `${found.ino}/${found.mtimeMs}`;
    if (this.#seen?.mark !== mark) {
      const generation = readFileSync(this.#pointer, 'utf8').trim();
      this.#seen = { mark, file: `${this.#stem}.${generation}.db` };
    }
    return this.#seen.file;
  }

  /** The file that the next rebuild writes: the generation after the live one. */
  build(): string {
    return `${this.#stem}.g${generationOf(this.live()) + 1}.db`;
  }

  setLive(file: string): void {
    const next = `${this.#pointer}.next`;
    writeFileSync(next, `g${generationOf(file)}\n`, { mode: 0o600, flush: true });
    renameSync(next, this.#pointer);
  }
}

const generationOf = (file: string): number => Number(/\.g(\d+)\.db$/u.exec(file)?.[1] ?? 0);

/** Queries on whatever file is live at the moment of the query. */
class FollowingReader extends SqliteReader {
  readonly #close: () => void;

  constructor(model: ModelDeclaration, place: Place) {
    let open: { readonly file: string; readonly db: Database.Database } | undefined;
    const close = (): void => {
      open?.db.close();
      open = undefined;
    };
    super(model, () => {
      const file = place.live();
      if (open?.file !== file) {
        close();
        open = { file, db: openForReading(file, model, place) };
      }
      return open.db;
    });
    this.#close = close;
  }

  override async close(): Promise<void> {
    await super.close();
    this.#close();
  }
}

function openForReading(file: string, model: ModelDeclaration, place: Place): Database.Database {
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
    if (knowsParts(db)) return db;
  } catch (error) {
    db.close();
    throw error;
  }
  db.close();
  openForWriting(file, model).close();
  return openForReading(file, model, place);
}

function openForWriting(file: string, model: ModelDeclaration): Database.Database {
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
  const create = db.transaction(() => {
    if (hasTables(db)) {
      if (!knowsParts(db)) db.exec(upgradeToParts);
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

const shapeOf = (model: ModelDeclaration): string => JSON.stringify(model.tables);

function checkShape(db: Database.Database, model: ModelDeclaration): void {
  const stored = db.prepare("SELECT value FROM henji_meta WHERE name = 'shape'").pluck().get();
  if (stored !== shapeOf(model)) throw new ReadModelShape(model.name, model.version);
}

function removeFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
