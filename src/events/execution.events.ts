import { z } from 'zod';
import { clocks, code, reliance } from './case-schemas';
import { courtEvents, type CourtEvent } from './court.events';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { citation, civilDate, fen, handle, reliedOn, sha256Hex, text } from './schemas';
import { findings, serviceRecord, serviceWords } from './service-schemas';

/** C.5: enforcement of what was decided (强制法 34–52). */

const document = z.strictObject({
  number: text(128),
  year: z.int(),
  seq: z.int().min(1),
  template: reliedOn,
  version: z.int().min(1),
});
const by = z.array(handle).min(1).max(20);
const words = (max = 4000) => ({ party: z.strictObject({ words: text(max) }) });

export const PerformanceOverdue = defineEvent('PerformanceOverdue', 1, {
  zh: '逾期未履行',
  en: 'Performance overdue',
  data: z.strictObject({ duty: z.enum(['money', 'act']), dueOn: civilDate, ...clocks, reliance }),
});

export const UrgeServed = defineEvent('UrgeServed', 1, {
  zh: '送达催告书',
  en: 'Urge served',
  data: z.strictObject({
    document,
    performBy: civilDate,
    amountFen: fen,
    service: serviceRecord,
    findings,
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ ...serviceWords, manner: text(1000) }) },
});

export const UrgeStatementReceived = defineEvent('UrgeStatementReceived', 1, {
  zh: '收到对催告的陈述申辩',
  en: 'Statement on the urge received',
  data: z.strictObject({ id: code, reliance }),
  personal: words(),
});

export const UrgeStatementReviewed = defineEvent('UrgeStatementReviewed', 1, {
  zh: '复核对催告的陈述申辩',
  en: 'Statement on the urge reviewed',
  data: z.strictObject({ id: code, outcome: z.enum(['accepted', 'partly', 'rejected']), reliance }),
  personal: words(),
});

const stages = z
  .array(z.strictObject({ due: civilDate, amountFen: fen }))
  .min(1)
  .max(60);

export const ExecutionAgreementMade = defineEvent('ExecutionAgreementMade', 1, {
  zh: '达成执行协议',
  en: 'Execution agreement made',
  data: z.strictObject({
    stages,
    /** Late fee still to be paid under the agreement, with what was paid of it before. */
    lateFeeFen: fen,
    remedied: z.boolean(),
    paidBefore: fen,
    ...clocks,
    reliance,
  }),
  personal: words(),
});

export const AgreementBroken = defineEvent('AgreementBroken', 1, {
  zh: '不履行执行协议',
  en: 'Agreement broken',
  data: z.strictObject({ missed: civilDate, ...clocks, reliance }),
});

export const DemolitionAnnounced = defineEvent('DemolitionAnnounced', 1, {
  zh: '公告限期自行拆除',
  en: 'Demolition announced',
  data: z.strictObject({ removeBy: civilDate, reference: text(64), reliance }),
});

export const ExecutionDecided = defineEvent('ExecutionDecided', 1, {
  zh: '作出行政强制执行决定',
  en: 'Execution decided',
  data: z.strictObject({
    document,
    manners: z.array(code).min(1).max(10),
    power: citation,
    immediate: z.boolean(),
    approver: handle,
    review: z.strictObject({ reviewer: handle, on: civilDate, reference: text(64) }).exactOptional(),
    discussion: z.strictObject({ on: civilDate, reference: text(64) }).exactOptional(),
    ...clocks,
    reliance,
  }),
  /** Why there is no good reason for not performing; for an immediate decision the signs of hiding property. */
  personal: words(),
});

export const ExecutionDecisionServed = defineEvent('ExecutionDecisionServed', 1, {
  zh: '送达强制执行决定书',
  en: 'Execution decision served',
  data: z.strictObject({ service: serviceRecord, findings, reliance }),
  personal: { party: z.strictObject(serviceWords) },
});

const executed = {
  officers: by,
  urgent: z.boolean(),
  /** Voucher of the treasury or the special account (强制法 49). */
  treasury: text(64),
  reliance,
};

export const PropertyDisposed = defineEvent('PropertyDisposed', 1, {
  zh: '拍卖或者依法处理财物',
  en: 'Property disposed of',
  data: z.strictObject({
    ...executed,
    manner: z.enum(['auctioned', 'disposed']),
    auctioneer: text(128).exactOptional(),
    proceedsFen: fen,
  }),
});

export const FundsTransferred = defineEvent('FundsTransferred', 1, {
  zh: '划拨存款、汇款',
  en: 'Funds transferred',
  data: z.strictObject({ ...executed, power: citation, notice: text(64), amountFen: fen }),
});

export const DirectExecutionDone = defineEvent('DirectExecutionDone', 1, {
  zh: '直接强制执行',
  en: 'Direct execution done',
  data: z.strictObject({
    officers: by,
    urgent: z.boolean(),
    manner: z.enum(['remove-obstruction', 'restore', 'demolish']),
    recording: sha256Hex.exactOptional(),
    findings,
    reliance,
  }),
});

export const SubstituteDecisionServed = defineEvent('SubstituteDecisionServed', 1, {
  zh: '送达代履行决定书',
  en: 'Decision on substitute performance served',
  data: z.strictObject({
    document,
    danger: z.enum(['traffic', 'environment', 'natural-resources']),
    performer: z.enum(['organ', 'third-party']),
    budgetFen: fen,
    approver: handle,
    service: serviceRecord,
    findings,
    reliance,
  }),
  personal: { party: z.strictObject({ ...serviceWords, words: text(4000) }) },
});

export const SubstituteNoticeServed = defineEvent('SubstituteNoticeServed', 1, {
  zh: '代履行前催告',
  en: 'Reminder before substitute performance served',
  data: z.strictObject({ for: civilDate, service: serviceRecord, findings, reliance }),
  personal: { party: z.strictObject(serviceWords) },
});

export const SubstitutePerformed = defineEvent('SubstitutePerformed', 1, {
  zh: '代履行',
  en: 'Substitute performance',
  data: z.strictObject({
    officers: by,
    urgent: z.boolean(),
    costFen: fen,
    signedBy: z.array(code),
    reliance,
  }),
});

export const SubstitutePerformedAtOnce = defineEvent('SubstitutePerformedAtOnce', 1, {
  zh: '立即代履行',
  en: 'Substitute performance at once',
  data: z.strictObject({
    officers: by,
    place: z.enum(['road', 'river', 'channel', 'public-place']),
    partyPresent: z.boolean(),
    toldOn: civilDate.exactOptional(),
    costFen: fen,
    findings,
    reliance,
  }),
  personal: words(),
});

export const ExecutionHalted = defineEvent('ExecutionHalted', 1, {
  zh: '中止执行',
  en: 'Execution halted',
  data: z.strictObject({ ground: code, harmless: z.boolean(), approver: handle, ...clocks, reliance }),
  personal: words(),
});

export const ExecutionResumed = defineEvent('ExecutionResumed', 1, {
  zh: '恢复执行',
  en: 'Execution resumed',
  data: z.strictObject({ ...clocks, reliance }),
  personal: words(),
});

export const ExecutionTerminated = defineEvent('ExecutionTerminated', 1, {
  zh: '终结执行',
  en: 'Execution terminated',
  data: z.strictObject({ ground: code, approver: handle, ...clocks, reliance }),
  personal: words(),
});

export const ExecutionGivenUp = defineEvent('ExecutionGivenUp', 1, {
  zh: '不再执行',
  en: 'Execution given up',
  data: z.strictObject({ since: civilDate, approver: handle, ...clocks, reliance }),
});

export const ExecutionDone = defineEvent('ExecutionDone', 1, {
  zh: '执行完毕',
  en: 'Execution done',
  data: z.strictObject({
    performedBy: z.enum(['party', 'organ', 'substitute', 'court']),
    ...clocks,
    reliance,
  }),
});

export const ExecutionReversed = defineEvent('ExecutionReversed', 1, {
  zh: '执行回转',
  en: 'Execution reversed',
  data: z.strictObject({
    because: z.enum(['reversed', 'self-corrected', 'error']),
    how: z.enum(['restored', 'returned', 'compensated']),
    amountFen: fen,
    reference: text(64),
    ...clocks,
    reliance,
  }),
});

export const ConfiscatedDisposed = defineEvent('ConfiscatedDisposed', 1, {
  zh: '处理没收财物',
  en: 'Confiscated goods disposed of',
  data: z.strictObject({
    goods: code,
    complete: z.boolean(),
    how: z.enum(['destroyed', 'auctioned', 'handed-over', 'treasury']),
    officers: by,
    /** Number of the receipt: of the destruction, the sale, the receiver, the treasury. */
    receipt: text(64),
    proceedsFen: fen,
    treasury: text(64).exactOptional(),
    recording: sha256Hex.exactOptional(),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ description: text(1000) }) },
});

export const executionEvents = [
  PerformanceOverdue,
  UrgeServed,
  UrgeStatementReceived,
  UrgeStatementReviewed,
  ExecutionAgreementMade,
  AgreementBroken,
  DemolitionAnnounced,
  ExecutionDecided,
  ExecutionDecisionServed,
  PropertyDisposed,
  FundsTransferred,
  DirectExecutionDone,
  SubstituteDecisionServed,
  SubstituteNoticeServed,
  SubstitutePerformed,
  SubstitutePerformedAtOnce,
  ExecutionHalted,
  ExecutionResumed,
  ExecutionTerminated,
  ExecutionGivenUp,
  ExecutionDone,
  ExecutionReversed,
  ConfiscatedDisposed,
  ...courtEvents,
] as unknown as readonly EventDefinition[];

export type ExecutionEvent =
  | EventOf<typeof PerformanceOverdue>
  | EventOf<typeof UrgeServed>
  | EventOf<typeof UrgeStatementReceived>
  | EventOf<typeof UrgeStatementReviewed>
  | EventOf<typeof ExecutionAgreementMade>
  | EventOf<typeof AgreementBroken>
  | EventOf<typeof DemolitionAnnounced>
  | EventOf<typeof ExecutionDecided>
  | EventOf<typeof ExecutionDecisionServed>
  | EventOf<typeof PropertyDisposed>
  | EventOf<typeof FundsTransferred>
  | EventOf<typeof DirectExecutionDone>
  | EventOf<typeof SubstituteDecisionServed>
  | EventOf<typeof SubstituteNoticeServed>
  | EventOf<typeof SubstitutePerformed>
  | EventOf<typeof SubstitutePerformedAtOnce>
  | EventOf<typeof ExecutionHalted>
  | EventOf<typeof ExecutionResumed>
  | EventOf<typeof ExecutionTerminated>
  | EventOf<typeof ExecutionGivenUp>
  | EventOf<typeof ExecutionDone>
  | EventOf<typeof ExecutionReversed>
  | EventOf<typeof ConfiscatedDisposed>
  | CourtEvent;
