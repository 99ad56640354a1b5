import type { CivilDate } from '../../../kernel/time';
import { normRanks, type NormRank } from '../../../law/statutes';
import {
  Code,
  Day,
  Fen,
  Flag,
  Handle,
  Handles,
  OneOf,
  Optional,
  Part,
  Parts,
  Person,
  Sha256,
  SomeOf,
  Text,
} from '../../fields';
import { InstalmentPart } from '../payment/commands';
import { ServiceProof } from '../service/proof';
import type { CourseCommand } from './course-commands';

/** Commands of C.5 up to the execution decision (强制法 34–46). */

/** A norm that gives a power. */
export class PowerNorm {
  @Text(200) norm!: string;
  @Text(60) article!: string;
  @OneOf(normRanks.filter((rank) => rank !== 'judicial-interpretation'))
  rank!: Exclude<NormRank, 'judicial-interpretation'>;
}

/** X1 逾期未履行 */
export class RecordOverdue {
  @OneOf(['money', 'act']) duty!: 'money' | 'act';
  /** Last day to perform; for money the one on file. */
  @Day() dueOn!: CivilDate;
}

/** X2 催告书 (强制法 35) */
export class ServeUrge {
  @Handle() template!: string;
  @Handles(1, 20) officers!: string[];
  /** 35(一): last day to perform. */
  @Day() performBy!: CivilDate;
  /** 35(二): how to perform. */
  @Text(1000) manner!: string;
  /** 35(三): the amount, 0 where no money is owed. */
  @Fen() amountFen!: number;
  /** 35(四): the right to state and defend is told. */
  @Flag() rightsTold!: boolean;
  @Part(() => ServiceProof) service!: ServiceProof;
}

/** X3 收到陈述申辩 (强制法 36) */
export class ReceiveUrgeStatement {
  @Code() id!: string;
  @Text(4000) statement!: string;
}

/** X3 陈述申辩复核 (强制法 36) */
export class ReviewUrgeStatement {
  @Code() id!: string;
  @OneOf(['accepted', 'partly', 'rejected']) outcome!: 'accepted' | 'partly' | 'rejected';
  @Text(4000) reasons!: string;
}

/** X4 执行协议 (强制法 42) */
export class MakeAgreement {
  @Parts(() => InstalmentPart, 1, 60) stages!: InstalmentPart[];
  /** Late fee to be paid in all; less than the law adds only after 补救措施. */
  @Fen() lateFeeFen!: number;
  @Flag() remedied!: boolean;
  @Flag() harmsPublic!: boolean;
  @Flag() harmsOthers!: boolean;
  @Text(4000) terms!: string;
}

/** X4b 不履行执行协议 */
export class RecordAgreementBroken {
  /** The stage that was missed. */
  @Day() missed!: CivilDate;
}

/** X5 公告限期自行拆除 (强制法 44) */
export class AnnounceDemolition {
  @Day() removeBy!: CivilDate;
  @Text(64) reference!: string;
}

/** Ways of execution (强制法 12). */
export const manners = ['dispose', 'transfer-funds', 'remove-obstruction', 'restore', 'demolish'] as const;
export type Manner = (typeof manners)[number];

/** Legal review of the execution. */
export class ExecutionReview {
  @Person() reviewer!: string;
  @Day() on!: CivilDate;
  @Text(64) reference!: string;
  @Flag() passed!: boolean;
}

/** Minutes of a discussion by the chiefs. */
export class ExecutionDiscussion {
  @Day() on!: CivilDate;
  @Text(64) reference!: string;
}

/** X5 强制执行决定 (强制法 37) */
export class DecideExecution {
  @Handle() template!: string;
  @SomeOf(manners, 1, 5) manners!: Manner[];
  /** The 法律 that gives the organ the power to execute (强制法 13, 34). */
  @Part(() => PowerNorm) power!: PowerNorm;
  /** 37(3): within the period of the urge, on evidence that property is being moved or hidden. */
  @Flag() immediate!: boolean;
  /** That evidence, by its id in the file. */
  @Optional() @Code() evidence?: string;
  /** Why there is no good reason for not performing, and what the decision rests on. */
  @Text(4000) reasons!: string;
  @Handle() approver!: string;
  @Optional() @Part(() => ExecutionReview) review?: ExecutionReview;
  @Optional() @Part(() => ExecutionDiscussion) discussion?: ExecutionDiscussion;
  /** Name, seal and date of the organ stand on it (37(五)). */
  @Flag() sealed!: boolean;
}

/** X5b 送达执行决定书 (强制法 38) */
export class ServeExecutionDecision {
  @Handles(1, 20) officers!: string[];
  @Part(() => ServiceProof) service!: ServiceProof;
}

/** What every act of execution says of its time (强制法 43). */
class ActOfExecution {
  @Handles(1, 20) officers!: string[];
  /** Urgent, with the reason: then also at night or on a holiday. */
  @Optional() @Text(1000) urgentReason?: string;
  /** Water, power, heat or gas of residents is cut off: never allowed. */
  @Flag() cutsSupply!: boolean;
}

/** X7a 拍卖、依法处理 (强制法 48, 49) */
export class DisposeProperty extends ActOfExecution {
  @OneOf(['auctioned', 'disposed']) manner!: 'auctioned' | 'disposed';
  /** The 拍卖机构 that was commissioned. */
  @Optional() @Text(128) auctioneer?: string;
  @Fen() proceedsFen!: number;
  /** Voucher of the treasury or the special account. */
  @Text(64) treasury!: string;
}

/** X7c 划拨存款、汇款 (强制法 47, 49) */
export class TransferFunds extends ActOfExecution {
  /** The 法律 that names the organ for it. */
  @Part(() => PowerNorm) power!: PowerNorm;
  /** Number of the written notice to the institution. */
  @Text(64) notice!: string;
  @Fen() amountFen!: number;
  @Text(64) treasury!: string;
}

/** X7d 排除妨碍、恢复原状、强制拆除 */
export class ExecuteDirectly extends ActOfExecution {
  @OneOf(['remove-obstruction', 'restore', 'demolish']) manner!:
    'remove-obstruction' | 'restore' | 'demolish';
  @Optional() @Sha256() recording?: string;
}

/** X8 代履行决定书 (强制法 50, 51(一)) */
export class ServeSubstituteDecision {
  @Handle() template!: string;
  @Handles(1, 20) officers!: string[];
  @OneOf(['traffic', 'environment', 'natural-resources'])
  danger!: 'traffic' | 'environment' | 'natural-resources';
  @OneOf(['organ', 'third-party']) performer!: 'organ' | 'third-party';
  /** A third party has declared that it has no interest. */
  @Flag() noInterest!: boolean;
  @Fen() budgetFen!: number;
  /** Reason, basis, manner and time, object. */
  @Text(4000) content!: string;
  @Handle() approver!: string;
  @Part(() => ServiceProof) service!: ServiceProof;
}

/** X8 代履行三日前催告 (强制法 51(二)) */
export class ServeSubstituteNotice {
  @Handles(1, 20) officers!: string[];
  /** The day on which it is to be performed. */
  @Day() for!: CivilDate;
  @Part(() => ServiceProof) service!: ServiceProof;
}

const signers = ['supervisor', 'performer', 'party', 'witness'] as const;

/** X8 代履行 (强制法 51) */
export class PerformSubstitute extends ActOfExecution {
  @Flag() violence!: boolean;
  @Fen() costFen!: number;
  /** Who signed the paper of the execution (51(四)). */
  @SomeOf(signers, 0, 4) signedBy!: (typeof signers)[number][];
}

/** X8u 立即代履行 (强制法 52) */
export class PerformAtOnce {
  @Handles(1, 20) officers!: string[];
  @OneOf(['road', 'river', 'channel', 'public-place'])
  place!: 'road' | 'river' | 'channel' | 'public-place';
  @OneOf(['spilled', 'obstacle', 'pollutant']) object!: 'spilled' | 'obstacle' | 'pollutant';
  /** The party cannot clear it. */
  @Flag() partyUnable!: boolean;
  @Flag() partyPresent!: boolean;
  /** Day on which an absent party was told. */
  @Optional() @Day() toldOn?: CivilDate;
  @Fen() costFen!: number;
  @Text(4000) reasons!: string;
}

/** X7 没收财物处理 (处罚法 74) */
export class DisposeConfiscated {
  /** The goods, or the gains, by their name in the file. */
  @Code() goods!: string;
  /** Nothing of what was confiscated is left. */
  @Flag() complete!: boolean;
  @Text(1000) description!: string;
  @OneOf(['destroyed', 'auctioned', 'handed-over', 'treasury'])
  how!: 'destroyed' | 'auctioned' | 'handed-over' | 'treasury';
  @Handles(1, 20) officers!: string[];
  @Text(64) receipt!: string;
  @Fen() proceedsFen!: number;
  @Optional() @Text(64) treasury?: string;
  @Optional() @Sha256() recording?: string;
}

export type ExecutionCommand =
  | RecordOverdue
  | ServeUrge
  | ReceiveUrgeStatement
  | ReviewUrgeStatement
  | MakeAgreement
  | RecordAgreementBroken
  | AnnounceDemolition
  | DecideExecution
  | ServeExecutionDecision
  | DisposeProperty
  | TransferFunds
  | ExecuteDirectly
  | ServeSubstituteDecision
  | ServeSubstituteNotice
  | PerformSubstitute
  | PerformAtOnce
  | DisposeConfiscated
  | CourseCommand;
