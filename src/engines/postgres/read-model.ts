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
import { textArray } from './array-literal';
import { isMissing, refusedWith, type Connections, type Session } from './connections';
import { HeldCommit } from './held-commit';
import { checkpointColumns, PostgresReader } from './read-model-reader';
import { quoted, type Isolation } from './read-model-schema';
import { streamsTable, TableWriter } from './read-model-writer';
import { toStored } from './stored-text';

/** A writer whose machine was cut off in the middle does not keep its locks for ever. */
const WRITING = 'BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = 60000';

/** Several writers of one read model may meet in rows they add to; the server ends one of two that wait for each other. */
const DEADLOCK = '40P01';
const ATTEMPTS = 5;

interface StoredProgress {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  readonly doc: string;
}

/**
 * One read model in one schema, opened for its writer. A held commit is written while its writer goes on; whatever is
 * asked next waits for it, but for the progress of streams, of which those in it are known.
 */
export class PostgresReadModel extends PostgresReader implements ReadModel {
  readonly #writers: ReadonlyMap<string, TableWriter>;
  readonly #progress: TableWriter;
  readonly #held: HeldCommit;

  constructor(
    private readonly model: ModelDeclaration,
    connections: Connections,
    private readonly schema: string,
    isolation: Isolation,
  ) {
    const held = new HeldCommit();
    const place = {
      schema: () => held.settled().then(() => schema),
      hasMoved: () => Promise.reject(new ReadModelReplaced(model.name)),
    };
    super(model, connections, place, { isolation });
    this.#held = held;
    this.#writers = new Map(
      Object.entries(model.tables).map(([name, table]) => [name, new TableWriter(schema, name, table)]),
    );
    this.#progress = new TableWriter(schema, 'henji_streams', streamsTable);
  }

  async loadStreams(streams: readonly string[]): Promise<readonly StreamProgress[]> {
    const { known, others } = this.#held.among(streams);
    if (others.length === 0) return known;
    const sql = `SELECT stream, revision, "eventId", doc FROM ${this.#own('henji_streams')} WHERE stream = ANY ($1::text[])`;
    const rows = await this.#here(() => this.connections.rows<StoredProgress>(sql, [textArray(others)]));
    return [
      ...known,
      ...rows.map(({ doc, ...progress }) => ({ ...progress, doc: JSON.parse(doc) as unknown })),
    ];
  }

  async adopt(parts: readonly string[]): Promise<void> {
    await this.#held.settled();
    return this.#here(() =>
      this.connections.transaction(WRITING, async (session) => {
        // Whoever adopts or commits at the same time waits for its turn.
        await session.run(`LOCK TABLE ${this.#own('henji_checkpoint')} IN SHARE ROW EXCLUSIVE MODE`);
        await this.#adopt(session, parts);
      }),
    );
  }

  /** Waits for a commit whose outcome is not known yet, because its connection was cut: it holds the row until it ends. */
  async checkpointOf(part: string): Promise<Checkpoint> {
    await this.#held.settled();
    return this.#here(async () => {
      const checkpoint = await this.#checkpoint(this.connections, part, 'FOR UPDATE');
      if (checkpoint === undefined) throw new PartNotFollowed(this.model.name, part);
      return checkpoint;
    });
  }

  async commit(batch: CommitBatch): Promise<void> {
    await this.#held.settled();
    const written = this.#written(batch);
    if (batch.hold === true) this.#held.hold(batch.streams, written);
    else await written;
  }

  flush(): Promise<void> {
    return this.#held.settled();
  }

  /** Waits for what is held; a failure of it was the next one's to hear, and there is none. */
  override async close(): Promise<void> {
    await this.#held.settled().catch(() => undefined);
  }

  async #written(batch: CommitBatch): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#here(() =>
          this.connections.transaction(WRITING, (session) => this.#write(session, batch)),
        );
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !refusedWith(error, DEADLOCK)) throw error;
      }
    }
  }

  async #adopt(session: Session, parts: readonly string[]): Promise<void> {
    const table = this.#own('henji_checkpoint');
    const followed = await session.rows<{ part: string }>(`SELECT part FROM ${table}`);
    const known = new Set(followed.map(({ part }) => part));
    const log = parts.includes(THE_LOG) ? undefined : await this.#checkpoint(session, THE_LOG);
    let start = log ?? ORIGIN;
    for (const part of parts.filter((one) => !known.has(one))) {
      await session.run(`INSERT INTO ${table} VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, [
        ...[part, ...valuesOf(start)],
      ]);
      start = { ...start, passed: 0 };
    }
    await session.run(`DELETE FROM ${table} WHERE part <> ALL ($1::text[])`, [textArray(parts)]);
  }

  async #checkpoint(on: Pick<Session, 'rows'>, part: string, clause = ''): Promise<Checkpoint | undefined> {
    const [checkpoint] = await on.rows<Checkpoint>(
      `SELECT ${checkpointColumns}, passed FROM ${this.#own('henji_checkpoint')} WHERE part = $1 ${clause}`,
      [part],
    );
    return checkpoint;
  }

  async #write(session: Session, batch: CommitBatch): Promise<void> {
    const { part, expected, next, changes, streams, park, unpark } = batch;
    const moved = await session.run(
      `UPDATE ${this.#own('henji_checkpoint')}
       SET position = $1, event_id = $2, stream = $3, revision = $4, recorded_at = $5, passed = $6, cursor = $7
       WHERE part = $8 AND position = $9 AND event_id = $10 AND cursor = $11`,
      [...valuesOf(next), ...[part, expected.position, expected.eventId, expected.cursor]],
    );
    if (moved !== 1) {
      const found = await this.#checkpoint(session, part);
      throw new CheckpointMoved(this.model.name, expected.position, found?.position ?? '');
    }
    for (const change of changes) await this.#writers.get(change.table)?.write(session, change);
    const put = streams as unknown as readonly Row[];
    await this.#progress.write(session, { table: 'henji_streams', put, add: [], remove: [] });
    if (unpark.length > 0) {
      const own = this.#own('henji_parked');
      await session.run(`DELETE FROM ${own} WHERE stream = ANY ($1::text[])`, [textArray(unpark)]);
    }
    for (const { stream, revision, eventId, position, type, error } of park) {
      await session.run(
        `INSERT INTO ${this.#own('henji_parked')} VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [stream, revision, eventId, position, type, toStored(error)],
      );
    }
  }

  /** The schema goes only when another one has taken its place. */
  async #here<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      throw isMissing(error) ? new ReadModelReplaced(this.model.name) : error;
    }
  }

  #own(table: string): string {
    return `${quoted(this.schema)}.${table}`;
  }
}

const valuesOf = (one: Checkpoint): readonly (string | number)[] => [
  ...[one.position, one.eventId, one.stream, one.revision, one.recordedAt, one.passed, one.cursor],
];
