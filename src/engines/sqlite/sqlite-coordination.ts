import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { coordinationMigrations } from '../../../migrations/coordination';
import type { Coordination, Lease, ProgressMark, SharedProgress } from '../../ports/coordination';
import { openForWriting } from './database';
import { prepareFile } from './prepare-file';

interface LeaseRow {
  readonly owner: string;
  readonly epoch: number;
  readonly expiresAt: number;
}

interface ProgressRow {
  readonly position: string;
  readonly epoch: number;
  readonly note: string;
}

/** Leases and progress in a file of their own, for the processes of one machine. What is written is on the disk. */
export class SqliteCoordination implements Coordination {
  readonly #statements;

  private constructor(
    private readonly db: Database.Database,
    private readonly now: () => number,
  ) {
    this.#statements = {
      lease: db.prepare<[string], LeaseRow>(
        'SELECT owner, epoch, expires_at AS expiresAt FROM leases WHERE name = ?',
      ),
      // One statement, so that of two who ask at once one finds the other's row.
      acquire: db.prepare<[{ name: string; owner: string; now: number; until: number }], LeaseRow>(
        `INSERT INTO leases VALUES (@name, @owner, 1, @until)
         ON CONFLICT (name) DO UPDATE SET owner = @owner, expires_at = @until,
           epoch = CASE WHEN expires_at > @now THEN epoch ELSE epoch + 1 END
         WHERE expires_at <= @now OR owner = @owner
         RETURNING owner, epoch, expires_at AS expiresAt`,
      ),
      extend: db.prepare<[number, string, string, number]>(
        'UPDATE leases SET expires_at = ? WHERE name = ? AND owner = ? AND epoch = ?',
      ),
      progress: db.prepare<[string], ProgressRow>(
        'SELECT position, epoch, note FROM progress WHERE name = ?',
      ),
      begin: db.prepare<[string, string, number, string]>(
        'INSERT INTO progress VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING',
      ),
      advance: db.prepare<[string, number, string, string, string, number]>(
        'UPDATE progress SET position = ?, epoch = ?, note = ? WHERE name = ? AND position = ? AND epoch = ?',
      ),
    };
  }

  /** @throws FileFromLaterBuild */
  static async open(folder: string, now: () => number): Promise<SqliteCoordination> {
    const file = join(folder, 'coordination.db');
    await prepareFile(file, coordinationMigrations);
    return new SqliteCoordination(openForWriting(file).defaultSafeIntegers(false), now);
  }

  async acquire(name: string, owner: string, milliseconds: number): Promise<Lease | undefined> {
    const now = this.now();
    const row = this.#statements.acquire.get({ name, owner, now, until: now + milliseconds });
    return row === undefined ? undefined : { name, ...row };
  }

  async renew(lease: Lease, milliseconds: number): Promise<Lease | undefined> {
    const expiresAt = this.now() + milliseconds;
    return this.#extend(lease, expiresAt) ? { ...lease, expiresAt } : undefined;
  }

  async release(lease: Lease): Promise<void> {
    this.#extend(lease, 0);
  }

  async leaseOf(name: string): Promise<(Lease & { readonly held: boolean }) | undefined> {
    const row = this.#statements.lease.get(name);
    return row === undefined ? undefined : { name, ...row, held: row.expiresAt > this.now() };
  }

  async progressOf(name: string): Promise<SharedProgress | undefined> {
    const row = this.#statements.progress.get(name);
    return row === undefined ? undefined : { ...row, note: JSON.parse(row.note) as unknown };
  }

  async advance(name: string, expected: ProgressMark | undefined, next: SharedProgress): Promise<boolean> {
    const { position, epoch } = next;
    const note = JSON.stringify(next.note);
    const written =
      expected === undefined
        ? this.#statements.begin.run(name, position, epoch, note)
        : this.#statements.advance.run(position, epoch, note, name, expected.position, expected.epoch);
    return written.changes === 1;
  }

  async close(): Promise<void> {
    if (this.db.open) this.db.close();
  }

  #extend({ name, owner, epoch }: Lease, expiresAt: number): boolean {
    return this.#statements.extend.run(expiresAt, name, owner, epoch).changes === 1;
  }
}
