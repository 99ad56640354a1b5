import {
  AgreementBroken,
  DemolitionAnnounced,
  ExecutionAgreementMade,
  PerformanceOverdue,
  UrgeServed,
  UrgeStatementReceived,
  UrgeStatementReviewed,
} from '../../../events/execution.events';
import type { Clock } from '../../../events/schemas';
import { plain } from '../../../kernel/plain-data';
import { statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import { serviceRules } from '../guards/service';
import { serviceFindings, servedOn, serviceRecord, serviceWords } from '../service/proof';
import type { CaseState } from '../state';
import {
  AnnounceDemolition,
  MakeAgreement,
  RecordAgreementBroken,
  RecordOverdue,
  ReceiveUrgeStatement,
  ReviewUrgeStatement,
  ServeUrge,
} from './commands';
import { documentOf, documentReady, reserveNumber } from './document';
import { mootClocks } from './duty';
import { courtClock } from './remedy-end';
import {
  agreementHarmless,
  agreementWhole,
  goesOn,
  isOverdue,
  newStatement,
  overdueOnFile,
  removalAhead,
  stageMissed,
  statementOpen,
  stillUnperformed,
  urgeSays,
  urgeTellsRights,
  wasUrged,
} from './rules';

const law = (article: number): string => statute('compulsion', article);
const from = ['delivered'] as const;

/** X1 to X4b: overdue, urged, heard, agreed (强制法 34–36, 42, 44). */
export const urgeSteps: readonly CaseStep[] = [
  caseStep<RecordOverdue>({
    no: 'X1',
    command: RecordOverdue,
    zh: '逾期未履行',
    en: 'Record that performance is overdue',
    basis: [law(34), law(53)],
    who: ['officer', 'finance'],
    from,
    rules: [isOverdue],
    parameters: ['court.apply'],
    opens: ['court.apply'],
    alerts: ['W-18'],
    emits: ['PerformanceOverdue'],
    record: (c, state, facts, reliance) => [
      PerformanceOverdue({ ...plain(c), opens: wayToCourt(state, facts), closes: [], reliance }),
    ],
  }),
  caseStep<ServeUrge>({
    no: 'X2',
    command: ServeUrge,
    zh: '送达催告书',
    en: 'Serve the urge',
    basis: [law(35), law(38), law(54)],
    who: ['officer'],
    from,
    rules: [
      overdueOnFile,
      goesOn,
      stillUnperformed,
      documentReady('urge'),
      urgeSays,
      urgeTellsRights,
      ...serviceRules('urge', ({ execution }) => execution.overdue?.on),
    ],
    parameters: ['officers.min', 'service.public', 'urge.before.court', 'latefee.rate', 'latefee.cap'],
    opens: ['urge.before.court'],
    alerts: ['W-30'],
    emits: ['UrgeServed'],
    reserves: reserveNumber,
    record: ({ service, officers, performBy, amountFen, manner }, _state, facts, reliance) => [
      UrgeServed(
        {
          document: documentOf(facts),
          ...{ performBy, amountFen, service: serviceRecord(service, officers, facts.rules) },
          findings: serviceFindings(service, 'urge'),
          opens: [opening(facts, 'urge.before.court', servedOn(service, facts.rules))],
          closes: [],
          reliance,
        },
        { party: { ...serviceWords(service), manner } },
      ),
    ],
  }),
  caseStep<ReceiveUrgeStatement>({
    no: 'X3',
    command: ReceiveUrgeStatement,
    zh: '收到对催告的陈述申辩',
    en: 'Receive a statement on the urge',
    basis: [law(36)],
    who: ['officer'],
    from,
    rules: [wasUrged, newStatement],
    emits: ['UrgeStatementReceived'],
    record: ({ id, statement }, _state, _facts, reliance) => [
      UrgeStatementReceived({ id, reliance }, { party: { words: statement } }),
    ],
  }),
  caseStep<ReviewUrgeStatement>({
    no: 'X3',
    command: ReviewUrgeStatement,
    zh: '复核对催告的陈述申辩',
    en: 'Re-check a statement on the urge',
    basis: [law(36)],
    who: ['officer'],
    from,
    rules: [statementOpen],
    emits: ['UrgeStatementReviewed'],
    record: ({ id, outcome, reasons }, _state, _facts, reliance) => [
      UrgeStatementReviewed({ id, outcome, reliance }, { party: { words: reasons } }),
    ],
  }),
  caseStep<MakeAgreement>({
    no: 'X4',
    command: MakeAgreement,
    zh: '达成执行协议',
    en: 'Make an execution agreement',
    basis: [law(42)],
    who: ['approver'],
    from,
    rules: [overdueOnFile, goesOn, stillUnperformed, agreementHarmless, agreementWhole],
    parameters: ['latefee.rate', 'latefee.cap'],
    closes: ['fine.pay', 'court.apply'],
    alerts: ['W-15', 'W-18'],
    emits: ['ExecutionAgreementMade'],
    record: ({ stages, lateFeeFen, remedied, terms }, state, _facts, reliance) => [
      ExecutionAgreementMade(
        {
          ...{ stages: plain(stages), lateFeeFen, remedied },
          paidBefore: state.money.paidFineFen + state.money.paidLateFeeFen + state.money.collectedFen,
          ...{ opens: [], closes: mootClocks(state), reliance },
        },
        { party: { words: terms } },
      ),
    ],
  }),
  caseStep<RecordAgreementBroken>({
    no: 'X4b',
    command: RecordAgreementBroken,
    zh: '不履行执行协议',
    en: 'Record that the agreement is broken',
    basis: [law(42)],
    who: ['officer'],
    from,
    rules: [stageMissed],
    parameters: ['court.apply'],
    opens: ['court.apply'],
    alerts: ['W-18'],
    emits: ['AgreementBroken'],
    record: ({ missed }, state, facts, reliance) => [
      AgreementBroken({ missed, opens: wayToCourt(state, facts), closes: [], reliance }),
    ],
  }),
  caseStep<AnnounceDemolition>({
    no: 'X5',
    command: AnnounceDemolition,
    zh: '公告限期自行拆除',
    en: 'Announce that it is to be removed',
    basis: [law(44)],
    who: ['officer'],
    from,
    rules: [overdueOnFile, removalAhead],
    emits: ['DemolitionAnnounced'],
    record: (c, _state, _facts, reliance) => [DemolitionAnnounced({ ...plain(c), reliance })],
  }),
];

/** W-18, opened where service did not open it: after a decision on the spot, for a duty that is no fine, after X4b. */
const wayToCourt = (state: CaseState, facts: CaseFacts): Clock[] =>
  'court.apply' in state.clocks ? [] : [courtClock(state, facts, state.execution.deferredUntil)];
