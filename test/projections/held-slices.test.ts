import { describe, expect, it } from '@jest/globals';
import { TopicHost } from '../../projections/topic-host';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { HeldCommit } from '../../src/engines/postgres/held-commit';
import { DatabaseUnavailable } from '../../src/ports/database-unavailable';
import type { CommitBatch, ReadModel, ReadModels } from '../../src/ports/read-model';
import type { ModelDeclaration } from '../../src/ports/read-model-table';
import type { TopicFeed, TopicRecord } from '../../src/ports/topic-feed';
import { linesOf, projected } from './hosting';
import { decode, TestLog, type Told } from './log';
import { tally } from './tally';

const PARTS = 2;
const SLICE = 3;
/** Slices after which whoever still reads reads for ever. */
const ENOUGH = 500;

const partOf = (stream: string): number => (stream.codePointAt(stream.length - 1) ?? 0) % PARTS;

const history: readonly Told[] = Array.from({ length: 60 }, (_, i) => ({
  stream: `case-${'abcdefgh'[(i * 5) % 8] ?? ''}`,
  type: i % 7 === 3 ? 'Paid' : 'Opened',
  data: { amount: i },
}));

/** Held commits are written while the next slice is folded, as PostgreSQL does it. */
class LateModels extends MemoryReadModels {
  #commits = 0;
  held = 0;

  /** @param isAway tells of the n-th commit, from 0, whether the database is away just then */
  constructor(private readonly isAway: (commit: number) => boolean) {
    super();
  }

  override async open(model: ModelDeclaration): Promise<ReadModel> {
    const [opened, behind] = [await super.open(model), await super.open(model)];
    const late = new HeldCommit();
    const written = async (batch: CommitBatch): Promise<void> => {
      const number = this.#commits++;
      await new Promise(setImmediate);
      if (this.isAway(number)) throw new DatabaseUnavailable('it restarts');
      await behind.commit(batch);
    };
    return Object.assign(opened, {
      commit: async (batch: CommitBatch) => {
        await late.settled();
        if (batch.hold !== true) return written(batch);
        this.held += 1;
        late.hold(batch.streams, written(batch));
      },
      loadStreams: async (streams: readonly string[]) => {
        const { known, others } = late.among(streams);
        return [...known, ...(await behind.loadStreams(others))];
      },
      flush: () => late.settled(),
      checkpointOf: async (part: string) => {
        await late.settled();
        return behind.checkpointOf(part);
      },
    });
  }
}

/** The parts of a topic in turn, a slice each, read on where the host says. @returns how many slices it took */
async function read(host: TopicHost, parts: readonly (readonly TopicRecord[])[]): Promise<number> {
  const next = parts.map(() => 0);
  for (let taken = 0; taken < ENOUGH; taken++) {
    const part = taken % parts.length;
    const records = parts[part] ?? [];
    if (next.every((at, i) => at >= (parts[i]?.length ?? 0))) return taken;
    const from = next[part] ?? 0;
    if (from >= records.length) continue;
    const slice = records.slice(from, from + SLICE);
    const end = from + slice.length;
    const more = end < records.length;
    const { next: place } = await host.take({ part, isBeginning: from === 0, records: slice, more });
    if (place === 'after the slice') next[part] = end;
    else next[part] = place.kind === 'offset' ? Number(place.offset) : 0;
  }
  throw new Error(`after ${ENOUGH} slices it still reads`);
}

interface Opened {
  readonly host: TopicHost;
  readonly parts: readonly (readonly TopicRecord[])[];
  readonly alarms: readonly string[];
}

async function follow(models: ReadModels, faults: Parameters<typeof tally>[0]): Promise<Opened> {
  const it = await opened(models, faults);
  await read(it.host, it.parts);
  return it;
}

async function opened(models: ReadModels, faults: Parameters<typeof tally>[0]): Promise<Opened> {
  const log = new TestLog(history);
  const parts: TopicRecord[][] = Array.from({ length: PARTS }, () => []);
  for (const record of log.records) {
    const own = parts[partOf(record.stream)] as TopicRecord[];
    const { position } = record;
    own.push({ offset: BigInt(own.length), position, logId: 'log', generation: 'one', record });
  }
  const topic: TopicFeed = {
    ...{ topic: 'topic', partOf, parts: async () => PARTS, lag: () => 0 },
    ...{ run: async () => undefined, close: async () => undefined },
  };
  const alarms: string[] = [];
  const host = await TopicHost.open(
    [tally(faults)],
    {
      ...{ topic, ledger: log, models, decode, logId: 'log', now: () => 0, pause: async () => undefined },
      onAlarm: ({ code }) => alarms.push(code),
    },
    new AbortController().signal,
  );
  return { host, parts, alarms };
}

const none = { throwing: new Set<string>(), misfitting: new Set<string>() };

describe('slices of a topic that are written while the next one is folded', () => {
  it('come to the rows that the log gives', async () => {
    const models = new LateModels(() => false);
    const { alarms } = await follow(models, none);
    expect(await linesOf(models.reader(tally()))).toEqual(await linesOf(await projected(tally(), history)));
    expect([models.held > 10, alarms]).toEqual([true, []]);
  });

  it.each([0, 1, 4, 5])('are read again when the database loses them, from commit %i on', async (first) => {
    const models = new LateModels((commit) => commit >= first && (commit - first) % 5 < 2);
    const { host } = await follow(models, none);
    expect(await linesOf(models.reader(tally()))).toEqual(await linesOf(await projected(tally(), history)));
    const [status] = await host.status();
    expect([status?.error, status?.parkedStreams, status?.checkpoint.passed]).toEqual([undefined, 0, 60]);
  });

  it('are told to be late to whoever is given the part next, who goes on from what is stored', async () => {
    const models = new LateModels(() => false);
    const { host, parts, alarms } = await opened(models, none);
    const first = { part: 0, isBeginning: true, records: parts[0]!.slice(0, SLICE), more: true };
    await host.take(first);
    await host.take({ ...first, part: 1, records: parts[1]!.slice(0, SLICE) });
    const another = await opened(models, none);
    await another.host.take({ ...first, records: parts[0]!.slice(0, 2 * SLICE), more: false });
    // Held, and too late: the other process has moved the checkpoint meanwhile.
    await host.take({ ...first, isBeginning: false, records: parts[0]!.slice(SLICE, 2 * SLICE) });
    host.reassigned();
    expect(await host.wanted(1)).toEqual({ kind: 'offset', offset: BigInt(SLICE - 1) });
    expect(await host.wanted(0)).toEqual({ kind: 'offset', offset: BigInt(2 * SLICE - 1) });
    expect([host.checkpointsLost, alarms]).toEqual([1, []]);
    await read(host, parts);
    expect(await linesOf(models.reader(tally()))).toEqual(await linesOf(await projected(tally(), history)));
  });

  it('have no place to go on from while the database is away, rather than the beginning', async () => {
    let isAway = false;
    const models = new LateModels(() => isAway);
    const { host, parts } = await opened(models, none);
    isAway = true;
    await host.take({ part: 0, isBeginning: true, records: parts[0]!.slice(0, SLICE), more: true });
    host.reassigned();
    await expect(host.wanted(0)).rejects.toMatchObject({ code: 'place-unknown' });
    isAway = false;
    expect(await host.wanted(0)).toEqual({ kind: 'beginning' });
  });

  it('are taken event by event when a row is refused, whichever part is told of it', async () => {
    const faults = { throwing: new Set<string>(), misfitting: new Set(['Paid']) };
    const models = new LateModels(() => false);
    const { host } = await follow(models, faults);
    expect((await models.reader(tally()).parked()).length).toBeGreaterThan(0);
    faults.misfitting.clear();
    expect(await host.retry('tally')).toEqual([]);
    expect(await linesOf(models.reader(tally()))).toEqual(await linesOf(await projected(tally(), history)));
  });
});
