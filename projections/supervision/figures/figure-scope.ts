import type { CivilDate, Instant } from '../../../src/kernel/time';
import type { ReadModelReader } from '../../../src/ports/read-model';
import { eq, gte, lte, MAX_LIMIT, prefix, within, type Filter } from '../../../src/ports/read-model-query';
import { NO_ORGAN } from '../tables';
import { recordedFilters } from '../versions';

/** Whom and when a figure is about, and what it is told apart by. Absent members narrow nothing. */
export interface FigureScope {
  /** Handles of organs that the reader may see, or wants to; an empty list sees nothing. */
  readonly organs?: readonly string[];
  /** `county`, `city` …: organs of that level. */
  readonly level?: string;
  /** Code of a division, or its beginning: organs that sit there. */
  readonly territory?: string;
  readonly kind?: string;
  /** Legal dates of what is counted, both inclusive. */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  /** The figure as of that legal date. */
  readonly asOf?: CivilDate;
  /** By what had been recorded by that instant. */
  readonly knownAt?: Instant;
}

/** What figures may be told apart by. */
export const dimensions = ['organ', 'level', 'kind', 'month', 'year'] as const;
export type Dimension = (typeof dimensions)[number];

/** The group that a figure is about, with the members that were asked for. */
export interface GroupKey {
  /** Handle of the organ; null where none is named. */
  readonly organ?: string | null;
  /** Level of the organ; null where it is not in the register. */
  readonly level?: string | null;
  readonly kind?: string;
  /** `YYYY-MM` or `YYYY`: the finer of those asked for. */
  readonly period?: string;
}

/** A scope that the tables can be asked with: level and territory have become organs. */
export interface ResolvedScope extends Omit<FigureScope, 'level' | 'territory'> {
  /** Levels of organs by their handles; empty where nobody asked. */
  readonly levels: ReadonlyMap<string, string>;
}

/**
 * Turn level and territory into organs, as the register had them on the legal date and as known at the instant asked
 * for. What names no organ of the register has neither.
 */
export async function resolved(
  reader: Pick<ReadModelReader, 'query'>,
  { level, territory, ...scope }: FigureScope,
  by: readonly Dimension[] = [],
): Promise<ResolvedScope> {
  const narrows = level !== undefined || territory !== undefined;
  if (!narrows && !by.includes('level')) return { ...scope, levels: new Map() };
  const { asOf, knownAt } = scope;
  const known = recordedFilters(knownAt).flatMap((each) => ('value' in each ? [each] : []));
  const rows = await reader.query<{ organ: string; level: string }>({
    from: 'places',
    columns: ['organ', 'level'],
    latest: {
      per: ['organ'],
      by: ['legal_date', 'revision'],
      upTo: [
        ...(asOf === undefined ? [] : [{ column: 'legal_date', value: asOf }]),
        ...known.map(({ column, value }) => ({ column, value })),
      ],
    },
    where: [
      ...(level === undefined ? [] : [eq('level', level)]),
      ...(territory === undefined ? [] : [prefix('territory', territory)]),
    ],
    limit: MAX_LIMIT,
  });
  const levels = new Map(rows.map((row) => [row.organ, row.level]));
  if (!narrows) return { ...scope, levels };
  const organs = [...levels.keys()].filter((organ) => scope.organs?.includes(organ) ?? true);
  return { ...scope, organs, levels };
}

/** The scope as filters on a table whose legal date is `day`: the period, and nothing after the date asked for. */
export const figureFilters = (scope: ResolvedScope, day: string): readonly Filter[] => [
  ...(scope.organs === undefined ? [] : [within('organ', scope.organs)]),
  ...(scope.kind === undefined ? [] : [eq('kind', scope.kind)]),
  ...(scope.from === undefined ? [] : [gte(day, scope.from)]),
  ...(scope.to === undefined ? [] : [lte(day, scope.to)]),
  ...(scope.asOf === undefined ? [] : [lte(day, scope.asOf)]),
];

/** What a row says of its group. */
export interface GroupedRow {
  readonly organ?: string;
  readonly kind?: string;
  readonly month?: string;
}

/** Columns by which engines group, so that the dimensions can be told: a level is some organs, a year its months. */
export function groupColumns(by: readonly Dimension[]): readonly (keyof GroupedRow)[] {
  return [
    ...(by.includes('organ') || by.includes('level') ? (['organ'] as const) : []),
    ...(by.includes('kind') ? (['kind'] as const) : []),
    ...(by.includes('month') || by.includes('year') ? (['month'] as const) : []),
  ];
}

/** The group of a row. */
export function groupOf(
  { organ, kind, month }: GroupedRow,
  by: readonly Dimension[],
  levels: ReadonlyMap<string, string>,
): GroupKey {
  const period = by.includes('month') ? month : month?.slice(0, 4);
  return {
    ...(organ === undefined || !by.includes('organ') ? {} : { organ: organ === NO_ORGAN ? null : organ }),
    ...(organ === undefined || !by.includes('level') ? {} : { level: levels.get(organ) ?? null }),
    ...(kind === undefined ? {} : { kind }),
    ...(period === undefined ? {} : { period }),
  };
}

/** Values gathered by group, in the order in which groups first came. */
export class Groups<K extends object, T> {
  readonly #groups = new Map<string, { readonly key: K; value: T }>();

  constructor(private readonly blank: () => T) {}

  of(key: K): T {
    const name = JSON.stringify(key);
    const held = this.#groups.get(name);
    if (held !== undefined) return held.value;
    const value = this.blank();
    this.#groups.set(name, { key, value });
    return value;
  }

  /** Every group, ordered by what its key says. */
  sorted<R>(shown: (key: K, value: T) => R): readonly R[] {
    return [...this.#groups]
      .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
      .map(([, { key, value }]) => shown(key, value));
  }
}

/** A part of a whole in ten-thousandths, rounded half up; absent where there is no whole. */
export const tenThousandths = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.floor((part * 20_000 + whole) / (2 * whole));
