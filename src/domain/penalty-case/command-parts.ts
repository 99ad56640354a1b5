import type { CivilDate } from '../../kernel/time';
import { penaltyKinds, type PenaltyKind } from '../../law/penalty-kinds';
import {
  Code,
  Codes,
  Day,
  Fen,
  Flag,
  Handle,
  Handles,
  OneOf,
  Optional,
  Part,
  Person,
  Sha256,
  SomeOf,
  Text,
} from '../fields';

/** Parts that commands on a penalty case share. */

/** The party as the officers establish it. What identifies the person is erasable; what the law asks is not. */
export class PartyStatement {
  @Text(200) name!: string;
  @OneOf(['citizen', 'organisation', 'individual-business'])
  kind!: 'citizen' | 'organisation' | 'individual-business';
  /** At the time of the act (处罚法 30); `adult` for organisations. */
  @OneOf(['under-14', '14-to-18', 'adult']) ageBand!: 'under-14' | '14-to-18' | 'adult';
  /** Capacity to understand and control the act (处罚法 31). */
  @OneOf(['full', 'partial', 'none']) capacity!: 'full' | 'partial' | 'none';
  @Optional() @Code() idType?: string;
  @Optional() @Text(64) idNumber?: string;
  @Optional() @Text(400) address?: string;
  @Optional() @Text(40) phone?: string;
  @Optional() @Text(100) legalRepresentative?: string;
}

/** An officer's word on his own interest in the case (处罚法 43). */
export class ConflictDeclaration {
  @Handle() officer!: string;
  @Flag() conflict!: boolean;
}

/** When the violation was (处罚法 36). */
export class ViolationStatement {
  @Day() from!: CivilDate;
  /** Last day, where the violation was continuous or went on. */
  @Optional() @Day() until?: CivilDate;
  @Flag() continuing!: boolean;
  @OneOf(['none', 'life-health-safety', 'financial-safety'])
  harm!: 'none' | 'life-health-safety' | 'financial-safety';
  /** Day on which the organ found it: the first clue, not the decision. */
  @Day() discovered!: CivilDate;
}

/** One asserted fact and the evidence that carries it (处罚法 40). */
export class AssertedFact {
  @Code() id!: string;
  @Text(4000) text!: string;
  @Codes(0, 50) evidence!: string[];
}

/** Review of an electronic monitoring record (处罚法 41). */
export class MonitoringReview {
  @Flag() deviceReviewed!: boolean;
  @Flag() contentReviewed!: boolean;
}

/** Kinds of evidence (处罚法 46), in the order of the article. */
export const evidenceKinds = [
  'documentary',
  'physical',
  'audio-visual',
  'electronic-data',
  'witness-testimony',
  'party-statement',
  'expert-opinion',
  'inspection-record',
] as const;

export class EvidenceStatement {
  @Code() id!: string;
  @OneOf(evidenceKinds) kind!: (typeof evidenceKinds)[number];
  /** `excluded`: unlawfully obtained or found untrue; it may carry no fact. */
  @OneOf(['unverified', 'verified', 'excluded']) status!: 'unverified' | 'verified' | 'excluded';
  @Day() collected!: CivilDate;
  @Text(1000) description!: string;
  /** SHA-256 of the clear content; erasable. */
  @Optional() @Sha256() sha256?: string;
  /** SHA-256 of the stored ciphertext. */
  @Optional() @Sha256() blob?: string;
  @Optional() @Part(() => MonitoringReview) monitoring?: MonitoringReview;
  /** Whether it was drawn from what the party said in defence (处罚法 45). */
  @Flag() fromDefence!: boolean;
}

/** A penalty as it is proposed, told or decided. */
export class PenaltyProposal {
  @SomeOf(Object.keys(penaltyKinds), 1, 10) kinds!: PenaltyKind[];
  @Fen() fineFen!: number;
  /** 从轻 `lighter`, 减轻 `mitigated` (below the range), 从重 `heavier`. */
  @OneOf(['normal', 'lighter', 'mitigated', 'heavier']) tier!: 'normal' | 'lighter' | 'mitigated' | 'heavier';
}

/** Why a penalty leaves the tier of the benchmark, and the chief of the organ who approves of it. */
export class BenchmarkDeviation {
  @Text(2000) reason!: string;
  @Person() approver!: string;
}

/** The tier of the discretion benchmark (裁量基准) that a penalty follows, or the reason to leave it (处罚法 34). */
export class BenchmarkUse {
  @Code() tier!: string;
  @Optional() @Part(() => BenchmarkDeviation) deviation?: BenchmarkDeviation;
}

/** What the party was told before the decision (处罚法 44). */
export class Told {
  @Flag() content!: boolean;
  @Flag() facts!: boolean;
  @Flag() reasons!: boolean;
  @Flag() basis!: boolean;
  @Flag() rights!: boolean;
}

/** What became of a statement or defence (处罚法 45). */
export class StatementReview {
  @OneOf(['accepted', 'partly', 'rejected']) outcome!: 'accepted' | 'partly' | 'rejected';
  @Text(4000) reasons!: string;
}

/** 责令改正 (处罚法 28). */
export class CorrectionOrder {
  @OneOf(['immediate', 'by-date', 'done', 'not-applicable'])
  kind!: 'immediate' | 'by-date' | 'done' | 'not-applicable';
  @Optional() @Day() by?: CivilDate;
  /** Why no order is needed. */
  @Optional() @Text(1000) reason?: string;
}

/** 违法所得 (处罚法 28): amount, restitution and confiscation, or "none" with the reason. */
export class UnlawfulGains {
  @OneOf(['none', 'some']) kind!: 'none' | 'some';
  @Fen() amountFen!: number;
  @Fen() restitutionFen!: number;
  @Fen() confiscatedFen!: number;
  @Optional() @Text(1000) reason?: string;
}

/** The norm that punishes without fault (处罚法 33(2), last sentence). */
export class NoFaultException {
  @Text(200) norm!: string;
  @Text(60) article!: string;
  @OneOf(['law', 'administrative-regulation']) rank!: 'law' | 'administrative-regulation';
}

/** Circumstances that exclude, reduce or limit a penalty (处罚法 29–35). */
export class Circumstances {
  /** 33(1), first sentence: slight, corrected in time, no harm. */
  @Flag() slightCorrectedNoHarm!: boolean;
  /** 33(2): the party has proved that there was no fault. */
  @Flag() noFault!: boolean;
  /** Norm of rank 法律 or 行政法规 that punishes without fault all the same. */
  @Optional() @Part(() => NoFaultException) noFaultException?: NoFaultException;
  /** Grounds of 32 and of other norms, by code. */
  @Codes(0, 10) grounds!: string[];
  /** A court has imposed 罚金 for the act (35). */
  @Flag() courtFine!: boolean;
  /** Other items that the same act breaches (29): the highest fine decides. */
  @Handles(0, 10) others!: string[];
}

/** 着装、佩戴标识 at a contact (A078). */
export class Dress {
  @Flag() uniform!: boolean;
  @Flag() badge!: boolean;
}
