import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { projections } from '../../../projections/all';
import { ProjectionHost, type HostParts } from '../../../projections/host';
import { isShared, openCoordination } from '../engines/open-coordination';
import { enginesAt, type Place } from '../engines/place';
import { openReading, type ReadingParts } from '../open-reading';
import { alarmOf } from '../roles/alarm-of';
import { LEASE_MS } from '../roles/held-lease';
import { KeyedFeed } from './keyed-feed';
import { LeasedProjections } from './leased-projections';
import { openOnTopic } from './on-topic';
import { openRecord } from './opener';
import { StoreFeed } from './store-feed';
import type { FromThread, ToThread } from './thread-messages';

/**
 * The thread in which the projections run, so that neither commands nor queries wait for them. It reads the ledger and
 * writes the read models on connections of its own; the main thread only says that something was committed. Where other
 * processes may do the same, it runs those projections whose leases it holds.
 */
async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  const place = workerData as Place;
  const parts = await openReading(place);
  const stop = new AbortController();
  // A projection may stop while it is opened.
  const say = (message: FromThread): void => {
    port.postMessage(message);
  };
  const feed = new StoreFeed(parts.store);
  const keyed = new KeyedFeed(feed, parts.keys);
  const host = await open(place, parts, keyed, {
    models: parts.models,
    decode: (record) => openRecord(record, keyed.keyOf),
    now: () => Date.now(),
    pause: async (milliseconds, signal) => {
      await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    },
    onAlarm: (alarm) => {
      say({ kind: 'alarm', alarm });
    },
  });
  answer(port, { host, feed, stop, say });
  await host.run(stop.signal);
  // Stopped projections end the run; status and retry are answered until the thread is told to stop.
  if (!stop.signal.aborted)
    await new Promise((resolve) => {
      stop.signal.addEventListener('abort', resolve);
    });
  await host.close();
  await parts.close();
  port.close();
}

/** What follows the log here, whoever else does. */
type Following = Pick<ProjectionHost, 'run' | 'status' | 'retry' | 'close'>;

async function open(
  place: Place,
  { store, models }: ReadingParts,
  feed: KeyedFeed,
  parts: Omit<HostParts, 'feed'>,
): Promise<Following> {
  const host: HostParts = { ...parts, feed };
  const { feed: settings } = enginesAt(place);
  if (settings.kind === 'kafka') {
    const opened = await openOnTopic(
      { settings, store, ledger: feed, host: parts },
      // Told to stop, the thread is ended by whoever told it.
      new AbortController().signal,
    );
    return {
      run: (signal) => opened.host.run(signal),
      status: () => opened.host.status(),
      retry: (projection, stream) => opened.host.retry(projection, stream),
      close: () => opened.close(),
    };
  }
  if (!isShared(place)) return ProjectionHost.open(projections, host);
  const coordination = await openCoordination(place);
  const readers = new Map(projections.map((projection) => [projection.name, models.reader(projection)]));
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
      readerOf: (projection) => readers.get(projection.name) ?? models.reader(projection),
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

/** Answer the main thread. */
function answer(
  port: NonNullable<typeof parentPort>,
  parts: { host: Following; feed: StoreFeed; stop: AbortController; say: (message: FromThread) => void },
): void {
  const { host, feed, stop, say } = parts;
  const answers = {
    committed: () => {
      feed.wake();
    },
    status: ({ id }: Extract<ToThread, { kind: 'status' }>) =>
      void host.status().then(
        (projections) => {
          say({ kind: 'status', id, projections });
        },
        (error: unknown) => {
          const { code, zh, en } = alarmOf(error, 'projections-failing');
          say({ kind: 'failed', id, code, zh, en });
        },
      ),
    retry: ({ id, projection, stream }: Extract<ToThread, { kind: 'retry' }>) =>
      void host.retry(projection, stream).then((parked) => {
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
