import autocannon, { type Options, type Result } from 'autocannon';

/** What the asker is told, as JSON in its first argument. */
export interface Asking {
  readonly url: string;
  /** Each connection asks in the name of one of them. */
  readonly tokens: readonly string[];
  /** Asked in turn, each connection from another place on. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly amount: number;
}

/** What it found, as JSON on its standard output. Milliseconds. */
export interface Asked {
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly bytes: number;
  /** One refusal, to see what is wrong. */
  readonly refusal?: string;
}

/** Users who ask, wait for the answer, and ask the next thing at once. Every answer is read to its end and timed. */
async function main({ url, tokens, paths, connections, amount }: Asking): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  let refusal: string | undefined;
  let users = 0;
  const started = performance.now();
  const options: Options = {
    ...{ url, connections, amount },
    setupClient: (client) => {
      const user = users++;
      const authorization = `Bearer ${tokens[user % tokens.length] ?? ''}`;
      // Steps of a prime apart, so that no two users ask the same things at the same time.
      const turns = paths.map((_, i) => paths[(user * 7 + i) % paths.length] ?? '/');
      client.setRequests(turns.map((path) => ({ method: 'GET', path, headers: { authorization } })));
      client.on('body', (body: Buffer) => (refusal ??= flawOf(body)));
    },
  };
  const {
    '2xx': answered,
    non2xx,
    errors,
  } = await new Promise<Result>((resolve, reject) => {
    const running = autocannon(options, (error: unknown, result) => {
      if (error === null || error === undefined) resolve(result);
      else reject(error instanceof Error ? error : new Error('the load generator failed'));
    });
    running.on('response', (_client, _status, size, time) => {
      times.push(time);
      bytes += size;
    });
  });
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const found: Asked = {
    ...{ answered, refused: non2xx + errors, seconds },
    ...{ p50: at(0.5), p95: at(0.95), p99: at(0.99), bytes: Math.round(bytes / Math.max(1, times.length)) },
    ...(refusal === undefined || non2xx === 0 ? {} : { refusal }),
  };
  process.stdout.write(JSON.stringify(found));
}

const flawOf = (body: Buffer): string | undefined => {
  const words = body.subarray(0, 300).toString();
  return words.includes('"status":') ? words : undefined;
};

void main(JSON.parse(process.argv[2] ?? '{}') as Asking);
