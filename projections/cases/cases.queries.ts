import type { ReadModelReader } from '../../src/ports/read-model';
import {
  asc,
  desc,
  eq,
  lte,
  match,
  within,
  type Filter,
  type Order,
  type Select,
} from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { cursorOf, cursorValues, type ListPage, type PageRequest } from '../cursor';
import {
  byColumnsAlone,
  indexedFilters,
  isNow,
  openedFilters,
  otherFilters,
  passingAlong,
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
/** Cases walked after which a page is handed out short, with the mark to go on from. */
export const MOST_CANDIDATES = 1_000;

/**
 * Cases, those opened last first; by party, those entered last first. As they stand now a page costs the page, and what
 * is passed over on the way to it; on other clocks, by officer and by party, cases are walked in the same order, so that
 * a filter which few of them pass may hand out short pages.
 */
export async function listCases(
  reader: Queries,
  filter: CaseFilter,
  clocks: TwoClocks,
  page: PageRequest,
): Promise<ListPage<CaseRow>> {
  const after = page.after === undefined ? undefined : cursorValues(page.after, 2);
  const wanted = { clocks, limit: page.limit, after };
  if (filter.party !== undefined) return throughWalk(reader, wanted, byParty(filter, filter.party));
  const linkedOnly = filter.officer !== undefined || filter.partyToken !== undefined;
  if (!isNow(clocks) || linkedOnly) return throughWalk(reader, wanted, byLinks(filter, clocks));
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

interface Wanted {
  readonly clocks: TwoClocks;
  readonly limit: number;
  readonly after: readonly string[] | undefined;
}

/** Cases that may pass, in an order of their own that ends with the case, and what is still to be asked of them. */
interface Walk {
  readonly rows: Pick<Select, 'from' | 'where'> & { readonly order: readonly Order[] };
  readonly left: CaseFilter;
}

/**
 * Go through the cases that may pass, in their order, until the page is full. Where columns alone tell, the engine goes
 * through all at once and stops by itself; where names and further links do, in growing batches.
 */
async function throughWalk(
  reader: Queries,
  { clocks, limit, after: from }: Wanted,
  { rows: walk, left }: Walk,
): Promise<ListPage<CaseRow>> {
  const rows: CaseRow[] = [];
  let mark = from;
  let batch = byColumnsAlone(left) ? MOST_CANDIDATES : limit;
  for (let seen = 0; seen < MOST_CANDIDATES; seen += batch, batch = Math.max(limit, seen)) {
    const after = mark?.slice(-walk.order.length);
    const walked = { ...walk, limit: batch, ...(after === undefined ? {} : { after }) };
    const asked = { filter: left, clocks, limit: limit - rows.length };
    rows.push(...(await passingAlong(reader, walked, asked)));
    const last = rows.length === limit ? rows.at(-1) : undefined;
    if (last !== undefined) return { rows, next: cursorOf(await placeOf(reader, last, clocks)) };
    const [end] = await reader.query<Place>({
      ...{ ...walked, columns: walk.order.map(({ column }) => column) },
      ...{ skip: batch - 1, limit: 1 },
    });
    if (end === undefined) return { rows };
    mark = [end.opened_on ?? '-', end.case];
  }
  return { rows, ...(mark === undefined ? {} : { next: cursorOf(mark) }) };
}

interface Place {
  readonly case: string;
  readonly opened_on?: string;
}

/** Where a case is in the order of lists: by its opening as it is known now, whatever was known then. */
async function placeOf(reader: Queries, row: CaseRow, clocks: TwoClocks): Promise<readonly string[]> {
  if (isNow(clocks)) return [row.opened_on, row.case];
  const where = [eq('case', row.case)];
  const [now = row] = await reader.query<Place>({ from: 'current', columns: ['opened_on'], where, limit: 1 });
  return [now.opened_on ?? '-', row.case];
}

/**
 * Whatever the clocks: an organ that a case was of at any time is among its links, and what was recorded later can only
 * have moved the opening to an earlier day. An officer or party of a case is one for ever.
 */
function byLinks(filter: CaseFilter, { asOf }: TwoClocks): Walk {
  const { officer, partyToken, ...others } = filter;
  const [organ, ...more] = filter.organs ?? [];
  const opened = [...openedFilters(filter), ...(asOf === undefined ? [] : [lte('opened_on', asOf)])];
  const linked = (kind: string, handle: string, left: CaseFilter): Walk => ({
    rows: { from: 'links', where: [eq('handle', handle), eq('kind', kind), ...opened], order: newestFirst },
    left,
  });
  if (partyToken !== undefined) {
    return linked('party', partyToken, officer === undefined ? others : { ...others, officer });
  }
  if (officer !== undefined) return linked('officer', officer, others);
  if (organ !== undefined && more.length === 0) return linked('organ', organ, others);
  return { rows: { from: 'current', where: opened, order: newestFirst }, left: others };
}

/** Cases that can be found by the name of the party. A name is looked for as it reads now, on every clock. */
function byParty(filter: CaseFilter, party: string): Walk {
  const scope = filter.organs === undefined ? [] : [within('organ', filter.organs)];
  return {
    rows: { from: 'current', where: [match('search', party), ...scope], order: [desc('case')] },
    left: filter,
  };
}
