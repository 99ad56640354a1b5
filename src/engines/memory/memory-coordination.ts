import type { Coordination, Lease, ProgressMark, SharedProgress } from '../../ports/coordination';

/** Leases and progress of one process: the reference for the others. */
export class MemoryCoordination implements Coordination {
  readonly #leases = new Map<string, Lease>();
  readonly #progress = new Map<string, SharedProgress>();

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {}

  async acquire(name: string, owner: string, milliseconds: number): Promise<Lease | undefined> {
    const current = this.#leases.get(name);
    const expiresAt = this.now() + milliseconds;
    if (current !== undefined && current.expiresAt > this.now()) {
      return current.owner === owner ? this.#put({ ...current, expiresAt }) : undefined;
    }
    return this.#put({ name, owner, epoch: (current?.epoch ?? 0) + 1, expiresAt });
  }

  async renew(lease: Lease, milliseconds: number): Promise<Lease | undefined> {
    return this.#isMine(lease) ? this.#put({ ...lease, expiresAt: this.now() + milliseconds }) : undefined;
  }

  async release(lease: Lease): Promise<void> {
    if (this.#isMine(lease)) this.#put({ ...lease, expiresAt: 0 });
  }

  async leaseOf(name: string): Promise<(Lease & { readonly held: boolean }) | undefined> {
    const lease = this.#leases.get(name);
    return lease === undefined ? undefined : { ...lease, held: lease.expiresAt > this.now() };
  }

  async progressOf(name: string): Promise<SharedProgress | undefined> {
    return this.#progress.get(name);
  }

  async advance(name: string, expected: ProgressMark | undefined, next: SharedProgress): Promise<boolean> {
    const stored = this.#progress.get(name);
    if (stored?.position !== expected?.position || stored?.epoch !== expected?.epoch) return false;
    this.#progress.set(name, { ...next, note: JSON.parse(JSON.stringify(next.note)) as unknown });
    return true;
  }

  async close(): Promise<void> {
    // Nothing is held.
  }

  #isMine({ name, owner, epoch }: Lease): boolean {
    const current = this.#leases.get(name);
    return current?.owner === owner && current.epoch === epoch;
  }

  #put(lease: Lease): Lease {
    this.#leases.set(lease.name, lease);
    return lease;
  }
}
