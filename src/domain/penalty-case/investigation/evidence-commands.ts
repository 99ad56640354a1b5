import type { CivilDate } from '../../../kernel/time';
import {
  closedGrounds,
  exclusionGrounds,
  preservationWays,
  signatures,
} from '../../../events/evidence.events';
import {
  ClockCode,
  Code,
  Codes,
  Day,
  Division,
  Flag,
  Handle,
  Handles,
  OneOf,
  Optional,
  Part,
  Parts,
  Sha256,
  SomeOf,
  Text,
  Whole,
} from '../../fields';
import { Citation } from '../../registers/organ-commands';
import { evidenceKinds } from '../command-parts';

/** Commands of P6a to P6f: interview, inspection, sampling, preservation, testing, evidence, monitoring records. */

type Signature = (typeof signatures)[number];

/** The item of evidence that an act brings about. */
export class RecordOfAct {
  @Code() id!: string;
  @Text(1000) description!: string;
  /** SHA-256 of the clear content; erasable. */
  @Optional() @Sha256() sha256?: string;
  /** SHA-256 of the stored ciphertext. */
  @Optional() @Sha256() blob?: string;
}

/** Who signed a page. A refusal counts as done where it is noted on the page. */
export class PageSignature {
  @Whole(1, 999) page!: number;
  @OneOf(['signed', 'refused-and-noted', 'missing']) person!: 'signed' | 'refused-and-noted' | 'missing';
  @Flag() officers!: boolean;
}

/** A correction in a record, signed or sealed by the person where it was made. */
export class TextCorrection {
  @Whole(1, 999) page!: number;
  @Flag() signed!: boolean;
}

/** P6a 询问 */
export class Interview {
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  @OneOf(['party', 'witness']) whom!: 'party' | 'witness';
  /** Name of a witness; the party stands in the file. */
  @Optional() @Text(200) person?: string;
  @Part(() => RecordOfAct) record!: RecordOfAct;
  @Parts(() => PageSignature, 1, 300) pages!: PageSignature[];
  @Parts(() => TextCorrection, 0, 300) corrections!: TextCorrection[];
  /** Whether what was said is drawn from the defence (处罚法 45). */
  @Flag() fromDefence!: boolean;
}

/** The audio-visual record of an act. */
export class AudioVisual {
  @Text(100) device!: string;
  @Sha256() blob!: string;
}

/** P6b 现场检查、勘验 */
export class Inspect {
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  /** The norm that gives the power to inspect. */
  @Part(() => Citation) power!: Citation;
  @Optional() @Division() place?: string;
  @Optional() @Text(400) placeText?: string;
  /** What the act touches: `liberty`, `life-health`, `major-property` … */
  @Codes(0, 10) touches!: string[];
  @Optional() @Part(() => AudioVisual) audioVisual?: AudioVisual;
  @OneOf(signatures) signed!: Signature;
  /** Who witnessed it where the party did not sign. */
  @Optional() @Text(100) witness?: string;
  @Part(() => RecordOfAct) record!: RecordOfAct;
}

/** A thing in a sheet of samples or an inventory; its id is that of the item of evidence. */
export class ListedThing {
  @Code() id!: string;
  @Text(1000) description!: string;
  @Text(60) quantity!: string;
}

/** P6c 抽样取证 */
export class TakeSample {
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  @OneOf(['random', 'chosen']) method!: 'random' | 'chosen';
  @Parts(() => ListedThing, 1, 100) things!: ListedThing[];
  @OneOf(signatures) signed!: Signature;
  @Optional() @Text(100) witness?: string;
}

/** P6c 批准先行登记保存 */
export class ApprovePreservation {
  @ClockCode() id!: string;
  @Handle() approver!: string;
  @OneOf(['may-be-lost', 'hard-to-obtain-later']) ground!: 'may-be-lost' | 'hard-to-obtain-later';
  @Parts(() => ListedThing, 1, 200) things!: ListedThing[];
  @Text(2000) reason!: string;
}

/** P6c 先行登记保存 */
export class PreserveEvidence {
  @ClockCode() id!: string;
  @Code() contact!: string;
  @Handles(1, 20) officers!: string[];
  @OneOf(['organ', 'party', 'third-party']) keeper!: 'organ' | 'party' | 'third-party';
  @Text(400) placeText!: string;
  @Parts(() => ListedThing, 1, 200) things!: ListedThing[];
  @OneOf(signatures) signed!: Signature;
  @Optional() @Text(100) witness?: string;
  /** A copy of the inventory was handed over. */
  @Flag() copyGiven!: boolean;
  @Optional() @Sha256() inventory?: string;
}

/** What becomes of one thing that was preserved. */
export class DisposalOfThing {
  @Code() thing!: string;
  @OneOf(preservationWays) way!: (typeof preservationWays)[number];
}

/** P6c 保存处理决定 */
export class DisposePreserved {
  @ClockCode() id!: string;
  @Handle() approver!: string;
  @Parts(() => DisposalOfThing, 1, 200) ways!: DisposalOfThing[];
  @Text(2000) reason!: string;
}

/** P6c 解除保存 */
export class ReleasePreserved {
  @ClockCode() id!: string;
  @Handles(1, 20) officers!: string[];
  @OneOf(['decided', 'expired']) ground!: 'decided' | 'expired';
  @Codes(1, 200) things!: string[];
  /** Receipt of whoever got them back. */
  @Text(128) receipt!: string;
}

/** P6d 委托检测、检验、鉴定 */
export class OrderTest {
  @ClockCode() id!: string;
  @Handles(1, 20) officers!: string[];
  @Codes(1, 50) evidence!: string[];
  @Text(200) body!: string;
  /** Number of the qualification of the body. */
  @Text(128) qualification!: string;
  @Text(2000) question!: string;
  /** Last day of the period stated to the body; without one the longest time of the pack holds. */
  @Optional() @Day() dueBy?: CivilDate;
  /** The time of testing is to be left out of the time to decide. */
  @Flag() excluded!: boolean;
}

/** P6d 结果 */
export class ReceiveTestResult {
  @ClockCode() id!: string;
  @Handles(1, 20) officers!: string[];
  @Part(() => RecordOfAct) record!: RecordOfAct;
  @Text(4000) conclusion!: string;
}

/** P6d 告知结果 */
export class TellTestResult {
  @ClockCode() id!: string;
  @Handles(1, 20) officers!: string[];
  @OneOf(signatures) signed!: Signature;
}

/** Marks of a document on paper (书证). */
export class PaperMarks {
  /** Compared with the original. */
  @Flag() compared!: boolean;
  /** Time and place of origin are noted. */
  @Flag() originNoted!: boolean;
  /** Signed or sealed on every page by officers, person and maker. */
  @Flag() everyPageSigned!: boolean;
  /** Corrections bear a fingerprint; also where there are none. */
  @Flag() correctionsMarked!: boolean;
}

/** Marks of an audio-visual or electronic record (视听资料、电子数据). */
export class MediumMarks {
  /** The original medium is kept. */
  @Flag() originalMedium!: boolean;
  /** Method, time, maker and what it is to prove are noted. */
  @Flag() makingNoted!: boolean;
  @Flag() hasSound!: boolean;
  /** A transcript of what is said. */
  @Flag() transcript!: boolean;
}

/** Marks of a copy (复制件). */
export class CopyMarks {
  /** The original is hard to obtain; that is noted. */
  @Flag() originalHardToObtain!: boolean;
  /** “经核对与原件无误” stands on it. */
  @Flag() comparedNote!: boolean;
  /** Day of issue and origin stand on it. */
  @Flag() issueNoted!: boolean;
  /** Signed or sealed by whoever provided it. */
  @Flag() providerSigned!: boolean;
}

/** P6e 证据登记 */
export class RegisterEvidence {
  @Handles(1, 20) officers!: string[];
  @Code() id!: string;
  @OneOf(evidenceKinds) kind!: (typeof evidenceKinds)[number];
  @Day() collected!: CivilDate;
  @Text(1000) description!: string;
  /** Where and from whom it was had. */
  @Text(400) source!: string;
  @Optional() @Sha256() sha256?: string;
  @Optional() @Sha256() blob?: string;
  @Flag() fromDefence!: boolean;
  /** A record of an electronic monitoring device (处罚法 41): it carries no fact until it is reviewed. */
  @Flag() monitoring!: boolean;
  @OneOf(['original', 'copy', 'substitute']) held!: 'original' | 'copy' | 'substitute';
  @Optional() @Part(() => PaperMarks) paper?: PaperMarks;
  @Optional() @Part(() => MediumMarks) medium?: MediumMarks;
  @Optional() @Part(() => CopyMarks) copy?: CopyMarks;
  /** Item of evidence that corroborates a substitute of a thing. */
  @Optional() @Code() corroboratedBy?: string;
  /** Why it is closed to the party and the public; absent where it is open. */
  @Optional() @SomeOf(closedGrounds, 1, 5) closed?: (typeof closedGrounds)[number][];
}

/** P6e 证据查证 */
export class VerifyEvidence {
  @Handles(1, 20) officers!: string[];
  @Code() id!: string;
  @OneOf(['original-compared', 'cross-checked', 'confirmed-by-person', 'expert', 'site-checked'])
  method!: 'original-compared' | 'cross-checked' | 'confirmed-by-person' | 'expert' | 'site-checked';
  @OneOf(['confirmed', 'contested', 'refused', 'not-shown'])
  party!: 'confirmed' | 'contested' | 'refused' | 'not-shown';
  @Text(2000) remark!: string;
}

/** P6e 证据排除 */
export class ExcludeEvidence {
  @Handles(1, 20) officers!: string[];
  @Code() id!: string;
  @OneOf(exclusionGrounds) ground!: (typeof exclusionGrounds)[number];
  @Text(2000) reason!: string;
}

/** P6f 电子技术监控记录审核 */
export class ReviewDeviceRecord {
  @Handles(1, 20) officers!: string[];
  @Code() id!: string;
  @Text(100) device!: string;
  /** The norm that names the use of such devices. */
  @Part(() => Citation) power!: Citation;
  /** Days on which the device passed legal and technical review. */
  @Optional() @Day() legalReview?: CivilDate;
  @Optional() @Day() technicalReview?: CivilDate;
  /** Day from which its location was public. */
  @Optional() @Day() published?: CivilDate;
  /** True, clear, complete and exact. */
  @Flag() contentFit!: boolean;
  @Optional() @Day() partyTold?: CivilDate;
  @OneOf(['admitted', 'excluded']) outcome!: 'admitted' | 'excluded';
  @Text(2000) remark!: string;
}

export type EvidenceCommand =
  | Interview
  | Inspect
  | TakeSample
  | ApprovePreservation
  | PreserveEvidence
  | DisposePreserved
  | ReleasePreserved
  | OrderTest
  | ReceiveTestResult
  | TellTestResult
  | RegisterEvidence
  | VerifyEvidence
  | ExcludeEvidence
  | ReviewDeviceRecord;
