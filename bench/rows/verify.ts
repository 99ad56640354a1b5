import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { run as runChild, type ChildOptions, type Ended } from '../child';
import type { Bench, Context } from '../context';
import type { Measurement, Skipped } from '../measurement';
import { alternating, type Compared, type Timed } from '../rounds';

const ALL_CORES = 150_000;
const ONE_CORE = 100_000;
const QUICK_ROWS = 20_000;
/** Stands in for the real history where that is missing. */
const GENERATED_ROWS = 500_000;

const one: ChildOptions = { under: ['taskset', '-c', '0'] };

/** `henji verify` as a user runs it, Node's start included, on all cores and held to one by taskset(1). */
export const verifying: Bench = {
  name: 'verify',
  rows: ['verify', 'verify-one-core'],
  run,
};

async function run(context: Context): Promise<readonly (Measurement | Skipped)[]> {
  const { quick, ledgers } = context;
  const ledger = await (quick
    ? ledgers.generated(QUICK_ROWS)
    : ledgers.hasReal
      ? ledgers.real()
      : ledgers.generated(GENERATED_ROWS));
  const cores = availableParallelism();
  const bar = context.progress('verify', 2 * (context.rounds + 1));
  try {
    const all = await compare(context, ledger.data, cores, {}, bar.update);
    const rows: (Measurement | Skipped)[] = [
      measurement('verify', `henji verify, ${cores} cores`, all, ALL_CORES, quick),
    ];
    const what = 'henji verify, held to one core';
    if (spawnSync('taskset', ['-c', '0', 'true']).status !== 0) {
      return [...rows, { name: 'verify-one-core', what, skipped: 'needs taskset(1)' }];
    }
    const single = await compare(context, ledger.data, 1, one, (done) => {
      bar.update(context.rounds + 1 + done);
    });
    return [...rows, measurement('verify-one-core', what, single, ONE_CORE, quick)];
  } finally {
    bar.stop();
  }
}

function measurement(name: string, what: string, rates: Compared, at: number, quick: boolean): Measurement {
  return {
    name,
    what,
    value: rates.ours,
    unit: 'events/s',
    better: 'higher',
    peer: { name: 'every row read and its entry hashed, in as many processes', value: rates.peer },
    ...(quick ? {} : { bar: { of: 'value', at } as const }),
  };
}

function compare(
  { rounds, quick }: Context,
  data: string,
  cores: number,
  options: ChildOptions,
  onRound: (done: number) => void,
): Promise<Compared> {
  return alternating(
    quick ? 1 : Math.min(rounds, 3),
    async () => verified(await runChild('src/cli/main.js', ['verify', '--data', data, '--json'], options)),
    async () => {
      const shares = Array.from({ length: cores }, (_, share) =>
        runChild('bench/rows/read-and-hash-child.js', [data, String(share), String(cores)], options),
      );
      const ended = await Promise.all(shares);
      const done = ended.reduce((sum, { stdout }) => sum + Number(stdout), 0);
      return { done, seconds: Math.max(...ended.map(({ seconds }) => seconds)) };
    },
    onRound,
  );
}

function verified({ stdout, seconds }: Ended): Timed {
  const found = JSON.parse(stdout) as { ok: boolean; events?: number };
  if (!found.ok || found.events === undefined) throw new Error(`the ledger does not verify: ${stdout}`);
  return { done: found.events, seconds };
}
