import { projections } from '../../projections/all';
import { ProjectionHost } from '../../projections/host';
import type { Projection } from '../../projections/projection';
import { openReading } from '../../src/app/open-reading';
import { KeyedFeed } from '../../src/app/projections/keyed-feed';
import { openRecord } from '../../src/app/projections/opener';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import type { CommitBatch, ReadModel, ReadModelReader, ReadModels } from '../../src/ports/read-model';
import type { ModelDeclaration } from '../../src/ports/read-model-table';
import { kindNamed } from '../../test/servers/kinds';
import { freshDatabase } from '../../test/servers/postgresql';
import { OwnServer } from '../../test/servers/running';
import type { Bench, Context } from '../context';
import type { Measurement, Skipped } from '../measurement';
import { alternating, timed, type Compared, type Timed } from '../rounds';
import { BareRows } from './bare-rows';
import { FirstEvents } from './first-events';

const EVENTS = 100_000;
const QUICK_EVENTS = 10_000;
const SHARE = 0.5;
const TOGETHER = 8_000;
const together = 'postgresql-all';
const what = 'projecting into PostgreSQL';

/** Projections of which an imported history has rows. */
const judged = projections.filter(({ name }) => ['cases', 'supervision', 'accountability'].includes(name));

/** Projections catching up with the ledger into PostgreSQL, beside the same rows written with the driver alone. */
export const projectingIntoPostgres: Bench = {
  name: 'postgresql',
  rows: [...judged.map(({ name }) => `postgresql-${name}`), together],
  run,
};

async function run(context: Context): Promise<readonly (Measurement | Skipped)[]> {
  const skipped = kindNamed('postgresql').missing();
  if (skipped !== undefined) return projectingIntoPostgres.rows.map((name) => ({ name, what, skipped }));
  const server = await OwnServer.start('postgresql');
  const bar = context.progress('postgresql', (judged.length + 1) * (context.rounds + 1));
  let done = 0;
  const onRound = (): void => {
    bar.update(++done);
  };
  try {
    return await onServer(context, server.url, onRound);
  } finally {
    bar.stop();
    await server.stop();
  }
}

async function onServer(
  { quick, rounds, ledgers }: Context,
  url: string,
  onRound: () => void,
): Promise<readonly Measurement[]> {
  const events = quick ? QUICK_EVENTS : EVENTS;
  const real = !quick && ledgers.hasReal;
  const { data } = await (real ? ledgers.real() : ledgers.generated(events));
  const reading = await openReading({ dataFolder: data });
  const feed = new KeyedFeed(await FirstEvents.of(reading.store, events), reading.keys);
  const log = { feed, events, url };
  const note = `the first ${events.toLocaleString('en')} events of the ${real ? 'real' : 'generated'} history`;
  const found: Measurement[] = [];
  try {
    for (const group of [...judged.map((one) => [one]), judged]) {
      const commits = await recorded(log, group);
      const rates = await alternating(
        rounds,
        () => caughtUp(log, group),
        () => bare(log, group, commits),
        onRound,
      );
      found.push({ ...measured(group, rates), note });
    }
    return found;
  } finally {
    await reading.close();
  }
}

/** A projection alone is judged beside its peer; all together by what they do. */
function measured(group: readonly Projection[], { ours, peer }: Compared): Measurement {
  const [one, ...more] = group;
  const alone = more.length === 0 ? one?.name : undefined;
  return {
    name: alone === undefined ? together : `postgresql-${alone}`,
    what: `${alone ?? 'all projections with rows of it'}: ${what}`,
    ...{ value: ours, unit: 'events/s', better: 'higher' },
    peer: { name: 'the same rows with pg alone, values ready', value: peer },
    bar: alone === undefined ? { of: 'value', at: TOGETHER } : { of: 'ratio', at: SHARE },
  };
}

interface Log {
  readonly feed: FirstEvents | KeyedFeed;
  readonly events: number;
  readonly url: string;
}

/** Each run in a database of its own. */
async function caughtUp(log: Log, group: readonly Projection[], noted?: Commits): Promise<Timed> {
  const models = new PostgresReadModels({ url: await freshDatabase(log.url) });
  const host = await ProjectionHost.open(group, {
    feed: log.feed,
    models: noted === undefined ? models : new NotedModels(models, noted),
    decode: (record) => openRecord(record, log.feed instanceof KeyedFeed ? log.feed.keyOf : noKey),
    now: () => Date.now(),
    pause: () => Promise.resolve(),
    onAlarm: ({ projection, en }) => {
      throw new Error(`${projection}: ${en}`);
    },
  });
  const run = await timed(log.events, () => host.catchUp());
  await host.close();
  await models.close();
  return run;
}

/** Of a history without personal data. */
const noKey = (): undefined => undefined;

/** What a projection commits for a log. */
export async function commitsOf(
  feed: FirstEvents,
  url: string,
  projection: Projection,
): Promise<readonly CommitBatch[]> {
  const commits = await recorded({ feed, events: feed.events, url }, [projection]);
  return commits.get(projection.name) ?? [];
}

/** A database with the tables of a projection and nothing in them. */
export async function emptySchema(
  url: string,
  projection: Projection,
): Promise<{ readonly database: string; readonly schema: string }> {
  const database = await freshDatabase(url);
  const models = new PostgresReadModels({ url: database });
  await models.open(projection);
  await models.close();
  return { database, schema: `henji_${projection.name}_v${projection.version}_g0` };
}

type Commits = Map<string, CommitBatch[]>;

async function recorded(log: Log, group: readonly Projection[]): Promise<Commits> {
  const commits: Commits = new Map();
  await caughtUp(log, group, commits);
  return commits;
}

async function bare(log: Log, group: readonly Projection[], commits: Commits): Promise<Timed> {
  let seconds = 0;
  for (const projection of group) {
    const { database, schema } = await emptySchema(log.url, projection);
    const rows = new BareRows(schema, projection, commits.get(projection.name) ?? []);
    seconds += (await timed(log.events, () => rows.run(database))).seconds;
  }
  return { done: log.events, seconds };
}

/** Read models that note what is committed to them. */
class NotedModels implements ReadModels {
  constructor(
    private readonly models: ReadModels,
    private readonly commits: Commits,
  ) {}

  async open(model: ModelDeclaration): Promise<ReadModel> {
    const opened = await this.models.open(model);
    const noted: CommitBatch[] = [];
    this.commits.set(model.name, noted);
    const commit = opened.commit.bind(opened);
    opened.commit = async (batch) => {
      noted.push(batch);
      await commit(batch);
    };
    return opened;
  }

  reader(model: ModelDeclaration): ReadModelReader {
    return this.models.reader(model);
  }

  openBuild(model: ModelDeclaration): Promise<ReadModel> {
    return this.models.openBuild(model);
  }

  promote(model: ModelDeclaration): Promise<void> {
    return this.models.promote(model);
  }

  discardBuild(model: ModelDeclaration): Promise<void> {
    return this.models.discardBuild(model);
  }

  close(): Promise<void> {
    return this.models.close();
  }
}
