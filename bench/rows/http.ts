import type { ChildProcess } from 'node:child_process';
import { run as runChild, stop } from '../child';
import type { Bench, Context } from '../context';
import type { Measurement } from '../measurement';
import { alternating, type Timed } from '../rounds';
import { serverOf } from '../serving';
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
    const ours = await serverOf<Target>(children, 'bench/rows/server-child.js', context.folder('http'));
    const peer = await serverOf<Target>(children, 'bench/rows/bare-http-child.js', '');
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

async function load(to: Target, amount: number, into: LoadFound[] = []): Promise<Timed> {
  const asked: Load = { ...to, connections: CONNECTIONS, amount };
  const { stdout } = await runChild('bench/rows/load-child.js', [JSON.stringify(asked)]);
  const found = JSON.parse(stdout) as LoadFound;
  if (found.refused > 0) throw new Error(`${found.refused} of ${amount} refused: ${found.refusal ?? ''}`);
  into.push(found);
  return { done: found.accepted, seconds: found.seconds };
}
