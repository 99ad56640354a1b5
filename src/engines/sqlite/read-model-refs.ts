import type Database from 'better-sqlite3';

/** Numbers kept in memory; the streams of some commits fit. */
const KEPT = 100_000;

/**
 * Handles as small numbers, given in order of first appearance: keys of new cases are then the largest so far, and
 * their rows are appended instead of scattered over the file.
 */
export class Refs {
  readonly #known = new Map<string, number>();
  readonly #find: Database.Statement;
  readonly #give: Database.Statement;

  constructor(db: Database.Database) {
    this.#find = db.prepare('SELECT id FROM henji_refs WHERE handle = ?').pluck();
    this.#give = db.prepare('INSERT INTO henji_refs (handle) VALUES (?)');
  }

  /** The number of a handle, given now if it has none. Inside a transaction. */
  number(handle: string): number {
    let number = this.#known.get(handle);
    if (number === undefined) {
      number =
        (this.#find.get(handle) as number | undefined) ?? Number(this.#give.run(handle).lastInsertRowid);
      this.know(handle, number);
    }
    return number;
  }

  /** A number that was read. */
  know(handle: string, number: number): void {
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(handle, number);
  }

  /** After a rollback: numbers given in it are void. */
  forget(): void {
    this.#known.clear();
  }
}
