import type { CivilDate, Instant as InstantText } from '../../kernel/time';
import {
  exclusions,
  exemptionGrounds,
  interferenceAnswers,
  interferenceCategories,
  interferenceMeans,
  interferencePositions,
  interferenceRequests,
  orderingBodies,
  sealedItems,
} from '../../events/sealed.events';
import {
  Code,
  Codes,
  Day,
  Flag,
  Instant,
  OneOf,
  Optional,
  Part,
  Parts,
  Person,
  Sha256,
  SomeOf,
  Text,
} from '../fields';
import {
  outcomeBodyCodes,
  outcomeCodes,
  type OutcomeBody,
  type OutcomeCode,
} from '../../law/answerability/outcomes';

/** Commands on the sealed record of a case (D.5, D.6). Codes of what they open follow from the command id. */

/** Somebody whom a sealed record names; never able to read it where he stands in the officers’ register. */
export class NamedPerson {
  @Text(200) name!: string;
  /** His entry in the officers’ register, or his account: by it he is kept from the record. */
  @Optional() @Person() officer?: string;
}

/** What was kept of the interference: described, with the hash of the content where there is a file. */
export class InterferenceEvidence {
  @Text(1000) description!: string;
  @Optional() @Sha256() sha256?: string;
}

/** U1 干预记录 */
export class RecordInterference {
  /** When it happened; the record itself may come later. */
  @Instant() happened!: InstantText;
  @Optional() @Text(400) place?: string;
  @OneOf(interferenceMeans) means!: (typeof interferenceMeans)[number];
  @OneOf(interferenceCategories) category!: (typeof interferenceCategories)[number];
  @Part(() => NamedPerson) who!: NamedPerson;
  @OneOf(interferencePositions) position!: (typeof interferencePositions)[number];
  /** Post of whoever interfered, in words. */
  @Optional() @Text(200) title?: string;
  /** His relation to the party. */
  @Optional() @Text(400) relation?: string;
  /** Those through whom it was passed on. */
  @Parts(() => NamedPerson, 0, 20) through!: NamedPerson[];
  /** As heard. */
  @Text(4000) words!: string;
  @OneOf(interferenceRequests) request!: (typeof interferenceRequests)[number];
  @Parts(() => NamedPerson, 0, 20) witnesses!: NamedPerson[];
  @OneOf(interferenceAnswers) answer!: (typeof interferenceAnswers)[number];
  @Optional() @Text(2000) answerText?: string;
  @Parts(() => InterferenceEvidence, 0, 40) evidence!: InterferenceEvidence[];
}

/** U2 确认收到干预记录 */
export class AcknowledgeInterference {
  @Code() record!: string;
  @Optional() @Text(2000) measures?: string;
}

/** U3 报告打击报复 */
export class ReportRetaliation {
  /** The interference record of the sender for which he is made to suffer. */
  @Code() record!: string;
  @Part(() => NamedPerson) who!: NamedPerson;
  @Day() on!: CivilDate;
  @Text(4000) what!: string;
}

/** U4 收到上级决定或者命令 */
export class RecordOrder {
  @Part(() => NamedPerson) from!: NamedPerson;
  @Optional() @Text(200) title?: string;
  @OneOf(interferenceMeans) means!: (typeof interferenceMeans)[number];
  @Text(4000) content!: string;
}

/** U5 提出改正或者撤销的意见 */
export class RaiseObjection {
  @Code() order!: string;
  @OneOf(interferenceMeans) means!: (typeof interferenceMeans)[number];
  @Text(4000) content!: string;
}

/** U6 上级的答复 */
export class RecordOrderAnswer {
  @Code() order!: string;
  @OneOf(['maintained', 'immediate-execution', 'withdrawn'])
  answer!: 'maintained' | 'immediate-execution' | 'withdrawn';
  @Optional() @Text(2000) words?: string;
}

/** U7 主张免责、容错 */
export class ClaimExemption {
  /** Code of the finding: `w-10`, `r-14`, `reversal`. */
  @OneOf(findingCodes()) finding!: string;
  @OneOf(exemptionGrounds) ground!: (typeof exemptionGrounds)[number];
  @Optional() @Code() order?: string;
  @Text(4000) statement!: string;
  /** Revisions of events of the case that speak for it are named in the statement; here their ids. */
  @Codes(0, 60) events!: string[];
}

/** U8 免责、容错认定 */
export class RuleOnExemption {
  @Code() claim!: string;
  @OneOf(['exempt', 'mitigated', 'denied']) outcome!: 'exempt' | 'mitigated' | 'denied';
  /** What could follow from the finding (D.7), and the body that would decide it. */
  @OneOf(outcomeCodes) measure!: OutcomeCode;
  @OneOf(outcomeBodyCodes) body!: OutcomeBody;
  /** The person was heard before it was ruled. */
  @Flag() heard!: boolean;
  @SomeOf(exclusions, 0, 6) exclusions!: (typeof exclusions)[number][];
  @Text(4000) reason!: string;
}

/** Codes that a traceback is asked for by. */
function findingCodes(): readonly string[] {
  const numbered = (letter: string, last: number): readonly string[] =>
    Array.from({ length: last }, (_, index) => `${letter}-${String(index + 1).padStart(2, '0')}`);
  return [...numbered('R', 40), ...numbered('W', 49), 'reversal'];
}

/** U9 附干预证据: a file that was uploaded under seal to the case. */
export class AttachInterferenceEvidence {
  /** The interference record of the sender. */
  @Code() record!: string;
  /** Address of the file. */
  @Sha256() blob!: string;
  @Text(1000) description!: string;
  /** SHA-256 of its content. */
  @Optional() @Sha256() sha256?: string;
}

/** The written order of a reconsideration organ or a court. */
export class ProductionOrder {
  @Text(128) number!: string;
  @Day() on!: CivilDate;
}

/** U10 依命令提交密封材料: one item, by itself, outside of the volumes (复议法 45, 行诉法 40). */
export class ProduceSealedItem {
  @OneOf(sealedItems) item!: (typeof sealedItems)[number];
  /** Code of the sealed record of the case, where the item is one. */
  @Optional() @Code() produced?: string;
  @OneOf(orderingBodies) to!: (typeof orderingBodies)[number];
  /** The body by name. */
  @Text(200) body!: string;
  @Part(() => ProductionOrder) order!: ProductionOrder;
  /** What was handed over. */
  @Text(1000) description!: string;
  /** SHA-256 of it, where it is a file. */
  @Optional() @Sha256() sha256?: string;
}

export type SealedCommand =
  | ProduceSealedItem
  | AttachInterferenceEvidence
  | RecordInterference
  | AcknowledgeInterference
  | ReportRetaliation
  | RecordOrder
  | RaiseObjection
  | RecordOrderAnswer
  | ClaimExemption
  | RuleOnExemption;
