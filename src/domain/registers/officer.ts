import {
  CertificateIssued,
  CertificateResumed,
  CertificateRevoked,
  CertificateSuspended,
  OfficerPosted,
  OfficerRegistered,
  PostEnded,
  type OfficerEvent,
} from '../../events/register.events';
import { breach, kept } from '../../kernel/guard';
import type { CivilDate } from '../../kernel/time';
import { plain } from '../fields';
import { penaltyLaw } from '../statute';
import { procedure, type Procedure, type Rule } from '../procedure';
import {
  EndPost,
  IssueCertificate,
  PostOfficer,
  RegisterOfficer,
  ResumeCertificate,
  RevokeCertificate,
  SuspendCertificate,
} from './officer-commands';
import {
  evolveOfficer,
  noOfficer,
  statusAt,
  type CertificateStatus,
  type OfficerState,
} from './officer-state';
import { registerRows, registerRule, rightWayRound, type RegisterFacts } from './register';

export type OfficerCommand =
  | RegisterOfficer
  | PostOfficer
  | EndPost
  | IssueCertificate
  | SuspendCertificate
  | ResumeCertificate
  | RevokeCertificate;

const fortyTwo = [penaltyLaw(42)];

/** 处罚法 42: only officers; auxiliaries, workers and the seconded get no certificate. */
const mayHold = registerRule<IssueCertificate, OfficerState>(
  'R-04',
  'G-CERT',
  fortyTwo,
  (_command, { kind }) =>
    kind === undefined || kind === 'officer'
      ? kept
      : breach(
          '辅助人员、工勤人员、借调人员不得领取行政执法证',
          'auxiliaries, workers and the seconded get no certificate',
        ),
);

const newNumber = registerRule<IssueCertificate, OfficerState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ number }, { certificates }) =>
    certificates.some((each) => each.number === number)
      ? breach(`证号 ${number} 已登记`, `the certificate ${number} is registered already`, 'number')
      : kept,
);

const heldPost = registerRule<EndPost, OfficerState>('R-00', 'G-ENTRY', [], ({ post }, { posts }) =>
  posts.some((each) => each.post === post && each.ended === undefined)
    ? kept
    : breach(`未任 ${post} 职务`, `the post ${post} is not held`, 'post'),
);

const standing = (
  ...wanted: readonly CertificateStatus[]
): Rule<{ readonly number: string; readonly from: CivilDate }, OfficerState, RegisterFacts> =>
  registerRule('R-00', 'G-ENTRY', [], ({ number, from }, { certificates }) => {
    const certificate = certificates.find((each) => each.number === number);
    const status = certificate === undefined ? 'none' : statusAt(certificate, from);
    return wanted.includes(status)
      ? kept
      : breach(
          `证号 ${number} 在 ${from} 的状态为 ${status}`,
          `on ${from} the certificate ${number} is ${status}`,
          'number',
        );
  });

const row = registerRows<OfficerState, RegisterFacts, OfficerEvent>({
  basis: fortyTwo,
  who: ['administrator'],
  from: ['registered'],
});

const rows = [
  row('F1', RegisterOfficer, '登记人员', 'Register a person', {
    from: ['none'],
    to: 'registered',
    rules: [],
    emits: ['OfficerRegistered'],
    record: ({ name, ...command }) => [OfficerRegistered(plain(command), { officer: { name } })],
  }),
  row('F2', PostOfficer, '任职', 'Post an officer', {
    rules: [rightWayRound()],
    emits: ['OfficerPosted'],
    record: (c) => [OfficerPosted(plain(c))],
  }),
  row('F3', EndPost, '免职', 'End a post', {
    rules: [heldPost],
    emits: ['PostEnded'],
    record: (c) => [PostEnded(plain(c))],
  }),
  row('F4', IssueCertificate, '颁发执法证', 'Issue a certificate', {
    rules: [mayHold, newNumber, rightWayRound()],
    emits: ['CertificateIssued'],
    record: (c) => [CertificateIssued(plain(c))],
  }),
  row('F5', SuspendCertificate, '暂扣执法证', 'Suspend a certificate', {
    rules: [standing('valid')],
    emits: ['CertificateSuspended'],
    record: (c) => [CertificateSuspended(plain(c))],
  }),
  row('F6', ResumeCertificate, '恢复执法证', 'Resume a certificate', {
    rules: [standing('suspended')],
    emits: ['CertificateResumed'],
    record: (c) => [CertificateResumed(plain(c))],
  }),
  row('F7', RevokeCertificate, '吊销执法证', 'Revoke a certificate', {
    rules: [standing('valid', 'suspended', 'expired', 'not-yet')],
    emits: ['CertificateRevoked'],
    record: (c) => [CertificateRevoked(plain(c))],
  }),
];

/** Officers with posts and certificates, each with its dates. Stream `officer-…`. */
export const officer: Procedure<OfficerCommand, OfficerState, OfficerEvent, RegisterFacts> = procedure({
  category: 'officer',
  initial: noOfficer,
  evolve: evolveOfficer,
  steps: rows,
  table: () => rows,
});
