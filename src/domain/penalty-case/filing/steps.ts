import {
  ClueRegistered,
  ClueVerificationExtended,
  ClueVerified,
  NotFiled,
  ReporterTold,
} from '../../../events/filing.events';
import type { Clock } from '../../../events/schemas';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening, stillOpen } from '../clocks';
import type { CaseFacts } from '../facts';
import { basisInForce, itemListed } from '../guards/authority';
import {
  approverSeparated,
  certified,
  investigatorsCertified,
  notRecused,
  organInForce,
  twoInvestigators,
} from '../guards/identity';
import { suspectedInTime } from '../guards/time';
import { DoNotFile, ExtendVerification, FileCase, RegisterClue, TellReporter, VerifyClue } from './commands';
import { recordFiling, reserveForFiling } from './file-case';
import {
  complainantSealed,
  filingHead,
  filingTemplate,
  reporterToTell,
  standardMet,
  enoughVerify,
  verificationExtensible,
} from './rules';
import { isSealedSource } from './state';

/** Whether the time to file runs from the clue, so that no time to verify runs beside it. */
const filesFromClue = ({ rules }: CaseFacts): boolean =>
  rules.find('filing.time.start')?.value.cases['from'] === 'clue';

/** P1 to P3b: clue, verification, filing (处罚法 54). */
export const filingSteps: readonly CaseStep[] = [
  caseStep<RegisterClue>({
    no: 'P1',
    command: RegisterClue,
    zh: '线索登记',
    en: 'Register a clue',
    basis: [penaltyLaw(54)],
    who: ['officer'],
    from: ['none', 'converted'],
    to: 'clue',
    rules: [complainantSealed],
    parameters: ['clue.verify'],
    opens: ['clue.verify', 'filing.time'],
    alerts: ['W-02'],
    emits: ['ClueRegistered'],
    record: ({ facts: words, suspected, placeText, ...c }, state, facts, reliance) => [
      ClueRegistered(
        {
          ...plain(c),
          organ: state.opening?.organ ?? c.organ,
          receivedBy: facts.by,
          opens: [opening(facts, filesFromClue(facts) ? 'filing.time' : 'clue.verify', facts.date)],
          closes: [],
          reliance,
        },
        { party: { facts: words, ...present({ suspected, place: placeText }) } },
      ),
    ],
  }),
  caseStep<ExtendVerification>({
    no: 'P2',
    command: ExtendVerification,
    zh: '延长核查期限',
    en: 'Extend the verification',
    basis: [penaltyLaw(54)],
    who: ['approver'],
    from: ['clue'],
    rules: [verificationExtensible],
    parameters: ['clue.verify'],
    opens: ['clue.verify'],
    alerts: ['W-02'],
    emits: ['ClueVerificationExtended'],
    record: ({ approver, reason }, { filing }, facts, reliance) => {
      const extensions = (filing.clue?.extensions ?? 0) + 1;
      const clock = opening(facts, 'clue.verify', filing.clue?.on ?? facts.date, { extensions });
      return [
        ClueVerificationExtended({ approver, opens: [clock], closes: [], reliance }, { party: { reason } }),
      ];
    },
  }),
  caseStep<VerifyClue>({
    no: 'P2',
    command: VerifyClue,
    zh: '核查',
    en: 'Verify the clue',
    basis: [penaltyLaw(54)],
    who: ['officer'],
    from: ['clue'],
    to: 'verified',
    rules: [certified, notRecused, enoughVerify],
    parameters: ['officers.min', 'clue.officers.min', 'filing.time'],
    opens: ['filing.time'],
    closes: ['clue.verify'],
    alerts: ['W-02', 'W-03'],
    emits: ['ClueVerified'],
    record: ({ findings, ...c }, state, facts, reliance) => [
      ClueVerified(
        {
          ...plain(c),
          // Where the time to file runs from the clue it goes on.
          opens: c.passed && stillOpen(state, 'filing.time').length === 0 ? [filingTime(facts)] : [],
          closes: stillOpen(state, 'clue.verify'),
          reliance,
        },
        { party: { findings } },
      ),
    ],
  }),
  caseStep<FileCase>({
    no: 'P3',
    command: FileCase,
    zh: '立案',
    en: 'File the case',
    basis: [penaltyLaw(54, 2)],
    who: ['approver'],
    from: ['verified', 'converted'],
    to: 'filed',
    rules: [
      organInForce,
      investigatorsCertified,
      twoInvestigators,
      approverSeparated,
      itemListed,
      basisInForce,
      standardMet,
      filingHead,
      filingTemplate,
      suspectedInTime,
    ],
    parameters: ['officers.min', 'limitation', 'case.decide'],
    opens: ['case.decide'],
    closes: ['filing.time'],
    alerts: ['W-03', 'W-05'],
    awaited: { in: ['verified', 'converted'] },
    emits: ['CaseFiled'],
    reserves: reserveForFiling,
    record: recordFiling,
  }),
  caseStep<DoNotFile>({
    no: 'P3b',
    command: DoNotFile,
    zh: '不予立案',
    en: 'Do not file',
    basis: [penaltyLaw(54, 2)],
    who: ['approver'],
    from: ['verified', 'converted'],
    to: 'not-filed',
    rules: [approverSeparated],
    opens: ['notfiled.tell'],
    closes: ['filing.time'],
    alerts: ['W-03'],
    emits: ['NotFiled'],
    record: ({ reason, ...c }, state, facts, reliance) => [
      NotFiled(
        {
          ...plain(c),
          opens: isSealedSource(state.filing.clue?.source ?? '') ? tellingTime(facts) : [],
          closes: stillOpen(state, 'filing.time'),
          reliance,
        },
        { party: { reason } },
      ),
    ],
  }),
  caseStep<TellReporter>({
    no: 'P3b',
    command: TellReporter,
    zh: '告知举报人不予立案',
    en: 'Tell the reporter that no case is filed',
    basis: [penaltyLaw(75)],
    who: ['officer'],
    from: ['not-filed'],
    rules: [reporterToTell],
    closes: ['notfiled.tell'],
    emits: ['ReporterTold'],
    record: (c, state, _facts, reliance) => [
      ReporterTold({ ...plain(c), opens: [], closes: stillOpen(state, 'notfiled.tell'), reliance }),
    ],
  }),
];

const filingTime = (facts: CaseFacts): Clock => opening(facts, 'filing.time', facts.date);

/** The duty to tell the reporter exists only where a pack sets its time. */
const tellingTime = (facts: CaseFacts): Clock[] =>
  facts.rules.find('notfiled.tell') === undefined ? [] : [opening(facts, 'notfiled.tell', facts.date)];
