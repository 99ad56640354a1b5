import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { run as runChild, start, stop } from '../child';
import type { Bench, Context } from '../context';
import type { Measurement } from '../measurement';
import { alternating, type Timed } from '../rounds';
import type { Load, LoadFound } from './load-child';

const CONNECTIONS = 32;
const AMOUNT = 20_000;
const QUICK_AMOUNT = 1_000;

/** What a server that is put under load says on its first line of output. */
export type Target = Pick<Load, 'url' | 'path' | 'token' | 'body'>;

/** A command with everything that belongs to it, beside a route that only validates and looks at the token. */
export const commanding: Bench = {
  name: 'http',
  rows: ['http-command'],
  run: async (context) => [await run(context)],
};

async function run(context: Context): Promise<Measurement> {
  const amount = context.quick ? QUICK_AMOUNT : AMOUNT;
  const bar = context.progress('http', context.rounds + 1);
  const children: ChildProcess[] = [];
  const latencies: LoadFound[] = [];
  try {
    const ours = await target(children, 'bench/rows/server-child.js', context.folder('http'));
    const peer = await target(children, 'bench/rows/bare-http-child.js', '');
    const bare = { ...peer, path: ours.path, body: ours.body };
    const rates = await alternating(
      context.rounds,
      () => load(ours, amount, latencies),
      () => load(bare, amount),
      bar.update,
    );
    const last = latencies.at(-1);
    return {
      name: 'http-command',
      what: `a case opened over HTTP: validation, token, guards, durable append, ${CONNECTIONS} connections`,
      value: rates.ours,
      unit: 'commands/s',
      better: 'higher',
      peer: { name: 'bare Nest + Fastify route, same class validated, same token check', value: rates.peer },
      bar: { of: 'ratio', at: 0.5 },
      note: `rounds of ${amount.toLocaleString('en')}, p50 ${last?.p50} ms, p99 ${last?.p99} ms`,
    };
  } finally {
    bar.stop();
    for (const child of children) await stop(child);
  }
}

/** Start a server; it is ready when it has said where and how it wants to be asked. */
async function target(children: ChildProcess[], file: string, folder: string): Promise<Target> {
  const child = start(file, [folder]);
  children.push(child);
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
  const lines = createInterface(child.stdout as Readable);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${file} ended before it was ready: ${words}`);
  });
  for (;;) {
    const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
    if (line.startsWith('{"url"')) return JSON.parse(line) as Target;
  }
}

async function load(to: Target, amount: number, into: LoadFound[] = []): Promise<Timed> {
  const asked: Load = { ...to, connections: CONNECTIONS, amount };
  const { stdout } = await runChild('bench/rows/load-child.js', [JSON.stringify(asked)]);
  const found = JSON.parse(stdout) as LoadFound;
  if (found.refused > 0) throw new Error(`${found.refused} of ${amount} refused: ${found.refusal ?? ''}`);
  into.push(found);
  return { done: found.accepted, seconds: found.seconds };
}
