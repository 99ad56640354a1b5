import { describe, expect, it } from '@jest/globals';
import { LedgerRewound, START, type StoredRecord } from '../../src/ports/event-store';
import { chain } from '../support/records';
import type { Asked } from './event-store.contract';
import { LOG_ID } from './engines';

const LONG = 'case-long';
const SHORT = 'case-short';

/** Reading: pages, order, what is not there. */
export function readingContract({ store, engine }: Asked): void {
  const sized = (size: bigint) => (engine.counts ? { size } : {});
  const long = chain(LONG, 7, { subjects: ['party-b', 'party-a'] });
  const short = chain(SHORT, 2);
  /** Two streams that take turns: L L S L L L S L L. */
  const fill = async (): Promise<void> => {
    await store().append(LONG, 'no-stream', long.slice(0, 2));
    await store().append(SHORT, 'no-stream', short.slice(0, 1));
    await store().append(LONG, { revision: 1n }, long.slice(2, 5));
    await store().append(SHORT, { revision: 0n }, short.slice(1));
    await store().append(LONG, { revision: 4n }, long.slice(5));
  };
  const order = [0, 1, 7, 2, 3, 4, 8, 5, 6].map((i) => [...long, ...short][i]);

  describe('one stream', () => {
    it('gives records as they were appended, with place and payload', async () => {
      await fill();
      const { exists, records, next } = await store().readStream(LONG, 0n, 100);
      expect({ exists, next }).toEqual({ exists: true, next: undefined });
      const expected = long.map(({ id, entry, payload }, i) => ({
        ...{ id, entry, stream: LONG, revision: BigInt(i) },
        payload: [payload[1], payload[0]],
      }));
      expect(records.map(({ position: _, ...rest }) => rest)).toEqual(expected);
    });

    it.each([
      [0n, 3, [0, 1, 2], 3n],
      [3n, 3, [3, 4, 5], 6n],
      [4n, 3, [4, 5, 6], undefined],
      [6n, 3, [6], undefined],
      [7n, 3, [], undefined],
      [99n, 3, [], undefined],
    ])('pages from %d, at most %d records', async (from, limit, revisions, next) => {
      await fill();
      const page = await store().readStream(LONG, from, limit);
      expect(page.exists).toBe(true);
      expect(page.records.map(({ revision }) => Number(revision))).toEqual(revisions);
      expect(page.next).toBe(next);
    });

    it('takes any revision from 0 on', async () => {
      await fill();
      expect((await store().readStream(LONG, 2n ** 70n, 3)).records).toEqual([]);
      expect((await store().readStream(LONG, 2n ** 63n - 2n, 3)).records).toEqual([]);
      await expect(store().readStream(LONG, -1n, 3)).rejects.toBeInstanceOf(RangeError);
    });

    it('says of a stream that is not there that it does not exist', async () => {
      await fill();
      expect(await store().readStream('case-none', 0n, 10)).toEqual({ exists: false, records: [] });
      expect(await store().streamHead('case-none')).toBeUndefined();
    });

    it('knows the last revision', async () => {
      await fill();
      expect(await store().streamHead(LONG)).toBe(6n);
      expect(await store().streamHead(SHORT)).toBe(1n);
    });
  });

  describe('the whole log', () => {
    it('is empty at first', async () => {
      expect(await store().readAll(START, 10)).toEqual([]);
      expect(await store().head()).toEqual({ position: START, ...sized(0n) });
      expect(await store().last()).toBeUndefined();
    });

    it('is in the order of the appends, and positions sort in that order', async () => {
      await fill();
      const all = await store().readAll(START, 100);
      expect(all.map(({ id }) => id)).toEqual(order.map((appended) => appended?.id));
      expect(all.map(({ payload }) => payload.length)).toEqual([2, 2, 0, 2, 2, 2, 0, 2, 2]);
      const positions = all.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort());
      expect(START < (positions[0] ?? START)).toBe(true);
      expect(await store().head()).toEqual({ position: positions.at(-1), ...sized(9n) });
      expect(await store().last()).toEqual(all.at(-1));
    });

    it.each([1, 2, 3, 4, 9, 10])('can be read on from any position, %d at a time', async (limit) => {
      await fill();
      const read: StoredRecord[] = [];
      for (;;) {
        const page = await store().readAll(read.at(-1)?.position ?? START, limit);
        expect(page.length).toBeLessThanOrEqual(limit);
        if (page.length === 0) break;
        read.push(...page);
      }
      expect(read).toEqual(await store().readAll(START, 100));
      expect(read.map(({ id }) => id)).toEqual(order.map((appended) => appended?.id));
    });

    it('shows a stream and the log the same record', async () => {
      await fill();
      const all = await store().readAll(START, 100);
      const { records } = await store().readStream(LONG, 0n, 100);
      expect(records).toEqual(all.filter(({ stream }) => stream === LONG));
    });

    it('does not take a position for one that it never gave out', async () => {
      await fill();
      for (const position of ['7', 'x'.repeat(19), `${(await store().head()).position}0`]) {
        await expect(store().readAll(position, 1)).rejects.toMatchObject({ code: 'bad-position' });
      }
    });

    it('says so where it has no record at a position that it may have given out', async () => {
      await fill();
      const { position } = await store().head();
      const beyond = position.replace(/^\d\d/u, '01');
      await expect(store().readAll(beyond, 1)).rejects.toBeInstanceOf(LedgerRewound);
      expect(await store().readAll(position, 1)).toEqual([]);
    });

    it('refuses a limit that is no number of records', async () => {
      for (const limit of [0, -1, 1.5]) {
        await expect(store().readAll(START, limit)).rejects.toBeInstanceOf(RangeError);
        await expect(store().readStream(LONG, 0n, limit)).rejects.toBeInstanceOf(RangeError);
      }
    });
  });

  it('says who it is', async () => {
    const info = await store().info();
    expect(info.logId).toBe(LOG_ID);
    expect(info.durability).not.toBe('');
  });
}
