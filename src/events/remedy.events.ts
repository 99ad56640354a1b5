import { z } from 'zod';
import { clocks, code, proposal, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { citation, civilDate, fen, handle, sha256Hex, text } from './schemas';

/** P24–P27b: reconsideration, litigation, reversal, self-correction, reopening (复议法, 行诉法, 处罚法 48, 73). */

/** Which appeal of the case is meant; a case may have a reconsideration and a suit after it. */
const bare = { appeal: code, ...clocks, reliance };

export const ReconsiderationReceived = defineEvent('ReconsiderationReceived', 1, {
  zh: '收到经本机关提交的复议申请',
  en: 'Application for reconsideration handed to the organ',
  data: z.strictObject(bare),
});

export const ReconsiderationForwarded = defineEvent('ReconsiderationForwarded', 1, {
  zh: '转送复议申请',
  en: 'Application for reconsideration forwarded',
  data: z.strictObject({ ...bare, to: text(200) }),
});

export const ReconsiderationApplied = defineEvent('ReconsiderationApplied', 1, {
  zh: '申请行政复议',
  en: 'Reconsideration applied for',
  data: z.strictObject({ ...bare, body: text(200) }),
});

const reviewProcedure = z.enum(['ordinary', 'simple']);

export const ReviewCopyReceived = defineEvent('ReviewCopyReceived', 1, {
  zh: '收到复议申请书副本',
  en: 'Copy of the application received',
  data: z.strictObject({ ...bare, procedure: reviewProcedure }),
});

export const ReviewProcedureChanged = defineEvent('ReviewProcedureChanged', 1, {
  zh: '复议转为普通程序',
  en: 'Reconsideration turned into the ordinary procedure',
  data: z.strictObject(bare),
});

export const ReconsiderationDecided = defineEvent('ReconsiderationDecided', 1, {
  zh: '行政复议决定',
  en: 'Reconsideration decided',
  data: z.strictObject({
    ...bare,
    outcome: z.enum(['upheld', 'changed', 'revoked', 'unlawful', 'void', 'ordered', 'rejected', 'mediated']),
    servedOn: civilDate,
  }),
});

export const LawsuitFiled = defineEvent('LawsuitFiled', 1, {
  zh: '提起行政诉讼',
  en: 'Suit filed',
  data: z.strictObject({ ...bare, court: text(200) }),
});

export const ComplaintCopyReceived = defineEvent('ComplaintCopyReceived', 1, {
  zh: '收到起诉状副本',
  en: 'Copy of the complaint received',
  data: z.strictObject(bare),
});

export const LawsuitJudged = defineEvent('LawsuitJudged', 1, {
  zh: '行政诉讼裁判',
  en: 'Suit judged',
  data: z.strictObject({
    ...bare,
    instance: z.enum(['first', 'second']),
    outcome: z.enum(['dismissed', 'changed', 'revoked', 'unlawful', 'void', 'ordered', 'mediated']),
    servedOn: civilDate,
    /** Last day to perform that it sets (解释 153). */
    performBy: civilDate.exactOptional(),
  }),
});

export const AppealWithdrawn = defineEvent('AppealWithdrawn', 1, {
  zh: '撤回申请或者起诉',
  en: 'Application or suit withdrawn',
  /** `ruling`: number of the ruling by which the court allowed the withdrawal of a suit (行诉法 62). */
  data: z.strictObject({ ...bare, ruling: text(128).exactOptional() }),
});

export const EvidenceSubmitted = defineEvent('EvidenceSubmitted', 1, {
  zh: '提交答复与证据依据',
  en: 'Answer and evidence submitted',
  data: z.strictObject({
    ...bare,
    volumes: z.array(z.enum(['open', 'closed'])).min(1),
    /** SHA-256 of each package as it was handed over. */
    packages: z.array(sha256Hex).max(10),
  }),
});

export const ReviewOpinionReceived = defineEvent('ReviewOpinionReceived', 1, {
  zh: '收到行政复议意见书',
  en: 'Opinion of the reconsideration organ received',
  data: z.strictObject({ ...bare, reference: text(128) }),
});

export const ReviewOpinionReported = defineEvent('ReviewOpinionReported', 1, {
  zh: '报告行政复议意见书落实情况',
  en: 'Measures after the opinion reported',
  data: z.strictObject({ ...bare, reference: text(128) }),
});

export const ExecutionStayed = defineEvent('ExecutionStayed', 1, {
  zh: '停止执行',
  en: 'Execution stayed',
  data: z.strictObject({
    by: z.enum(['organ', 'reconsideration', 'court']),
    basis: citation,
    ...clocks,
    reliance,
  }),
});

export const StayLifted = defineEvent('StayLifted', 1, {
  zh: '恢复执行',
  en: 'Stay lifted',
  data: z.strictObject({ reference: text(128).exactOptional(), ...clocks, reliance }),
});

/** What a reversal or judgment obliges the organ to, each by its day. */
const duties = z.array(
  z.strictObject({ kind: z.enum(['refund', 'redo', 'perform', 'compensate']), due: civilDate }),
);

/** What a decision was reversed for; each leads to whoever answers for that part of the procedure. */
export const reversalGrounds = [
  'filing',
  'facts',
  'form',
  'basis',
  'review',
  'hearing',
  'notice',
  'meeting',
  'document',
  'service',
] as const;

export type ReversalGround = (typeof reversalGrounds)[number];

const reversal = {
  kind: z.enum(['revoked', 'changed', 'unlawful', 'void', 'redo', 'mediated']),
  effectiveAt: civilDate,
  partly: z.boolean(),
  /** The penalty that stands afterwards; absent where none does, or where it stands as it was. */
  proposal: proposal.exactOptional(),
  /** What goes back to the party, late fee included. */
  refundFen: fen,
  duties,
  /** Where it says so; the grounds of 复议法 63–67 and 行政诉讼法 70, 74, 75, 77 by the part of the procedure that they blame. */
  grounds: z.array(z.enum(reversalGrounds)).min(1).exactOptional(),
  /** Said to the public with the withdrawal (处罚法 48(2)); names nobody. */
  reason: text(1000),
};

export const DecisionReversed = defineEvent('DecisionReversed', 1, {
  zh: '处罚决定被撤销、变更或者确认违法',
  en: 'Decision reversed',
  data: z.strictObject({
    by: z.enum(['reconsideration', 'court', 'superior', 'supervision']),
    ...reversal,
    ...clocks,
    reliance,
  }),
});

export const SelfCorrected = defineEvent('SelfCorrected', 1, {
  zh: '自行纠正',
  en: 'Corrected by the organ itself',
  data: z.strictObject({ decidedBy: handle, ...reversal, ...clocks, reliance }),
});

export const InquiryConcluded = defineEvent('InquiryConcluded', 1, {
  zh: '自行纠正后的调查处理',
  en: 'Inquiry after a self-correction concluded',
  data: z.strictObject({
    outcome: z.enum(['no-fault', 'fault', 'referred']),
    by: z.array(handle).min(1),
    ...clocks,
    reliance,
  }),
});

export const RefundPaid = defineEvent('RefundPaid', 1, {
  zh: '退还款项',
  en: 'Refund paid',
  data: z.strictObject({ amountFen: fen, receipt: text(128), ...clocks, reliance }),
});

export const JudgmentPerformed = defineEvent('JudgmentPerformed', 1, {
  zh: '履行裁判或者决定',
  en: 'Judgment or decision performed',
  data: z.strictObject({ duty: z.enum(['redo', 'perform', 'compensate']), ...clocks, reliance }),
});

export const ReceiversCorrected = defineEvent('ReceiversCorrected', 1, {
  zh: '更正告知决定的接收方',
  en: 'Receivers of the decision corrected',
  data: z.strictObject({ receivers: z.array(text(200)).min(1).max(50), ...clocks, reliance }),
});

export const CaseReopened = defineEvent('CaseReopened', 1, {
  zh: '恢复或者重新办理',
  en: 'Case reopened',
  data: z.strictObject({ ground: z.enum(['redo', 'new-act']), decidedBy: handle, ...clocks, reliance }),
});

const declared = [
  ReconsiderationReceived,
  ReconsiderationForwarded,
  ReconsiderationApplied,
  ReviewCopyReceived,
  ReviewProcedureChanged,
  ReconsiderationDecided,
  LawsuitFiled,
  ComplaintCopyReceived,
  LawsuitJudged,
  AppealWithdrawn,
  EvidenceSubmitted,
  ReviewOpinionReceived,
  ReviewOpinionReported,
  ExecutionStayed,
  StayLifted,
  DecisionReversed,
  SelfCorrected,
  InquiryConcluded,
  RefundPaid,
  JudgmentPerformed,
  ReceiversCorrected,
  CaseReopened,
] as const;

export const remedyEvents = declared as unknown as readonly EventDefinition[];

export type RemedyEvent = EventOf<(typeof declared)[number]>;
