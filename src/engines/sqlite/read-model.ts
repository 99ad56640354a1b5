import type Database from 'better-sqlite3';
import {
  CheckpointMoved,
  PartNotFollowed,
  ORIGIN,
  ReadModelReplaced,
  THE_LOG,
  type Checkpoint,
  type CommitBatch,
  type ReadModel,
  type StreamProgress,
} from '../../ports/read-model';
import type { ModelDeclaration, Row } from '../../ports/read-model-table';
import { checkpointColumns, SqliteReader } from './read-model-reader';
import { Refs } from './read-model-refs';
import { streamsTable, TableWriter } from './read-model-writer';

/** Streams of one page from which on it pays to know which handles are new. */
const MANY_STREAMS = 64;

/**
 * One read model in one SQLite file, opened for its one writer. A commit is one IMMEDIATE transaction; WAL with
 * `synchronous=NORMAL` may lose the last commits at a power cut, never a part of one, and the host reads them again.
 */
export class SqliteReadModel extends SqliteReader implements ReadModel {
  readonly #db: Database.Database;
  readonly #refs: Refs;
  readonly #writers: ReadonlyMap<string, TableWriter>;
  readonly #progress: TableWriter;
  readonly #statements: Readonly<Record<Name, Database.Statement>>;

  /** @param isLive whether this file is still the one readers use; asked before each commit */
  constructor(
    private readonly model: ModelDeclaration,
    db: Database.Database,
    private readonly isLive: () => boolean,
  ) {
    const refs = new Refs(db);
    super(model, () => {
      // Whoever reads between held commits needs the handles, too.
      if (db.inTransaction) refs.write();
      return db;
    });
    this.#db = db;
    this.#refs = refs;
    this.#writers = new Map(
      Object.entries(model.tables).map(([name, table]) => [
        name,
        new TableWriter(db, name, table, this.#refs),
      ]),
    );
    this.#progress = new TableWriter(db, 'henji_streams', streamsTable, this.#refs);
    this.#statements = {
      begin: db.prepare('BEGIN IMMEDIATE'),
      commit: db.prepare('COMMIT'),
      rollback: db.prepare('ROLLBACK'),
      loadKnown: db.prepare(
        `SELECT s.stream AS id, s.revision, s."eventId", s.doc FROM json_each(?) AS wanted
         JOIN henji_streams AS s ON s.stream = wanted.value`,
      ),
      load: db.prepare(
        `SELECT r.id, r.handle AS stream, s.revision, s."eventId", s.doc FROM json_each(?) AS wanted
         JOIN henji_refs AS r ON r.handle = wanted.value LEFT JOIN henji_streams AS s ON s.stream = r.id`,
      ),
      advance: db.prepare(
        `UPDATE henji_checkpoint
         SET position = ?, event_id = ?, stream = ?, revision = ?, recorded_at = ?, passed = ?, cursor = ?
         WHERE part = ? AND position = ? AND event_id = ? AND cursor = ?`,
      ),
      checkpoint: db.prepare(`SELECT ${checkpointColumns}, passed FROM henji_checkpoint WHERE part = ?`),
      parts: db.prepare('SELECT part FROM henji_checkpoint').pluck(),
      enter: db.prepare('INSERT INTO henji_checkpoint VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
      leave: db.prepare('DELETE FROM henji_checkpoint WHERE part = ?'),
      park: db.prepare(
        'INSERT INTO henji_parked VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (stream, revision) DO NOTHING',
      ),
      unpark: db.prepare('DELETE FROM henji_parked WHERE stream = ?'),
    };
  }

  async adopt(parts: readonly string[]): Promise<void> {
    await this.flush();
    await this.#whole(() => {
      this.#statements.begin.run();
      this.#adopt(parts);
      this.#statements.commit.run();
    });
  }

  async checkpointOf(part: string): Promise<Checkpoint> {
    const checkpoint = this.#statements.checkpoint.get(part) as Checkpoint | undefined;
    if (checkpoint === undefined) throw new PartNotFollowed(this.model.name, part);
    return checkpoint;
  }

  async loadStreams(streams: readonly string[]): Promise<readonly StreamProgress[]> {
    const known = new Map<number, string>();
    const unknown: string[] = [];
    if (streams.length >= MANY_STREAMS) this.#refs.learn();
    for (const stream of streams) {
      if (this.#refs.isNew(stream)) continue;
      const number = this.#refs.known(stream);
      if (number === undefined) unknown.push(stream);
      else known.set(number, stream);
    }
    const loaded: StreamProgress[] = [];
    if (known.size > 0) {
      const rows = this.#statements.loadKnown.all(JSON.stringify([...known.keys()])) as StoredProgress[];
      for (const row of rows) loaded.push(progressOf(known.get(row.id) ?? '', row));
    }
    if (unknown.length > 0) {
      for (const row of this.#statements.load.all(JSON.stringify(unknown)) as LoadedStream[]) {
        this.#refs.know(row.stream, row.id);
        if (row.doc !== null) loaded.push(progressOf(row.stream, row));
      }
    }
    return loaded;
  }

  async commit(batch: CommitBatch): Promise<void> {
    await this.#whole(() => {
      if (!this.isLive()) throw new ReadModelReplaced(this.model.name);
      if (!this.#db.inTransaction) this.#statements.begin.run();
      this.#write(batch);
      if (batch.hold !== true) this.#finish();
    });
  }

  async flush(): Promise<void> {
    await this.#whole(() => {
      if (this.#db.inTransaction) this.#finish();
    });
  }

  #finish(): void {
    this.#refs.write();
    this.#statements.commit.run();
  }

  async #whole(task: () => void): Promise<void> {
    try {
      task();
    } catch (error) {
      this.#refs.forget();
      // SQLite may have rolled back by itself (disk full).
      if (this.#db.open && this.#db.inTransaction) this.#statements.rollback.run();
      throw error;
    }
  }

  #adopt(parts: readonly string[]): void {
    const { parts: followed, checkpoint, enter, leave } = this.#statements;
    const known = new Set(followed.all() as string[]);
    const log = parts.includes(THE_LOG) ? undefined : checkpoint.get(THE_LOG);
    let start = (log as Checkpoint | undefined) ?? ORIGIN;
    for (const part of parts.filter((one) => !known.has(one))) {
      enter.run(part, ...valuesOf(start));
      start = { ...start, passed: 0 };
    }
    for (const part of known) if (!parts.includes(part)) leave.run(part);
  }

  #write({ part, expected, next, changes, streams, park, unpark }: CommitBatch): void {
    const statements = this.#statements;
    const was = [part, expected.position, expected.eventId, expected.cursor];
    if (statements.advance.run(...valuesOf(next), ...was).changes !== 1) {
      const found = statements.checkpoint.get(part) as Checkpoint | undefined;
      throw new CheckpointMoved(this.model.name, expected.position, found?.position ?? '');
    }
    for (const change of changes) this.#writers.get(change.table)?.write(change);
    const put = streams as unknown as readonly Row[];
    this.#progress.write({ table: 'henji_streams', put, add: [], remove: [] });
    for (const stream of unpark) statements.unpark.run(stream);
    for (const { stream, revision, eventId, position, type, error } of park) {
      statements.park.run(stream, revision, eventId, position, type, error);
    }
  }

  override async close(): Promise<void> {
    if (!this.#db.open) return;
    await this.flush();
    this.#db.close();
  }
}

interface StoredProgress {
  readonly id: number;
  readonly revision: number;
  readonly eventId: string;
  readonly doc: string;
}

type LoadedStream = { readonly stream: string; readonly id: number } & (
  StoredProgress | { readonly revision: null; readonly eventId: null; readonly doc: null }
);

const progressOf = (stream: string, { revision, eventId, doc }: StoredProgress): StreamProgress => ({
  ...{ stream, revision, eventId },
  doc: JSON.parse(doc) as unknown,
});

const valuesOf = (one: Checkpoint): readonly (string | number)[] => [
  ...[one.position, one.eventId, one.stream, one.revision, one.recordedAt, one.passed, one.cursor],
];

type Name =
  | ('begin' | 'commit' | 'rollback' | 'load' | 'loadKnown' | 'park' | 'unpark')
  | ('advance' | 'checkpoint' | 'parts' | 'enter' | 'leave');
