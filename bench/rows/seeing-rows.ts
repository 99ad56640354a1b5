import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadModelReader } from '../../src/ports/read-model';

/** Between two looks at the rows; what is seen may have been there for so long. */
const LOOK_EVERY_MS = 10;
/** So long after the last acknowledgement everything has to be visible. */
const VISIBLE_WITHIN_MS = 60_000;
/** An instance is opened and warmed up first. */
const BEGUN_WITHIN_MS = 300_000;
/** Looked for at once. */
const MOST = 2_000;

/** One command, in milliseconds of one clock. */
export interface Followed {
  readonly due: number;
  readonly acknowledged: number;
  readonly visible: number;
}

/** Looks, as everybody reads, for the rows of cases that were acknowledged. */
export class SeeingRows {
  readonly #waiting = new Map<string, Omit<Followed, 'visible'>>();
  readonly #seen: Followed[] = [];
  #until = now() + BEGUN_WITHIN_MS;

  constructor(
    private readonly reader: ReadModelReader,
    private readonly amount: number,
  ) {}

  acknowledged(stream: string, due: number, acknowledged: number): void {
    this.#until = now() + VISIBLE_WITHIN_MS;
    this.#waiting.set(stream, { due, acknowledged });
  }

  /** Settles when all were seen. @throws Error where rows do not come, or commands are not acknowledged */
  async all(signal: AbortSignal): Promise<readonly Followed[]> {
    while (this.#seen.length < this.amount) {
      signal.throwIfAborted();
      if (now() > this.#until)
        throw new Error(`of ${this.amount} cases ${this.#seen.length} are in the list`);
      await sleep(LOOK_EVERY_MS);
      if (this.#waiting.size > 0) await this.#look();
    }
    return this.#seen;
  }

  async #look(): Promise<void> {
    const values = [...this.#waiting.keys()].slice(0, MOST);
    const where = [{ column: 'case', op: 'in', values }] as const;
    const rows = await this.reader.query<{ case: string }>({
      ...{ from: 'current', columns: ['case'], where, limit: MOST },
    });
    const visible = now();
    for (const { case: stream } of rows) {
      const one = this.#waiting.get(stream);
      if (one === undefined) continue;
      this.#seen.push({ ...one, visible });
      this.#waiting.delete(stream);
    }
  }
}

const now = (): number => performance.timeOrigin + performance.now();
