import { penaltyKinds, type PenaltyKind } from '../../../law/penalty-kinds';
import { Code, OneOf, Optional, Person, Text, Whole } from '../../fields';

/** Parts of the commands that tell, discuss, decide and issue a penalty. */

/** How long a penalty lasts that is imposed for a time. */
export class PenaltyTerm {
  @OneOf(Object.keys(penaltyKinds)) kind!: PenaltyKind;
  @Whole(1, 36_500) days!: number;
}

/** Old and new norms compared (处罚法 37). */
export class NormComparison {
  /** What the new norms are for this party. */
  @OneOf(['lighter', 'not-lighter', 'not-unlawful']) found!: 'lighter' | 'not-lighter' | 'not-unlawful';
  /** Whose norms the decision applies. */
  @OneOf(['old', 'new']) applied!: 'old' | 'new';
  @Text(4000) reasons!: string;
}

/** A norm that demands reconsideration before a suit (复议法 23(1)(2), (5)). */
export class ReviewFirstNorm {
  @Text(200) norm!: string;
  @Text(60) article!: string;
  @OneOf(['law', 'administrative-regulation', 'local-regulation', 'rule', 'normative-document'])
  rank!: 'law' | 'administrative-regulation' | 'local-regulation' | 'rule' | 'normative-document';
}

/** How one member of a meeting of the chiefs voted. */
export class MeetingVote {
  @Person() member!: string;
  @OneOf(['for', 'against', 'abstain', 'absent', 'recused'])
  vote!: 'for' | 'against' | 'abstain' | 'absent' | 'recused';
  /** What the member had to say against the resolution. */
  @Optional() @Text(4000) dissent?: string;
}

/** The seal on a document. */
export class Seal {
  @OneOf(['ink', 'electronic']) kind!: 'ink' | 'electronic';
  /** Entry in the register of seals, or serial number of the electronic seal. */
  @Text(128) reference!: string;
  /** Who issued an electronic seal: `national-e-seal`. */
  @Optional() @Code() issuer?: string;
}
