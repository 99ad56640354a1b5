import type { Henji } from '../app/henji';

/** How one projection fares. */
export type ProjectionState = Awaited<ReturnType<Henji['projections']['status']>>[number];

/** How this instance fares: for readiness and metrics. */
export class ServiceState {
  constructor(private readonly henji: Pick<Henji, 'store' | 'projections'>) {}

  /** Records in the ledger, where the engine counts them. */
  async records(): Promise<number> {
    return Number((await this.henji.store.head()).size ?? 0n);
  }

  projections(): Promise<readonly ProjectionState[]> {
    return this.henji.projections.status();
  }

  /** Whether commands and queries are answered from what is there now. */
  async ready(): Promise<{ readonly ready: boolean; readonly checks: readonly Check[] }> {
    const checks = [await this.#ledger(), ...(await this.#projections())];
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

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'internal-error';
