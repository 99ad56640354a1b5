import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

/** What the generator of load is asked for, as JSON in its first argument. */
export interface Load {
  readonly url: string;
  readonly path: string;
  readonly token: string;
  readonly connections: number;
  readonly amount: number;
  /** Members of each body; each request gets an act of its own, and a command id. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What it found, as JSON on its standard output. */
export interface LoadFound {
  readonly accepted: number;
  readonly refused: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** One refusal, to see what is wrong. */
  readonly refusal?: string;
}

async function main(load: Load): Promise<void> {
  let refusal: string | undefined;
  // The generator ends on its next whole second; what counts is the last answer.
  let first: number | undefined;
  let last = 0;
  const running = autocannon({
    url: load.url,
    connections: load.connections,
    amount: load.amount,
    requests: [
      {
        method: 'POST',
        path: load.path,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${load.token}` },
        setupRequest: (request) => {
          const id = randomUUID();
          first ??= performance.now();
          return {
            ...request,
            headers: { ...request.headers, 'idempotency-key': id },
            body: JSON.stringify({ ...load.body, actId: `act-${id}` }),
          };
        },
        onResponse: (status, body) => {
          last = performance.now();
          if (status >= 300) refusal ??= `${status} ${body}`;
        },
      },
    ],
  });
  const found = await running;
  const result: LoadFound = {
    accepted: found['2xx'],
    refused: found.non2xx + found.errors,
    seconds: (last - (first ?? last)) / 1000,
    p50: found.latency.p50,
    p99: found.latency.p99,
    ...(refusal === undefined ? {} : { refusal }),
  };
  process.stdout.write(JSON.stringify(result));
}

void main(JSON.parse(process.argv[2] ?? '{}') as Load);
