import { breach, kept, type Breach } from '../../../kernel/guard';
import { penaltyKinds } from '../../../law/penalty-kinds';
import type { Plain } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import type { PenaltyProposal, StatementReview, Told } from '../command-parts';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { commandRule, fileRule } from './rule';

/** What must have happened before: credential, telling and hearing; the right procedure. */

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

const untold = (told: Plain<Told>): readonly Breach[] =>
  (Object.keys(toldWords) as (keyof Told)[])
    .filter((part) => !told[part])
    .map((part) => ({
      zh: `未告知当事人${toldWords[part][0]}`,
      en: `the party was not told ${toldWords[part][1]}`,
      field: `told.${part}`,
    }));

/** 44 in the prior notice: everything is told. */
export const noticeTellsAll = commandRule<{ readonly told: Told }>(
  { ...noticeHead, name: 'G-TELL.notice' },
  ({ told }) => untold(told),
);

/** 44, 45 at the telling: everything is told, and a statement is re-checked at once. */
export const toldAndReviewed = commandRule<{
  readonly told: Told;
  readonly answer: 'none' | 'waived' | 'statement';
  readonly review?: StatementReview;
}>({ ...noticeHead, name: 'G-TELL' }, ({ told, answer, review }) => [
  ...untold(told),
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

/** 51, 52: a decision on the spot comes in the contact in which the party was told and heard. */
export const decidedThereAndThen = commandRule<{ readonly contact: string }>(
  { ...noticeHead, name: 'G-HEARD.contact' },
  ({ contact }, { informed }) =>
    informed === undefined || informed.contact === contact
      ? kept
      : breach(
          '当场决定应当在告知并听取陈述申辩的同一次接触中作出',
          'it is decided on the spot in the contact in which the party was told and heard',
          'contact',
        ),
);

/** 51: a warning or a small fine, on facts that are certain. */
export const fitForTheSpot = commandRule<{ readonly proposal: PenaltyProposal }>(
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
