import { paperDifferences } from '../../../events/scrutiny.events';
import { Code, Handle, OneOf, Sha256, SomeOf, Text, Whole } from '../../fields';

/** Commands on paper that differs from the record (A215). */

/** 发现纸质与电子不一致: anybody who works on the case says so, with the paper as proof. */
export class ReportPaperDifference {
  /** Code of the difference, given once. */
  @Code() difference!: string;
  /** Revision of the event whose document, or page of the file, the paper should be. */
  @Whole(0, 1_000_000) revision!: number;
  @SomeOf(paperDifferences, 1, 8) in!: (typeof paperDifferences)[number][];
  /** SHA-256 of the stored ciphertext of a scan or photo. */
  @Sha256() blob!: string;
  @Text(2000) remark!: string;
}

/** 不一致处理 */
export class SettlePaperDifference {
  @Code() difference!: string;
  @OneOf(['paper-replaced', 'record-corrected', 'unfounded'])
  outcome!: 'paper-replaced' | 'record-corrected' | 'unfounded';
  @Handle() approver!: string;
  @Text(2000) reason!: string;
}
