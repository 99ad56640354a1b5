import type { TableChanges } from '../src/ports/read-model';
import { columnsOf, type ColumnInfo, type Row, type TableDeclaration } from '../src/ports/read-model-table';
import type { Change } from './projection';

/**
 * The changes of many events, folded to at most one for each row before anything is written: that is what lets a batch
 * be a few statements of many rows, and what an engine that takes a key once per statement needs.
 */
export class ChangeSet {
  readonly #tables = new Map<string, TableFold>();

  constructor(tables: Readonly<Record<string, TableDeclaration>>) {
    for (const [name, table] of Object.entries(tables)) this.#tables.set(name, new TableFold(name, table));
  }

  /** @throws TypeError for a table that is not declared: a fault of the projection */
  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      const table = this.#tables.get(change.table);
      if (table === undefined) throw new TypeError(`no table ${change.table}`);
      table.apply(change);
    }
  }

  /** @throws TypeError for a row that does not fit its table; `apply` leaves that to the read model */
  check(changes: readonly Change[]): void {
    for (const { op, table, row } of changes) {
      const fold = this.#tables.get(table);
      if (fold === undefined) throw new TypeError(`no table ${table}`);
      for (const column of fold.columns) {
        if (op === 'remove' && !fold.key.includes(column.name)) continue;
        if (op === 'add' && fold.adds.includes(column.name) && row[column.name] === undefined) continue;
        if (!fits(row[column.name] ?? null, column)) {
          throw new TypeError(`${table}.${column.name} cannot hold ${String(row[column.name])}`);
        }
      }
    }
  }

  folded(): readonly TableChanges[] {
    const folded: TableChanges[] = [];
    for (const table of this.#tables.values()) if (!table.isEmpty) folded.push(table.folded());
    return folded;
  }
}

interface Folded {
  op: Change['op'];
  row: Row;
}

class TableFold {
  readonly #rows = new Map<string, Folded>();
  /** Rows of a table whose rows never meet each other. */
  readonly #once: Row[] = [];
  readonly key: readonly string[];
  readonly adds: readonly string[];
  readonly columns: readonly ColumnInfo[];

  constructor(
    private readonly name: string,
    private readonly table: TableDeclaration,
  ) {
    this.key = table.key;
    this.adds = table.adds ?? [];
    this.columns = columnsOf(table);
  }

  get isEmpty(): boolean {
    return this.#rows.size === 0 && this.#once.length === 0;
  }

  apply({ op, row }: Change): void {
    if (this.table.once === true) {
      this.#once.push(row);
      return;
    }
    const key = this.keyOf(row);
    const held = this.#rows.get(key);
    if (op !== 'add') {
      this.#rows.set(key, { op, row });
    } else if (held === undefined) {
      this.#rows.set(key, { op, row: this.#sum(row, undefined) });
    } else if (held.op === 'remove') {
      // Nothing is left of the removed row, so what is added makes a whole new one.
      this.#rows.set(key, { op: 'put', row: this.#sum(row, undefined) });
    } else {
      held.row = this.#sum(held.row, row);
    }
  }

  folded(): TableChanges {
    const put: Row[] = [...this.#once];
    const add: Row[] = [];
    const remove: Row[] = [];
    for (const { op, row } of this.#rows.values())
      (op === 'put' ? put : op === 'add' ? add : remove).push(row);
    return { table: this.name, put, add, remove };
  }

  keyOf(row: Row): string {
    if (this.key.length === 1) return String(row[this.key[0] as string]);
    let key = '';
    for (const column of this.key) key += `${row[column] as string | number}\u0000`;
    return key;
  }

  /** `row` with every column of `adds` present, increased by those of `more`. */
  #sum(row: Row, more: Row | undefined): Row {
    const sum: Record<string, unknown> = { ...row };
    for (const column of this.adds) {
      sum[column] =
        ((row[column] as number | undefined) ?? 0) + ((more?.[column] as number | undefined) ?? 0);
    }
    return sum;
  }
}

function fits(value: unknown, { type, optional }: ColumnInfo): boolean {
  if (value === null) return optional || type === 'json';
  switch (type) {
    case 'text':
    case 'ref':
    case 'search':
      return typeof value === 'string';
    case 'int':
      return Number.isSafeInteger(value);
    case 'bool':
      return typeof value === 'boolean';
    case 'json':
      return true;
  }
}
