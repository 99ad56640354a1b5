import { describe, expect, it } from '@jest/globals';
import { opening } from '../../src/domain/penalty-case/clocks';
import { DecisionPublished } from '../../src/events/disclosure.events';
import { DecisionReversed } from '../../src/events/remedy.events';
import { OnSpotDecisionIssued, OnSpotDelivered } from '../../src/events/case.events';
import { PaymentReceived } from '../../src/events/payment.events';
import type { DomainEvent } from '../../src/kernel/event';
import { demoFacts } from '../support/demo-facts';
import * as h from '../support/histories';
import { alert, namedIn, standing, trace, type Told } from '../support/traced';

/**
 * The worked example of the specification (D.8): 30,000 yuan on the spot against an organisation, where 3,000 is the
 * most; nothing told, no hearing offered, no review, no discussion; ordered by a deputy head; recorded three weeks
 * later. Its events stand as they would in the ledger, because no command lets such a case through.
 */

const day = '2024-05-20';
const late = '2024-06-12T02:00:00.000Z';
const still = { opens: [], closes: [], reliance: { rules: [], parameters: [], entries: [] } };
const two = ['officer-li', 'officer-wang'].map((u) => ({ u, role: 'officer', cert: { s: u, n: 1 } }));
const deputy = { u: 'officer-deputy', role: 'approver' };

const [opened, shown, found] = h.aRecordedCase() as unknown as readonly DomainEvent[];
const issued = h.aDecidedCase().at(-1)!.data as ReturnType<typeof OnSpotDecisionIssued>['data'];
const facts = demoFacts({ date: day });
const publication = opening(facts, 'publish.penalty.own_site', day);
const withdrawal = opening(facts, 'withdraw.penalty', '2024-09-12');
const payment = opening(facts, 'fine.pay', day);

const decision = OnSpotDecisionIssued(
  {
    ...issued,
    partyKind: 'organisation',
    proposal: { kinds: ['fine'], fineFen: 3_000_000, tier: 'normal' },
    opens: [publication],
    closes: [],
  },
  { party: { act: '超标排放', reasons: '超标排放' } },
);

const published = DecisionPublished({
  ...{ channel: 'own-site', content: 'summary', fields: ['organ'], showsPerson: false, socialImpact: false },
  review: { reviewer: 'officer-legal', on: '2024-06-03', reference: 'BM-1' },
  ...{ inNameOf: 'organ-demo', ...still, closes: [publication.key] },
});

const paid = PaymentReceived({
  ...{ fineFen: 3_000_000, lateFeeFen: 540_000, channel: 'bank', reference: 'B-1' },
  ...{ ...still, complete: true, closes: ['fine.pay'] },
});

const reversed = DecisionReversed({
  ...{ by: 'court', kind: 'revoked', effectiveAt: '2024-09-12', partly: false, refundFen: 3_540_000 },
  duties: [{ kind: 'refund', due: '2024-09-12' }],
  ...{ reason: '程序违法，判决撤销', ...still, opens: [withdrawal] },
});

const line = (
  event: DomainEvent | undefined,
  on: string,
  actors: Told['actors'],
  recordedAt: string,
): Told => ({
  event: event!,
  on,
  actors: actors ?? [],
  recordedAt,
});

const file: readonly Told[] = [
  line(opened, day, two, late),
  line(shown, day, two, late),
  line(found, day, two, late),
  line(decision, day, [...two, deputy], late),
  line(
    OnSpotDelivered({ mode: 'handed-over', refusalNoted: false, ...still, opens: [payment] }),
    day,
    two,
    late,
  ),
  line(published, '2024-06-03', [{ u: 'officer-press', role: 'publisher' }], late),
  line(paid, '2024-06-10', [{ u: 'account-cash', role: 'finance' }], late),
  line(reversed, '2024-09-12', [{ u: 'officer-legal', role: 'officer' }], '2024-09-12T04:00:00.000Z'),
];

const overdue = {
  alerts: [
    alert('W-10', publication.key, '2024-05-29', 'event-3'),
    alert('W-15', 'fine.pay', '2024-06-04', 'event-4'),
    alert('W-35', withdrawal.key, '2024-09-18', 'event-7'),
  ],
};

const command = (row: string) => [
  `${row} officer-chief LEADERSHIP head`,
  `${row} officer-squad-head SUPERVISORY unit-head`,
];
const handlers = (row: string) => [`${row} officer-li DIRECT handler`, `${row} officer-wang DIRECT handler`];
const approver = (row: string) => `${row} officer-deputy DIRECT approver`;

describe('the worked example D.8', () => {
  it('has the dates of the 2024 calendar', () => {
    expect(publication.due).toBe('2024-05-29');
    expect(payment.due).toBe('2024-06-04');
    expect(withdrawal.due).toBe('2024-09-18');
  });

  it.each([
    ['R-14', 'V06'],
    ['R-15', 'V10'],
    ['R-16', 'V09'],
    ['R-21', 'V05'],
  ])('names for %s the deputy who decided and the two officers, each by his part', (code, row) => {
    const report = trace(code, file);
    expect(namedIn(report)).toEqual([...handlers(row), approver(row), ...command(row)].toSorted());
    expect(report.finding).toMatchObject({ code, source: 'asserted', on: day });
  });

  it('names for the missing discussion who decided without it, and no unit head', () => {
    expect(namedIn(trace('R-17', file))).toEqual(['V11 officer-chief LEADERSHIP head', approver('V11')]);
  });

  it('shows that what was missing was visible to whoever signed', () => {
    const seen = (code: string) =>
      trace(code, file).knowledge.map(({ person, visible }) => [person, visible]);
    for (const code of ['R-14', 'R-15', 'R-16', 'R-17'])
      expect(seen(code)).toContainEqual(['officer-deputy', 'absent']);
    expect(seen('R-21')).toContainEqual(['officer-deputy', 'contained']);
  });

  it('never names the reviewer, who reviewed nothing, nor the head of the legal office', () => {
    for (const code of ['R-14', 'R-15', 'R-16', 'R-17', 'R-21']) {
      const everyone = trace(code, file).matrix.map(({ person }) => person);
      expect(everyone).not.toEqual(expect.arrayContaining(['officer-legal']));
      expect(everyone).not.toEqual(expect.arrayContaining(['officer-legal-head']));
    }
  });

  it('names for the late publication who held the task, published and reviewed', () => {
    const report = trace('W-10', file, overdue);
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
    const report = trace('W-35', file, overdue);
    expect(report.finding).toMatchObject({ kind: 'omission', on: '2024-09-18' });
    expect(namedIn(report)).toEqual([
      'V17 officer-press DIRECT duty-holder',
      'V17 officer-press-head SUPERVISORY unit-head',
    ]);
    expect(report.conditions.find(({ code }) => code === 'not-corrected-in-time')?.shown).toBe('yes');
  });

  it('names nobody for the payment, which was the duty of the party', () => {
    const report = trace('W-15', file, overdue);
    expect(report.matrix).toEqual([]);
    expect(report.duties.map(({ row }) => row)).toEqual(['V40']);
  });

  it('traces the reversal to the decision', () => {
    const report = trace('reversal', file);
    expect(report.finding.on).toBe(day);
    expect(namedIn(report)).toContain(approver('V12'));
    expect(report.conditions.find(({ code }) => code === 'with-consequences')?.shown).toBe('yes');
  });

  it('neither assumes nor denies interference, objection or exemption', () => {
    const { interference, exemption, statements } = trace('R-14', file);
    for (const section of [interference, exemption, statements])
      expect(section).toEqual([expect.objectContaining({ events: [] })]);
    expect(standing(trace('R-14', file), 'not-provable')).toEqual([]);
  });
});
