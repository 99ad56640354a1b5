import type { ReadModelReader } from '../../src/ports/read-model';
import {
  asc,
  desc,
  eq,
  lte,
  match,
  within,
  type Filter,
  type Select,
} from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { cursorOf, cursorValues, type ListPage, type PageRequest } from '../cursor';
import {
  indexedFilters,
  openedFilters,
  otherFilters,
  passing,
  recordedTime,
  rowsOf,
  type CaseFilter,
  type CaseRow,
  type TwoClocks,
} from './cases.filter';
import type { history } from './cases.projection';

/** One event of a case, with the case as of its legal date once it was recorded. */
export type HistoryRow = ReadRowOf<typeof history>;

type Queries = Pick<ReadModelReader, 'query'>;

const newestFirst = [desc('opened_on'), desc('case')];
/** Candidates after which a page is handed out short, with the mark to go on from. */
export const MOST_CANDIDATES = 1_000;

/**
 * Cases, those opened last first; by party, those entered last first. As they stand now a page costs the page, and what
 * is passed over on the way to it; on other clocks, by officer and by party, cases are looked through in the same order,
 * so that a filter which few of them pass may hand out short pages.
 */
export async function listCases(
  reader: Queries,
  filter: CaseFilter,
  clocks: TwoClocks,
  page: PageRequest,
): Promise<ListPage<CaseRow>> {
  const after = page.after === undefined ? undefined : cursorValues(page.after, 2);
  const wanted = { clocks, limit: page.limit, after };
  if (filter.party !== undefined) return throughCandidates(reader, wanted, byParty(filter, filter.party));
  const now = clocks.asOf === undefined && clocks.knownAt === undefined;
  const linkedOnly = filter.officer !== undefined || filter.partyToken !== undefined;
  if (!now || linkedOnly) return throughCandidates(reader, wanted, byLinks(filter));
  const rows = await currentRows(reader, filter, {
    limit: page.limit,
    ...(after === undefined ? {} : { after }),
  });
  const last = rows.at(-1);
  const full = rows.length === page.limit && last !== undefined;
  return full ? { rows, next: cursorOf([last.opened_on, last.case]) } : { rows };
}

/**
 * Rows as they stand now. Of several organs each is asked for its own first rows, which an index has in order; the first
 * of all are among them.
 */
async function currentRows(
  reader: Queries,
  filter: CaseFilter,
  page: Pick<Select, 'limit' | 'after'>,
): Promise<readonly CaseRow[]> {
  const ordered: Select = { from: 'current', order: newestFirst, ...page };
  const where = (narrowed: CaseFilter): Filter[] => [
    ...indexedFilters(narrowed),
    ...openedFilters(narrowed),
    ...otherFilters(narrowed),
  ];
  const { organs = [] } = filter;
  if (organs.length < 2) return reader.query<CaseRow>({ ...ordered, where: where(filter) });
  const ids: string[] = [];
  for (const organ of organs) {
    const own = where({ ...filter, organs: [organ] });
    const rows = await reader.query<{ case: string }>({ ...ordered, where: own, columns: ['case'] });
    ids.push(...rows.map((row) => row.case));
  }
  const { limit } = page;
  return reader.query<CaseRow>({ from: 'current', order: newestFirst, where: [within('case', ids)], limit });
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
      ...(clocks.knownAt === undefined ? [] : [lte('recorded_at', recordedTime(clocks.knownAt))]),
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

interface Candidates {
  readonly clocks: TwoClocks;
  readonly limit: number;
  readonly after: readonly string[] | undefined;
}

/** Cases that may pass, in an order of their own, and what is still to be asked of them. */
interface Finder {
  readonly find: (reader: Queries, wanted: Candidates) => Promise<readonly Candidate[]>;
  readonly left: CaseFilter;
}

interface Candidate {
  /** What the order goes by besides the case. */
  readonly place: string;
  readonly case: string;
}

/** Go through the cases that may pass, in list order and in growing batches, until the page is full. */
async function throughCandidates(
  reader: Queries,
  { clocks, limit, after: from }: Candidates,
  { find, left }: Finder,
): Promise<ListPage<CaseRow>> {
  const rows: CaseRow[] = [];
  let after = from;
  for (let seen = 0, batch = limit; seen < MOST_CANDIDATES; seen += batch, batch = Math.max(limit, seen)) {
    const candidates = await find(reader, { clocks, limit: batch, after });
    const ids = candidates.map((candidate) => candidate.case);
    const passed = await passing(reader, ids, left, clocks);
    for (const candidate of candidates) {
      after = [candidate.place, candidate.case];
      const row = passed.get(candidate.case);
      if (row !== undefined) rows.push(row);
      if (rows.length === limit) return { rows, next: cursorOf(after) };
    }
    if (candidates.length < batch) return { rows };
  }
  return { rows, ...(after === undefined ? {} : { next: cursorOf(after) }) };
}

const placed = (rows: readonly { readonly case: string; readonly opened_on: string }[]): Candidate[] =>
  rows.map((row) => ({ place: row.opened_on, case: row.case }));

const pageOf = ({ limit, after }: Candidates) => ({
  ...{ limit, columns: ['case', 'opened_on'] },
  ...(after === undefined ? {} : { after }),
});

/**
 * Whatever the clocks: an organ that a case was of at any time is among its links, and what was recorded later can only
 * have moved the opening to an earlier day. An officer or party of a case is one for ever.
 */
const byLinks = (filter: CaseFilter): Finder => {
  const { officer, partyToken, ...left } = filter;
  const [organ, ...more] = filter.organs ?? [];
  if (partyToken !== undefined) {
    return {
      find: linked('party', partyToken, filter),
      left: officer === undefined ? left : { ...left, officer },
    };
  }
  if (officer !== undefined) return { find: linked('officer', officer, filter), left };
  if (organ !== undefined && more.length === 0) return { find: linked('organ', organ, filter), left };
  return {
    find: async (reader, wanted) => {
      const where = openedBy(filter, wanted.clocks);
      return placed(await reader.query({ from: 'current', where, order: newestFirst, ...pageOf(wanted) }));
    },
    left,
  };
};

const linked =
  (kind: string, handle: string, filter: CaseFilter): Finder['find'] =>
  async (reader, wanted) => {
    const where = [eq('handle', handle), eq('kind', kind), ...openedBy(filter, wanted.clocks)];
    return placed(await reader.query({ from: 'links', where, order: newestFirst, ...pageOf(wanted) }));
  };

const openedBy = (filter: CaseFilter, { asOf }: TwoClocks): readonly Filter[] => [
  ...openedFilters(filter),
  ...(asOf === undefined ? [] : [lte('opened_on', asOf)]),
];

/** Cases that can be found by the name of the party. A name is looked for as it reads now, on every clock. */
const byParty = (filter: CaseFilter, party: string): Finder => ({
  find: async (reader, { limit, after }) => {
    const scope = filter.organs === undefined ? [] : [within('organ', filter.organs)];
    const rows = await reader.query<{ case: string }>({
      from: 'current',
      columns: ['case'],
      where: [match('search', party), ...scope],
      order: [desc('case')],
      limit,
      ...(after === undefined ? {} : { after: after.slice(1) }),
    });
    return rows.map((row) => ({ place: '-', case: row.case }));
  },
  left: filter,
});
