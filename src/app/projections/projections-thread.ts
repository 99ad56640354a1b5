import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { projections } from '../../../projections/all';
import { ProjectionHost } from '../../../projections/host';
import type { Place } from '../engines/place';
import { openReading } from '../open-reading';
import { KeyedFeed } from './keyed-feed';
import { openRecord } from './opener';
import { StoreFeed } from './store-feed';
import type { FromThread, ToThread } from './thread-messages';

/**
 * The thread in which the projections run, so that neither commands nor queries wait for them. It reads the ledger and
 * writes the read models on connections of its own; the main thread only says that something was committed.
 */
async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  const parts = await openReading(workerData as Place);
  const stop = new AbortController();
  // A projection may stop while it is opened.
  const say = (message: FromThread): void => {
    port.postMessage(message);
  };
  const feed = new StoreFeed(parts.store);
  const keyed = new KeyedFeed(feed, parts.keys);
  const host = await ProjectionHost.open(projections, {
    feed: keyed,
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
  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'committed':
        feed.wake();
        break;
      case 'status':
        void host.status().then((projections) => {
          say({ kind: 'status', id: message.id, projections });
        });
        break;
      case 'retry':
        void host.retry(message.projection, message.stream).then((parked) => {
          say({ kind: 'retried', id: message.id, parked });
        });
        break;
      case 'stop':
        stop.abort();
        break;
    }
  });
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

const port = parentPort;
if (port === null) throw new Error('projections-thread runs as a worker thread only');
void main(port);
