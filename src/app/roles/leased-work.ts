import { setTimeout as sleep } from 'node:timers/promises';
import { alarmOf } from './alarm-of';
import type { DutyCheck } from './duty';
import { HeldLease, tendEvery, type LeaseParts } from './held-lease';

/** Work that one process of an instance does at a time. */
export interface LeasedWorkParts extends LeaseParts {
  readonly name: string;
  /** Works until the signal aborts; what is begun is finished. */
  readonly work: (signal: AbortSignal) => Promise<void>;
  /** Told what the work ended with; it is begun again after a while. */
  readonly onFailure: (error: unknown) => void;
}

/** Works while it holds the lease of its name, in as many lives as it takes. Another process does when this one is gone. */
export class LeasedWork {
  readonly #stop = new AbortController();
  readonly #lease: HeldLease;
  readonly #running: Promise<void>;
  #failure: { readonly error: unknown } | undefined;

  private constructor(private readonly parts: LeasedWorkParts) {
    this.#lease = new HeldLease(parts.name, parts);
    this.#running = this.#run(this.#stop.signal);
  }

  static start(parts: LeasedWorkParts): LeasedWork {
    return new LeasedWork(parts);
  }

  /** Well, also while another process works; not while the work ends as soon as it is begun. */
  check(): DutyCheck {
    const lease = this.#lease.isHeld ? 'held' : 'standby';
    if (this.#failure === undefined) return { ok: true, lease };
    return { ok: false, lease, error: alarmOf(this.#failure.error, 'failing').code };
  }

  /** Finishes what is begun and gives the lease up. Idempotent. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (await this.#lease.tend()) await this.#life(signal);
      await this.#pause(signal);
    }
    await this.#lease.giveUp();
  }

  /** From taking the lease until it is lost, or the work ends by itself. */
  async #life(signal: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const ended = new AbortController();
    const working = this.parts
      .work(AbortSignal.any([signal, lost.signal]))
      .catch((error: unknown) => {
        this.#failure = { error };
        this.parts.onFailure(error);
      })
      .finally(() => {
        ended.abort();
      });
    const over = AbortSignal.any([signal, ended.signal]);
    const goesOn = (): boolean => !over.aborted;
    while (goesOn() && (await this.#lease.tend())) {
      await this.#pause(over);
      if (goesOn()) this.#failure = undefined;
    }
    lost.abort();
    await working;
  }

  async #pause(signal: AbortSignal): Promise<void> {
    await sleep(tendEvery(this.parts.leaseMs), undefined, { signal }).catch(() => undefined);
  }
}
