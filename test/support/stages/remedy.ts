import * as c from '../../../src/domain/penalty-case/remedy/commands';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import { anOfficer, monday } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';

/** Appeals of a decided case and what becomes of them, and one act for each of their rules that breaks it. */

const make =
  <C extends object>(type: new () => C, body: object) =>
  (changes: object = {}): C =>
    command(type, { ...body, ...changes });

const a = { appeal: 'a1' };
export const receive = make(c.ReceiveReconsideration, a);
export const forward = make(c.ForwardReconsideration, { ...a, to: '示范市人民政府' });
export const apply = make(c.RecordReconsideration, { ...a, body: '示范市人民政府' });
export const copy = make(c.RecordReviewCopy, { ...a, procedure: 'simple' });
export const changeProcedure = make(c.RecordReviewProcedureChange, a);
export const reviewed = make(c.RecordReconsiderationDecision, { ...a, outcome: 'upheld', servedOn: monday });
export const sue = make(c.RecordLawsuit, { appeal: 's1', court: '示范区人民法院' });
export const complaint = make(c.RecordComplaintCopy, { appeal: 's1' });
export const judge = make(c.RecordJudgment, {
  ...{ appeal: 's1', instance: 'first', outcome: 'revoked', servedOn: monday },
});
export const appear = make(c.RecordCourtAppearance, {
  ...{ appeal: 's1', on: monday, instance: 'first', agents: ['officer-li'], lawyer: true },
  ...{ leader: { officer: 'officer-chief', as: 'deputy-chief' }, must: 'court-request' },
});
export const withdrawAppeal = make(c.RecordAppealWithdrawal, a);
export const submit = make(c.SubmitEvidence, { ...a, volumes: ['open'], packages: ['c'.repeat(64)] });
export const opinion = make(c.RecordReviewOpinion, { ...a, reference: '示政复意〔2024〕3号' });
export const reportOnOpinion = make(c.ReportOnOpinion, { ...a, reference: '示城管函〔2024〕8号' });
export const stay = make(c.StayExecution, {
  by: 'court',
  basis: { norm: '中华人民共和国行政诉讼法', article: '第五十六条', rank: 'law' },
});
export const lift = make(c.LiftStay, {});
export const reverse = make(c.ReverseDecision, {
  ...{ by: 'superior', kind: 'revoked', effectiveAt: monday, partly: false, duties: [] },
  reason: '程序违法',
});
export const correctDecision = make(c.CorrectDecision, {
  ...{ approver: 'officer-chief', kind: 'revoked', effectiveAt: monday, partly: false, duties: [] },
  reason: '适用依据错误',
});
export const concludeInquiry = make(c.ConcludeInquiry, { outcome: 'fault', by: ['officer-zhao'] });
export const refund = make(c.PayRefund, { amountFen: 10_000, receipt: 'R-1' });
export const perform = make(c.PerformJudgment, { duty: 'redo' });
export const tellReceivers = make(c.CorrectReceivers, { receivers: ['信用示范'] });
export const reopen = make(c.ReopenCase, { ground: 'new-act', approver: 'officer-chief' });

const byChief: Partial<CaseFacts> = { approver: h.chief };
const inCourt: Partial<CaseFacts> = { people: new Map([[h.chief.s, h.chief]]) };
export const anAppliedCase = (from = h.aDeliveredCase()) => h.play(from, [apply()]);
export const anAnsweringCase = () => h.play(h.aDeliveredCase(), [copy()]);
export const aSuedCase = (from = h.aDeliveredCase()) => h.play(from, [sue()]);
export const aReversedCase = (changes: object = {}, from = h.aPaidCase()) => h.play(from, [reverse(changes)]);
const corrected = () => h.play(h.aPaidCase(), [correctDecision(), byChief]);
const redo = { duties: [{ kind: 'redo' }] };

export const lawfulRemedy: Readonly<Record<string, () => Example>> = {
  ReceiveReconsideration: () => ({ history: h.aDeliveredCase(), given: receive() }),
  RecordCourtAppearance: () => ({ history: aSuedCase(), given: appear(), facts: inCourt }),
  ForwardReconsideration: () => ({ history: h.play(h.aDeliveredCase(), [receive()]), given: forward() }),
  RecordReconsideration: () => ({ history: h.aDeliveredCase(), given: apply() }),
  RecordReviewCopy: () => ({ history: anAppliedCase(), given: copy() }),
  RecordReviewProcedureChange: () => ({ history: anAnsweringCase(), given: changeProcedure() }),
  RecordReconsiderationDecision: () => ({ history: anAnsweringCase(), given: reviewed() }),
  RecordLawsuit: () => ({ history: h.aDeliveredCase(), given: sue() }),
  RecordComplaintCopy: () => ({ history: aSuedCase(), given: complaint() }),
  RecordJudgment: () => ({ history: aSuedCase(), given: judge() }),
  RecordAppealWithdrawal: () => ({ history: anAppliedCase(), given: withdrawAppeal() }),
  SubmitEvidence: () => ({ history: anAnsweringCase(), given: submit() }),
  RecordReviewOpinion: () => ({ history: anAnsweringCase(), given: opinion() }),
  ReportOnOpinion: () => ({ history: h.play(anAnsweringCase(), [opinion()]), given: reportOnOpinion() }),
  StayExecution: () => ({ history: h.aDeliveredCase(), given: stay() }),
  LiftStay: () => ({ history: h.play(h.aDeliveredCase(), [stay()]), given: lift() }),
  ReverseDecision: () => ({ history: h.aPaidCase(), given: reverse() }),
  CorrectDecision: () => ({ history: h.aPaidCase(), given: correctDecision(), facts: byChief }),
  ConcludeInquiry: () => ({ history: corrected(), given: concludeInquiry() }),
  PayRefund: () => ({ history: aReversedCase(), given: refund() }),
  PerformJudgment: () => ({ history: aReversedCase(redo), given: perform() }),
  CorrectReceivers: () => ({ history: aReversedCase(), given: tellReceivers() }),
  ReopenCase: () => ({ history: aReversedCase(), given: reopen(), facts: byChief }),
};

const ended = () => h.play(anAppliedCase(), [withdrawAppeal()]);
const endedSuit = () =>
  h.play(aSuedCase(), [withdrawAppeal({ appeal: 's1', ruling: '（2024）示行初1号之一' })]);
const noChief: Partial<CaseFacts> = { approver: anOfficer('officer-zhao') };
const lighter = { kinds: ['fine'], fineFen: 6000, tier: 'normal' };
const worse = { kinds: ['fine'], fineFen: 20_000, tier: 'normal' };

export const brokenRemedy: Readonly<Record<string, () => Partial<Example>>> = {
  'ReceiveReconsideration R-00 G-STEP.reconsideration': () => ({ history: ended() }),
  'ForwardReconsideration R-00 G-STEP.pending': () => ({ given: forward({ appeal: 'a9' }) }),
  'RecordReconsideration R-00 G-STEP.reconsideration': () => ({ history: ended() }),
  'RecordReviewCopy R-00 G-STEP.reconsideration': () => ({ history: ended() }),
  'RecordReviewProcedureChange R-00 G-STEP.pending': () => ({
    history: h.play(anAnsweringCase(), [reviewed()]),
  }),
  'RecordReviewProcedureChange R-00 G-STEP.procedure': () => ({
    history: h.play(h.aDeliveredCase(), [copy({ procedure: 'ordinary' })]),
  }),
  'RecordReconsiderationDecision R-00 G-STEP.reconsideration': () => ({
    history: aSuedCase(),
    given: reviewed({ appeal: 's1' }),
  }),
  'RecordReconsiderationDecision R-00 G-STEP.pending': () => ({ given: reviewed({ appeal: 'a9' }) }),
  'RecordLawsuit R-00 G-STEP.suit': () => ({ history: endedSuit() }),
  'RecordComplaintCopy R-00 G-STEP.suit': () => ({ history: endedSuit() }),
  'RecordJudgment R-00 G-STEP.judged': () => ({ history: h.play(aSuedCase(), [judge()]) }),
  'RecordJudgment R-00 G-DATES.judgment': () => ({ given: judge({ performBy: '2024-05-19' }) }),
  'RecordCourtAppearance R-00 G-STEP.appearance': () => ({ history: anAppliedCase() }),
  'RecordCourtAppearance R-08 G-TIER.court': () => ({
    given: appear({ leader: { officer: 'officer-chief', as: 'chief' } }),
  }),
  'RecordAppealWithdrawal R-00 G-STEP.pending': () => ({ history: ended() }),
  'RecordAppealWithdrawal R-00 G-STEP.ruling': () => ({
    history: aSuedCase(),
    given: withdrawAppeal({ appeal: 's1' }),
  }),
  'SubmitEvidence R-00 G-STEP.answer': () => ({ history: anAppliedCase() }),
  'SubmitEvidence R-31 G-VOLUMES': () => ({ given: submit({ volumes: ['closed'] }) }),
  'RecordReviewOpinion R-00 G-STEP.opinion': () => ({ history: h.play(anAnsweringCase(), [opinion()]) }),
  'ReportOnOpinion R-00 G-STEP.opinion-waits': () => ({ history: anAnsweringCase() }),
  'StayExecution R-00 G-STEP.stay': () => ({ history: h.play(h.aDeliveredCase(), [stay()]) }),
  'LiftStay R-00 G-STEP.stayed': () => ({ history: h.aDeliveredCase() }),
  'WithdrawDisclosure R-11 G-WITHDRAW': () => ({
    given: h.withdraw({ reason: 'reversal', publicReason: '已撤销' }),
  }),
  'ReverseDecision R-00 G-STEP.reversed': () => ({ history: aReversedCase() }),
  'ReverseDecision R-13 G-EFFECTIVE': () => ({ given: reverse({ by: 'court' }) }),
  'ReverseDecision R-11 G-REVERSAL': () => ({ given: reverse({ proposal: lighter }) }),
  'ReverseDecision R-23 G-HEAVIER.reversal': () => ({
    given: reverse({ kind: 'changed', proposal: worse }),
  }),
  'CorrectDecision R-08 G-TIER': () => ({ facts: noChief }),
  'CorrectDecision R-00 G-STEP.reversed': () => ({ history: aReversedCase() }),
  'CorrectDecision R-11 G-REVERSAL': () => ({ given: correctDecision({ kind: 'changed' }) }),
  'CorrectDecision R-23 G-HEAVIER.reversal': () => ({
    given: correctDecision({ kind: 'changed', proposal: worse }),
  }),
  'ConcludeInquiry R-00 G-STEP.inquiry': () => ({ history: aReversedCase() }),
  'PayRefund R-00 G-OWED.refund': () => ({ given: refund({ amountFen: 10_001 }) }),
  'PerformJudgment R-00 G-STEP.duty': () => ({ history: aReversedCase() }),
  'ReopenCase R-08 G-TIER': () => ({ facts: noChief }),
  'ReopenCase R-00 G-STEP.reopen': () => ({
    history: aReversedCase({ kind: 'changed', proposal: lighter }),
  }),
};
