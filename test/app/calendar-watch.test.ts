import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listWork } from '../../projections/disclosure/work.queries';
import { disclosure } from '../../projections/disclosure/disclosure.projection';
import { clocksOfCases } from '../../projections/supervision/clock.queries';
import { supervision } from '../../projections/supervision/supervision.projection';
import { CalendarWatch } from '../../src/app/alerts/calendar-watch';
import { calendarWatchOf } from '../../src/app/alerts/start-watch';
import { Laws } from '../../src/app/law/laws';
import { CalendarBook } from '../../src/law/calendar';
import { readCalendarYear } from '../../src/law/calendar-year';
import { cn2007to2016 } from '../../src/law/calendars/cn-2007-2016';
import { cn2017to2026 } from '../../src/law/calendars/cn-2017-2026';
import type { Select } from '../../src/ports/read-model-query';
import { START } from '../../src/ports/event-store';
import { parseEntryTrusted } from '../../src/seal/entry-codec';
import { CaseWalk } from '../http/case-walk';
import { Door } from '../http/door';
import { tempFolder } from '../support/temp-folder';

/**
 * A decision handed over on Monday 2026-12-21, when the working days of 2027 were not known: seven working days for its
 * publication end in the last week of the year, and the fifteen days to pay in the next one. Then the notice for 2027
 * comes out, with 30 December off.
 */

const dataFolder = tempFolder();
const calendarFolder = join(tempFolder(), 'calendars');
const at = (text: string) => Date.parse(`${text}+08:00`);
const opened = async (instant: string, calendars: object = {}): Promise<Door> =>
  Door.open({ place: { dataFolder, ...calendars }, clock: { now: () => at(instant) } });

const off = (date: string) => ({ name: '元旦', date, isOffDay: true });
const notice = {
  ...{ year: 2027, papers: ['https://www.gov.cn/2027'] },
  days: ['2026-12-30', '2027-01-01', '2027-01-02', '2027-01-03', '2027-01-05'].map(off),
};

let stream: string;
beforeAll(async () => {
  const door = await opened('2026-12-21T10:00:00');
  const walk = new CaseWalk(door);
  await walk.open();
  await walk.show();
  await walk.record();
  await walk.inform(5000);
  await walk.decide(5000);
  await walk.deliver();
  stream = walk.stream;
  await door.leave();
  mkdirSync(calendarFolder);
  writeFileSync(join(calendarFolder, '2027.json'), JSON.stringify(notice));
}, 60_000);

let door: Door | undefined;
afterAll(() => door?.leave());

/** Clocks of the case that are open, with their last days. */
async function dues({ henji }: Door): Promise<object> {
  await henji.projections.reached((await henji.store.head()).position);
  const rows = await clocksOfCases(henji.readers.of(supervision), [stream]);
  return Object.fromEntries(
    rows
      .filter(({ closedOn }) => closedOn === null)
      .map(({ key, dueOn, uncomputable, provisional }) => [
        key,
        `${dueOn ?? uncomputable ?? ''}${provisional ? '?' : ''}`,
      ]),
  );
}

const lastOf = async ({ henji }: Door) => {
  const { revision } = await henji.recorder.endOf(stream);
  const { records } = await henji.store.readStream(stream, BigInt(revision), 1);
  return parseEntryTrusted(records[0]!.entry);
};

describe('a calendar that is loaded while periods run', () => {
  it('is missed before', async () => {
    door = await opened('2026-12-22T10:00:00');
    expect(await dues(door)).toEqual({
      'onspot.file': '2026-12-23',
      'publish.penalty.own_site': '2026-12-30?',
      'fine.pay': 'calendar-year-not-loaded:2027',
    });
    expect(await calendarWatchOf(door.henji).sweep()).toEqual({ outcome: 'swept', cases: 0 });
    await door.leave();
  });

  it('moves their last days by an event of the case, once, and the rows follow', async () => {
    door = await opened('2026-12-22T10:00:00', { calendarFolder });
    const { henji } = door;
    const watch = calendarWatchOf(henji);
    const { records } = await henji.store.readStream(stream, 0n, 100);
    await henji.projections.reached((await henji.store.head()).position);
    expect(await watch.sweep()).toEqual({ outcome: 'swept', cases: 1 });
    expect(await watch.sweep()).toEqual({ outcome: 'quiet', cases: 0 });

    const entry = await lastOf(door);
    expect(entry).toMatchObject({
      ...{ t: 'DeadlinesRecomputed', n: records.length, oc: { d: '2026-12-22' } },
      ...{ ac: [{ u: 'calendar-watch', role: 'system' }], org: { u: door.demo.organ } },
      cal: [henji.commanding.laws.calendars.version],
      b: {
        calendars: { was: ['cn-2007-2026.1'], now: henji.commanding.laws.calendars.version },
        closes: [],
      },
    });
    expect(entry.p).toBeDefined();
    expect(await dues(door)).toEqual({
      'onspot.file': '2026-12-23',
      'publish.penalty.own_site': '2026-12-31',
      'fine.pay': '2027-01-06',
    });
    const work = await listWork(henji.readers.of(disclosure), { asOf: '2026-12-22' }, { limit: 10 });
    expect(work.rows.map(({ due_on }) => due_on)).toEqual(['2026-12-31']);
    const walked = await door.get('officer-1', `/v1/cases/${stream}/timeline`);
    expect(walked.json<{ items: { zh: string }[] }>().items.at(-1)).toMatchObject({ zh: '期限重算' });
    await door.leave();
  });

  it('is asked again after each start, and moves nothing twice', async () => {
    door = await opened('2026-12-23T10:00:00', { calendarFolder });
    const { n } = await lastOf(door);
    await dues(door);
    expect(await calendarWatchOf(door.henji).sweep()).toEqual({ outcome: 'swept', cases: 0 });
    expect((await lastOf(door)).n).toBe(n);
    await door.leave();
  });

  it('moves them in the next sweep where the rows lag or somebody records on the case meanwhile', async () => {
    writeFileSync(
      join(calendarFolder, '2027.json'),
      JSON.stringify({ ...notice, days: [...notice.days, off('2027-01-06')] }),
    );
    door = await opened('2026-12-23T10:00:00', { calendarFolder });
    const { henji } = door;
    await dues(door);
    let [behind, ends] = [true, 0];
    const watch = new CalendarWatch({
      reader: {
        query: (select) => henji.readers.of(supervision).query(select),
        checkpoint: async () => {
          const reached = await henji.readers.of(supervision).checkpoint();
          return behind ? { ...reached, position: START } : reached;
        },
      },
      ...{ store: henji.store, path: henji.commanding.path, laws: henji.commanding.laws },
      ...{ clock: henji.clock, newId: () => 'c-again' },
      recorder: {
        endOf: async (asked) => {
          const end = await henji.recorder.endOf(asked);
          ends += 1;
          return ends === 1 ? { ...end, revision: end.revision + 1 } : end;
        },
        record: async (...given) => {
          if (ends === 2) await henji.recorder.record(given[0], given[1], given[2], given[3]);
          return henji.recorder.record(...given);
        },
      },
    });
    expect(await watch.sweep()).toEqual({ outcome: 'behind', cases: 0 });
    behind = false;
    expect(await watch.sweep()).toEqual({ outcome: 'swept', cases: 0 });
    // Another watch was faster: its event stands, and the next look finds nothing to do.
    expect(await watch.sweep()).toEqual({ outcome: 'swept', cases: 0 });
    expect(await lastOf(door)).toMatchObject({ t: 'DeadlinesRecomputed', cmd: { id: 'c-again' } });
    expect(await dues(door)).toMatchObject({ 'fine.pay': '2027-01-07' });
    expect(await watch.sweep()).toEqual({ outcome: 'swept', cases: 0 });
    expect(await watch.sweep()).toEqual({ outcome: 'quiet', cases: 0 });
  });

  it('moves them where the year came with another build, and looks again on the next day', async () => {
    const { henji } = door!;
    const year = readCalendarYear({
      ...notice,
      days: [...notice.days, off('2027-01-06'), off('2027-01-07')],
    });
    const built = new CalendarBook('cn-2007-2027.1', [...cn2007to2016, ...cn2017to2026, year]);
    await dues(door!);
    let now = henji.clock.now();
    const watch = new CalendarWatch({
      ...{ reader: henji.readers.of(supervision), store: henji.store, path: henji.commanding.path },
      ...{
        laws: new Laws(built),
        recorder: henji.recorder,
        newId: () => 'c-built',
        clock: { now: () => now },
      },
    });
    expect(await watch.sweep()).toEqual({ outcome: 'swept', cases: 1 });
    expect(await dues(door!)).toMatchObject({ 'fine.pay': '2027-01-08' });
    expect(await watch.sweep()).toEqual({ outcome: 'quiet', cases: 0 });
    now += 86_400_000;
    expect(await watch.sweep()).toEqual({ outcome: 'swept', cases: 0 });
  });

  it('moves them where another case cannot be read, which is told', async () => {
    const { henji } = door!;
    const days = ['2027-01-06', '2027-01-07', '2027-01-08'].map(off);
    const year = readCalendarYear({ ...notice, days: [...notice.days, ...days] });
    await dues(door!);
    const reader = henji.readers.of(supervision);
    const watch = new CalendarWatch({
      reader: {
        checkpoint: () => reader.checkpoint(),
        query: async <Row extends object>(select: Select) => {
          const rows = await reader.query<Row>(select);
          return [...rows.slice(0, 1).map((row) => ({ ...row, case: 'case-lost' })), ...rows];
        },
      },
      path: {
        load: async (decider, asked) => {
          if (asked === 'case-lost') throw new Error('unreadable');
          return henji.commanding.path.load(decider, asked);
        },
      },
      laws: new Laws(new CalendarBook('cn-2007-2027.2', [...cn2007to2016, ...cn2017to2026, year])),
      ...{ store: henji.store, recorder: henji.recorder, newId: () => 'c-other', clock: henji.clock },
    });
    await expect(watch.sweep()).rejects.toThrow('unreadable');
    expect(await dues(door!)).toMatchObject({ 'fine.pay': '2027-01-11' });
  });
});
