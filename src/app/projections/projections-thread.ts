import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { projections } from '../../../projections/all';
import { ProjectionHost, type HostParts } from '../../../projections/host';
import type { ProjectionStatus } from '../../../projections/status';
import type { ReadModels } from '../../ports/read-model';
import { isShared, openCoordination } from '../engines/open-coordination';
import { enginesAt, type Place } from '../engines/place';
import { openReading, type ReadingParts } from '../open-reading';
import { alarmOf } from '../roles/alarm-of';
import { LEASE_MS } from '../roles/held-lease';
import { Announced } from './announced';
import { statusElsewhere, type ElsewhereParts } from './elsewhere';
import { KeyedFeed } from './keyed-feed';
import { LeasedProjections } from './leased-projections';
import { openOnTopic } from './on-topic';
import { openRecord } from './opener';
import { StoreFeed } from './store-feed';
import type { FromThread, ThreadData, ToThread } from './thread-messages';

/**
 * The thread in which the projections run, so that neither commands nor queries wait for them. It reads the ledger and
 * writes the read models on connections of its own; the main thread only says that something was committed. Where other
 * processes may do the same, it runs those projections whose leases it holds.
 */
async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  const { place, announced } = workerData as ThreadData;
  const parts = await openReading(place);
  const stop = new AbortController();
  // A projection may stop while it is opened.
  const say = (message: FromThread): void => {
    port.postMessage(message);
  };
  const told = new Announced(announced);
  const feed = new StoreFeed(parts.store, () => told.look());
  const keyed = new KeyedFeed(feed, parts.keys);
  const opening = open(
    place,
    parts,
    keyed,
    {
      models: parts.models,
      decode: (record) => openRecord(record, keyed.keyOf),
      now: () => Date.now(),
      pause: async (milliseconds, signal) => {
        await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
      },
      onAlarm: (alarm) => {
        say({ kind: 'alarm', alarm });
      },
    },
    stop.signal,
  );
  const isOnTopic = enginesAt(place).feed.kind === 'kafka';
  const current: Current = { host: isOnTopic ? Promise.resolve(awaitingTopic(parts)) : opening };
  answer(port, { current, feed, stop, say });
  try {
    const host = await opening;
    current.host = opening;
    await followed(host, stop.signal);
  } catch (error) {
    // Told to stop before there was anything to follow.
    if (!stop.signal.aborted) throw error;
  }
  await parts.close();
  port.close();
}

/** Whoever answers now. */
interface Current {
  host: Promise<Pick<Following, 'status' | 'retry'>>;
}

async function followed(host: Following, signal: AbortSignal): Promise<void> {
  await host.run(signal);
  // Stopped projections end the run; status and retry are answered until the thread is told to stop.
  if (!signal.aborted)
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
  await host.close();
}

/** What follows the log here, whoever else does. */
type Following = Pick<ProjectionHost, 'run' | 'status' | 'retry' | 'close'>;

async function open(
  place: Place,
  { store, models }: ReadingParts,
  feed: KeyedFeed,
  parts: Omit<HostParts, 'feed'>,
  signal: AbortSignal,
): Promise<Following> {
  const host: HostParts = { ...parts, feed };
  const { feed: settings } = enginesAt(place);
  if (settings.kind === 'kafka') {
    const opened = await openOnTopic({ settings, store, ledger: feed, host: parts }, signal);
    return {
      run: (signal) => opened.host.run(signal),
      status: () => opened.host.status(),
      retry: (projection, stream) => opened.host.retry(projection, stream),
      close: () => opened.close(),
    };
  }
  if (!isShared(place)) return ProjectionHost.open(projections, host);
  const coordination = await openCoordination(place);
  const leased = new LeasedProjections({
    ...{
      projections,
      host,
      coordination,
      owner: randomUUID(),
      leaseMs: LEASE_MS,
      now: () => performance.now(),
    },
    elsewhere: {
      ...{ store, coordination, isLeased: true, now: host.now },
      readerOf: readersOf(models),
    },
    onFailure: (error) => {
      host.onAlarm?.(alarmOf(error, 'projections-failing'));
    },
  });
  return {
    run: (signal) => leased.run(signal),
    status: () => leased.status(),
    retry: (projection, stream) => leased.retry(projection, stream),
    close: () => coordination.close(),
  };
}

/** Each is opened once. */
function readersOf(models: ReadModels): ElsewhereParts['readerOf'] {
  const readers = new Map(projections.map((projection) => [projection.name, models.reader(projection)]));
  return (projection) => readers.get(projection.name) ?? models.reader(projection);
}

/** What is told while no relay has made the topic: rows as they are, which nobody here brings forward. */
function awaitingTopic({ store, models }: ReadingParts): Pick<Following, 'status' | 'retry'> {
  const coordination = { leaseOf: () => Promise.resolve(undefined) };
  const parts = { store, coordination, readerOf: readersOf(models), isLeased: false, now: () => Date.now() };
  return {
    status: async () => {
      const head = await store.head();
      const all = await Promise.all(
        projections.map((projection) => statusElsewhere(projection, head, parts)),
      );
      return all.map((each): ProjectionStatus =>
        each.state === 'stopped' ? each : { ...each, state: 'failing', error: TOPIC_AWAITED },
      );
    },
    retry: () => Promise.resolve([]),
  };
}

const TOPIC_AWAITED = {
  code: 'topic-awaited',
  zh: '主题尚不存在，等待转发进程建立',
  en: 'the topic is not there yet: a relay makes it',
};

/** Answer the main thread. */
function answer(
  port: NonNullable<typeof parentPort>,
  parts: { current: Current; feed: StoreFeed; stop: AbortController; say: (message: FromThread) => void },
): void {
  const { current, feed, stop, say } = parts;
  // Opening that fails ends the thread, and that is what is told then.
  const host = (): Current['host'] => current.host.catch(() => new Promise<never>(() => undefined));
  const answers = {
    committed: () => {
      feed.wake();
    },
    status: ({ id }: Extract<ToThread, { kind: 'status' }>) =>
      void host()
        .then((it) => it.status())
        .then(
          (projections) => {
            say({ kind: 'status', id, projections });
          },
          (error: unknown) => {
            const { code, zh, en } = alarmOf(error, 'projections-failing');
            say({ kind: 'failed', id, code, zh, en });
          },
        ),
    retry: ({ id, projection, stream }: Extract<ToThread, { kind: 'retry' }>) =>
      void host()
        .then((it) => it.retry(projection, stream))
        .then((parked) => {
          say({ kind: 'retried', id, parked });
        }),
    stop: () => {
      stop.abort();
    },
  };
  port.on('message', (message: ToThread) => {
    if (message.kind === 'status') answers.status(message);
    else if (message.kind === 'retry') answers.retry(message);
    else answers[message.kind]();
  });
}

const port = parentPort;
if (port === null) throw new Error('projections-thread runs as a worker thread only');
void main(port);
