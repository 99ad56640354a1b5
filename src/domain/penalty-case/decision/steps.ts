import { CollectivelyDiscussed } from '../../../events/decision.events';
import { breach, kept } from '../../../kernel/guard';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { itemStillListed } from '../guards/authority';
import { notOnHold, notTransferred } from '../guards/hold';
import { certified, dutiesSeparated, organInForce, recusalSettled, tierReached } from '../guards/identity';
import { fileRule } from '../guards/rule';
import { noPenaltyProposed, penaltyProposed } from '../investigation/state';
import { CollectiveDiscuss, DecideNoPenalty, DecidePenalty, IssueDocument, TerminateCase } from './commands';
import * as document from './document';
import * as meeting from './meeting';
import * as noPenalty from './no-penalty';
import {
  recordDocument,
  recordNoPenalty,
  recordPenalty,
  recordTermination,
  reserveFine,
  reserveNumber,
} from './record';
import { penaltyRules } from './rules';

/** The investigation is over: a penalty, none, or neither (处罚法 57). */
const from = ['concluded', 'noticed'] as const;
const chiefs = ['approver'] as const;

/** An end without a decision exists only where a 法律, 法规 or 规章 knows it. */
const terminationKnown = fileRule(
  { group: 'authority', code: 'R-03', name: 'G-BASIS.termination', basis: [penaltyLaw(57), penaltyLaw(4)] },
  (_state, { rules }) =>
    rules.find('case.terminate')?.value.flag === true
      ? kept
      : breach(
          '规则包未载明可以终止或者撤销案件的规定',
          'no pack names a norm that lets a case end so',
          'norm',
        ),
);

/** P14: the chiefs discuss it together (处罚法 57(2)). */
const meetingSteps: readonly CaseStep[] = [
  caseStep<CollectiveDiscuss>({
    no: 'P14',
    command: CollectiveDiscuss,
    zh: '负责人集体讨论',
    en: 'Discuss the case together',
    basis: [penaltyLaw(57, 2)],
    who: chiefs,
    from,
    rules: [
      meeting.investigatorsReport,
      meeting.membersUnbiased,
      meeting.chiefsVote,
      meeting.disagreementBrought,
      meeting.meetingInOrder,
    ],
    awaited: { in: from, when: penaltyProposed, clears: 'R-17' },
    emits: ['CollectivelyDiscussed'],
    record: (c, _state, { fileHash }, reliance) => [
      CollectivelyDiscussed(
        {
          ...{ subject: c.subject, presiding: c.presiding, resolution: c.resolution, minutes: c.minutes },
          votes: c.votes.map(({ member, vote, dissent }) => ({
            member,
            vote,
            dissent: dissent !== undefined,
          })),
          ...present({ proposal: c.proposal === undefined ? undefined : plain(c.proposal) }),
          ...{ terms: plain(c.terms), fileHash, opens: [], closes: [], reliance },
        },
        {
          party: {
            course: c.course,
            dissents: c.votes.flatMap(({ member, dissent: text }) =>
              text === undefined ? [] : [{ member, text }],
            ),
          },
        },
      ),
    ],
  }),
];

/** P15: a penalty, none, or the end without either; the transfer to the judiciary is T4 (处罚法 57). */
const decidingSteps: readonly CaseStep[] = [
  caseStep<DecidePenalty>({
    no: 'P15',
    command: DecidePenalty,
    zh: '作出行政处罚决定',
    en: 'Decide on a penalty',
    basis: [penaltyLaw(57, 1, 1), penaltyLaw(60)],
    who: chiefs,
    from,
    to: 'decided',
    rules: penaltyRules,
    parameters: [
      'limitation',
      'review.list',
      'collective.list',
      'hearing.kinds',
      'hearing.fine.citizen',
      'hearing.fine.org',
      'hearing.confiscate',
      'service',
      'major.filing',
      'major.filing.acts',
    ],
    opens: ['service', 'major.filing'],
    closes: ['case.decide', 'remedy.duty'],
    alerts: ['W-05', 'W-09', 'W-11', 'W-43'],
    awaited: { in: from, when: penaltyProposed, unobstructed: true },
    emits: ['DecisionMade'],
    reserves: reserveFine,
    record: recordPenalty,
  }),
  caseStep<DecideNoPenalty>({
    no: 'P15',
    command: DecideNoPenalty,
    zh: '作出不予行政处罚决定',
    en: 'Decide on no penalty',
    basis: [penaltyLaw(57, 1, 2), penaltyLaw(57, 1, 3), penaltyLaw(33)],
    who: chiefs,
    from,
    to: 'decided',
    rules: [
      organInForce,
      itemStillListed,
      noPenalty.noPenaltyHasBasis,
      certified,
      recusalSettled,
      dutiesSeparated,
      tierReached,
      notOnHold,
      noPenalty.groundMet,
      noPenalty.measureTaken,
      noPenalty.noPenaltyEvidenced,
      noPenalty.correctionSaid,
      noPenalty.reviewedWherePackSays,
    ],
    parameters: ['service'],
    opens: ['service'],
    closes: ['case.decide', 'remedy.duty'],
    alerts: ['W-05', 'W-09', 'W-43'],
    awaited: { in: from, when: noPenaltyProposed },
    emits: ['DecisionMade'],
    record: recordNoPenalty,
  }),
  caseStep<TerminateCase>({
    no: 'P15',
    command: TerminateCase,
    zh: '终止调查、撤销案件',
    en: 'End the case without a decision',
    basis: [penaltyLaw(57)],
    who: chiefs,
    from: ['filed', 'investigating', ...from, 'suspended'],
    to: 'decided',
    rules: [organInForce, recusalSettled, dutiesSeparated, tierReached, notTransferred, terminationKnown],
    closes: ['case.decide', 'remedy.duty'],
    alerts: ['W-05', 'W-43'],
    emits: ['DecisionMade'],
    record: recordTermination,
  }),
];

/** P16: the document with its number and seal (处罚法 59). */
const documentSteps: readonly CaseStep[] = [
  caseStep<IssueDocument>({
    no: 'P16',
    command: IssueDocument,
    zh: '制作决定书',
    en: 'Issue the document of the decision',
    basis: [penaltyLaw(59)],
    who: ['officer', 'approver'],
    from: ['decided'],
    rules: [
      organInForce,
      document.notIssuedYet,
      document.documentFields,
      document.sealed,
      document.reviewFirstFounded,
      document.performanceSaid,
    ],
    parameters: [
      ...(['fine.pay', 'latefee.rate', 'latefee.cap'] as const),
      ...(['appeal.apply', 'lawsuit', 'lawsuit.after.review'] as const),
    ],
    awaited: { in: ['decided'] },
    emits: ['DecisionDocumentIssued'],
    reserves: reserveNumber,
    record: recordDocument,
  }),
];

/** P14–P16. */
export const generalDecisionSteps: readonly CaseStep[] = [
  ...meetingSteps,
  ...decidingSteps,
  ...documentSteps,
];
