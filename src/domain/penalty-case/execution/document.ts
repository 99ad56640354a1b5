import { breach, kept, type Breach } from '../../../kernel/guard';
import { yearOf } from '../../../kernel/time';
import type { Reservation } from '../../procedure';
import { missingFields } from '../../registers/template';
import { statute } from '../../statute';
import type { CaseFacts } from '../facts';
import { templateOf } from '../guards/document';
import { fileRule, type CaseFileRule } from '../guards/rule';
import type { CaseState } from '../state';

/** The numbered documents of an execution: 催告书, 强制执行决定书, 代履行决定书 (强制法 35, 37, 51). */

const types = {
  urge: { zh: '催告书', en: 'urge', article: 35 },
  'execution-decision': { zh: '强制执行决定书', en: 'execution decision', article: 37 },
  'substitute-decision': { zh: '代履行决定书', en: 'decision on substitute performance', article: 51 },
} as const;

/** G-DOC: a template of the organ, of the right type, in force, with every field that the article demands. */
export function documentReady(docType: keyof typeof types): CaseFileRule {
  const { zh, en, article } = types[docType];
  const rule = fileRule(
    {
      ...{ group: 'content', code: 'R-11', name: 'G-DOC', papers: [docType] },
      basis: [statute('compulsion', article)],
    },
    (_state, facts): readonly Breach[] => {
      const template = templateOf(facts);
      if (template?.docType !== docType || template.organ !== facts.organ?.s) {
        return breach(`没有本机关在用的${zh}模板`, `no template of this organ for the ${en}`, 'template');
      }
      return missingFields(docType, template.fields).flatMap((field) =>
        breach(`${zh}缺少必备事项 ${field}`, `the ${en} lacks the mandatory field ${field}`, 'template'),
      );
    },
  );
  // Which template, the command says.
  return { ...rule, asks: 'command' };
}

/** The number that such a document takes on the organ's numbering stream. */
export function reserveNumber(_command: object, { opening }: CaseState, facts: CaseFacts): Reservation[] {
  const template = templateOf(facts);
  if (opening === undefined || template === undefined) return [];
  const { docType, prefix } = template;
  return [{ kind: 'number', organ: opening.organ, docType, prefix, year: yearOf(facts.date) }];
}

/** The document as the record names it; before its number is reserved the number is empty, which no event may have. */
export function documentOf(facts: CaseFacts) {
  const { number = '', year = yearOf(facts.date), seq = 1 } = facts.number ?? {};
  const { s = '', n = 0 } = facts.template ?? {};
  return { number, year, seq, template: { s, n }, version: templateOf(facts)?.version ?? 1 };
}

/** Texts of a rule that says the document was not sealed. */
export const sealed = (isSealed: boolean): readonly Breach[] =>
  isSealed
    ? kept
    : breach('文书未加盖行政机关印章、注明日期', 'seal and date of the organ are missing', 'sealed');
