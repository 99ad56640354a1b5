import type { Coordination, Lease } from '../../ports/coordination';

/** What a lease is held with; time comes from outside. */
export interface LeaseParts {
  readonly coordination: Pick<Coordination, 'acquire' | 'renew' | 'release'>;
  /** This process, like no other one. */
  readonly owner: string;
  /** Milliseconds without a renewal after which another process may take over. */
  readonly leaseMs: number;
  /** Milliseconds that never go back; of this machine alone. */
  readonly now: () => number;
}

/** Usual length of a lease in milliseconds: who is killed is replaced after this at the latest. */
export const LEASE_MS = 10_000;

/** Between two tendings of a lease, so that it is renewed several times before it runs out. */
export const tendEvery = (leaseMs: number): number => Math.ceil(leaseMs / 5);

/**
 * One lease, taken whenever it can be had and kept while it is tended. Whoever works under it stops as soon as it is
 * lost; a process that was asleep does not know yet, which is why what it writes is compared with what is stored.
 */
export class HeldLease {
  #lease: Lease | undefined;
  #keptAt = 0;

  constructor(
    readonly name: string,
    private readonly parts: LeaseParts,
  ) {}

  /** By our own clock, counted from before the last renewal was asked for. */
  get isHeld(): boolean {
    return this.#lease !== undefined && this.parts.now() - this.#keptAt < this.parts.leaseMs;
  }

  /**
   * Take it, or renew it when it is time to. Where that cannot be told now it stays what it was, until it runs out.
   *
   * @returns whether it is held
   */
  async tend(): Promise<boolean> {
    const { coordination, owner, leaseMs, now } = this.parts;
    const at = now();
    if (this.isHeld && at - this.#keptAt < leaseMs / 3) return true;
    try {
      const kept =
        this.#lease === undefined
          ? await coordination.acquire(this.name, owner, leaseMs)
          : await coordination.renew(this.#lease, leaseMs);
      this.#lease = kept;
      this.#keptAt = at;
    } catch {
      // The database is away: nobody else can take it either, until it has run out.
    }
    return this.isHeld;
  }

  /** So that the next one need not wait. Never rejects. */
  async giveUp(): Promise<void> {
    const lease = this.#lease;
    this.#lease = undefined;
    if (lease !== undefined) await this.parts.coordination.release(lease).catch(() => undefined);
  }
}
