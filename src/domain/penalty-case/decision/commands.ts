import { noPenaltyGrounds, type NoPenaltyGround } from '../../../events/decision-schemas';
import { Fen, Flag, Handle, OneOf, Optional, Part, Parts, Person, Sha256, Text } from '../../fields';
import {
  BenchmarkUse,
  Circumstances,
  CorrectionOrder,
  PenaltyProposal,
  UnlawfulGains,
} from '../command-parts';
import { MeetingVote, NormComparison, PenaltyTerm, ReviewFirstNorm, Seal } from './parts';

/** P14–P16: collective discussion, decision, document. */

/** P14 负责人集体讨论 */
export class CollectiveDiscuss {
  @OneOf(['proposal', 'review-disagreement']) subject!: 'proposal' | 'review-disagreement';
  /** Who led the meeting, a member of it. */
  @Person() presiding!: string;
  /** Everybody who had a seat, with his own vote. */
  @Parts(() => MeetingVote, 1, 50) votes!: MeetingVote[];
  @OneOf(['adopted', 'rejected', 'returned']) resolution!: 'adopted' | 'rejected' | 'returned';
  /** What the meeting resolved to impose. */
  @Optional() @Part(() => PenaltyProposal) proposal?: PenaltyProposal;
  @Parts(() => PenaltyTerm, 0, 5) terms!: PenaltyTerm[];
  /** Reference of the minutes. */
  @Text(128) minutes!: string;
  @Text(20_000) course!: string;
}

/** A permit or licence that a penalty suspends, downgrades or revokes. */
export class PenalisedPermit {
  @Text(200) name!: string;
  @Text(100) number!: string;
}

/** P15 作出行政处罚决定 */
export class DecidePenalty {
  /** The 行政机关负责人 who decides. */
  @Handle() approver!: string;
  @Part(() => PenaltyProposal) proposal!: PenaltyProposal;
  @Parts(() => PenaltyTerm, 0, 5) terms!: PenaltyTerm[];
  /** The violation in the words of the decision, and why this penalty. */
  @Text(4000) act!: string;
  @Text(4000) reasons!: string;
  @Part(() => Circumstances) circumstances!: Circumstances;
  /** The item whose norm applies, where the act breaches several (处罚法 29); otherwise that of the case. */
  @Optional() @Handle() appliedItem?: string;
  @Optional() @Part(() => NormComparison) comparison?: NormComparison;
  @Optional() @Part(() => BenchmarkUse) benchmark?: BenchmarkUse;
  @Part(() => CorrectionOrder) correction!: CorrectionOrder;
  @Part(() => UnlawfulGains) gains!: UnlawfulGains;
  /** Worth of unlawful property that is confiscated. */
  @Fen() propertyFen!: number;
  /** Which permits the penalty is about, where it suspends, downgrades or revokes one (处罚法 59(1)(4)). */
  @Optional() @Parts(() => PenalisedPermit, 1, 10) permits?: PenalisedPermit[];
  /** The record of the hearing that the decision rests on (处罚法 65). */
  @Optional() @Text(128) hearingRecord?: string;
}

/** P15 不予行政处罚 */
export class DecideNoPenalty {
  @Handle() approver!: string;
  @OneOf(noPenaltyGrounds) ground!: NoPenaltyGround;
  @Text(4000) reasons!: string;
  @Part(() => Circumstances) circumstances!: Circumstances;
  @Part(() => CorrectionOrder) correction!: CorrectionOrder;
  /** 教育 (33), or what the guardian is told to do (30, 31). */
  @Optional()
  @OneOf(['education', 'guardian-discipline', 'guardian-care'])
  measure?: 'education' | 'guardian-discipline' | 'guardian-care';
  @Optional() @Text(2000) measureText?: string;
  @Optional() @Part(() => NormComparison) comparison?: NormComparison;
}

/** P15 终止调查、撤销案件 */
export class TerminateCase {
  @Handle() approver!: string;
  @OneOf(['party-died', 'party-dissolved', 'no-jurisdiction', 'withdrawn', 'other'])
  ground!: 'party-died' | 'party-dissolved' | 'no-jurisdiction' | 'withdrawn' | 'other';
  /** The 法律, 法规 or 规章 that knows this end. */
  @Text(200) norm!: string;
  @Text(4000) reasons!: string;
}

/** P16 制作决定书 */
export class IssueDocument {
  /** The register entry of the document template. */
  @Handle() template!: string;
  @Part(() => Seal) seal!: Seal;
  @Optional() @Sha256() contentHash?: string;
  /** The norm that demands reconsideration before a suit; the document says so. */
  @Optional() @Part(() => ReviewFirstNorm) reviewFirst?: ReviewFirstNorm;
  /** Whether the document says that a late fee will be added (罚缴分离办法 7). */
  @Flag() lateFee!: boolean;
  /** What the document says of facts and evidence, and of how and until when to perform (处罚法 59(2), (4)). */
  @Text(4000) facts!: string;
  @Text(4000) evidence!: string;
  @Optional() @Text(2000) performance?: string;
}

export type DecisionCommand =
  CollectiveDiscuss | DecidePenalty | DecideNoPenalty | TerminateCase | IssueDocument;
