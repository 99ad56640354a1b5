import { EnforcementAreaSet } from '../../events/list.events';
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
import { AdviserRegistered } from '../../events/qualification.events';
import { breach, kept } from '../../kernel/guard';
import { plain } from '../../kernel/plain-data';
import { penaltyLaw } from '../statute';
import { procedure, type Procedure } from '../procedure';
import {
  EndPost,
  IssueCertificate,
  PostOfficer,
  RegisterOfficer,
  ResumeCertificate,
  RevokeCertificate,
  SuspendCertificate,
} from './officer-commands';
import { SetEnforcementArea } from './list-commands';
import { officerRow, standing, type OfficerFacts } from './officer-facts';
import { postingRows } from './officer-postings';
import { established, examined, qualificationRows } from './officer-qualifications';
import { evolveOfficer, noOfficer, type OfficerState } from './officer-state';
import type * as posting from './posting-commands';
import type * as qualification from './qualification-commands';
import { registerPhases, registerRule, rightWayRound } from './register';

type Commands<Module> = {
  [Name in keyof Module]: Module[Name] extends new () => infer C ? C : never;
}[keyof Module];

export type OfficerCommand =
  | RegisterOfficer
  | PostOfficer
  | EndPost
  | IssueCertificate
  | SuspendCertificate
  | ResumeCertificate
  | RevokeCertificate
  | SetEnforcementArea
  | Commands<typeof qualification>
  | Commands<typeof posting>;

/** 处罚法 42: only officers; auxiliaries, workers and the seconded get no certificate. */
const mayHold = registerRule<IssueCertificate, OfficerState>(
  'R-04',
  'G-CERT',
  [penaltyLaw(42)],
  (_command, { kind }) =>
    kind === undefined || kind === 'officer'
      ? kept
      : breach(
          '辅助人员、工勤人员、借调人员、法律顾问不得领取行政执法证',
          'auxiliaries, workers, the seconded and advisers get no certificate',
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

const rows = [
  officerRow('F1', RegisterOfficer, '登记人员', 'Register a person', {
    from: ['none'],
    to: 'registered',
    rules: [],
    emits: ['OfficerRegistered', 'AdviserRegistered'],
    record: ({ name, kind, ...command }) => [
      kind === 'adviser'
        ? AdviserRegistered(plain(command), { officer: { name } })
        : OfficerRegistered({ ...plain(command), kind }, { officer: { name } }),
    ],
  }),
  officerRow('F2', PostOfficer, '任职', 'Post an officer', {
    rules: [rightWayRound()],
    emits: ['OfficerPosted'],
    record: (c) => [OfficerPosted(plain(c))],
  }),
  officerRow('F3', EndPost, '免职', 'End a post', {
    rules: [heldPost],
    emits: ['PostEnded'],
    record: (c) => [PostEnded(plain(c))],
  }),
  officerRow('F4', IssueCertificate, '颁发执法证', 'Issue a certificate', {
    rules: [mayHold, examined, established, newNumber, rightWayRound()],
    emits: ['CertificateIssued'],
    record: (c) => [CertificateIssued(plain(c))],
  }),
  officerRow('F5', SuspendCertificate, '暂扣执法证', 'Suspend a certificate', {
    rules: [standing('valid')],
    emits: ['CertificateSuspended'],
    record: (c) => [CertificateSuspended(plain(c))],
  }),
  officerRow('F6', ResumeCertificate, '恢复执法证', 'Resume a certificate', {
    rules: [standing('suspended')],
    emits: ['CertificateResumed'],
    record: (c) => [CertificateResumed(plain(c))],
  }),
  officerRow('F7', RevokeCertificate, '吊销执法证', 'Revoke a certificate', {
    rules: [standing('valid', 'suspended', 'held', 'check-failed', 'expired', 'not-yet')],
    emits: ['CertificateRevoked'],
    record: (c) => [CertificateRevoked(plain(c))],
  }),
  ...qualificationRows,
  ...postingRows,
  officerRow('F27', SetEnforcementArea, '确定执法区域', 'Set the area of enforcement', {
    basis: [penaltyLaw(39)],
    rules: [],
    emits: ['EnforcementAreaSet'],
    record: (c) => [EnforcementAreaSet(plain(c))],
  }),
];

/** Officers with posts and certificates, each with its dates. Stream `officer-…`. */
export const officer: Procedure<OfficerCommand, OfficerState, OfficerEvent, OfficerFacts> = procedure({
  category: 'officer',
  initial: noOfficer,
  evolve: evolveOfficer,
  steps: rows,
  table: () => rows,
  phases: registerPhases,
});
