import type { CivilDate } from '../../src/kernel/time';
import { formatMajorUnits } from '../../src/kernel/money';
import type { Position } from '../../src/ports/event-store';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, eq, MAX_LIMIT, ne, within, type Filter, type Select } from '../../src/ports/read-model-query';
import { rowsAt } from './rows';
import { scopeFilters, type SupervisionScope } from './scope';
import { ANY_TYPE, NO_ORGAN } from './tables';

/** Counts of case events as of a legal date. Events of registers, imports and the like are not among them. */
export interface Stats {
  readonly events: number;
  readonly cases: number;
  /** Events by type, imported activities by their names; the most frequent first. */
  readonly byType: Readonly<Record<string, number>>;
  /** Cases that have such an event, in the same order. */
  readonly casesByType: Readonly<Record<string, number>>;
  /** Money received in major units with two decimals, over all currencies. */
  readonly paid: string;
  readonly paidByCurrency: Readonly<Record<string, string>>;
  /** The last record that the counts contain. */
  readonly position: Position;
}

/** What `stats` is asked for. */
export interface StatsQuery extends Omit<SupervisionScope, 'from' | 'to'> {
  /** What had legally occurred up to and including this date; everything when absent. */
  readonly asOf?: CivilDate;
}

/** Events, cases, counts by type, and money received: sums of counters, all of one moment with the position. */
export async function stats(
  reader: Pick<ReadModelReader, 'snapshot'>,
  { asOf, ...scope }: StatsQuery = {},
): Promise<Stats> {
  const where = scopeFilters({ ...scope, ...(asOf === undefined ? {} : { to: asOf }) });
  const types: Select = {
    from: 'counts',
    where,
    group: { by: ['type'], measures: { found: sum('events'), firsts: sum('cases') } },
    limit: MAX_LIMIT,
  };
  const money: Select = {
    from: 'payments',
    where,
    group: { by: ['currency'], measures: { total: sum('amount') } },
    order: [asc('currency')],
    limit: MAX_LIMIT,
  };
  const snapshot = await reader.snapshot([types, money]);
  const counted = rowsAt(snapshot, 0, (row: TypeRow) => row);
  const received = rowsAt(snapshot, 1, (row: MoneyRow) => row);
  const found = counted.filter((row) => row.type !== ANY_TYPE && row.found > 0).sort(byFrequency);
  return {
    events: found.reduce((all, row) => all + row.found, 0),
    cases: counted.find(({ type }) => type === ANY_TYPE)?.firsts ?? 0,
    byType: Object.fromEntries(found.map((row) => [row.type, row.found])),
    casesByType: Object.fromEntries(found.map((row) => [row.type, row.firsts])),
    paid: formatMajorUnits(received.reduce((all, { total }) => all + total, 0)),
    paidByCurrency: Object.fromEntries(
      received.map(({ currency, total }) => [currency, formatMajorUnits(total)]),
    ),
    position: snapshot.checkpoint.position,
  };
}

interface TypeRow {
  readonly type: string;
  readonly found: number;
  readonly firsts: number;
}

interface MoneyRow {
  readonly currency: string;
  readonly total: number;
}

const sum = (column: string) => ({ fn: 'sum', column }) as const;

const byFrequency = (a: TypeRow, b: TypeRow): number =>
  b.found - a.found || (a.type < b.type ? -1 : Number(a.type > b.type));

/** What counts may be told apart by. */
export type Dimension = 'organ' | 'kind' | 'type' | 'day' | 'month' | 'year';

/** What `counts` is asked for. */
export interface CountsQuery extends SupervisionScope {
  readonly by: readonly Dimension[];
  readonly types?: readonly string[];
}

/** One group of counts, with the dimensions that were asked for. */
export interface Count {
  /** Handle of the organ, or the name by which an imported decision knows it; null where none is named. */
  readonly organ?: string | null;
  readonly kind?: string;
  readonly type?: string;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: the finest of those asked for. */
  readonly period?: string;
  readonly events: number;
  /**
   * Cases whose first event lies in the period; by type, or for certain types, cases whose first event of that type
   * does. Summed over all periods up to a date they are the cases as of that date.
   */
  readonly cases: number;
}

/** Counts by organ, kind, type and period, in the order of these (organs as they first came in); at most 100,000 groups. */
export async function counts(
  reader: Pick<ReadModelReader, 'snapshot'>,
  query: CountsQuery,
): Promise<readonly Count[]> {
  const typed = query.by.includes('type') || query.types !== undefined;
  const columns = columnsOf(query.by);
  const select = (filters: readonly Filter[]): Select => ({
    from: 'counts',
    where: [...scopeFilters(query), ...filters],
    group: { by: columns, measures: { found: sum('events'), firsts: sum('cases') } },
    order: columns.map(asc),
    limit: MAX_LIMIT,
  });
  const ofTypes = [ne('type', ANY_TYPE), ...(query.types === undefined ? [] : [within('type', query.types)])];
  const snapshot = await reader.snapshot([select(ofTypes), select([eq('type', ANY_TYPE)])]);
  const groups = new Groups(query.by);
  rowsAt(snapshot, 0, (row: CountRow) => {
    groups.add(row, row.found, typed ? row.firsts : 0);
  });
  rowsAt(snapshot, 1, (row: CountRow) => {
    groups.add(row, 0, typed ? 0 : row.firsts);
  });
  return groups.found();
}

interface CountRow {
  readonly organ?: string;
  readonly kind?: string;
  readonly type?: string;
  readonly day?: string;
  readonly month?: string;
  readonly found: number;
  readonly firsts: number;
}

/** Columns of the counters that carry the dimensions; a year is the sum of its months. */
function columnsOf(by: readonly Dimension[]): readonly string[] {
  const columns: string[] = by.filter((each) => each === 'organ' || each === 'kind' || each === 'type');
  if (by.includes('day')) return [...columns, 'day'];
  return by.includes('month') || by.includes('year') ? [...columns, 'month'] : columns;
}

/** Rows of the counters by the dimensions asked for. */
class Groups {
  readonly #groups = new Map<string, { count: Count; events: number; cases: number }>();

  constructor(private readonly by: readonly Dimension[]) {}

  add(row: CountRow, events: number, cases: number): void {
    const group = this.#groupOf(row);
    group.events += events;
    group.cases += cases;
  }

  found(): readonly Count[] {
    return [...this.#groups.values()]
      .filter(({ events, cases }) => events !== 0 || cases !== 0)
      .map(({ count, events, cases }) => ({ ...count, events, cases }));
  }

  #groupOf({ organ, kind, type, day, month }: CountRow): { count: Count; events: number; cases: number } {
    const period = day ?? (this.by.includes('month') ? month : month?.slice(0, 4));
    const key = JSON.stringify([organ, kind, type, period]);
    const held = this.#groups.get(key);
    if (held !== undefined) return held;
    const count = {
      ...(organ === undefined ? {} : { organ: organ === NO_ORGAN ? null : organ }),
      ...(kind === undefined ? {} : { kind }),
      ...(type === undefined ? {} : { type }),
      ...(period === undefined ? {} : { period }),
      ...{ events: 0, cases: 0 },
    };
    const group = { count, events: 0, cases: 0 };
    this.#groups.set(key, group);
    return group;
  }
}

/** Names of organs by their handles, as they are today; handles without a name are left out. */
export async function organNames(
  reader: Pick<ReadModelReader, 'query'>,
  organs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.query<{ handle: string; name: string | null }>({
    from: 'names',
    columns: ['handle', 'name'],
    where: [within('handle', organs)],
    limit: MAX_LIMIT,
  });
  return new Map(rows.flatMap(({ handle, name }) => (name === null ? [] : [[handle, name]])));
}
