import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadModelReader } from '../../src/ports/read-model';
import type { Target } from './http';

/** Connections at most. Commands that are due while all are busy wait, and the time of that counts. */
const CONNECTIONS = 256;
/** Between two looks at the rows; what is seen may have been there for so long. */
const LOOK_EVERY_MS = 10;
/** After the last acknowledgement: by then everything has to be visible. */
const VISIBLE_WITHIN_MS = 60_000;
/** More than are looked for at once. */
const MOST = 5_000;

export interface OpenLoad {
  readonly target: Target;
  /** Of the projection that has a row for each case, as everybody reads it. */
  readonly reader: ReadModelReader;
  /** Commands a second, each at its time whether or not those before it were answered. */
  readonly rate: number;
  readonly seconds: number;
}

/** One command, in milliseconds of one clock. */
export interface Followed {
  readonly due: number;
  readonly acknowledged: number;
  readonly visible: number;
}

/**
 * Opens cases at a steady rate, and looks when the row of each is there.
 *
 * @throws Error where a command is refused, or a row does not come
 */
export async function openLoad(load: OpenLoad): Promise<readonly Followed[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const following = new Following(load.reader, Math.round(load.rate * load.seconds));
  try {
    const looking = following.look();
    // Asked for at the end; until then nobody listens, which is no reason to end the process.
    looking.catch(() => undefined);
    const sending: Promise<void>[] = [];
    const start = performance.now() + LOOK_EVERY_MS;
    for (let i = 0; i < following.amount && !following.isOver; i++) {
      const due = start + (i * 1000) / load.rate;
      const early = due - performance.now();
      if (early > 1) await sleep(early);
      sending.push(following.follow(due, send(load.target, agent)));
    }
    await Promise.all(sending);
    following.allSent();
    return await looking;
  } finally {
    agent.destroy();
  }
}

/** Commands on their way to being seen. */
class Following {
  readonly #waiting = new Map<string, Omit<Followed, 'visible'>>();
  readonly #followed: Followed[] = [];
  #failure: Error | undefined;
  #until = Infinity;

  constructor(
    private readonly reader: ReadModelReader,
    readonly amount: number,
  ) {}

  get isOver(): boolean {
    return this.#failure !== undefined;
  }

  /** Everything was answered. */
  allSent(): void {
    this.#until = performance.now() + VISIBLE_WITHIN_MS;
  }

  /** Never rejects: what fails is told by {@link look}. */
  async follow(due: number, answer: Promise<string>): Promise<void> {
    try {
      this.#waiting.set(await answer, { due, acknowledged: performance.now() });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Until the rows of all are there. @throws what a command failed with, and where rows do not come */
  async look(): Promise<readonly Followed[]> {
    while (this.#followed.length < this.amount && this.#failure === undefined) {
      await sleep(LOOK_EVERY_MS);
      try {
        if (this.#waiting.size > 0) await this.#lookOnce();
      } catch (error) {
        this.#fail(error);
      }
      if (performance.now() > this.#until)
        this.#fail(new Error(`of ${this.amount} cases ${this.#waiting.size} are in no list`));
    }
    if (this.#failure !== undefined) throw this.#failure;
    return this.#followed;
  }

  async #lookOnce(): Promise<void> {
    const values = [...this.#waiting.keys()].slice(0, MOST);
    const where = [{ column: 'case', op: 'in', values }] as const;
    const rows = await this.reader.query<{ case: string }>({
      ...{ from: 'current', columns: ['case'], where, limit: MOST },
    });
    const visible = performance.now();
    for (const { case: stream } of rows) {
      const one = this.#waiting.get(stream);
      if (one === undefined) continue;
      this.#followed.push({ ...one, visible });
      this.#waiting.delete(stream);
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
  }
}

/** One command. @returns the stream of the case that it opened */
function send({ url, path, token, body }: Target, agent: Agent): Promise<string> {
  const id = randomUUID();
  return new Promise((resolve, reject) => {
    const sending = request(
      new URL(path, url),
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'idempotency-key': id,
        },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (answer += chunk));
        response.on('end', () => {
          if ((response.statusCode ?? 500) < 300) resolve((JSON.parse(answer) as { stream: string }).stream);
          else reject(new Error(`refused: ${response.statusCode} ${answer}`));
        });
        response.on('error', reject);
      },
    );
    sending.on('error', reject);
    sending.end(JSON.stringify({ ...body, actId: `act-${id}` }));
  });
}
