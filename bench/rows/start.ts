import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { start, stop } from '../child';
import type { Bench, Context } from '../context';
import type { Measurement } from '../measurement';
import { alternating, median, type Timed } from '../rounds';

const ROWS = 1_000_000;
const QUICK_ROWS = 20_000;
const SECONDS = 2;
const DISTRICT_SECONDS = 20;
/** Each makes a whole district. */
const DISTRICT_ROUNDS = 3;
const GIVE_UP_MS = 60_000;

/** From the start of the process to its first answer over HTTP: with a big ledger behind it, and on an empty folder. */
export const starting: Bench = {
  name: 'start',
  rows: ['start', 'start-district'],
  run: async (context) => [await run(context), await runDistrict(context)],
};

async function run(context: Context): Promise<Measurement> {
  const { quick, ledgers } = context;
  const { data, counts } = await ledgers.generated(quick ? QUICK_ROWS : ROWS);
  const bar = context.progress('start', context.rounds + 1);
  try {
    const rates = await alternating(
      context.rounds,
      () =>
        firstAnswer('src/main.js', (port) => ({
          HENJI_DATA: data,
          HENJI_LISTEN: `127.0.0.1:${port}`,
          HENJI_DEMO: 'off',
        })),
      () => firstAnswer('bench/rows/bare-http-child.js', (port) => ({ BENCH_PORT: String(port) })),
      bar.update,
    );
    return {
      name: 'start',
      what: `start with ${counts.appended.toLocaleString('en')} events in the ledger to the first answer`,
      value: 1 / rates.ours,
      unit: 's',
      better: 'lower',
      peer: { name: 'bare Nest + Fastify application', value: 1 / rates.peer },
      ...(quick ? {} : { bar: { of: 'value', at: SECONDS } as const }),
    };
  } finally {
    bar.stop();
  }
}

/** On an empty folder, as somebody sees it who runs `npm start` for the first time. */
async function runDistrict(context: Context): Promise<Measurement> {
  const rounds = Math.min(context.rounds, DISTRICT_ROUNDS);
  const bar = context.progress('start-district', rounds);
  const seconds: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const settings = (port: number) => ({
        HENJI_DATA: context.folder('district'),
        HENJI_LISTEN: `127.0.0.1:${port}`,
        HENJI_DEMO: 'on',
      });
      seconds.push((await firstAnswer('src/main.js', settings)).seconds);
      bar.update(round + 1);
    }
    return {
      name: 'start-district',
      what: 'first start on an empty folder, with the demonstration district, to the first answer',
      ...{ value: median(seconds), unit: 's', better: 'lower' },
      ...(context.quick ? {} : { bar: { of: 'value', at: DISTRICT_SECONDS } as const }),
    };
  } finally {
    bar.stop();
  }
}

async function firstAnswer(
  file: string,
  settings: (port: number) => Readonly<Record<string, string>>,
): Promise<Timed> {
  const port = await freePort();
  const started = process.hrtime.bigint();
  const child = start(file, [], { env: settings(port) });
  try {
    await answering(child, `http://127.0.0.1:${port}/health`);
    return { done: 1, seconds: Number(process.hrtime.bigint() - started) / 1e9 };
  } finally {
    await stop(child);
  }
}

/** Settles at the first answer, whatever it says. */
async function answering(child: ChildProcess, url: string): Promise<void> {
  const end = Date.now() + GIVE_UP_MS;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before it answered`);
    try {
      await fetch(url);
      return;
    } catch {
      await pause(5);
    }
  }
  throw new Error(`no answer at ${url}`);
}

/** A port that is free at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}
