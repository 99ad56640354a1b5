import { reviewItems } from '../../../events/review.events';
import { breach, kept, type Breach } from '../../../kernel/guard';
import { reviewerAt } from '../../registers/qualification-state';
import { penaltyLaw } from '../../statute';
import type { Plain } from '../../../kernel/plain-data';
import { unsettled } from '../guards/identity';
import { commandRule, fileRule } from '../guards/rule';
import { reviewPassed } from '../guards/before-decision';
import type { CaseState } from '../state';
import type { GiveOpinion, SubmitReview } from './commands';

/** What a legal review must meet (处罚法 58). */

const basis = [penaltyLaw(58)];
const sequence = { group: 'sequence', code: 'R-00', basis } as const;
const review = { group: 'content', code: 'R-14', basis } as const;

const pending = ({ review: { submitted, opinion } }: CaseState): boolean =>
  submitted !== undefined && submitted.round > (opinion?.round ?? 0);

/** P8: there is something to review; the file as it stands is neither under review nor passed. */
export const needsReview = fileRule({ ...sequence, name: 'G-STEP.submitted' }, (state, facts) => {
  const waiting = pending(state) && state.review.submitted?.fileHash === facts.fileHash;
  if (waiting) return breach('案卷正在审核', 'the file is under review');
  return reviewPassed(state, facts) ? breach('案卷已审核通过', 'the file has been passed') : kept;
});

/** P9b: every problem of the last opinion is answered, in the words of the officers. */
export const problemsAnswered = commandRule<SubmitReview>(
  { ...review, name: 'G-REVIEW.answers' },
  ({ answers }, { review: { opinion } }) =>
    (opinion?.problems ?? [])
      .filter((id) => !answers.some(({ problem }) => problem === id))
      .flatMap((id) =>
        breach(`未就审核意见指出的问题 ${id} 作出处理说明`, `problem ${id} is not answered`, 'answers'),
      ),
);

/** P9: the file was submitted, and no opinion on it has been given yet. */
export const submittedForReview = fileRule({ ...sequence, name: 'G-STEP.opinion' }, (state) =>
  pending(state) ? kept : breach('案卷未送审核', 'the file was not submitted for review'),
);

/** P9: what is reviewed is the file that was submitted. */
export const fileAsSubmitted = fileRule(
  { ...review, group: 'sequence', name: 'G-REVIEW.file' },
  (state, { fileHash }) =>
    pending(state) && state.review.submitted?.fileHash !== fileHash
      ? breach('送审后案卷已变化，应当重新送审', 'the file has changed since; submit it again')
      : kept,
);

/** 58: who reviews is named for it in the organ; whether he could be named was decided at his designation. */
export const namedReviewer = commandRule<GiveOpinion>(
  { ...review, group: 'identity', name: 'G-REVIEWER' },
  ({ reviewer }, _state, { people, organ, date }) => {
    const entry = people.get(reviewer);
    const capacity =
      entry === undefined || organ === undefined ? undefined : reviewerAt(entry.state, organ.s, date);
    if (capacity === 'reviewer') return kept;
    return capacity === 'adviser'
      ? breach(
          '法律顾问只能协助审核，不得出具审核意见',
          'an adviser only assists; the opinion is the reviewer’s',
          'reviewer',
        )
      : breach(
          `${reviewer} 不是本机关的法制审核人员`,
          `${reviewer} is no legal reviewer of this organ`,
          'reviewer',
        );
  },
);

/** G-SEP: who investigated does not review, nor who chaired the hearing as an investigator. */
export const reviewerApart = commandRule<GiveOpinion>(
  { group: 'identity', code: 'R-07', name: 'G-SEP.reviewer', basis },
  ({ reviewer }, { officers }) =>
    officers.includes(reviewer)
      ? breach(
          `${reviewer} 是本案调查人员，不得审核`,
          `${reviewer} investigated the case and may not review it`,
          'reviewer',
        )
      : kept,
);

/** G-RECUSE of the reviewer. */
export const reviewerUnbiased = commandRule<GiveOpinion>(
  { group: 'identity', code: 'R-06', name: 'G-RECUSE.reviewer', basis: [penaltyLaw(43)] },
  ({ reviewer }, state) => unsettled(reviewer, state, 'reviewer'),
);

/** The opinion answers each item of the checklist once, and says in words what is wrong. */
export const checklistComplete = commandRule<GiveOpinion>(
  { ...review, name: 'G-CHECKLIST' },
  ({ checklist }) =>
    reviewItems.flatMap((item) => {
      const answers = checklist.filter((each) => each.item === item);
      if (answers.length !== 1) {
        return breach(
          `审核事项 ${item} 应当逐项答复一次`,
          `item ${item} is to be answered once`,
          'checklist',
        );
      }
      return answers[0]?.result === 'problem' && answers[0].remark === undefined
        ? breach(`审核事项 ${item} 的问题应当说明`, `what is wrong with ${item} is not said`, 'checklist')
        : kept;
    }),
);

/** 58: it passes only if nothing is wrong; problems are named one by one, each under its item. */
export const outcomeFollows = commandRule<GiveOpinion>({ ...review, name: 'G-OPINION' }, (opinion) =>
  opinion.outcome === 'passed' ? whollyPassed(opinion) : problemsNamed(opinion),
);

function whollyPassed({ checklist, problems }: Plain<GiveOpinion>): readonly Breach[] {
  const wrong = problems.length > 0 || checklist.some(({ result }) => result === 'problem');
  return wrong
    ? breach('审核存在问题，不得出具通过意见', 'there are problems; it does not pass', 'outcome')
    : kept;
}

function problemsNamed({ checklist, problems }: Plain<GiveOpinion>): readonly Breach[] {
  const ids = new Set(problems.map(({ id }) => id));
  return [
    ...(problems.length === 0
      ? breach('应当写明存在的问题', 'the problems are not named', 'problems')
      : kept),
    ...(ids.size < problems.length
      ? breach('问题编号重复', 'two problems have the same number', 'problems')
      : kept),
    ...checklist
      .filter(({ item, result }) => result === 'problem' && !problems.some((each) => each.item === item))
      .flatMap(({ item }) =>
        breach(`审核事项 ${item} 的问题未列明`, `the problem with ${item} is not listed`, 'problems'),
      ),
  ];
}

/** P9c: the last opinion found problems, and the disagreement on it is not before the chiefs yet. */
export const inDisagreement = fileRule(
  { ...sequence, name: 'G-STEP.escalated' },
  ({ review: { opinion, escalated } }) =>
    opinion?.outcome === 'problems' && escalated?.round !== opinion.round
      ? kept
      : breach('没有可提请的审核分歧', 'there is no disagreement to bring before the chiefs'),
);
