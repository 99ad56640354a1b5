import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventFeed } from '../../src/ports/event-feed';
import type { Position, StoredRecord } from '../../src/ports/event-store';
import type { CommitBatch, ReadModel, ReadModels } from '../../src/ports/read-model';
import type { ModelDeclaration } from '../../src/ports/read-model-table';
import { onModelEngines } from '../contract/read-model-engines';
import { hosting, linesOf, projected } from './hosting';
import { TestLog, type Told } from './log';
import { tally } from './tally';

const streams = ['case-a', 'case-b', 'case-c', 'organ-x'];
const told: fc.Arbitrary<readonly Told[]> = fc
  .array(
    fc.record({
      stream: fc.constantFrom(...streams),
      type: fc.constantFrom('Opened', 'Paid'),
      amount: fc.nat(5),
      date: fc.constantFrom('2024-05-20', '2024-05-21'),
      correcting: fc.option(fc.nat(3), { freq: 4 }),
    }),
    { maxLength: 25 },
  )
  .map((drawn) => {
    const lengths = new Map<string, number>();
    return drawn.map(({ stream, type, amount, date, correcting }) => {
      const revision = lengths.get(stream) ?? 0;
      lengths.set(stream, revision + 1);
      if (correcting === null || correcting >= revision) return { stream, type, data: { amount }, date };
      const target = { id: `x`, type, revision: correcting };
      const members = [{ path: 'amount', was: 0, now: amount }];
      return { stream, type: 'EventCorrected', data: { target, members, reason: 'r', orderedBy: 'o' }, date };
    });
  });

/** A feed that shows records again before going on, or leaves some out that are still in the log. */
class UnreliableFeed implements EventFeed {
  #reads = 0;
  readonly readStream: EventFeed['readStream'];
  readonly head: EventFeed['head'];
  readonly wait: EventFeed['wait'];

  constructor(
    private readonly log: TestLog,
    private readonly repeats: readonly number[],
    private readonly missing: ReadonlySet<number>,
  ) {
    this.readStream = log.readStream.bind(log);
    this.head = log.head.bind(log);
    this.wait = log.wait.bind(log);
  }

  async read(after: Position, limit: number): Promise<readonly StoredRecord[]> {
    const repeat = this.repeats[this.#reads++ % this.repeats.length] ?? 0;
    // A hole shows when its stream goes on, so the end of a stream is always shown.
    const ends = new Map(this.log.records.map((record) => [record.stream, record]));
    const shown = this.log.records.filter(
      (record, index) => ends.get(record.stream) === record || !this.missing.has(index),
    );
    const next = shown.findIndex(({ position }) => position > after);
    return next < 0 ? [] : shown.slice(Math.max(0, next - repeat), next + limit);
  }
}

/** Read models whose commits fail as planned: before anything is written, or after, when only the answer is lost. */
class FailingModels implements ReadModels {
  #commits = 0;

  constructor(
    private readonly inner: ReadModels,
    private readonly plan: readonly ('works' | 'fails before' | 'fails after')[],
  ) {}

  async open(model: ModelDeclaration): Promise<ReadModel> {
    const opened = await this.inner.open(model);
    const commit = opened.commit.bind(opened);
    opened.commit = async (batch: CommitBatch): Promise<void> => {
      const plan = this.plan[this.#commits++] ?? 'works';
      if (plan === 'fails before') throw new Error('disk is full');
      await commit({ ...batch, hold: false });
      if (plan === 'fails after') throw new Error('the answer was lost');
    };
    return opened;
  }

  reader = (model: ModelDeclaration) => this.inner.reader(model);
  openBuild = (model: ModelDeclaration) => this.inner.openBuild(model);
  promote = (model: ModelDeclaration) => this.inner.promote(model);
  discardBuild = (model: ModelDeclaration) => this.inner.discardBuild(model);
  close = () => this.inner.close();
}

onModelEngines('rows on $name', (engine) => {
  it('end the same however the feed is cut, repeated, resumed, or has holes', async () => {
    const feedShape = fc.record({
      page: fc.integer({ min: 1, max: 7 }),
      commitEvery: fc.integer({ min: 1, max: 20 }),
      cached: fc.integer({ min: 1, max: 3 }),
      repeats: fc.array(fc.nat(6), { minLength: 1, maxLength: 4 }),
      missing: fc.uniqueArray(fc.nat(24), { maxLength: 4 }),
      restartAfter: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(told, feedShape, async (history, shape) => {
        const expected = await linesOf(await projected(tally(), history));
        const opened = engine.open();
        try {
          const feed = new UnreliableFeed(new TestLog(history), shape.repeats, new Set(shape.missing));
          const first = await hosting([tally()], feed, opened.models, shape);
          for (let i = 0; i < shape.restartAfter; i++) await first.host.step();
          await first.host.close();
          const second = await hosting([tally()], feed, opened.models, shape);
          await second.host.catchUp();
          expect([...first.alarms, ...second.alarms]).toEqual([]);
          expect((await second.host.status())[0]?.state).toBe('live');
          await second.host.close();
          expect(await linesOf(opened.models.reader(tally()))).toEqual(expected);
        } finally {
          await opened.dispose();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('end the same when commits fail, before or after they are written', async () => {
    const plan = fc.array(fc.constantFrom('works', 'fails before', 'fails after'), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(told, plan, fc.integer({ min: 1, max: 7 }), async (history, failures, page) => {
        const expected = await linesOf(await projected(tally(), history));
        const opened = engine.open();
        try {
          const failing = new FailingModels(opened.models, failures);
          const { host } = await hosting([tally()], new TestLog(history), failing, { page, commitEvery: 1 });
          for (let i = 0; i <= failures.length + history.length; i++) await host.step();
          expect((await host.status())[0]).toMatchObject({ state: 'live', behind: 0, parkedStreams: 0 });
          await host.close();
          expect(await linesOf(opened.models.reader(tally()))).toEqual(expected);
        } finally {
          await opened.dispose();
        }
      }),
      { numRuns: 30 },
    );
  });
});
