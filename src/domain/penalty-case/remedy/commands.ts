import type { CivilDate } from '../../../kernel/time';
import { courtLeaders, mustAppearGrounds } from '../../../events/scrutiny.events';
import { reversalGrounds, type ReversalGround } from '../../../events/remedy.events';
import { PenaltyProposal } from '../command-parts';
import {
  ClockCode,
  Day,
  Fen,
  Flag,
  Handle,
  OneOf,
  Optional,
  Part,
  Parts,
  Person,
  Persons,
  Sha256s,
  SomeOf,
  Text,
  Texts,
} from '../../fields';

/** Commands of P24–P27b. `appeal` names the reconsideration or the suit within the case. */

class OnAppeal {
  @ClockCode() appeal!: string;
}

/** 申请人通过作出决定的机关提交 (复议法 32). */
export class ReceiveReconsideration extends OnAppeal {}

export class ForwardReconsideration extends OnAppeal {
  @Text(200) to!: string;
}

/** The organ learns that reconsideration was applied for. */
export class RecordReconsideration extends OnAppeal {
  @Text(200) body!: string;
}

/** The copy that starts the time for answer and evidence (复议法 48, 54). */
export class RecordReviewCopy extends OnAppeal {
  @OneOf(['ordinary', 'simple']) procedure!: 'ordinary' | 'simple';
}

export class RecordReviewProcedureChange extends OnAppeal {}

export class RecordReconsiderationDecision extends OnAppeal {
  @OneOf(['upheld', 'changed', 'revoked', 'unlawful', 'void', 'ordered', 'rejected', 'mediated'])
  outcome!: 'upheld' | 'changed' | 'revoked' | 'unlawful' | 'void' | 'ordered' | 'rejected' | 'mediated';
  @Day() servedOn!: CivilDate;
}

export class RecordLawsuit extends OnAppeal {
  @Text(200) court!: string;
}

/** The copy that starts the 15 days of 行诉法 67. */
export class RecordComplaintCopy extends OnAppeal {}

export class RecordJudgment extends OnAppeal {
  @OneOf(['first', 'second']) instance!: 'first' | 'second';
  @OneOf(['dismissed', 'changed', 'revoked', 'unlawful', 'void', 'ordered', 'mediated'])
  outcome!: 'dismissed' | 'changed' | 'revoked' | 'unlawful' | 'void' | 'ordered' | 'mediated';
  @Day() servedOn!: CivilDate;
  /** Last day to perform, where the judgment sets one; the last of several (解释 153). */
  @Optional() @Day() performBy?: CivilDate;
}

/** The head who appeared for the organ. */
export class CourtLeader {
  @Person() officer!: string;
  @OneOf(courtLeaders) as!: (typeof courtLeaders)[number];
}

/** Why no head appeared, and whether the court was told in writing. */
export class CourtAbsence {
  @Text(1000) reason!: string;
  @Flag() told!: boolean;
}

/** 出庭应诉 (行诉法 3; 解释 128, 129): who appeared for the organ. */
export class RecordCourtAppearance extends OnAppeal {
  @Day() on!: CivilDate;
  @OneOf(['first', 'second']) instance!: 'first' | 'second';
  @Optional() @Part(() => CourtLeader) leader?: CourtLeader;
  @Persons(0, 10) agents!: string[];
  @Flag() lawyer!: boolean;
  /** The head has to appear. */
  @Optional() @OneOf(mustAppearGrounds) must?: (typeof mustAppearGrounds)[number];
  @Optional() @Part(() => CourtAbsence) absence?: CourtAbsence;
}

export class RecordAppealWithdrawal extends OnAppeal {
  /** Of a suit: number of the ruling by which the court allowed it (行诉法 62). */
  @Optional() @Text(128) ruling?: string;
}

/** 提交答复、证据、依据 (复议法 48, 54; 行诉法 67). */
export class SubmitEvidence extends OnAppeal {
  @SomeOf(['open', 'closed'], 1, 2) volumes!: ('open' | 'closed')[];
  @Sha256s(0, 10) packages!: string[];
}

/** 收到行政复议意见书 (复议法 76): what the reconsideration organ found wrong in other acts of the organ. */
export class RecordReviewOpinion extends OnAppeal {
  /** Number of the opinion. */
  @Text(128) reference!: string;
}

/** The report on what was done about it. */
export class ReportOnOpinion extends OnAppeal {
  /** Number of the report. */
  @Text(128) reference!: string;
}

/** The norm on which execution is stayed. */
export class StayBasis {
  @Text(200) norm!: string;
  @Text(60) article!: string;
  @OneOf(['law', 'administrative-regulation', 'local-regulation', 'rule', 'normative-document'])
  rank!: 'law' | 'administrative-regulation' | 'local-regulation' | 'rule' | 'normative-document';
}

export class StayExecution {
  @OneOf(['organ', 'reconsideration', 'court']) by!: 'organ' | 'reconsideration' | 'court';
  @Part(() => StayBasis) basis!: StayBasis;
}

export class LiftStay {
  /** Of the decision or ruling that ends it. */
  @Optional() @Text(128) reference?: string;
}

/** Something that the reversal orders, with the day that it names; without one it is due when the reversal takes effect. */
export class OrderedDuty {
  @OneOf(['redo', 'perform', 'compensate']) kind!: 'redo' | 'perform' | 'compensate';
  @Optional() @Day() due?: CivilDate;
}

class Reversing {
  @OneOf(['revoked', 'changed', 'unlawful', 'void', 'redo', 'mediated'])
  kind!: 'revoked' | 'changed' | 'unlawful' | 'void' | 'redo' | 'mediated';
  @Day() effectiveAt!: CivilDate;
  @Flag() partly!: boolean;
  /** The penalty that stands afterwards: where it was changed, mediated, or set aside in part. */
  @Optional() @Part(() => PenaltyProposal) proposal?: PenaltyProposal;
  /** What the judgment or decision orders to be returned although the act stands (确认违法; 行诉法 76, 复议法 72). */
  @Optional() @Fen() orderedRefundFen?: number;
  /** Last day for the refund, where the judgment or decision names one; without it the refund is due when the reversal takes effect. */
  @Optional() @Day() refundDue?: CivilDate;
  @Parts(() => OrderedDuty, 0, 10) duties!: OrderedDuty[];
  /** What the decision was reversed for, where that is said: 事实、依据、程序 … (复议法 64, 行政诉讼法 70). */
  @Optional() @SomeOf(reversalGrounds, 1, 10) grounds?: ReversalGround[];
  /** For the public (处罚法 48(2)); names nobody. */
  @Text(1000) reason!: string;
}

/** 纠正 by the competent body. */
export class ReverseDecision extends Reversing {
  @OneOf(['reconsideration', 'court', 'superior', 'supervision'])
  by!: 'reconsideration' | 'court' | 'superior' | 'supervision';
}

/** 自行纠正 (处罚法 75(2)). */
export class CorrectDecision extends Reversing {
  @Handle() approver!: string;
}

export class ConcludeInquiry {
  @OneOf(['no-fault', 'fault', 'referred']) outcome!: 'no-fault' | 'fault' | 'referred';
  @Persons(1, 10) by!: string[];
}

export class PayRefund {
  @Fen() amountFen!: number;
  @Text(128) receipt!: string;
}

export class PerformJudgment {
  @OneOf(['redo', 'perform', 'compensate']) duty!: 'redo' | 'perform' | 'compensate';
}

export class CorrectReceivers {
  @Texts(200, 1, 50) receivers!: string[];
}

export class ReopenCase {
  @OneOf(['redo', 'new-act']) ground!: 'redo' | 'new-act';
  @Handle() approver!: string;
}

export type RemedyCommand =
  | ReceiveReconsideration
  | ForwardReconsideration
  | RecordReconsideration
  | RecordReviewCopy
  | RecordReviewProcedureChange
  | RecordReconsiderationDecision
  | RecordLawsuit
  | RecordComplaintCopy
  | RecordJudgment
  | RecordCourtAppearance
  | RecordAppealWithdrawal
  | SubmitEvidence
  | RecordReviewOpinion
  | ReportOnOpinion
  | StayExecution
  | LiftStay
  | ReverseDecision
  | CorrectDecision
  | ConcludeInquiry
  | PayRefund
  | PerformJudgment
  | CorrectReceivers
  | ReopenCase;
