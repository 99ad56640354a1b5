import { breach, kept, type Breach } from '../../../kernel/guard';
import { missingFields, templateAt, type TemplateVersion } from '../../registers/template';
import { penaltyLaw, statute } from '../../statute';
import type { CorrectionOrder } from '../command-parts';
import type { CaseFacts } from '../facts';
import { commandRule } from './rule';

/** G-DOC: what the documents of the simple procedure must say (处罚法 28, 52; 复议法 23). */

export const onSpotDocument = 'on-spot-decision';

const head = {
  group: 'content',
  code: 'R-11',
  basis: [penaltyLaw(52), penaltyLaw(28), statute('reconsideration', 23)],
} as const;

/** The version of the template on the day of the act. */
export const templateOf = ({ template, date }: CaseFacts): TemplateVersion | undefined =>
  template === undefined ? undefined : templateAt(template.state, date);

/** The decision: a template of the organ with every field of 52, signed by each officer, remedies and correction said. */
export const decisionDocument = commandRule<{
  readonly officers: readonly string[];
  readonly signedBy: readonly string[];
  readonly correction: CorrectionOrder;
}>(
  { ...head, name: 'G-DOC', papers: [onSpotDocument] },
  ({ officers, signedBy, correction }, _state, facts) => [
    ...templateProblems(facts),
    ...officers
      .filter((officer) => !signedBy.includes(officer))
      .flatMap((officer) =>
        breach(`${officer} 未在决定书上签名或者盖章`, `${officer} has not signed the decision`, 'signedBy'),
      ),
    ...correctionProblems(correction, facts.date),
  ],
);

function templateProblems(facts: CaseFacts): readonly Breach[] {
  const template = templateOf(facts);
  if (template === undefined)
    return breach('没有启用的文书模板', 'there is no template in force', 'template');
  return [
    ...(template.docType === onSpotDocument
      ? kept
      : breach('模板不是当场处罚决定书', 'the template is no decision on the spot', 'template')),
    ...(template.organ === facts.organ?.s
      ? kept
      : breach('模板不属于本机关', 'the template belongs to another organ', 'template')),
    ...missingFields(template.docType, template.fields).map((field) => ({
      zh: `决定书缺少必备事项 ${field}`,
      en: `the decision lacks the mandatory field ${field}`,
      field: 'template',
    })),
  ];
}

/** 28: an order to correct by a date names it, and its absence has a reason. */
export function correctionProblems({ kind, by, reason }: CorrectionOrder, date: string): readonly Breach[] {
  if (kind === 'by-date' && (by === undefined || by < date)) {
    return breach('限期改正应当写明期限', 'an order to correct by a date needs that date', 'correction.by');
  }
  if (kind === 'not-applicable' && reason === undefined) {
    return breach(
      '未责令改正的，应当写明理由',
      'no order to correct: the reason is missing',
      'correction.reason',
    );
  }
  return kept;
}

/** A refusal to sign stands on the document (52). */
export const refusalNoted = commandRule<{ readonly mode: string; readonly refusalNoted: boolean }>(
  { ...head, name: 'G-DOC.refusal' },
  ({ mode, refusalNoted: noted }) =>
    mode === 'refused' && !noted
      ? breach(
          '当事人拒绝签收的，应当在决定书上注明',
          'the refusal has to be noted on the decision',
          'refusalNoted',
        )
      : kept,
);
