import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rebuild } from '../../projections/rebuild';
import type { ReadModels } from '../../src/ports/read-model';
import { onModelEngines, onPostgres, type ModelEngine } from '../contract/read-model-engines';
import { linesOf, projected, promotingAfter } from './hosting';
import { decode, TestLog, type Told } from './log';
import { tally } from './tally';
import { eventsOfCases, topicHosting, topicOf, TopicReading } from './topic-slices';

/**
 * A read model is built anew from the log while a host writes the old one from a topic. When readers are switched to it,
 * it lacks what the topic brought meanwhile, of parts that go on and of parts of which nothing more comes.
 */

/** What happens in which order: numbers of slices that the host takes, and of records in the log. */
interface Course {
  /** Before the build begins, and between its last page and the switch. */
  readonly before: number;
  readonly meanwhile: number;
  /** Records that the build sees; the topic has them all, and those that come before the switch. */
  readonly built: number;
  readonly switched: number;
  /** Records after the switch: where they come to one part, the other one is not heard of again. */
  readonly later: number;
}

const { signal } = new AbortController();

/** Half of the events are built before the other half comes, which the topic brings before the switch. */
async function switchedAfter(all: readonly Told[], models: ReadModels) {
  const log = new TestLog(all.slice(0, all.length / 2));
  const { host } = await topicHosting([tally()], log, models);
  const reading = new TopicReading(host);
  const meanwhile = (): Promise<unknown> => {
    log.tell(...all.slice(all.length / 2));
    return reading.read(topicOf(log));
  };
  await rebuild(tally(), { feed: log, models: promotingAfter(models, meanwhile), decode, signal });
  return { host, log, reading };
}

onModelEngines('a rebuild beside a host over a topic, on $name', (engine) => {
  async function courseOf(course: Course, { models }: ReturnType<ModelEngine['open']>): Promise<void> {
    const all = eventsOfCases(course.switched + course.later);
    const log = new TestLog(all.slice(0, course.built));
    const { host, alarms } = await topicHosting([tally()], log, models);
    const reading = new TopicReading(host);
    const whole = topicOf(new TestLog(all.slice(0, course.switched)));
    await reading.read(topicOf(log), course.before);
    const meanwhile = async (): Promise<void> => {
      log.tell(...all.slice(course.built, course.switched));
      await reading.read(whole, course.meanwhile);
    };
    await rebuild(tally(), { feed: log, models: promotingAfter(models, meanwhile), decode, signal, page: 7 });
    await reading.read(whole);
    log.tell(...all.slice(course.switched));
    await reading.read(topicOf(log));
    expect(await linesOf(models.reader(tally()))).toEqual(await linesOf(await projected(tally(), all)));
    const [status] = await host.status();
    expect([status?.checkpoint.passed, status?.error, alarms]).toEqual([all.length, undefined, []]);
    await host.close();
  }

  const onModels = async (
    task: (opened: ReturnType<ModelEngine['open']>) => Promise<void>,
  ): Promise<void> => {
    const opened = engine.open();
    await task(opened).finally(() => opened.dispose());
  };

  it('comes to the rows that the log gives, wherever the switch falls', async () => {
    const course = fc.record({
      ...{ before: fc.nat(12), meanwhile: fc.nat(20), built: fc.integer({ min: 0, max: 30 }) },
      ...{ switched: fc.integer({ min: 30, max: 45 }), later: fc.integer({ min: 1, max: 12 }) },
    });
    await fc.assert(
      fc.asyncProperty(course, (given) => onModels((opened) => courseOf(given, opened))),
      { numRuns: engine.name === 'postgresql' ? 8 : 25 },
    );
  });

  it('has what the topic brought of a part of which nothing more comes', async () => {
    await onModels(async ({ models }) => {
      const all = eventsOfCases(24);
      const { host, log, reading } = await switchedAfter(all, models);
      const last = { stream: all[0]!.stream, type: 'Paid' };
      await reading.read(topicOf(log.tell(last)));
      expect(await linesOf(models.reader(tally()))).toEqual(
        await linesOf(await projected(tally(), [...all, last])),
      );
      await host.close();
    });
  });
});

onPostgres('a rebuild beside a host over a topic of which nothing more comes, on postgresql', (engine) => {
  it('has what the topic brought meanwhile as soon as the host looks whether all is as it was', async () => {
    const { models, dispose } = engine.open();
    const all = eventsOfCases(24);
    const { host } = await switchedAfter(all, models);
    const over = new AbortController();
    const looking = host.run(over.signal);
    const reader = models.reader(tally());
    while ((await reader.checkpoint()).passed < all.length) await new Promise(setImmediate);
    over.abort();
    await looking;
    expect(await linesOf(reader)).toEqual(await linesOf(await projected(tally(), all)));
    await host.close();
    await dispose();
  });
});
