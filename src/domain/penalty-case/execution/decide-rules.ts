import { breach, kept, type Breach } from '../../../kernel/guard';
import type { ActFacts } from '../../../law/act-predicate';
import { penaltyLaw, statute } from '../../statute';
import { nothingImposed } from '../decision/state';
import type { CaseFacts } from '../facts';
import { commandRule, fileRule } from '../guards/rule';
import { actFacts } from '../guards/before-decision';
import { lawfulLateFee } from '../payment/late-fee';
import type { CaseState } from '../state';
import type { DecideExecution, PowerNorm } from './commands';
import { sealed } from './document';
import { isOver } from './duty';
import { remedyEndOf } from './remedy-end';

/** X5: when the organ may decide to execute by itself (强制法 13, 34, 37, 44, 46). */

const law = (article: number, paragraph?: number): string => statute('compulsion', article, paragraph);
const wait = { group: 'time', code: 'R-27' } as const;

const byLaw = (power: Pick<PowerNorm, 'rank'>, zh: string, en: string): readonly Breach[] =>
  power.rank === 'law' ? kept : breach(zh, en, 'power');

/** 13, 34: only a 法律 gives the power; without it the way to the court is all there is. */
export const powerByLaw = commandRule<{ readonly power: PowerNorm }>(
  { group: 'authority', code: 'R-03', name: 'G-POWER', basis: [law(13), law(34)] },
  ({ power }) =>
    byLaw(
      power,
      '没有法律规定的行政强制执行权，应当申请人民法院强制执行',
      'no 法律 gives the organ the power to execute; it applies to the court',
    ),
);

/** 37(1), (3): the period of the urge is over, or there is evidence that property is being moved or hidden. */
export const urgePeriodOver = commandRule<DecideExecution>(
  { ...wait, name: 'G-URGE.over', basis: [law(35), law(37)] },
  ({ immediate, evidence }, { execution: { urged }, findings }, facts) => {
    if (urged === undefined || urged.on > facts.date) {
      return breach('未经催告不得作出强制执行决定', 'no execution is decided before an urge');
    }
    if (isOver(urged.by, facts)) return kept;
    const shown = findings?.evidence.some(({ id, status }) => id === evidence && status !== 'excluded');
    return immediate && shown === true
      ? kept
      : breach(`催告期限至 ${urged.by} 届满`, `the period of the urge ends on ${urged.by}`, 'immediate');
  },
);

/** 46(1): a late fee must have run for more than thirty days. */
export const feeRanLongEnough = fileRule(
  { ...wait, name: 'G-LATEFEE.ran', basis: [law(46)] },
  (state, facts) => {
    const least = facts.rules.find('latefee.before.exec')?.value.period.amount;
    if (
      state.execution.overdue?.duty !== 'money' ||
      state.decision?.lateFee !== true ||
      least === undefined
    ) {
      return kept;
    }
    const ran = lawfulLateFee(state, facts, facts.date)?.days ?? 0;
    return ran > least
      ? kept
      : breach(
          `加处罚款应当超过${least}日，现为${ran}日`,
          `the late fee must have run for more than ${least} days; it has for ${ran}`,
        );
  },
);

/** 44: buildings only after the announced time, and after the remedies have ended with the decision standing. */
export const demolitionRipe = commandRule<DecideExecution>(
  { ...wait, name: 'G-DEMOLISH.ripe', basis: [law(44)] },
  ({ manners }, state, facts) => {
    if (!manners.includes('demolish')) return kept;
    const end = remedyEndOf(state, facts);
    const running = state.remedy.pending.some(({ to }) => to === undefined);
    return [
      ...(isOver(state.execution.demolition?.by, facts)
        ? kept
        : breach('未公告限期自行拆除，或者限期未满', 'removal was not announced, or its time is not over')),
      ...('due' in end && isOver(end.due, facts) && !running
        ? kept
        : breach('复议、诉讼期限未满或者尚未终结', 'the remedies are not over')),
    ];
  },
);

/** 36: every statement was re-checked. */
export const urgeStatementsReviewed = fileRule(
  { group: 'sequence', code: 'R-15', name: 'G-STATEMENT.reviewed', basis: [law(36)] },
  ({ execution }) =>
    execution.statements.every(({ reviewed }) => reviewed)
      ? kept
      : breach('对催告的陈述申辩未复核', 'a statement on the urge has not been re-checked'),
);

const executionFacts = (state: CaseState, facts: CaseFacts): ActFacts => {
  const { proposal = nothingImposed, orders } = state.decision ?? {};
  const confiscationFen = (orders?.confiscatedFen ?? 0) + (orders?.propertyFen ?? 0);
  return { ...actFacts({ proposal, confiscationFen }, state, facts), act: 'execution' };
};

const named = (key: 'review.list' | 'collective.list', state: CaseState, facts: CaseFacts) =>
  facts.rules.find(key) === undefined ? undefined : facts.rules.naming(key, executionFacts(state, facts))[0];

/** G-REVIEW: where the list names executions, a review has passed this one, by somebody who does not approve it. */
export const executionReviewed = commandRule<DecideExecution>(
  { group: 'sequence', code: 'R-14', name: 'G-REVIEW.execution', basis: [penaltyLaw(58), law(37)] },
  ({ review, approver }, state, facts) => {
    const line = named('review.list', state, facts);
    return line === undefined || (review?.passed === true && review.reviewer !== approver)
      ? kept
      : breach(
          `${line.zh}，未经法制审核或者审核未通过`,
          `${line.en}: no legal review has passed it`,
          'review',
        );
  },
);

/** G-COLLECT: where the list names executions, the chiefs have discussed this one. */
export const executionDiscussed = commandRule<DecideExecution>(
  { group: 'sequence', code: 'R-17', name: 'G-COLLECT.execution', basis: [penaltyLaw(57, 2), law(37)] },
  ({ discussion }, state, facts) => {
    const line = named('collective.list', state, facts);
    return line === undefined || discussion !== undefined
      ? kept
      : breach(
          `${line.zh}，未经负责人集体讨论`,
          `${line.en}: the chiefs have not discussed it`,
          'discussion',
        );
  },
);

/** 37(五): seal and date of the organ. */
export const executionSealed = commandRule<DecideExecution>(
  { group: 'content', code: 'R-11', name: 'G-DOC.seal', basis: [law(37)] },
  ({ sealed: isSealed }) => sealed(isSealed),
);
