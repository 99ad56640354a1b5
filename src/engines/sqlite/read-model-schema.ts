import {
  columnsOf,
  searchColumnOf,
  type ColumnInfo,
  type ModelDeclaration,
  type TableDeclaration,
} from '../../ports/read-model-table';

/** SQL of one declared read model. Names come from declarations that `checkDeclaration` has passed. */

export const quoted = (name: string): string => `"${name}"`;
export const list = (names: readonly string[]): string => names.map(quoted).join(', ');

const storage: Readonly<Record<ColumnInfo['type'], string>> = {
  text: 'TEXT',
  ref: 'INTEGER',
  int: 'INTEGER',
  bool: 'INTEGER',
  json: 'TEXT',
  search: 'TEXT',
};

/** One row for each part that is followed: of the log '', of a topic its partitions. */
const checkpointTable = `
CREATE TABLE henji_checkpoint (
  part TEXT PRIMARY KEY, position TEXT NOT NULL, event_id TEXT NOT NULL, stream TEXT NOT NULL,
  revision INTEGER NOT NULL, recorded_at TEXT NOT NULL, passed INTEGER NOT NULL, cursor TEXT NOT NULL
) STRICT, WITHOUT ROWID;`;

/** What a file of an earlier build needs, whose only part was the log. */
export const upgradeToParts = `
ALTER TABLE henji_checkpoint RENAME TO henji_checkpoint_of_the_log;
${checkpointTable}
INSERT INTO henji_checkpoint
  SELECT '', position, event_id, stream, revision, recorded_at, passed, '' FROM henji_checkpoint_of_the_log;
DROP TABLE henji_checkpoint_of_the_log;`;

/** Tables of the host itself: who we are, how far we are, what waits. */
const hostTables = `
CREATE TABLE henji_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
${checkpointTable}
CREATE TABLE henji_refs (id INTEGER PRIMARY KEY, handle TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE henji_streams (
  stream INTEGER PRIMARY KEY, revision INTEGER NOT NULL, "eventId" TEXT NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE TABLE henji_parked (
  stream TEXT NOT NULL, revision INTEGER NOT NULL, event_id TEXT NOT NULL, position TEXT NOT NULL,
  type TEXT NOT NULL, error TEXT NOT NULL, PRIMARY KEY (stream, revision)
) STRICT, WITHOUT ROWID;
INSERT INTO henji_checkpoint VALUES ('', '', '', '', -1, '', 0, '');
`;

/** The handle of a numbered reference. */
export const handleOf = (reference: string): string =>
  `(SELECT handle FROM henji_refs WHERE id = ${reference})`;

/** Everything a new file needs. */
export const schemaOf = (model: ModelDeclaration): string =>
  [hostTables, ...Object.entries(model.tables).flatMap(([name, table]) => tableSchema(name, table))].join(
    '\n',
  );

/**
 * A table is clustered by its key, so that the rows of one case lie together. Where the key is one number it is the row
 * number itself; one with full text and another key gets a row number of its own, which the text index refers to.
 */
function tableSchema(name: string, table: TableDeclaration): readonly string[] {
  const search = searchColumnOf(table);
  const columns = columnsOf(table).map(
    ({ name: column, type, optional }) => `${quoted(column)} ${storage[type]}${optional ? '' : ' NOT NULL'}`,
  );
  const numbered = rowNumberOf(table) !== ROW_NUMBER;
  if (!numbered && search !== undefined) columns.unshift(`${ROW_NUMBER} INTEGER PRIMARY KEY`);
  columns.push(`${search === undefined || numbered ? 'PRIMARY KEY' : 'UNIQUE'} (${list(table.key)})`);
  const options = search === undefined && !numbered ? 'STRICT, WITHOUT ROWID' : 'STRICT';
  return [
    `CREATE TABLE ${quoted(name)} (${columns.join(', ')}) ${options};`,
    ...(table.indexes ?? []).map((index, i) => indexSchema(name, table, index, i)),
    ...(search === undefined ? [] : fullText(name, table, search)),
  ];
}

/** Nobody looks for what has no value, so an index whose first column is optional leaves those rows out. */
function indexSchema(
  name: string,
  table: TableDeclaration,
  index: readonly string[],
  number: number,
): string {
  const first = columnsOf(table).find((column) => column.name === index[0]);
  const some = first?.optional === true ? ` WHERE ${quoted(first.name)} IS NOT NULL` : '';
  return `CREATE INDEX ${quoted(`${name}_${number}`)} ON ${quoted(name)} (${list(index)})${some};`;
}

const ROW_NUMBER = 'henji_row';

/** The column that is the row number of a table with full text. */
export function rowNumberOf(table: TableDeclaration): string {
  const [only, ...more] = table.key;
  const type = columnsOf(table).find(({ name }) => name === only)?.type;
  return more.length === 0 && only !== undefined && (type === 'ref' || type === 'int')
    ? quoted(only)
    : ROW_NUMBER;
}

export const fullTextTable = (name: string): string => quoted(`${name}_text`);

/** The function of SQL that every connection which writes must know ({@link pairsOf}). */
export const PAIRS_FUNCTION = 'henji_pairs';

/**
 * Tokens, and pairs of characters beside them. Triggers keep the index, so that a row and its text never differ.
 */
function fullText(name: string, table: TableDeclaration, search: string): readonly string[] {
  const index = fullTextTable(name);
  const row = rowNumberOf(table);
  const text = quoted(search);
  const on = (event: string): string =>
    `CREATE TRIGGER ${quoted(`${name}_text_${event}`)} AFTER ${event.toUpperCase()} ON ${quoted(name)}`;
  const enter = `INSERT INTO ${index} (rowid, body, pairs)
     SELECT new.${row}, new.${text}, ${PAIRS_FUNCTION}(new.${text}) WHERE new.${text} IS NOT NULL;`;
  const leave = `DELETE FROM ${index} WHERE rowid = old.${row};`;
  return [
    `CREATE VIRTUAL TABLE ${index} USING fts5 (body, pairs, content='', contentless_delete=1,
       tokenize="unicode61 remove_diacritics 0");`,
    `${on('insert')} WHEN new.${text} IS NOT NULL BEGIN ${enter} END;`,
    `${on('delete')} WHEN old.${text} IS NOT NULL BEGIN ${leave} END;`,
    `${on('update')} WHEN old.${text} IS NOT new.${text} BEGIN ${leave} ${enter} END;`,
  ];
}

/** Brings the text indexes of a file of an earlier build, which know no pairs, to what {@link schemaOf} makes. */
export const upgradeToPairs = (model: ModelDeclaration): string =>
  Object.entries(model.tables)
    .flatMap(([name, table]) => {
      const search = searchColumnOf(table);
      if (search === undefined) return [];
      const text = quoted(search);
      return [
        ...['insert', 'delete', 'update'].map((event) => `DROP TRIGGER ${quoted(`${name}_text_${event}`)};`),
        `DROP TABLE ${fullTextTable(name)};`,
        ...fullText(name, table, search),
        `INSERT INTO ${fullTextTable(name)} (rowid, body, pairs)
         SELECT ${rowNumberOf(table)}, ${text}, ${PAIRS_FUNCTION}(${text}) FROM ${quoted(name)} WHERE ${text} IS NOT NULL;`,
      ];
    })
    .join('\n');
