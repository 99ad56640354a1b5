import type { CivilDate } from '../../../src/kernel/time';
import type { ReadModelReader } from '../../../src/ports/read-model';
import { asc, eq, MAX_LIMIT, within, type Select } from '../../../src/ports/read-model-query';
import type { ReadRowOf } from '../../../src/ports/read-model-table';
import type { discretions, tiers } from '../tables';
import { knownFilters } from '../versions';
import { distributionOf, histogramOf, type Distribution } from './distribution';
import {
  figureFilters,
  groupOf,
  Groups,
  resolved,
  type Dimension,
  type FigureScope,
  type GroupKey,
  type ResolvedScope,
} from './figure-scope';

type FineRow = ReadRowOf<typeof discretions>;
type TierRow = ReadRowOf<typeof tiers>;

/** A fine beside the range it was to keep to. */
export interface PlacedFine {
  readonly row: FineRow;
  /** `tier`: the range of the tier that the decision named; `range`: the statutory one, where none is known. */
  readonly against: 'tier' | 'range';
  /**
   * Where it stands in the range, in ten-thousandths: 0 at its lower end, 10,000 at its upper, beyond them outside. In a
   * range of one amount: how far it is from that amount, as a part of it.
   */
  readonly position: number;
}

/** How fines of an item stand in the ranges of a tier. */
export interface Discretion extends GroupKey {
  readonly item: string;
  /** Code of the tier; absent for decisions beside the statutory range alone. */
  readonly tier?: string;
  readonly against: 'tier' | 'range';
  /** Decisions that say they leave the tier. */
  readonly deviating: number;
  /** In ten-thousandths of the range. */
  readonly position: Distribution;
}

/** What `discretion` is asked for; dates are those of the decisions. */
export interface DiscretionQuery extends FigureScope {
  readonly items?: readonly string[];
  readonly by?: readonly Dimension[];
}

/** Distributions of discretion (裁量) by item and tier. */
export async function discretion(
  reader: Pick<ReadModelReader, 'query'>,
  { by = [], items, ...scope }: DiscretionQuery = {},
): Promise<readonly Discretion[]> {
  const narrowed = await resolved(reader, scope, by);
  const fines = await placedFines(reader, narrowed, items);
  type Key = Omit<Discretion, 'position' | 'deviating'>;
  const groups = new Groups<Key, { deviating: number; positions: [number, number][] }>(() => ({
    deviating: 0,
    positions: [],
  }));
  for (const { row, against, position } of fines) {
    const { item, tier } = row;
    const key = { item, ...(against === 'tier' ? { tier } : {}), against };
    const place = placeOf(row, by);
    const group = groups.of({ ...key, ...groupOf(place, by, narrowed.levels) });
    group.positions.push([position, 1]);
    if (row.deviates) group.deviating += 1;
  }
  return groups
    .sorted((key, { deviating, positions }) => {
      const position = distributionOf(histogramOf(positions));
      return position === undefined ? [] : [{ ...key, deviating, position }];
    })
    .flat();
}

const placeOf = ({ organ, kind, month }: FineRow, by: readonly Dimension[]) => ({
  organ,
  ...(by.includes('kind') ? { kind } : {}),
  ...(by.includes('month') || by.includes('year') ? { month } : {}),
});

/** Every fine of the scope beside its range. */
export async function placedFines(
  reader: Pick<ReadModelReader, 'query'>,
  scope: ResolvedScope,
  items?: readonly string[],
): Promise<readonly PlacedFine[]> {
  const fines = await everyFine(reader, {
    from: 'discretions',
    where: [
      ...figureFilters(scope, 'decided_on'),
      ...knownFilters(scope.knownAt),
      ...(items === undefined ? [] : [within('item', items)]),
    ],
    order: [asc('case'), asc('decision'), asc('known_from')],
    limit: MAX_LIMIT,
  });
  const named = [...new Set(fines.filter(({ tier }) => tier !== '').map(({ item }) => item))];
  const ranges = await rangesOf(reader, named);
  return fines.map((row) => {
    const tier = tierOf(row, ranges.get(row.item) ?? [], row.decided_on);
    const [low, high] = tier === undefined ? [row.range_low, row.range_high] : [tier.low, tier.high];
    return {
      row,
      against: tier === undefined ? 'range' : 'tier',
      position: positionIn(row.fine, low, high),
    };
  });
}

async function everyFine(
  reader: Pick<ReadModelReader, 'query'>,
  select: Select,
): Promise<readonly FineRow[]> {
  const all: FineRow[] = [];
  let last: FineRow | undefined;
  do {
    const after = last === undefined ? {} : { after: [last.case, last.decision, last.known_from] };
    const page = await reader.query<FineRow>({ ...select, ...after });
    all.push(...page);
    last = page.length < select.limit ? undefined : page.at(-1);
  } while (last !== undefined);
  return all;
}

async function rangesOf(
  reader: Pick<ReadModelReader, 'query'>,
  items: readonly string[],
): Promise<ReadonlyMap<string, readonly TierRow[]>> {
  const ranges = new Map<string, readonly TierRow[]>();
  for (const item of items) {
    ranges.set(
      item,
      await reader.query<TierRow>({ from: 'tiers', where: [eq('item', item)], limit: MAX_LIMIT }),
    );
  }
  return ranges;
}

/** The tier as the version of the benchmark had it that was in force on the day, among those the decision could know. */
function tierOf(
  { tier, party_kind, item_at }: FineRow,
  ranges: readonly TierRow[],
  date: CivilDate,
): TierRow | undefined {
  const known = ranges.filter((each) => each.from_on <= date && (item_at < 0 || each.revision <= item_at));
  const latest = known.reduce<TierRow | undefined>(
    (best, each) =>
      best === undefined ||
      each.from_on > best.from_on ||
      (each.from_on === best.from_on && each.revision > best.revision)
        ? each
        : best,
    undefined,
  );
  return known.find(
    (each) => each.revision === latest?.revision && each.tier === tier && each.party_kind === party_kind,
  );
}

/** See {@link PlacedFine.position}. */
export function positionIn(fine: number, low: number, high: number): number {
  const width = high > low ? high - low : Math.max(1, low);
  return Math.round(((fine - low) * 10_000) / width);
}
