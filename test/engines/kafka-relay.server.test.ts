import { afterEach, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Relay, type RelayParts } from '../../src/app/relay/relay';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { KafkaPublisher } from '../../src/engines/kafka/kafka-publisher';
import { partOf } from '../../src/engines/kafka/part-of';
import { MemoryCoordination } from '../../src/engines/memory/memory-coordination';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import type { Coordination } from '../../src/ports/coordination';
import { START, type EventStore } from '../../src/ports/event-store';
import { LOG_ID } from '../contract/engines';
import { kafkaServer } from '../servers/in-tests';
import { brokersOf, clientOf, freshTopic, topicOf, type Lying } from '../support/kafka-topic';
import { chain } from '../support/records';

const now = (): number => Date.now();

/** Remembers when something was written down. */
class WithDiary extends MemoryCoordination {
  readonly written: number[] = [];

  override advance(...of: Parameters<Coordination['advance']>): Promise<boolean> {
    this.written.push(performance.now());
    return super.advance(...of);
  }
}
const PARTS = 3;

/** A ledger of so many cases with so many events each. */
async function ledgerOf(
  cases: number,
  events: number,
  store: EventStore = new MemoryEventStore(LOG_ID),
): Promise<EventStore> {
  for (let i = 0; i < cases; i++) {
    const stream = `case-${String(i)}`;
    await store.append(stream, 'no-stream', chain(stream, events, { subjects: [`${stream}/party`] }));
  }
  return store;
}

const kafka = kafkaServer();
kafka.describe('the relay', () => {
  let names = 0;
  const stopping: AbortController[] = [];
  afterEach(() => {
    for (const each of stopping.splice(0)) each.abort();
  });
  const relayTo = (
    topic: string,
    store: EventStore,
    parts: Partial<RelayParts> = {},
    transactionalId?: string,
  ): Relay =>
    new Relay({
      ...{
        topic,
        source: new StoreFeed(store),
        info: () => store.info(),
        coordination: new MemoryCoordination(now),
      },
      publisher: () =>
        new KafkaPublisher({
          ...{ brokers: brokersOf(kafka.url), topic, parts: PARTS, replication: 1, now },
          ...(transactionalId === undefined ? {} : { transactionalId }),
        }),
      ...{ owner: `relay-${String(names++)}`, freshName: () => `filling-${String(names++)}`, now },
      pause: (ms, signal) =>
        sleep(ms, undefined, { signal }).then(
          () => undefined,
          () => undefined,
        ),
      ...parts,
    });
  /** Relay until everything that is in the ledger was published. */
  async function relayed(relay: Relay, store: EventStore): Promise<void> {
    const stopping = new AbortController();
    const running = relay.run(stopping.signal);
    const { position } = await store.head();
    const until = performance.now() + 45_000;
    for (let at = START; at < position && performance.now() < until; { position: at } = await relay.status())
      await sleep(20);
    stopping.abort();
    await running;
    expect((await relay.status()).position).toBe(position);
  }
  const recordsOf = (lying: readonly Lying[]) =>
    lying.flatMap(({ record }) => (record === undefined ? [] : [record]));

  it.each([
    ['at least once', undefined],
    ['in transactions', 'relay-under-test'],
  ])('publishes every record to the part of its stream, byte for byte, %s', async (_, transactionalId) => {
    const topic = freshTopic();
    const store = await ledgerOf(40, 5);
    const relay = relayTo(topic, store, {}, transactionalId);
    await relayed(relay, store);
    const all = await store.readAll(START, 1_000);
    // What a transaction has committed is shown a moment later.
    let lying = await topicOf(kafka.url, topic);
    for (let i = 0; i < 50 && recordsOf(lying).length < all.length; i++) {
      await sleep(100);
      lying = await topicOf(kafka.url, topic);
    }
    expect(recordsOf(lying).sort((a, b) => (a.position < b.position ? -1 : 1))).toEqual(all);
    for (const { record, part } of lying)
      if (record !== undefined) expect(part).toBe(partOf(record.stream, PARTS));
    for (const one of lying) expect(one).toMatchObject({ logId: LOG_ID });
    const { position } = await store.head();
    for (let part = 0; part < PARTS; part++) {
      expect(lying.filter((one) => one.part === part).at(-1)?.reached).toBe(position);
    }
    expect(await relay.status()).toMatchObject({
      counts: { published: 200, restarts: 0 },
      position,
      epoch: 1,
    });
  });

  it('tells every part that the end is reached, also when it comes just with the end of a batch', async () => {
    const [topic, store] = [freshTopic(), await ledgerOf(1, 500)];
    const relay = relayTo(topic, store);
    const stopping = new AbortController();
    const running = relay.run(stopping.signal);
    while ((await relay.status()).counts.published < 500) await sleep(20);
    await sleep(300);
    stopping.abort();
    await running;
    const { position } = await store.head();
    const reached = (await topicOf(kafka.url, topic)).filter((one) => one.reached === position);
    expect(new Set(reached.map(({ part }) => part)).size).toBe(PARTS);
  });

  it('goes on where the one before stopped', async () => {
    const [topic, store, coordination] = [freshTopic(), await ledgerOf(10, 2), new MemoryCoordination(now)];
    await relayed(relayTo(topic, store, { coordination }), store);
    await store.append('case-late', 'no-stream', chain('case-late', 3));
    const second = relayTo(topic, store, { coordination });
    await relayed(second, store);
    expect(await second.status()).toMatchObject({ counts: { published: 3 }, epoch: 2 });
    expect(recordsOf(await topicOf(kafka.url, topic))).toHaveLength(23);
  });

  it('fills a topic again that was deleted under it, and says so by another generation', async () => {
    const [topic, store, coordination] = [freshTopic(), await ledgerOf(10, 2), new MemoryCoordination(now)];
    await relayed(relayTo(topic, store, { coordination }), store);
    const [first] = await topicOf(kafka.url, topic);
    const admin = clientOf(kafka.url).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
    await store.append('case-late', 'no-stream', chain('case-late', 3));
    const second = relayTo(topic, store, { coordination });
    await relayed(second, store);
    const lying = await topicOf(kafka.url, topic);
    expect(recordsOf(lying)).toHaveLength(23);
    expect(new Set(lying.map(({ generation }) => generation)).size).toBe(1);
    expect(lying[0]?.generation).not.toBe(first?.generation);
    expect((await second.status()).counts.refills).toBe(1);
  });

  it.each([
    ['compacts', { 'cleanup.policy': 'compact' }],
    ['forgets with time', { 'retention.ms': '1000' }],
    ['forgets with size', { 'retention.bytes': '1000' }],
  ])('refuses a topic that %s', async (_, settings) => {
    const [topic, store] = [freshTopic(), await ledgerOf(1, 1)];
    const admin = clientOf(kafka.url).admin();
    await admin.connect();
    const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1, configEntries }] });
    await admin.disconnect();
    const alarms: { zh: string; en: string }[] = [];
    const relay = relayTo(topic, store, { onAlarm: (alarm) => alarms.push(alarm) });
    await relay.run(new AbortController().signal);
    expect(await relay.status()).toMatchObject({ state: 'stopped', error: { code: 'topic-unfit' } });
    const [{ zh, en } = { zh: '', en: '' }] = alarms;
    expect(en).toMatch(new RegExp(`${Object.keys(settings)[0]} is .*(?:drops|would go)`, 'u'));
    // Each reason in its own language.
    expect(zh).toMatch(new RegExp(`${Object.keys(settings)[0]} 为.*删`, 'u'));
    expect(zh).not.toMatch(/would|drops/u);
  });

  it('refuses a topic whose parts have become more', async () => {
    const [topic, store, coordination] = [freshTopic(), await ledgerOf(3, 2), new MemoryCoordination(now)];
    await relayed(relayTo(topic, store, { coordination }), store);
    const admin = clientOf(kafka.url).admin();
    await admin.connect();
    await admin.createPartitions({ topicPartitions: [{ topic, count: PARTS + 1 }] });
    await sleep(500);
    await admin.disconnect();
    const relay = relayTo(topic, store, { coordination });
    await relay.run(new AbortController().signal);
    expect(await relay.status()).toMatchObject({ state: 'stopped', error: { code: 'topic-unfit' } });
  });

  it('stops when the ledger is another one, or an older copy', async () => {
    const [topic, store, coordination] = [freshTopic(), await ledgerOf(3, 2), new MemoryCoordination(now)];
    await relayed(relayTo(topic, store, { coordination }), store);
    const other = relayTo(topic, await ledgerOf(3, 2, new MemoryEventStore('another-log')), { coordination });
    await other.run(new AbortController().signal);
    expect(await other.status()).toMatchObject({ state: 'stopped', error: { code: 'relayed-other-ledger' } });
    const older = relayTo(topic, await ledgerOf(2, 2), { coordination });
    await older.run(new AbortController().signal);
    expect(await older.status()).toMatchObject({ state: 'stopped', error: { code: 'relayed-other-ledger' } });
    expect(recordsOf(await topicOf(kafka.url, topic))).toHaveLength(6);
  });

  it('stops at a topic that holds records of which nothing is written down, and leaves it as it is', async () => {
    const [topic, store] = [freshTopic(), await ledgerOf(3, 2)];
    await relayed(relayTo(topic, store), store);
    const stranger = relayTo(topic, store, { coordination: new MemoryCoordination(now) });
    await stranger.run(new AbortController().signal);
    const told = { state: 'stopped', lease: 'standby', error: { code: 'relayed-other-ledger' } };
    expect(await stranger.status()).toMatchObject(told);
    expect(recordsOf(await topicOf(kafka.url, topic))).toHaveLength(6);
  });

  it('stops when the records are the same and lie elsewhere: the ledger was moved to another server', async () => {
    const [topic, store, coordination] = [freshTopic(), await ledgerOf(3, 2), new MemoryCoordination(now)];
    await relayed(relayTo(topic, store, { coordination }), store);
    const elsewhere = new MemoryEventStore(LOG_ID);
    await elsewhere.append('case-before', 'no-stream', chain('case-before', 1));
    const moved = relayTo(topic, await ledgerOf(3, 2, elsewhere), { coordination });
    await moved.run(new AbortController().signal);
    const error = {
      code: 'relayed-other-ledger',
      en: expect.stringContaining('another position') as unknown,
    };
    expect(await moved.status()).toMatchObject({ state: 'stopped', error });
  });

  it('writes down now and then what it published, at the end all of it, and goes on after what is written', async () => {
    const [topic, store, coordination] = [freshTopic(), await ledgerOf(1, 1), new WithDiary(now)];
    const { written } = coordination;
    const relay = relayTo(topic, store, { coordination });
    const stop = new AbortController();
    stopping.push(stop);
    const running = relay.run(stop.signal);
    while ((await relay.status()).counts.published < 1) await sleep(20);
    for (let i = 0; i < 40; i++) {
      await store.append(`case-more-${String(i)}`, 'no-stream', chain(`case-more-${String(i)}`, 1));
      await sleep(20);
    }
    const { position } = await store.head();
    while ((await coordination.progressOf(`relay/${topic}`))?.position !== position) await sleep(20);
    const { published, batches } = (await relay.status()).counts;
    expect(published).toBe(41);
    expect(batches).toBeGreaterThan(2);
    // After the lease that was taken, at most once in a quarter of a second, and a timer may be a little early.
    const between = written.slice(1).map((at, i) => at - (written[i] as number));
    expect(between.length).toBeGreaterThan(2);
    expect(Math.min(...between)).toBeGreaterThan(240);
    await store.append('case-last', 'no-stream', chain('case-last', 1));
    while ((await relay.status()).counts.published < 42) await sleep(5);
    stop.abort();
    await running;
    expect((await coordination.progressOf(`relay/${topic}`))?.position).toBe((await store.head()).position);
    const next = relayTo(topic, store, { coordination });
    await relayed(next, store);
    expect((await next.status()).counts.published).toBe(0);
  });

  it('of two at once lets one publish, and the other takes over from it', async () => {
    const [topic, store, coordination] = [freshTopic(), await ledgerOf(5, 2), new MemoryCoordination(now)];
    // Longer than a busy machine lets a relay wait that is to keep it.
    const leaseMs = 2_000;
    const [one, two] = [
      relayTo(topic, store, { coordination, leaseMs }),
      relayTo(topic, store, { coordination, leaseMs }),
    ];
    const [stopOne, stopTwo] = [new AbortController(), new AbortController()];
    stopping.push(stopOne, stopTwo);
    const running = [one.run(stopOne.signal), two.run(stopTwo.signal)];
    const published = async (): Promise<number[]> =>
      Promise.all([one, two].map(async (relay) => (await relay.status()).counts.published));
    while ((await published()).reduce((sum, count) => sum + count) < 10) await sleep(20);
    const [first = 0, second = 0] = await published();
    expect([first, second].sort((a, b) => a - b)).toEqual([0, 10]);
    const { position } = await store.head();
    const [busy, idle] = first === 10 ? [one, two] : [two, one];
    while ((await busy.status()).position < position) await sleep(20);
    // At the end of the log it goes on to hold the lease, and says so; the other one is not broken, but stands by.
    await sleep(leaseMs * 1.1);
    expect(await busy.status()).toMatchObject({
      ...{ state: 'relaying', lease: 'held', position, epoch: 1, lagSeconds: 0 },
      counts: { batches: expect.any(Number) as unknown, restarts: 0, takeovers: 1 },
    });
    const standing = await idle.status();
    expect(standing).toMatchObject({ state: 'standby', lease: 'standby', position, epoch: 1 });
    expect(standing).not.toHaveProperty('lagSeconds');
    expect(standing).not.toHaveProperty('error');
    (first === 10 ? stopOne : stopTwo).abort();
    await store.append('case-late', 'no-stream', chain('case-late', 3));
    while ((await published()).reduce((sum, count) => sum + count) < 13) await sleep(20);
    stopOne.abort();
    stopTwo.abort();
    await Promise.all(running);
    expect(recordsOf(await topicOf(kafka.url, topic))).toHaveLength(13);
  });
});
