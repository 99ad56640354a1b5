/** Kinds of administrative penalty, in the groups of 行政处罚法 第九条. The codes stand in records and never change. */
export interface PenaltyKindText {
  /** Item of article 9: 1 to 6. */
  readonly group: 1 | 2 | 3 | 4 | 5 | 6;
  readonly zh: string;
  readonly en: string;
}

const kind = (group: PenaltyKindText['group'], zh: string, en: string): PenaltyKindText => ({
  group,
  zh,
  en,
});

export const penaltyKinds = {
  warning: kind(1, '警告', 'warning'),
  criticism: kind(1, '通报批评', 'criticism in a circular'),
  fine: kind(2, '罚款', 'fine'),
  'confiscation-of-gains': kind(2, '没收违法所得', 'confiscation of unlawful gains'),
  'confiscation-of-property': kind(2, '没收非法财物', 'confiscation of unlawful property'),
  'suspension-of-permit': kind(3, '暂扣许可证件', 'suspension of a permit'),
  'downgrading-of-qualification': kind(3, '降低资质等级', 'downgrading of a qualification'),
  'revocation-of-permit': kind(3, '吊销许可证件', 'revocation of a permit'),
  // Apart, because article 12 withholds it from local regulations.
  'revocation-of-business-licence': kind(3, '吊销营业执照', 'revocation of a business licence'),
  'restriction-of-business': kind(4, '限制开展生产经营活动', 'restriction of business'),
  'suspension-of-business': kind(4, '责令停产停业', 'suspension of business'),
  closure: kind(4, '责令关闭', 'closure'),
  'restriction-of-occupation': kind(4, '限制从业', 'restriction of occupation'),
  detention: kind(5, '行政拘留', 'administrative detention'),
  other: kind(
    6,
    '法律、行政法规规定的其他行政处罚',
    'other penalty under a law or administrative regulation',
  ),
} as const satisfies Readonly<Record<string, PenaltyKindText>>;

/** Whether a penalty of the kind is about a permit, a qualification or a licence of the party (处罚法 9(3)). */
export const concernsPermit = (code: string): boolean =>
  isPenaltyKind(code) && penaltyKinds[code].group === 3;

/** Whether a penalty of the kind restricts liberty (处罚法 9(5)). */
export const restrictsLiberty = (code: string): boolean =>
  isPenaltyKind(code) && penaltyKinds[code].group === 5;

/** Code of a kind of penalty. */
export type PenaltyKind = keyof typeof penaltyKinds;

export const isPenaltyKind = (code: unknown): code is PenaltyKind =>
  typeof code === 'string' && Object.hasOwn(penaltyKinds, code);
