import { z } from 'zod';
import { code } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { citation, civilDate, handle, text, validity } from './schemas';

/** What qualifies a person for a duty, on his stream in the officers' register: exams, checks, certificates, offices. */

/** Subjects of exams, each for a certificate of its own. */
export const examSubjects = ['enforcement', 'hearing-chair', 'supervision'] as const;

/** Certificates besides the one of enforcement officers: 听证主持人证, 行政执法监督证. */
export const dutyCertificateKinds = ['hearing-chair', 'supervision'] as const;

/** Grounds on which a certificate is cancelled for lost conditions; none of them is a sanction. */
export const cancellationGrounds = [
  'annual-check',
  'left-post',
  'conditions-lost',
  'retired',
  'deceased',
] as const;

export const AdviserRegistered = defineEvent('AdviserRegistered', 1, {
  zh: '法律顾问登记',
  en: 'Legal adviser registered',
  data: z.strictObject({ organ: handle, unit: code.exactOptional(), from: civilDate }),
  personal: { officer: z.strictObject({ name: text(100) }) },
});

export const TrainingRecorded = defineEvent('TrainingRecorded', 1, {
  zh: '培训记录',
  en: 'Training recorded',
  data: z.strictObject({
    kind: z.enum(['induction', 'regular', 'special']),
    hours: z.int().min(1),
    on: civilDate,
  }),
});

export const ExamTaken = defineEvent('ExamTaken', 1, {
  zh: '资格考试',
  en: 'Qualifying exam taken',
  data: z.strictObject({ subject: z.enum(examSubjects), passed: z.boolean(), on: civilDate }),
});

export const LegalQualificationRecorded = defineEvent('LegalQualificationRecorded', 1, {
  zh: '法律职业资格登记',
  en: 'Legal professional qualification recorded',
  data: z.strictObject({ from: civilDate }),
  personal: { officer: z.strictObject({ qualification: text(60) }) },
});

export const ExamWaived = defineEvent('ExamWaived', 1, {
  zh: '免予资格考试',
  en: 'Exam waived',
  data: z.strictObject({ subject: z.enum(examSubjects), on: civilDate }),
});

export const EstablishmentChecked = defineEvent('EstablishmentChecked', 1, {
  zh: '编制审核',
  en: 'Checked against the establishment',
  data: z.strictObject({
    /** `support`: 工勤编制. */
    outcome: z.enum(['listed', 'support', 'not-listed']),
    /** The list that was looked at. */
    list: text(200),
    on: civilDate,
  }),
});

export const AnnualCheckRecorded = defineEvent('AnnualCheckRecorded', 1, {
  zh: '行政执法证年审',
  en: 'Annual check of a certificate',
  data: z.strictObject({
    number: text(60),
    year: z.int().min(2000).max(2999),
    passed: z.boolean(),
    from: civilDate,
  }),
});

export const CertificateHeld = defineEvent('CertificateHeld', 1, {
  zh: '监督中暂扣行政执法证',
  en: 'Certificate held during supervision',
  data: z.strictObject({
    number: text(60),
    from: civilDate,
    /** Last day; after it the certificate is given back by itself. */
    until: civilDate,
    basis: citation,
    supervisors: z.array(handle).min(2),
    ground: code,
  }),
});

export const CertificateReturned = defineEvent('CertificateReturned', 1, {
  zh: '退还行政执法证',
  en: 'Certificate returned',
  data: z.strictObject({ number: text(60), from: civilDate, ground: code }),
});

export const CertificateCancelled = defineEvent('CertificateCancelled', 1, {
  zh: '注销行政执法证',
  en: 'Certificate cancelled',
  data: z.strictObject({ number: text(60), from: civilDate, ground: z.enum(cancellationGrounds) }),
});

export const DutyCertificateIssued = defineEvent('DutyCertificateIssued', 1, {
  zh: '颁发听证主持人证、执法监督证',
  en: 'Certificate of a chair or supervisor issued',
  data: z.strictObject({
    kind: z.enum(dutyCertificateKinds),
    number: text(60),
    organ: handle,
    issuer: text(200),
    ...validity,
  }),
});

export const DutyCertificateEnded = defineEvent('DutyCertificateEnded', 1, {
  zh: '收回听证主持人证、执法监督证',
  en: 'Certificate of a chair or supervisor ended',
  data: z.strictObject({
    kind: z.enum(dutyCertificateKinds),
    number: text(60),
    from: civilDate,
    ground: code,
  }),
});

export const ReviewerDesignated = defineEvent('ReviewerDesignated', 1, {
  zh: '确定法制审核人员',
  en: 'Legal reviewer designated',
  data: z.strictObject({
    organ: handle,
    /** An adviser assists; the opinion is the reviewer's. */
    capacity: z.enum(['reviewer', 'adviser']),
    /** 初次从事审核 (处罚法 58). */
    first: z.boolean(),
    legalBackground: z.boolean(),
    ...validity,
  }),
});

export const ReviewerEnded = defineEvent('ReviewerEnded', 1, {
  zh: '不再担任法制审核人员',
  en: 'Legal reviewer ended',
  data: z.strictObject({ organ: handle, from: civilDate }),
});

export const qualificationEvents = [
  AdviserRegistered,
  TrainingRecorded,
  ExamTaken,
  LegalQualificationRecorded,
  ExamWaived,
  EstablishmentChecked,
  AnnualCheckRecorded,
  CertificateHeld,
  CertificateReturned,
  CertificateCancelled,
  DutyCertificateIssued,
  DutyCertificateEnded,
  ReviewerDesignated,
  ReviewerEnded,
] as unknown as readonly EventDefinition[];

export type QualificationEvent =
  | EventOf<typeof AdviserRegistered>
  | EventOf<typeof TrainingRecorded>
  | EventOf<typeof ExamTaken>
  | EventOf<typeof LegalQualificationRecorded>
  | EventOf<typeof ExamWaived>
  | EventOf<typeof EstablishmentChecked>
  | EventOf<typeof AnnualCheckRecorded>
  | EventOf<typeof CertificateHeld>
  | EventOf<typeof CertificateReturned>
  | EventOf<typeof CertificateCancelled>
  | EventOf<typeof DutyCertificateIssued>
  | EventOf<typeof DutyCertificateEnded>
  | EventOf<typeof ReviewerDesignated>
  | EventOf<typeof ReviewerEnded>;
