import { Code, Division, Flag, Handle, Handles, OneOf, Optional, Part, Parts, Text } from '../../fields';
import {
  AssertedFact,
  Circumstances,
  ConflictDeclaration,
  CorrectionOrder,
  Dress,
  EvidenceStatement,
  PartyStatement,
  PenaltyProposal,
  StatementReview,
  Told,
  UnlawfulGains,
  ViolationStatement,
} from '../command-parts';

/** Commands of the simple procedure, S1 to S6 and S8. Register entries are named by their streams. */

/** S1 现场立 */
export class OpenOnSite {
  @Handle() organ!: string;
  @Optional() @Code() unit?: string;
  @Handle() item!: string;
  /** The violation as one act; the same for every case about it (处罚法 29). */
  @Handle() actId!: string;
  /** The encounter in which all of this happens: the credential is shown anew in each. */
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  @Division() place!: string;
  @Optional() @Text(400) placeText?: string;
  @Part(() => PartyStatement) party!: PartyStatement;
  @Parts(() => ConflictDeclaration, 0, 20) declarations!: ConflictDeclaration[];
}

/** S2 出示证件 */
export class ShowCredential {
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  /** Uniform and badge; asked where the rules of the organ prescribe them. */
  @Optional() @Part(() => Dress) dress?: Dress;
}

/** S3 认定事实 */
export class RecordFacts {
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  @Part(() => ViolationStatement) violation!: ViolationStatement;
  @Parts(() => AssertedFact, 1, 30) facts!: AssertedFact[];
  @Parts(() => EvidenceStatement, 0, 60) evidence!: EvidenceStatement[];
  /** Whether the party contests the facts; then the simple procedure should be left (S4b). */
  @Flag() disputed!: boolean;
}

/** S4 告知并听取陈述申辩 */
export class InformAndHear {
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  @Part(() => PenaltyProposal) proposal!: PenaltyProposal;
  @Part(() => Told) told!: Told;
  @Text(4000) reasons!: string;
  @OneOf(['none', 'waived', 'statement']) answer!: 'none' | 'waived' | 'statement';
  @Optional() @Text(4000) statement?: string;
  @Optional() @Part(() => StatementReview) review?: StatementReview;
  @OneOf(['signed', 'refused']) signed!: 'signed' | 'refused';
}

/** S4b 转为普通程序 */
export class ConvertToGeneral {
  @OneOf(['excluded', 'disputed', 'complex']) ground!: 'excluded' | 'disputed' | 'complex';
}

/** S5 当场决定 */
export class DecideOnSpot {
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  /** Who ordered or approved it, where somebody did; he then decides in place of the officers. */
  @Optional() @Handle() approver?: string;
  @Part(() => PenaltyProposal) proposal!: PenaltyProposal;
  /** The violation in the words of the document, and why this penalty. */
  @Text(4000) act!: string;
  @Text(4000) reasons!: string;
  @Part(() => Circumstances) circumstances!: Circumstances;
  @Part(() => CorrectionOrder) correction!: CorrectionOrder;
  @Part(() => UnlawfulGains) gains!: UnlawfulGains;
  /** The register entry of the document template. */
  @Handle() template!: string;
  /** Officers who signed or sealed the document (处罚法 52). */
  @Handles(0, 20) signedBy!: string[];
  /** Whether the document says that a late fee will be added (罚缴分离办法 7). */
  @Flag() lateFee!: boolean;
}

/** S6 当场交付 */
export class Deliver {
  @OneOf(['handed-over', 'refused']) mode!: 'handed-over' | 'refused';
  /** The refusal stands on the document (处罚法 52). */
  @Flag() refusalNoted!: boolean;
}

/** S8 报行政机关备案 */
export class FileWithOrgan {
  @Optional() @Text(128) reference?: string;
}
