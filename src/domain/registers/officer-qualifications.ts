import {
  AnnualCheckRecorded,
  CertificateCancelled,
  CertificateHeld,
  CertificateReturned,
  DutyCertificateEnded,
  DutyCertificateIssued,
  EstablishmentChecked,
  ExamTaken,
  ExamWaived,
  LegalQualificationRecorded,
  ReviewerDesignated,
  ReviewerEnded,
  TrainingRecorded,
} from '../../events/qualification.events';
import { breach, kept } from '../../kernel/guard';
import type { CivilDate } from '../../kernel/time';
import { plain } from '../../kernel/plain-data';
import { penaltyLaw, statute } from '../statute';
import { officerRow, standing, type OfficerFacts } from './officer-facts';
import type { OfficerState } from './officer-state';
import * as commands from './qualification-commands';
import {
  establishmentAt,
  examAt,
  legallyQualified,
  reviewerAt,
  supervisorCertificateAt,
  type ExamSubject,
} from './qualification-state';
import { covers, registerRule, rightWayRound } from './register';

/** Exams, checks, certificates besides the enforcement certificate, and the office of legal reviewer. */

const passedExam = (state: OfficerState, subject: ExamSubject, date: CivilDate) => {
  const outcome = examAt(state, subject, date);
  return outcome === 'passed' || outcome === 'waived'
    ? kept
    : breach(
        outcome === undefined ? '未参加资格考试' : '资格考试不合格',
        outcome === undefined ? 'the qualifying exam was not taken' : 'the qualifying exam was failed',
      );
};

/** 处罚法 42: no exam passed nor waived by the first day, no certificate. */
export const examined = registerRule<{ from: CivilDate }, OfficerState>(
  'R-04',
  'G-EXAM',
  [penaltyLaw(42)],
  ({ from }, state) => passedExam(state, 'enforcement', from),
);

/** Only who is on the establishment list, and not as a support worker (工勤), gets a certificate (河南执法条例 20). */
export const established = registerRule<{ from: CivilDate }, OfficerState>(
  'R-04',
  'G-ESTABLISHMENT',
  [penaltyLaw(42)],
  ({ from }, state) => {
    const outcome = establishmentAt(state, from);
    if (outcome === 'listed') return kept;
    return outcome === 'support'
      ? breach('工勤编制人员不得领取行政执法证', 'a support worker gets no certificate')
      : breach('未经编制名单审核通过', 'the person was not found on the establishment list');
  },
);

const dutyExamined = registerRule<commands.IssueDutyCertificate, OfficerState>(
  'R-04',
  'G-EXAM',
  [statute('shandong-supervision', 11)],
  ({ kind, from }, state) => passedExam(state, kind, from),
);

const newDutyNumber = registerRule<commands.IssueDutyCertificate, OfficerState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ kind, number }, { dutyCertificates }) =>
    dutyCertificates.some((each) => each.kind === kind && each.number === number)
      ? breach(`证号 ${number} 已登记`, `the certificate ${number} is registered already`, 'number')
      : kept,
);

const dutyCertificateHeld = registerRule<commands.EndDutyCertificate, OfficerState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ kind, number, from }, { dutyCertificates }) =>
    dutyCertificates.some((each) => each.kind === kind && each.number === number && covers(each, from))
      ? kept
      : breach(
          `证号 ${number} 在 ${from} 无效`,
          `the certificate ${number} is not valid on ${from}`,
          'number',
        ),
);

/** Only 法律职业资格 replaces an exam. */
const qualifiedForWaiver = registerRule<commands.WaiveExam, OfficerState>(
  'R-04',
  'G-EXAM.waiver',
  [penaltyLaw(42)],
  ({ on }, state) =>
    legallyQualified(state, on)
      ? kept
      : breach(
          '未登记法律职业资格，不得免予考试',
          'without a recorded legal professional qualification no exam is waived',
          'on',
        ),
);

/** 处罚法 58: reviewers are staff of the organ; who reviews for the first time holds 法律职业资格. */
const mayReview = registerRule<commands.DesignateReviewer, OfficerState>(
  'R-14',
  'G-REVIEWER',
  [penaltyLaw(58, 2)],
  ({ capacity, first, from }, state) => {
    if (capacity === 'adviser') return kept;
    return [
      ...(state.kind === 'officer'
        ? kept
        : breach(
            '法制审核人员应当是本机关工作人员；法律顾问只能协助审核',
            'a reviewer is one of the staff; an adviser only assists',
            'capacity',
          )),
      ...(first && !legallyQualified(state, from)
        ? breach(
            '初次从事法制审核的人员应当取得法律职业资格',
            'who reviews for the first time needs the legal professional qualification',
            'first',
          )
        : kept),
    ];
  },
);

const notYetReviewer = registerRule<commands.DesignateReviewer, OfficerState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ organ, from, capacity }, state) =>
    reviewerAt(state, organ, from) === capacity
      ? breach('已担任法制审核工作', 'the office is held already', 'from')
      : kept,
);

const isReviewer = registerRule<commands.EndReviewer, OfficerState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ organ, from }, state) =>
    reviewerAt(state, organ, from) === undefined
      ? breach('未担任法制审核工作', 'the office is not held', 'organ')
      : kept,
);

/** A hold is a measure of two supervisors with certificates of their own, and never of oneself. */
const heldBySupervisors = registerRule<commands.HoldCertificate, OfficerState, OfficerFacts>(
  'R-04',
  'G-CERT.supervisor',
  [statute('henan-enforcement', 42)],
  ({ supervisors, from }, _state, { people }) =>
    supervisors
      .filter((s) => {
        const known = people?.get(s);
        return known === undefined || supervisorCertificateAt(known.state, from) === undefined;
      })
      .flatMap((s) =>
        breach(`${s} 无有效的行政执法监督证`, `${s} has no valid certificate of a supervisor`, 'supervisors'),
      ),
);

const notOneself = registerRule<commands.HoldCertificate, OfficerState, OfficerFacts>(
  'R-07',
  'G-SEP',
  [],
  ({ supervisors }, _state, { person }) =>
    person !== undefined && supervisors.includes(person)
      ? breach('不得监督本人', 'nobody supervises himself', 'supervisors')
      : kept,
);

/** A document below a 规章 gives no power to hold a certificate. */
const holdHasBasis = registerRule<commands.HoldCertificate, OfficerState>(
  'R-03',
  'G-BASIS',
  [statute('henan-enforcement', 42)],
  ({ basis }) =>
    basis.rank === 'normative-document'
      ? breach(
          '规范性文件不能作为暂扣行政执法证的依据',
          'a normative document is no basis for holding a certificate',
          'basis',
        )
      : kept,
);

/** Rows F8 to F20. */
export const qualificationRows = [
  officerRow('F8', commands.RecordTraining, '登记培训', 'Record a training', {
    rules: [],
    emits: ['TrainingRecorded'],
    record: (c) => [TrainingRecorded(plain(c))],
  }),
  officerRow('F9', commands.RecordExam, '登记资格考试', 'Record an exam', {
    rules: [],
    emits: ['ExamTaken'],
    record: (c) => [ExamTaken(plain(c))],
  }),
  officerRow('F10', commands.RecordLegalQualification, '登记法律职业资格', 'Record a legal qualification', {
    rules: [],
    emits: ['LegalQualificationRecorded'],
    record: ({ qualification, from }) => [
      LegalQualificationRecorded({ from }, { officer: { qualification } }),
    ],
  }),
  officerRow('F11', commands.WaiveExam, '免予资格考试', 'Waive an exam', {
    rules: [qualifiedForWaiver],
    emits: ['ExamWaived'],
    record: (c) => [ExamWaived(plain(c))],
  }),
  officerRow('F12', commands.RecordEstablishmentCheck, '编制审核', 'Check against the establishment', {
    rules: [],
    emits: ['EstablishmentChecked'],
    record: (c) => [EstablishmentChecked(plain(c))],
  }),
  officerRow('F13', commands.RecordAnnualCheck, '登记年审', 'Record an annual check', {
    rules: [standing('valid', 'suspended', 'held')],
    emits: ['AnnualCheckRecorded'],
    record: (c) => [AnnualCheckRecorded(plain(c))],
  }),
  officerRow('F14', commands.HoldCertificate, '监督中暂扣执法证', 'Hold a certificate', {
    basis: [statute('henan-enforcement', 42)],
    who: ['supervisor'],
    rules: [heldBySupervisors, notOneself, holdHasBasis, standing('valid'), rightWayRound()],
    emits: ['CertificateHeld'],
    record: (c) => [CertificateHeld(plain(c))],
  }),
  officerRow('F15', commands.ReturnCertificate, '退还执法证', 'Return a certificate', {
    basis: [statute('henan-enforcement', 42)],
    who: ['supervisor'],
    rules: [standing('held')],
    emits: ['CertificateReturned'],
    record: (c) => [CertificateReturned(plain(c))],
  }),
  officerRow('F16', commands.CancelCertificate, '注销执法证', 'Cancel a certificate', {
    rules: [standing('valid', 'suspended', 'held', 'check-failed', 'expired', 'not-yet')],
    emits: ['CertificateCancelled'],
    record: (c) => [CertificateCancelled(plain(c))],
  }),
  officerRow('F17', commands.IssueDutyCertificate, '颁发听证主持人证、监督证', 'Issue a duty certificate', {
    basis: [statute('shandong-supervision', 11)],
    rules: [dutyExamined, newDutyNumber, rightWayRound()],
    emits: ['DutyCertificateIssued'],
    record: (c) => [DutyCertificateIssued(plain(c))],
  }),
  officerRow('F18', commands.EndDutyCertificate, '收回听证主持人证、监督证', 'End a duty certificate', {
    basis: [statute('shandong-supervision', 11)],
    rules: [dutyCertificateHeld],
    emits: ['DutyCertificateEnded'],
    record: (c) => [DutyCertificateEnded(plain(c))],
  }),
  officerRow('F19', commands.DesignateReviewer, '确定法制审核人员', 'Designate a legal reviewer', {
    basis: [penaltyLaw(58)],
    rules: [mayReview, notYetReviewer, rightWayRound()],
    emits: ['ReviewerDesignated'],
    record: (c) => [ReviewerDesignated(plain(c))],
  }),
  officerRow('F20', commands.EndReviewer, '解除法制审核人员', 'End the office of a legal reviewer', {
    basis: [penaltyLaw(58)],
    rules: [isReviewer],
    emits: ['ReviewerEnded'],
    record: (c) => [ReviewerEnded(plain(c))],
  }),
];
