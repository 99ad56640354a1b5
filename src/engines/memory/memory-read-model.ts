import {
  CheckpointMoved,
  PartNotFollowed,
  ORIGIN,
  ReadModelAbsent,
  ReadModelReplaced,
  THE_LOG,
  type Checkpoint,
  type CommitBatch,
  type ParkedEvent,
  type ReadModel,
  type ReadModelReader,
  type ReadModels,
  type Snapshot,
  type StreamProgress,
  type TableChanges,
} from '../../ports/read-model';
import { checkedSelect } from '../../ports/read-model-check';
import type { Select } from '../../ports/read-model-query';
import {
  checkDeclaration,
  columnsOf,
  type ModelDeclaration,
  type Row,
  type TableDeclaration,
} from '../../ports/read-model-table';
import { searchText } from '../../ports/search-text';
import { compareRows, selectRows } from './memory-read-model-select';

/** The rows of one read model. Values are kept as JSON would, so that nothing lives on that a file would lose. */
class Contents {
  readonly checkpoints = new Map<string, Checkpoint>([[THE_LOG, ORIGIN]]);
  readonly streams = new Map<string, StreamProgress>();
  readonly parked = new Map<string, ParkedEvent>();
  readonly tables: ReadonlyMap<string, Map<string, Row>>;

  constructor(readonly model: ModelDeclaration) {
    this.tables = new Map(Object.keys(model.tables).map((name) => [name, new Map<string, Row>()]));
  }

  /** Of the part that is behind most. */
  checkpoint(): Checkpoint {
    const all = [...this.checkpoints.values()];
    const least = all.reduce((one, other) => (other.position < one.position ? other : one));
    return { ...least, passed: all.reduce((sum, { passed }) => sum + passed, 0) };
  }

  rows(name: string): Map<string, Row> {
    return this.tables.get(name) ?? new Map<string, Row>();
  }
}

/** The reference read model: the same promises as a file, in memory. */
class MemoryReader implements ReadModelReader {
  constructor(private readonly contents: () => Contents) {}

  async query<R extends object = Row>(select: Select): Promise<readonly R[]> {
    return this.#run(this.contents(), select) as R[];
  }

  async snapshot(selects: readonly Select[]): Promise<Snapshot> {
    const contents = this.contents();
    return {
      checkpoint: contents.checkpoint(),
      results: selects.map((select) => this.#run(contents, select)),
    };
  }

  async checkpoint(): Promise<Checkpoint> {
    return this.contents().checkpoint();
  }

  async parked(): Promise<readonly ParkedEvent[]> {
    const order = [{ column: 'stream' }, { column: 'revision' }];
    return [...this.contents().parked.values()].sort((a, b) => compareRows({ ...a }, { ...b }, order));
  }

  async *dump(): AsyncIterable<string> {
    const contents = this.contents();
    for (const name of Object.keys(contents.model.tables).sort()) {
      const table = contents.model.tables[name] as TableDeclaration;
      const columns = Object.keys(table.columns);
      const order = columns.filter((column) => table.key.includes(column)).map((column) => ({ column }));
      const rows = [...contents.rows(name).values()].sort((a, b) => compareRows(a, b, order));
      for (const row of rows) yield `${name} ${JSON.stringify(columns.map((column) => row[column]))}`;
    }
    const streams = [...contents.streams.values()].sort((a, b) =>
      compareRows({ ...a }, { ...b }, [{ column: 'stream' }]),
    );
    for (const { stream, revision, eventId, doc } of streams) {
      yield `henji_streams ${JSON.stringify([stream, revision, eventId])} ${JSON.stringify(doc)}`;
    }
  }

  async close(): Promise<void> {
    // Nothing is held.
  }

  #run(contents: Contents, select: Select): Row[] {
    const table = checkedSelect(contents.model.tables, select);
    const { along } = select;
    const walked = along === undefined ? [] : this.#run(contents, { ...along.rows, columns: [along.by] });
    return selectRows(table, contents.rows(select.from).values(), select, walked);
  }
}

class MemoryReadModel extends MemoryReader implements ReadModel {
  constructor(
    private readonly own: Contents,
    private readonly isLive: () => boolean,
  ) {
    super(() => own);
  }

  async adopt(parts: readonly string[]): Promise<void> {
    const { checkpoints } = this.own;
    const log = checkpoints.get(THE_LOG);
    let start = log === undefined || parts.includes(THE_LOG) ? ORIGIN : log;
    for (const part of parts.filter((one) => !checkpoints.has(one))) {
      checkpoints.set(part, start);
      start = { ...start, passed: 0 };
    }
    for (const part of [...checkpoints.keys()]) if (!parts.includes(part)) checkpoints.delete(part);
  }

  async checkpointOf(part: string): Promise<Checkpoint> {
    const checkpoint = this.own.checkpoints.get(part);
    if (checkpoint === undefined) throw new PartNotFollowed(this.own.model.name, part);
    return checkpoint;
  }

  async loadStreams(streams: readonly string[]): Promise<readonly StreamProgress[]> {
    return streams
      .map((stream) => this.own.streams.get(stream))
      .filter((progress) => progress !== undefined)
      .map((progress) => ({ ...progress, doc: asJson(progress.doc) }));
  }

  async commit(batch: CommitBatch): Promise<void> {
    const { own } = this;
    if (!this.isLive()) throw new ReadModelReplaced(own.model.name);
    const { position, eventId, cursor } = await this.checkpointOf(batch.part);
    const { expected } = batch;
    if (position !== expected.position || eventId !== expected.eventId || cursor !== expected.cursor) {
      throw new CheckpointMoved(own.model.name, expected.position, position);
    }
    // Whatever can fail comes first, so that a commit is whole or not at all.
    const writes = batch.changes.flatMap((changes) => this.#planned(changes));
    for (const write of writes) write();
    own.checkpoints.set(batch.part, batch.next);
    for (const { stream, revision, eventId, doc } of batch.streams) {
      own.streams.set(stream, { stream, revision, eventId, doc: asJson(doc) });
    }
    for (const [key, event] of own.parked) if (batch.unpark.includes(event.stream)) own.parked.delete(key);
    for (const event of batch.park) {
      const key = `${event.stream} ${event.revision}`;
      if (!own.parked.has(key)) own.parked.set(key, event);
    }
  }

  async flush(): Promise<void> {
    // Every commit is visible at once.
  }

  #planned({ table: name, put, add, remove }: TableChanges): (() => void)[] {
    const table = this.own.model.tables[name];
    if (table === undefined) return [];
    const rows = this.own.rows(name);
    const keyOf = (row: Row): string => JSON.stringify(table.key.map((column) => row[column]));
    const added = add.map((row): [string, Row] => {
      const held = rows.get(keyOf(row));
      return [keyOf(row), held === undefined ? stored(table, row) : sum(table, held, row)];
    });
    const again = table.once === true ? put.find((row) => rows.has(keyOf(row))) : undefined;
    if (again !== undefined) throw new TypeError(`${name} already has ${keyOf(again)}`);
    const written = [...put.map((row): [string, Row] => [keyOf(row), stored(table, row)]), ...added];
    return [
      ...remove.map((row) => () => void rows.delete(keyOf(row))),
      ...written.map(
        ([key, row]) =>
          () =>
            void rows.set(key, row),
      ),
    ];
  }
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

function stored(table: TableDeclaration, row: Row): Row {
  const values = columnsOf(table).map(({ name, type, optional }) => {
    const value = row[name] ?? null;
    // A JSON null is a value where the column must have one.
    if (value === null && !optional && type !== 'json') throw new TypeError(`${name} must not be null`);
    if (value === null) return [name, null];
    return [name, type === 'json' ? asJson(value) : type === 'search' ? searchText(value as string) : value];
  });
  return Object.fromEntries(values) as Row;
}

const sum = (table: TableDeclaration, held: Row, row: Row): Row => ({
  ...held,
  ...Object.fromEntries(
    (table.adds ?? []).map((column) => [column, (held[column] as number) + (row[column] as number)]),
  ),
});

/** Read models of one process, gone with it. */
export class MemoryReadModels implements ReadModels {
  readonly #live = new Map<string, Contents>();
  readonly #builds = new Map<string, Contents>();

  async open(model: ModelDeclaration): Promise<ReadModel> {
    checkDeclaration(model);
    const contents = this.#live.get(nameOf(model)) ?? new Contents(model);
    this.#live.set(nameOf(model), contents);
    return new MemoryReadModel(contents, () => this.#live.get(nameOf(model)) === contents);
  }

  reader(model: ModelDeclaration): ReadModelReader {
    checkDeclaration(model);
    return new MemoryReader(() => {
      const contents = this.#live.get(nameOf(model));
      if (contents === undefined) throw new ReadModelAbsent(model.name, model.version);
      return contents;
    });
  }

  async openBuild(model: ModelDeclaration): Promise<ReadModel> {
    checkDeclaration(model);
    const contents = this.#builds.get(nameOf(model)) ?? new Contents(model);
    this.#builds.set(nameOf(model), contents);
    return new MemoryReadModel(contents, () => true);
  }

  async promote(model: ModelDeclaration): Promise<void> {
    const built = this.#builds.get(nameOf(model));
    if (built === undefined) throw new ReadModelAbsent(model.name, model.version);
    this.#live.set(nameOf(model), built);
    this.#builds.delete(nameOf(model));
  }

  async discardBuild(model: ModelDeclaration): Promise<void> {
    this.#builds.delete(nameOf(model));
  }

  async close(): Promise<void> {
    // Nothing is held.
  }
}

const nameOf = ({ name, version }: ModelDeclaration): string => `${name}-v${version}`;
