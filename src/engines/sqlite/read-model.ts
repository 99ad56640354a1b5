import type Database from 'better-sqlite3';
import {
  CheckpointMoved,
  ReadModelReplaced,
  type CommitBatch,
  type ReadModel,
  type StreamProgress,
} from '../../ports/read-model';
import type { ModelDeclaration, Row } from '../../ports/read-model-table';
import { SqliteReader } from './read-model-reader';
import { Refs } from './read-model-refs';
import { streamsTable, TableWriter } from './read-model-writer';

/**
 * One read model in one SQLite file, opened for its one writer. A commit is one IMMEDIATE transaction; WAL with
 * `synchronous=NORMAL` may lose the last commits at a power cut, never a part of one, and the host reads them again.
 */
export class SqliteReadModel extends SqliteReader implements ReadModel {
  readonly #db: Database.Database;
  readonly #refs: Refs;
  readonly #writers: ReadonlyMap<string, TableWriter>;
  readonly #commit: (batch: CommitBatch) => void;
  readonly #load: Database.Statement;

  /** @param isLive whether this file is still the one readers use; asked before each commit */
  constructor(
    private readonly model: ModelDeclaration,
    db: Database.Database,
    private readonly isLive: () => boolean,
  ) {
    super(model, () => db);
    this.#db = db;
    this.#refs = new Refs(db);
    this.#writers = new Map(
      Object.entries(model.tables).map(([name, table]) => [
        name,
        new TableWriter(db, name, table, this.#refs),
      ]),
    );
    this.#load = db.prepare(
      `SELECT r.id, r.handle AS stream, s.revision, s."eventId", s.doc FROM json_each(?) AS wanted
       JOIN henji_refs AS r ON r.handle = wanted.value JOIN henji_streams AS s ON s.stream = r.id`,
    );
    this.#commit = this.#prepareCommit();
  }

  async loadStreams(streams: readonly string[]): Promise<readonly StreamProgress[]> {
    if (streams.length === 0) return [];
    const rows = this.#load.all(JSON.stringify(streams)) as (StreamProgress & { id: number; doc: string })[];
    return rows.map(({ id, stream, revision, eventId, doc }) => {
      this.#refs.know(stream, id);
      return { stream, revision, eventId, doc: JSON.parse(doc) as unknown };
    });
  }

  async commit(batch: CommitBatch): Promise<void> {
    if (!this.isLive()) throw new ReadModelReplaced(this.model.name);
    try {
      this.#commit(batch);
    } catch (error) {
      this.#refs.forget();
      throw error;
    }
  }

  override async close(): Promise<void> {
    if (this.#db.open) this.#db.close();
  }

  #prepareCommit(): (batch: CommitBatch) => void {
    const db = this.#db;
    const advance = db.prepare(
      `UPDATE henji_checkpoint SET position = ?, event_id = ?, stream = ?, revision = ?, recorded_at = ?, passed = ?
       WHERE one = 1 AND position = ? AND event_id = ?`,
    );
    const found = db.prepare('SELECT position FROM henji_checkpoint').pluck();
    const progress = new TableWriter(db, 'henji_streams', streamsTable, this.#refs);
    const park = db.prepare(
      `INSERT INTO henji_parked VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (stream, revision) DO NOTHING`,
    );
    const unpark = db.prepare('DELETE FROM henji_parked WHERE stream = ?');
    const all = (batch: CommitBatch): void => {
      const { expected, next } = batch;
      const values = [next.position, next.eventId, next.stream, next.revision, next.recordedAt, next.passed];
      if (advance.run(...values, expected.position, expected.eventId).changes !== 1) {
        throw new CheckpointMoved(this.model.name, expected.position, found.get() as string);
      }
      for (const changes of batch.changes) this.#writers.get(changes.table)?.write(changes);
      progress.write({
        table: 'henji_streams',
        put: batch.streams as unknown as readonly Row[],
        add: [],
        remove: [],
      });
      for (const stream of batch.unpark) unpark.run(stream);
      for (const event of batch.park) {
        park.run(event.stream, event.revision, event.eventId, event.position, event.type, event.error);
      }
    };
    const transaction = db.transaction(all);
    return (batch) => transaction.immediate(batch);
  }
}
