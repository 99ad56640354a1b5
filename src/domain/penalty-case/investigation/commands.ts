import { continuationGrounds, recommendations, toldInContact } from '../../../events/investigation.events';
import {
  Code,
  Flag,
  Handle,
  Handles,
  OneOf,
  Optional,
  Part,
  Parts,
  Persons,
  SomeOf,
  Text,
} from '../../fields';
import { AssertedFact, BenchmarkUse, ConflictDeclaration, Dress, PenaltyProposal } from '../command-parts';
import { SuspectedViolation } from '../filing/commands';
import type { EvidenceCommand } from './evidence-commands';

/** Commands of P4, P5, P6g to P7: officers, contacts, flags, time, conclusion. */

/** P4 指派 */
export class AssignOfficers {
  /** Everybody who investigates from now on. */
  @Persons(1, 20) investigators!: string[];
  @Parts(() => ConflictDeclaration, 0, 20) declarations!: ConflictDeclaration[];
}

/** What somebody is told in a contact, and whether he signed for it. */
export class RightsTold {
  @SomeOf(toldInContact, 0, 5) told!: (typeof toldInContact)[number][];
  @OneOf(['signed', 'refused']) signed!: 'signed' | 'refused';
}

/** P5 亮证、告知 */
export class RecordContact {
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  @OneOf(['party', 'other']) whom!: 'party' | 'other';
  @Optional() @Part(() => RightsTold) rights?: RightsTold;
  /** Uniform and badge; asked where the rules of the organ prescribe them. */
  @Optional() @Part(() => Dress) dress?: Dress;
}

/** A100 案件标记 */
export class SetCaseFlag {
  @Code() flag!: string;
  @Text(2000) reason!: string;
}

/** A100 取消案件标记 */
export class UnsetCaseFlag {
  @Code() flag!: string;
  @Text(2000) reason!: string;
}

/** P6g 中止 */
export class SuspendCase {
  @Handle() approver!: string;
  /** Kind of suspension that the rule pack names. */
  @Code() kind!: string;
  /** Whether the time to decide stands still meanwhile. */
  @Flag() stopsClock!: boolean;
  @Text(2000) reason!: string;
}

/** P6g 恢复 */
export class ResumeCase {
  @Handle() approver!: string;
  @Text(2000) reason!: string;
}

/** P6h 延长办案期限 */
export class ExtendTime {
  @Handle() approver!: string;
  /** Minutes of the collective discussion, for a further extension. */
  @Optional() @Text(128) minutes?: string;
  @Text(2000) reason!: string;
}

/** P7 调查终结 */
export class ConcludeInvestigation {
  @Handles(1, 20) officers!: string[];
  @OneOf(recommendations) recommendation!: (typeof recommendations)[number];
  /** Where it turned out otherwise than at the filing. */
  @Optional() @Part(() => SuspectedViolation) violation?: SuspectedViolation;
  @Parts(() => AssertedFact, 1, 60) facts!: AssertedFact[];
  @Optional() @Part(() => PenaltyProposal) proposal?: PenaltyProposal;
  /** Why this and not another penalty, or none. */
  @Text(4000) reasons!: string;
  /** Tier of the discretion benchmark that the proposal follows, or why it leaves it. */
  @Optional() @Part(() => BenchmarkUse) benchmark?: BenchmarkUse;
}

/** P7 继续调查 */
export class ContinueInvestigation {
  @Handle() approver!: string;
  @OneOf(continuationGrounds) ground!: (typeof continuationGrounds)[number];
  @Text(2000) reason!: string;
}

export type InvestigationCommand =
  | AssignOfficers
  | RecordContact
  | SetCaseFlag
  | UnsetCaseFlag
  | SuspendCase
  | ResumeCase
  | ExtendTime
  | ConcludeInvestigation
  | ContinueInvestigation
  | EvidenceCommand;
