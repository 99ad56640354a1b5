import type Database from 'better-sqlite3';
import { HandleFilter } from './handle-filter';

/** Numbers kept in memory; the streams of some commits fit. */
const KEPT = 50_000;
const CHUNK = 32;
/** Beyond so many handles in a file the filter takes too long to make; then every handle is looked up. */
const MOST_FILTERED = 2_000_000;
const LEAST_CAPACITY = 100_000;

/**
 * Handles as small numbers, given in order of first appearance: keys of new cases are then the largest so far, and
 * their rows are appended instead of scattered over the file.
 */
export class Refs {
  readonly #known = new Map<string, number>();
  #filter: HandleFilter | undefined;
  /** Given but not yet written. */
  #fresh: [number: number, handle: string][] = [];
  #next = 0;
  readonly #find: Database.Statement;
  readonly #last: Database.Statement;
  readonly #all: Database.Statement;
  readonly #one: Database.Statement;
  readonly #many: Database.Statement;

  /** @param kept how many numbers to keep in memory from one commit to the next */
  constructor(
    db: Database.Database,
    private readonly kept: number = KEPT,
  ) {
    this.#find = db.prepare('SELECT id FROM henji_refs WHERE handle = ?').pluck();
    this.#last = db.prepare('SELECT coalesce(max(id), 0) FROM henji_refs').pluck();
    this.#all = db.prepare('SELECT handle FROM henji_refs').pluck();
    this.#one = db.prepare('INSERT INTO henji_refs VALUES (?, ?)');
    this.#many = db.prepare(`INSERT INTO henji_refs VALUES ${Array(CHUNK).fill('(?, ?)').join(',')}`);
  }

  /** The number of a handle in memory: one that is given but not yet written always is. */
  known(handle: string): number | undefined {
    return this.#known.get(handle);
  }

  /** The number of a handle, given now if it has none; {@link write} must follow in the same transaction. */
  number(handle: string): number {
    const known = this.#known.get(handle);
    if (known !== undefined) return known;
    const found = this.isNew(handle) ? undefined : (this.#find.get(handle) as number | undefined);
    const number = found ?? this.#give(handle);
    this.know(handle, number);
    return number;
  }

  /** Write the numbers given since the last time, in the order of the index over handles. */
  write(): void {
    const fresh = this.#fresh.sort((a, b) => (a[1] < b[1] ? -1 : 1));
    let done = 0;
    for (; fresh.length - done >= CHUNK; done += CHUNK) {
      this.#many.run(...fresh.slice(done, done + CHUNK).flat());
    }
    for (const pair of fresh.slice(done)) this.#one.run(...pair);
    this.#fresh = [];
    // Only here: a number that is given but not yet written is known nowhere else.
    if (this.#known.size > this.kept) this.#known.clear();
  }

  /** A number that was read. */
  know(handle: string, number: number): void {
    this.#known.set(handle, number);
  }

  /** Whether the handle surely has no number; true only after {@link learn}. */
  isNew(handle: string): boolean {
    return this.#filter !== undefined && !this.#filter.mayHave(handle);
  }

  /** Learn once which handles there are, so that new ones need no look-up: worth it before many are asked for. */
  learn(): void {
    if (this.#filter?.isFull === false) return;
    const count = (this.#last.get() as number) + this.#fresh.length;
    if (count > MOST_FILTERED) {
      this.#filter = undefined;
      return;
    }
    const filter = new HandleFilter(Math.max(LEAST_CAPACITY, 2 * count));
    for (const handle of this.#all.iterate() as Iterable<string>) filter.add(handle);
    for (const [, handle] of this.#fresh) filter.add(handle);
    this.#filter = filter;
  }

  /** After a rollback: numbers given in it are void. */
  forget(): void {
    this.#known.clear();
    this.#fresh = [];
    this.#next = 0;
  }

  #give(handle: string): number {
    if (this.#next === 0) this.#next = (this.#last.get() as number) + 1;
    const number = this.#next++;
    this.#fresh.push([number, handle]);
    this.#filter?.add(handle);
    return number;
  }
}
