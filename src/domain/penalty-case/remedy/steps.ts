import * as e from '../../../events/remedy.events';
import { publicationClocks } from '../../../law/publication-channels';
import { plain, present, type Plain } from '../../../kernel/plain-data';
import type { CivilDate } from '../../../kernel/time';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { endingOn, opening, stillOpen } from '../clocks';
import { mootClocks } from '../execution/duty';
import { leftToTurnBack, turnBackClock } from '../execution/state';
import type { CaseFacts } from '../facts';
import { tierReached } from '../guards/identity';
import type { CaseState } from '../state';
import { freshDecideTime } from '../transfer/decide-time';
import { appealSteps, after, reopenedPhases } from './appeal-steps';
import * as c from './commands';
import { opinionSteps } from './opinion-steps';
import {
  dutyOpen,
  effectiveRightly,
  inquiryOpen,
  isStayed,
  mayBeReopened,
  notStayedYet,
  notWorse,
  paidSoFar,
  refundOf,
  refundOwed,
  saysWhatStands,
  standsYet,
} from './rules';
import { leaveNothing } from './state';

const legal = ['officer', 'legal-reviewer', 'approver'] as const;
const afterReversal = [...after, ...reopenedPhases];
/** What was to be published of the decision as it was has no clock any more, nor what was to be paid or executed of it. */
const asItWas = [...publicationClocks, 'appeal.forward'];
const undone = ['fine.pay', 'court.apply', 'exec.giveup', ...asItWas];

/**
 * The clocks that a reversal closes. What is still owed afterwards is paid and executed as before; what a 复议机关 has
 * changed it takes to the court itself (复议法 78).
 */
function undoneBy({ kind, proposal }: Reversed, by: Reverser, state: CaseState): string[] {
  const owed = proposal !== undefined && proposal.fineFen > paidSoFar(state).fineFen;
  if (kind !== 'unlawful' && !owed) return [...new Set([...undone, ...mootClocks(state)])];
  const byReview = by === 'reconsideration' && (kind === 'changed' || kind === 'mediated');
  return [...asItWas, ...(byReview ? ['court.apply'] : [])];
}

type Reversed = Omit<c.ReverseDecision, 'by'>;
type Reverser = c.ReverseDecision['by'] | 'self';
const redone = ['withdraw.penalty', 'remedy.refund', 'remedy.duty', 'correct.receivers'] as const;

/** What a reversal sets going: withdrawal, refund, other duties, corrections to receivers (P25). */
function reversalOf(command: Reversed, by: Reverser, state: CaseState, facts: CaseFacts) {
  const { kind, effectiveAt, partly, proposal, duties, grounds, reason } = command;
  const refundFen = refundOf(command, state);
  const refundDue = command.refundDue ?? effectiveAt;
  const owed = dutiesOf(kind, duties).map((each) => dueDuty(each, effectiveAt, facts));
  const published = Object.values(state.disclosures).includes('published');
  return {
    ...{ kind, effectiveAt, partly, refundFen, reason },
    ...present({ proposal: proposal && plain(proposal), grounds: grounds && [...grounds] }),
    duties: [...(refundFen > 0 ? [{ kind: 'refund' as const, due: refundDue }] : []), ...owed],
    opens: [
      ...(published ? [opening(facts, 'withdraw.penalty', effectiveAt)] : []),
      ...(refundFen > 0 ? [endingOn('remedy.refund', effectiveAt, refundDue, 'order')] : []),
      ...owed.map((each) => endingOn(`remedy.duty/${each.kind}`, effectiveAt, each.due, 'order')),
      ...(isGoneWith(kind, proposal) && leftToTurnBack(state.execution).toTurnBack === 'executed'
        ? [endingOn(turnBackClock, effectiveAt, effectiveAt, 'law')]
        : []),
      opening(facts, 'correct.receivers', effectiveAt),
    ],
    closes: undoneBy(command, by, state),
  };
}

/** Nothing of the decision is left. */
const isGoneWith = (kind: c.ReverseDecision['kind'], proposal: object | undefined): boolean =>
  proposal === undefined && leaveNothing.includes(kind);

/** An order to decide anew is a duty, also where no other is named. */
const dutiesOf = (kind: c.ReverseDecision['kind'], duties: readonly c.OrderedDuty[]) =>
  kind === 'redo' && duties.every((each) => each.kind !== 'redo')
    ? [...duties, { kind: 'redo' as const }]
    : duties;

/** Without a day of its own a duty is due at once; to decide anew takes the time that a decision has (P27b). */
function dueDuty({ kind, due }: Plain<c.OrderedDuty>, effectiveAt: CivilDate, facts: CaseFacts) {
  const decided = kind === 'redo' ? opening(facts, 'case.decide', effectiveAt).due : undefined;
  return { kind, due: due ?? decided ?? effectiveAt };
}

const reversalSteps: readonly CaseStep[] = [
  caseStep<c.ReverseDecision>({
    no: 'P25',
    command: c.ReverseDecision,
    zh: '登记决定被纠正',
    en: 'Record the reversal of the decision',
    basis: [statute('reconsideration', 64), statute('litigation', 70), penaltyLaw(48, 2)],
    who: legal,
    from: after,
    rules: [standsYet, effectiveRightly, saysWhatStands, notWorse],
    parameters: ['withdraw.penalty', 'correct.receivers', 'appeal.judgment', 'case.decide'],
    opens: redone,
    closes: undone,
    alerts: ['W-35', 'W-43'],
    emits: ['DecisionReversed'],
    record: (command, state, facts, reliance) => [
      e.DecisionReversed({ by: command.by, ...reversalOf(command, command.by, state, facts), reliance }),
    ],
  }),
  caseStep<c.CorrectDecision>({
    no: 'P26',
    command: c.CorrectDecision,
    zh: '自行纠正',
    en: 'Correct the decision by the organ itself',
    basis: [penaltyLaw(75, 2)],
    who: ['approver'],
    from: after,
    rules: [tierReached, standsYet, saysWhatStands, notWorse],
    parameters: ['withdraw.penalty', 'correct.receivers', 'case.decide'],
    opens: redone,
    closes: undone,
    alerts: ['W-35', 'W-43', 'W-40'],
    emits: ['SelfCorrected'],
    record: (command, state, facts, reliance) => [
      e.SelfCorrected({
        decidedBy: command.approver,
        ...reversalOf(command, 'self', state, facts),
        reliance,
      }),
    ],
  }),
  caseStep<c.ConcludeInquiry>({
    no: 'P26',
    command: c.ConcludeInquiry,
    zh: '自行纠正调查结论',
    en: 'Conclude the inquiry after a self-correction',
    basis: [penaltyLaw(75, 2)],
    who: ['supervisor', 'discipline', 'approver'],
    from: afterReversal,
    rules: [inquiryOpen],
    emits: ['InquiryConcluded'],
    record: ({ outcome, by }, _state, _facts, reliance) => [
      e.InquiryConcluded({ outcome, by: [...by], opens: [], closes: [], reliance }),
    ],
  }),
  caseStep<c.PayRefund>({
    no: 'P25',
    command: c.PayRefund,
    zh: '退还款项',
    en: 'Pay the refund',
    basis: [statute('reconsideration', 72), statute('litigation', 76)],
    who: ['finance'],
    from: afterReversal,
    rules: [refundOwed],
    closes: ['remedy.refund'],
    alerts: ['W-43'],
    emits: ['RefundPaid'],
    record: ({ amountFen, receipt }, { remedy: { reversal } }, _facts, reliance) => {
      const left = (reversal?.refundFen ?? 0) - (reversal?.refundedFen ?? 0) - amountFen;
      return [
        e.RefundPaid({ amountFen, receipt, opens: [], closes: left > 0 ? [] : ['remedy.refund'], reliance }),
      ];
    },
  }),
  caseStep<c.PerformJudgment>({
    no: 'P25',
    command: c.PerformJudgment,
    zh: '履行裁判或者决定',
    en: 'Perform the judgment or decision',
    basis: [statute('reconsideration', 77), statute('litigation', 94)],
    who: legal,
    from: afterReversal,
    rules: [dutyOpen],
    closes: ['remedy.duty'],
    alerts: ['W-43'],
    emits: ['JudgmentPerformed'],
    record: ({ duty }, _state, _facts, reliance) => [
      e.JudgmentPerformed({ duty, opens: [], closes: [`remedy.duty/${duty}`], reliance }),
    ],
  }),
  caseStep<c.CorrectReceivers>({
    no: 'P25',
    command: c.CorrectReceivers,
    zh: '更正告知接收方',
    en: 'Correct the receivers of the decision',
    basis: [penaltyLaw(48, 2)],
    who: ['publisher', 'officer'],
    from: afterReversal,
    rules: [],
    closes: ['correct.receivers'],
    emits: ['ReceiversCorrected'],
    record: ({ receivers }, _state, _facts, reliance) => [
      e.ReceiversCorrected({ receivers: [...receivers], opens: [], closes: ['correct.receivers'], reliance }),
    ],
  }),
  caseStep<c.ReopenCase>({
    no: 'P27b',
    command: c.ReopenCase,
    zh: '重新办理',
    en: 'Reopen the case',
    basis: [statute('reconsideration', 64), statute('litigation', 70)],
    who: ['approver'],
    from: after,
    to: 'investigating',
    rules: [tierReached, mayBeReopened],
    parameters: ['case.decide'],
    opens: ['case.decide'],
    closes: ['case.close', 'archive', 'discipline.handover'],
    alerts: ['W-05'],
    emits: ['CaseReopened'],
    record: ({ ground, approver }, state, facts, reliance) => [
      e.CaseReopened({
        ...{ ground, decidedBy: approver },
        opens: [freshDecideTime(state, facts, state.remedy.reversal?.effectiveAt ?? facts.date)],
        closes: ['case.close', 'archive', ...stillOpen(state, 'discipline.handover')],
        reliance,
      }),
    ],
  }),
  caseStep<c.StayExecution>({
    no: 'P24',
    command: c.StayExecution,
    zh: '停止执行',
    en: 'Stay the execution',
    basis: [statute('reconsideration', 42), statute('litigation', 56), penaltyLaw(73)],
    who: legal,
    from: after,
    rules: [notStayedYet],
    emits: ['ExecutionStayed'],
    record: ({ by, basis }, _state, _facts, reliance) => [
      e.ExecutionStayed({ by, basis: plain(basis), opens: [], closes: [], reliance }),
    ],
  }),
  caseStep<c.LiftStay>({
    no: 'P24',
    command: c.LiftStay,
    zh: '恢复执行',
    en: 'Lift the stay',
    basis: [statute('reconsideration', 42), statute('litigation', 56)],
    who: legal,
    from: after,
    rules: [isStayed],
    emits: ['StayLifted'],
    record: (command, _state, _facts, reliance) => [
      e.StayLifted({ ...plain(command), opens: [], closes: [], reliance }),
    ],
  }),
];

/** P24–P27b whole. */
export const remedySteps: readonly CaseStep[] = [...appealSteps, ...opinionSteps, ...reversalSteps];
