import type { Cited } from '../../events/case-schemas';
import { ItemAmended, ItemPublished, ItemRetired, type ItemEvent } from '../../events/register.events';
import { breach, kept } from '../../kernel/guard';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { kindsWithoutBasis } from '../../law/basis';
import { citationZh } from '../../law/article';
import { penaltyKinds, type PenaltyKind } from '../../law/penalty-kinds';
import {
  Codes,
  Day,
  Division,
  Fen,
  Handle,
  OneOf,
  Optional,
  Part,
  Parts,
  SomeOf,
  Text,
  plain,
} from '../fields';
import { procedure, type Procedure } from '../procedure';
import { penaltyLaw } from '../statute';
import { Citation } from './organ-commands';
import {
  covers,
  lastBegun,
  registerRows,
  registerRule,
  rightWayRound,
  type RegisterFacts,
  type Validity,
} from './register';

/** An article that carries the item, with its own publication and validity: the law of the act decides (处罚法 37). */
export class ItemBasis extends Citation {
  @Day() published!: CivilDate;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

/** What a fine may be for one kind of party. */
export class FineRange {
  @OneOf(['citizen', 'organisation', 'individual-business'])
  kind!: 'citizen' | 'organisation' | 'individual-business';
  @Fen() minFen!: number;
  @Fen() maxFen!: number;
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
  readonly published: CivilDate;
}

export interface ItemState {
  readonly phase: 'none' | 'published';
  readonly versions: readonly ItemVersion[];
  readonly retired?: CivilDate;
}

/** The version of an item in force and published on a day. */
export function itemAt(state: ItemState, date: CivilDate): ItemVersion | undefined {
  if (state.retired !== undefined && state.retired <= date) return undefined;
  const version = lastBegun(state.versions, date);
  return version !== undefined && covers(version, date) && version.published <= date ? version : undefined;
}

/** The range of the fine for a kind of party; a self-employed party without a range of its own counts as a citizen. */
export const rangeFor = (item: ItemVersion, kind: FineRange['kind']): FineRange | undefined =>
  item.ranges.find((each) => each.kind === kind) ??
  (kind === 'individual-business' ? item.ranges.find((each) => each.kind === 'citizen') : undefined);

function evolve(state: ItemState, event: Recorded<ItemEvent>): ItemState {
  switch (event.type) {
    case 'ItemPublished':
    case 'ItemAmended':
      return { ...state, phase: 'published', versions: [...state.versions, event.data] };
    case 'ItemRetired':
      return { ...state, retired: event.data.from };
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

const row = registerRows<ItemState, RegisterFacts, ItemEvent>({
  basis: [penaltyLaw(39)],
  who: ['administrator'],
  from: ['published'],
});

const content = [lawfulBasis, ranges, singleOfficer, rightWayRound<ItemState>()];

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
];

/** Enforcement items (执法事项): what an organ may do, on which basis, within which limits. Stream `item-…`. */
export const item: Procedure<PublishItem | AmendItem | RetireItem, ItemState, ItemEvent, RegisterFacts> =
  procedure({
    category: 'item',
    initial: { phase: 'none', versions: [] },
    evolve,
    steps: rows,
    table: () => rows,
  });
