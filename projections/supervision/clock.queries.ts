import type { CivilDate, Instant } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import {
  asc,
  eq,
  gt,
  gte,
  lt,
  lte,
  MAX_LIMIT,
  ne,
  within,
  type Filter,
  type Select,
} from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { pageOf, paged, type ListPage, type PageOf } from './list-page';
import { rowsAt } from './rows';
import { scopeFilters, shownClocks, type SupervisionScope } from './scope';
import { ANYBODY, NEVER, NO_ORGAN, type clocks, type held } from './tables';
import { knownFilters } from './versions';

/** A clock of a case. */
export interface ClockRow {
  readonly case: string;
  /** Key of the period; a key that the case opened again has a number: `fine.pay~2`. */
  readonly clock: string;
  readonly key: string;
  readonly organ: string | null;
  readonly kind: string;
  readonly openedOn: CivilDate;
  /** The day from which the period runs. */
  readonly runsFrom: CivilDate;
  /** Last day in time; null while it cannot be computed. */
  readonly dueOn: CivilDate | null;
  /** Last moment in time, where the period counts hours. */
  readonly dueAt: Instant | null;
  readonly closedOn: CivilDate | null;
  /** Not closed in time: closed too late, or still open, be it due already or not. */
  readonly missed: boolean;
  /** Why there is no due date. */
  readonly uncomputable: string | null;
  /** The notice for the next year may still move the due date. */
  readonly provisional: boolean;
  /** Id of the event that opened it. */
  readonly openedBy: string;
  readonly pack: string;
  readonly calendar: string | null;
}

/** Which clocks are open, and on which day that is asked. */
export interface OpenClocksScope extends Pick<SupervisionScope, 'organs' | 'kind'> {
  readonly today: CivilDate;
  /** As of an earlier legal date: what was open then. */
  readonly asOf?: CivilDate;
  /** By what was known at that instant; by what is known now when absent. */
  readonly knownAt?: Instant;
}

export interface OpenClocksQuery extends OpenClocksScope, PageOf {
  /** `due`: not overdue yet. Absent: every open clock. */
  readonly state?: ClockState;
  /** Those due by this day only. */
  readonly dueBy?: CivilDate;
  readonly keys?: readonly string[];
  readonly case?: string;
}

export type ClockState = 'overdue' | 'due' | 'uncomputable';

/** Open clocks, the first due first, those without a due date last. */
export async function openClocks(
  reader: Pick<ReadModelReader, 'query'>,
  query: OpenClocksQuery,
): Promise<ListPage<ClockRow>> {
  const { state, dueBy, keys } = query;
  const where: Filter[] = [
    ...openFilters(query),
    ...(state === undefined ? [] : stateFilters(state, query.asOf ?? query.today)),
    ...(dueBy === undefined ? [] : [lte('due_on', dueBy)]),
    ...(keys === undefined ? [] : [within('clock_key', keys)]),
    ...(query.case === undefined ? [] : [eq('case', query.case)]),
  ];
  const select: Select = { from: 'clocks', where, order: firstDue, ...paged(query) };
  const rows = await reader.query<ReadRowOf<typeof clocks>>(select);
  return pageOf(rows, query.limit, clockRow, (row) => [row.due_on, row.case, row.clock]);
}

/** An open clock of a case of somebody. */
export type HeldClock = Pick<ClockRow, 'case' | 'clock' | 'key' | 'dueOn'>;

/**
 * Every clock that is open now and due on a day or later, or on no day yet, in the same order; those that nobody is shown
 * included.
 */
export async function clocksDueFrom(
  reader: Pick<ReadModelReader, 'query'>,
  { from, ...page }: PageOf & { readonly from: CivilDate },
): Promise<ListPage<ClockRow>> {
  const rows = await reader.query<ReadRowOf<typeof clocks>>({
    from: 'clocks',
    where: [...runningFilters({ asOf: undefined, knownAt: undefined }), gte('due_on', from)],
    order: firstDue,
    ...paged(page),
  });
  return pageOf(rows, page.limit, clockRow, (row) => [row.due_on, row.case, row.clock]);
}

/** The order of open clocks. */
const firstDue = [asc('due_on'), asc('case'), asc('clock')];

/**
 * Open clocks of the cases in which somebody has acted as an officer, and of those that had no officer yet, in the same
 * order. Read from an index of his open clocks, so that the cases which he once had cost nothing.
 */
export async function heldClocks(
  reader: Pick<ReadModelReader, 'query'>,
  query: Pick<OpenClocksScope, 'organs' | 'asOf' | 'knownAt'> & PageOf & { readonly officer: string },
): Promise<ListPage<HeldClock>> {
  const { officer, organs, asOf, knownAt } = query;
  const rows = await reader.query<ReadRowOf<typeof held>>({
    from: 'held',
    where: [
      within('officer', [officer, ANYBODY]),
      ...scopeFilters(organs === undefined ? {} : { organs }),
      ...runningFilters({ asOf, knownAt }),
      ...shownClocks,
    ],
    order: firstDue,
    ...paged(query),
  });
  return pageOf(rows, query.limit, heldClock, (row) => [row.due_on, row.case, row.clock]);
}

const heldClock = (row: ReadRowOf<typeof held>): HeldClock => ({
  ...{ case: row.case, clock: row.clock, key: row.clock_key, dueOn: dated(row.due_on) },
});

/** How many open clocks of one key are in each state. */
export interface ClockTotals {
  readonly key: string;
  readonly overdue: number;
  readonly due: number;
  readonly uncomputable: number;
}

/** Open clocks counted by key, keys in order. */
export async function clockTotals(
  reader: Pick<ReadModelReader, 'snapshot'>,
  scope: OpenClocksScope,
): Promise<readonly ClockTotals[]> {
  const states = ['overdue', 'due', 'uncomputable'] as const;
  const snapshot = await reader.snapshot(
    states.map((state) => ({
      from: 'clocks',
      where: [...openFilters(scope), ...stateFilters(state, scope.asOf ?? scope.today)],
      group: { by: ['clock_key'], measures: { found: { fn: 'count' } } },
      limit: MAX_LIMIT,
    })),
  );
  const totals = new Map<string, ClockTotals>();
  states.forEach((state, i) => {
    rowsAt(snapshot, i, ({ clock_key: key, found }: { clock_key: string; found: number }) => {
      const held = totals.get(key) ?? { key, overdue: 0, due: 0, uncomputable: 0 };
      totals.set(key, { ...held, [state]: found });
    });
  });
  return [...totals.values()].sort((a, b) => compared(a.key, b.key));
}

/** The clocks of some cases, closed ones included, by case and clock; as of a legal date and as known at an instant. */
export async function clocksOfCases(
  reader: Pick<ReadModelReader, 'query'>,
  cases: readonly string[],
  { asOf, knownAt }: Pick<OpenClocksScope, 'asOf' | 'knownAt'> = {},
): Promise<readonly ClockRow[]> {
  const select: Select = {
    from: 'clocks',
    where: [
      within('case', cases),
      ...knownFilters(knownAt),
      ...(asOf === undefined ? [] : [lte('opened_on', asOf)]),
      ...shownClocks,
    ],
    limit: MAX_LIMIT,
  };
  const rows = await reader.query<ReadRowOf<typeof clocks>>(select);
  return rows
    .map((row) => openOn(clockRow(row), asOf))
    .sort((a, b) => compared(a.case, b.case) || compared(a.clock, b.clock));
}

/**
 * Of each of some cases, the clock of one of the keys that is overdue longest on a day: open on it and over by then. What
 * was closed later was open on a day before.
 */
export async function longestOverdue(
  reader: Pick<ReadModelReader, 'query'>,
  cases: readonly string[],
  query: Pick<OpenClocksScope, 'asOf' | 'knownAt'> & {
    readonly on: CivilDate;
    readonly keys: readonly string[];
  },
): Promise<ReadonlyMap<string, string>> {
  const { on, keys, asOf, knownAt } = query;
  const rows = await reader.query<{ case: string; clock: string; due_on: CivilDate }>({
    from: 'clocks',
    columns: ['case', 'clock', 'due_on'],
    where: [
      within('case', cases),
      ...knownFilters(knownAt),
      within('clock_key', keys),
      lte('opened_on', asOf ?? on),
      ...stateFilters('overdue', on),
      gt('closed_on', on),
      ...shownClocks,
    ],
    limit: MAX_LIMIT,
  });
  const first = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const known = first.get(row.case);
    const order =
      known === undefined ? -1 : compared(row.due_on, known.due_on) || compared(row.clock, known.clock);
    if (order < 0) first.set(row.case, row);
  }
  return new Map([...first].map(([id, { clock }]) => [id, clock]));
}

/** What was closed after a date was open on it. */
const openOn = (row: ClockRow, asOf: CivilDate | undefined): ClockRow =>
  asOf === undefined || row.closedOn === null || row.closedOn <= asOf
    ? row
    : { ...row, closedOn: null, missed: row.dueOn !== null };

const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function openFilters({ organs, kind, asOf, knownAt }: OpenClocksScope): readonly Filter[] {
  const scope = { ...(organs === undefined ? {} : { organs }), ...(kind === undefined ? {} : { kind }) };
  return [...scopeFilters(scope), ...runningFilters({ asOf, knownAt }), ...shownClocks];
}

/** Open now, or on an earlier legal date, by what is or was known. */
const runningFilters = ({
  asOf,
  knownAt,
}: Readonly<Record<'asOf' | 'knownAt', string | undefined>>): readonly Filter[] => [
  ...knownFilters(knownAt),
  ...(asOf === undefined ? [eq('closed_on', NEVER)] : [gt('closed_on', asOf), lte('opened_on', asOf)]),
];

function stateFilters(state: ClockState, on: CivilDate): readonly Filter[] {
  switch (state) {
    case 'overdue':
      return [lt('due_on', on)];
    case 'due':
      return [gte('due_on', on), lt('due_on', NEVER)];
    case 'uncomputable':
      return [ne('uncomputable', null)];
  }
}

const clockRow = (row: ReadRowOf<typeof clocks>): ClockRow => ({
  case: row.case,
  clock: row.clock,
  key: row.clock_key,
  organ: named(row.organ),
  kind: row.kind,
  openedOn: row.opened_on,
  runsFrom: row.runs_from,
  dueOn: dated(row.due_on),
  dueAt: row.due_at,
  closedOn: dated(row.closed_on),
  missed: row.missed,
  uncomputable: row.uncomputable,
  provisional: row.provisional,
  openedBy: row.opened_by,
  pack: row.pack,
  calendar: row.calendar,
});

const named = (organ: string): string | null => (organ === NO_ORGAN ? null : organ);
const dated = (date: CivilDate): CivilDate | null => (date === NEVER ? null : date);
