import { breach, kept, type Breach } from '../../../kernel/guard';
import { periodWords } from '../../../law/period-text';
import { missingFields, type TemplateVersion } from '../../registers/template';
import { penaltyLaw, statute } from '../../statute';
import type { Plain } from '../../../kernel/plain-data';
import type { CaseFacts } from '../facts';
import { templateOf } from '../guards/document';
import { commandRule, fileRule } from '../guards/rule';
import type { CaseState } from '../state';
import type { IssueDocument } from './commands';
import type { DecisionOnFile } from './state';

/** P16: the document of a decision (处罚法 59; 复议法 23; 罚缴分离办法 7). */

/** Type of document of each type of decision. */
export const documentTypes: Readonly<Record<DecisionOnFile['type'], string>> = {
  penalty: 'penalty-decision',
  'no-penalty': 'no-penalty-decision',
  termination: 'termination-decision',
};

const head = { group: 'content', code: 'R-11' } as const;

/** P16 follows a decision of the general procedure, once. */
export const notIssuedYet = fileRule(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.issued', basis: [penaltyLaw(59)] },
  ({ decision }) => {
    if (decision === undefined) return breach('尚未作出决定', 'nothing has been decided');
    return decision.issued === undefined ? kept : breach('决定书已经制作', 'the document was made already');
  },
);

/** G-DOC: a template of the organ for this decision, in force, with every field of 59 and 罚缴分离办法 7. */
export const documentFields = commandRule<IssueDocument>(
  {
    ...{ ...head, name: 'G-DOC.issued', papers: Object.values(documentTypes) },
    basis: [penaltyLaw(59), penaltyLaw(28), statute('fine-separation', 7)],
  },
  (_command, { decision }, facts) => {
    const template = templateOf(facts);
    if (template === undefined)
      return breach('没有启用的文书模板', 'there is no template in force', 'template');
    const fine = (decision?.proposal.fineFen ?? 0) > 0;
    return [
      ...templateProblems(template, decision, facts),
      ...fieldsLacking(template, fine),
      ...(fine && facts.organ?.state.organ?.bank === undefined
        ? breach('未登记罚款代收机构', 'no agency to receive the fine is on the register')
        : kept),
    ];
  },
);

const templateProblems = (
  { docType, organ }: TemplateVersion,
  decision: DecisionOnFile | undefined,
  facts: CaseFacts,
): readonly Breach[] => [
  ...(decision !== undefined && docType !== documentTypes[decision.type]
    ? breach('模板与决定种类不符', 'the template is for another kind of decision', 'template')
    : kept),
  ...(organ === facts.organ?.s
    ? kept
    : breach('模板不属于本机关', 'the template belongs to another organ', 'template')),
];

const fieldsLacking = ({ docType, fields }: TemplateVersion, fine: boolean): readonly Breach[] =>
  [...missingFields(docType, fields), ...(fine && !fields.includes('payment') ? ['payment'] : [])].map(
    (field) => ({
      zh: `决定书缺少必备事项 ${field}`,
      en: `the decision lacks the mandatory field ${field}`,
      field: 'template',
    }),
  );

/** 59: the document bears the seal of the organ; an electronic one of the national system (在线政务服务规定 9). */
export const sealed = commandRule<IssueDocument>(
  { ...head, name: 'G-SEAL', basis: [penaltyLaw(59, 2), statute('online-services', 9)] },
  ({ seal }) =>
    seal.kind === 'ink' || seal.issuer === 'national-e-seal'
      ? kept
      : breach(
          '电子印章应当由国家统一电子印章系统制发',
          'an electronic seal comes from the national system of seals',
          'seal.issuer',
        ),
);

/** 复议法 23: only a 法律 or 行政法规 demands reconsideration before a suit. */
export const reviewFirstFounded = commandRule<IssueDocument>(
  { ...head, name: 'G-DOC.review-first', basis: [statute('reconsideration', 23)] },
  ({ reviewFirst }) =>
    reviewFirst === undefined || ['law', 'administrative-regulation'].includes(reviewFirst.rank)
      ? kept
      : breach(
          '只有法律、行政法规可以规定行政复议前置',
          'only a law or an administrative regulation demands reconsideration first',
          'reviewFirst',
        ),
);

/** 罚缴分离办法 7: only a fine can carry a late fee, and how to perform is said wherever something is imposed. */
export const performanceSaid = commandRule<IssueDocument>(
  { ...head, name: 'G-DOC.performance', basis: [penaltyLaw(59, 1, 4), statute('fine-separation', 7)] },
  (command, { decision }) => performanceProblems(command, decision),
);

function performanceProblems(
  { lateFee, performance }: Plain<IssueDocument>,
  decision: DecisionOnFile | undefined,
): readonly Breach[] {
  if (decision === undefined) return kept;
  return [
    ...(lateFee && decision.proposal.fineFen === 0
      ? breach('没有罚款的，不得载明加处罚款', 'without a fine no late fee can be stated', 'lateFee')
      : kept),
    ...(decision.type === 'penalty' && performance === undefined
      ? breach('未载明处罚的履行方式和期限', 'how and until when to perform is not said', 'performance')
      : kept),
  ];
}

/** What the document says of paying a fine; nothing without one. */
export function paymentOf(
  { lateFee }: Pick<IssueDocument, 'lateFee'>,
  { decision }: CaseState,
  { organ, rules }: CaseFacts,
) {
  const bank = organ?.state.organ?.bank;
  const days = rules.find('fine.pay')?.value.period.amount;
  const amountFen = decision?.proposal.fineFen ?? 0;
  if (amountFen === 0 || bank === undefined || days === undefined) return {};
  return { payment: { bank: bank.name, address: bank.address, amountFen, days, lateFee } };
}

/**
 * 处罚法 59(1)(5) and 复议法 20, 23: where and until when. Reconsideration comes first after a decision on the spot, and
 * where a norm demands it; otherwise the party may choose.
 */
export function remediesText({ organ, rules }: CaseFacts, reviewFirst: boolean): string {
  const within = (key: 'appeal.apply' | 'lawsuit' | 'lawsuit.after.review') => {
    const period = rules.find(key)?.value.period;
    return period === undefined ? '法定期限内' : `${periodWords(period)}内`;
  };
  const { reviewBody = '', court = '' } = organ?.state.organ ?? {};
  return reviewFirst
    ? `对本决定不服的，应当先申请行政复议：自知道或者应当知道本决定之日起${within('appeal.apply')}` +
        `向${reviewBody}提出，也可以通过作出本决定的行政机关提交；对行政复议决定不服的，` +
        `可以自收到行政复议决定书之日起${within('lawsuit.after.review')}向${court}提起行政诉讼。`
    : `对本决定不服的，可以自知道或者应当知道本决定之日起${within('appeal.apply')}向${reviewBody}申请行政复议，` +
        `也可以自知道或者应当知道本决定之日起${within('lawsuit')}直接向${court}提起行政诉讼。`;
}
