import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { cases } from '../../projections/cases/cases.projection';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import { kindNamed } from '../../test/servers/kinds';
import { freshDatabase } from '../../test/servers/postgresql';
import { OwnServer } from '../../test/servers/running';
import { start, stop } from '../child';
import type { Bench, Context } from '../context';
import type { Measurement, Skipped } from '../measurement';
import { serverOf } from '../serving';
import { SeeingRows, type Followed } from './seeing-rows';

const RATE = 500;
const SECONDS = 20;
const QUICK_SECONDS = 4;
/** Before what counts: programs are compiled, connections made. */
const WARM_SECONDS = 4;
const PARTS = 3;
const WITHIN_MS = 1_000;
const embedded = 'commit-to-visible';
const onServer = 'commit-to-visible-esdb';
const what = 'from the acknowledgement of a command to its row in a list, p99';

/** The way of an event through relay, Kafka and projections into PostgreSQL, under a steady load on an instance in all roles. */
export const makingVisible: Bench = {
  ...{ name: 'visible', rows: [embedded] },
  run: (context) => measured(context, embedded, 'ledger: embedded SQLite, synchronous=FULL', () => ({})),
};

/** The same with the ledger, data keys and accounts on servers. */
export const makingVisibleOnServers: Bench = {
  ...{ name: 'visible-esdb', rows: [onServer] },
  run: (context) =>
    measured(
      ...([context, onServer, 'ledger: the EventStoreDB protocol server of the tests, in memory'] as const),
      async (children) => {
        const server = await serverOf<{ url: string }>(children, 'bench/rows/protocol-server-child.js', '');
        return { LEDGER_URL: server.url };
      },
    ),
};

type Settings = Readonly<Record<string, string>>;

async function measured(
  context: Context,
  name: string,
  ledger: string,
  settingsOf: (children: ChildProcess[]) => Settings | Promise<Settings>,
): Promise<readonly (Measurement | Skipped)[]> {
  const skipped = kindNamed('kafka').missing() ?? kindNamed('postgresql').missing();
  if (skipped !== undefined) return [{ name, what, skipped }];
  const [kafka, postgres] = [await OwnServer.start('kafka'), await OwnServer.start('postgresql')];
  const children: ChildProcess[] = [];
  try {
    const settings = await settingsOf(children);
    const followed = await loaded(context, { kafka: kafka.url, postgres: postgres.url, settings });
    return [{ ...found(followed), name, note: `${noteOf(followed)}; ${ledger}` }];
  } finally {
    for (const child of children) await stop(child);
    await kafka.stop();
    await postgres.stop();
  }
}

interface Servers {
  readonly kafka: string;
  readonly postgres: string;
  readonly settings: Settings;
}

/** Commands a second, for so many seconds that count and some before. */
export interface ClockLoad {
  readonly rate: number;
  readonly warm: number;
  readonly seconds: number;
}

async function loaded(
  context: Context,
  { kafka, postgres, settings }: Servers,
): Promise<readonly Followed[]> {
  const load: ClockLoad = {
    rate: RATE,
    warm: WARM_SECONDS,
    seconds: context.quick ? QUICK_SECONDS : SECONDS,
  };
  const database = await freshDatabase(postgres);
  const topic = `visible.${randomBytes(6).toString('hex')}`;
  const models = new PostgresReadModels({ url: database });
  const child = start('bench/rows/commanded-child.js', [context.folder('visible'), JSON.stringify(load)], {
    env: { READMODEL_URL: database, FEED_URL: `${kafka}/${topic}?partitions=${PARTS}`, ...settings },
  });
  try {
    const seeing = new SeeingRows(models.reader(cases), load.rate * load.seconds);
    createInterface(child.stdout as Readable).on('line', (line) => {
      const [stream = '', due, acknowledged] = line.split(' ');
      if (stream.startsWith('case-')) seeing.acknowledged(stream, Number(due), Number(acknowledged));
    });
    return await seeing.all(endOf(child));
  } finally {
    await models.close();
    await stop(child);
  }
}

/** Aborts with its last words when a child ends by itself. */
function endOf(child: ChildProcess): AbortSignal {
  const ended = new AbortController();
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
  child.once('exit', () => {
    ended.abort(new Error(`the instance ended: ${words}`));
  });
  return ended.signal;
}

const found = (followed: readonly Followed[]): Omit<Measurement, 'name'> => ({
  ...{ what, unit: 'ms', better: 'lower' },
  value: percentile(followed.map(lateness), 0.99),
  bar: { of: 'value', at: WITHIN_MS },
});

/** A row may be seen before the acknowledgement of its command is. */
const lateness = ({ acknowledged, visible }: Followed): number => Math.max(0, visible - acknowledged);

/** From the moment at which a command was due nothing is left out, not even what waited to be sent. */
function noteOf(followed: readonly Followed[]): string {
  const whole = followed.map(({ due, visible }) => visible - due);
  const answered = followed.map(({ due, acknowledged }) => acknowledged - due);
  const ms = (values: readonly number[], share: number): string => percentile(values, share).toFixed(0);
  return [
    `${followed.length.toLocaleString('en')} commands to the command path, ${RATE} due each second whether or not those before were answered`,
    `p50 ${ms(followed.map(lateness), 0.5)} ms`,
    `from due to answered p99 ${ms(answered, 0.99)} ms, from due to visible p50 ${ms(whole, 0.5)} ms, p99 ${ms(whole, 0.99)} ms`,
  ].join(', ');
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('no values');
  return found;
}
