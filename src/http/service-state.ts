import type { Henji } from '../app/henji';
import type { Duty } from '../app/roles/duty';

/** How one projection fares. */
export type ProjectionState = Awaited<ReturnType<Henji['projections']['status']>>[number];

/** What is looked at. */
export interface Served {
  readonly store: Pick<Henji['store'], 'head'>;
  /** None where this process neither runs them nor answers from them. */
  readonly projections?: Pick<Henji['projections'], 'status'>;
  readonly duties?: readonly Duty[];
}

/** How this process fares: for readiness and metrics. */
export class ServiceState {
  constructor(private readonly served: Served) {}

  /** Records in the ledger, where the engine counts them. */
  async records(): Promise<number> {
    return Number((await this.served.store.head()).size ?? 0n);
  }

  async projections(): Promise<readonly ProjectionState[]> {
    return (await this.served.projections?.status()) ?? [];
  }

  /** What the process does beside answering. */
  duties(): Promise<readonly Check[]> {
    return Promise.all((this.served.duties ?? []).map(dutyCheck));
  }

  /** Whether commands and queries are answered from what is there now. */
  async ready(): Promise<{ readonly ready: boolean; readonly checks: readonly Check[] }> {
    const checks = [await this.#ledger(), ...(await this.#projections()), ...(await this.duties())];
    return { ready: checks.every(({ ok }) => ok), checks };
  }

  async #ledger(): Promise<Check> {
    try {
      return { name: 'ledger', ok: true, records: await this.records() };
    } catch (error) {
      return { name: 'ledger', ok: false, error: codeOf(error) };
    }
  }

  async #projections(): Promise<readonly Check[]> {
    try {
      return (await this.projections()).map(({ name, state, behind, parkedStreams, error }) => ({
        ...{ name, ok: state === 'live' || state === 'catching-up', state, parkedStreams },
        ...(behind === undefined ? {} : { behind }),
        ...(error === undefined ? {} : { error: error.code }),
      }));
    } catch (error) {
      return [{ name: 'projections', ok: false, error: codeOf(error) }];
    }
  }
}

/** One thing that must work. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly [detail: string]: unknown;
}

async function dutyCheck(duty: Duty): Promise<Check> {
  try {
    return { name: duty.name, ...(await duty.check()) };
  } catch (error) {
    return { name: duty.name, ok: false, error: codeOf(error) };
  }
}

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'internal-error';
