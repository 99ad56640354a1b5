import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Alarm } from '../../../projections/status';
import type { KafkaSettings } from '../../engine-settings';
import type { Coordination } from '../../ports/coordination';
import type { EventStore } from '../../ports/event-store';
import type { RelayPublisher } from '../../ports/relay-publisher';
import { openCoordination } from '../engines/open-coordination';
import { enginesAt, type Place } from '../engines/place';
import { StoreFeed } from '../projections/store-feed';
import { Relay } from '../relay/relay';
import type { Duty } from './duty';

/** What a relay is started with. */
export interface RelayDutyParts {
  readonly store: EventStore;
  readonly onAlarm: (alarm: Alarm) => void;
}

/** A relay at work. */
export interface RelayDuty extends Duty {
  /** Something was committed. */
  committed(): void;
}

/** Carry the ledger to the topic of a place, by one process at a time; nothing where its feed is the ledger itself. */
export async function startRelay(place: Place, parts: RelayDutyParts): Promise<RelayDuty | undefined> {
  const { feed: settings } = enginesAt(place);
  if (settings.kind !== 'kafka') return undefined;
  // Loaded here only, as every client of a server.
  const { KafkaPublisher } = await import('../../engines/kafka/kafka-publisher.js');
  const publisher = (logId: string): RelayPublisher =>
    new KafkaPublisher({ ...publishing(settings, logId), now: () => Date.now() });
  const coordination = await openCoordination(place);
  const duty = started({ ...parts, coordination }, settings.topic, publisher);
  return {
    ...duty,
    stop: async () => {
      await duty.stop();
      await coordination.close();
    },
  };
}

/** Transactions of all relays of a ledger go under one name, so that a new one shuts the old one out. */
const publishing = (
  { brokers, topic, partitions, replication, transactions }: KafkaSettings,
  logId: string,
) => ({
  ...{ brokers, topic, parts: partitions, replication },
  ...(transactions ? { transactionalId: `henji-relay-${logId}` } : {}),
});

function started(
  { store, coordination, onAlarm }: RelayDutyParts & { readonly coordination: Coordination },
  topic: string,
  publisher: (logId: string) => RelayPublisher,
): RelayDuty {
  const source = new StoreFeed(store);
  const relay = new Relay({
    ...{ topic, source, coordination, publisher, owner: randomUUID(), freshName: randomUUID },
    info: () => store.info(),
    now: () => Date.now(),
    pause: async (milliseconds, signal) => {
      await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    },
    onAlarm: (error) => {
      onAlarm({ projection: '', ...error });
    },
  });
  const stop = new AbortController();
  const running = relay.run(stop.signal);
  return {
    name: 'relay',
    committed: () => {
      source.wake();
    },
    check: async () => {
      const { state, counts, error, ...told } = await relay.status();
      const ok = state === 'relaying' || state === 'standby';
      return { ok, state, ...told, ...counts, ...(error === undefined ? {} : { error: error.code }) };
    },
    stop: async () => {
      stop.abort();
      await running;
    },
  };
}
