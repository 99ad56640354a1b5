import type { CivilDate } from '../../../kernel/time';
import { Code, Day, Division, Fen, Flag, Handle, OneOf, Optional, Parts, Text } from '../../fields';

/** Commands about performing a fine: S7, S7b, P18, P18b and P19 (处罚法 66–72). */

/** S7 当场收缴 */
export class CollectOnSpot {
  @Fen() amountFen!: number;
  /** 68(一), 68(二) or 69. */
  @OneOf(['up-to-100-yuan', 'hard-to-collect-later', 'remote-at-request'])
  condition!: 'up-to-100-yuan' | 'hard-to-collect-later' | 'remote-at-request';
  /** Why it would be hard to collect later, or which difficulty there is. */
  @Optional() @Text(1000) circumstances?: string;
  /** The party asked for it, and that is on record (处罚法 69). */
  @Flag() requested!: boolean;
  /** Number of the receipt of the finance department (处罚法 70). */
  @Optional() @Text(64) receipt?: string;
  /** Collected on water: the two days run from landing (处罚法 71). */
  @Flag() onWater!: boolean;
}

/** S7 抵岸 */
export class RecordLanding {
  /** Where they landed. */
  @Optional() @Division() place?: string;
}

/** S7 交至行政机关 */
export class HandInCollected {
  @Fen() amountFen!: number;
  @Text(64) voucher!: string;
}

/** S7 缴付指定银行 */
export class BankCollected {
  @Fen() amountFen!: number;
  @Text(64) reference!: string;
}

/** S7b 银行、电子缴纳 */
export class ReceivePayment {
  @Fen() fineFen!: number;
  @Fen() lateFeeFen!: number;
  @OneOf(['bank', 'electronic']) channel!: 'bank' | 'electronic';
  @Text(64) reference!: string;
}

/** S7b 加处罚款 */
export class AccrueLateFee {
  /** Last day counted; not after the day of the command. */
  @Day() through!: CivilDate;
  /** Late fee claimed for the whole time up to then. */
  @Fen() totalFen!: number;
  /** The written notice to the party. */
  @Code() notice!: string;
}

/** P18 延期缴纳 */
export class ApproveDeferral {
  /** Day of the party's application. */
  @Day() applied!: CivilDate;
  /** Number of the approval form. */
  @Text(64) reference!: string;
  @Text(2000) hardship!: string;
  @Handle() approver!: string;
  /** Last day to pay. */
  @Day() until!: CivilDate;
}

/** One instalment with its last day. */
export class InstalmentPart {
  @Day() due!: CivilDate;
  @Fen() amountFen!: number;
}

/** P18 分期缴纳 */
export class SetInstalments {
  @Day() applied!: CivilDate;
  @Text(64) reference!: string;
  @Text(2000) hardship!: string;
  @Handle() approver!: string;
  @Parts(() => InstalmentPart, 2, 60) instalments!: InstalmentPart[];
}
