import type { NoPenaltyGround } from '../../../events/decision-schemas';
import { breach, kept, type Breach } from '../../../kernel/guard';
import { penaltyLaw } from '../../statute';
import type { Plain } from '../../../kernel/plain-data';
import { normsAt, violationDay } from '../guards/authority';
import { versionApplied } from '../guards/applied';
import { reviewPassed } from '../guards/before-decision';
import { factsVerified } from '../guards/content';
import { correctionProblems } from '../guards/document';
import { commandRule, fileRule } from '../guards/rule';
import { withinLimitation } from '../guards/time';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import type { DecideNoPenalty } from './commands';

/**
 * P15, 不予处罚: eight grounds (处罚法 30, 31, 33, 36, 37, 57). None needs notice, hearing, discussion or limitation; each
 * needs facts with evidence and a reason.
 */

type NoPenalty = Plain<DecideNoPenalty>;

interface Ground {
  readonly zh: string;
  readonly en: string;
  /** The file and the command show it. */
  readonly met: (command: NoPenalty, state: CaseState, facts: CaseFacts) => boolean;
  /** What goes along with it; `none`: nothing may. */
  readonly measure: 'education' | 'guardian-discipline' | 'guardian-care' | 'none' | 'optional';
}

const grounds: Readonly<Record<NoPenaltyGround, Ground>> = {
  'slight-corrected': {
    zh: '违法行为轻微并及时改正，没有造成危害后果',
    en: 'slight, corrected in time and harmless',
    met: ({ circumstances }) => circumstances.slightCorrectedNoHarm,
    measure: 'education',
  },
  'first-offence': {
    zh: '初次违法且危害后果轻微并及时改正',
    en: 'a first offence with slight harm, corrected in time',
    met: ({ correction }) => correction.kind === 'done',
    measure: 'education',
  },
  'no-fault': {
    zh: '当事人有证据足以证明没有主观过错',
    en: 'the party has proved that there was no fault',
    met: ({ circumstances }) => circumstances.noFault && circumstances.noFaultException === undefined,
    measure: 'education',
  },
  'under-14': {
    zh: '不满十四周岁',
    en: 'the party was under 14',
    met: (_command, { opening }) => opening?.party.ageBand === 'under-14',
    measure: 'guardian-discipline',
  },
  'no-capacity': {
    zh: '不能辨认或者不能控制自己行为',
    en: 'the party had no capacity',
    met: (_command, { opening }) => opening?.party.capacity === 'none',
    measure: 'guardian-care',
  },
  'not-established': {
    zh: '违法事实不能成立',
    en: 'the violation is not established',
    met: () => true,
    measure: 'none',
  },
  limitation: {
    zh: '违法行为超过追责时效',
    en: 'the limitation has passed',
    met: (_command, state, facts) => limitationPassed(state, facts),
    measure: 'optional',
  },
  'no-longer-unlawful': {
    zh: '新规定不认为是违法',
    en: 'it is no longer unlawful',
    met: ({ comparison }) => comparison?.found === 'not-unlawful',
    measure: 'none',
  },
};

/** Dates that do not agree are no limitation that has passed. */
function limitationPassed(state: CaseState, facts: CaseFacts): boolean {
  const violation = state.findings?.violation;
  if (violation === undefined) return false;
  const { from, discovered } = violation;
  const agree = from <= discovered && discovered <= facts.date;
  return agree && withinLimitation.check(undefined, state, facts).length > 0;
}

/** The ground is met by what the file and the decision say. */
export const groundMet = commandRule<DecideNoPenalty>(
  {
    ...{ group: 'content', code: 'R-38', name: 'G-PARTY.ground' },
    basis: [30, 31, 33, 36, 37, 57].map((article) => penaltyLaw(article)),
  },
  (command, state, facts) => {
    const { met, zh, en } = grounds[command.ground];
    return met(command, state, facts)
      ? kept
      : breach(`案卷不能说明：${zh}`, `the file does not show that it is ${en}`, 'ground');
  },
);

/** 33: the party is educated; 30, 31: the guardian is told what to do; 57, 37: there is nothing to go along. */
export const measureTaken = commandRule<DecideNoPenalty>(
  { group: 'content', code: 'R-38', name: 'G-PARTY.measure', basis: [30, 31, 33].map((a) => penaltyLaw(a)) },
  ({ ground, measure }) => {
    const wanted = grounds[ground].measure;
    if (wanted === 'optional') return kept;
    return (measure ?? 'none') === wanted
      ? kept
      : breach(measureWords[wanted][0], measureWords[wanted][1], 'measure');
  },
);

const measureWords = {
  education: ['不予处罚的，应当对当事人进行教育并记录', 'the party has to be educated, on record'],
  'guardian-discipline': ['应当责令监护人加以管教', 'the guardian has to be told to discipline the party'],
  'guardian-care': [
    '应当责令监护人严加看管和治疗',
    'the guardian has to be told to look after the party and have it treated',
  ],
  none: ['该情形不附带教育或者责令措施', 'no measure goes along with this ground'],
} as const;

/** 40, 46: facts with verified evidence; where they are not established, evidence that was examined. */
export const noPenaltyEvidenced = commandRule<DecideNoPenalty>(
  { group: 'content', code: 'R-18', name: 'G-EVID.no-penalty', basis: [penaltyLaw(40), penaltyLaw(46)] },
  ({ ground }, state, facts) => (ground === 'not-established' ? examined(state) : carried(state, facts)),
);

const carried = (state: CaseState, facts: CaseFacts): readonly Breach[] =>
  factsVerified.check(undefined, state, facts);

const examined = ({ findings }: CaseState): readonly Breach[] =>
  findings?.evidence.some(({ status }) => status !== 'unverified') === true
    ? kept
    : breach('没有经查证的证据，不能认定事实不成立', 'no evidence was examined that could show it');

/** 37: what is no longer unlawful was compared; everything else was unlawful when it was done. */
export const noPenaltyHasBasis = commandRule<DecideNoPenalty>(
  { group: 'authority', code: 'R-03', name: 'G-BASIS.no-penalty', basis: [penaltyLaw(37), penaltyLaw(57)] },
  ({ ground }, state, facts) => {
    const version = versionApplied({}, state, facts);
    const norms = version === undefined ? [] : normsAt(version, violationDay(state, facts));
    return norms.length > 0 || ground === 'no-longer-unlawful' || ground === 'not-established'
      ? kept
      : breach('行为时没有已公布且有效的依据', 'no norm was published and in force at the act', 'ground');
  },
);

/** 28: an order to correct goes with its date, and its absence with a reason. */
export const correctionSaid = commandRule<DecideNoPenalty>(
  { group: 'content', code: 'R-11', name: 'G-DOC.decision', basis: [penaltyLaw(28)] },
  ({ correction }, _state, { date }) => correctionProblems(correction, date),
);

/** 58 speaks of decisions of penalty; a pack may ask for a review of these as well. */
export const reviewedWherePackSays = fileRule(
  { group: 'sequence', code: 'R-14', name: 'G-REVIEW.no-penalty', basis: [penaltyLaw(58)] },
  (state, facts) =>
    facts.rules.find('review.no.penalty')?.value.flag !== true || reviewPassed(state, facts)
      ? kept
      : breach('不予处罚决定未经法制审核', 'no legal review has passed the decision of no penalty'),
);
