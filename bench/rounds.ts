import { setTimeout as pause } from 'node:timers/promises';

/** One timed run: how much was done in how many seconds. */
export interface Timed {
  readonly done: number;
  readonly seconds: number;
}

/** Medians of the rates of two contestants, in units per second. */
export interface Compared {
  readonly ours: number;
  readonly peer: number;
}

/** Between two runs: what the one before has left to the disk and the collector is not paid by the next. */
const SETTLE_MS = 200;

/**
 * Two contestants in turns, so that whatever else the machine does meets both. The first round warms up and does not
 * count.
 */
export async function alternating(
  rounds: number,
  ours: () => Promise<Timed>,
  peer: () => Promise<Timed>,
  onRound: (done: number) => void = () => undefined,
): Promise<Compared> {
  const rates = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    // Whoever goes second finds a warmer machine: they take turns at that, too.
    const order = round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const);
    for (const who of order) {
      await pause(SETTLE_MS);
      const { done, seconds } = await (who === 'ours' ? ours() : peer());
      if (round > 0) rates[who].push(done / seconds);
    }
    onRound(round + 1);
  }
  return { ours: median(rates.ours), peer: median(rates.peer) };
}

/** Run something and time it by the monotonic clock. */
export async function timed(done: number, body: () => Promise<void> | void): Promise<Timed> {
  const started = process.hrtime.bigint();
  await body();
  return { done, seconds: Number(process.hrtime.bigint() - started) / 1e9 };
}

/** The middle value; of an even number of them the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('no values');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
