import { describe, expect, it } from '@jest/globals';
import type { SealedRecords } from '../../src/app/sealed/sealed-readings';
import { NoFinding } from '../../src/app/traceback/finding';
import { reportOn } from '../../src/app/traceback/given-report';
import { reportDocument } from '../../src/app/traceback/report-document';
import { sealedPartOf } from '../../src/app/traceback/sealed-part';
import { Names } from '../../src/documents/names';
import * as d from '../../src/events/discipline.events';
import { SealedAlertRaised } from '../../src/events/sealed-alert.events';
import * as e from '../../src/events/sealed.events';
import type { DomainEvent } from '../../src/kernel/event';
import type { CivilDate } from '../../src/kernel/time';
import { caseHandle, organHandle } from '../support/demo-facts';
import { recorded } from '../support/given';
import { pseudonym } from '../support/stages/sealed';
import * as g from '../support/stages/decided';
import { duty, everybody, leafed, peopleWith, snapshotOf, standing, trace } from '../support/traced';

/** A decided case of two officers, and what is sealed about it. */
const file = (g.aConvertedCase() as unknown as readonly DomainEvent[]).map((event) => ({
  ...{ event, on: g.firstDay },
  actors: ['officer-li', 'officer-wang'].map((u) => ({ u, role: 'officer' })),
}));
const due: CivilDate = '2024-07-10';
const [before, after] = ['2024-07-08', '2024-07-12'];
const about = { case: caseHandle, organ: organHandle };
const clocks = { opens: [], closes: [] };

const on = (stream: string, told: readonly (readonly [DomainEvent, CivilDate])[]) =>
  told.map(([event, date], n) => {
    const base = recorded<DomainEvent>(event, n, date);
    return leafed({ ...base, meta: { ...base.meta, stream } }, n);
  });
const alertOn = (code: string, record: string, row: string, day = due) =>
  on(`sealedalert-${code}-${record}`, [
    [
      SealedAlertRaised(
        {
          ...{ code, stream: 'sealed-x', record, due: day, detected: day, severity: 1, row },
          barred: [],
        },
        { sealed: about },
      ),
      day,
    ],
  ]);
const sealed = (changes: Partial<SealedRecords>): { readonly sealed: SealedRecords } => ({
  sealed: {
    ...{ record: [], handover: [], alerts: [] },
    is: (name, who) => name === pseudonym(who),
    ...changes,
  },
});
const supervising = [duty('m9', 'supervision', 'officer-legal', 'reviewer', 'legal')];
const registers = { registers: peopleWith(everybody, ...supervising) };

const interference = (
  record: string,
  routing: 'supervision' | 'discipline',
  barred: readonly string[],
): DomainEvent =>
  e.InterferenceRecorded(
    { ...{ record, recorder: pseudonym('officer-li'), routing, barred: barred.map(pseudonym) }, ...clocks },
    {
      sealed: {
        ...{ ...about, by: 'officer-li', happened: '2024-07-01T10:00:00+08:00', means: 'telephone' },
        ...{ category: 'pleading', who: { name: '子', officer: 'officer-deputy' }, position: 'superior' },
        ...{
          through: [],
          words: '先放一放',
          request: 'delay',
          witnesses: [],
          answer: 'refused',
          evidence: [],
        },
      },
    },
  );
const acknowledged = (by: string): DomainEvent =>
  e.InterferenceAcknowledged(
    { record: 'u1', by: pseudonym(by), role: 'supervisor', ...clocks },
    { sealed: { by } },
  );

const w39 = (told: readonly (readonly [DomainEvent, CivilDate])[], alerts = alertOn('W-39', 'u1', 'V36')) =>
  trace('W-39', file, { ...registers, ...sealed({ record: on('sealed-x', told), alerts }) });

describe('a record of interference that nobody took note of (W-39)', () => {
  it.each(['W-16', 'W-26', 'W-39'])('%s is no finding for whoever may see nothing sealed', (code) => {
    expect(() => trace(code, file, registers)).toThrow(NoFinding);
    expect(() => trace(code, file, { ...registers, ...sealed({}) })).toThrow(NoFinding);
  });

  it('is answered for by whoever held the duty of supervision on its last day', () => {
    const report = w39([[interference('u1', 'supervision', []), before]]);
    expect(report.finding).toMatchObject({ source: 'alert', kind: 'omission', on: due, severity: 1 });
    expect(report.finding.evidence.map(({ type }) => type)).toEqual([
      'SealedAlertRaised',
      'InterferenceRecorded',
    ]);
    expect(standing(report, 'named')).toContain('V36 officer-legal DIRECT duty-holder');
    expect(report.snapshot.sealed?.map(({ stream }) => stream)).toEqual(['sealed-x', 'sealedalert-W-39-u1']);
  });

  it('is not answered for by somebody whom the record keeps away, and says so', () => {
    const report = w39([[interference('u1', 'supervision', ['officer-legal']), before]]);
    expect(standing(report, 'named').filter((each) => each.includes('officer-legal DIRECT'))).toEqual([]);
    expect(standing(report, 'not-named')).toContain('V36 officer-legal DIRECT duty-holder');
    expect(report.matrix.flatMap(({ against }) => against.map(({ code }) => code))).toContain('kept-away');
  });

  it('is no duty of this organ where it goes past the supervision organ', () => {
    const report = w39([[interference('u1', 'discipline', []), before]]);
    expect(report.matrix).toEqual([]);
    expect(report.duties.map(({ row }) => row)).toContain('V41');
  });

  it('names who took note of it too late, and clears who did so in time', () => {
    const told = (day: CivilDate) =>
      w39([
        [interference('u1', 'supervision', []), before],
        [acknowledged('officer-press'), day],
      ]);
    expect(standing(told(after), 'named')).toContain('V36 officer-press DIRECT duty-holder');
    expect(told(after).finding.ended?.type).toBe('InterferenceAcknowledged');
    expect(standing(told(due), 'not-named')).toContain('V36 officer-press DIRECT duty-holder');
  });

  it('is the one missed first, where there are several', () => {
    const both = [...alertOn('W-39', 'u2', 'V36', after), ...alertOn('W-39', 'u1', 'V36')];
    const { finding } = w39(
      [
        [interference('u2', 'supervision', []), before],
        [interference('u1', 'supervision', []), before],
      ],
      both,
    );
    expect([finding.on, finding.evidence.map(({ revision }) => revision)]).toEqual([due, [0, 1]]);
  });
});

describe('retaliation (W-26)', () => {
  it('is answered for by whoever retaliated, by the report of whoever suffers it', () => {
    const reported = e.RetaliationReported(
      { report: 'r1', record: 'u1', reporter: pseudonym('officer-li'), barred: [] },
      { sealed: { ...about, by: 'officer-li', who: { name: '丑' }, on: before, what: '调岗' } },
    );
    const report = trace('W-26', file, {
      ...registers,
      ...sealed({ record: on('sealed-x', [[reported, before]]), alerts: alertOn('W-26', 'r1', 'V35') }),
    });
    expect(standing(report, 'named')).toEqual(['V35 丑 DIRECT retaliator']);
    expect(report.finding.kind).toBe('commission');
  });
});

const confirmed = d.OfficialStatusConfirmed(
  {
    ...{ person: 'party', answer: 'yes', by: pseudonym('officer-li') },
    readers: [pseudonym('officer-li'), pseudonym('officer-chief')],
  },
  { sealed: { ...about, by: 'officer-li', status: 'party-member', source: '自述' } },
);
const needed = d.DisciplineNeedDecided(
  { person: 'party', needed: true, by: pseudonym('officer-chief'), ...clocks },
  { sealed: { ...about, by: 'officer-chief', reason: '违纪' } },
);
const handedOver = d.DisciplineHandedOver(
  { person: 'party', by: pseudonym('officer-li'), ...clocks },
  {
    sealed: {
      ...{ ...about, by: 'officer-li', receiver: '纪委', problems: '占道', signedBy: 'officer-chief' },
      ...{ sealedOn: after, decision: '1号' },
    },
  },
);
const w16 = (...told: readonly (readonly [DomainEvent, CivilDate])[]) => {
  const report = trace('W-16', file, {
    ...registers,
    ...sealed({ handover: on('discipline-x', told), alerts: alertOn('W-16', 'handover', 'V23') }),
  });
  return (wanted: string) => standing(report, wanted).filter((each) => each.includes('DIRECT'));
};

describe('a hand-over to discipline inspection that did not come (W-16)', () => {
  it('lay with the officers of the case while nothing was on record', () => {
    expect(w16()('named')).toEqual(['V23 officer-li DIRECT handler', 'V23 officer-wang DIRECT handler']);
  });

  it('lay with whoever was to decide, once the status was confirmed in time', () => {
    const people = w16([confirmed, before]);
    expect(people('named')).toEqual(['V23 officer-chief DIRECT approver']);
    expect(people('not-named')).toEqual(['V23 officer-li DIRECT handler']);
  });

  it('lay with both once it was decided, and names who handed over after its last day', () => {
    const people = w16([confirmed, before], [needed, due], [handedOver, after]);
    expect(people('named')).toEqual([
      'V23 officer-chief DIRECT approver',
      'V23 officer-li DIRECT handler',
      'V23 officer-li DIRECT handler',
    ]);
    expect(people('not-named')).toEqual(['V23 officer-chief DIRECT approver']);
  });

  it('was not passed on by a status that was confirmed after its last day', () => {
    const people = w16([confirmed, after]);
    expect(people('named')).toContain('V23 officer-wang DIRECT handler');
    expect(people('named')).not.toContain('V23 officer-chief DIRECT approver');
  });
});

describe('the sealed part of a report', () => {
  const given = reportOn('R-14', snapshotOf(file.concat([{ ...file[0]!, event: g.penalised() }])));
  const part = sealedPartOf(given, on('sealed-x', [[interference('u1', 'supervision', []), before]]));
  const textOf = (value: object): string => JSON.stringify(value);

  it('is bound to the report and holds rows of those alone whom something sealed is about', () => {
    expect(part.report).toBe(given.hash);
    expect(part.matrix.map(({ person, role }) => `${person} ${role}`)).toContain('officer-deputy interferer');
    for (const share of part.matrix.filter(({ role }) => role !== 'interferer'))
      expect(share.person).toBe('officer-li');
    expect(textOf(given)).not.toContain('先放一放');
    const nothing = sealedPartOf(given, []);
    expect([nothing.matrix, nothing.interference.map(({ code }) => code)]).toEqual([[], ['no-interference']]);
  });

  it('is a page of its own behind the report, which says the same to everybody', () => {
    const names = new Names(new Map());
    const [open, whole] = [given, { ...given, sealed: part }].map((each) => reportDocument(each, names));
    expect(whole!.blocks.slice(0, open!.blocks.length)).toEqual(open!.blocks);
    const page = textOf(whole!.blocks.slice(open!.blocks.length));
    expect(page).toContain('先放一放');
    expect(page).toContain(part.hash.slice(0, 32));
    expect(textOf(open!)).not.toContain('密封附页');
    expect([open!.imprint.id, whole!.imprint.id].map((id) => id.endsWith('-sealed'))).toEqual([false, true]);
    expect(whole!.marks?.at(-1)).toContain(part.hash);
  });
});
