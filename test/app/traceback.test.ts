import { describe, expect, it } from '@jest/globals';
import { NoFinding } from '../../src/app/traceback/finding';
import { tracebackOf } from '../../src/app/traceback/report';
import { RecordAbsence } from '../../src/domain/registers/posting-commands';
import { GuardDisabled } from '../../src/events/guard.events';
import { reversalGrounds } from '../../src/events/remedy.events';
import { ReviewProblemsFound } from '../../src/events/review.events';
import type { DomainEvent, Recorded } from '../../src/kernel/event';
import { leadOfReversal } from '../../src/law/answerability/leads';
import { canonicalJson } from '../../src/seal/canonical-json';
import { organHandle, tampered } from '../support/demo-facts';
import { command, recorded } from '../support/given';
import * as h from '../support/histories';
import * as g from '../support/stages/decided';
import { aReversedCase } from '../support/stages/remedy';
import {
  alert,
  duty,
  everybody,
  namedIn,
  peopleWith,
  person,
  snapshotOf,
  standardDuties,
  standing,
  trace,
  type Told,
} from '../support/traced';
import { PostOfficer } from '../../src/domain/registers/officer-commands';

const two = ['officer-li', 'officer-wang'].map((u) => ({ u, role: 'officer', cert: { s: u, n: 1 } }));
const told = (event: DomainEvent, on: string, who = two): Told => ({ event, on, actors: who });
const before = (g.aConvertedCase() as unknown as readonly DomainEvent[]).map((event) =>
  told(event, g.firstDay),
);
const chief = [{ u: 'officer-chief', role: 'approver', cert: { s: 'officer-chief', n: 1 } }];
const decided = told(g.penalised(), g.days.decided, chief);

const problems = ReviewProblemsFound(
  {
    ...{ round: 1, reviewer: 'officer-legal', fileHash: '0'.repeat(64) },
    ...{ checklist: [{ item: 'law', result: 'problem' }], problems: [{ id: 'p1', item: 'law' }] },
    ...{ opens: [], closes: [], reliance: { rules: [], parameters: [], entries: [] } },
  },
  { party: { opinion: '存在问题', remarks: [], problems: [{ id: 'p1', text: '依据有误' }] } },
);

describe('a traceback', () => {
  it('gives the same bytes for the same snapshot, and others once the record has grown', () => {
    const snapshot = snapshotOf([...before, decided]);
    const bytes = (from = snapshot) => canonicalJson(tracebackOf('R-14', from));
    expect(bytes()).toBe(bytes());
    const grown = snapshotOf([...before, told(g.submitted(), g.days.submitted), decided]);
    expect(bytes(grown)).not.toBe(bytes());
  });

  it('names nobody for what the record has nothing of', () => {
    expect(() => trace('W-10', before)).toThrow(NoFinding);
    expect(() => trace('R-14', before)).toThrow(NoFinding);
    expect(() => trace('reversal', [...before, decided])).toThrow(NoFinding);
  });

  it('leads a reversal to the decision, or by its grounds where the body that reversed names them', () => {
    const reversal = (grounds: object) => {
      const history = aReversedCase(grounds, h.aPaidCase()) as unknown as readonly DomainEvent[];
      return trace(
        'reversal',
        history.map((event) => told(event, g.firstDay)),
      );
    };
    expect(reversal({}).duties.map(({ row }) => row)).toContain('V12');
    const report = reversal({ grounds: ['notice', 'meeting'] });
    expect(report.finding.grounds).toEqual(['notice', 'meeting']);
    const rows = new Set(report.matrix.map(({ row }) => row));
    expect([...rows].filter((row) => !['V10', 'V11', 'V13'].includes(row))).toEqual([]);
    expect(rows.has('V10')).toBe(true);
    expect(new Set(leadOfReversal.others.map(({ ground }) => ground))).toEqual(new Set(reversalGrounds));
  });

  it('pins the norm with rank, validity and the conditions of liability', () => {
    const { norms, conditions } = trace('R-14', [...before, decided]);
    expect(norms).toEqual([
      expect.objectContaining({
        zh: '行政处罚法 第五十八条',
        rank: 'law',
        from: '2021-07-15',
        inForce: 'yes',
      }),
    ]);
    expect(conditions.map(({ shown }) => shown)).toEqual(Array(4).fill('not-on-record'));
  });

  it('shows events with both clocks and leaf hashes, and whether they follow each other', () => {
    const file = [...before, decided];
    const { timeline, reconstruction } = trace('R-14', file);
    expect(timeline.at(-1)).toMatchObject({
      ...{ type: 'DecisionMade', leaf: `leaf-case-under-test-${before.length}` },
      ...{ legal: { d: g.days.decided }, recordedAt: `${g.days.decided}T04:00:00.000Z` },
    });
    expect(reconstruction.chain).toEqual({ events: file.length, unbroken: true });
    const { case: events, ...rest } = snapshotOf(file);
    const cut = events.map((each, i) => (i === 2 ? { ...each, previous: 'leaf-of-another' } : each));
    expect(tracebackOf('R-14', { ...rest, case: cut }).reconstruction.chain.unbroken).toBe(false);
  });
});

describe('a view of a traceback', () => {
  const file = [...before, told(g.submitted(), g.days.submitted), decided];

  it('has nothing that happened after its legal date, and still checks the whole chain', () => {
    expect(() => trace('R-14', file, { asOf: g.days.submitted })).toThrow(NoFinding);
    const later = told(g.issued(), g.days.issued);
    const { timeline, finding, reconstruction, snapshot } = trace('R-14', [...file, later], {
      asOf: g.days.decided,
    });
    expect(timeline.at(-1)?.type).toBe('DecisionMade');
    expect(finding.on).toBe(g.days.decided);
    expect(reconstruction.chain).toEqual({ events: file.length + 1, unbroken: true });
    expect(reconstruction.replays.agree).toBe(true);
    expect(snapshot.asOf).toBe(g.days.decided);
  });

  it('judges open periods by its date', () => {
    const opening = {
      ...{ key: 'review.time', opened: '2024-05-21', due: '2024-05-30', kind: 'wd' as const, amount: 7 },
      ...{ pack: 'cn-2021@1', calendar: 'cn@2024' },
    };
    const waiting = [...before, told(g.submitted({ opens: [opening] }), g.days.submitted)];
    expect(() => trace('W-04', waiting, { asOf: '2024-05-30' })).toThrow(NoFinding);
    expect(trace('W-04', waiting, { asOf: '2024-05-31' }).finding).toMatchObject({
      ...{ source: 'clock', on: '2024-05-30' },
    });
  });

  it('tells how far the file had come that somebody read, and not what was recorded after his act', () => {
    const lateSubmission = {
      ...told(g.submitted(), g.days.submitted),
      recordedAt: '2024-06-20T04:00:00.000Z',
    };
    const lateDecision = { ...decided, recordedAt: '2024-06-20T05:00:00.000Z' };
    const readIn = (told: readonly Told[]) => trace('R-14', told).knowledge[0]?.read;
    expect(readIn(file)).toMatchObject({
      events: before.length + 1,
      through: { revision: before.length, type: 'ReviewSubmitted' },
    });
    expect(readIn([...before, lateSubmission, lateDecision])).toMatchObject({
      events: before.length,
      through: { revision: before.length - 1 },
    });
  });

  it('calls late what the packs of the organ do not tolerate on the day of the act', () => {
    const slow = { ...decided, recordedAt: '2024-06-03T04:00:00.000Z' };
    const gaps = (from: string) => {
      const registers = peopleWith(everybody, ...standardDuties);
      const packs = [{ packs: ['cn-2021@2', 'demo-990101@2'], from }];
      const organ = tampered(registers.organ, (state) => ({ ...state, adopted: packs }));
      return trace('R-14', [...before, slow], { registers: { ...registers, organ } }).gaps;
    };
    expect(gaps('2024-01-01')).toContainEqual(
      expect.objectContaining({ code: 'recorded-late', revisions: [before.length] }),
    );
    expect(gaps('2024-06-01').map(({ code }) => code)).not.toContain('recorded-late');
  });
});

describe('who answers for a decision', () => {
  it('is not the reviewer who found problems, nor the handlers who had submitted', () => {
    const file = [
      ...before,
      told(g.submitted(), g.days.submitted),
      told(problems, g.days.reviewed, [
        { u: 'officer-legal', role: 'legal-reviewer', cert: { s: 'x', n: 0 } },
      ]),
      decided,
    ];
    const report = trace('R-14', file);
    expect(standing(report, 'not-named')).toEqual([
      'V06 officer-legal DIRECT reviewer',
      'V06 officer-li DIRECT handler',
      'V06 officer-wang DIRECT handler',
    ]);
    expect(namedIn(report)).toContain('V06 officer-chief DIRECT approver');
    expect(report.matrix.some(({ person: who }) => who === 'officer-legal-head')).toBe(false);
  });

  it('is also the head of the legal office where a submitted file was left lying', () => {
    const report = trace('R-14', [...before, told(g.submitted(), g.days.submitted), decided]);
    expect(namedIn(report)).toContain('V06 officer-legal-head SUPERVISORY unit-head');
  });

  it('is each member by his own vote, and nobody twice', () => {
    const votes = [
      { member: 'officer-chief', vote: 'for', dissent: false },
      { member: 'officer-deputy', vote: 'against', dissent: true },
      { member: 'officer-squad-head', vote: 'abstain', dissent: false },
    ];
    const report = trace('R-08', [...before, told(g.discussed({ votes }), g.days.decided), decided]);
    expect(namedIn(report)).toEqual([
      'V12 officer-chief DIRECT approver',
      'V12 officer-chief DIRECT member',
      'V12 officer-deputy SUPERVISORY in-charge',
    ]);
    expect(standing(report, 'not-provable')).toEqual(['V12 officer-squad-head DIRECT member']);
    expect(standing(report, 'not-named')).toEqual(['V12 officer-deputy DIRECT member']);
  });

  it('is who approved the disabling of the rule, and not who followed it', () => {
    const event = GuardDisabled({
      ...{
        request: 'g1',
        organ: organHandle,
        rule: 'R-14 G-REVIEW',
        from: '2024-05-01',
        until: '2024-06-30',
      },
      ...{ ground: 'wrong-pack', reason: '规则包有误', approvers: ['officer-chief', 'officer-deputy'] },
    });
    const guards = [{ event: recorded(event, 0, '2024-05-01') as unknown as Recorded, leaf: 'leaf-guards' }];
    const report = trace('R-14', [...before, decided], { guards });
    expect(report.duties.map(({ row }) => row)).toEqual(['V27']);
    expect(standing(report, 'named').filter((each) => each.includes('DIRECT'))).toEqual([
      'V27 officer-chief DIRECT disabler',
      'V27 officer-deputy DIRECT disabler',
    ]);
    expect(trace('R-15', [...before, decided], { guards }).duties.map(({ row }) => row)).toEqual(['V10']);
  });
});

describe('who answers for what was left undone', () => {
  const file = [
    ...before,
    told(
      g.submitted({
        opens: [
          {
            ...{ key: 'review.time', opened: '2024-05-21', due: '2024-05-30', kind: 'wd', amount: 7 },
            ...{ pack: 'cn-2021@1', calendar: 'cn@2024' },
          },
        ],
      }),
      g.days.submitted,
    ),
  ];
  const overdue = { alerts: [alert('W-04', 'review.time', '2024-05-30', `event-${before.length}`)] };
  const of = (registers: ReturnType<typeof peopleWith>) =>
    trace('W-04', file, { ...overdue, registers, registersThen: registers });

  it('is the holder of the duty at the due instant, with the head of his unit', () => {
    const report = of(peopleWith(everybody, ...standardDuties));
    expect(namedIn(report)).toEqual([
      'V07 officer-legal DIRECT duty-holder',
      'V07 officer-legal-head SUPERVISORY unit-head',
    ]);
    expect(report.finding).toMatchObject({ kind: 'omission', on: '2024-05-30', clock: 'review.time' });
  });

  it('is not whoever took the duty over after its day', () => {
    const handedOver = peopleWith(
      everybody,
      duty('m1', 'legal-review', 'officer-legal', 'reviewer', 'legal', { ended: '2024-05-31' }),
      duty('m3', 'legal-review', 'officer-press', 'publisher', 'legal', { from: '2024-05-31' }),
    );
    expect(namedIn(of(handedOver))).not.toContain('V07 officer-press DIRECT duty-holder');
    expect(namedIn(of(handedOver))).toContain('V07 officer-legal DIRECT duty-holder');
  });

  it('is who had to appoint a stand-in for somebody who was away', () => {
    const away = person(
      'officer-legal',
      command(PostOfficer, {
        post: 'reviewer',
        organ: organHandle,
        tier: 'staff',
        from: '2023-01-01',
        unit: 'legal',
      }),
      command(RecordAbsence, { ground: 'leave', from: '2024-05-20', until: '2024-06-30' }),
    );
    const others = everybody.filter(({ s }) => s !== 'officer-legal');
    const report = of(peopleWith([...others, away], ...standardDuties));
    expect(standing(report, 'not-named')).toContain('V07 officer-legal DIRECT duty-holder');
    expect(namedIn(report)).toEqual(['V07 officer-legal-head DIRECT unit-head']);
  });

  it('cannot be told where nobody was allocated the duty', () => {
    const report = of(peopleWith(everybody));
    expect(report.matrix.filter(({ level }) => level === 'DIRECT')).toEqual([]);
    expect(report.duties.map(({ row }) => row)).toEqual(['V07', 'V41']);
    expect(report.gaps.map(({ code }) => code)).toContain('not-attributable');
  });

  it('tells the matrix as then recorded where it was corrected since', () => {
    const then = peopleWith(everybody, duty('m1', 'legal-review', 'officer-press', 'publisher', 'legal'));
    const registers = peopleWith(everybody, ...standardDuties);
    const report = trace('W-04', file, { ...overdue, registers, registersThen: then });
    expect(report.duties[0]?.holders.map(({ officer }) => officer)).toEqual(['officer-legal']);
    expect(report.duties[0]?.holdersAsThenRecorded?.map(({ officer }) => officer)).toEqual(['officer-press']);
  });
});
