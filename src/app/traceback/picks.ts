import type { Recorded } from '../../kernel/event';
import { memberOf, type CaseRecord, type PersonMember } from './case-record';

/** How the record shows people: which act, which of its people, and what of the record speaks for them at once. */

/** Parts that people play in a case. The codes stand in reports. */
export const roleNames = {
  handler: { zh: '承办人', en: 'handler' },
  approver: { zh: '批准人', en: 'approver' },
  reviewer: { zh: '法制审核人', en: 'legal reviewer' },
  'secrecy-reviewer': { zh: '公示审核人', en: 'reviewer of the publication' },
  publisher: { zh: '公示发布人', en: 'publisher' },
  'hearing-chair': { zh: '听证主持人', en: 'hearing chair' },
  presiding: { zh: '集体讨论主持人', en: 'presiding at the discussion' },
  member: { zh: '集体讨论成员', en: 'member of the discussion' },
  receiver: { zh: '首接人员', en: 'first receiver' },
  officer: { zh: '执法人员', en: 'officer of the contact' },
  server: { zh: '送达人', en: 'server' },
  'document-officer': { zh: '文书制作人', en: 'document officer' },
  collector: { zh: '收缴人', en: 'collector' },
  chief: { zh: '作出决定的负责人', en: 'chief who decided' },
  assigner: { zh: '指派人', en: 'who assigned' },
  sender: { zh: '移送人', en: 'sender' },
  'duty-holder': { zh: '届满时职责承担人', en: 'holder of the duty at the due instant' },
  disabler: { zh: '规则停用批准人', en: 'who approved the disabling of the guard' },
  'unit-head': { zh: '机构负责人', en: 'unit head' },
  'in-charge': { zh: '分管负责人', en: 'leader in charge' },
  head: { zh: '主要负责人', en: 'head of the organ' },
  retaliator: { zh: '打击报复人', en: 'who retaliated' },
  interferer: { zh: '干预人', en: 'who interfered' },
} as const;
export type TraceRole = keyof typeof roleNames;

/** Why somebody of a row is not named by it. */
export const clearing = {
  'negative-opinion': { zh: '审核人提出了否定意见', en: 'the reviewer gave a negative opinion' },
  'item-not-passed': { zh: '未将“法律适用”项审为通过', en: 'the item of law was not marked as passed' },
  submitted: { zh: '已在决定前送审', en: 'the file was submitted for review before the decision' },
  'voted-against': { zh: '表决反对', en: 'voted against it' },
  'not-voting': { zh: '缺席或者回避', en: 'absent or recused' },
} as const;

/** What is for others to judge. */
export const open = {
  abstained: { zh: '弃权，另行判断', en: 'abstained: to be judged' },
} as const;

/** Somebody in an act, and what the act or the file says for him. */
export interface Pick {
  readonly person: string;
  readonly role: TraceRole;
  readonly act: Recorded;
  readonly cleared?: keyof typeof clearing;
  readonly open?: keyof typeof open;
}

export type Source = (record: CaseRecord) => readonly Pick[];

export const decisionTypes: readonly string[] = ['DecisionMade', 'OnSpotDecisionIssued'];
export const documentTypes: readonly string[] = ['DecisionDocumentIssued', 'OnSpotDecisionIssued'];

const each =
  (types: readonly string[], role: TraceRole, people: (event: Recorded) => readonly string[]): Source =>
  (record) =>
    record.of(types).flatMap((act) => [...new Set(people(act))].map((person) => ({ person, role, act })));

const single = (event: Recorded, name: PersonMember): readonly string[] => {
  const found = memberOf(event, name);
  return found === undefined ? [] : [found];
};

const actingAs = ({ meta }: Recorded, ...roles: readonly string[]): readonly string[] =>
  meta.actors.filter(({ role }) => roles.includes(role)).map(({ u }) => u);

/** People whom a member of the act names. */
export const members = (role: TraceRole, types: readonly string[], member: PersonMember): Source =>
  each(types, role, (event) => single(event, member));

/** Everybody who sent the act. */
export const actorsOf = (role: TraceRole, types: readonly string[]): Source =>
  each(types, role, ({ meta }) => meta.actors.map(({ u }) => u));

const officers = (event: Recorded): readonly string[] =>
  memberOf(event, 'officers') ?? memberOf(event, 'investigators') ?? actingAs(event, 'officer');

export const officersOf = (types: readonly string[]): Source => each(types, 'officer', officers);

export const handlersOf = (types: readonly string[]): Source => each(types, 'handler', officers);

/** Who decided or approved, by the act itself; an officer who decides on the spot stands among the handlers. */
export const approversOf = (types: readonly string[]): Source =>
  each(types, 'approver', (event) => [
    ...single(event, 'decidedBy'),
    ...single(event, 'approver'),
    ...actingAs(event, 'approver'),
  ]);

export const serversOf = (types: readonly string[]): Source =>
  each(types, 'server', (event) => {
    const { servers } = memberOf(event, 'service') ?? {};
    return servers ?? memberOf(event, 'servers') ?? actingAs(event, 'officer');
  });

export const reviewers = members('reviewer', ['ReviewPassed', 'ReviewProblemsFound'], 'reviewer');

export const secrecyReviewers = each(['DecisionPublished', 'NotPublished'], 'secrecy-reviewer', (event) => {
  const review = memberOf(event, 'review');
  return review === undefined ? [] : [review.reviewer];
});

/** A reviewer answers for the basis only where he marked the item of law as passed. */
export const lawReviewers: Source = (record) =>
  reviewers(record).map((found) => {
    const list = memberOf(found.act, 'checklist') ?? [];
    const passed = list.some(({ item, result }) => item === 'law' && result === 'pass');
    return passed ? found : { ...found, cleared: 'item-not-passed' };
  });

/** Who found problems answers for nothing that was decided against his opinion. */
export const negativeReviewers: Source = (record) =>
  members(
    'reviewer',
    ['ReviewProblemsFound'],
    'reviewer',
  )(record).map((found) => ({
    ...found,
    cleared: 'negative-opinion',
  }));

/** The handlers who did not submit the file for review. */
export const notSubmitting: Source = (record) =>
  handlersOf(decisionTypes)(record).map((found) =>
    record.before(found.act, ['ReviewSubmitted']).length > 0 ? { ...found, cleared: 'submitted' } : found,
  );

/** Members answer for what they voted for. */
export const voters: Source = (record) =>
  record.of(['CollectivelyDiscussed']).flatMap((act) =>
    (memberOf(act, 'votes') ?? []).map(({ member: person, vote }): Pick => {
      const found = { person, role: 'member', act } as const;
      if (vote === 'for') return found;
      if (vote === 'abstain') return { ...found, open: 'abstained' };
      return { ...found, cleared: vote === 'against' ? 'voted-against' : 'not-voting' };
    }),
  );
