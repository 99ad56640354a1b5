import {
  columnsOf,
  organColumnOf,
  searchColumnOf,
  type ColumnInfo,
  type ModelDeclaration,
  type TableDeclaration,
} from '../../ports/read-model-table';

/** SQL of one declared read model. Names come from declarations that `checkDeclaration` has passed. */

export const quoted = (name: string): string => `"${name}"`;
export const list = (names: readonly string[]): string => names.map(quoted).join(', ');

/** Types of the stored columns, and of the values that are compared with them. */
export const storage: Readonly<Record<ColumnInfo['type'], 'text' | 'bigint' | 'boolean'>> = {
  text: 'text',
  ref: 'text',
  int: 'bigint',
  bool: 'boolean',
  json: 'text',
  search: 'text',
};

/** Text is compared by its bytes, as everywhere else: by code point. */
const typeOf = ({ type }: ColumnInfo): string =>
  storage[type] === 'text' ? 'text COLLATE "C"' : storage[type];

/** The index entries of the full-text column. */
export const TOKENS = quoted('henji_tokens');

/** Who reads in the name of a scope: sees of the tables with an organ only the rows of the organs that are set. */
export interface Isolation {
  readonly role: string;
}

/** The setting that holds the organs, with commas between them. */
export const ORGANS_SETTING = 'henji.organ';

const organsSet = `string_to_array(current_setting('${ORGANS_SETTING}', true), ',')`;

/** Everything a new schema needs. */
export const schemaOf = (schema: string, model: ModelDeclaration, { role }: Isolation): string =>
  [
    `CREATE SCHEMA ${quoted(schema)};`,
    ...hostTables(quoted(schema)),
    ...Object.entries(model.tables).flatMap(([name, table]) => tableSchema(schema, name, table)),
    `GRANT USAGE ON SCHEMA ${quoted(schema)} TO ${quoted(role)};`,
    ...['henji_checkpoint', ...Object.keys(model.tables)].map(
      (name) => `GRANT SELECT ON ${quoted(schema)}.${quoted(name)} TO ${quoted(role)};`,
    ),
    ...Object.entries(model.tables).flatMap(([name, table]) =>
      organColumnOf(table) === undefined ? [] : isolated(schema, name, table, role),
    ),
  ].join('\n');

/**
 * Tables of the host itself: how far we are in each part that is followed, and what waits. Rows of progress are written
 * over and over.
 */
const hostTables = (schema: string): readonly string[] => [
  `CREATE TABLE ${schema}.henji_checkpoint (
     part text COLLATE "C" PRIMARY KEY, position text COLLATE "C" NOT NULL, event_id text NOT NULL,
     stream text NOT NULL, revision bigint NOT NULL, recorded_at text NOT NULL, passed bigint NOT NULL,
     cursor text NOT NULL
   );`,
  `CREATE TABLE ${schema}.henji_streams (
     stream text COLLATE "C" PRIMARY KEY, revision bigint NOT NULL, "eventId" text NOT NULL, doc text NOT NULL
   ) WITH (fillfactor = 70);`,
  `CREATE TABLE ${schema}.henji_parked (
     stream text COLLATE "C", revision bigint, event_id text NOT NULL, position text NOT NULL,
     type text NOT NULL, error text NOT NULL, PRIMARY KEY (stream, revision)
   );`,
  `INSERT INTO ${schema}.henji_checkpoint VALUES ('', '', '', '', -1, '', 0, '');`,
];

function tableSchema(schema: string, name: string, table: TableDeclaration): readonly string[] {
  const own = `${quoted(schema)}.${quoted(name)}`;
  const search = searchColumnOf(table);
  const columns = columnsOf(table).map(
    (column) => `${quoted(column.name)} ${typeOf(column)}${column.optional ? '' : ' NOT NULL'}`,
  );
  if (search !== undefined) columns.push(`${TOKENS} tsvector`);
  columns.push(`PRIMARY KEY (${list(table.key)})`);
  return [
    `CREATE TABLE ${own} (${columns.join(', ')});`,
    ...(table.indexes ?? []).map((index) => indexSchema(own, table, index)),
    ...(search === undefined ? [] : [`CREATE INDEX ON ${own} USING gin (${TOKENS});`]),
  ];
}

/** Nobody looks for what has no value, so an index whose first column is optional leaves those rows out. */
function indexSchema(own: string, table: TableDeclaration, index: readonly string[]): string {
  const optional = new Set(columnsOf(table).flatMap((column) => (column.optional ? [column.name] : [])));
  const [first = ''] = index;
  const columns = index.map((name) => `${quoted(name)}${optional.has(name) ? ' NULLS FIRST' : ''}`);
  const some = optional.has(first) ? ` WHERE ${quoted(first)} IS NOT NULL` : '';
  return `CREATE INDEX ON ${own} (${columns.join(', ')})${some};`;
}

/** The function that finds keys by full text for whoever reads in a scope. */
export const matchingFunction = (schema: string, name: string): string =>
  `${quoted(schema)}.${quoted(`${name}_matching`)}`;

/**
 * The owner writes and reads past the policy; everybody else sees the rows of the organs that are set, and none where
 * nothing is set. PostgreSQL checks a policy before it asks an operator that might tell of rows not seen, and so would
 * not use the full-text index; that is what the function is for, which keeps to the same rows.
 */
function isolated(schema: string, name: string, table: TableDeclaration, role: string): readonly string[] {
  const own = `${quoted(schema)}.${quoted(name)}`;
  const organ = quoted(organColumnOf(table) ?? '');
  const policy = [
    `ALTER TABLE ${own} ENABLE ROW LEVEL SECURITY;`,
    `CREATE POLICY organ ON ${own} FOR SELECT TO ${quoted(role)} USING (${organ} = ANY ((SELECT ${organsSet})::text[]));`,
  ];
  if (searchColumnOf(table) === undefined) return policy;
  const types = columnsOf(table)
    .filter((column) => table.key.includes(column.name))
    .map((column) => `${quoted(column.name)} ${storage[column.type]}`);
  return [
    ...policy,
    `CREATE FUNCTION ${matchingFunction(schema, name)} (wanted tsquery) RETURNS TABLE (${types.join(', ')})
       LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
       SELECT ${keyOf(table, 't')} FROM ${own} AS t
       WHERE t.${TOKENS} @@ wanted AND t.${organ} = ANY (${organsSet}) $$;`,
  ];
}

/** The key columns in stored order. */
export const keyOf = (table: TableDeclaration, alias: string): string =>
  columnsOf(table)
    .filter(({ name }) => table.key.includes(name))
    .map(({ name }) => `${alias}.${quoted(name)}`)
    .join(', ');
