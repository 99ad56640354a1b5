import type { CivilDate } from '../../../kernel/time';
import { clueSources, notFiledGrounds } from '../../../events/filing.events';
import {
  Code,
  Day,
  Division,
  Flag,
  Handle,
  Handles,
  OneOf,
  Optional,
  Part,
  Parts,
  Persons,
  Sha256,
  Text,
  Whole,
} from '../../fields';
import { PartyStatement } from '../command-parts';

/** Commands of P1 to P3b: clue, verification, filing. */

/** A paper or recording that came with a clue, by the hash of its ciphertext. */
export class ClueAttachment {
  @OneOf(['photo', 'video', 'document', 'complaint-paper', 'handwriting', 'voice-recording'])
  kind!: 'photo' | 'video' | 'document' | 'complaint-paper' | 'handwriting' | 'voice-recording';
  @Sha256() blob!: string;
}

/** P1 线索登记 */
export class RegisterClue {
  @Handle() organ!: string;
  @Optional() @Code() unit?: string;
  @OneOf(clueSources) source!: (typeof clueSources)[number];
  /** Handle of the complaint, inspection or transfer that it comes from. */
  @Optional() @Handle() reference?: string;
  /** What happened, in the words of whoever takes it in; never those of the complaint. */
  @Text(4000) facts!: string;
  /** Whom it concerns, as far as known. */
  @Optional() @Text(200) suspected?: string;
  @Optional() @Division() place?: string;
  @Optional() @Text(400) placeText?: string;
  /** Day on which whoever handed it over had found the violation, where that was earlier. */
  @Optional() @Day() firstFound?: CivilDate;
  @Parts(() => ClueAttachment, 0, 40) attachments!: ClueAttachment[];
}

/** P2 延长核查期限 */
export class ExtendVerification {
  @Handle() approver!: string;
  @Text(2000) reason!: string;
}

/** P2 核查 */
export class VerifyClue {
  @Handles(1, 20) officers!: string[];
  /** Whether what was found meets the standard of filing. */
  @Flag() passed!: boolean;
  @Flag() onSite!: boolean;
  @Text(4000) findings!: string;
}

/** The violation as far as it is known when the case is filed; its discovery stands in the record already. */
export class SuspectedViolation {
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
  @Flag() continuing!: boolean;
  @OneOf(['none', 'life-health-safety', 'financial-safety'])
  harm!: 'none' | 'life-health-safety' | 'financial-safety';
}

/** P3 立案. What an opening on the spot has established already is left out. */
export class FileCase {
  @Handle() approver!: string;
  @Optional() @Handle() item?: string;
  /** The violation as one act; the same for every case about it (处罚法 29). */
  @Optional() @Handle() actId?: string;
  @Optional() @Division() place?: string;
  @Optional() @Text(400) placeText?: string;
  @Optional() @Part(() => PartyStatement) party?: PartyStatement;
  @Part(() => SuspectedViolation) violation!: SuspectedViolation;
  @Persons(1, 20) investigators!: string[];
  /** Number of the approval form (立案审批表). */
  @Text(128) approvalForm!: string;
  /** The register entry of the template of the filing document, which gives the case its number. */
  @Handle() template!: string;
}

/** P3b 不予立案 */
export class DoNotFile {
  @Handle() approver!: string;
  @OneOf(notFiledGrounds) ground!: (typeof notFiledGrounds)[number];
  @Text(4000) reason!: string;
}

/** P3b 告知举报人 */
export class TellReporter {
  @OneOf(['told', 'anonymous', 'no-contact', 'declined'])
  outcome!: 'told' | 'anonymous' | 'no-contact' | 'declined';
  /** Attempts to reach the reporter that are on record. */
  @Whole(0, 100) attempts!: number;
}

export type FilingCommand =
  RegisterClue | ExtendVerification | VerifyClue | FileCase | DoNotFile | TellReporter;
