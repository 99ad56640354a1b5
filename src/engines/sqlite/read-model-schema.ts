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

/** Tables of the host itself: who we are, how far we are, what waits. */
const hostTables = `
CREATE TABLE henji_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE henji_checkpoint (
  one INTEGER PRIMARY KEY CHECK (one = 1), position TEXT NOT NULL, event_id TEXT NOT NULL, stream TEXT NOT NULL,
  revision INTEGER NOT NULL, recorded_at TEXT NOT NULL, passed INTEGER NOT NULL
) STRICT;
CREATE TABLE henji_refs (id INTEGER PRIMARY KEY, handle TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE henji_streams (
  stream INTEGER PRIMARY KEY, revision INTEGER NOT NULL, "eventId" TEXT NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE TABLE henji_parked (
  stream TEXT NOT NULL, revision INTEGER NOT NULL, event_id TEXT NOT NULL, position TEXT NOT NULL,
  type TEXT NOT NULL, error TEXT NOT NULL, PRIMARY KEY (stream, revision)
) STRICT, WITHOUT ROWID;
INSERT INTO henji_checkpoint VALUES (1, '', '', '', -1, '', 0);
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
 * A table is clustered by its key, so that the rows of one case lie together. One with full text needs a stable row
 * number instead, which its index refers to; two triggers keep the index, so that a row and its text never differ.
 */
function tableSchema(name: string, table: TableDeclaration): readonly string[] {
  const search = searchColumnOf(table);
  const columns = columnsOf(table).map(
    ({ name: column, type, optional }) => `${quoted(column)} ${storage[type]}${optional ? '' : ' NOT NULL'}`,
  );
  const indexes = (table.indexes ?? []).map(
    (index, i) => `CREATE INDEX ${quoted(`${name}_${i}`)} ON ${quoted(name)} (${list(index)});`,
  );
  if (search === undefined) {
    columns.push(`PRIMARY KEY (${list(table.key)})`);
    return [`CREATE TABLE ${quoted(name)} (${columns.join(', ')}) STRICT, WITHOUT ROWID;`, ...indexes];
  }
  columns.unshift('henji_row INTEGER PRIMARY KEY');
  columns.push(`UNIQUE (${list(table.key)})`);
  return [
    `CREATE TABLE ${quoted(name)} (${columns.join(', ')}) STRICT;`,
    ...indexes,
    ...fullText(name, search),
  ];
}

export const fullTextTable = (name: string): string => quoted(`${name}_text`);

function fullText(name: string, search: string): readonly string[] {
  const index = fullTextTable(name);
  const enter = `INSERT INTO ${index} (rowid, body) VALUES (new.henji_row, new.${quoted(search)});`;
  const leave = `DELETE FROM ${index} WHERE rowid = old.henji_row;`;
  const on = (event: string): string =>
    `CREATE TRIGGER ${quoted(`${name}_text_${event}`)} AFTER ${event.toUpperCase()}`;
  const has = (row: 'old' | 'new'): string => `${row}.${quoted(search)} IS NOT NULL`;
  const changed = `old.${quoted(search)} IS NOT new.${quoted(search)}`;
  return [
    `CREATE VIRTUAL TABLE ${index} USING fts5 (body, content='', contentless_delete=1,
       tokenize="unicode61 remove_diacritics 0");`,
    `${on('insert')} ON ${quoted(name)} WHEN ${has('new')} BEGIN ${enter} END;`,
    `${on('delete')} ON ${quoted(name)} WHEN ${has('old')} BEGIN ${leave} END;`,
    // FTS5 replaces the text of a row number in one step; only a text that becomes null is taken out.
    `${on('update')} ON ${quoted(name)} WHEN ${changed} BEGIN ${leave}
       INSERT INTO ${index} (rowid, body) SELECT new.henji_row, new.${quoted(search)} WHERE ${has('new')}; END;`,
  ];
}
