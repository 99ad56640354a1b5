import { breach, kept, type Breach } from '../../../kernel/guard';
import type { ActFacts } from '../../../law/act-predicate';
import { isPenaltyKind } from '../../../law/penalty-kinds';
import { penaltyLaw } from '../../statute';
import { fieldAt } from '../../registers/item';
import type { CaseFacts } from '../facts';
import { hearingHeld } from '../hearing/state';
import type { CaseState } from '../state';
import { heavier, imposedBy, type DecidesPenalty, type Imposed } from './imposed';
import { commandRule, fileRule } from './rule';

/** What must lie behind a decision of penalty: legal review, prior notice, hearing, collective discussion. */

/** Who acts, and about what: level of the organ and field of the item, as of the day of the act. */
export type ActPlace = Partial<Pick<CaseFacts, 'organ' | 'item' | 'date'>>;

function placeOf({ organ, item, date }: ActPlace): Pick<ActFacts, 'level' | 'field'> {
  const level = organ?.state.organ?.level;
  const field = item === undefined || date === undefined ? undefined : fieldAt(item.state, date);
  return { ...(level === undefined ? {} : { level }), ...(field === undefined ? {} : { field }) };
}

/** The act as lists of the rule packs see it. The self-employed count as citizens: the lower threshold protects. */
export function actFacts(
  { proposal, confiscationFen = 0 }: Imposed,
  state: CaseState,
  place: ActPlace,
): ActFacts {
  const organisation = state.opening?.party.kind === 'organisation';
  return {
    act: 'penalty',
    party: organisation ? 'organisation' : 'citizen',
    kinds: proposal.kinds.filter(isPenaltyKind),
    fineFen: proposal.fineFen,
    confiscationFen,
    flags: [...state.investigation.flags, ...(hearingHeld(state.hearing) ? ['hearing-held'] : [])],
    ...placeOf(place),
  };
}

/** Whether an opinion passed the file as it stands now (处罚法 58): any change since makes it stale. */
export const reviewPassed = ({ review: { opinion } }: CaseState, { fileHash }: CaseFacts): boolean =>
  opinion?.outcome === 'passed' && opinion.fileHash === fileHash;

/** G-REVIEW: what the list names needs a passing review that is not stale, of nothing less than what is decided. */
export const legalReview = commandRule<DecidesPenalty>(
  { group: 'sequence', code: 'R-14', name: 'G-REVIEW', basis: [penaltyLaw(58)] },
  (command, state, facts) => {
    if (facts.rules.find('review.list') === undefined) return kept;
    const [line] = facts.rules.naming('review.list', actFacts(imposedBy(command), state, facts));
    if (line === undefined) return kept;
    if (!reviewPassed(state, facts)) {
      return breach(`${line.zh}，未经法制审核或者审核未通过`, `${line.en}: no legal review has passed it`);
    }
    const reviewed = state.review.opinion?.proposal;
    return reviewed !== undefined && heavier({ proposal: command.proposal }, { proposal: reviewed })
      ? breach(
          '处罚重于送审的拟处罚建议，应当重新审核',
          'the penalty is heavier than the proposal that was reviewed',
          'proposal',
        )
      : kept;
  },
);

const noticeHead = {
  group: 'sequence',
  code: 'R-15',
  basis: [44, 45, 62].map((article) => penaltyLaw(article)),
} as const;

/** G-NOTICE: prior notice served on the facts as they stand, window closed, every statement re-checked. */
export const priorNotice = fileRule({ ...noticeHead, name: 'G-NOTICE' }, (state, { date }) => {
  const { served, statements, waived } = state.notice;
  if (served === undefined) return breach('未送达行政处罚事先告知书', 'no prior notice has been served');
  const used = waived || statements.some(({ round }) => round === served.round);
  const open = !used && (served.statementBy === undefined || date <= served.statementBy);
  return [
    ...(date < served.on ? breach('事先告知尚未送达', 'the prior notice has not taken effect yet') : kept),
    ...(open ? breach('陈述申辩期限未满', 'the time for a statement is not over') : kept),
    ...statements
      .filter(({ reviewed }) => !reviewed)
      .flatMap(({ id }) => breach(`陈述申辩 ${id} 未复核`, `statement ${id} has not been re-checked`)),
    ...(state.findings?.facts ?? [])
      .filter(({ id }) => !served.facts.includes(id))
      .flatMap(({ id }) =>
        breach(
          `告知后又认定了新的事实 ${id}，应当重新告知`,
          `fact ${id} was recorded after the notice; tell the party again`,
        ),
      ),
  ];
});

const hearingHead = {
  group: 'sequence',
  code: 'R-16',
  basis: [63, 64, 65].map((article) => penaltyLaw(article)),
} as const;

/** Whether the party has to be told that it may ask for a hearing (处罚法 63). */
export function hearingApplies(imposed: Imposed, state: CaseState, facts: CaseFacts): boolean {
  const { rules } = facts;
  const act = actFacts(imposed, state, facts);
  const fine = rules.find(act.party === 'citizen' ? 'hearing.fine.citizen' : 'hearing.fine.org');
  const confiscation = rules.find('hearing.confiscate');
  return (
    (fine !== undefined && act.fineFen > 0 && act.fineFen >= fine.value.fen) ||
    (confiscation !== undefined &&
      act.confiscationFen > 0 &&
      act.confiscationFen >= confiscation.value[act.party]) ||
    (rules.find('hearing.kinds') !== undefined && rules.naming('hearing.kinds', act).length > 0)
  );
}

/**
 * G-HEAR: where 63 applies, the right was told, and its window has passed unused, was given up in so many words, or the
 * hearing is closed; a hearing that was asked for or took place counts in any case, and the decision cites its record.
 */
export const hearingOffered = commandRule<DecidesPenalty>(
  { ...hearingHead, name: 'G-HEAR' },
  (command, state, facts) => {
    const { requested, waived, closed } = state.hearing;
    if (closed !== undefined) {
      return command.hearingRecord === closed.record
        ? kept
        : breach(
            '应当根据听证笔录作出决定并载明',
            'the decision has to rest on the record of the hearing and cite it',
            'hearingRecord',
          );
    }
    if (requested !== undefined) return breach('听证尚未结束', 'the hearing is not closed');
    return waived !== undefined || !hearingApplies(imposedBy(command), state, facts)
      ? kept
      : windowOver(state, facts);
  },
);

function windowOver({ notice: { served } }: CaseState, { date }: CaseFacts): readonly Breach[] {
  if (served?.hearingTold !== true) {
    return breach('未告知当事人要求听证的权利', 'the party was not told that it may ask for a hearing');
  }
  return served.hearingBy === undefined || date <= served.hearingBy
    ? breach('申请听证的期限未满', 'the time to ask for a hearing is not over')
    : kept;
}

const alike = (one: Imposed, other: Imposed): boolean => !heavier(one, other) && !heavier(other, one);

/** G-COLLECT: complex and major penalties are discussed by the chiefs together, and decided as they resolved. */
export const discussedTogether = commandRule<DecidesPenalty>(
  { group: 'sequence', code: 'R-17', name: 'G-COLLECT', basis: [penaltyLaw(57, 2)] },
  (command, state, facts) => {
    if (facts.rules.find('collective.list') === undefined) return kept;
    const [line] = facts.rules.naming('collective.list', actFacts(imposedBy(command), state, facts));
    if (line === undefined) return kept;
    const { discussed } = state;
    if (discussed === undefined) {
      return breach(`${line.zh}，未经负责人集体讨论`, `${line.en}: the chiefs have not discussed it`);
    }
    const { proposal, terms = [] } = command;
    return alike({ proposal, terms }, discussed)
      ? kept
      : breach(
          '决定与集体讨论结论不一致',
          'the decision departs from what the chiefs resolved together',
          'proposal',
        );
  },
);
