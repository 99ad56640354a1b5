import type { Coordination, Lease, ProgressMark, SharedProgress } from '../../ports/coordination';
import { openShared, type SharedOptions, type SharedSchema } from './shared-schema';

interface LeaseRow {
  readonly name: string;
  readonly owner: string;
  readonly epoch: number;
  readonly expires_at: number;
}

/** Epoch milliseconds at this moment, not at the beginning of the transaction. */
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** @throws DatabaseUnavailable, DatabaseFromLaterBuild */
export const openPostgresCoordination = async (options: SharedOptions): Promise<Coordination> =>
  new PostgresCoordination(await openShared(options));

/** Leases and progress of processes on any number of machines, by the clock of their database. */
class PostgresCoordination implements Coordination {
  readonly #leases: string;
  readonly #progress: string;

  constructor(private readonly shared: SharedSchema) {
    this.#leases = shared.table('leases');
    this.#progress = shared.table('shared_progress');
  }

  acquire(name: string, owner: string, milliseconds: number): Promise<Lease | undefined> {
    return this.#lease(
      `INSERT INTO ${this.#leases} AS held (name, owner, epoch, expires_at)
       VALUES ($1, $2, 1, ${NOW} + $3::bigint)
       ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = ${NOW} + $3::bigint,
         epoch = CASE WHEN held.expires_at > ${NOW} THEN held.epoch ELSE held.epoch + 1 END
       WHERE held.expires_at <= ${NOW} OR held.owner = excluded.owner`,
      [name, owner, milliseconds],
    );
  }

  renew({ name, owner, epoch }: Lease, milliseconds: number): Promise<Lease | undefined> {
    return this.#lease(
      `UPDATE ${this.#leases} SET expires_at = ${NOW} + $4::bigint WHERE name = $1 AND owner = $2 AND epoch = $3`,
      [name, owner, epoch, milliseconds],
    );
  }

  async release({ name, owner, epoch }: Lease): Promise<void> {
    await this.#lease(
      `UPDATE ${this.#leases} SET expires_at = 0 WHERE name = $1 AND owner = $2 AND epoch = $3`,
      [name, owner, epoch],
    );
  }

  async leaseOf(name: string): Promise<(Lease & { readonly held: boolean }) | undefined> {
    const [row] = await this.shared.connections.rows<LeaseRow & { held: boolean }>(
      `SELECT name, owner, epoch, expires_at, expires_at > ${NOW} AS held FROM ${this.#leases} WHERE name = $1`,
      [name],
    );
    return row === undefined ? undefined : { ...leaseOf(row), held: row.held };
  }

  async progressOf(name: string): Promise<SharedProgress | undefined> {
    const [row] = await this.shared.connections.rows<{ position: string; epoch: number; note: string }>(
      `SELECT position, epoch, note FROM ${this.#progress} WHERE name = $1`,
      [name],
    );
    return row === undefined ? undefined : { ...row, note: JSON.parse(row.note) as unknown };
  }

  async advance(name: string, expected: ProgressMark | undefined, next: SharedProgress): Promise<boolean> {
    const values = [name, next.position, next.epoch, JSON.stringify(next.note)];
    const written =
      expected === undefined
        ? await this.shared.connections.rows(
            `INSERT INTO ${this.#progress} (name, position, epoch, note) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING RETURNING name`,
            values,
          )
        : await this.shared.connections.rows(
            `UPDATE ${this.#progress} SET position = $2, epoch = $3, note = $4
             WHERE name = $1 AND position = $5 AND epoch = $6 RETURNING name`,
            [...values, expected.position, expected.epoch],
          );
    return written.length === 1;
  }

  close(): Promise<void> {
    return this.shared.connections.close();
  }

  async #lease(sql: string, values: readonly (string | number)[]): Promise<Lease | undefined> {
    const [row] = await this.shared.connections.rows<LeaseRow>(
      `${sql} RETURNING name, owner, epoch, expires_at`,
      values,
    );
    return row === undefined ? undefined : leaseOf(row);
  }
}

const leaseOf = ({ name, owner, epoch, expires_at: expiresAt }: LeaseRow): Lease => ({
  ...{ name, owner, epoch, expiresAt },
});
