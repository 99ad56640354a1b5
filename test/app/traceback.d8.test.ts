import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Leafed } from '../../src/app/traceback/case-record';
import { reportDocument } from '../../src/app/traceback/report-document';
import { tracebackOf, type TracebackReport } from '../../src/app/traceback/report';
import { Names } from '../../src/documents/names';
import type { Clock } from '../../src/events/schemas';
import type { OutOfBandFactRecorded } from '../../src/events/out-of-band.events';
import { chinaCalendars } from '../../src/law/calendar';
import { lateBy } from '../../src/law/deadline';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { demonstrationPack, demonstrationTerritory } from '../../src/law/packs/demonstration';
import { caseHandle } from '../support/demo-facts';
import * as h from '../support/histories';
import { everybody, leafed, namedIn, peopleWith, standardDuties, standing } from '../support/traced';
import { days, examplePack, factsOn, WorkedExample } from '../support/worked-example';

/**
 * The worked example of the specification (D.8), item by item, under a pack of its own: told to a ledger through the
 * decider, watched over, and traced back.
 */

let example: WorkedExample;
let file: readonly Leafed[];
let alerts: readonly Leafed[];

beforeAll(async () => {
  example = await WorkedExample.open();
  await example.tell();
  const { world } = example;
  world.turnTo('2024-09-19');
  await world.follow();
  await world.watch().sweep();
  file = (await world.eventsOf(caseHandle)).map(leafed);
  const raised = await Promise.all((await world.alerts()).map((stream) => world.eventsOf(stream)));
  alerts = raised.flat().map((event) => leafed(event, 0));
});

const events = () => file.map(({ event }) => event);
const dataOf = (type: string): object => events().find((event) => event.type === type)!.data;
const openedBy = (type: string, key: string): Clock | undefined =>
  (dataOf(type) as { opens: readonly Clock[] }).opens.find((clock) => clock.key === key);
const alertsOf = (code: string) =>
  alerts
    .map(({ event }) => event.data as { code: string; due: string; clock: string })
    .filter((each) => each.code === code);
const calendar = chinaCalendars.for(demonstrationTerritory);
const lateness = (kind: 'wd' | 'cd', due: string, act: string): number =>
  lateBy({ due, act, kind, calendar });

const trace = (code: string): TracebackReport => {
  const registers = peopleWith(everybody, ...standardDuties);
  return tracebackOf(code, { case: file, alerts, guards: [], registers, registersThen: registers });
};

const command = (row: string) => [
  `${row} officer-chief LEADERSHIP head`,
  `${row} officer-squad-head SUPERVISORY unit-head`,
];
const handlers = (row: string) => [`${row} officer-li DIRECT handler`, `${row} officer-wang DIRECT handler`];
const approver = (row: string) => `${row} officer-deputy DIRECT approver`;
const five = ['R-14', 'R-15', 'R-16', 'R-17', 'R-21'];
const codes = (broken: readonly { readonly code: string }[]): readonly string[] =>
  [...new Set(broken.map(({ code }) => code))].toSorted();

describe('the pack of the example', () => {
  it('sets its four keys, and leaves the rest as it is', () => {
    const changed = examplePack.parameters.filter(
      ({ key, value }) => value !== demonstrationPack.parameters.find((each) => each.key === key)?.value,
    );
    expect(changed.map(({ key }) => key).toSorted()).toEqual([
      ...['collective.list', 'hearing.fine.org', 'late.record.hours', 'review.list'],
    ]);
    expect(examplePack.parameters.length).toBe(demonstrationPack.parameters.length);
    expect(cn2021.parameters.some(({ key }) => key === 'review.list')).toBe(false);
  });
});

describe('1 the guards', () => {
  it('tell in one answer what a live command would have broken', async () => {
    const asked = await WorkedExample.open();
    await asked.toFacts();
    expect(codes(asked.dryRun())).toEqual(five);
    expect(asked.dryRun().map(({ code, guard }) => `${code} ${guard}`)).toEqual([
      ...['R-15 G-HEARD', 'R-21 G-ONSPOT', 'R-14 G-REVIEW', 'R-15 G-NOTICE', 'R-16 G-HEAR'],
      'R-17 G-COLLECT',
    ]);
  });
});

describe('2 the late entry', () => {
  it('lists the five codes, and W-01 is raised for it once', async () => {
    const entered = dataOf('OutOfBandFactRecorded') as ReturnType<typeof OutOfBandFactRecorded>['data'];
    expect(codes(entered.broken)).toEqual(five);
    expect(entered.broken.every(({ basis, guard }) => basis.length > 0 && guard !== '')).toBe(true);
    expect(entered).toMatchObject({ act: 'DecideOnSpot', confirmers: ['officer-sun', 'officer-qian'] });
    expect(alertsOf('W-01')).toHaveLength(1);
    expect((await example.world.watch().sweep()).raised).toBe(0);
  });

  it('is 23 days late, 16 working days', () => {
    const decided = events().find(({ type }) => type === 'OnSpotDecisionIssued')!;
    expect(decided.meta.legal.d).toBe(days.decided);
    expect(decided.meta.recordedAt.slice(0, 10)).toBe(days.entered);
    const revision = decided.meta.revision;
    expect(alertsOf('W-25').filter(({ clock }) => clock.endsWith(`~${revision}`))).toHaveLength(1);
    expect(alertsOf('W-25').filter(({ clock }) => clock.endsWith(`~${revision - 1}`))).toEqual([]);
    expect(lateness('cd', days.decided, days.entered)).toBe(23);
    expect(lateness('wd', days.decided, days.entered)).toBe(16);
  });
});

describe('3 to 6 the periods', () => {
  it('publication was due on 29 May, and is three working days late', () => {
    expect(openedBy('OnSpotDelivered', 'publish.penalty.own_site')?.due).toBe('2024-05-29');
    expect(alertsOf('W-10')).toMatchObject([{ due: '2024-05-29' }]);
    expect(lateness('wd', '2024-05-29', days.published)).toBe(3);
  });

  it('payment was due on 4 June; six days of late fee are 5,400 yuan, and no more is lawful', async () => {
    expect(openedBy('OnSpotDelivered', 'fine.pay')?.due).toBe('2024-06-04');
    expect(lateness('cd', '2024-06-04', days.paid)).toBe(6);
    expect(dataOf('PaymentReceived')).toMatchObject({ lateFeeFen: 540_000, complete: true });
    expect(alertsOf('W-15')).toMatchObject([{ due: '2024-06-04', row: 'V40' }]);
    const more = await example.give(
      h.pay({ fineFen: 0, lateFeeFen: 540_001 }),
      days.paid,
      [],
      factsOn(days.paid),
    );
    expect(codes(more)).toContain('R-26');
  });

  it('the major decision was to be filed by 4 June', () => {
    expect(openedBy('OnSpotDecisionIssued', 'major.filing')?.due).toBe('2024-06-04');
    expect(alertsOf('W-11')).toMatchObject([{ due: '2024-06-04' }]);
  });

  it('the reversal counts from 12 September: withdrawal by the 18th, refund at once', () => {
    expect(openedBy('DecisionReversed', 'withdraw.penalty')?.due).toBe('2024-09-18');
    expect(dataOf('DecisionReversed')).toMatchObject({
      ...{ effectiveAt: days.effective, refundFen: 3_540_000 },
      duties: [{ kind: 'refund', due: days.effective }],
    });
    expect(alertsOf('W-35')).toMatchObject([{ due: '2024-09-18' }]);
    expect(alertsOf('W-43')).toMatchObject([{ due: '2024-09-12' }]);
  });
});

describe('7 the traceback', () => {
  it.each([
    ['R-14', 'V06'],
    ['R-15', 'V10'],
    ['R-16', 'V09'],
    ['R-21', 'V05'],
  ])('names for %s the deputy who decided and the two officers, each by his part', (code, row) => {
    const report = trace(code);
    expect(namedIn(report)).toEqual([...handlers(row), approver(row), ...command(row)].toSorted());
    expect(report.finding).toMatchObject({ code, source: 'act', on: days.decided });
  });

  it('names for the missing discussion who decided without it, and no unit head', () => {
    expect(namedIn(trace('R-17'))).toEqual(['V11 officer-chief LEADERSHIP head', approver('V11')]);
  });

  it('shows that what was missing was visible to whoever signed', () => {
    const seen = (code: string) => trace(code).knowledge.map(({ person, visible }) => [person, visible]);
    for (const code of ['R-14', 'R-15', 'R-16', 'R-17'])
      expect(seen(code)).toContainEqual(['officer-deputy', 'absent']);
    expect(seen('R-21')).toContainEqual(['officer-deputy', 'contained']);
    expect(trace('R-14').knowledge.map(({ because }) => because)).toContainEqual(
      expect.objectContaining({
        zh: '卷宗中没有“法制审核通过”的记录，缺失可见',
        en: 'the file has no record of “Legal review passed”: its absence is visible',
      }),
    );
  });

  it('never names the reviewer, who reviewed nothing, nor the head of the legal office', () => {
    for (const code of ['R-14', 'R-15', 'R-16', 'R-17', 'R-21']) {
      const everyone = trace(code).matrix.map(({ person }) => person);
      expect(everyone).not.toEqual(expect.arrayContaining(['officer-legal']));
      expect(everyone).not.toEqual(expect.arrayContaining(['officer-legal-head']));
    }
  });

  it('names for the late publication who held the task, published and reviewed', () => {
    const report = trace('W-10');
    expect(report.finding).toMatchObject({ source: 'alert', kind: 'omission', on: '2024-05-29' });
    expect(namedIn(report)).toEqual(
      [
        'V16 officer-press DIRECT duty-holder',
        'V16 officer-press DIRECT publisher',
        'V16 officer-legal DIRECT secrecy-reviewer',
        'V16 officer-press-head SUPERVISORY unit-head',
        'V16 officer-chief LEADERSHIP head',
      ].toSorted(),
    );
  });

  it('names for what still stands published the owner of the task at its last day', () => {
    const report = trace('W-35');
    expect(report.finding).toMatchObject({ kind: 'omission', on: '2024-09-18' });
    expect(namedIn(report)).toEqual([
      'V17 officer-press DIRECT duty-holder',
      'V17 officer-press-head SUPERVISORY unit-head',
    ]);
    expect(report.conditions.find(({ code }) => code === 'not-corrected-in-time')?.shown).toBe('yes');
  });

  it('names nobody for the payment, which was the duty of the party', () => {
    const report = trace('W-15');
    expect(report.matrix).toEqual([]);
    expect(report.duties.map(({ row }) => row)).toEqual(['V40']);
  });

  it('traces the reversal to the decision', () => {
    const report = trace('reversal');
    expect(report.finding.on).toBe(days.decided);
    expect(namedIn(report)).toContain(approver('V12'));
    expect(report.conditions.find(({ code }) => code === 'with-consequences')?.shown).toBe('yes');
  });

  it('neither assumes nor denies interference, objection or exemption', () => {
    const { interference, exemption, statements } = trace('R-14');
    for (const section of [interference, exemption, statements])
      expect(section).toEqual([expect.objectContaining({ events: [] })]);
    expect(standing(trace('R-14'), 'not-provable')).toEqual([]);
  });

  it('names for the filing that was left undone those who held the case', () => {
    const report = trace('W-11');
    expect(report.finding).toMatchObject({ kind: 'omission', on: '2024-06-04' });
    expect(namedIn(report)).toEqual([
      ...['V32 officer-deputy SUPERVISORY in-charge', 'V32 officer-li DIRECT handler'],
      ...['V32 officer-squad-head SUPERVISORY unit-head', 'V32 officer-wang DIRECT handler'],
    ]);
  });

  it('traces the late entry by each of the five codes, and shows what was broken and who confirmed it', () => {
    const report = trace('W-01');
    const rows = [...new Set(report.matrix.map(({ row }) => row))].toSorted();
    expect(rows).toEqual(['V05', 'V06', 'V09', 'V10', 'V11', 'V32']);
    expect(namedIn(report)).toEqual(expect.arrayContaining(handlers('V32')));
    expect(report.duties.map(({ row }) => row)).toEqual(['V06', 'V10', 'V09', 'V11', 'V05', 'V32']);
    for (const row of ['V05', 'V06', 'V09', 'V10', 'V11']) expect(namedIn(report)).toContain(approver(row));
    expect(report.outOfBand).toMatchObject([
      {
        ...{ act: 'DecideOnSpot', no: 'S5', confirmers: ['officer-sun', 'officer-qian'] },
        events: [{ type: 'OnSpotDecisionIssued' }],
      },
    ]);
    expect(codes(report.outOfBand[0]!.broken)).toEqual(five);
    expect(report.gaps.map(({ code }) => code)).toEqual(expect.arrayContaining(['out-of-band']));
    const paper = JSON.stringify(
      reportDocument({ report, hash: '0'.repeat(64) }, new Names(new Map())).blocks,
    );
    for (const part of ['当场决定', ...five, '行政处罚法 第五十八条', '补录：', '确认：'])
      expect(paper).toContain(part);
    expect(
      JSON.stringify(
        reportDocument({ report: { ...report, outOfBand: [] }, hash: '' }, new Names(new Map())),
      ),
    ).not.toContain('确认：');
  });
});
