import { describe, expect, it } from '@jest/globals';
import type { Appended, EventStore, ExpectedRevision, NewRecord } from '../../src/ports/event-store';
import { IdConflict, OutcomeUnknown, WrongExpectedRevision } from '../../src/ports/event-store';
import { leafHash, MerkleTree } from '../../src/seal/tree';
import { LosingReplies } from '../support/faulty-event-store';
import { chain, record } from '../support/records';
import type { Asked } from './event-store.contract';

const STREAM = 'case-x7Kp';

/** All entries of a log, in its order. */
export async function allEntries(store: EventStore): Promise<Buffer[]> {
  return (await store.readAll('', 10_000)).map(({ entry }) => entry);
}

/** Appending: which states are right, what repeats, who wins, and that each batch stands alone. */
export function appendContract({ store, treeState, engine }: Asked): void {
  describe('expected state and stream state', () => {
    const states = [0, 1, 3];
    const expectations: ExpectedRevision[] = [
      'no-stream',
      { revision: 0n },
      { revision: 2n },
      { revision: 7n },
    ];
    const matrix = states.flatMap((length) => expectations.map((expected) => ({ length, expected })));
    const named = (expected: ExpectedRevision) =>
      expected === 'no-stream' ? expected : `@${expected.revision}`;

    it.each(matrix.map((row) => ({ ...row, name: named(row.expected) })))(
      'a stream of $length records, expected $name',
      async ({ length, expected }) => {
        const there = chain(STREAM, length);
        if (length > 0) await store().append(STREAM, 'no-stream', there);
        const revision = expected === 'no-stream' ? 0 : Number(expected.revision) + 1;
        const previous = there[revision - 1]?.entry ?? chain(STREAM, revision, { tag: 'else' }).at(-1)?.entry;
        const next = chain(STREAM, 1, { revision, previous, tag: 'next' });
        const appending = store().append(STREAM, expected, next);
        if (revision === length) {
          const numbers = { firstRevision: BigInt(length), lastRevision: BigInt(length) };
          expect(await appending).toMatchObject({ outcome: 'appended', ...numbers });
        } else {
          const error: unknown = await appending.catch((thrown: unknown) => thrown);
          expect(error).toBeInstanceOf(WrongExpectedRevision);
          const actual = length === 0 ? undefined : BigInt(length - 1);
          expect(error).toMatchObject({ code: 'wrong-expected-revision', stream: STREAM, expected, actual });
        }
        expect(await allEntries(store())).toHaveLength(revision === length ? length + 1 : length);
      },
    );

    it('appends a batch whole, and numbers it from the revision after the expected one', async () => {
      const all = chain(STREAM, 5);
      await store().append(STREAM, 'no-stream', all.slice(0, 2));
      const appended = await store().append(STREAM, { revision: 1n }, all.slice(2));
      expect(appended).toMatchObject({ outcome: 'appended', firstRevision: 2n, lastRevision: 4n });
      expect(appended.position).toBe((await store().head()).position);
      expect(await allEntries(store())).toEqual(all.map(({ entry }) => entry));
    });

    it('lies in the order in which appends were asked, where it says so, else where each was waited for', async () => {
      const { keepsOrder } = await store().info();
      const cases = Array.from({ length: 40 }, (_, i) => [`case-${i}`, chain(`case-${i}`, 2)] as const);
      const appending: Promise<unknown>[] = [];
      for (const [stream, records] of cases) {
        appending.push(store().append(stream, 'no-stream', records));
        if (!keepsOrder) await Promise.all(appending);
      }
      await Promise.all(appending);
      const entries = cases.flatMap(([, records]) => records.map(({ entry }) => entry));
      expect(await allEntries(store())).toEqual(entries);
    });
  });

  describe('retrying', () => {
    const batch = chain(STREAM, 4, { subjects: ['party-9fQe'] });
    const after = chain(STREAM, 3, { revision: 4, previous: batch[3]?.entry });
    const appendBoth = async (): Promise<Appended> => {
      const first = await store().append(STREAM, 'no-stream', batch);
      await store().append(STREAM, { revision: 3n }, after);
      return first;
    };

    it.each([
      ['the same batch', 'no-stream', 0, 4],
      ['a prefix of it', 'no-stream', 0, 2],
      ['a suffix of it', { revision: 1n }, 2, 4],
      ['a run across two batches', { revision: 2n }, 3, 6],
    ] as [string, ExpectedRevision, number, number][])(
      'answers %s as already appended, and stores nothing',
      async (_, expected, from, to) => {
        const first = await appendBoth();
        const records = [...batch, ...after].slice(from, to);
        const state = await treeState();
        const again = await store().append(STREAM, expected, records);
        const numbers = { firstRevision: BigInt(from), lastRevision: BigInt(to - 1) };
        expect(again).toMatchObject({ outcome: 'already-appended', ...numbers });
        if (to === 4) expect(again.position).toBe(first.position);
        expect(await allEntries(store())).toHaveLength(7);
        expect(await treeState()).toEqual(state);
      },
    );

    it('refuses a superset of what was appended', async () => {
      await store().append(STREAM, 'no-stream', batch);
      const superset = [...batch, ...after];
      await expect(store().append(STREAM, 'no-stream', superset)).rejects.toMatchObject({
        code: 'wrong-expected-revision',
        actual: 3n,
      });
      expect(await allEntries(store())).toHaveLength(4);
    });

    it('refuses the same ids in another order', async () => {
      await store().append(STREAM, 'no-stream', batch);
      const ids = batch.map(({ id }) => id).reverse();
      const reordered: NewRecord[] = [];
      ids.forEach((id, i) => reordered.push(record(STREAM, i, reordered[i - 1]?.entry, { id })));
      await expect(store().append(STREAM, 'no-stream', reordered)).rejects.toBeInstanceOf(IdConflict);
      expect(await allEntries(store())).toEqual(batch.map(({ entry }) => entry));
    });

    it('refuses the same id with other content', async () => {
      await store().append(STREAM, 'no-stream', batch);
      const id = batch[0]?.id ?? '';
      const other = record(STREAM, 0, undefined, { id, body: { amountFen: 1 } });
      const error: unknown = await store()
        .append(STREAM, 'no-stream', [other])
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(IdConflict);
      expect(error).toMatchObject({ code: 'id-conflict', eventId: id });
    });

    const elsewhere = [
      ['in another stream', 'case-other', 'no-stream', 0],
      ['later in its own stream, where the stream ends', STREAM, { revision: 3n }, 4],
      ['later in its own stream, where the stream does not end', STREAM, { revision: 8n }, 9],
    ] as [string, string, ExpectedRevision, number][];
    if (engine.ids === 'anywhere') {
      it.each(elsewhere)('refuses a known id %s', async (_, stream, expected, revision) => {
        await store().append(STREAM, 'no-stream', batch);
        const previous = stream === STREAM ? batch[3]?.entry : undefined;
        const fresh = record(stream, revision, previous);
        for (const { id } of batch) {
          const known = record(stream, revision + 1, fresh.entry, { id });
          await expect(store().append(stream, expected, [fresh, known])).rejects.toBeInstanceOf(IdConflict);
        }
        expect(await allEntries(store())).toHaveLength(4);
        expect((await store().readStream('case-other', 0n, 10)).exists).toBe(false);
      });
    }

    it('repairs a lost reply: the retry answers what the first answer would have been', async () => {
      const losing = new LosingReplies(store());
      await expect(losing.append(STREAM, 'no-stream', batch)).rejects.toBeInstanceOf(OutcomeUnknown);
      const again = await losing.append(STREAM, 'no-stream', batch);
      expect(again).toEqual({
        outcome: 'already-appended',
        firstRevision: 0n,
        lastRevision: 3n,
        position: (await store().head()).position,
      });
      expect(await allEntries(store())).toHaveLength(4);
    });
  });

  describe('together', () => {
    it('lets one of many racing writers win, and tells the others where the stream is', async () => {
      const rivals = Array.from({ length: 40 }, (_, i) => chain(STREAM, 2, { tag: `rival ${i}` }));
      const outcomes = await Promise.allSettled(
        rivals.map((records) => store().append(STREAM, 'no-stream', records)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const losers = outcomes.filter((outcome) => outcome.status === 'rejected');
      for (const { reason } of losers)
        expect(reason).toMatchObject({ code: 'wrong-expected-revision', actual: 1n });
      const winner = rivals[outcomes.findIndex(({ status }) => status === 'fulfilled')];
      expect(await allEntries(store())).toEqual(winner?.map(({ entry }) => entry));
    });

    it('gives the same batch sent twice at once one place', async () => {
      const batch = chain(STREAM, 3);
      const twice = [store().append(STREAM, 'no-stream', batch), store().append(STREAM, 'no-stream', batch)];
      const outcomes = (await Promise.all(twice)).map(({ outcome }) => outcome);
      expect(outcomes.sort()).toEqual(['already-appended', 'appended']);
      expect(await allEntries(store())).toHaveLength(3);
    });

    it('lets each of many batches at once succeed or fail alone', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 60 }, (_, i) => {
          const stream = `case-${i}`;
          if (i % 3 === 0)
            return store().append(stream, 'no-stream', chain(stream, 2, { subjects: ['a', 'b'] }));
          if (i % 3 === 1) return store().append(stream, 'no-stream', chain(stream, 2, { entry: { n: 5 } }));
          const previous = chain(stream, 1)[0]?.entry;
          return store().append(stream, { revision: 0n }, chain(stream, 1, { revision: 1, previous }));
        }),
      );
      const codes = outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? outcome.value.outcome : (outcome.reason as { code: string }).code,
      );
      expect(codes).toEqual(
        codes.map((_, i) => ['appended', 'bad-append', 'wrong-expected-revision'][i % 3]),
      );
      for (const i of codes.keys()) {
        expect((await store().readStream(`case-${i}`, 0n, 10)).records).toHaveLength(i % 3 === 0 ? 2 : 0);
      }
    });

    it('takes appends to one stream that follow each other without waiting', async () => {
      const records = chain(STREAM, 20);
      const appended = await Promise.all(
        records.map((next, i) =>
          store().append(STREAM, i === 0 ? 'no-stream' : { revision: BigInt(i - 1) }, [next]),
        ),
      );
      expect(appended.map(({ firstRevision }) => firstRevision)).toEqual(records.map((_, i) => BigInt(i)));
      const positions = appended.map(({ position }) => position);
      expect(positions).toEqual([...positions].sort());
    });

    it('keeps the RFC 6962 tree over the entries, in the order of the log', async () => {
      const lengths = [1, 300, 7, 255];
      await Promise.all(
        lengths.map((length, i) => store().append(`case-${i}`, 'no-stream', chain(`case-${i}`, length))),
      );
      const tree = new MerkleTree();
      for (const entry of await allEntries(store())) tree.push(leafHash(entry));
      expect(tree.size).toBe(563);
      expect(await treeState()).toEqual(tree.serialise());
    });
  });
}
