import type {
  dutyCertificateKinds,
  examSubjects,
  QualificationEvent,
} from '../../events/qualification.events';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { covers, earliest, endedFrom, lastBegun, type Validity } from './register';

export type ExamSubject = (typeof examSubjects)[number];
export type DutyCertificateKind = (typeof dutyCertificateKinds)[number];

/** A result in an exam, or the leave not to sit it. */
export interface Exam {
  readonly subject: ExamSubject;
  readonly outcome: 'passed' | 'failed' | 'waived';
  readonly from: CivilDate;
}

/** 听证主持人证 or 执法监督证. */
export interface DutyCertificate extends Validity {
  readonly kind: DutyCertificateKind;
  readonly number: string;
  readonly organ: string;
}

/** A person named for legal review in an organ; an adviser only assists. */
export interface ReviewerOffice extends Validity {
  readonly organ: string;
  readonly capacity: 'reviewer' | 'adviser';
}

/** What qualifies a person, besides the enforcement certificate. Entries stand in the order of their record. */
export interface Qualifications {
  readonly exams: readonly Exam[];
  /** First day with 法律职业资格. */
  readonly legalFrom?: CivilDate;
  readonly establishment: readonly {
    readonly outcome: 'listed' | 'support' | 'not-listed';
    readonly from: CivilDate;
  }[];
  readonly trainings: readonly {
    readonly kind: 'induction' | 'regular' | 'special';
    readonly on: CivilDate;
  }[];
  readonly dutyCertificates: readonly DutyCertificate[];
  readonly reviewing: readonly ReviewerOffice[];
}

export const noQualifications: Qualifications = {
  ...{ exams: [], establishment: [], trainings: [], dutyCertificates: [], reviewing: [] },
};

/** Qualification events that do not concern the enforcement certificate, nor open the stream. */
export type OwnQualificationEvent = Exclude<
  QualificationEvent,
  {
    readonly type:
      | 'AdviserRegistered'
      | 'AnnualCheckRecorded'
      | 'CertificateHeld'
      | 'CertificateReturned'
      | 'CertificateCancelled';
  }
>;

/** Fold of what qualifies a person. */
export function evolveQualifications(
  state: Qualifications,
  event: Recorded<OwnQualificationEvent>,
): Qualifications {
  switch (event.type) {
    case 'TrainingRecorded':
      return { ...state, trainings: [...state.trainings, event.data] };
    case 'ExamTaken': {
      const { subject, passed, on } = event.data;
      return withExam(state, { subject, outcome: passed ? 'passed' : 'failed', from: on });
    }
    case 'ExamWaived':
      return withExam(state, { subject: event.data.subject, outcome: 'waived', from: event.data.on });
    case 'LegalQualificationRecorded':
      return { ...state, legalFrom: earliest(state.legalFrom, event.data.from) };
    case 'EstablishmentChecked': {
      const { outcome, on } = event.data;
      return { ...state, establishment: [...state.establishment, { outcome, from: on }] };
    }
    case 'DutyCertificateIssued':
      return { ...state, dutyCertificates: [...state.dutyCertificates, event.data] };
    case 'DutyCertificateEnded': {
      const { kind, number, from } = event.data;
      const same = (each: DutyCertificate) => each.kind === kind && each.number === number;
      return { ...state, dutyCertificates: endedFrom(state.dutyCertificates, same, from) };
    }
    case 'ReviewerDesignated':
      return { ...state, reviewing: [...state.reviewing, event.data] };
    case 'ReviewerEnded': {
      const { organ, from } = event.data;
      return { ...state, reviewing: endedFrom(state.reviewing, (each) => each.organ === organ, from) };
    }
  }
}

const withExam = (state: Qualifications, exam: Exam): Qualifications => ({
  ...state,
  exams: [...state.exams, exam],
});

/** The result that counts on a day: the last one by then; nothing where no exam was sat nor waived. */
export const examAt = (
  { exams }: Pick<Qualifications, 'exams'>,
  subject: ExamSubject,
  date: CivilDate,
): Exam['outcome'] | undefined =>
  lastBegun(
    exams.filter((each) => each.subject === subject),
    date,
  )?.outcome;

/** Whether 法律职业资格 is held on a day. */
export const legallyQualified = (
  { legalFrom }: Pick<Qualifications, 'legalFrom'>,
  date: CivilDate,
): boolean => legalFrom !== undefined && legalFrom <= date;

/** What the last check against the establishment found by a day. */
export const establishmentAt = (
  { establishment }: Pick<Qualifications, 'establishment'>,
  date: CivilDate,
): 'listed' | 'support' | 'not-listed' | undefined => lastBegun(establishment, date)?.outcome;

/** Whether a training of the kind was done by a day (岗前培训 before the first act). */
export const trainedBy = (
  { trainings }: Pick<Qualifications, 'trainings'>,
  kind: 'induction' | 'regular' | 'special',
  date: CivilDate,
): boolean => trainings.some((each) => each.kind === kind && each.on <= date);

/**
 * In which capacity a person takes part in the legal review of an organ on a day (处罚法 58). Only a `reviewer` gives
 * an opinion; an `adviser` assists. Whether he could be named was decided at the designation.
 */
export const reviewerAt = (
  { reviewing }: Pick<Qualifications, 'reviewing'>,
  organ: string,
  date: CivilDate,
): ReviewerOffice['capacity'] | undefined => {
  const offices = reviewing.filter((each) => each.organ === organ && covers(each, date));
  return offices.find(({ capacity }) => capacity === 'reviewer')?.capacity ?? offices.at(0)?.capacity;
};

/** The certificate of a kind that is valid on a day. */
export const dutyCertificateAt = (
  { dutyCertificates }: Pick<Qualifications, 'dutyCertificates'>,
  kind: DutyCertificateKind,
  date: CivilDate,
): DutyCertificate | undefined =>
  dutyCertificates.findLast((each) => each.kind === kind && covers(each, date));

/** The certificate of a hearing chair on a day; asked for only where `hearing.chair.cert` is set (山东监督条例 11). */
export const chairCertificateAt = (
  state: Pick<Qualifications, 'dutyCertificates'>,
  date: CivilDate,
): DutyCertificate | undefined => dutyCertificateAt(state, 'hearing-chair', date);

/** The certificate of a supervisor on a day. */
export const supervisorCertificateAt = (
  state: Pick<Qualifications, 'dutyCertificates'>,
  date: CivilDate,
): DutyCertificate | undefined => dutyCertificateAt(state, 'supervision', date);
