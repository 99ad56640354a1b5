import { OnSpotDelivered, OnSpotFiled } from '../../../events/case.events';
import type { Clock } from '../../../events/schemas';
import { plain } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { endClocks, opening } from '../clocks';
import { publicationClocks } from '../../../law/publication-channels';
import { publicationClocksOf } from '../disclosure/clock';
import { DecideOnSpot, Deliver, FileWithOrgan } from './commands';
import { beforeDecision } from './encounter-steps';
import type { CaseFacts } from '../facts';
import { generalDecisionRules } from '../decision/rules';
import { penaltyHasBasis } from '../guards/basis';
import { factsVerified, partyMayBePenalised } from '../guards/content';
import { decisionDocument, refusalNoted } from '../guards/document';
import { notHeavierThanTold, oneFineOnly, withinRange } from '../guards/fine';
import { notOnHold, outcomeAwaited } from '../guards/hold';
import { certified, recusalSettled, twoOfficers } from '../guards/identity';
import { credentialShown, decidedThereAndThen, fitForTheSpot, heard, notFiledYet } from '../guards/sequence';
import { withinLimitation } from '../guards/time';
import { recordDecision, reserveForDecision } from './on-spot-decision';
import { owedFine, settledWithoutBank, type CaseState } from '../state';

const officers = ['officer'] as const;

/** S5, S6 and S8: decided, handed over, filed with the organ (处罚法 51, 52). */
export const decisionSteps: readonly CaseStep[] = [
  caseStep<DecideOnSpot>({
    no: 'S5',
    command: DecideOnSpot,
    zh: '当场决定',
    en: 'Decide on the spot',
    basis: [penaltyLaw(51), penaltyLaw(52)],
    who: officers,
    from: beforeDecision,
    to: 'decided',
    rules: [
      certified,
      twoOfficers,
      recusalSettled,
      notOnHold,
      outcomeAwaited,
      penaltyHasBasis,
      credentialShown,
      heard,
      fitForTheSpot,
      decidedThereAndThen,
      factsVerified,
      decisionDocument,
      notHeavierThanTold,
      withinRange,
      oneFineOnly,
      partyMayBePenalised,
      withinLimitation,
    ],
    instead: { code: 'R-21', rules: generalDecisionRules },
    parameters: [
      'officers.min',
      'onspot.citizen',
      'onspot.org',
      'limitation',
      'onspot.file',
      'fine.pay',
      'latefee.rate',
      'latefee.cap',
      'appeal.apply',
      'lawsuit.after.review',
    ],
    opens: ['onspot.file', 'major.filing'],
    alerts: ['W-21', 'W-11'],
    awaited: { in: ['informed'] },
    emits: ['OnSpotDecisionIssued'],
    reserves: reserveForDecision,
    record: recordDecision,
  }),
  caseStep<Deliver>({
    no: 'S6',
    command: Deliver,
    zh: '当场交付',
    en: 'Hand the decision over',
    basis: [penaltyLaw(52)],
    who: officers,
    from: ['decided'],
    to: 'delivered',
    rules: [refusalNoted],
    parameters: [
      'fine.pay',
      'publish.simple',
      'publish.penalty.own_site',
      'publish.after.service',
      'onspot.archive',
    ],
    opens: ['fine.pay', ...publicationClocks, 'onspot.close', 'onspot.archive'],
    alerts: ['W-15', 'W-10'],
    awaited: { in: ['decided'] },
    emits: ['OnSpotDelivered'],
    record: (c, state, facts, reliance) => [
      OnSpotDelivered({ ...plain(c), opens: deliveryClocks(state, facts), closes: [], reliance }),
    ],
  }),
  caseStep<FileWithOrgan>({
    no: 'S8',
    command: FileWithOrgan,
    zh: '报所属行政机关备案',
    en: 'File with the organ',
    basis: [penaltyLaw(52, 3)],
    who: officers,
    from: ['decided', 'delivered'],
    rules: [notFiledYet],
    closes: ['onspot.file'],
    alerts: ['W-21'],
    emits: ['OnSpotFiled'],
    record: (c, state, _facts, reliance) => [
      OnSpotFiled({
        ...plain(c),
        with: state.opening?.organ ?? '',
        opens: [],
        closes: ['onspot.file'],
        reliance,
      }),
    ],
  }),
];

/** Payment, publication, and the end of the case where nothing is left to pay. */
function deliveryClocks(state: CaseState, facts: CaseFacts): Clock[] {
  return [
    ...(owedFine(state) > 0 ? [opening(facts, 'fine.pay', facts.date)] : []),
    ...(facts.rules.find('publish.simple')?.value.flag === true ? publicationClocksOf(state, facts) : []),
    ...(settledWithoutBank(state) ? endClocks(state, facts) : []),
  ];
}
