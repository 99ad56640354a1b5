import type { CivilDate } from '../../kernel/time';
import {
  outcomeBodyCodes,
  outcomeCodes,
  type OutcomeBody,
  type OutcomeCode,
} from '../../law/answerability/outcomes';
import {
  Code,
  Day,
  Flag,
  Handle,
  OneOf,
  Optional,
  Part,
  Parts,
  Person,
  Persons,
  Sha256,
  Text,
} from '../fields';

/** A declaration of a tracing officer about relatives, testimony or interest of his own (处罚法 43, 政务处分法 47). */
export class TracingDeclaration {
  @Handle() officer!: string;
  @Flag() conflict!: boolean;
}

/** An accident of the party that gave rise to the tracing. */
export class Accident {
  @Day() on!: CivilDate;
  @Text(2000) text!: string;
}

/** Open the tracing of a finding; the record is frozen at that moment. */
export class OpenTracing {
  @Handle() organ!: string;
  @Handle() case!: string;
  /** Code of the finding: `W-10`, `R-14`, `reversal`. */
  @Text(20) code!: string;
  /** The two tracing officers; the sender is one of them. */
  @Persons(2, 2) supervisors!: string[];
  @Parts(() => TracingDeclaration, 2, 2) declarations!: TracingDeclaration[];
  /** 机关代字 before the year of the number. */
  @Text(60) prefix!: string;
  /** What is to be answered. */
  @Text(2000) question!: string;
  @Optional() @Part(() => Accident) accident?: Accident;
}

/** Show a person what the report says of her, before she answers. */
export class ShowTracedRows {
  @Person() person!: string;
}

/** Record what a person says to it, or that she does not. */
export class HearTracedPerson {
  @Code() id!: string;
  @Person() person!: string;
  @OneOf(['given', 'declined', 'not-reached']) outcome!: 'given' | 'declined' | 'not-reached';
  @Optional() @Text(8000) statement?: string;
}

/** Say whether the performance of duty and the accident are directly related. */
export class TestCausation {
  @OneOf(['direct', 'none', 'not-provable']) relation!: 'direct' | 'none' | 'not-provable';
  @Text(4000) reasons!: string;
}

/** A norm on which a proposal rests. */
export class ProposalBasis {
  @Text(200) norm!: string;
  @Text(60) article!: string;
  @OneOf(['law', 'administrative-regulation', 'local-regulation', 'rule', 'normative-document'])
  rank!: 'law' | 'administrative-regulation' | 'local-regulation' | 'rule' | 'normative-document';
}

/** Recommend a measure to the body that decides on it. */
export class ProposeOutcome {
  @Code() id!: string;
  /** Absent: the organ. */
  @Optional() @Person() person?: string;
  @OneOf(outcomeCodes) measure!: OutcomeCode;
  @OneOf(outcomeBodyCodes) body!: OutcomeBody;
  /** Of a person: whether and how he still serves. */
  @Optional()
  @OneOf(['serving', 'retired', 'resigned', 'dead', 'under-supervision-case'])
  service?: 'serving' | 'retired' | 'resigned' | 'dead' | 'under-supervision-case';
  @Parts(() => ProposalBasis, 1, 20) basis!: ProposalBasis[];
  @Text(4000) reasons!: string;
}

/** Take a proposal back. */
export class WithdrawProposal {
  @Code() id!: string;
  @Text(4000) reasons!: string;
}

/** Sign the report as it stands. */
export class SignTracing {
  /** Hash of the report that was read; another one is not signed. */
  @Sha256() report!: string;
}

export type TracingCommand =
  | OpenTracing
  | ShowTracedRows
  | HearTracedPerson
  | TestCausation
  | ProposeOutcome
  | WithdrawProposal
  | SignTracing;
