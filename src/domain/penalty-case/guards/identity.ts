import { breach, kept, type Breach } from '../../../kernel/guard';
import { statute, penaltyLaw } from '../../statute';
import { itemAt } from '../../registers/item';
import { certificateAt, noOfficer, type OfficerState } from '../../registers/officer-state';
import { organStanding } from '../../registers/organ-state';
import { reaches, tierAt } from '../../registers/posting-state';
import type { Entry } from '../../registers/register';
import type { ConflictDeclaration } from '../command-parts';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { approverRule, commandRule, fileRule } from './rule';

/** Who acts: organ, officers, recusal, separation of duties, rank of the approver. */

const organProblems = {
  unknown: ['未登记的执法主体', 'the organ is not on the register'],
  'not-announced': ['执法主体尚未公告', 'the organ is not announced yet'],
  'not-in-force': ['执法主体在行为时不存续', 'the organ is not in force at the act'],
  'not-entrusted': ['受委托组织对该事项没有有效、已公布的委托', 'no published entrustment covers the item'],
} as const;

/** G-ORG: organ confirmed and announced, in force at the act; an entrusted body within its entrustment. */
export const organInForce = fileRule(
  { group: 'identity', code: 'R-01', name: 'G-ORG', basis: [penaltyLaw(17), penaltyLaw(20), penaltyLaw(38)] },
  (_state, { organ, item, date }) => {
    const standing = organ === undefined ? 'unknown' : organStanding(organ.state, date, item?.s);
    if (standing === 'in-force') return kept;
    const [zh, en] = organProblems[standing];
    return breach(zh, en, 'organ');
  },
);

const statusWords = {
  none: ['无行政执法证', 'has no enforcement certificate'],
  'not-yet': ['行政执法证尚未生效', 'has a certificate that is not valid yet'],
  suspended: ['行政执法证被暂扣', 'has a suspended certificate'],
  held: ['行政执法证在监督检查中被暂扣', 'has a certificate that is held during supervision'],
  'check-failed': ['行政执法证未通过年审', 'has a certificate that failed its annual check'],
  cancelled: ['行政执法证已注销', 'has a cancelled certificate'],
  revoked: ['行政执法证被吊销', 'has a revoked certificate'],
  expired: ['行政执法证已过期', 'has an expired certificate'],
} as const;

/** Why a person may not act as an officer of the organ on that day; nothing when he may. */
export function unqualified(
  { s, state }: Entry<OfficerState>,
  { organ, date }: CaseFacts,
): readonly Breach[] {
  if (state.kind !== 'officer')
    return breach(`${s} 不是执法人员`, `${s} is not an enforcement officer`, 'officers');
  const certificate = certificateAt(state, date);
  if (certificate.status !== 'valid') {
    const [zh, en] = statusWords[certificate.status];
    return breach(`${s} ${zh}`, `${s} ${en}`, 'officers');
  }
  return certificate.organ === organ?.s
    ? kept
    : breach(`${s} 的行政执法证属于其他机关`, `${s} holds the certificate of another organ`, 'officers');
}

/** G-CERT: each officer who acts holds a valid certificate of the organ at the time of the act. */
export const certified = fileRule(
  { group: 'identity', code: 'R-04', name: 'G-CERT', basis: [penaltyLaw(42), penaltyLaw(76)] },
  (_state, facts) => facts.acting.flatMap((officer) => unqualified(officer, facts)),
);

/** G-TWO: at least two distinct qualified officers, unless a 法律 lets one act alone. */
export const twoOfficers = fileRule(
  { group: 'identity', code: 'R-05', name: 'G-TWO', basis: [penaltyLaw(42)] },
  (_state, facts) => enough(facts.acting, facts, 'officers'),
);

function enough(
  people: readonly Entry<OfficerState>[],
  facts: CaseFacts,
  field: 'officers' | 'investigators',
): readonly Breach[] {
  const { item, date, rules } = facts;
  const alone = item !== undefined && itemAt(item.state, date)?.singleOfficer?.rank === 'law';
  const least = alone ? 1 : (rules.find('officers.min')?.value.count ?? 2);
  const able = new Set(people.filter((each) => unqualified(each, facts).length === 0).map(({ s }) => s));
  return able.size >= least
    ? kept
    : breach(
        `执法人员不得少于${least}人，具备资格的现有${able.size}人`,
        `at least ${least} qualified officers must act; there are ${able.size}`,
        field,
      );
}

/** Somebody whom a command names, as the register has him; unknown ones at −1. */
const entryOf = (officer: string, { people }: CaseFacts): Entry<OfficerState> =>
  people.get(officer) ?? { s: officer, n: -1, state: noOfficer };

/** What names those who are to investigate. */
interface NamesInvestigators {
  readonly investigators: readonly string[];
}

/** G-CERT for those who are named to investigate. */
export const investigatorsCertified = commandRule<NamesInvestigators>(
  { group: 'identity', code: 'R-04', name: 'G-CERT.named', basis: [penaltyLaw(42), penaltyLaw(76)] },
  ({ investigators }, _state, facts) =>
    investigators.flatMap((officer) =>
      unqualified(entryOf(officer, facts), facts).map((each) => ({ ...each, field: 'investigators' })),
    ),
);

/** G-TWO for those who are named to investigate. */
export const twoInvestigators = commandRule<NamesInvestigators>(
  { group: 'identity', code: 'R-05', name: 'G-TWO.named', basis: [penaltyLaw(42)] },
  ({ investigators }, _state, facts) =>
    enough(
      investigators.map((officer) => entryOf(officer, facts)),
      facts,
      'investigators',
    ),
);

const recusal = { group: 'identity', code: 'R-06', name: 'G-RECUSE', basis: [penaltyLaw(43)] } as const;

/** G-RECUSE before the decision: an open request does not stop the act, a granted one bars the officer. */
export const notRecused = fileRule(recusal, (state, { acting }) =>
  acting
    .filter(({ s }) => state.recusals[s] === 'granted')
    .flatMap(({ s }) => breach(`${s} 已被决定回避`, `${s} has been recused`, 'officers')),
);

/** Why somebody may not take part in what decides the case: recused, or a request to recuse him is undecided. */
export function unsettled(officer: string, { recusals }: CaseState, field: string): readonly Breach[] {
  const status = recusals[officer];
  if (status === 'granted') return breach(`${officer} 已被决定回避`, `${officer} has been recused`, field);
  return status === 'open'
    ? breach(`对 ${officer} 的回避申请尚未决定`, `the request to recuse ${officer} is undecided`, field)
    : kept;
}

/** G-RECUSE at the decision: refused as well while a request is undecided. */
export const recusalSettled = fileRule(recusal, (state, { acting, approver }) =>
  [...acting, ...(approver === undefined ? [] : [approver])].flatMap(({ s }) =>
    unsettled(s, state, 'officers'),
  ),
);

/** 43(1): who declares an interest in the case withdraws. */
export const noDeclaredConflict = commandRule<{ readonly declarations: readonly ConflictDeclaration[] }>(
  { ...recusal, name: 'G-RECUSE.declared' },
  ({ declarations }, _state, { acting }) =>
    declarations
      .filter(({ officer, conflict }) => conflict && acting.some(({ s }) => s === officer))
      .flatMap(({ officer }) =>
        breach(
          `${officer} 声明与案件有利害关系，应当回避`,
          `${officer} declares an interest and must withdraw`,
          'declarations',
        ),
      ),
);

/** Who decides: the approver; the acting officers themselves where an act has none. */
const deciders = ({ acting, approver }: CaseFacts): readonly Entry<OfficerState>[] =>
  approver === undefined ? acting : [approver];

/** G-SEP: who investigated does not decide; and the reviewer, the approver and the chair are different persons. */
export const dutiesSeparated = approverRule(
  {
    group: 'identity',
    code: 'R-07',
    name: 'G-SEP',
    basis: [penaltyLaw(64, undefined, 4), statute('penalty', 57)],
  },
  (state, facts) => deciders(facts).flatMap(({ s }) => otherDuty(s, state)),
);

function otherDuty(officer: string, { officers, review, hearing }: CaseState): readonly Breach[] {
  const not = (zh: string, en: string) =>
    breach(`${officer} ${zh}，不得作出决定`, `${officer} ${en} and may not decide it`, 'approver');
  return [
    ...(officers.includes(officer) ? not('是本案调查人员', 'investigated the case') : kept),
    ...(review.reviewers.includes(officer) ? not('是本案法制审核人员', 'reviewed the case') : kept),
    ...(hearing.chairs.includes(officer) ? not('是本案听证主持人', 'chaired the hearing of the case') : kept),
  ];
}

/** G-TIER: the decision is taken by a 行政机关负责人. */
export const tierReached = approverRule(
  { group: 'authority', code: 'R-08', name: 'G-TIER', basis: [penaltyLaw(57)] },
  (_state, facts) => {
    const { organ, date } = facts;
    const high =
      organ !== undefined &&
      deciders(facts).some(({ state }) => reaches(tierAt(state, organ.s, date), 'deputy-chief'));
    return high
      ? kept
      : breach('应当由行政机关负责人作出决定', 'a chief of the organ has to decide', 'approver');
  },
);

/** G-SEP for an approval within the case: who verifies or investigates does not approve (处罚法 57). */
export const approverSeparated = commandRule<{
  readonly approver: string;
  readonly investigators?: readonly string[];
}>(
  { group: 'identity', code: 'R-07', name: 'G-SEP.approver', basis: [statute('penalty', 57)] },
  ({ approver, investigators = [] }, { officers }) =>
    officers.includes(approver) || investigators.includes(approver)
      ? breach(
          `${approver} 参与核查或者调查，不得审批`,
          `${approver} verifies or investigates and may not approve`,
          'approver',
        )
      : kept,
);

/** G-TIER for an approval that the law gives to a 行政机关负责人 (处罚法 56, 60). */
export const chiefApproves = commandRule<{ readonly approver: string }>(
  { group: 'authority', code: 'R-08', name: 'G-TIER.chief', basis: [penaltyLaw(56), penaltyLaw(57)] },
  (_command, _state, { organ, approver, date }) =>
    organ !== undefined &&
    approver !== undefined &&
    reaches(tierAt(approver.state, organ.s, date), 'deputy-chief')
      ? kept
      : breach('应当经行政机关负责人批准', 'a chief of the organ has to approve', 'approver'),
);
