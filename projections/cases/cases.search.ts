import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, desc, eq, match, prefix, within, type Filter } from '../../src/ports/read-model-query';
import { cursorOf, cursorValues, type ListPage, type PageRequest } from '../cursor';
import { passing, rowsOf, type CaseFilter, type CaseRow, type TwoClocks } from './cases.filter';

type Queries = Pick<ReadModelReader, 'query'>;

/** Officers whose names are followed up at most; a text that more of them carry is no name. */
const MOST_OFFICERS = 50;

/**
 * Cases by text: those whose number begins with it, in the order of numbers; then those that contain it (names,
 * places, grounds, one or two characters too, names by pinyin), the ones entered last first; then those in which an
 * officer of that name acted, the ones opened last first. A page costs the page, however many are found, and may be
 * short before the end. What is looked for is the text as it reads now; what is shown, and what the filter goes by, is
 * the case on the clocks. Internal: what is found tells who the party is.
 */
export async function searchCases(
  reader: Queries,
  text: string,
  filter: CaseFilter,
  page: PageRequest,
  clocks: TwoClocks = {},
): Promise<ListPage<CaseRow>> {
  const scope = filter.organs === undefined ? [] : [within('organ', filter.organs)];
  const [begin = 'number', ...seen] = page.after === undefined ? [] : cursorValues(page.after, 3);
  let after = seen.every((value) => value === '') ? undefined : seen;
  const rows: CaseRow[] = [];
  for (const part of text.trim() === '' ? [] : parts.slice(Math.max(0, parts.indexOf(begin as Part)))) {
    const limit = page.limit - rows.length;
    if (limit === 0) return { rows, next: cursorOf([part, '', '']) };
    const found = await finders[part](reader, { text: text.trim(), scope, limit, after });
    rows.push(...(await narrowed(reader, found.rows, filter, clocks)));
    if (found.after !== undefined) return { rows, next: cursorOf([part, ...found.after]) };
    after = undefined;
  }
  return { rows };
}

/** Those of the cases found that pass the rest of the filter, as they stood on the clocks. */
async function narrowed(
  reader: Queries,
  found: readonly CaseRow[],
  filter: CaseFilter,
  clocks: TwoClocks,
): Promise<readonly CaseRow[]> {
  const { organs: _organs, ...rest } = filter;
  if (Object.keys(rest).length + Object.keys(clocks).length === 0) return found;
  const ids = found.map((row) => row.case);
  const passed = await passing(reader, ids, filter, clocks);
  return ids.flatMap((id) => passed.get(id) ?? []);
}

const parts = ['number', 'text', 'officer'] as const;
type Part = (typeof parts)[number];

interface Wanted {
  readonly text: string;
  readonly scope: readonly Filter[];
  readonly limit: number;
  readonly after: readonly string[] | undefined;
}

interface Found {
  readonly rows: readonly CaseRow[];
  /** Where this part goes on: what it is ordered by, and the case. Absent at its end. */
  readonly after?: readonly [place: string, id: string];
}

const finders: Readonly<Record<Part, (reader: Queries, wanted: Wanted) => Promise<Found>>> = {
  number: async (reader, { text, scope, limit, after }) => {
    const order = [asc('number'), asc('case')];
    const where = [prefix('number', text), ...scope];
    const rows = await reader.query<CaseRow>({
      from: 'current',
      where,
      order,
      limit,
      ...(after && { after }),
    });
    return { rows, ...markOf(rows, limit, ({ number }) => number ?? '') };
  },
  text: async (reader, { text, scope, limit, after }) => {
    const where = [match('search', text), ...scope];
    const seen = after === undefined ? {} : { after: after.slice(1) };
    const rows = await reader.query<CaseRow>({
      from: 'current',
      where,
      order: [desc('case')],
      limit,
      ...seen,
    });
    return { rows: rows.filter((row) => !isNumbered(row, text)), ...markOf(rows, limit, () => '-') };
  },
  officer: byOfficer,
};

const isNumbered = (row: CaseRow, text: string): boolean => row.number?.startsWith(text) === true;

function markOf<R extends { readonly case: string }>(
  rows: readonly R[],
  limit: number,
  placeOf: (row: R) => string,
): Pick<Found, 'after'> {
  const last = rows.at(-1);
  return rows.length < limit || last === undefined ? {} : { after: [placeOf(last), last.case] };
}

async function byOfficer(reader: Queries, wanted: Wanted): Promise<Found> {
  const officers = await reader.query<{ handle: string }>({
    from: 'names',
    columns: ['handle'],
    where: [eq('kind', 'officer'), match('search', wanted.text)],
    limit: MOST_OFFICERS + 1,
  });
  if (officers.length === 0 || officers.length > MOST_OFFICERS) return { rows: [] };
  const links = await reader.query<{ case: string; opened_on: string }>({
    from: 'links',
    columns: ['case', 'opened_on'],
    where: [
      within(
        'handle',
        officers.map(({ handle }) => handle),
      ),
      eq('kind', 'officer'),
    ],
    order: [desc('opened_on'), desc('case')],
    limit: wanted.limit,
    ...(wanted.after && { after: wanted.after }),
  });
  const ids = [...new Set(links.map((link) => link.case))];
  const [all, byText] = [
    await rowsOf(reader, ids, wanted.scope, {}),
    await rowsOf(reader, ids, [match('search', wanted.text)], {}),
  ];
  const rows = ids
    .flatMap((id) => all.get(id) ?? [])
    .filter((row) => !isNumbered(row, wanted.text) && !byText.has(row.case));
  return { rows, ...markOf(links, wanted.limit, (link) => link.opened_on) };
}
