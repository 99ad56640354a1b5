import { Client } from 'pg';
import type { CommitBatch, StreamProgress } from '../../src/ports/read-model';
import { columnsOf, searchColumnOf, type Row, type TableDeclaration } from '../../src/ports/read-model-table';
import { searchText } from '../../src/ports/search-text';
import type { Projection } from '../../projections/projection';

const types = { text: 'text', ref: 'text', int: 'bigint', bool: 'boolean', json: 'text', search: 'text' };

/** One statement, its values ready to bind. */
interface Ready {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * A writer of the same rows as anybody would write it with the driver alone: for each batch one transaction, for each
 * table one `INSERT … SELECT FROM unnest … ON CONFLICT`. Nothing is read, decrypted or folded, and everything that can
 * be done before the clock runs is done before.
 */
export class BareRows {
  readonly #batches: readonly (readonly Ready[])[];

  constructor(schema: string, projection: Projection, commits: readonly CommitBatch[]) {
    this.#batches = commits.map((commit) => batchOf(schema, projection, commit));
  }

  async run(url: string): Promise<void> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      for (let i = 0; i < this.count; i++) await this.write(client, i);
    } finally {
      await client.end();
    }
  }

  get count(): number {
    return this.#batches.length;
  }

  async write(client: Client, index: number): Promise<void> {
    await client.query('BEGIN');
    for (const { name, text, values } of this.#batches[index] ?? []) {
      await client.query({ name, text, values: [...values] });
    }
    await client.query('COMMIT');
  }
}

function batchOf(schema: string, projection: Projection, commit: CommitBatch): readonly Ready[] {
  const written = commit.changes.flatMap(({ table: name, put, add }) => {
    const table = projection.tables[name];
    if (table === undefined) return [];
    return [
      ...(put.length === 0 ? [] : [upsert(schema, name, table, put, 'put')]),
      ...(add.length === 0 ? [] : [upsert(schema, name, table, add, 'add')]),
    ];
  });
  const { next } = commit;
  const values = [next.position, next.eventId, next.stream, next.revision, next.recordedAt, next.passed];
  const set = 'position = $1, event_id = $2, stream = $3, revision = $4, recorded_at = $5, passed = $6';
  return [
    { name: 'checkpoint', text: `UPDATE "${schema}".henji_checkpoint SET ${set}`, values },
    ...written,
    ...(commit.streams.length === 0 ? [] : [progress(schema, commit.streams)]),
  ];
}

function upsert(
  schema: string,
  name: string,
  table: TableDeclaration,
  rows: readonly Row[],
  op: 'put' | 'add',
): Ready {
  const columns = columnsOf(table);
  const search = searchColumnOf(table);
  const names = columns.map((column) => `"${column.name}"`);
  const unnested = columns.map(({ type }, i) => `$${i + 1}::${types[type]}[]`);
  const tokens =
    search === undefined ? '' : `, array_to_tsvector(array_remove(string_to_array(n."${search}", ' '), ''))`;
  const sets =
    op === 'add'
      ? (table.adds ?? []).map((column) => `"${column}" = t."${column}" + excluded."${column}"`)
      : [...names, ...(search === undefined ? [] : ['henji_tokens'])].map(
          (one) => `${one} = excluded.${one}`,
        );
  const conflict =
    op === 'put' && table.once === true
      ? ''
      : `ON CONFLICT (${table.key.map((one) => `"${one}"`).join()}) DO UPDATE SET ${sets.join()}`;
  const text = `INSERT INTO "${schema}"."${name}" AS t (${names.join()}${search === undefined ? '' : ', henji_tokens'})
    SELECT ${names.map((one) => `n.${one}`).join()}${tokens} FROM unnest(${unnested.join()}) AS n (${names.join()}) ${conflict}`;
  const values = columns.map(({ name: column, type }) =>
    rows.map((row) => {
      const value = row[column] ?? null;
      if (value === null) return null;
      return type === 'json'
        ? JSON.stringify(value)
        : type === 'search'
          ? searchText(value as string)
          : value;
    }),
  );
  return { name: `${op} ${name}`, text, values };
}

function progress(schema: string, streams: readonly StreamProgress[]): Ready {
  return {
    name: 'progress',
    text: `INSERT INTO "${schema}".henji_streams AS t SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[])
      ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision, "eventId" = excluded."eventId", doc = excluded.doc`,
    values: [
      streams.map(({ stream }) => stream),
      streams.map(({ revision }) => revision),
      streams.map(({ eventId }) => eventId),
      streams.map(({ doc }) => JSON.stringify(doc)),
    ],
  };
}
