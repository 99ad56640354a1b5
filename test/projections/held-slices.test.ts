import { describe, expect, it } from '@jest/globals';
import type { TopicHost } from '../../projections/topic-host';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { HeldCommit } from '../../src/engines/postgres/held-commit';
import { DatabaseUnavailable } from '../../src/ports/database-unavailable';
import type { CommitBatch, ReadModel, ReadModels } from '../../src/ports/read-model';
import type { ModelDeclaration } from '../../src/ports/read-model-table';
import type { TopicRecord } from '../../src/ports/topic-feed';
import { linesOf, projected } from './hosting';
import { TestLog } from './log';
import { tally } from './tally';
import { eventsOfCases, SLICE, topicHosting, topicOf, TopicReading } from './topic-slices';

const history = eventsOfCases(60);

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

interface Opened {
  readonly host: TopicHost;
  readonly parts: readonly (readonly TopicRecord[])[];
  readonly alarms: readonly string[];
}

async function follow(models: ReadModels, faults: Parameters<typeof tally>[0]): Promise<Opened> {
  const it = await opened(models, faults);
  await new TopicReading(it.host).read(it.parts);
  return it;
}

async function opened(models: ReadModels, faults: Parameters<typeof tally>[0]): Promise<Opened> {
  const log = new TestLog(history);
  return { ...(await topicHosting([tally(faults)], log, models)), parts: topicOf(log) };
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
    await new TopicReading(host).read(parts);
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

  it('are gone past when they are stored already and the database was away before them', async () => {
    let isAway = false;
    const models = new LateModels(() => isAway);
    const { host, parts } = await opened(models, none);
    const [own = []] = parts;
    const slice = { part: 0, isBeginning: true, records: own.slice(0, SLICE), more: false };
    await host.take(slice);
    isAway = true;
    await host.take({ ...slice, isBeginning: false, records: own.slice(SLICE, 2 * SLICE), more: true });
    host.reassigned();
    await expect(host.wanted(0)).rejects.toMatchObject({ code: 'place-unknown' });
    isAway = false;
    const last = own.slice(SLICE - 1, SLICE);
    expect(await host.wanted(0)).toEqual({ kind: 'offset', offset: last[0]!.offset });
    expect(await host.take({ ...slice, isBeginning: false, records: last, more: true })).toEqual({
      next: 'after the slice',
    });
    expect((await host.status())[0]).not.toHaveProperty('error');
    await new TopicReading(host).read(parts);
    expect(await linesOf(models.reader(tally()))).toEqual(await linesOf(await projected(tally(), history)));
  });

  it('are taken event by event after a row was refused, also when whoever asks where to go on is told of it', async () => {
    const faults = { throwing: new Set<string>(), misfitting: new Set(['Opened']) };
    const models = new LateModels(() => false);
    const { host, parts, alarms } = await opened(models, faults);
    const first = { part: 0, isBeginning: true, records: parts[0]!.slice(0, SLICE), more: true };
    await host.take(first);
    host.reassigned();
    await expect(host.wanted(0)).rejects.toMatchObject({ code: 'place-unknown' });
    expect(await host.wanted(0)).toEqual({ kind: 'beginning' });
    await host.take(first);
    expect([models.held, alarms]).toEqual([1, ['read-model-failing', ...alarms.slice(1)]]);
    expect(alarms.slice(1)).toContain('stream-parked');
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
