import {
  DeviceRecordReviewed,
  EvidenceExcluded,
  EvidenceRegistered,
  EvidenceVerified,
  TestOrdered,
  TestResultReceived,
  TestResultTold,
} from '../../../events/evidence.events';
import type { Clock } from '../../../events/schemas';
import { daysBetween, type CivilDate } from '../../../kernel/time';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import { certified, notRecused } from '../guards/identity';
import { beginning, decideClock, ending } from './case-clock';
import { itemOfAct } from './contact-steps';
import { assignedToCase } from './course-rules';
import {
  ExcludeEvidence,
  OrderTest,
  ReceiveTestResult,
  RegisterEvidence,
  ReviewDeviceRecord,
  TellTestResult,
  VerifyEvidence,
} from './evidence-commands';
import {
  deviceLawful,
  evidenceStands,
  isMonitoringRecord,
  newEvidence,
  secretsElsewhere,
  newRecord,
  recordReviewed,
  resultToTell,
  testable,
  testingLeftOut,
  testUnderWay,
} from './evidence-rules';
import { evidenceFormalities } from './formalities';
import { securing } from './preservation-steps';

const who = ['officer'] as const;
const acting = [certified, notRecused, assignedToCase] as const;

const clockOf = (id: string): string => `test.max/${id}`;

/** The period stated to the body that tests, or else the longest that the pack allows. */
function testClock(id: string, dueBy: CivilDate | undefined, facts: CaseFacts): Clock {
  if (dueBy === undefined) return opening(facts, 'test.max', facts.date, clockOf(id));
  const amount = Math.max(0, daysBetween(facts.date, dueBy));
  return { key: clockOf(id), opened: facts.date, due: dueBy, kind: 'cd', amount, pack: 'stated' };
}

/** P6d to P6f: tests, and what becomes of evidence (处罚法 41, 46). */
export const evidenceSteps: readonly CaseStep[] = [
  caseStep<OrderTest>({
    no: 'P6d',
    command: OrderTest,
    zh: '委托检测、检验、鉴定',
    en: 'Order a test',
    basis: [penaltyLaw(46), penaltyLaw(54)],
    who,
    from: securing,
    rules: [...acting, testable, testingLeftOut],
    parameters: ['test.max'],
    opens: ['test.max', 'case.decide'],
    alerts: ['W-06', 'W-05'],
    emits: ['TestOrdered'],
    record: ({ question, dueBy, ...c }, state, facts, reliance) => [
      TestOrdered(
        {
          ...plain(c),
          opens: [
            testClock(c.id, dueBy, facts),
            ...(c.excluded
              ? [decideClock(state, facts, { excluded: beginning(state, facts, `test/${c.id}`) })]
              : []),
          ],
          closes: [],
          reliance,
        },
        { party: { question } },
      ),
    ],
  }),
  caseStep<ReceiveTestResult>({
    no: 'P6d',
    command: ReceiveTestResult,
    zh: '收到检测、检验、鉴定结果',
    en: 'Receive a test result',
    basis: [penaltyLaw(46)],
    who,
    from: securing,
    rules: [...acting, testUnderWay, newRecord],
    opens: ['case.decide'],
    closes: ['test.max'],
    alerts: ['W-06', 'W-05'],
    emits: ['TestResultReceived'],
    record: ({ id, officers, record, conclusion }, state, facts, reliance) => [
      TestResultReceived(
        {
          ...{ id, officers: [...officers], evidence: itemOfAct(record, 'expert-opinion', facts) },
          opens:
            state.investigation.tests[id]?.excluded === true
              ? [decideClock(state, facts, { excluded: ending(state, facts, `test/${id}`) })]
              : [],
          closes: [clockOf(id)],
          reliance,
        },
        {
          party: { description: record.description, ...present({ sha256: record.sha256 }), conclusion },
        },
      ),
    ],
  }),
  caseStep<TellTestResult>({
    no: 'P6d',
    command: TellTestResult,
    zh: '告知检测、检验、鉴定结果',
    en: 'Tell the party of a test result',
    basis: [penaltyLaw(44), penaltyLaw(45)],
    who,
    from: securing,
    rules: [...acting, resultToTell],
    emits: ['TestResultTold'],
    record: (c, _state, _facts, reliance) => [TestResultTold({ ...plain(c), reliance })],
  }),
  caseStep<RegisterEvidence>({
    no: 'P6e',
    command: RegisterEvidence,
    zh: '证据登记',
    en: 'Register evidence',
    basis: [penaltyLaw(46)],
    who,
    from: securing,
    rules: [...acting, newEvidence, secretsElsewhere],
    alerts: ['W-07'],
    emits: ['EvidenceRegistered'],
    record: (c, _state, _facts, reliance) => [
      EvidenceRegistered(
        {
          officers: [...c.officers],
          evidence: {
            ...{ id: c.id, kind: c.kind, status: 'unverified', collected: c.collected },
            ...present({ blob: c.blob }),
            fromDefence: c.fromDefence,
            ...(c.monitoring ? { monitoring: { deviceReviewed: false, contentReviewed: false } } : {}),
          },
          held: c.held,
          ...present({ closed: c.closed && [...c.closed] }),
          findings: [...evidenceFormalities(c)],
          reliance,
        },
        {
          party: { description: c.description, source: c.source, ...present({ sha256: c.sha256 }) },
        },
      ),
    ],
  }),
  caseStep<VerifyEvidence>({
    no: 'P6e',
    command: VerifyEvidence,
    zh: '证据查证属实',
    en: 'Verify evidence',
    basis: [penaltyLaw(46, 2)],
    who,
    from: securing,
    rules: [...acting, evidenceStands, recordReviewed],
    emits: ['EvidenceVerified'],
    record: ({ remark, ...c }, _state, _facts, reliance) => [
      EvidenceVerified({ ...plain(c), reliance }, { party: { remark } }),
    ],
  }),
  caseStep<ExcludeEvidence>({
    no: 'P6e',
    command: ExcludeEvidence,
    zh: '证据排除',
    en: 'Exclude evidence',
    basis: [penaltyLaw(46, 3)],
    who,
    from: securing,
    rules: [...acting, evidenceStands],
    emits: ['EvidenceExcluded'],
    record: ({ reason, ...c }, _state, _facts, reliance) => [
      EvidenceExcluded({ ...plain(c), reliance }, { party: { reason } }),
    ],
  }),
  caseStep<ReviewDeviceRecord>({
    no: 'P6f',
    command: ReviewDeviceRecord,
    zh: '审核电子技术监控记录',
    en: 'Review a monitoring record',
    basis: [penaltyLaw(41)],
    who,
    from: securing,
    rules: [...acting, isMonitoringRecord, deviceLawful],
    emits: ['DeviceRecordReviewed'],
    record: ({ remark, ...c }, _state, _facts, reliance) => [
      DeviceRecordReviewed({ ...plain(c), reliance }, { party: { remark } }),
    ],
  }),
];
