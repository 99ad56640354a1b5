import type { CaseRecord } from '../../../src/domain/penalty-case/case-step';
import { penaltyCase } from '../../../src/domain/penalty-case/decider';
import { opening } from '../../../src/domain/penalty-case/clocks';
import {
  CollectivelyDiscussed,
  DecisionDocumentIssued,
  DecisionMade,
} from '../../../src/events/decision.events';
import { HearingHeld, HearingNotified, HearingRequested } from '../../../src/events/hearing.events';
import { PriorNoticeServed } from '../../../src/events/notice.events';
import { reviewItems, ReviewPassed, ReviewSubmitted } from '../../../src/events/review.events';
import type { CivilDate } from '../../../src/kernel/time';
import { demonstrationTerritory } from '../../../src/law/packs/demonstration';
import { demoFacts, monday, organHandle } from '../demo-facts';
import { given, recorded } from '../given';
import * as h from '../histories';

/**
 * Histories from the review to the issue of the decision, made from events: what the stages before them record is not
 * repeated here. Nothing in them is random.
 */

type Dated = readonly [CaseRecord, CivilDate];

/** A history with further records, each on its day. */
export const and = (history: h.History, ...more: readonly Dated[]): h.History => [
  ...history,
  ...more.map(([event, date], index) => recorded(event, history.length + index, date)),
];

export const days = {
  submitted: '2024-05-21',
  reviewed: '2024-05-22',
  noticed: '2024-05-23',
  /** Last day for a statement and for asking a hearing. */
  windows: '2024-05-30',
  decided: '2024-05-31',
  issued: '2024-06-03',
} as const satisfies Record<string, CivilDate>;

const reliance = { rules: [], parameters: [], entries: [] };
const still = { opens: [], closes: [], reliance };
const officers = ['officer-li', 'officer-wang'];
const noFile = '0'.repeat(64);
export const fine = { kinds: ['fine'], fineFen: 10_000, tier: 'normal' as const };

const clocksOn = (date: CivilDate, ...keys: readonly ('statement.window' | 'hearing.request')[]) =>
  keys.map((key) => opening(demoFacts({ date }), key, date));

export const submitted = (changes: object = {}) =>
  ReviewSubmitted(
    { round: 1, fileHash: noFile, answers: [], ...still, ...changes },
    { party: { answers: [] } },
  );

export const passed = (changes: object = {}) =>
  ReviewPassed(
    {
      ...{ round: 1, reviewer: 'officer-reviewer', fileHash: noFile, proposal: fine },
      checklist: reviewItems.map((item) => ({ item, result: 'pass' as const })),
      ...still,
      ...changes,
    },
    { party: { opinion: '同意', remarks: [] } },
  );

export const noticed = (changes: object = {}, on: CivilDate = days.noticed) =>
  PriorNoticeServed(
    {
      ...{ officers, proposal: fine, terms: [], confiscationFen: 0, hearingTold: true, findings: [] },
      basis: [{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' }],
      service: { mode: 'direct', on, servedOn: on, servers: officers },
      ...still,
      opens: clocksOn(on, 'statement.window', 'hearing.request'),
      ...changes,
    },
    { party: { facts: '在示范路占道经营', reasons: '占道经营影响通行' } },
  );

export const requested = () =>
  HearingRequested({ form: 'written', ...still, closes: ['hearing.request'] }, { party: {} });

export const notified = (changes: object = {}, on: CivilDate = '2024-05-28') =>
  HearingNotified(
    {
      ...{ at: '2024-06-06T09:00:00+08:00', for: '2024-06-06', latest: '2024-05-28', shortNotice: false },
      ...{ chair: 'officer-chair', open: true, findings: [] },
      service: { mode: 'direct', on, servedOn: on, servers: officers },
      ...still,
      ...changes,
    },
    { party: { place: '示范区城市管理局会议室' } },
  );

export const held = (changes: object = {}) =>
  HearingHeld(
    {
      ...{ chair: 'officer-chair', officers, agents: 0, partyPresent: true, record: 'T-2024-1' },
      ...{ signed: 'signed' as const, newFacts: false },
      ...still,
      ...changes,
    },
    { party: { course: '调查人员提出事实、证据和处罚建议，当事人申辩和质证' } },
  );

export const discussed = (changes: object = {}) =>
  CollectivelyDiscussed(
    {
      ...{ subject: 'proposal' as const, presiding: 'officer-chief', resolution: 'adopted' as const },
      votes: ['officer-chief', 'officer-deputy'].map((member) => ({
        ...{ member, vote: 'for' as const, dissent: false },
      })),
      ...{ proposal: fine, terms: [], fileHash: noFile, minutes: 'M-2024-1' },
      ...still,
      ...changes,
    },
    { party: { course: '听取汇报并逐一表态', dissents: [] } },
  );

const about = {
  ...{ organ: organHandle, item: 'item-stall', actId: 'act-0520', place: demonstrationTerritory },
  ...{ partyToken: 'party-7f3a', partyKind: 'citizen' as const, minor: false },
};
const head = { ...about, officers, decidedBy: 'officer-chief', ...still };
const inWords = { party: { reasons: '占道经营影响通行' } };

export const penalised = (changes: object = {}) =>
  DecisionMade(
    {
      ...head,
      type: 'penalty',
      penalty: {
        ...{ proposal: fine, terms: [], range: { minFen: 5000, maxFen: 20_000 }, appliedItem: 'item-stall' },
        basis: [{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' }],
        ...{ grounds: [], correction: { kind: 'immediate' as const }, propertyFen: 0 },
        gains: { kind: 'none' as const, amountFen: 0, restitutionFen: 0, confiscatedFen: 0 },
        ...changes,
      },
      opens: [opening(demoFacts({ date: days.decided }), 'service', days.decided)],
      closes: ['case.decide'],
    },
    { party: { ...inWords.party, act: '在示范路占道经营' } },
  );

export const spared = () =>
  DecisionMade(
    {
      ...head,
      type: 'no-penalty',
      noPenalty: { ground: 'first-offence', measure: 'education', correction: { kind: 'done' } },
      closes: ['case.decide'],
    },
    inWords,
  );

export const issued = (changes: object = {}) =>
  DecisionDocumentIssued(
    {
      type: 'penalty',
      document: {
        ...{ type: 'penalty-decision', number: '示城管罚〔2024〕1号', year: 2024, seq: 1 },
        ...{ template: { s: 'template-penalty', n: 0 }, version: 1, fields: ['act'] },
      },
      seal: { kind: 'electronic', reference: 'seal-1', issuer: 'national-e-seal' },
      remedies: { reviewFirst: false, text: '可以申请行政复议，也可以提起行政诉讼。' },
      payment: { bank: '示范银行', address: '示范路1号', amountFen: 10_000, days: 15, lateFee: true },
      ...still,
      ...changes,
    },
    { party: { facts: '在示范路占道经营', evidence: '现场笔录' } },
  );

/** A simple case that left its procedure, with facts on record. */
export const aConvertedCase = (changes: object = {}): h.History =>
  h.play(h.aShownCase(changes), [h.record()], [h.convert()]);

/** Reviewed and passed. */
export const aReviewedCase = (): h.History =>
  and(aConvertedCase(), [submitted(), days.submitted], [passed(), days.reviewed]);

/** The prior notice is served; the windows end on `days.windows`. */
export const aNoticedCase = (changes: object = {}): h.History =>
  and(aReviewedCase(), [noticed(changes), days.noticed]);

/** A hearing was asked for and held; the review that came before it is stale. */
export const aHeardCase = (): h.History =>
  and(aNoticedCase(), [requested(), '2024-05-27'], [notified(), '2024-05-28'], [held(), '2024-06-06']);

/** Decided: a fine of 100 yuan, not issued yet. */
export const aDecidedGeneralCase = (): h.History => and(aNoticedCase(), [penalised(), days.decided]);

/** Decided and issued, ready to be served. */
export const anIssuedGeneralCase = (): h.History => and(aDecidedGeneralCase(), [issued(), days.issued]);

/** State after a history. */
export const stateOf = (history: h.History) => given(penaltyCase, history).state;

export const firstDay = monday;
