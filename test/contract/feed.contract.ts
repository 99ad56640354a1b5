import { describe, expect, it } from '@jest/globals';
import { START, type EventStore, type FeedMessage, type Position } from '../../src/ports/event-store';
import { chain } from '../support/records';
import type { Asked } from './event-store.contract';

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Appends `count` records in streams of their own. */
async function grow(store: EventStore, from: number, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, i) => `case-${from + i}`).map((stream) =>
      store.append(stream, 'no-stream', chain(stream, 1)),
    ),
  );
}

/** Reads until `enough` says so of all that came, then aborts. */
async function follow(
  store: EventStore,
  after: Position,
  batch: number,
  enough: (messages: readonly FeedMessage[]) => boolean | Promise<boolean>,
): Promise<FeedMessage[]> {
  const stopping = new AbortController();
  const messages: FeedMessage[] = [];
  for await (const message of store.subscribe(after, { batch, signal: stopping.signal })) {
    messages.push(message);
    if (await enough(messages)) stopping.abort();
  }
  return messages;
}

const recordsOf = (messages: readonly FeedMessage[]) =>
  messages.flatMap((message) => (message.kind === 'records' ? message.records : []));
const sawRecords = (count: number) => (messages: readonly FeedMessage[]) =>
  recordsOf(messages).length >= count;
const isCaughtUp = (messages: readonly FeedMessage[]) => messages.at(-1)?.kind === 'caught-up';

/** Subscriptions: pages, the end, what comes later, and how they stop. */
export function feedContract({ store }: Asked): void {
  describe('a subscription', () => {
    it('of an empty log is caught up at its start', async () => {
      expect(await follow(store(), START, 10, isCaughtUp)).toEqual([{ kind: 'caught-up', position: START }]);
    });

    it.each([1, 2, 3, 5, 6])('gives pages of at most %d, then says that it is caught up', async (batch) => {
      await grow(store(), 0, 6);
      const messages = await follow(store(), START, batch, isCaughtUp);
      const pages = messages.flatMap((message) =>
        message.kind === 'records' ? [message.records.length] : [],
      );
      expect(pages).toEqual([
        ...Array<number>(Math.floor(6 / batch)).fill(batch),
        ...(6 % batch ? [6 % batch] : []),
      ]);
      expect(recordsOf(messages)).toEqual(await store().readAll(START, 100));
      expect(messages.at(-1)).toEqual({ kind: 'caught-up', position: (await store().head()).position });
    });

    it('goes on after the position that it was given', async () => {
      await grow(store(), 0, 5);
      const all = await store().readAll(START, 100);
      for (const [i, { position }] of all.entries()) {
        expect(recordsOf(await follow(store(), position, 2, isCaughtUp))).toEqual(all.slice(i + 1));
      }
    });

    it('delivers what is appended later, and is caught up once for each end that it reaches', async () => {
      await grow(store(), 0, 2);
      let next = 2;
      const messages = await follow(store(), START, 10, async (so) => {
        if (isCaughtUp(so) && next < 5) await grow(store(), next++, 1);
        return isCaughtUp(so) && sawRecords(5)(so);
      });
      const kinds = messages.map((message) =>
        message.kind === 'records' ? message.records.length : message.kind,
      );
      expect(kinds).toEqual([2, 'caught-up', 1, 'caught-up', 1, 'caught-up', 1, 'caught-up']);
    });

    it('is woken by a commit, long before it would look again by itself', async () => {
      const waited: number[] = [];
      for (let i = 0; i < 5; i++) {
        const { position } = await store().head();
        const following = follow(store(), position, 10, sawRecords(1));
        await pause(20);
        const start = performance.now();
        await grow(store(), i, 1);
        await following;
        waited.push(performance.now() - start);
      }
      expect(Math.min(...waited)).toBeLessThan(100);
    });

    it('shares the log with others, each at its own pace', async () => {
      const slow = follow(store(), START, 7, async (so) => {
        await pause(2);
        return sawRecords(200)(so);
      });
      const others = [1, 50, 1_000].map((batch) => follow(store(), START, batch, sawRecords(200)));
      for (let i = 0; i < 200; i += 20) await grow(store(), i, 20);
      const all = await store().readAll(START, 1_000);
      for (const messages of await Promise.all([slow, ...others])) expect(recordsOf(messages)).toEqual(all);
    });

    it('reads nothing ahead of its consumer', async () => {
      await grow(store(), 0, 4);
      const stopping = new AbortController();
      const feed = store().subscribe(START, { batch: 2, signal: stopping.signal })[Symbol.asyncIterator]();
      await feed.next();
      await grow(store(), 4, 2);
      const pages = [await feed.next(), await feed.next(), await feed.next()].map(
        ({ value }) => value as FeedMessage,
      );
      expect(pages.map(({ kind }) => kind)).toEqual(['records', 'records', 'caught-up']);
      expect(recordsOf(pages)).toHaveLength(4);
      stopping.abort();
    });

    it.each(['while it waits', 'before it begins'])('ends when it is aborted %s', async (when) => {
      const stopping = new AbortController();
      if (when === 'before it begins') stopping.abort();
      const messages: FeedMessage[] = [];
      setTimeout(() => stopping.abort(), 30);
      for await (const message of store().subscribe(START, { batch: 2, signal: stopping.signal })) {
        messages.push(message);
      }
      expect(messages).toHaveLength(when === 'before it begins' ? 0 : 1);
    });

    it('gives nothing more once it is aborted', async () => {
      await grow(store(), 0, 5);
      const messages = await follow(store(), START, 2, sawRecords(3));
      expect(messages.map(({ kind }) => kind)).toEqual(['records', 'records']);
      const toTheEnd = await follow(store(), START, 10, sawRecords(5));
      expect(toTheEnd.map(({ kind }) => kind)).toEqual(['records']);
    });

    it('fails when the store is closed under it', async () => {
      const following = follow(store(), START, 2, () => false);
      await pause(20);
      await store().close();
      await expect(following).rejects.toMatchObject({ code: 'store-unavailable' });
    });
  });
}
