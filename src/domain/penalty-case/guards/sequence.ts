import { breach, kept, type Breach } from '../../../kernel/guard';
import type { ActFacts } from '../../../law/act-predicate';
import { isPenaltyKind, penaltyKinds } from '../../../law/penalty-kinds';
import { penaltyLaw } from '../../statute';
import type { PenaltyProposal, StatementReview, Told, UnlawfulGains } from '../command-parts';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { commandRule, fileRule } from './rule';

/** What must have happened before: credential, telling and hearing, notice, review, discussion; the right procedure. */

/** G-SHOW: each acting officer has shown the credential in the same contact. */
export const credentialShown = commandRule<{
  readonly contact: string;
  readonly officers: readonly string[];
}>(
  { group: 'sequence', code: 'R-09', name: 'G-SHOW', basis: [penaltyLaw(52), penaltyLaw(55)] },
  ({ contact, officers }, { shown }) =>
    officers
      .filter((officer) => !shown.some((each) => each.contact === contact && each.officers.includes(officer)))
      .map((officer) => ({
        zh: `${officer} 在本次接触中未出示执法证件`,
        en: `${officer} has not shown the credential in this contact`,
        field: 'contact',
      })),
);

const noticeHead = {
  group: 'sequence',
  code: 'R-15',
  basis: [44, 45, 62].map((article) => penaltyLaw(article)),
} as const;

const toldWords: Readonly<Record<keyof Told, readonly [string, string]>> = {
  content: ['拟作出的行政处罚内容', 'the intended penalty'],
  facts: ['事实', 'the facts'],
  reasons: ['理由', 'the reasons'],
  basis: ['依据', 'the basis'],
  rights: ['依法享有的权利', 'the rights'],
};

/** 44, 45 at the telling: everything is told, and a statement is re-checked at once. */
export const toldAndReviewed = commandRule<{
  readonly told: Told;
  readonly answer: 'none' | 'waived' | 'statement';
  readonly review?: StatementReview;
}>({ ...noticeHead, name: 'G-TELL' }, ({ told, answer, review }) => [
  ...(Object.keys(toldWords) as (keyof Told)[])
    .filter((part) => !told[part])
    .map((part) => ({
      zh: `未告知当事人${toldWords[part][0]}`,
      en: `the party was not told ${toldWords[part][1]}`,
      field: `told.${part}`,
    })),
  ...(answer === 'statement' && review === undefined
    ? breach('对当事人的陈述、申辩未进行复核', 'the statement of the party was not re-checked', 'review')
    : kept),
]);

/** Before the decision on the spot: the party was told and heard on the facts as they stand. */
export const heard = fileRule({ ...noticeHead, name: 'G-HEARD' }, ({ informed }) => {
  if (informed === undefined) {
    return breach('未告知当事人并听取陈述申辩', 'the party was neither told nor heard');
  }
  return informed.stale
    ? breach(
        '告知后又认定了新的事实，应当重新告知',
        'facts were recorded after the telling; tell the party again',
      )
    : kept;
});

/** G-NOTICE of the general procedure: prior notice served, window closed, every statement re-checked. */
export const priorNotice = fileRule({ ...noticeHead, name: 'G-NOTICE' }, ({ notice }, { date }) => {
  const { served, statements, waived } = notice;
  if (served === undefined) return breach('未送达行政处罚事先告知书', 'no prior notice has been served');
  const used = waived || statements.length > 0;
  const open = !used && (served.statementBy === undefined || date <= served.statementBy);
  return [
    ...(open ? breach('陈述申辩期限未满', 'the time for a statement is not over') : kept),
    ...(statements.every(({ reviewed }) => reviewed)
      ? kept
      : breach('陈述申辩未复核', 'a statement has not been re-checked')),
  ];
});

/** Anything that decides a penalty. */
export interface DecidesPenalty {
  readonly proposal: PenaltyProposal;
  readonly gains: UnlawfulGains;
}

/** The act as lists of the rule packs see it. The self-employed count as citizens: the lower threshold protects. */
export function actFacts({ proposal, gains }: DecidesPenalty, state: CaseState): ActFacts {
  const organisation = state.opening?.party.kind === 'organisation';
  return {
    act: 'penalty',
    party: organisation ? 'organisation' : 'citizen',
    kinds: proposal.kinds.filter(isPenaltyKind),
    fineFen: proposal.fineFen,
    confiscationFen: gains.confiscatedFen,
    flags: state.investigation.flags,
  };
}

/** G-REVIEW: what the list names needs a passing review that is not stale. */
export const legalReview = commandRule<DecidesPenalty>(
  { group: 'sequence', code: 'R-14', name: 'G-REVIEW', basis: [penaltyLaw(58)] },
  (command, state, { rules, fileHash }) => {
    const { opinion } = state.review;
    const passed = opinion?.outcome === 'passed' && opinion.fileHash === fileHash;
    if (rules.find('review.list') === undefined || passed) return kept;
    const [line] = rules.naming('review.list', actFacts(command, state));
    return line === undefined
      ? kept
      : breach(`${line.zh}，未经法制审核或者审核未通过`, `${line.en}: no legal review has passed it`);
  },
);

/** G-HEAR: where 63 applies, the right was told, and its window or the hearing is closed. */
export const hearingOffered = commandRule<DecidesPenalty>(
  {
    group: 'sequence',
    code: 'R-16',
    name: 'G-HEAR',
    basis: [63, 64, 65].map((article) => penaltyLaw(article)),
  },
  (command, state, facts) =>
    state.hearing.closed !== undefined || !hearingApplies(command, state, facts)
      ? kept
      : breach('应当告知听证权利，听证程序未完成', 'a hearing has to be offered, and that is not done'),
);

function hearingApplies(command: DecidesPenalty, state: CaseState, { rules }: CaseFacts): boolean {
  const act = actFacts(command, state);
  const fine = rules.find(act.party === 'citizen' ? 'hearing.fine.citizen' : 'hearing.fine.org');
  const confiscation = rules.find('hearing.confiscate');
  return (
    (fine !== undefined && act.fineFen >= fine.value.fen) ||
    (confiscation !== undefined && act.confiscationFen >= confiscation.value[act.party]) ||
    (rules.find('hearing.kinds') !== undefined && rules.naming('hearing.kinds', act).length > 0)
  );
}

/** G-COLLECT: complex and major penalties are discussed by the chiefs together. */
export const discussedTogether = commandRule<DecidesPenalty>(
  { group: 'sequence', code: 'R-17', name: 'G-COLLECT', basis: [penaltyLaw(57, 2)] },
  (command, state, { rules }) => {
    if (rules.find('collective.list') === undefined || state.discussed !== undefined) return kept;
    const [line] = rules.naming('collective.list', actFacts(command, state));
    return line === undefined
      ? kept
      : breach(`${line.zh}，未经负责人集体讨论`, `${line.en}: the chiefs have not discussed it`);
  },
);

/** 51: a warning or a small fine, on facts that are certain. */
export const fitForTheSpot = commandRule<DecidesPenalty>(
  { group: 'sequence', code: 'R-21', name: 'G-ONSPOT', basis: [penaltyLaw(51)] },
  ({ proposal }, state, { rules }) => [
    ...tooHighForTheSpot(proposal, state, rules),
    ...proposal.kinds
      .filter((kind) => kind !== 'warning' && kind !== 'fine')
      .map((kind) => ({
        zh: `${penaltyKinds[kind].zh}不能当场决定`,
        en: `${penaltyKinds[kind].en} cannot be decided on the spot`,
        field: 'proposal.kinds',
      })),
    ...(state.findings?.disputed === true
      ? breach('当事人对事实有争议，事实尚不确凿', 'the party disputes the facts; they are not certain')
      : kept),
  ],
);

function tooHighForTheSpot(
  { fineFen }: PenaltyProposal,
  { opening }: CaseState,
  rules: CaseFacts['rules'],
): readonly Breach[] {
  const limit = rules.find(opening?.party.kind === 'organisation' ? 'onspot.org' : 'onspot.citizen');
  if (limit === undefined || fineFen <= limit.value.fen) return kept;
  const yuan = limit.value.fen / 100;
  return breach(
    `罚款超过当场处罚限额${yuan}元`,
    `the fine exceeds ${yuan} yuan, the limit for a decision on the spot`,
    'proposal.fineFen',
  );
}

/** 52: a decision is filed with the organ once. */
export const notFiledYet = fileRule(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.filed', basis: [penaltyLaw(52)] },
  ({ filed }) => (filed ? breach('已经备案', 'it has been filed already') : kept),
);
