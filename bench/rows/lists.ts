import type { ChildProcess } from 'node:child_process';
import { run as runChild, stop } from '../child';
import type { Bench, Context } from '../context';
import { manyItems } from '../many-cases';
import type { Measurement } from '../measurement';
import { alternating, type Timed } from '../rounds';
import { serverOf } from '../serving';
import type { Asked, Asking } from './ask-child';
import type { ListsTarget } from './lists-server-child';

const CASES = 150_000;
const QUICK_CASES = 3_000;
const USERS = 16;
const AMOUNT = 4_000;
const QUICK_AMOUNT = 400;
/** Milliseconds. */
const P95 = 50;

/** What people look at: the newest, a phase, an officer's, an item's, a period, an earlier day, what is overdue. */
const lists: readonly string[] = [
  '/v1/cases',
  '/v1/cases?phase=opened',
  '/v1/cases?phase=paid&openedTo=2024-06-30',
  '/v1/cases?officer=officer-027q5m3kzt6y4wd',
  `/v1/cases?item=${manyItems[3] ?? ''}`,
  '/v1/cases?openedFrom=2023-03-01&openedTo=2023-03-31',
  '/v1/cases?procedure=simple&decidedFrom=2024-01-01&decidedTo=2024-03-31',
  '/v1/cases?asOf=2024-05-20',
  '/v1/cases?phase=delivered&asOf=2024-05-20',
  '/v1/cases?overdue=true',
];

/** Two characters: names, places, acts, parts of numbers; frequent, rare, and none at all. */
const searches: readonly string[] = [
  ...['王伟', '秀英', '林涛', '演示', '门前', '乱扔', '赵钱', '废物', '号门', '涛明', '孙芳', '演综'],
  ...['zs', 'wangwei', 'lxy'],
].map((text) => `/v1/cases?q=${encodeURIComponent(text)}`);

/** Lists and search over a city's cases, sixteen users at a time, beside a bare route that answers as much. */
export const listing: Bench = {
  name: 'reading',
  rows: ['lists', 'search'],
  run,
};

async function run(context: Context): Promise<readonly Measurement[]> {
  const { quick, rounds, ledgers } = context;
  const cases = quick ? QUICK_CASES : CASES;
  const data = await ledgers.many(cases);
  const bar = context.progress('reading', 2 * (rounds + 1));
  const children: ChildProcess[] = [];
  try {
    const ours = await serverOf<ListsTarget>(children, 'bench/rows/lists-server-child.js', data);
    const found: Measurement[] = [];
    for (const [name, paths] of [
      ['lists', lists],
      ['search', searches],
    ] as const) {
      const before = found.length * (rounds + 1);
      found.push(
        await measured({
          name,
          paths,
          cases,
          context,
          ours,
          children,
          onRound: (n) => bar.update(before + n),
        }),
      );
    }
    return found;
  } finally {
    bar.stop();
    for (const child of children) await stop(child);
  }
}

interface Wanted {
  readonly name: 'lists' | 'search';
  readonly paths: readonly string[];
  readonly cases: number;
  readonly context: Context;
  readonly ours: ListsTarget;
  readonly children: ChildProcess[];
  readonly onRound: (done: number) => void;
}

async function measured({
  name,
  paths,
  cases,
  context,
  ours,
  children,
  onRound,
}: Wanted): Promise<Measurement> {
  const { quick, rounds } = context;
  const amount = quick ? QUICK_AMOUNT : AMOUNT;
  const told: Asked[] = [];
  const [first] = [await ask({ ...ours, paths, amount: paths.length * USERS }, told)];
  told.length = 0;
  const bytes = String(first.bytes);
  const bare = await serverOf<{ url: string; token: string }>(children, 'bench/rows/bare-http-child.js', '', {
    BENCH_BYTES: bytes,
  });
  const peer = { url: bare.url, tokens: [bare.token], paths: ['/v1/cases'], amount };
  const rates = await alternating(
    rounds,
    () => ask({ ...ours, paths, amount }, told).then(p95),
    () => ask(peer).then(p95),
    onRound,
  );
  const last = told.at(-1);
  return {
    name,
    what: `${name === 'lists' ? 'lists' : 'two-character search'} over ${cases.toLocaleString('en')} cases over HTTP, ${USERS} users, p95`,
    value: 1000 / rates.ours,
    unit: 'ms',
    better: 'lower',
    peer: { name: `bare Nest + Fastify route, same token check, ${bytes} bytes`, value: 1000 / rates.peer },
    ...(quick ? {} : { bar: { of: 'value', at: P95 } as const }),
    note: `rounds of ${amount.toLocaleString('en')} over ${paths.length} questions, p50 ${last?.p50.toFixed(1)} ms, p99 ${last?.p99.toFixed(1)} ms`,
  };
}

/** The 95th percentile as what `alternating` compares. */
const p95 = (asked: Asked): Timed => ({ done: 1, seconds: asked.p95 / 1000 });

async function ask(asking: Omit<Asking, 'connections'>, into: Asked[] = []): Promise<Asked> {
  const { stdout } = await runChild('bench/rows/ask-child.js', [
    JSON.stringify({ ...asking, connections: USERS }),
  ]);
  const found = JSON.parse(stdout) as Asked;
  if (found.refused > 0) throw new Error(`${found.refused} refused: ${found.refusal ?? ''}`);
  into.push(found);
  return found;
}
