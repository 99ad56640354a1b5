import * as decision from '../../../src/domain/penalty-case/decision/commands';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import * as hearing from '../../../src/domain/penalty-case/hearing/commands';
import * as notice from '../../../src/domain/penalty-case/notice/commands';
import { RequestRecusal } from '../../../src/domain/penalty-case/recusal/commands';
import * as review from '../../../src/domain/penalty-case/review/commands';
import { PublishBenchmark } from '../../../src/domain/registers/benchmark-commands';
import { item, PublishItem, type ItemState } from '../../../src/domain/registers/item';
import {
  DesignateReviewer,
  IssueDutyCertificate,
} from '../../../src/domain/registers/qualification-commands';
import { RecordExam } from '../../../src/domain/registers/qualification-commands';
import type { Entry } from '../../../src/domain/registers/register';
import {
  noPenaltyDecisionFields,
  penaltyDecisionFields,
  PublishTemplate,
  template,
} from '../../../src/domain/registers/template';
import { RecusalRequested } from '../../../src/events/case.events';
import { HearingTerminated, HearingWaived } from '../../../src/events/hearing.events';
import { StatementReceived, StatementWaived } from '../../../src/events/notice.events';
import {
  reviewItems,
  ReviewDisagreementEscalated,
  ReviewProblemsFound,
} from '../../../src/events/review.events';
import type { CivilDate } from '../../../src/kernel/time';
import { cite } from '../../../src/law/article';
import { currentPacks } from '../../../src/law/packs/released-packs';
import type { ParameterKey } from '../../../src/law/parameter-keys';
import type { ParameterValue } from '../../../src/law/parameter-value';
import {
  aChief,
  anItem,
  anOfficer,
  itemBody,
  organHandle,
  register,
  rulesOn,
  templateBody,
} from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';
import * as d from './decided';
import { breakingService, proofs } from './service';
import { acceptRefusal, aRefusedTransfer, offset, suspect } from './transfer';

/** Reviews, notices, hearings, meetings and decisions, and one act for each of their rules that breaks it. */

const officers = ['officer-li', 'officer-wang'];

export const aReviewer = (changes: object = {}, stream = 'officer-reviewer') =>
  anOfficer(stream, [
    command(DesignateReviewer, {
      ...{ organ: organHandle, capacity: 'reviewer', first: false, legalBackground: true },
      ...{ from: '2023-01-01', ...changes },
    }),
  ]);

/** A chair with the certificate that some territories ask for. */
export const aCertifiedChair = (stream = 'officer-chair') =>
  anOfficer(stream, [
    command(RecordExam, { subject: 'hearing-chair', passed: true, on: '2022-06-01' }),
    command(IssueDutyCertificate, {
      ...{ kind: 'hearing-chair', number: '听证-1', organ: organHandle, issuer: '省司法厅' },
      from: '2023-01-01',
    }),
  ]);

const known = [
  ...[aReviewer(), anOfficer('officer-chair'), aChief(), aChief('officer-deputy')],
  ...[anOfficer('officer-li'), anOfficer('officer-zhao')],
];
/** Everybody whom the commands name. */
export const everybody: Partial<CaseFacts> = { people: new Map(known.map((each) => [each.s, each])) };
export const chiefActs: Partial<CaseFacts> = { approver: aChief() };

/** The rules with one parameter more, as a pack of the organ would set it. */
export const rulesWith = (on: CivilDate, key: ParameterKey, value: ParameterValue) =>
  rulesOn(on, [
    ...currentPacks,
    {
      ...{ id: 'organ-demo', version: '1', zh: '本机关', en: 'the organ' },
      scope: { level: 'organ', organ: organHandle },
      parameters: [{ key, value, basis: [cite('penalty', 57)], confidence: 'D', from: '2021-07-15' }],
    },
  ]);
const flagged = { type: 'flag', flag: true } as const;

export const fieldsWithoutPayment = [...penaltyDecisionFields];

export const aDecisionTemplate = (docType = 'penalty-decision', changes: object = {}) =>
  register(template, `template-${docType}`, [
    command(PublishTemplate, {
      ...templateBody,
      ...{ docType, prefix: '示城管罚' },
      fields:
        docType === 'penalty-decision' ? [...penaltyDecisionFields, 'payment'] : [...noPenaltyDecisionFields],
      ...changes,
    }),
  ]);

/** An item with a benchmark of one tier: fines of 50 to 80 yuan. */
export const anItemWithBenchmark = (): Entry<ItemState> =>
  register(item, 'item-stall', [
    command(PublishItem, itemBody),
    command(PublishBenchmark, {
      document: { title: '示范区市容裁量基准' },
      act: 'penalty',
      tiers: [
        {
          ...{ code: 'slight', name: '轻微', grade: 'normal', kinds: ['fine'], standard: '占道不足两小时' },
          factors: [{ code: 'time', text: '占道不足两小时' }],
          ranges: [{ kind: 'citizen', minFen: 5000, maxFen: 8000 }],
        },
      ],
      ...{ published: '2023-01-01', from: '2023-01-01' },
    }),
  ]);

/** The item with fines up to some amount. */
export const anItemUpTo = (maxFen: number): Entry<ItemState> =>
  anItem({ ranges: ['citizen', 'organisation'].map((kind) => ({ kind, minFen: 5000, maxFen })) });

const make =
  <C extends object>(type: new () => C, body: object) =>
  (changes: object = {}): C =>
    command(type, { ...body, ...changes });

const fine = (fineFen: number, tier = 'normal') => ({ proposal: { kinds: ['fine'], fineFen, tier } });
const circumstances = {
  ...{ slightCorrectedNoHarm: false, noFault: false, grounds: [], courtFine: false, others: [] },
};
const checklist = reviewItems.map((each) => ({ item: each, result: 'pass' }));

export const submit = make(review.SubmitReview, { answers: [] });
export const opine = make(review.GiveOpinion, {
  ...{ reviewer: 'officer-reviewer', outcome: 'passed', checklist, problems: [], opinion: '同意' },
});
export const problem = (id = 'p1') => ({ id, item: 'evidence', text: '证据不足' });
/** An opinion that finds a problem with the evidence. */
export const findProblems = (changes: object = {}) =>
  opine({
    outcome: 'problems',
    checklist: checklist.map((each) =>
      each.item === 'evidence' ? { ...each, result: 'problem', remark: '缺少询问笔录' } : each,
    ),
    problems: [problem()],
    ...changes,
  });
export const escalate = make(review.EscalateReview, { ofOfficers: '证据已足', ofReviewer: '证据不足' });

const direct = (on: CivilDate) => ({ ...proofs.direct, on });
export const tell = make(notice.ServeNotice, {
  ...{ officers, ...fine(10_000), terms: [], confiscationFen: 0, hearingTold: true },
  told: { content: true, facts: true, reasons: true, basis: true, rights: true },
  ...{ facts: '在示范路占道经营', reasons: '占道经营影响通行', service: direct(d.days.noticed) },
});
export const state = make(notice.ReceiveStatement, {
  ...{ id: 's1', form: 'written', statement: '当时正在收摊', newFacts: false },
});
export const waiveStatement = make(notice.WaiveStatement, { proof: 'FQ-1' });
export const recheck = make(notice.ReviewStatement, {
  ...{ officers, id: 's1', review: { outcome: 'rejected', reasons: '录像显示仍在经营' } },
});

export const ask = make(hearing.RequestHearing, { form: 'written', reasons: '对数额有异议' });
export const waiveHearing = make(hearing.WaiveHearing, { proof: 'FQ-2' });
export const notify = make(hearing.NotifyHearing, {
  ...{ officers, at: '2024-06-06T09:00:00+08:00', place: '会议室', chair: 'officer-chair', open: true },
  service: direct('2024-05-28'),
});
export const postpone = make(hearing.PostponeHearing, { ground: 'party-asks', reasons: '当事人住院' });
export const hold = make(hearing.HoldHearing, {
  ...{ presiding: 'officer-chair', heardOfficers: officers, partyPresent: true, agents: 1 },
  ...{ record: 'T-2024-1', signed: 'signed', newFacts: false, course: '当事人申辩和质证' },
});
export const terminate = make(hearing.TerminateHearing, {
  ...{ ground: 'withdrawn', record: 'T-2024-2', reasons: '当事人撤回申请' },
});

export const discuss = make(decision.CollectiveDiscuss, {
  ...{ subject: 'proposal', presiding: 'officer-chief', resolution: 'adopted', terms: [] },
  votes: ['officer-chief', 'officer-deputy'].map((member) => ({ member, vote: 'for' })),
  ...{ ...fine(10_000), minutes: 'M-2024-1', course: '听取汇报并逐一表态' },
});
export const penalise = make(decision.DecidePenalty, {
  ...{ approver: 'officer-chief', ...fine(10_000), terms: [], circumstances, propertyFen: 0 },
  ...{ act: '在示范路占道经营', reasons: '占道经营影响通行', correction: { kind: 'immediate' } },
  gains: { kind: 'none', amountFen: 0, restitutionFen: 0, confiscatedFen: 0, reason: '尚无营业收入' },
});
export const spare = make(decision.DecideNoPenalty, {
  ...{ approver: 'officer-chief', ground: 'first-offence', reasons: '初次违法，已改正', circumstances },
  ...{ correction: { kind: 'done' }, measure: 'education' },
});
export const end = make(decision.TerminateCase, {
  ...{ approver: 'officer-chief', ground: 'party-died', norm: '某部门规章 第三十条', reasons: '当事人死亡' },
});
export const issue = make(decision.IssueDocument, {
  ...{ template: 'template-penalty-decision', lateFee: true, facts: '占道经营', evidence: '现场笔录' },
  seal: { kind: 'electronic', reference: 'seal-1', issuer: 'national-e-seal' },
  performance: '自收到本决定书之日起十五日内到示范银行缴纳',
});

export const requestRecusal = make(RequestRecusal, { by: 'party', reasons: '与投诉人是亲属' });

const still = { opens: [], closes: [], reliance: { rules: [], parameters: [], entries: [] } };
const later: CivilDate = '2024-05-24';

/** Told, and not reviewed. */
export const aToldCase = (changes: object = {}, converted = d.aConvertedCase()): h.History =>
  d.and(converted, [d.noticed(changes), d.days.noticed]);
/** An open case whose party was told nothing: it came back from the police. */
const anUntoldCase = (): h.History => h.play(aRefusedTransfer(), [acceptRefusal()]);
const aConvertedCaseOf = (facts: object): h.History =>
  h.play(h.aShownCase(), [h.record(facts)], [h.convert()]);
const aSubmittedCase = (): h.History => d.and(aToldCase(), [d.submitted(), later]);
const aDoubtedCase = (): h.History =>
  d.and(aSubmittedCase(), [
    ReviewProblemsFound(
      {
        ...{ round: 1, reviewer: 'officer-reviewer', fileHash: '0'.repeat(64), checklist: [], ...still },
        problems: [{ id: 'p1', item: 'evidence' }],
      },
      { party: { opinion: '证据不足', remarks: [], problems: [{ id: 'p1', text: '证据不足' }] } },
    ),
    later,
  ]);
const anEscalatedCase = (): h.History =>
  d.and(aDoubtedCase(), [
    ReviewDisagreementEscalated(
      { round: 1, reviewer: 'officer-reviewer', problems: ['p1'], ...still },
      { party: { ofOfficers: '证据已足', ofReviewer: '证据不足' } },
    ),
    later,
  ]);
const stated = StatementReceived(
  { id: 's1', form: 'written', newFacts: false, ...still },
  { party: { statement: '当时正在收摊' } },
);
const aStatedCase = (): h.History => d.and(aToldCase(), [stated, later]);
const anAskedCase = (): h.History => d.and(aToldCase(), [d.requested(), '2024-05-27']);
const aNotifiedCase = (): h.History => d.and(anAskedCase(), [d.notified(), '2024-05-28']);
const aClosedHearing = (): h.History => d.and(aNotifiedCase(), [d.held(), '2024-06-06']);
const aTerminatedHearing = (): h.History =>
  d.and(anAskedCase(), [
    HearingTerminated({ ground: 'withdrawn', record: 'T-2', ...still }, { party: { reasons: '撤回' } }),
    '2024-05-28',
  ]);

/** A request to recuse somebody is open. */
export const withRequestFor = (officer: string, history: h.History): h.History =>
  d.and(history, [
    RecusalRequested(
      { officer, by: 'party', reliance: still.reliance },
      { party: { reasons: '与投诉人是亲属' } },
    ),
    later,
  ]);

const on = (date: CivilDate, more: Partial<CaseFacts> = {}): Partial<CaseFacts> => ({ date, ...more });
const decides = on(d.days.decided, chiefActs);

export const lawfulDecision: Readonly<Record<string, () => Example>> = {
  SubmitReview: () => ({ history: aToldCase(), given: submit(), facts: on(later) }),
  GiveOpinion: () => ({ history: aSubmittedCase(), given: opine(), facts: on(later, everybody) }),
  EscalateReview: () => ({ history: aDoubtedCase(), given: escalate(), facts: on(later) }),
  ServeNotice: () => ({ history: aToldCase(), given: tell(), facts: on(d.days.noticed) }),
  ReceiveStatement: () => ({ history: aToldCase(), given: state(), facts: on(later) }),
  WaiveStatement: () => ({ history: aToldCase(), given: waiveStatement(), facts: on(later) }),
  ReviewStatement: () => ({ history: aStatedCase(), given: recheck(), facts: on(later) }),
  RequestHearing: () => ({ history: aToldCase(), given: ask(), facts: on('2024-05-27') }),
  WaiveHearing: () => ({ history: aToldCase(), given: waiveHearing(), facts: on('2024-05-27') }),
  NotifyHearing: () => ({ history: anAskedCase(), given: notify(), facts: on('2024-05-28', everybody) }),
  PostponeHearing: () => ({ history: aNotifiedCase(), given: postpone(), facts: on('2024-06-03') }),
  HoldHearing: () => ({ history: aNotifiedCase(), given: hold(), facts: on('2024-06-06', everybody) }),
  TerminateHearing: () => ({ history: anAskedCase(), given: terminate(), facts: on('2024-05-28') }),
  CollectiveDiscuss: () => ({ history: aToldCase(), given: discuss(), facts: on(d.days.decided, everybody) }),
  DecidePenalty: () => ({ history: aToldCase(), given: penalise(), facts: decides }),
  DecideNoPenalty: () => ({ history: aToldCase(), given: spare(), facts: decides }),
  TerminateCase: () => ({
    history: aToldCase(),
    given: end(),
    facts: { ...decides, rules: rulesWith(d.days.decided, 'case.terminate', flagged) },
  }),
  IssueDocument: () => ({
    history: d.and(aToldCase(), [d.penalised(), d.days.decided]),
    given: issue(),
    facts: on(d.days.issued, { template: aDecisionTemplate() }),
  }),
};

const brokenReview: Readonly<Record<string, () => Partial<Example>>> = {
  'SubmitReview R-00 G-STEP.submitted': () => ({ history: aSubmittedCase() }),
  'SubmitReview R-14 G-REVIEW.answers': () => ({ history: aDoubtedCase() }),
  'GiveOpinion R-14 G-REVIEWER': () => ({ given: opine({ reviewer: 'officer-zhao' }) }),
  'GiveOpinion R-07 G-SEP.reviewer': () => ({ given: opine({ reviewer: 'officer-li' }) }),
  'GiveOpinion R-06 G-RECUSE.reviewer': () => ({
    history: withRequestFor('officer-reviewer', aSubmittedCase()),
  }),
  'GiveOpinion R-00 G-STEP.opinion': () => ({ history: aToldCase() }),
  'GiveOpinion R-14 G-REVIEW.file': () => ({ facts: { fileHash: 'f'.repeat(64) } }),
  'GiveOpinion R-14 G-CHECKLIST': () => ({ given: opine({ checklist: checklist.slice(1) }) }),
  'GiveOpinion R-14 G-OPINION': () => ({ given: findProblems({ outcome: 'passed' }) }),
  'EscalateReview R-00 G-STEP.escalated': () => ({ history: anEscalatedCase() }),
};

const brokenNotice: Readonly<Record<string, () => Partial<Example>>> = {
  ...breakingService('ServeNotice', (service, changes = {}) => tell({ service, ...changes })),
  'ServeNotice R-06 G-RECUSE': () => ({ history: aToldCase({}, h.withRecusal(d.aConvertedCase())) }),
  'ServeNotice R-15 G-NOTICE.facts': () => ({
    history: aToldCase({}, h.play(h.aShownCase(), [h.convert()])),
  }),
  'ServeNotice R-15 G-TELL.notice': () => ({
    given: tell({ told: { content: true, facts: true, reasons: true, basis: false, rights: true } }),
  }),
  'ServeNotice R-16 G-HEAR.told': () => ({ given: tell({ ...fine(500_000), hearingTold: false }) }),
  'ServeNotice R-23 G-HEAVIER.renoticed': () => ({ given: tell(fine(15_000)) }),
  'ReceiveStatement R-00 G-STEP.noticed': () => ({ history: anUntoldCase() }),
  'ReceiveStatement R-00 G-STEP.statement': () => ({ history: aStatedCase() }),
  'WaiveStatement R-00 G-STEP.noticed': () => ({ history: anUntoldCase() }),
  'WaiveStatement R-00 G-STEP.waived': () => ({
    history: d.and(aToldCase(), [StatementWaived({ proof: 'FQ-1', ...still }), later]),
  }),
  'ReviewStatement R-06 G-RECUSE': () => ({
    history: d.and(aToldCase({}, h.withRecusal(d.aConvertedCase())), [stated, later]),
  }),
  'ReviewStatement R-00 G-STEP.reviewed': () => ({ given: recheck({ id: 's2' }) }),
};

const brokenHearing: Readonly<Record<string, () => Partial<Example>>> = {
  'RequestHearing R-00 G-STEP.told': () => ({ history: aToldCase({ hearingTold: false }) }),
  'RequestHearing R-00 G-STEP.asked': () => ({ history: anAskedCase() }),
  'RequestHearing R-16 G-HEAR.window': () => ({ facts: on(d.days.decided) }),
  'WaiveHearing R-00 G-STEP.told': () => ({ history: aToldCase({ hearingTold: false }) }),
  'WaiveHearing R-00 G-STEP.asked': () => ({ history: anAskedCase() }),
  'WaiveHearing R-00 G-STEP.hearing-waived': () => ({
    history: d.and(aToldCase(), [HearingWaived({ proof: 'FQ-2', ...still }), later]),
  }),
  ...breakingService('NotifyHearing', (service, changes = {}) => notify({ service, ...changes })),
  'NotifyHearing R-00 G-STEP.hearing': () => ({ history: aTerminatedHearing() }),
  'NotifyHearing R-07 G-SEP.chair': () => ({ given: notify({ chair: 'officer-li' }) }),
  'NotifyHearing R-06 G-RECUSE.chair': () => ({ history: withRequestFor('officer-chair', anAskedCase()) }),
  'NotifyHearing R-04 G-CERT.chair': () => ({
    facts: { rules: rulesWith('2024-05-28', 'hearing.chair.cert', flagged) },
  }),
  'NotifyHearing R-16 G-HEAR.open': () => ({ given: notify({ closedFor: 'privacy' }) }),
  'NotifyHearing R-16 G-HEAR.notice': () => ({ given: notify({ at: '2024-06-05T09:00:00+08:00' }) }),
  'PostponeHearing R-00 G-STEP.hearing': () => ({ history: aClosedHearing() }),
  'PostponeHearing R-00 G-STEP.notified': () => ({ history: anAskedCase() }),
  'HoldHearing R-00 G-STEP.hearing': () => ({ history: aClosedHearing() }),
  'HoldHearing R-00 G-STEP.notified': () => ({ history: anAskedCase() }),
  'HoldHearing R-07 G-SEP.chair': () => ({ given: hold({ presiding: 'officer-li' }) }),
  'HoldHearing R-06 G-RECUSE.chair': () => ({ history: withRequestFor('officer-chair', aNotifiedCase()) }),
  'HoldHearing R-04 G-CERT.chair': () => ({ facts: { people: new Map() } }),
  'HoldHearing R-16 G-HEAR.day': () => ({ facts: on('2024-06-07') }),
  'HoldHearing R-16 G-HEAR.attendance': () => ({ given: hold({ agents: 3 }) }),
  'HoldHearing R-16 G-HEAR.record': () => ({ given: hold({ signed: 'unsigned' }) }),
  'TerminateHearing R-00 G-STEP.hearing': () => ({ history: aTerminatedHearing() }),
  'TerminateHearing R-16 G-HEAR.terminated': () => ({ given: terminate({ ground: 'absent' }) }),
};

const votes = (...changed: readonly object[]) => ({ votes: changed });
const yes = (member: string) => ({ member, vote: 'for' });

const brokenMeeting: Readonly<Record<string, () => Partial<Example>>> = {
  'CollectiveDiscuss R-07 G-SEP.meeting': () => ({
    given: discuss(votes(yes('officer-chief'), yes('officer-deputy'), yes('officer-li'))),
  }),
  'CollectiveDiscuss R-06 G-RECUSE.meeting': () => ({
    history: withRequestFor('officer-deputy', aToldCase()),
  }),
  'CollectiveDiscuss R-08 G-TIER.meeting': () => ({
    given: discuss(votes(yes('officer-chief'), yes('officer-deputy'), yes('officer-zhao'))),
  }),
  'CollectiveDiscuss R-00 G-STEP.disagreement': () => ({
    given: discuss({ subject: 'review-disagreement', proposal: undefined }),
  }),
  'CollectiveDiscuss R-17 G-MEETING': () => ({
    given: discuss(votes(yes('officer-chief'), { member: 'officer-deputy', vote: 'against' })),
  }),
};

const violation = (changes: object) => ({ violation: { ...h.bodies.facts.violation, ...changes } });
const unverified = { evidence: [{ ...h.bodies.facts.evidence[0], status: 'unverified' }] };
const ordinance = { ...itemBody.basis[0] };

const brokenDecision: Readonly<Record<string, () => Partial<Example>>> = {
  'DecidePenalty R-02 G-ITEM': () => ({ facts: { item: anItem({ territory: '990102' }) } }),
  'DecidePenalty R-02 G-LIBERTY': () => ({
    given: penalise({ proposal: { kinds: ['detention'], fineFen: 0, tier: 'normal' } }),
  }),
  'DecidePenalty R-03 G-BASIS': () => ({ facts: { item: anItem({ penalties: ['warning'], ranges: [] }) } }),
  'DecidePenalty R-06 G-RECUSE': () => ({ history: withRequestFor('officer-chief', aToldCase()) }),
  'DecidePenalty R-07 G-SEP': () => ({ facts: { approver: aChief('officer-li') } }),
  'DecidePenalty R-08 G-TIER': () => ({ facts: { approver: anOfficer('officer-zhao') } }),
  'DecidePenalty R-12 G-HOLD.offset': () => ({ state: offset }),
  'DecidePenalty R-12 G-HOLD': () => ({ history: h.play(aToldCase(), [suspect()]) }),
  'DecidePenalty R-13 G-LIMIT': () => ({
    history: aToldCase({}, aConvertedCaseOf(violation({ from: '2022-05-19' }))),
  }),
  'DecidePenalty R-38 G-PARTY': () => ({
    given: penalise({ circumstances: { ...circumstances, slightCorrectedNoHarm: true } }),
  }),
  'DecidePenalty R-14 G-REVIEW': () => ({ given: penalise(fine(500_000)) }),
  'DecidePenalty R-15 G-NOTICE': () => ({ facts: on(d.days.windows) }),
  'DecidePenalty R-16 G-HEAR': () => ({ history: anAskedCase() }),
  'DecidePenalty R-17 G-COLLECT': () => ({ given: penalise(fine(500_000)) }),
  'DecidePenalty R-18 G-EVID': () => ({ history: aToldCase({}, aConvertedCaseOf(unverified)) }),
  'DecidePenalty R-24 G-RANGE': () => ({ given: penalise(fine(4000)) }),
  'DecidePenalty R-23 G-HEAVIER': () => ({ given: penalise(fine(15_000)) }),
  'DecidePenalty R-24 G-ONCE': () => ({ facts: { fineHolder: { case: 'case-other', s: 'act-1', n: 0 } } }),
  'DecidePenalty R-24 G-BENCHMARK': () => ({
    given: penalise({ benchmark: { tier: 'slight' } }),
    facts: { item: anItemWithBenchmark() },
  }),
  'DecidePenalty R-08 G-BENCHMARK.approved': () => ({
    given: penalise({
      benchmark: { tier: 'slight', deviation: { reason: '多次劝阻无效', approver: 'officer-zhao' } },
    }),
    facts: { item: anItemWithBenchmark(), ...everybody },
  }),
  'DecidePenalty R-11 G-DOC.decision': () => ({ given: penalise({ correction: { kind: 'by-date' } }) }),
  'DecideNoPenalty R-02 G-ITEM': () => ({ facts: { item: anItem({ territory: '990102' }) } }),
  'DecideNoPenalty R-03 G-BASIS.no-penalty': () => ({
    facts: { item: anItem({ basis: [{ ...ordinance, until: '2023-12-31' }] }) },
  }),
  'DecideNoPenalty R-06 G-RECUSE': () => ({ history: withRequestFor('officer-chief', aToldCase()) }),
  'DecideNoPenalty R-07 G-SEP': () => ({ facts: { approver: aChief('officer-li') } }),
  'DecideNoPenalty R-08 G-TIER': () => ({ facts: { approver: anOfficer('officer-zhao') } }),
  'DecideNoPenalty R-12 G-HOLD': () => ({ history: h.play(aToldCase(), [suspect()]) }),
  'DecideNoPenalty R-38 G-PARTY.ground': () => ({
    given: spare({ ground: 'under-14', measure: 'guardian-discipline' }),
  }),
  'DecideNoPenalty R-38 G-PARTY.measure': () => ({ given: spare({ measure: undefined }) }),
  'DecideNoPenalty R-18 G-EVID.no-penalty': () => ({
    history: aToldCase({}, aConvertedCaseOf(unverified)),
  }),
  'DecideNoPenalty R-11 G-DOC.decision': () => ({ given: spare({ correction: { kind: 'by-date' } }) }),
  'DecideNoPenalty R-14 G-REVIEW.no-penalty': () => ({
    facts: { rules: rulesWith(d.days.decided, 'review.no.penalty', flagged) },
  }),
  'TerminateCase R-06 G-RECUSE': () => ({ history: withRequestFor('officer-chief', aToldCase()) }),
  'TerminateCase R-07 G-SEP': () => ({ facts: { approver: aChief('officer-li') } }),
  'TerminateCase R-08 G-TIER': () => ({ facts: { approver: anOfficer('officer-zhao') } }),
  'TerminateCase R-12 G-HOLD.transfer': () => ({ history: h.play(aToldCase(), [suspect()]) }),
  'TerminateCase R-03 G-BASIS.termination': () => ({
    facts: { rules: rulesWith(d.days.decided, 'case.terminate', { type: 'flag', flag: false }) },
  }),
  'IssueDocument R-00 G-STEP.issued': () => ({
    history: d.and(aToldCase(), [d.penalised(), d.days.decided], [d.issued(), d.days.issued]),
  }),
  'IssueDocument R-11 G-DOC.issued': () => ({
    facts: { template: aDecisionTemplate('no-penalty-decision') },
  }),
  'IssueDocument R-11 G-SEAL': () => ({
    given: issue({ seal: { kind: 'electronic', reference: 'seal-1', issuer: 'some-shop' } }),
  }),
  'IssueDocument R-11 G-DOC.review-first': () => ({
    given: issue({ reviewFirst: { norm: '某办法', article: '第九条', rank: 'rule' } }),
  }),
  'IssueDocument R-11 G-DOC.performance': () => ({ given: issue({ performance: undefined }) }),
};

export const specialDecision: Readonly<Record<string, () => Partial<Example>>> = {
  ...brokenReview,
  ...brokenNotice,
  ...brokenHearing,
  ...brokenMeeting,
  ...brokenDecision,
  'DecideOnSpot R-12 G-HOLD.offset': () => ({ state: offset }),
  'DecideOnSpot R-12 G-HOLD': () => ({ history: h.play(h.anInformedCase(), [suspect()]) }),
};
