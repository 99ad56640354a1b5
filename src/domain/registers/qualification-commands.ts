import type { CivilDate } from '../../kernel/time';
import { cancellationGrounds, dutyCertificateKinds, examSubjects } from '../../events/qualification.events';
import { Code, Day, Flag, Handle, OneOf, Optional, Part, Persons, Text, Whole } from '../fields';
import { Citation } from './organ-commands';

type ExamSubject = (typeof examSubjects)[number];
type DutyCertificateKind = (typeof dutyCertificateKinds)[number];

/** 岗前培训、定期轮训 and trainings on occasion. */
export class RecordTraining {
  @OneOf(['induction', 'regular', 'special']) kind!: 'induction' | 'regular' | 'special';
  @Whole(1, 10_000) hours!: number;
  @Day() on!: CivilDate;
}

export class RecordExam {
  @OneOf(examSubjects) subject!: ExamSubject;
  @Flag() passed!: boolean;
  @Day() on!: CivilDate;
}

/** 法律职业资格: its number is personal. */
export class RecordLegalQualification {
  @Text(60) qualification!: string;
  @Day() from!: CivilDate;
}

/** Who holds 法律职业资格 need not sit the exam. */
export class WaiveExam {
  @OneOf(examSubjects) subject!: ExamSubject;
  @Day() on!: CivilDate;
}

/** What the establishment list says of the person: on it, on the one of support workers (工勤), on neither. */
export class RecordEstablishmentCheck {
  @OneOf(['listed', 'support', 'not-listed']) outcome!: 'listed' | 'support' | 'not-listed';
  @Text(200) list!: string;
  @Day() on!: CivilDate;
}

export class RecordAnnualCheck {
  @Text(60) number!: string;
  @Whole(2000, 2999) year!: number;
  @Flag() passed!: boolean;
  /** Day of the result; a certificate that fails is not valid from this day on. */
  @Day() from!: CivilDate;
}

/** Hold a certificate during supervision: an interim measure, no sanction. */
export class HoldCertificate {
  @Text(60) number!: string;
  @Persons(2, 10) supervisors!: string[];
  @Part(() => Citation) basis!: Citation;
  @Code() ground!: string;
  @Day() from!: CivilDate;
  /** Last day. */
  @Day() until!: CivilDate;
}

export class ReturnCertificate {
  @Text(60) number!: string;
  @Code() ground!: string;
  /** First day on which it is valid again. */
  @Day() from!: CivilDate;
}

/** Take a certificate off the register because a condition is lost (注销). */
export class CancelCertificate {
  @Text(60) number!: string;
  @OneOf(cancellationGrounds) ground!: (typeof cancellationGrounds)[number];
  @Day() from!: CivilDate;
}

export class IssueDutyCertificate {
  @OneOf(dutyCertificateKinds) kind!: DutyCertificateKind;
  @Text(60) number!: string;
  @Handle() organ!: string;
  @Text(200) issuer!: string;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class EndDutyCertificate {
  @OneOf(dutyCertificateKinds) kind!: DutyCertificateKind;
  @Text(60) number!: string;
  @Day() from!: CivilDate;
  @Code() ground!: string;
}

/** Name a person for the legal review of an organ. */
export class DesignateReviewer {
  @Handle() organ!: string;
  /** An adviser (法律顾问、公职律师) assists and never signs the opinion. */
  @OneOf(['reviewer', 'adviser']) capacity!: 'reviewer' | 'adviser';
  /** 初次从事行政处罚决定法制审核. */
  @Flag() first!: boolean;
  @Flag() legalBackground!: boolean;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class EndReviewer {
  @Handle() organ!: string;
  @Day() from!: CivilDate;
}
