import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import { START, type EventStore, type FeedMessage } from '../../src/ports/event-store';
import {
  DeliveringTwice,
  FailingBefore,
  LosingReplies,
  OutOfOrder,
  Slow,
} from '../support/faulty-event-store';
import { chain } from '../support/records';
import { LOG_ID } from './engines';

const STREAM = 'case-x7Kp';
const records = chain(STREAM, 4);

/** The ids that a subscription brings, page by page, until it is caught up. */
async function pagesOf(store: EventStore): Promise<string[][]> {
  const stopping = new AbortController();
  const messages: FeedMessage[] = [];
  for await (const message of store.subscribe(START, { batch: 2, signal: stopping.signal })) {
    messages.push(message);
    if (message.kind === 'caught-up') stopping.abort();
  }
  return messages.flatMap((message) =>
    message.kind === 'records' ? [message.records.map(({ id }) => id)] : [],
  );
}

describe('fault twins', () => {
  let store: MemoryEventStore;
  const [a = '', b = '', c = '', d = ''] = records.map(({ id }) => id);
  beforeEach(() => {
    store = new MemoryEventStore(LOG_ID);
  });
  afterEach(() => store.close());

  it('one fails before anything is stored, as often as it is told', async () => {
    const failing = new FailingBefore(store, 2);
    for (let i = 0; i < 2; i++) {
      await expect(failing.append(STREAM, 'no-stream', records)).rejects.toMatchObject({
        code: 'store-unavailable',
      });
      expect((await failing.head()).size).toBe(0n);
    }
    expect((await failing.append(STREAM, 'no-stream', records)).outcome).toBe('appended');
  });

  it('one stores and loses the reply; the retry finds what is there', async () => {
    const losing = new LosingReplies(store);
    await expect(losing.append(STREAM, 'no-stream', records)).rejects.toMatchObject({
      code: 'outcome-unknown',
    });
    expect(await losing.streamHead(STREAM)).toBe(3n);
    expect((await losing.append(STREAM, 'no-stream', records)).outcome).toBe('already-appended');
  });

  it('one is slow in everything', async () => {
    const slow = new Slow(store, 15);
    const start = performance.now();
    await slow.append(STREAM, 'no-stream', records);
    await slow.readAll(START, 10);
    expect(await pagesOf(slow)).toEqual([
      [a, b],
      [c, d],
    ]);
    expect(performance.now() - start).toBeGreaterThan(60);
  });

  it('one delivers every page twice', async () => {
    await store.append(STREAM, 'no-stream', records);
    const twice = new DeliveringTwice(store);
    expect(await pagesOf(twice)).toEqual([
      [a, b],
      [a, b],
      [c, d],
      [c, d],
    ]);
    expect((await twice.readStream(STREAM, 0n, 10)).records).toHaveLength(4);
  });

  it('one brings pages back to front', async () => {
    await store.append(STREAM, 'no-stream', records);
    const reversed = new OutOfOrder(store);
    expect((await reversed.readAll(START, 3)).map(({ id }) => id)).toEqual([c, b, a]);
    expect(await pagesOf(reversed)).toEqual([
      [b, a],
      [d, c],
    ]);
    expect((await reversed.info()).logId).toBe(LOG_ID);
  });
});
