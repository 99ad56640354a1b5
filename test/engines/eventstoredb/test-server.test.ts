import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  binaryEvent,
  END,
  EventStoreDBClient,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type Position,
} from '@eventstore/db-client';
import { join } from 'node:path';
import { eventId } from '../../support/records';
import { tempFolder } from '../../support/temp-folder';
import { TestEventStoreDb } from '../../support/eventstoredb/server';

const STREAM = 'case-x7Kp';
/** Credentials in the call select the unary append; without TLS they are not sent. */
const unary = { credentials: { username: 'a', password: 'b' } };

const event = (seed: string, data = seed) =>
  binaryEvent({ id: eventId(seed), type: 'Example', data: new Uint8Array(Buffer.from(data)) });
const events = (...seeds: string[]) => seeds.map((seed) => event(seed));

/** What EventStoreDB's own source says that it answers, asked of the test server by the real client. */
describe('the EventStoreDB test server', () => {
  let server: TestEventStoreDb;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    server = await TestEventStoreDb.start();
    client = EventStoreDBClient.connectionString(server.url);
  });
  afterEach(async () => {
    await client.dispose();
    await server.stop();
  });

  const append = (seeds: string[], expectedRevision: AppendExpectedRevision, stream = STREAM) =>
    client.appendToStream(stream, events(...seeds), { expectedRevision, ...unary });
  async function read(stream = STREAM, options = {}): Promise<string[]> {
    const found: string[] = [];
    for await (const { event: one } of client.readStream(stream, options)) {
      found.push(Buffer.from(one?.data as Uint8Array).toString());
    }
    return found;
  }
  const wrongVersion = async (appending: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await appending.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WrongExpectedVersionError);
    return (error as WrongExpectedVersionError).actualVersion;
  };

  describe('known ids', () => {
    const three = ['a', 'b', 'c'];
    beforeEach(() => append(three, 'no_stream'));

    it.each([
      ['the same append', three, 'no_stream', 2n],
      ['a prefix', ['a', 'b'], 'no_stream', 1n],
      ['a suffix', ['b', 'c'], 0n, 2n],
    ] as const)('answer %s as before, and write nothing', async (_, seeds, expected, revision) => {
      const again = await append([...seeds], expected);
      expect(again.nextExpectedRevision).toBe(revision);
      expect(again.position?.commit).toBe(
        BigInt(server.log.visible(STREAM)?.[Number(revision)]?.position ?? -1),
      );
      expect(await read()).toEqual(three);
    });

    it('are not looked at where the expected revision is the last one: they are written twice', async () => {
      await append(['a'], 2n);
      expect(await read()).toEqual([...three, 'a']);
    });

    it.each([
      ['too far', [...three, 'd'], 'no_stream'],
      ['in another order', ['b', 'a'], 'no_stream'],
      ['elsewhere', ['a'], 0n],
      ['ahead of the end', ['a'], 7n],
    ] as const)('are a wrong version %s', async (_, seeds, expected) => {
      expect(await wrongVersion(append([...seeds], expected))).toBe(2n);
    });

    it('are never compared by content', async () => {
      const other = [event('a', 'other')];
      await client.appendToStream(STREAM, other, { expectedRevision: 'no_stream', ...unary });
      expect(await read()).toEqual(three);
    });

    it('are remembered with "any" until a restart only', async () => {
      await append(['a'], 'any');
      expect(await read()).toEqual(three);
      await server.restart();
      await client.dispose();
      client = EventStoreDBClient.connectionString(server.url);
      await append(['a'], 'any');
      expect(await read()).toEqual([...three, 'a']);
      await append(three, 'no_stream');
      expect(await read()).toEqual([...three, 'a']);
    });
  });

  describe('batch append', () => {
    it('answers many appends of one call, each for itself', async () => {
      const outcomes = await Promise.allSettled(
        ['x', 'y', 'z'].map((name, i) =>
          client.appendToStream(`case-${i % 2}`, [event(name)], { expectedRevision: 'no_stream' }),
        ),
      );
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost.map(({ reason }) => reason instanceof WrongExpectedVersionError)).toEqual([true]);
      expect((await read('case-0')).concat(await read('case-1'))).toHaveLength(2);
    });

    it('takes an append in chunks', async () => {
      const many = Array.from({ length: 20 }, (_, i) => event(`m${i}`, 'x'.repeat(200)));
      await client.appendToStream(STREAM, many, { expectedRevision: 'no_stream', batchAppendSize: 500 });
      expect(await read()).toHaveLength(20);
    });
  });

  describe('streams', () => {
    it('are read forwards and backwards, from anywhere, so many at a time', async () => {
      await append(['a', 'b', 'c', 'd'], 'no_stream');
      expect(await read(STREAM, { fromRevision: 1n, maxCount: 2 })).toEqual(['b', 'c']);
      expect(await read(STREAM, { fromRevision: 9n })).toEqual([]);
      expect(await read(STREAM, { direction: 'backwards', fromRevision: END, maxCount: 2 })).toEqual([
        'd',
        'c',
      ]);
      expect(await read(STREAM, { direction: 'backwards', fromRevision: 1n })).toEqual(['b', 'a']);
    });

    it('are not found before the first append and after a soft delete, and go on with their numbers', async () => {
      await expect(read()).rejects.toBeInstanceOf(StreamNotFoundError);
      await append(['a', 'b'], 'no_stream');
      await client.deleteStream(STREAM);
      await expect(read()).rejects.toBeInstanceOf(StreamNotFoundError);
      expect((await append(['c'], 'no_stream')).nextExpectedRevision).toBe(2n);
      expect(await read()).toEqual(['c']);
    });

    it('once tombstoned are refused for ever', async () => {
      await append(['a'], 'no_stream');
      await client.tombstoneStream(STREAM);
      await expect(read()).rejects.toBeInstanceOf(StreamDeletedError);
      await expect(append(['b'], 'any')).rejects.toBeInstanceOf(StreamDeletedError);
    });

    it('hide what their metadata truncates', async () => {
      await append(['a', 'b', 'c'], 'no_stream');
      await client.setStreamMetadata(STREAM, { truncateBefore: 2 });
      expect(await read()).toEqual(['c']);
    });

    it('refuse an append that is too large', async () => {
      const large = event('large', 'x'.repeat((1 << 20) + 1));
      const appending = client.appendToStream(STREAM, [large], { expectedRevision: 'no_stream', ...unary });
      await expect(appending).rejects.toMatchObject({
        type: 'maximum-append-size-exceeded',
        maxAppendSize: 1 << 20,
      });
    });
  });

  describe('$all', () => {
    async function positions(options = {}): Promise<Position[]> {
      const found: Position[] = [];
      for await (const { event: one } of client.readAll(options)) {
        if (one?.streamId === STREAM) found.push(one.position);
      }
      return found;
    }

    it('gives positions that grow, inclusive forwards, exclusive backwards', async () => {
      await append(['a', 'b', 'c'], 'no_stream');
      const all = await positions();
      expect(all.map(({ commit }) => commit)).toEqual(
        [...all.map(({ commit }) => commit)].sort((a, b) => Number(a - b)),
      );
      const middle = all[1];
      expect(await positions({ fromPosition: middle })).toEqual(all.slice(1));
      expect(await positions({ fromPosition: middle, direction: 'backwards' })).toEqual(all.slice(0, 1));
      expect(await positions({ fromPosition: { commit: 1n << 40n, prepare: 1n << 40n } })).toEqual([]);
    });

    it('refuses a position that is no record', async () => {
      await append(['a'], 'no_stream');
      const [{ commit } = { commit: 0n }] = await positions();
      const between = { commit: commit + 1n, prepare: commit + 1n };
      await append(['b'], 0n);
      await expect(positions({ fromPosition: between })).rejects.toMatchObject({ type: 'unknown' });
    });

    it('is not empty at first, and does not begin at 0', async () => {
      const first: bigint[] = [];
      for await (const { event: one } of client.readAll({ maxCount: 1 }))
        first.push(one?.position.commit ?? 0n);
      expect(first[0]).toBeGreaterThan(0n);
    });
  });

  describe('a filtered subscription', () => {
    const filter = (checkpointReached: (_: unknown, at: Position) => Promise<void>) =>
      streamNameFilter({ prefixes: ['case-'], checkpointReached });

    /** What a subscription brings until it has `count` events and is caught up. */
    async function follow(fromPosition: Position | typeof START, count: number) {
      const checkpoints: bigint[] = [];
      const seen: string[] = [];
      const following = client.subscribeToAll({
        fromPosition,
        filter: filter(async (_, { commit }) => void checkpoints.push(commit)),
      });
      const isCaughtUp = new Promise<void>((resolve) => following.once('caughtUp', () => resolve()));
      following.on('data', ({ event: one }) => seen.push(Buffer.from(one?.data as Uint8Array).toString()));
      await isCaughtUp;
      while (seen.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
      return { checkpoints, seen, following };
    }

    it('catches up, says so, and brings what comes later', async () => {
      await append(['a', 'b'], 'no_stream');
      await append(['other'], 'no_stream', 'else-1');
      const { seen, following } = await follow(START, 2);
      expect(seen).toEqual(['a', 'b']);
      await append(['c'], 1n);
      while (seen.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(seen).toEqual(['a', 'b', 'c']);
      await following.unsubscribe();
    });

    it('that matched nothing from the start tells a checkpoint at the end of all logs, as 24.10.4 does', async () => {
      const { checkpoints, following } = await follow(START, 0);
      expect(checkpoints).toEqual([2n ** 64n - 1n]);
      await following.unsubscribe();
    });

    it('that starts beyond the end skips in silence what comes up to there', async () => {
      await append(['a'], 'no_stream');
      const end = BigInt(server.log.end);
      const { seen, following } = await follow({ commit: end + 150n, prepare: end + 150n }, 0);
      await append(['b', 'c', 'd'], 0n);
      while (seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(seen).toEqual(['c', 'd']);
      await following.unsubscribe();
    });
  });

  it('starts again from its file, and from a copy of it', async () => {
    const kept = await TestEventStoreDb.start({ file: join(tempFolder(), 'log.jsonl') });
    const other = EventStoreDBClient.connectionString(kept.url);
    const put = (seeds: string[], expectedRevision: AppendExpectedRevision) =>
      other.appendToStream(STREAM, events(...seeds), { expectedRevision, ...unary });
    await put(['a'], 'no_stream');
    const backup = kept.backup();
    await put(['b'], 0n);
    await kept.restart();
    expect(kept.log.visible(STREAM)?.map(({ id }) => id)).toEqual([eventId('a'), eventId('b')]);
    await kept.restore(backup);
    expect(kept.log.visible(STREAM)?.map(({ id }) => id)).toEqual([eventId('a')]);
    await other.dispose();
    await kept.stop();
  });
});
