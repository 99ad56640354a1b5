import * as c from '../../../src/domain/penalty-case/execution/commands';
import {
  CompleteExecution,
  GiveUpExecution,
  HaltExecution,
  ResumeExecution,
  ReverseExecution,
  TerminateExecution,
} from '../../../src/domain/penalty-case/execution/course-commands';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import { ApproveDeferral, SetInstalments } from '../../../src/domain/penalty-case/payment/commands';
import type { CaseState } from '../../../src/domain/penalty-case/state';
import { executionFields, PublishTemplate, template } from '../../../src/domain/registers/template';
import { legalInstant } from '../../../src/kernel/time';
import { releasedPacks } from '../../../src/law/packs/released-packs';
import { demonstrationTerritory } from '../../../src/law/packs/demonstration';
import type { RulePack } from '../../../src/law/rule-pack';
import { anOfficer, monday, register, rulesOn, templateBody } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';
import { aServedGeneralCase, anUnservedCase, breakingService, proofs, serve } from './service';

/**
 * Payment by other terms, and execution. The fine of 100 yuan was served on 2024-05-20: it is to be paid until
 * 2024-06-04, and the remedies end on 2024-11-20.
 */

const officers = ['officer-li', 'officer-wang'];
export const chief: Partial<CaseFacts> = { approver: h.chief };
const approver = 'officer-chief';
const law = { norm: '中华人民共和国某某法', article: '第十条', rank: 'law' };

const make =
  <C extends object>(type: new () => C, body: object) =>
  (changes: object = {}): C =>
    command(type, { ...body, ...changes });

export const documentTemplate = (docType: keyof typeof executionFields) =>
  register(template, `template-${docType}`, [
    command(PublishTemplate, { ...templateBody, docType, fields: [...executionFields[docType]] }),
  ]);
const urgeTemplate = { template: documentTemplate('urge') };
const decisionTemplate = { template: documentTemplate('execution-decision') };
const substituteTemplate = { template: documentTemplate('substitute-decision') };

const asked = { applied: monday, reference: 'SP-1', hardship: '停业无收入', approver };
export const defer = make(ApproveDeferral, { ...asked, until: '2024-08-01' });
export const instalments = make(SetInstalments, {
  ...asked,
  instalments: [
    { due: '2024-07-01', amountFen: 4000 },
    { due: '2024-08-01', amountFen: 6000 },
  ],
});

export const overdue = make(c.RecordOverdue, { duty: 'money', dueOn: '2024-06-04' });
export const urge = (service: object = {}, changes: object = {}) =>
  command(c.ServeUrge, {
    ...{ template: 'template-urge', officers, performBy: '2024-06-24', manner: '到示范银行缴纳' },
    ...{ amountFen: 10_000, rightsTold: true, service: { ...proofs.direct, on: '2024-06-10', ...service } },
    ...changes,
  });
export const statement = make(c.ReceiveUrgeStatement, { id: 's1', statement: '已经停业' });
export const recheck = make(c.ReviewUrgeStatement, { id: 's1', outcome: 'rejected', reasons: '不成立' });
export const agree = make(c.MakeAgreement, {
  ...{ stages: [{ due: '2024-07-15', amountFen: 12_000 }], lateFeeFen: 2000, remedied: true },
  ...{ harmsPublic: false, harmsOthers: false, terms: '七月十五日前缴清' },
});
export const broken = make(c.RecordAgreementBroken, { missed: '2024-07-15' });
export const demolition = make(c.AnnounceDemolition, { removeBy: '2024-06-20', reference: 'GG-2' });
export const decideExecution = make(c.DecideExecution, {
  ...{ template: 'template-execution-decision', manners: ['dispose', 'transfer-funds', 'restore'] },
  ...{ power: law, immediate: false, reasons: '经催告逾期未履行，无正当理由', approver, sealed: true },
});
export const serveExecution = (service: object = {}, changes: object = {}) =>
  command(c.ServeExecutionDecision, {
    ...{ officers, service: { ...proofs.direct, on: '2024-07-09', ...service } },
    ...changes,
  });
const act = { officers, cutsSupply: false };
export const dispose = make(c.DisposeProperty, {
  ...{ ...act, manner: 'auctioned', auctioneer: '示范拍卖行', proceedsFen: 20_000, treasury: 'GK-1' },
});
export const transfer = make(c.TransferFunds, {
  ...{ ...act, power: law, notice: 'XZ-1', amountFen: 10_000, treasury: 'GK-2' },
});
export const direct = make(c.ExecuteDirectly, { ...act, manner: 'restore', recording: 'c'.repeat(64) });
export const substituteDecision = (service: object = {}, changes: object = {}) =>
  command(c.ServeSubstituteDecision, {
    ...{
      template: 'template-substitute-decision',
      officers,
      danger: 'environment',
      performer: 'third-party',
    },
    ...{ noInterest: true, budgetFen: 50_000, content: '清除堆放物，恢复原状', approver },
    ...{ service: { ...proofs.direct, on: '2024-06-26', ...service }, ...changes },
  });
export const substituteNotice = (service: object = {}, changes: object = {}) =>
  command(c.ServeSubstituteNotice, {
    ...{ officers, for: '2024-07-10', service: { ...proofs.direct, on: '2024-06-27', ...service } },
    ...changes,
  });
export const substitute = make(c.PerformSubstitute, {
  ...{ ...act, violence: false, costFen: 48_000, signedBy: ['supervisor', 'performer', 'witness'] },
});
export const atOnce = make(c.PerformAtOnce, {
  ...{ officers, place: 'road', object: 'spilled', partyUnable: true, partyPresent: true },
  ...{ costFen: 8000, reasons: '渣土遗洒，影响通行' },
});
export const halt = make(HaltExecution, {
  ground: 'unable',
  harmless: true,
  approver,
  reasons: '暂无履行能力',
});
export const resume = make(ResumeExecution, { reasons: '已恢复经营' });
export const terminate = make(TerminateExecution, { ground: 'death', approver, reasons: '死亡，无遗产' });
export const giveUp = make(GiveUpExecution, { approver });
export const complete = make(CompleteExecution, { performedBy: 'organ' });
export const turnBack = make(ReverseExecution, {
  ...{ because: 'error', how: 'returned', amountFen: 10_000, reference: 'HZ-9' },
});
export const goods = make(c.DisposeConfiscated, {
  ...{
    goods: 'g1',
    complete: false,
    description: '违法建材一批',
    how: 'auctioned',
    officers,
    receipt: 'PM-1',
  },
  ...{ proceedsFen: 30_000, treasury: 'GK-3' },
});

/** An hour of a working day. */
export const hour = (date: string, time = '10:00'): Partial<CaseFacts> => ({
  date,
  at: legalInstant(`${date}T${time}:00+08:00`),
});

export const anOverdueCase = (): h.History =>
  h.play(aServedGeneralCase(), [overdue(), { date: '2024-06-05' }]);
export const anUrgedCase = (): h.History =>
  h.play(anOverdueCase(), [urge(), { date: '2024-06-10', ...urgeTemplate }]);
const decidedOn = { date: '2024-07-08', ...decisionTemplate, ...chief };
export const anExecutionDecided = (changes: object = {}): h.History =>
  h.play(anUrgedCase(), [decideExecution(changes), decidedOn]);
export const anExecutionServed = (): h.History =>
  h.play(anExecutionDecided(), [serveExecution(), { date: '2024-07-09' }]);
export const anExecutedCase = (): h.History => h.play(anExecutionServed(), [transfer(), hour('2024-07-10')]);
export const anAgreement = (): h.History => h.play(anUrgedCase(), [agree(), { date: '2024-07-01' }]);
export const aHaltedCase = (changes: object = {}): h.History =>
  h.play(anUrgedCase(), [halt(changes), { date: '2024-07-01', ...chief }]);
const paid = (history: h.History, date = '2024-06-12'): h.History =>
  h.play(history, [h.pay({ lateFeeFen: 2400 }), { date }]);

const actOverdue = () => h.play(aServedGeneralCase(), [overdue({ duty: 'act' }), { date: '2024-06-05' }]);
export const anActUrged = (): h.History =>
  h.play(actOverdue(), [urge({}, { amountFen: 0 }), { date: '2024-06-10', ...urgeTemplate }]);
const substituteOn = { date: '2024-06-26', ...substituteTemplate, ...chief };
export const aSubstituteDecided = (): h.History => h.play(anActUrged(), [substituteDecision(), substituteOn]);
export const aSubstituteNoticed = (): h.History =>
  h.play(aSubstituteDecided(), [substituteNotice(), { date: '2024-06-27' }]);

const confiscating = {
  proposal: { kinds: ['fine', 'confiscation-of-property'], fineFen: 10_000, tier: 'normal' },
};
export const aConfiscation = (): h.History => h.play(anUnservedCase(confiscating), [serve()]);

/** What other stages put on file. */
const held = (state: CaseState): CaseState => ({
  ...state,
  transfer: { ...state.transfer, holds: { 'act-0520': { kind: 'criminal', since: monday } } },
});
const stayed = (state: CaseState): CaseState => ({
  ...state,
  remedy: { ...state.remedy, stayed: monday },
});
const suspendedCourse = (state: CaseState): CaseState => ({
  ...state,
  execution: { ...state.execution, halted: { since: monday, ground: 'other', harmless: false } },
});
export const holds = (name: string): Readonly<Record<string, () => Partial<Example>>> => ({
  [`${name} R-12 G-HOLD`]: () => ({ state: held }),
  [`${name} R-12 G-HOLD.stay`]: () => ({ state: stayed }),
  [`${name} R-12 G-HOLD.course`]: () => ({ state: suspendedCourse }),
});

/** The packs with a line more for executions. */
const listing = (key: 'review.list' | 'collective.list', on: string) => {
  const pack: RulePack = {
    ...{ id: 'local', version: '1', zh: '本地', en: 'local' },
    scope: { level: 'territory', prefix: demonstrationTerritory },
    parameters: [
      {
        ...{ key, basis: [], confidence: 'D', from: '2021-07-15' },
        value: { type: 'acts', any: [{ act: 'execution', zh: '强制执行', en: 'executions' }] },
      },
    ],
  };
  return rulesOn(on, [...releasedPacks, pack]);
};

const withPower = { facts: decidedOn };
const onDay = hour('2024-07-10');

export const lawfulPerformance: Readonly<Record<string, () => Example>> = {
  ApproveDeferral: () => ({ history: aServedGeneralCase(), given: defer(), facts: chief }),
  SetInstalments: () => ({ history: aServedGeneralCase(), given: instalments(), facts: chief }),
  RecordOverdue: () => ({ history: aServedGeneralCase(), given: overdue(), facts: { date: '2024-06-05' } }),
  ServeUrge: () => ({
    history: anOverdueCase(),
    given: urge(),
    facts: { date: '2024-06-10', ...urgeTemplate },
  }),
  ReceiveUrgeStatement: () => ({ history: anUrgedCase(), given: statement() }),
  ReviewUrgeStatement: () => ({ history: h.play(anUrgedCase(), [statement()]), given: recheck() }),
  MakeAgreement: () => ({ history: anUrgedCase(), given: agree(), facts: { date: '2024-07-01' } }),
  RecordAgreementBroken: () => ({ history: anAgreement(), given: broken(), facts: { date: '2024-07-16' } }),
  AnnounceDemolition: () => ({
    history: anOverdueCase(),
    given: demolition(),
    facts: { date: '2024-06-05' },
  }),
  DecideExecution: () => ({ history: anUrgedCase(), given: decideExecution(), ...withPower }),
  ServeExecutionDecision: () => ({
    history: anExecutionDecided(),
    given: serveExecution(),
    facts: { date: '2024-07-09' },
  }),
  DisposeProperty: () => ({ history: anExecutionServed(), given: dispose(), facts: onDay }),
  TransferFunds: () => ({ history: anExecutionServed(), given: transfer(), facts: onDay }),
  ExecuteDirectly: () => ({ history: anExecutionServed(), given: direct(), facts: onDay }),
  ServeSubstituteDecision: () => ({
    history: anActUrged(),
    given: substituteDecision(),
    facts: substituteOn,
  }),
  ServeSubstituteNotice: () => ({
    history: aSubstituteDecided(),
    given: substituteNotice(),
    facts: { date: '2024-06-27' },
  }),
  PerformSubstitute: () => ({ history: aSubstituteNoticed(), given: substitute(), facts: onDay }),
  PerformAtOnce: () => ({ history: aServedGeneralCase(), given: atOnce() }),
  DisposeConfiscated: () => ({ history: aConfiscation(), given: goods() }),
  HaltExecution: () => ({ history: anUrgedCase(), given: halt(), facts: chief }),
  ResumeExecution: () => ({ history: aHaltedCase(), given: resume() }),
  TerminateExecution: () => ({ history: anUrgedCase(), given: terminate(), facts: chief }),
  GiveUpExecution: () => ({
    history: aHaltedCase(),
    given: giveUp(),
    facts: { ...chief, date: '2027-07-02' },
  }),
  CompleteExecution: () => ({ history: anExecutedCase(), given: complete(), facts: { date: '2024-07-10' } }),
  ReverseExecution: () => ({ history: anExecutedCase(), given: turnBack() }),
};

const li = anOfficer('officer-li');
const lowly: Partial<CaseFacts> = { approver: li };
const executing = (name: string): Readonly<Record<string, () => Partial<Example>>> => ({
  ...holds(name),
  [`${name} R-10 G-EXECUTION.served`]: () => ({ history: anExecutionDecided() }),
  [`${name} R-19 G-CAL`]: () => ({ facts: hour('2024-07-10', '22:30') }),
  [`${name} R-27 G-UNPERFORMED`]: () => ({
    history: h.play(anExecutionServed(), [h.pay({ lateFeeFen: 10_000 }), { date: '2024-07-10' }]),
  }),
});

export const brokenPerformance: Readonly<Record<string, () => Partial<Example>>> = {
  'CollectOnSpot R-22 G-CASH.condition': () => ({
    given: h.collect({ condition: 'hard-to-collect-later' }),
  }),
  'ApproveDeferral R-07 G-SEP': () => ({ facts: lowly }),
  'ApproveDeferral R-08 G-TIER': () => ({ facts: lowly }),
  'ApproveDeferral R-03 G-DEFER': () => ({ facts: { ...chief, date: '2024-06-05' } }),
  'ApproveDeferral R-03 G-DEFER.until': () => ({ given: defer({ until: '2024-06-04' }) }),
  'SetInstalments R-07 G-SEP': () => ({ facts: lowly }),
  'SetInstalments R-08 G-TIER': () => ({ facts: lowly }),
  'SetInstalments R-03 G-DEFER': () => ({ facts: { ...chief, date: '2024-06-05' } }),
  'SetInstalments R-03 G-DEFER.parts': () => ({
    given: instalments({
      instalments: [
        { due: '2024-07-01', amountFen: 4000 },
        { due: '2024-08-01', amountFen: 5000 },
      ],
    }),
  }),
  'RecordOverdue R-00 G-OVERDUE': () => ({ facts: { date: '2024-06-04' } }),
  ...breakingService('ServeUrge', urge, '2024-06-10'),
  'ServeUrge R-00 G-OVERDUE.file': () => ({ history: aServedGeneralCase() }),
  'ServeUrge R-12 G-HOLD.course': () => ({ state: suspendedCourse }),
  'ServeUrge R-27 G-UNPERFORMED': () => ({ history: paid(anOverdueCase(), '2024-06-12') }),
  'ServeUrge R-11 G-DOC': () => ({ facts: decisionTemplate }),
  'ServeUrge R-11 G-DOC.urge': () => ({ given: urge({}, { amountFen: 9999 }) }),
  'ServeUrge R-10 G-RIGHTS.urge': () => ({ given: urge({}, { rightsTold: false }) }),
  'ReceiveUrgeStatement R-00 G-URGED': () => ({ history: anOverdueCase() }),
  'ReceiveUrgeStatement R-00 G-STATEMENT': () => ({ history: h.play(anUrgedCase(), [statement()]) }),
  'ReviewUrgeStatement R-00 G-STATEMENT.open': () => ({ history: anUrgedCase() }),
  'MakeAgreement R-00 G-OVERDUE.file': () => ({ history: aServedGeneralCase() }),
  'MakeAgreement R-12 G-HOLD.course': () => ({ state: suspendedCourse }),
  'MakeAgreement R-27 G-UNPERFORMED': () => ({ history: paid(anUrgedCase()) }),
  'MakeAgreement R-03 G-AGREE.harm': () => ({ given: agree({ harmsOthers: true }) }),
  'MakeAgreement R-03 G-AGREE': () => ({ given: agree({ remedied: false }) }),
  'RecordAgreementBroken R-00 G-AGREE.missed': () => ({ facts: { date: '2024-07-15' } }),
  'AnnounceDemolition R-00 G-OVERDUE.file': () => ({ history: aServedGeneralCase() }),
  'AnnounceDemolition R-00 G-DEMOLISH': () => ({ given: demolition({ removeBy: '2024-06-05' }) }),
  ...holds('DecideExecution'),
  'DecideExecution R-08 G-TIER': () => ({ facts: lowly }),
  'DecideExecution R-03 G-POWER': () => ({
    given: decideExecution({ power: { ...law, rank: 'local-regulation' } }),
  }),
  'DecideExecution R-15 G-STATEMENT.reviewed': () => ({ history: h.play(anUrgedCase(), [statement()]) }),
  'DecideExecution R-14 G-REVIEW.execution': () => ({
    facts: { rules: listing('review.list', '2024-07-08') },
  }),
  'DecideExecution R-17 G-COLLECT.execution': () => ({
    facts: { rules: listing('collective.list', '2024-07-08') },
  }),
  'DecideExecution R-11 G-DOC': () => ({ facts: urgeTemplate }),
  'DecideExecution R-11 G-DOC.seal': () => ({ given: decideExecution({ sealed: false }) }),
  'DecideExecution R-27 G-URGE.over': () => ({ history: anOverdueCase() }),
  'DecideExecution R-27 G-UNPERFORMED': () => ({
    history: h.play(anUrgedCase(), [h.pay({ lateFeeFen: 9600 }), { date: '2024-07-06' }]),
  }),
  'DecideExecution R-27 G-LATEFEE.ran': () => ({ facts: { date: '2024-07-04' } }),
  'DecideExecution R-27 G-DEMOLISH.ripe': () => ({ given: decideExecution({ manners: ['demolish'] }) }),
  ...breakingService('ServeExecutionDecision', serveExecution, '2024-07-09'),
  'ServeExecutionDecision R-00 G-EXECUTION': () => ({ history: anUrgedCase() }),
  ...executing('DisposeProperty'),
  'DisposeProperty R-03 G-MANNER': () => ({
    history: h.play(anExecutionDecided({ manners: ['restore'] }), [serveExecution(), { date: '2024-07-09' }]),
  }),
  'DisposeProperty R-03 G-AUCTION': () => ({ given: dispose({ auctioneer: undefined }) }),
  ...executing('TransferFunds'),
  'TransferFunds R-03 G-MANNER': () => ({
    history: h.play(anExecutionDecided({ manners: ['restore'] }), [serveExecution(), { date: '2024-07-09' }]),
  }),
  'TransferFunds R-03 G-POWER.transfer': () => ({ given: transfer({ power: { ...law, rank: 'rule' } }) }),
  ...executing('ExecuteDirectly'),
  'ExecuteDirectly R-03 G-MANNER': () => ({ given: direct({ manner: 'demolish' }) }),
  'DisposeConfiscated R-12 G-HOLD': () => ({ state: held }),
  'DisposeConfiscated R-03 G-GOODS': () => ({ history: aServedGeneralCase() }),
  'DisposeConfiscated R-00 G-GOODS.once': () => ({ history: h.play(aConfiscation(), [goods()]) }),
  'DisposeConfiscated R-11 G-GOODS.receipt': () => ({ given: goods({ treasury: undefined }) }),
  ...breakingService('ServeSubstituteDecision', substituteDecision, '2024-06-26'),
  ...holds('ServeSubstituteDecision'),
  'ServeSubstituteDecision R-08 G-TIER': () => ({ facts: lowly }),
  'ServeSubstituteDecision R-03 G-SUBSTITUTE': () => ({
    given: substituteDecision({}, { noInterest: false }),
  }),
  'ServeSubstituteDecision R-27 G-URGE.vain': () => ({ history: actOverdue() }),
  'ServeSubstituteDecision R-11 G-DOC': () => ({ facts: urgeTemplate }),
  ...breakingService('ServeSubstituteNotice', substituteNotice, '2024-06-27'),
  'ServeSubstituteNotice R-10 G-SUBSTITUTE.served': () => ({ history: anActUrged() }),
  'ServeSubstituteNotice R-27 G-SUBSTITUTE.notice': () => ({
    given: substituteNotice({}, { for: '2024-07-01' }),
  }),
  ...holds('PerformSubstitute'),
  'PerformSubstitute R-10 G-SUBSTITUTE.served': () => ({ history: anActUrged() }),
  'PerformSubstitute R-27 G-SUBSTITUTE.noticed': () => ({ history: aSubstituteDecided() }),
  'PerformSubstitute R-27 G-UNPERFORMED': () => ({
    history: h.play(aSubstituteNoticed(), [complete({ performedBy: 'party' }), { date: '2024-07-01' }]),
  }),
  'PerformSubstitute R-03 G-SUBSTITUTE.violence': () => ({ given: substitute({ violence: true }) }),
  'PerformSubstitute R-11 G-DOC.substitute': () => ({ given: substitute({ signedBy: ['performer'] }) }),
  'PerformSubstitute R-19 G-CAL': () => ({ facts: hour('2024-07-10', '23:00') }),
  'PerformAtOnce R-03 G-ATONCE': () => ({ given: atOnce({ partyUnable: false }) }),
  'HaltExecution R-08 G-TIER': () => ({ facts: lowly }),
  'HaltExecution R-00 G-COURSE': () => ({ history: aServedGeneralCase() }),
  'HaltExecution R-00 G-COURSE.runs': () => ({ history: aHaltedCase() }),
  'ResumeExecution R-00 G-COURSE.halted': () => ({ history: anUrgedCase() }),
  'TerminateExecution R-08 G-TIER': () => ({ facts: lowly }),
  'TerminateExecution R-00 G-COURSE': () => ({ history: aServedGeneralCase() }),
  'GiveUpExecution R-08 G-TIER': () => ({ facts: { approver: li, date: '2027-07-02' } }),
  'GiveUpExecution R-00 G-COURSE': () => ({
    history: h.play(aHaltedCase(), [terminate(), chief]),
  }),
  'GiveUpExecution R-27 G-GIVEUP': () => ({ facts: { ...chief, date: '2027-07-01' } }),
  'CompleteExecution R-00 G-COURSE': () => ({ history: h.play(anExecutedCase(), [terminate(), chief]) }),
  'CompleteExecution R-00 G-DONE': () => ({ given: complete({ performedBy: 'court' }) }),
  'ReverseExecution R-00 G-REVERSE': () => ({ history: anUrgedCase() }),
  'ReverseExecution R-03 G-REVERSE.first': () => ({ given: turnBack({ how: 'compensated' }) }),
};
