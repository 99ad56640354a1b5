import type { Cited } from '../../events/case-schemas';
import { BenchmarkPublished, BenchmarkRetired } from '../../events/benchmark.events';
import { FilingRegistered, ItemParticularsPublished } from '../../events/list.events';
import { ItemAmended, ItemPublished, ItemRetired, type ItemEvent } from '../../events/register.events';
import { breach, kept, type Breach } from '../../kernel/guard';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { kindsWithoutBasis } from '../../law/basis';
import { citationZh } from '../../law/article';
import { penaltyKinds, restrictsLiberty, type PenaltyKind } from '../../law/penalty-kinds';
import { Codes, Day, Division, Handle, Optional, Part, Parts, SomeOf, Text } from '../fields';
import { plain, type Plain } from '../../kernel/plain-data';
import { procedure, type Procedure } from '../procedure';
import { penaltyLaw } from '../statute';
import { benchmarkAt, evolveBenchmarks, type Benchmarks } from './benchmark';
import { PublishBenchmark, RetireBenchmark } from './benchmark-commands';
import { FineRange } from './fine-range';
import { PublishItemParticulars, RecordBenchmarkFiling } from './list-commands';
import { Citation } from './organ-commands';
import {
  type RegisterFacts,
  type Validity,
  covers,
  earliest,
  lastBegun,
  registerPhases,
  registerRows,
  registerRule,
  rightWayRound,
} from './register';

/** An article that carries the item, with its own publication and validity: the law of the act decides (处罚法 37). */
export class ItemBasis extends Citation {
  @Day() published!: CivilDate;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

class ItemContent {
  @Text(200) name!: string;
  @Handle() organ!: string;
  @Division() territory!: string;
  /** Kinds of act on the list: `penalty`, `inspection` … */
  @Codes(1, 10) acts!: string[];
  @SomeOf(Object.keys(penaltyKinds), 1, 15) penalties!: PenaltyKind[];
  @Parts(() => ItemBasis, 1, 20) basis!: ItemBasis[];
  @Parts(() => FineRange, 0, 3) ranges!: FineRange[];
  /** The 法律 that lets one officer act alone (处罚法 42). */
  @Optional() @Part(() => Citation) singleOfficer?: Citation;
  /** The 法律 that lets the organ restrict liberty, which else the police alone may (处罚法 18). */
  @Optional() @Part(() => Citation) liberty?: Citation;
  @Day() published!: CivilDate;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class PublishItem extends ItemContent {}
export class AmendItem extends ItemContent {}

export class RetireItem {
  @Day() from!: CivilDate;
}

/** One version of an item. */
export interface ItemVersion extends Validity {
  readonly organ: string;
  readonly territory: string;
  readonly acts: readonly string[];
  readonly penalties: readonly string[];
  readonly basis: readonly (Cited & Validity & { readonly published: CivilDate })[];
  readonly ranges: readonly FineRange[];
  readonly singleOfficer?: Cited;
  readonly liberty?: Cited;
  readonly published: CivilDate;
}

export interface ItemState extends Benchmarks {
  readonly phase: 'none' | 'published';
  readonly versions: readonly ItemVersion[];
  /** 所属领域 as the list of powers and responsibilities states it, from a day. */
  readonly fields: readonly { readonly field: string | undefined; readonly from: CivilDate }[];
  readonly retired?: CivilDate;
}

/** The version of an item in force and published on a day. */
export function itemAt(state: ItemState, date: CivilDate): ItemVersion | undefined {
  if (state.retired !== undefined && state.retired <= date) return undefined;
  const version = lastBegun(state.versions, date);
  return version !== undefined && covers(version, date) && version.published <= date ? version : undefined;
}

/** The field (所属领域) of an item on a day; nothing where its list states none. */
export const fieldAt = ({ fields }: Pick<ItemState, 'fields'>, date: CivilDate): string | undefined =>
  lastBegun(fields, date)?.field;

/** The range of the fine for a kind of party; a self-employed party without a range of its own counts as a citizen. */
export const rangeFor = (
  { ranges }: { readonly ranges: readonly FineRange[] },
  kind: FineRange['kind'],
): FineRange | undefined =>
  ranges.find((each) => each.kind === kind) ??
  (kind === 'individual-business' ? ranges.find((each) => each.kind === 'citizen') : undefined);

function evolve(state: ItemState, event: Recorded<ItemEvent>): ItemState {
  switch (event.type) {
    case 'ItemPublished':
    case 'ItemAmended':
      return { ...state, phase: 'published', versions: [...state.versions, event.data] };
    case 'ItemRetired':
      return { ...state, retired: earliest(state.retired, event.data.from) };
    case 'ItemParticularsPublished': {
      const { field, from } = event.data;
      return { ...state, fields: [...state.fields, { field, from }] };
    }
    // For readers alone: an unfiled benchmark refuses nothing.
    case 'FilingRegistered':
      return state;
    case 'BenchmarkPublished':
    case 'BenchmarkRetired':
      return evolveBenchmarks(state, event);
  }
}

/** 处罚法 10–14, 16: a norm may create only the kinds that its rank allows; 5: an unpublished one creates none. */
const lawfulBasis = registerRule<ItemContent, ItemState>(
  'R-03',
  'G-BASIS',
  [10, 11, 12, 13, 14, 16].map((article) => penaltyLaw(article)),
  ({ basis, penalties }) =>
    kindsWithoutBasis(basis, penalties).map(({ kind, zh, en, basis: article }) => ({
      zh: `${penaltyKinds[kind].zh}：${zh}（${citationZh(article)}）`,
      en: `${penaltyKinds[kind].en}: ${en}`,
      field: 'basis',
    })),
);

const ranges = registerRule<ItemContent, ItemState>(
  'R-24',
  'G-RANGE',
  [penaltyLaw(4)],
  ({ penalties, ranges }) => [
    ...(penalties.includes('fine') && ranges.length === 0
      ? breach('设有罚款而未规定幅度', 'a fine is allowed and no range is given', 'ranges')
      : kept),
    ...(ranges.some(({ minFen, maxFen }) => minFen > maxFen)
      ? breach('罚款幅度的下限高于上限', 'a range ends below its beginning', 'ranges')
      : kept),
  ],
);

/** 处罚法 42: only a 法律 may let one officer act alone. */
const singleOfficer = registerRule<ItemContent, ItemState>('R-05', 'G-TWO', [penaltyLaw(42)], (command) =>
  command.singleOfficer === undefined || command.singleOfficer.rank === 'law'
    ? kept
    : breach('只有法律可以规定一人执法', 'only a law may let one officer act alone', 'singleOfficer'),
);

/** 处罚法 18: only the police, and organs that a 法律 names, restrict liberty; an item of such a penalty names it. */
const libertyReserved = registerRule<ItemContent, ItemState>(
  'R-02',
  'G-LIBERTY',
  [penaltyLaw(18)],
  ({ penalties, liberty }) =>
    !penalties.some((kind) => restrictsLiberty(kind)) || liberty?.rank === 'law'
      ? kept
      : breach(
          '限制人身自由的处罚权只能由公安机关和法律规定的其他机关行使，应当写明该法律',
          'only the police and organs that a law names restrict liberty; the item names that law',
          'liberty',
        ),
);

/** 处罚法 34: the benchmark is public before it holds, and each of its tiers has a code of its own. */
const publishedBenchmark = registerRule<PublishBenchmark, ItemState>(
  'R-03',
  'G-BENCHMARK.published',
  [penaltyLaw(34)],
  ({ published, from, tiers }) => [
    ...(published > from
      ? breach('裁量基准应当先公布后施行', 'a benchmark is published before it holds', 'published')
      : kept),
    ...(new Set(tiers.map(({ code }) => code)).size < tiers.length
      ? breach('裁量阶次代码重复', 'two tiers have the same code', 'tiers')
      : kept),
  ],
);

/** A tier stays within the range of the item; only one that mitigates ends below it. */
const tiersWithinItem = registerRule<PublishBenchmark, ItemState>(
  'R-24',
  'G-RANGE',
  [penaltyLaw(4), penaltyLaw(34)],
  ({ act, tiers, from }, state) => {
    const version = itemAt(state, from);
    if (version === undefined)
      return breach(`事项在 ${from} 无有效版本`, `the item is not in force on ${from}`, 'from');
    if (act !== 'penalty') return kept;
    return tiers.flatMap((tier) => tierProblems(tier, version));
  },
);

function tierProblems(
  tier: Plain<PublishBenchmark>['tiers'][number],
  version: ItemVersion,
): readonly Breach[] {
  const { code, grade, kinds, ranges } = tier;
  const outside = ranges.filter(({ kind, minFen, maxFen }) => {
    const whole = rangeFor(version, kind);
    const low = grade === 'mitigated' ? 0 : (whole?.minFen ?? 0);
    return whole === undefined || minFen > maxFen || minFen < low || maxFen > whole.maxFen;
  });
  const foreign = kinds.filter((kind) => !version.penalties.includes(kind));
  return [
    ...outside.flatMap(({ kind }) =>
      breach(
        `阶次 ${code} 的罚款幅度（${kind}）超出事项规定的幅度`,
        `the range of tier ${code} for ${kind} leaves that of the item`,
        'tiers',
      ),
    ),
    ...foreign.flatMap((kind) =>
      breach(
        `阶次 ${code} 含有事项未规定的${penaltyKinds[kind].zh}`,
        `tier ${code} has ${penaltyKinds[kind].en}, which the item does not provide for`,
        'tiers',
      ),
    ),
    ...(kinds.includes('fine') === ranges.length > 0
      ? kept
      : breach(`阶次 ${code} 的罚款与幅度不一致`, `fine and ranges of tier ${code} do not agree`, 'tiers')),
  ];
}

/** 处罚法 39; A003, A074: what is on the list was reviewed and approved, then published, and holds from then on. */
const listedInOrder = registerRule<PublishItemParticulars, ItemState>(
  'R-02',
  'G-LIST',
  [penaltyLaw(39)],
  ({ review, approval, published, from }, state) => [
    ...(review.on > published
      ? breach('清单未经法制审核即公布', 'the list was published before its legal review', 'review.on')
      : kept),
    ...(approval.on > published
      ? breach('清单未经批准即公布', 'the list was published before it was approved', 'approval.on')
      : kept),
    ...(published > from
      ? breach('清单应当先公布后施行', 'the list is published before it holds', 'published')
      : kept),
    ...(itemAt(state, from) === undefined
      ? breach(`事项在 ${from} 无有效版本`, `the item is not in force on ${from}`, 'from')
      : kept),
  ],
);

const benchmarkInForce = registerRule<RetireBenchmark | RecordBenchmarkFiling, ItemState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ act, from }, state) =>
    benchmarkAt(state, from, act) === undefined
      ? breach(`${from} 没有生效的裁量基准`, `there is no benchmark in force on ${from}`, 'act')
      : kept,
);

const row = registerRows<ItemState, RegisterFacts, ItemEvent>({
  basis: [penaltyLaw(39)],
  who: ['administrator'],
  from: ['published'],
});

const content = [lawfulBasis, libertyReserved, ranges, singleOfficer, rightWayRound<ItemState>()];

const rows = [
  row('I1', PublishItem, '公布执法事项', 'Publish an enforcement item', {
    from: ['none'],
    to: 'published',
    rules: content,
    emits: ['ItemPublished'],
    record: (c) => [ItemPublished(plain(c))],
  }),
  row('I2', AmendItem, '修改执法事项', 'Amend an enforcement item', {
    rules: content,
    emits: ['ItemAmended'],
    record: (c) => [ItemAmended(plain(c))],
  }),
  row('I3', RetireItem, '取消执法事项', 'Retire an enforcement item', {
    rules: [],
    emits: ['ItemRetired'],
    record: (c) => [ItemRetired(plain(c))],
  }),
  row('I4', PublishBenchmark, '公布裁量基准', 'Publish a discretion benchmark', {
    basis: [penaltyLaw(34)],
    rules: [publishedBenchmark, tiersWithinItem, rightWayRound<ItemState>()],
    emits: ['BenchmarkPublished'],
    record: (c) => [BenchmarkPublished(plain(c))],
  }),
  row('I5', RetireBenchmark, '废止裁量基准', 'Retire a discretion benchmark', {
    basis: [penaltyLaw(34)],
    rules: [benchmarkInForce],
    emits: ['BenchmarkRetired'],
    record: (c) => [BenchmarkRetired(plain(c))],
  }),
  row('I6', PublishItemParticulars, '公布权责清单要素', 'Publish the particulars of an item', {
    rules: [listedInOrder],
    emits: ['ItemParticularsPublished'],
    record: (c) => [ItemParticularsPublished(plain(c))],
  }),
  row('I7', RecordBenchmarkFiling, '登记裁量基准备案', 'Record the filing of a benchmark', {
    basis: [penaltyLaw(34)],
    rules: [benchmarkInForce],
    emits: ['FilingRegistered'],
    record: ({ act, number, body, from }) => [FilingRegistered({ of: act, number, body, from })],
  }),
];

/** Enforcement items (执法事项): what an organ may do, on which basis, within which limits. Stream `item-…`. */
export const item: Procedure<
  | PublishItem
  | AmendItem
  | RetireItem
  | PublishBenchmark
  | RetireBenchmark
  | PublishItemParticulars
  | RecordBenchmarkFiling,
  ItemState,
  ItemEvent,
  RegisterFacts
> = procedure({
  category: 'item',
  initial: { phase: 'none', versions: [], fields: [], benchmarks: [] },
  evolve,
  steps: rows,
  table: () => rows,
  phases: registerPhases,
});
