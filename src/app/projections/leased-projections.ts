import { setTimeout as sleep } from 'node:timers/promises';
import { ProjectionHost, type HostParts } from '../../../projections/host';
import type { Projection } from '../../../projections/projection';
import type { ProjectionStatus } from '../../../projections/status';
import type { ParkedEvent } from '../../ports/read-model';
import { HeldLease, tendEvery, type LeaseParts } from '../roles/held-lease';
import { projectionLease, statusElsewhere, type ElsewhereParts } from './elsewhere';

/** What several processes share the projections of an instance with. */
export interface LeasedProjectionsParts extends LeaseParts {
  readonly projections: readonly Projection[];
  readonly host: HostParts;
  readonly elsewhere: ElsewhereParts;
  /** Told why they could not be opened; tried again after a while. */
  readonly onFailure: (error: unknown) => void;
}

/** Before one more is taken at the start, for each that is held: processes that start together share by this. */
const MODESTY_MS = 100;

interface Held {
  readonly projection: Projection;
  readonly lease: HeldLease;
}

/**
 * Runs those projections whose leases it holds, under one host, so that they share one reading of the log. When it gains
 * or loses one, the host is closed and opened anew with the others.
 */
export class LeasedProjections {
  readonly #all: readonly Held[];
  #host: { readonly host: ProjectionHost; readonly names: readonly string[] } | undefined;

  constructor(private readonly parts: LeasedProjectionsParts) {
    this.#all = parts.projections.map((projection) => ({
      projection,
      lease: new HeldLease(projectionLease(projection), parts),
    }));
  }

  /** Until the signal aborts; the page at hand is finished and the leases are given up. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#begin(signal);
    while (!signal.aborted) {
      const held = await this.#tend();
      if (held.length > 0) await this.#life(held, signal).catch(this.parts.onFailure);
      await this.#pause(signal);
    }
    for (const { lease } of this.#all) await lease.giveUp();
  }

  /** Of all of them, also of those that another process runs. */
  async status(): Promise<readonly ProjectionStatus[]> {
    const { host, names = [] } = this.#host ?? {};
    const here = (await host?.status()) ?? [];
    const head = await this.parts.host.feed.head();
    return Promise.all(
      this.parts.projections.map(
        async (projection) =>
          here.find(({ name }) => names.includes(name) && name === projection.name) ??
          statusElsewhere(projection, head, this.parts.elsewhere),
      ),
    );
  }

  /** Of one that runs here. */
  async retry(projection: string, stream?: string): Promise<readonly ParkedEvent[]> {
    return (await this.#host?.host.retry(projection, stream)) ?? [];
  }

  /** One after the other, each a little later than the one before. */
  async #begin(signal: AbortSignal): Promise<void> {
    let held = 0;
    for (const { lease } of this.#all) {
      await sleep(MODESTY_MS * held, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      if (await lease.tend()) held += 1;
    }
  }

  async #tend(): Promise<readonly Projection[]> {
    const held = await Promise.all(
      this.#all.map(async (each) => ({ ...each, isHeld: await each.lease.tend() })),
    );
    return held.filter(({ isHeld }) => isHeld).map(({ projection }) => projection);
  }

  /** From opening a host until the leases are others than those it was opened for. */
  async #life(held: readonly Projection[], signal: AbortSignal): Promise<void> {
    const names = held.map(({ name }) => name);
    const changed = new AbortController();
    const host = await ProjectionHost.open(held, this.parts.host);
    this.#host = { host, names };
    try {
      const running = host.run(AbortSignal.any([signal, changed.signal]));
      while (!signal.aborted) {
        const now = (await this.#tend()).map(({ name }) => name);
        if (now.join() !== names.join() || (await wasOvertaken(host))) break;
        await this.#pause(signal);
      }
      changed.abort();
      await running;
    } finally {
      this.#host = undefined;
      await host.close();
    }
  }

  async #pause(signal: AbortSignal): Promise<void> {
    await sleep(tendEvery(this.parts.leaseMs), undefined, { signal }).catch(() => undefined);
  }
}

/** Somebody else wrote rows while this process did not know that its lease was over: opened anew, it goes on from there. */
async function wasOvertaken(host: ProjectionHost): Promise<boolean> {
  try {
    return (await host.status()).some(({ error }) => error?.code === 'checkpoint-moved');
  } catch {
    // The log is away; the host waits for it.
    return false;
  }
}
