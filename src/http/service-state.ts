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
  #projecting: Promise<readonly ProjectionState[]> | undefined;
  #checking: Promise<readonly Check[]> | undefined;

  constructor(private readonly served: Served) {}

  /** Records in the ledger, where the engine counts them. */
  async records(): Promise<number | undefined> {
    const { size } = await this.served.store.head();
    return size === undefined ? undefined : Number(size);
  }

  /** Asked once for all who ask at the same time. */
  projections(): Promise<readonly ProjectionState[]> {
    this.#projecting ??= Promise.resolve(this.served.projections?.status() ?? []).finally(() => {
      this.#projecting = undefined;
    });
    return this.#projecting;
  }

  /** What the process does beside answering. Asked once for all who ask at the same time. */
  duties(): Promise<readonly Check[]> {
    this.#checking ??= Promise.all((this.served.duties ?? []).map(dutyCheck)).finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  /** Whether commands and queries are answered from what is there now. */
  async ready(): Promise<{ readonly ready: boolean; readonly checks: readonly Check[] }> {
    const checks = [await this.#ledger(), ...(await this.#rows()), ...(await this.duties()).map(forAnybody)];
    return { ready: checks.every(({ ok }) => ok), checks };
  }

  async #ledger(): Promise<Check> {
    try {
      await this.records();
      return { name: 'ledger', ok: true };
    } catch (error) {
      return { name: 'ledger', ok: false, error: codeOf(error) };
    }
  }

  async #rows(): Promise<readonly Check[]> {
    try {
      return (await this.projections()).map(({ name, state, parkedStreams, error }) => ({
        ...{ name, ok: state === 'live' || state === 'catching-up', state, parkedStreams },
        ...(error === undefined ? {} : { error: error.code }),
      }));
    } catch (error) {
      return [{ name: 'projections', ok: false, error: codeOf(error) }];
    }
  }
}

/**
 * What anybody may know of a duty. Positions and counts are for whoever reads the metrics: they move with every record,
 * also with one that is sealed, and whoever is named in it must not see that something was recorded (D.5).
 */
function forAnybody(check: Check): Check {
  const { name, ok } = check;
  const told = ['state', 'lease', 'topic', 'epoch', 'error'].filter((detail) => detail in check);
  return { name, ok, ...Object.fromEntries(told.map((detail) => [detail, check[detail]])) };
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
