import { present } from '../../kernel/plain-data';
import type { z } from 'zod';
import { PenaltyDecisionImported } from '../../events/imported.events';
import type { citation } from '../../events/schemas';
import { amountsAfter, daysAfter, type FoundNumber } from '../../kernel/chinese-numerals';
import { parseDocumentNumber } from '../../kernel/identifiers';
import { isCivilDate, legalDay } from '../../kernel/time';
import { member, unreadable, type ImportSource, type ReadRow } from './source';

/**
 * Published penalty decisions of Shanghai police organs, 2022-06 to 2024-06: one row is one decision. Earlier steps of
 * these cases are unknown and stay unknown. Whatever names or describes a person is erasable; the result text is
 * too, since some rows name people in it.
 */
export const penaltyDecisions: ImportSource = {
  name: 'penalty-decisions',
  columns: [
    '序号',
    '处罚决定书文号',
    '案件名称',
    '被处罚人姓名',
    '处罚事由',
    '处罚依据',
    '处罚结果',
    '行政执法单位名称',
    '处罚日期',
  ],
  rulePacks: [],
  read,
};

type Citation = z.infer<typeof citation>;

function read(row: readonly string[]): ReadRow {
  const problem = problemOf(row);
  if (problem !== undefined) return unreadable(problem);
  const [number, organ, date] = [member(row, 1), member(row, 7), member(row, 8)];
  const [basisText, result] = [member(row, 5), member(row, 6)];
  const texts = { name: member(row, 3), caseName: member(row, 2), ground: member(row, 4), result };
  const outcome = readResult(result);
  const basis = readBasis(basisText);
  const unread = [...outcome.unread, ...(basis === undefined ? ['处罚依据'] : [])];
  const { kinds, fineFen, detentionDays } = outcome;
  const event = PenaltyDecisionImported(
    {
      ...{ documentNumber: number, organName: organ, decidedOn: date, kinds: [...kinds], unread },
      basis: [...(basis ?? [])],
      ...present({ basisText: basisText === '' ? undefined : basisText, fineFen, detentionDays }),
    },
    { party: filled(texts) },
  );
  const content = row.slice(1).join('\u0000');
  return { ok: true, caseId: number, key: '', content, event, legal: legalDay(date), actors: [], unread };
}

/** Why the row is no decision: number, organ and date are the least it must say. */
function problemOf(row: readonly string[]): string | undefined {
  if (row.length !== 9) return `${row.length} columns instead of 9`;
  const [number, organ, date] = [member(row, 1), member(row, 7), member(row, 8)];
  if (parseDocumentNumber(number) === undefined) return '处罚决定书文号 cannot be read as a document number';
  if (!isCivilDate(date)) return '处罚日期 is not a date';
  return organ === '' || organ.length > 120 ? '行政执法单位名称 is empty or too long' : undefined;
}

const filled = (members: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(members).filter(([, text]) => text !== ''));

interface Outcome {
  readonly kinds: readonly string[];
  readonly fineFen: number | undefined;
  readonly detentionDays: number | undefined;
  readonly unread: readonly string[];
}

/** Words of a result text that say a kind of penalty (处罚法 9), longest first where one contains another. */
const kindWords: readonly (readonly [RegExp, string])[] = [
  [/警告/u, 'warning'],
  [/通报批评/u, 'criticism'],
  [/罚款/u, 'fine'],
  [/没收违法所得/u, 'confiscation-of-gains'],
  [/没收(?!违法所得)/u, 'confiscation-of-property'],
  [/(?:行政)?拘留/u, 'detention'],
];

/** Texts that are read whole; what is left over after taking them out is listed as unread. */
const readWords =
  /(?:决定|给予|处以|处|行政|的处罚|并|[、，。\s]|\(?(?:限制人身自由期限折抵行政拘留期限|不执行)\)?)+/gu;

function readResult(result: string): Outcome {
  const text = result.normalize('NFKC').replace(/\((?:限制人身自由|刑事拘留)[^)]*\)/gu, '');
  const kinds = kindWords.filter(([word]) => word.test(text)).map(([, kind]) => kind);
  const fine = only(amountsAfter(text, '罚款'));
  const stay = only(daysAfter(text, '拘留'));
  const read = [fine, stay].filter((found) => found?.value !== undefined);
  const rest = read
    .reduce((left, found) => left.replace(found?.verbatim ?? '', ''), text)
    .replace(/警告|罚款|拘留/gu, '')
    .replace(readWords, '');
  const agrees =
    kinds.includes('fine') === (fine?.value !== undefined) &&
    kinds.includes('detention') === (stay?.value !== undefined);
  return {
    kinds,
    fineFen: fine?.value,
    detentionDays: stay?.value,
    unread: kinds.length > 0 && rest === '' && agrees ? [] : ['处罚结果'],
  };
}

/** The one number found; none where there are several, since nobody can say which is meant. */
const only = (found: readonly FoundNumber[]): FoundNumber | undefined =>
  found.length === 1 ? found[0] : undefined;

const ranks: readonly (readonly [RegExp, Citation['rank']])[] = [
  [/法$/u, 'law'],
  [/^(?:[^中].{0,8}?[省市州区])(?!.*实施).*条例$/u, 'local-regulation'],
  [/条例$/u, 'administrative-regulation'],
  [/(?:规定|办法|细则)$/u, 'rule'],
];
const article =
  /^第[一二三四五六七八九十百零〇]+条(?:之[一二三四五六七八九十]+)?(?:第[一二三四五六七八九十]+款)?(?:第\(?[一二三四五六七八九十]+\)?项)?$/u;
const part =
  /^第[一二三四五六七八九十]+款(?:第\(?[一二三四五六七八九十]+\)?项)?$|^第\(?[一二三四五六七八九十]+\)?项$/u;

/** `《norm》第…条第…款、第…条`, several norms one after the other; `undefined` when any part cannot be read. */
function readBasis(text: string): readonly Citation[] | undefined {
  const normalised = text.normalize('NFKC').replace(/\s/gu, '');
  if (!normalised.startsWith('《')) return undefined;
  const norms = normalised.split('《').slice(1).map(readNorm);
  return norms.some((cited) => cited === undefined) ? undefined : norms.flatMap((cited) => cited ?? []);
}

/** Paragraph and item of a cited article. */
const afterArticle = /第[一二三四五六七八九十]+款.*$|第\(?[一二三四五六七八九十]+\)?项$/u;

/** One norm with its articles; `第一项` after `第二十三条` is read as of the same article. */
function readNorm(piece: string): readonly Citation[] | undefined {
  const [norm = '', articles = ''] = piece.split('》');
  const rank = ranks.find(([ending]) => ending.test(norm))?.[1];
  const parts = articles.split(/[、,和及]/u).filter((each) => each !== '');
  if (rank === undefined || parts.length === 0) return undefined;
  const cited: Citation[] = [];
  let whole = '';
  for (const one of parts) {
    if (article.test(one)) whole = one.replace(afterArticle, '');
    else if (whole === '' || !part.test(one)) return undefined;
    cited.push({ norm, article: article.test(one) ? one : `${whole}${one}`, rank });
  }
  return cited;
}
