import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rebuild, type RebuildParts } from '../../projections/rebuild';
import { onModelEngines } from '../contract/read-model-engines';
import type { ModelDeclaration } from '../../src/ports/read-model-table';
import { hosting, linesOf, projected, promotingAfter } from './hosting';
import { decode, TestLog, type Told } from './log';
import { tally } from './tally';

const told = (count: number): readonly Told[] =>
  Array.from({ length: count }, (_, i) => ({
    stream: `case-${i % 5}`,
    type: i % 3 === 0 ? 'Opened' : 'Paid',
    data: { amount: i },
    date: `2024-05-${10 + (i % 9)}`,
  }));

onModelEngines('a rebuild on $name', (engine) => {
  const withModels = async (
    task: (given: {
      models: ReturnType<typeof engine.open>['models'];
      parts: (log: TestLog) => RebuildParts;
    }) => Promise<void>,
  ): Promise<void> => {
    const { models, dispose } = engine.open();
    const parts = (log: TestLog): RebuildParts => ({
      feed: log,
      models,
      decode,
      signal: new AbortController().signal,
    });
    await task({ models, parts }).finally(dispose);
  };

  it('comes to the rows of the live one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        async (n, page, other) => {
          await withModels(async ({ models, parts }) => {
            const log = new TestLog(told(n));
            const { host } = await hosting([tally()], log, models, { page });
            await host.catchUp();
            await host.close();
            const live = await linesOf(models.reader(tally()));
            await rebuild(tally(), { ...parts(log), page: other });
            expect(await linesOf(models.reader(tally()))).toEqual(live);
          });
        },
      ),
      { numRuns: 15 },
    );
  });

  it('tells how far it is', async () => {
    await withModels(async ({ parts }) => {
      const seen: unknown[] = [];
      await rebuild(tally(), {
        ...parts(new TestLog(told(5))),
        page: 2,
        onProgress: (...progress) => seen.push(progress),
      });
      expect(seen).toEqual([
        [2, 5],
        [4, 5],
        [5, 5],
      ]);
    });
  });

  it('has what came before the switch, though nothing more comes and the host has not noticed', async () => {
    await withModels(async ({ models, parts }) => {
      const log = new TestLog(told(9));
      const { host, alarms } = await hosting([tally()], log, models);
      await host.catchUp();
      const switching = promotingAfter(models, () => {
        log.tell(...told(4));
        return host.catchUp();
      });
      await rebuild(tally(), { ...parts(log), models: switching, besideLog: true });
      const rows = await linesOf(models.reader(tally()));
      expect(rows).toEqual(await linesOf(await projected(tally(), [...told(9), ...told(4)])));
      log.tell(...told(2));
      await host.step();
      await host.catchUp();
      expect(await linesOf(models.reader(tally()))).toEqual(
        await linesOf(await projected(tally(), [...told(9), ...told(4), ...told(2)])),
      );
      expect([(await host.status())[0]?.error, alarms]).toEqual([undefined, []]);
      await host.close();
    });
  });

  it('leaves to a host what it has noticed first', async () => {
    await withModels(async ({ models, parts }) => {
      const log = new TestLog(told(9));
      const { host } = await hosting([tally()], log, models);
      await host.catchUp();
      let hosted = false;
      const noticed = async (): Promise<void> => {
        await host.step();
        await host.catchUp();
      };
      const switching = {
        ...promotingAfter(models, async () => {
          log.tell(...told(4));
        }),
        open: async (model: ModelDeclaration) => {
          const live = await models.open(model);
          const commit = live.commit.bind(live);
          return Object.assign(live, {
            commit: async (...given: Parameters<typeof commit>) => {
              if (!hosted) await noticed();
              hosted = true;
              return commit(...given);
            },
          });
        },
      };
      await rebuild(tally(), { ...parts(log), models: switching, besideLog: true });
      expect(hosted).toBe(true);
      expect(await linesOf(models.reader(tally()))).toEqual(
        await linesOf(await projected(tally(), [...told(9), ...told(4)])),
      );
      await host.close();
    });
  });

  it('takes over from a host that is running, which goes on with it', async () => {
    await withModels(async ({ models, parts }) => {
      const log = new TestLog(told(9));
      const { host, alarms } = await hosting([tally()], log, models);
      await host.catchUp();
      const reader = models.reader(tally());
      await rebuild(tally(), parts(log));
      log.tell(...told(4));
      expect((await reader.checkpoint()).passed).toBe(9);
      await host.step();
      await host.catchUp();
      expect((await reader.checkpoint()).passed).toBe(13);
      expect((await host.status())[0]).toMatchObject({ state: 'live', behind: 0 });
      expect(alarms).toEqual([]);
      await host.close();
    });
  });

  it('goes on after it was cancelled where it stood', async () => {
    await withModels(async ({ models, parts }) => {
      const log = new TestLog(told(9));
      const { host } = await hosting([tally()], log, models);
      await host.catchUp();
      await host.close();
      const stop = new AbortController();
      const onProgress = (done: number): void => {
        if (done >= 4) stop.abort();
      };
      const cancelled = rebuild(tally(), { ...parts(log), page: 2, signal: stop.signal, onProgress });
      await expect(cancelled).rejects.toMatchObject({ code: 'rebuild-cancelled' });
      expect((await models.reader(tally()).checkpoint()).passed).toBe(9);
      const seen: number[] = [];
      await rebuild(tally(), { ...parts(log), page: 2, onProgress: (done) => seen.push(done) });
      expect(seen).toEqual([6, 8, 9]);
    });
  });

  it.each([
    [
      'a handler that fails',
      { throwing: new Set(['Paid']), misfitting: new Set<string>() },
      'Paid',
      'handler-failed',
    ],
    [
      'an unknown event',
      { throwing: new Set<string>(), misfitting: new Set<string>() },
      'Unknown',
      'unreadable-event',
    ],
  ])('ends at %s, and the live one stays', async (_, faults, type, code) => {
    await withModels(async ({ models, parts }) => {
      const log = new TestLog([{ stream: 'case-a', type: 'Opened' }]);
      const { host } = await hosting([tally()], log, models);
      await host.catchUp();
      const live = await linesOf(models.reader(tally()));
      log.tell({ stream: 'case-a', type });
      await expect(rebuild(tally(faults), parts(log))).rejects.toMatchObject({ code });
      expect(await linesOf(models.reader(tally()))).toEqual(live);
      const build = await models.openBuild(tally());
      expect((await build.checkpoint()).passed).toBe(0);
      await build.close();
    });
  });

  it('makes the first one where there is none', async () => {
    await withModels(async ({ models, parts }) => {
      await rebuild(tally(), parts(new TestLog(told(3))));
      expect((await models.reader(tally()).checkpoint()).passed).toBe(3);
    });
  });
});
