import type { CivilDate } from '../../../kernel/time';
import { Day, Division, Fen, Flag, Handle, OneOf, Optional, Person, SomeOf, Text } from '../../fields';

/** Commands about the course of an execution, and about the court (强制法 39–41, 53–60). */

export const haltGrounds = ['unable', 'third-party-claim', 'irreparable-loss', 'other'] as const;

/** X9 中止执行 (强制法 39) */
export class HaltExecution {
  @OneOf(haltGrounds) ground!: (typeof haltGrounds)[number];
  /** There is no evident social harm, so that it may be given up after three years (39(2)). */
  @Flag() harmless!: boolean;
  @Handle() approver!: string;
  @Text(4000) reasons!: string;
}

/** X9 恢复执行 (强制法 39(2)) */
export class ResumeExecution {
  @Text(4000) reasons!: string;
}

/** X9 终结执行 (强制法 40) */
export class TerminateExecution {
  @OneOf(['death', 'organisation-ended', 'object-lost', 'decision-reversed', 'other'])
  ground!: 'death' | 'organisation-ended' | 'object-lost' | 'decision-reversed' | 'other';
  @Handle() approver!: string;
  @Text(4000) reasons!: string;
}

/** X9 不再执行 (强制法 39(2)) */
export class GiveUpExecution {
  @Handle() approver!: string;
}

/** The documents of 强制法 55(1). */
export const courtDocuments = [
  'application',
  'decision',
  'party-opinion-and-urge',
  'object',
  'others',
] as const;

/** On what the application rests. */
export const courtGrounds = [
  'no-remedy',
  'review-maintained',
  'judgment',
  'review-changed',
  'mediation',
] as const;

/** X10 申请法院强制执行 (强制法 53–55; 复议法 78; 行诉法 95) */
export class ApplyToCourt {
  @OneOf(courtGrounds) ground!: (typeof courtGrounds)[number];
  /** Last day to perform in the judgment, where it names one (解释 153). */
  @Optional() @Day() judgmentBy?: CivilDate;
  @Text(100) court!: string;
  @Division() courtPlace!: string;
  @Flag() immovable!: boolean;
  /** Where the immovable lies. */
  @Optional() @Division() objectPlace?: string;
  @SomeOf(courtDocuments, 0, 5) documents!: (typeof courtDocuments)[number][];
  /** Chief of the organ who signed it (55(2)). */
  @Person() signer!: string;
  @Flag() sealed!: boolean;
  /** 59: for public safety, to be executed at once. */
  @Flag() urgent!: boolean;
  /** Why it comes after its limit. */
  @Optional() @Text(2000) lateReason?: string;
}

class CourtAnswer {
  /** Day on which the organ received it. */
  @Day() on!: CivilDate;
  @Text(64) reference!: string;
}

/** X10b 受理 (强制法 56) */
export class RecordCourtAcceptance extends CourtAnswer {}

/** X10b 不予受理 (强制法 56) */
export class RecordCourtRefusal extends CourtAnswer {}

/** X10c 裁定 (强制法 57, 58) */
export class RecordCourtRuling extends CourtAnswer {
  @Flag() granted!: boolean;
  /** Day of the ruling itself. */
  @Day() ruled!: CivilDate;
}

/** X10d 向上一级法院申请复议 (强制法 56(2), 58(3)) */
export class AskCourtReview extends CourtAnswer {}

/** X10d 上一级法院裁定 */
export class RecordCourtReview extends CourtAnswer {
  @OneOf(['to-accept', 'to-execute', 'upheld']) outcome!: 'to-accept' | 'to-execute' | 'upheld';
}

/** X10e 法院执行完毕 */
export class RecordCourtExecution extends CourtAnswer {}

/** X10e 法院终结执行 */
export class RecordCourtEnd extends CourtAnswer {
  @OneOf(['no-property', 'object-lost', 'decision-reversed', 'other'])
  ground!: 'no-property' | 'object-lost' | 'decision-reversed' | 'other';
}

/** X11 执行完毕 */
export class CompleteExecution {
  @OneOf(['party', 'organ', 'substitute', 'court']) performedBy!: 'party' | 'organ' | 'substitute' | 'court';
}

/** X12 执行回转 (强制法 41) */
export class ReverseExecution {
  @OneOf(['reversed', 'self-corrected', 'error']) because!: 'reversed' | 'self-corrected' | 'error';
  /** Compensated only where it can be neither restored nor returned. */
  @OneOf(['restored', 'returned', 'compensated']) how!: 'restored' | 'returned' | 'compensated';
  @Fen() amountFen!: number;
  @Text(64) reference!: string;
  /** Why it could be neither restored nor returned. */
  @Optional() @Text(2000) impossible?: string;
}

export type CourseCommand =
  | HaltExecution
  | ResumeExecution
  | TerminateExecution
  | GiveUpExecution
  | ApplyToCourt
  | RecordCourtAcceptance
  | RecordCourtRefusal
  | RecordCourtRuling
  | AskCourtReview
  | RecordCourtReview
  | RecordCourtExecution
  | RecordCourtEnd
  | CompleteExecution
  | ReverseExecution;
