import { epochOf, utcInstant } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import {
  asc,
  desc,
  eq,
  gte,
  lte,
  within,
  type Filter,
  type Latest,
  type Select,
} from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { cursorOf, cursorValues, type ListPage, type PageRequest } from '../cursor';
import type { current, history } from './cases.projection';

/** A case as lists show it. */
export type CaseRow = ReadRowOf<typeof current>;
/** One event of a case, with the case as of its legal date once it was recorded. */
export type HistoryRow = ReadRowOf<typeof history>;

/** Legal date up to which, and recorded instant up to which. Both inclusive; absent means now. */
export interface TwoClocks {
  readonly asOf?: string;
  /** ISO 8601 with offset. */
  readonly knownAt?: string;
}

/** What narrows a list of cases. */
export interface CaseFilter {
  /** Only these organs; the scope of a reader goes in here. */
  readonly organs?: readonly string[];
  /** Cases in which this officer acted. */
  readonly officer?: string;
  readonly phase?: string;
  readonly openedFrom?: string;
  readonly openedTo?: string;
}

type Queries = Pick<ReadModelReader, 'query'>;

const newestFirst = [desc('opened_on'), desc('case')];
/** Rounds of candidates after which a page is handed out short, with the mark to go on from. */
const ROUNDS = 20;

/**
 * Cases, those opened last first. As they stand now a page costs the page; on other clocks, or by officer, cases are
 * looked through in the same order, so that a filter which few of them pass may hand out short pages.
 */
export async function listCases(
  reader: Queries,
  filter: CaseFilter,
  clocks: TwoClocks,
  page: PageRequest,
): Promise<ListPage<CaseRow>> {
  const after = page.after === undefined ? undefined : cursorValues(page.after, 2);
  if (clocks.asOf !== undefined || clocks.knownAt !== undefined || filter.officer !== undefined) {
    return throughCandidates(reader, { filter, clocks, limit: page.limit, after });
  }
  const rows = await currentRows(reader, filter, {
    limit: page.limit,
    ...(after === undefined ? {} : { after }),
  });
  const last = rows.at(-1);
  const full = rows.length === page.limit && last !== undefined;
  return full ? { rows, next: cursorOf([last.opened_on, last.case]) } : { rows };
}

/**
 * Rows as they stand now. Of several organs each is asked for its own first rows, which an index has in order; the
 * first of all are among them.
 */
async function currentRows(
  reader: Queries,
  filter: CaseFilter,
  page: Pick<Select, 'limit' | 'after'>,
): Promise<readonly CaseRow[]> {
  const ordered: Select = { from: 'current', order: newestFirst, ...page };
  const where = [...columnFilters(filter), ...openedFilters(filter)];
  const { organs = [] } = filter;
  if (organs.length < 2) return reader.query<CaseRow>({ ...ordered, where });
  const ids: string[] = [];
  for (const organ of organs) {
    const own = [...columnFilters({ ...filter, organs: [organ] }), ...openedFilters(filter)];
    const rows = await reader.query<{ case: string }>({ ...ordered, where: own, columns: ['case'] });
    ids.push(...rows.map((row) => row.case));
  }
  return reader.query<CaseRow>({
    from: 'current',
    order: newestFirst,
    where: [within('case', ids)],
    limit: page.limit,
  });
}

/** One case on both clocks; nothing where it had not begun, or was not known. */
export async function caseOn(reader: Queries, id: string, clocks: TwoClocks): Promise<CaseRow | undefined> {
  const rows = await rowsOf(reader, [id], [], clocks);
  return rows.get(id);
}

/** The events of a case in the order of the log, those with a legal date and a recorded time inside both clocks. */
export async function timeline(
  reader: Queries,
  id: string,
  clocks: TwoClocks,
): Promise<readonly HistoryRow[]> {
  return reader.query<HistoryRow>({
    from: 'history',
    where: [
      eq('case', id),
      eq('own', true),
      ...(clocks.asOf === undefined ? [] : [lte('legal_date', clocks.asOf)]),
      ...(clocks.knownAt === undefined ? [] : [lte('recorded_at', recorded(clocks.knownAt))]),
    ],
    order: [asc('revision')],
    limit: 10_000,
  });
}

/** What organs, items and officers are called. */
export async function namesOf(
  reader: Queries,
  handles: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (handles.length === 0) return new Map();
  const rows = await reader.query<{ handle: string; name: string | null }>({
    from: 'names',
    columns: ['handle', 'name'],
    where: [within('handle', handles)],
    limit: handles.length,
  });
  return new Map(rows.flatMap(({ handle, name }) => (name === null ? [] : [[handle, name] as const])));
}

/** Rows of these cases that pass the filters, by case, on both clocks. */
export async function rowsOf(
  reader: Queries,
  ids: readonly string[],
  filters: readonly Filter[],
  clocks: TwoClocks,
): Promise<ReadonlyMap<string, CaseRow>> {
  const now = clocks.asOf === undefined && clocks.knownAt === undefined;
  const where = [within('case', ids), ...filters];
  const select: Select = now
    ? { from: 'current', where, limit: ids.length }
    : { from: 'history', where, latest: latestOn(clocks), columns: historyColumns, limit: ids.length };
  const rows = ids.length === 0 ? [] : await reader.query<CaseRow>(select);
  return new Map(rows.map((row) => [row.case, row]));
}

/** The columns of a list row that the history holds too: all of them. */
const historyColumns = [
  ...[
    'case',
    'revision',
    'opened_on',
    'legal_date',
    'recorded_at',
    'organ',
    'item',
    'procedure',
    'phase',
    'number',
  ],
  ...['party', 'party_kind', 'kinds', 'currency', 'fine', 'paid', 'late_fee', 'decided_on', 'closed_on'],
];

const latestOn = ({ asOf, knownAt }: TwoClocks): Latest => ({
  per: ['case'],
  by: ['legal_date', 'revision'],
  upTo: [
    ...(asOf === undefined ? [] : [{ column: 'legal_date', value: asOf }]),
    ...(knownAt === undefined ? [] : [{ column: 'recorded_at', value: recorded(knownAt) }]),
  ],
});

/** An instant in the form of recorded time, which compares as text. @throws HenjiError `bad-instant` */
const recorded = (instant: string): string => utcInstant(epochOf(instant));

const columnFilters = ({ organs, phase }: CaseFilter): readonly Filter[] => [
  ...(organs === undefined ? [] : [within('organ', organs)]),
  ...(phase === undefined ? [] : [eq('phase', phase)]),
];

const openedFilters = ({ openedFrom, openedTo }: CaseFilter): readonly Filter[] => [
  ...(openedFrom === undefined ? [] : [gte('opened_on', openedFrom)]),
  ...(openedTo === undefined ? [] : [lte('opened_on', openedTo)]),
];

interface Candidates {
  readonly filter: CaseFilter;
  readonly clocks: TwoClocks;
  readonly limit: number;
  readonly after: readonly string[] | undefined;
}

/** Go through the cases that may pass, in list order, until the page is full. */
async function throughCandidates(reader: Queries, wanted: Candidates): Promise<ListPage<CaseRow>> {
  const { filter, clocks, limit } = wanted;
  const found: CaseRow[] = [];
  let { after } = wanted;
  for (let round = 0; round < ROUNDS; round++) {
    const candidates = await candidatesAfter(reader, wanted, after);
    const ids = candidates.map((candidate) => candidate.case);
    const rows = await rowsOf(reader, ids, columnFilters(filter), clocks);
    for (const candidate of candidates) {
      after = [candidate.opened_on, candidate.case];
      const row = rows.get(candidate.case);
      if (row !== undefined) found.push(row);
      if (found.length === limit) return { rows: found, next: cursorOf(after) };
    }
    if (candidates.length < limit) return { rows: found };
  }
  return after === undefined ? { rows: found } : { rows: found, next: cursorOf(after) };
}

interface Candidate {
  readonly case: string;
  readonly opened_on: string;
}

/**
 * Cases that may pass, whatever the clocks: an organ that a case was of at any time is among its links, and what was
 * recorded later can only have moved the opening to an earlier day.
 */
function candidatesAfter(
  reader: Queries,
  { filter, clocks, limit }: Candidates,
  after: readonly string[] | undefined,
): Promise<readonly Candidate[]> {
  const opened = [
    ...openedFilters(filter),
    ...(clocks.asOf === undefined ? [] : [lte('opened_on', clocks.asOf)]),
  ];
  const page = {
    order: newestFirst,
    limit,
    columns: ['case', 'opened_on'],
    ...(after === undefined ? {} : { after }),
  };
  const linked = (kind: string, handle: string): Promise<readonly Candidate[]> =>
    reader.query({ from: 'links', where: [eq('handle', handle), eq('kind', kind), ...opened], ...page });
  const [organ, ...more] = filter.organs ?? [];
  if (filter.officer !== undefined) return linked('officer', filter.officer);
  if (organ !== undefined && more.length === 0) return linked('organ', organ);
  return reader.query({ from: 'current', where: opened, ...page });
}
