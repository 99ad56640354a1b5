import { Code, Fen, Flag, Handles, OneOf, Optional, Part, Parts, Text } from '../../fields';
import { PenaltyProposal, StatementReview, Told } from '../command-parts';
import { PenaltyTerm } from '../decision/parts';
import { ServiceProof } from '../service/proof';

/** P10, P11: prior notice and statements. */

/** P10 送达行政处罚事先告知书 */
export class ServeNotice {
  /** Who served it. */
  @Handles(1, 20) officers!: string[];
  @Part(() => PenaltyProposal) proposal!: PenaltyProposal;
  @Parts(() => PenaltyTerm, 0, 5) terms!: PenaltyTerm[];
  /** Worth of all that is to be confiscated, gains and property. */
  @Fen() confiscationFen!: number;
  /** What the notice says (处罚法 44). */
  @Part(() => Told) told!: Told;
  /** The notice tells the right to a hearing (处罚法 63). */
  @Flag() hearingTold!: boolean;
  @Text(4000) facts!: string;
  @Text(4000) reasons!: string;
  @Part(() => ServiceProof) service!: ServiceProof;
  @Optional() @Text(128) reference?: string;
}

/** P11 收到陈述申辩 */
export class ReceiveStatement {
  @Code() id!: string;
  @OneOf(['written', 'oral']) form!: 'written' | 'oral';
  @Text(20_000) statement!: string;
  /** It alleges facts or brings evidence that the file does not have; the reviewer has to read it. */
  @Flag() newFacts!: boolean;
}

/** P11 放弃陈述申辩: in so many words (处罚法 62). */
export class WaiveStatement {
  /** Reference of the declaration of the party. */
  @Text(200) proof!: string;
}

/** P11 复核陈述申辩 (处罚法 45). */
export class ReviewStatement {
  @Handles(1, 20) officers!: string[];
  @Code() id!: string;
  @Part(() => StatementReview) review!: StatementReview;
}

export type NoticeCommand = ServeNotice | ReceiveStatement | WaiveStatement | ReviewStatement;
