import { breach, kept } from '../../../kernel/guard';
import { present } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { withinBenchmark } from '../guards/benchmark';
import { commandRule, fileRule } from '../guards/rule';
import type { ConflictDeclaration } from '../command-parts';
import type { ConcludeInvestigation, ExtendTime, RecordContact, SuspendCase } from './commands';
import { decideBy } from './case-clock';

/** What P4, P5 and P6g to P7 ask besides the rules that all stages share. */

interface NamesInvestigators {
  readonly investigators: readonly string[];
}

/** G-RECUSE at the assignment: nobody who was recused, and nobody who declares an interest (处罚法 43). */
export const investigatorsUnbiased = commandRule<
  NamesInvestigators & { readonly declarations: readonly ConflictDeclaration[] }
>(
  { group: 'identity', code: 'R-06', name: 'G-RECUSE.assigned', basis: [penaltyLaw(43)] },
  ({ investigators, declarations }, { recusals }) =>
    investigators.flatMap((officer) => {
      if (recusals[officer] === 'granted')
        return breach(`${officer} 已被决定回避`, `${officer} has been recused`, 'investigators');
      return declarations.some((each) => each.officer === officer && each.conflict)
        ? breach(
            `${officer} 声明与案件有利害关系，应当回避`,
            `${officer} declares an interest and must withdraw`,
            'declarations',
          )
        : kept;
    }),
);

/** G-SEP at the assignment: who approved the filing, ever reviewed or chaired does not investigate (处罚法 57, 58, 64). */
export const investigatorsSeparated = commandRule<NamesInvestigators>(
  {
    group: 'identity',
    code: 'R-07',
    name: 'G-SEP.assigned',
    basis: [penaltyLaw(64, undefined, 4), statute('penalty', 57)],
  },
  ({ investigators }, { filing, review, hearing }) => {
    const others = [filing.filed?.approver, ...review.reviewers, ...hearing.chairs];
    return investigators
      .filter((officer) => others.includes(officer))
      .flatMap((officer) =>
        breach(
          `${officer} 已审批、审核或者主持听证，不得调查本案`,
          `${officer} approved, reviewed or chairs and may not investigate`,
          'investigators',
        ),
      );
  },
);

/** P4 before everything else: who acts was assigned to the case. */
export const assignedToCase = fileRule(
  { group: 'sequence', code: 'R-00', name: 'G-ASSIGN', basis: [penaltyLaw(42), penaltyLaw(54)] },
  ({ investigation }, { acting }) =>
    acting
      .filter(({ s }) => !investigation.assigned.includes(s))
      .flatMap(({ s }) => breach(`${s} 未被指派办理本案`, `${s} is not assigned to the case`, 'officers')),
);

const told: Readonly<Record<string, readonly [string, string]>> = {
  matter: ['事由', 'the matter'],
  basis: ['依据', 'the basis'],
  duties: ['权利义务', 'rights and duties'],
  recusal: ['申请回避的权利', 'the right to ask for recusal'],
  remedies: ['救济途径', 'the remedies'],
};

/** G-RIGHTS at the contact: a party is told everything that it has to know (处罚法 43, 44, 55). */
export const rightsComplete = commandRule<RecordContact>(
  { group: 'sequence', code: 'R-10', name: 'G-RIGHTS.told', basis: [penaltyLaw(43), penaltyLaw(55)] },
  ({ whom, rights }) =>
    whom === 'other'
      ? kept
      : Object.entries(told)
          .filter(([part]) => rights?.told.every((each) => each !== part) ?? true)
          .map(([, [zh, en]]) => ({
            zh: `未告知当事人${zh}`,
            en: `the party was not told ${en}`,
            field: 'rights.told',
          })),
);

const flagHead = { group: 'sequence', code: 'R-00', basis: [penaltyLaw(57), penaltyLaw(58)] } as const;

/** A flag is set once. */
export const flagUnset = commandRule<{ readonly flag: string }>(
  { ...flagHead, name: 'G-FLAG.set' },
  ({ flag }, { investigation }) =>
    investigation.flags.includes(flag)
      ? breach(`标记 ${flag} 已设置`, `the flag ${flag} is set already`, 'flag')
      : kept,
);

/** Only a flag that is set can be unset. */
export const flagStands = commandRule<{ readonly flag: string }>(
  { ...flagHead, name: 'G-FLAG.unset' },
  ({ flag }, { investigation }) =>
    investigation.flags.includes(flag)
      ? kept
      : breach(`没有设置标记 ${flag}`, `the flag ${flag} is not set`, 'flag'),
);

const sixty = [penaltyLaw(60)];

/** P6g: the kind of suspension is one that the rule pack names. */
export const suspensionNamed = commandRule<SuspendCase>(
  { group: 'authority', code: 'R-03', name: 'G-SUSPEND', basis: sixty },
  ({ kind }, _state, { rules }) => {
    const named = rules.find('suspend.kinds')?.value.cases ?? {};
    return Object.hasOwn(named, kind)
      ? kept
      : breach(`规则包未规定中止情形 ${kind}`, `no pack names ${kind} as a ground of suspension`, 'kind');
  },
);

/** The time to decide stands still only by a 法律, 法规 or 规章 that a pack names (处罚法 60). */
export const suspensionStopsClock = commandRule<SuspendCase>(
  { group: 'authority', code: 'R-03', name: 'G-INTERVAL', basis: sixty },
  ({ stopsClock }, _state, { rules }) =>
    stopsClock && rules.find('interval.case.suspended') === undefined
      ? breach(
          '没有法律、法规、规章规定中止期间不计入办案期限',
          'no norm says that a suspension does not count towards the time to decide',
          'stopsClock',
        )
      : kept,
);

const extendHead = { group: 'authority', code: 'R-03', basis: sixty } as const;

/** P6h: as often as a pack allows that names the 法律, 法规 or 规章 (处罚法 60). */
export const extensionAllowed = fileRule(
  { ...extendHead, name: 'G-EXTEND' },
  ({ investigation }, { rules }) => {
    const allowed = rules.find('case.extend')?.value.periods.length;
    return allowed === undefined || investigation.extensions < allowed
      ? kept
      : breach(
          '没有法律、法规、规章规定可以（再次）延长办案期限',
          'no norm allows the time to decide to be extended, or once more',
        );
  },
);

/** An extension is approved before the last day is over. */
export const extensionInTime = fileRule(
  { ...extendHead, group: 'time', name: 'G-EXTEND.in-time' },
  (state, { date }) => {
    const due = decideBy(state);
    return due !== undefined && date > due
      ? breach(`办案期限已于 ${due} 届满，不得延长`, `the time to decide ended on ${due}`)
      : kept;
  },
);

/** The first extension is the chief's; a further one is decided by the chiefs together. */
export const furtherExtensionDiscussed = commandRule<ExtendTime>(
  { ...extendHead, code: 'R-08', name: 'G-TIER.collective' },
  ({ minutes }, { investigation }) =>
    investigation.extensions > 0 && minutes === undefined
      ? breach(
          '再次延长应当由负责人集体讨论决定',
          'a further extension is decided by the chiefs together',
          'minutes',
        )
      : kept,
);

/** P7: what is recommended says what it proposes, and only a penalty proposes one. */
export const proposalFits = commandRule<ConcludeInvestigation>(
  { group: 'content', code: 'R-00', name: 'G-CONCLUDE', basis: [penaltyLaw(57)] },
  ({ recommendation, proposal }) =>
    (recommendation === 'penalty') === (proposal !== undefined)
      ? kept
      : breach('处罚建议与结论不一致', 'the proposal does not fit what is recommended', 'proposal'),
);

/** A015: what is proposed follows a tier of the benchmark, or says why it leaves it (处罚法 34). */
export const benchmarkFollowed = commandRule<ConcludeInvestigation>(
  withinBenchmark,
  ({ proposal, benchmark }, state, facts) =>
    proposal === undefined
      ? kept
      : withinBenchmark.check({ proposal, ...present({ benchmark }) }, state, facts),
);
