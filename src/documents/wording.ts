import type { Cited, Proposal } from '../events/case-schemas';
import type { Recorded } from '../kernel/event';
import { formatChineseAmount } from '../kernel/chinese-numerals';
import { formatMajorUnits, type Fen } from '../kernel/money';
import { epochOf, instantInZone, type CivilDate, type Instant, type LegalTime } from '../kernel/time';
import { isPenaltyKind, penaltyKinds } from '../law/penalty-kinds';

/** How documents say dates, amounts, norms and penalties. */

/** Stands where an erasable member was: its key was destroyed, or nothing was ever said. */
export const ERASED = '（信息已依法删除或者未记载）';

/** 2024-05-20 → 2024年5月20日 */
export function dateText(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 2024年5月20日10时20分, on the clock of Shanghai. */
export function momentText(at: Instant): string {
  const local = instantInZone(epochOf(at));
  return `${dateText(local.slice(0, 10))}${Number(local.slice(11, 13))}时${Number(local.slice(14, 16))}分`;
}

/** To the minute where it is known so exactly. */
export const legalTimeText = ({ at, p, d }: LegalTime): string =>
  p === 'day' ? dateText(d) : momentText(at);

/** 人民币伍拾元整（¥50.00） */
export const moneyText = (fen: Fen): string =>
  `人民币${formatChineseAmount(fen)}（¥${formatMajorUnits(fen)}）`;

/** 《行政处罚法》第五十一条、《…》… */
export const citationsText = (cited: readonly Pick<Cited, 'norm' | 'article'>[]): string =>
  cited.map(({ norm, article }) => `《${norm}》${article}`).join('、');

/** 警告；罚款人民币伍拾元整（¥50.00） */
export const penaltyText = ({ kinds, fineFen }: Proposal): string =>
  kinds
    .map(
      (kind) =>
        `${isPenaltyKind(kind) ? penaltyKinds[kind].zh : kind}${kind === 'fine' ? moneyText(fineFen) : ''}`,
    )
    .join('；');

const tiers = { normal: '一般', lighter: '从轻', mitigated: '减轻', heavier: '从重' } as const;
/** 一般, 从轻 … */
export const tierText = (tier: Proposal['tier']): string => tiers[tier];

const outcomes = { accepted: '予以采纳', partly: '部分采纳', rejected: '不予采纳' } as const;
/** What became of a statement (处罚法 45). */
export const outcomeText = (outcome: keyof typeof outcomes): string => outcomes[outcome];

/** 期限：拘留五日。 Nothing for penalties without a term. */
export const termsText = (terms: readonly { readonly kind: string; readonly days: number }[]): string =>
  terms.length === 0
    ? ''
    : `期限：${terms.map(({ kind, days }) => `${isPenaltyKind(kind) ? penaltyKinds[kind].zh : kind}${days}日`).join('、')}。`;

const partyKinds = {
  citizen: '公民',
  organisation: '法人或者其他组织',
  'individual-business': '个体工商户',
} as const;
export const partyKindText = (kind: keyof typeof partyKinds): string => partyKinds[kind];

/** Kinds of evidence, in the words of 处罚法 46. */
const evidenceKinds: Readonly<Record<string, string>> = {
  documentary: '书证',
  physical: '物证',
  'audio-visual': '视听资料',
  'electronic-data': '电子数据',
  'witness-testimony': '证人证言',
  'party-statement': '当事人的陈述',
  'expert-opinion': '鉴定意见',
  'inspection-record': '勘验笔录、现场笔录',
};
export const evidenceKindText = (kind: string): string => evidenceKinds[kind] ?? kind;

/** An erasable text of an event; {@link ERASED} where it cannot be read. */
export function personalText(event: Recorded | undefined, member: string, subject = 'party'): string {
  const value = event?.personal?.[subject]?.[member];
  return typeof value === 'string' && value !== '' ? value : ERASED;
}

/** The same, `undefined` where there is none: for members that may be absent. */
export function personalTextIfAny(
  event: Recorded | undefined,
  member: string,
  subject = 'party',
): string | undefined {
  const text = personalText(event, member, subject);
  return text === ERASED ? undefined : text;
}
