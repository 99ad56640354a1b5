import { filingDocument } from '../../domain/penalty-case/filing/rules';
import {
  executionFields,
  noPenaltyDecisionFields,
  onSpotFields,
  penaltyDecisionFields,
  terminationFields,
} from '../../domain/registers/template';
import type { Role } from '../../events/account.events';
import { inventedCode } from './parties';

/** Who and what the demonstration invents: organs, people, items, templates. Every name says that it is invented. */

/** Post of an entry of the officers' register; supervisors have a certificate and hold no post of the organ. */
export type Post =
  | 'enforcement-officer'
  | 'auxiliary'
  | 'legal-reviewer'
  | 'hearing-chair'
  | 'deputy-chief'
  | 'chief'
  | 'publisher'
  | 'finance'
  | 'archivist'
  | 'supervisor';

/** What the posts of every organ are called; supervisors hold none. */
export const postNames: Readonly<Record<Exclude<Post, 'supervisor'>, string>> = {
  'enforcement-officer': '执法人员',
  auxiliary: '执法辅助人员',
  'legal-reviewer': '法制审核员',
  'hearing-chair': '听证主持人',
  'deputy-chief': '副局长',
  chief: '局长',
  publisher: '公示管理员',
  finance: '财务管理员',
  archivist: '档案管理员',
};

/** Somebody who signs in. */
export interface Person {
  /** `officer-1`; his sign-in is `demo-officer-1`. */
  readonly key: string;
  readonly zh: string;
  readonly roles: readonly Role[];
  /** Stands in the officers' register as this; those who neither enforce nor approve nor hear hold no certificate. */
  readonly post?: Post;
  /** In every organ rather than in his own. */
  readonly everywhere?: true;
  /** His certificate ends before the demonstration does. */
  readonly expires?: true;
}

const officers: readonly Person[] = [
  { key: 'officer-1', zh: '执法人员（演示甲）', roles: ['officer'], post: 'enforcement-officer' },
  { key: 'officer-2', zh: '执法人员（演示乙）', roles: ['officer'], post: 'enforcement-officer' },
];

const office: readonly Person[] = [
  { key: 'chief', zh: '行政机关负责人（演示丙）', roles: ['approver'], post: 'chief' },
  { key: 'reviewer', zh: '法制审核人员（演示丁）', roles: ['legal-reviewer'], post: 'legal-reviewer' },
  { key: 'publisher', zh: '公示人员（演示戊）', roles: ['publisher'], post: 'publisher' },
  { key: 'finance', zh: '财务人员（演示己）', roles: ['finance'], post: 'finance' },
  { key: 'archivist', zh: '档案人员（演示庚）', roles: ['archivist'], post: 'archivist' },
];

const overseers: readonly Person[] = [
  { key: 'supervisor', zh: '执法监督人员（演示辛）', roles: ['supervisor'], post: 'supervisor' },
  { key: 'discipline', zh: '纪检人员（演示壬）', roles: ['discipline'], post: 'supervisor' },
  { key: 'admin', zh: '管理员（演示癸）', roles: ['administrator'], everywhere: true },
];

const seniors: readonly Person[] = [
  { key: 'deputy', zh: '行政机关副职负责人（演示子）', roles: ['approver'], post: 'deputy-chief' },
  { key: 'hearing-chair', zh: '听证主持人（演示丑）', roles: ['hearing-chair'], post: 'hearing-chair' },
];

/** Two who should not act, and try to: the one's certificate expires, the other never gets one. */
const unfit: readonly Person[] = [
  {
    key: 'officer-3',
    zh: '执法人员（演示寅）',
    roles: ['officer'],
    post: 'enforcement-officer',
    expires: true,
  },
  { key: 'auxiliary', zh: '辅助人员（演示卯）', roles: ['officer'], post: 'auxiliary' },
];

/** An article that carries an item. */
export interface Basis {
  readonly norm: string;
  readonly article: string;
  readonly rank: 'law' | 'administrative-regulation';
  readonly published: string;
  readonly from: string;
}

type PartyKind = 'citizen' | 'individual-business' | 'organisation';

/** A fine of the item, in fen. */
export interface Range {
  readonly kind: PartyKind;
  readonly minFen: number;
  readonly maxFen: number;
}

/** An item with what its cases are about. */
export interface ItemPlan {
  readonly key: string;
  readonly name: string;
  readonly acts: readonly string[];
  readonly penalties: readonly string[];
  readonly basis: Basis;
  readonly ranges: readonly Range[];
  /** Tiers of its discretion benchmark, each up to this much; none: it has no benchmark. */
  readonly tiers?: readonly {
    readonly code: 'lighter' | 'normal' | 'heavier';
    readonly name: string;
    readonly range: Range;
  }[];
  /** The norm that lets officers inspect. */
  readonly power?: Pick<Basis, 'norm' | 'article' | 'rank'>;
  /** What was done, where it was done. */
  readonly deeds: readonly string[];
}

const everybody = (minFen: number, maxFen: number): readonly Range[] =>
  (['citizen', 'individual-business', 'organisation'] as const).map((kind) => ({ kind, minFen, maxFen }));

const littering: ItemPlan = {
  key: 'littering',
  name: '对在公共场所乱扔废弃物的处罚（演示）',
  acts: ['penalty'],
  penalties: ['warning', 'fine'],
  basis: {
    ...{ norm: '城市市容和环境卫生管理条例', article: '第三十四条', rank: 'administrative-regulation' },
    ...{ published: '1992-06-28', from: '1992-08-01' },
  },
  ranges: [
    { kind: 'citizen', minFen: 2_000, maxFen: 20_000 },
    { kind: 'individual-business', minFen: 2_000, maxFen: 20_000 },
    { kind: 'organisation', minFen: 20_000, maxFen: 300_000 },
  ],
  deeds: ['在演示路乱扔废弃物', '在演示广场丢弃包装物', '在演示公园随地倾倒垃圾'],
};

const trade = (tiers?: ItemPlan['tiers']): ItemPlan => ({
  key: 'trade',
  name: '对无照经营的处罚（演示）',
  acts: ['penalty', 'inspection'],
  penalties: ['fine', 'confiscation-of-gains'],
  basis: {
    ...{ norm: '无证无照经营查处办法', article: '第十三条', rank: 'administrative-regulation' },
    ...{ published: '2017-08-06', from: '2017-10-01' },
  },
  ranges: everybody(0, 1_000_000),
  ...(tiers === undefined ? {} : { tiers }),
  power: { norm: '无证无照经营查处办法', article: '第十一条', rank: 'administrative-regulation' },
  deeds: ['无照经营餐饮', '无照经营百货', '无照经营维修'],
});

const pricing: ItemPlan = {
  key: 'pricing',
  name: '对不按规定明码标价的处罚（演示）',
  acts: ['penalty'],
  penalties: ['fine', 'confiscation-of-gains'],
  basis: {
    ...{ norm: '中华人民共和国价格法', article: '第四十二条', rank: 'law' },
    ...{ published: '1997-12-29', from: '1998-05-01' },
  },
  ranges: everybody(0, 500_000),
  power: { norm: '中华人民共和国价格法', article: '第三十四条', rank: 'law' },
  deeds: ['销售商品未明码标价', '收费项目未按规定公示'],
};

const noise: ItemPlan = {
  key: 'noise',
  name: '对制造社会生活噪声拒不改正的处罚（演示）',
  acts: ['penalty', 'inspection'],
  penalties: ['warning', 'fine'],
  basis: {
    ...{ norm: '中华人民共和国噪声污染防治法', article: '第八十二条', rank: 'law' },
    ...{ published: '2021-12-24', from: '2022-06-05' },
  },
  ranges: [
    { kind: 'citizen', minFen: 20_000, maxFen: 100_000 },
    { kind: 'individual-business', minFen: 200_000, maxFen: 2_000_000 },
    { kind: 'organisation', minFen: 200_000, maxFen: 2_000_000 },
  ],
  power: { norm: '中华人民共和国噪声污染防治法', article: '第二十九条', rank: 'law' },
  deeds: ['夜间使用高音广播拒不改正', '室内装修夜间作业拒不改正'],
};

const dust: ItemPlan = {
  key: 'dust',
  name: '对施工工地未采取扬尘防治措施的处罚（演示）',
  acts: ['penalty', 'inspection'],
  penalties: ['fine'],
  basis: {
    ...{ norm: '中华人民共和国大气污染防治法', article: '第一百一十五条', rank: 'law' },
    ...{ published: '2015-08-29', from: '2016-01-01' },
  },
  ranges: [{ kind: 'organisation', minFen: 1_000_000, maxFen: 10_000_000 }],
  power: { norm: '中华人民共和国大气污染防治法', article: '第二十九条', rank: 'law' },
  deeds: ['施工工地未设置硬质围挡', '建筑土方未遮盖'],
};

/** Up to 3,000, 7,000 and 10,000 yuan. */
const tradeTiers: NonNullable<ItemPlan['tiers']> = [
  { code: 'lighter', name: '从轻', range: { kind: 'individual-business', minFen: 0, maxFen: 300_000 } },
  { code: 'normal', name: '一般', range: { kind: 'individual-business', minFen: 300_001, maxFen: 700_000 } },
  {
    code: 'heavier',
    name: '从重',
    range: { kind: 'individual-business', minFen: 700_001, maxFen: 1_000_000 },
  },
];

/** An organ as the demonstration sets it up. */
export interface OrganPlan {
  /** Sign-ins of its people begin with it. */
  readonly key: string;
  readonly name: string;
  /** 机关代字, the beginning of its document numbers. */
  readonly sign: string;
  /** 统一社会信用代码. No division has the number in it, so nobody has the code. */
  readonly creditCode: string;
  readonly people: readonly Person[];
  /** The item whose fines fit on the spot, and the one for the general procedure. */
  readonly simple: ItemPlan;
  readonly general: ItemPlan;
}

/** The organ of the demonstration, and with `district` the others. */
export const demonstrationOrgan: OrganPlan = {
  key: 'demo',
  name: '演示市演示区综合行政执法局（演示）',
  sign: '演综执',
  creditCode: inventedCode('11', 'MB0000001'),
  people: [...officers, ...office, ...overseers, ...seniors],
  simple: littering,
  general: trade(),
};

/** Every organ of the district, the one that stands alone in the small demonstration first. */
export const districtOrgans: readonly OrganPlan[] = [
  demonstrationOrgan,
  {
    key: 'market',
    name: '演示市演示区市场监督管理局（演示）',
    sign: '演市监',
    creditCode: inventedCode('11', 'MB0000002'),
    people: [...officers, ...office, ...seniors, ...unfit],
    simple: pricing,
    general: trade(tradeTiers),
  },
  {
    key: 'environment',
    name: '演示市演示区生态环境局（演示）',
    sign: '演环',
    creditCode: inventedCode('11', 'MB0000003'),
    people: [...officers, ...office, ...seniors],
    simple: noise,
    general: dust,
  },
];

/** Type of document, what stands in its number after the sign of the organ, what it says. */
export const documents: readonly (readonly [string, string, readonly string[]])[] = [
  ['on-spot-decision', '当罚', onSpotFields],
  [filingDocument, '立', ['party', 'facts', 'basis', 'organ-name', 'date', 'number']],
  ['penalty-decision', '罚', [...penaltyDecisionFields, 'payment']],
  ['no-penalty-decision', '不罚', noPenaltyDecisionFields],
  ['termination-decision', '终', terminationFields],
  ['urge', '催', executionFields.urge],
  ['execution-decision', '强执', executionFields['execution-decision']],
  ['substitute-decision', '代', executionFields['substitute-decision']],
];
