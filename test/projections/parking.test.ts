import { describe, expect, it } from '@jest/globals';
import { ProjectionHost } from '../../projections/host';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { onModelEngines } from '../contract/read-model-engines';
import { hosting, linesOf, projected } from './hosting';
import { decode, TestLog, type Told } from './log';
import { tally, type Faults } from './tally';

const opened = (stream: string): Told => ({ stream, type: 'Opened', data: { amount: 1 } });
const paid = (stream: string, amount: number): Told => ({ stream, type: 'Paid', data: { amount } });
const faultless = (): Faults => ({ throwing: new Set(), misfitting: new Set() });

describe('a stream whose event fails', () => {
  const history = [
    opened('case-a'),
    opened('case-b'),
    paid('case-a', 2),
    { stream: 'case-a', type: 'Closed' },
    paid('case-b', 3),
  ];

  it('waits with all that follows in it, while the others go on', async () => {
    const faults = { ...faultless(), throwing: new Set(['Paid']) };
    const models = new MemoryReadModels();
    const { host, alarms } = await hosting(
      [tally(faults)],
      new TestLog([...history.slice(0, 4), opened('case-b')]),
      models,
      { page: 2 },
    );
    await host.catchUp();
    expect((await host.status())[0]).toMatchObject({ state: 'live', parkedStreams: 1 });
    expect(alarms).toMatchObject([{ code: 'stream-parked', projection: 'tally', stream: 'case-a' }]);
    const reader = models.reader(tally());
    expect(await reader.parked()).toMatchObject([
      { stream: 'case-a', revision: 1, eventId: 'event-2', type: 'Paid', error: 'Paid is too much' },
      { stream: 'case-a', revision: 2, eventId: 'event-3', type: 'Closed', error: '' },
    ]);
    expect(await reader.query({ from: 'cases', columns: ['case', 'events'], limit: 9 })).toEqual([
      { case: 'case-a', events: 1 },
      { case: 'case-b', events: 2 },
    ]);
  });

  it.each([
    ['throws', { ...faultless(), throwing: new Set(['Paid']) }],
    ['makes a row that does not fit', { ...faultless(), misfitting: new Set(['Paid']) }],
  ])('is applied in order once its handler no longer %s', async (_, faults) => {
    const models = new MemoryReadModels();
    const log = new TestLog(history);
    const first = await hosting([tally(faults)], log, models, { page: 2 });
    for (let i = 0; i < 6; i++) await first.host.step();
    expect((await first.host.status())[0]).toMatchObject({ state: 'live', parkedStreams: 2 });
    await first.host.close();
    const { host } = await hosting([tally(faults)], log, models);
    log.tell(opened('case-a'));
    await host.catchUp();
    expect(await host.retry('tally')).toHaveLength(4);
    expect((await models.reader(tally()).parked())[0]).toMatchObject({
      type: 'Paid',
      error: expect.stringMatching(/./u),
    });
    faults.throwing.clear();
    faults.misfitting.clear();
    expect(await host.retry('tally', 'case-b')).toHaveLength(3);
    expect(await host.retry('tally')).toEqual([]);
    expect((await host.status())[0]).toMatchObject({ parkedStreams: 0 });
    log.tell(paid('case-a', 7));
    await host.catchUp();
    const expected = await projected(tally(), [...history, opened('case-a'), paid('case-a', 7)]);
    expect(await linesOf(models.reader(tally()))).toEqual(await linesOf(expected));
  });

  it('waits as far as it still fails', async () => {
    const faults = { ...faultless(), throwing: new Set(['Paid', 'Closed']) };
    const models = new MemoryReadModels();
    const { host } = await hosting([tally(faults)], new TestLog(history), models);
    await host.catchUp();
    faults.throwing.delete('Paid');
    const still = await host.retry('tally');
    expect(still).toMatchObject([
      { stream: 'case-a', revision: 2, type: 'Closed', error: 'Closed is too much' },
    ]);
    expect(await models.reader(tally()).query({ from: 'cases', columns: ['events'], limit: 9 })).toEqual([
      { events: 2 },
      { events: 2 },
    ]);
  });

  it('is known again after a restart', async () => {
    const faults = { ...faultless(), throwing: new Set(['Paid']) };
    const models = new MemoryReadModels();
    const log = new TestLog(history.slice(0, 3));
    await (await hosting([tally(faults)], log, models)).host.catchUp();
    log.tell({ stream: 'case-a', type: 'Closed' });
    const host = await ProjectionHost.open([tally()], {
      feed: log,
      models,
      decode,
      now: () => 0,
      pause: async () => undefined,
    });
    await host.catchUp();
    expect(await models.reader(tally()).parked()).toHaveLength(2);
    expect((await host.status())[0]).toMatchObject({ parkedStreams: 1 });
  });
});

onModelEngines('pages held on $name, when one after them fails', (engine) => {
  it.each([1, 2, 3, 5])('are applied all the same, %i records to a page', async (page) => {
    const history = [
      ...['case-a', 'case-b', 'case-c', 'case-d'].map(opened),
      { stream: 'case-e', type: 'Closed' },
      ...['case-f', 'case-g', 'case-h'].map(opened),
      paid('case-a', 3),
    ];
    const faults = { ...faultless(), misfitting: new Set(['Closed']) };
    const { models, dispose } = engine.open();
    const { host } = await hosting([tally(faults)], new TestLog(history), models, { page });
    for (let i = 0; i < 40; i++) await host.step();
    expect((await host.status())[0]).toMatchObject({ state: 'live', behind: 0, parkedStreams: 1 });
    faults.misfitting.clear();
    expect(await host.retry('tally')).toEqual([]);
    await host.close();
    const expected = await projected(tally(), history);
    expect(await linesOf(models.reader(tally()))).toEqual(await linesOf(expected));
    await dispose();
  });
});
