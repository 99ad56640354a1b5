import { epochOf, utcInstant } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import {
  eq,
  gte,
  lte,
  within,
  type Along,
  type Filter,
  type Latest,
  type Select,
} from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { phraseFound, searchPhrase, searchText } from '../../src/ports/search-text';
import { personSearchText } from '../pinyin';
import type { current } from './cases.projection';

/** A case as lists show it. */
export type CaseRow = ReadRowOf<typeof current>;

/** Legal date up to which, and recorded instant up to which. Both inclusive; absent means now. */
export interface TwoClocks {
  readonly asOf?: string;
  /** ISO 8601 with offset. */
  readonly knownAt?: string;
}

/** What narrows a list of cases. Every member that is there must hold, on the clocks of the question. */
export interface CaseFilter {
  /** Only these organs; the scope of a reader goes in here. */
  readonly organs?: readonly string[];
  /** Cases in which this officer acted. */
  readonly officer?: string;
  /** Cases of the party of this keyed digest. */
  readonly partyToken?: string;
  readonly phase?: string;
  /** `simple`, `general`, `imported`. */
  readonly procedure?: string;
  readonly item?: string;
  /** Part of the party's name: characters, pinyin or initials, as in the search. */
  readonly party?: string;
  /** Days, both inclusive. */
  readonly openedFrom?: string;
  readonly openedTo?: string;
  readonly decidedFrom?: string;
  readonly decidedTo?: string;
}

type Queries = Pick<ReadModelReader, 'query'>;

/** Conditions that an index of the cases as they stand now answers in list order. */
export const indexedFilters = ({ organs, phase, item }: CaseFilter): readonly Filter[] => [
  ...(organs === undefined ? [] : [within('organ', organs)]),
  ...(phase === undefined ? [] : [eq('phase', phase)]),
  ...(item === undefined ? [] : [eq('item', item)]),
];

/**
 * Conditions on the days of the opening, which no clock changes but by moving it to an earlier day. What was decided by
 * a day had been opened by then.
 */
export const openedFilters = ({ openedFrom, openedTo, decidedTo }: CaseFilter): readonly Filter[] => [
  ...(openedFrom === undefined ? [] : [gte('opened_on', openedFrom)]),
  ...(openedTo === undefined ? [] : [lte('opened_on', openedTo)]),
  ...(decidedTo === undefined ? [] : [lte('opened_on', decidedTo)]),
];

/** Conditions that no index has. */
export const otherFilters = ({ procedure, decidedFrom, decidedTo }: CaseFilter): readonly Filter[] => [
  ...(procedure === undefined ? [] : [eq('procedure', procedure)]),
  ...(decidedFrom === undefined ? [] : [gte('decided_on', decidedFrom)]),
  ...(decidedTo === undefined ? [] : [lte('decided_on', decidedTo)]),
];

/** Conditions that the columns of a case answer; the others are asked of its links and its party ({@link narrowed}). */
const columnFilters = (filter: CaseFilter): readonly Filter[] => [
  ...indexedFilters(filter),
  ...openedFilters(filter),
  ...otherFilters(filter),
];

/** Those of the cases that pass the whole filter, by case, on both clocks. */
export async function passing(
  reader: Queries,
  ids: readonly string[],
  filter: CaseFilter,
  clocks: TwoClocks,
): Promise<ReadonlyMap<string, CaseRow>> {
  const rows = await rowsOf(reader, ids, columnFilters(filter), clocks);
  const passed = await narrowed(reader, [...rows.values()], filter);
  return new Map(passed.map((row) => [row.case, row]));
}

/** Whether a filter asks only for what the columns of a case answer. */
export const byColumnsAlone = ({ officer, party, partyToken }: CaseFilter): boolean =>
  officer === undefined && party === undefined && partyToken === undefined;

/** First rows that pass the whole filter among the cases walked, in their order, on both clocks. */
export async function passingAlong(
  reader: Queries,
  walked: Along['rows'],
  {
    filter,
    clocks,
    limit,
  }: { readonly filter: CaseFilter; readonly clocks: TwoClocks; readonly limit: number },
): Promise<readonly CaseRow[]> {
  const along = { rows: walked, by: 'case' };
  const rows = await reader.query<CaseRow>({
    ...caseRows(clocks),
    ...{ along, where: columnFilters(filter), limit: byColumnsAlone(filter) ? limit : walked.limit },
  });
  return (await narrowed(reader, rows, filter)).slice(0, limit);
}

/** Those of the rows whose links and party pass. */
async function narrowed(
  reader: Queries,
  rows: readonly CaseRow[],
  { officer, party, partyToken }: CaseFilter,
): Promise<readonly CaseRow[]> {
  let passed = rows;
  for (const [kind, handle] of [
    ['party', partyToken],
    ['officer', officer],
  ] as const) {
    if (handle === undefined) continue;
    const linked = new Set(
      await linkedTo(
        reader,
        passed.map((row) => row.case),
        kind,
        handle,
      ),
    );
    passed = passed.filter((row) => linked.has(row.case));
  }
  return party === undefined ? passed : passed.filter((row) => isCalled(row.party, party));
}

/** Whether the name of a party holds the text, in characters, pinyin or initials. */
function isCalled(name: string | null, text: string): boolean {
  const phrase = searchPhrase(text);
  return name !== null && phrase !== undefined && phraseFound(searchText(personSearchText(name)), phrase);
}

async function linkedTo(
  reader: Queries,
  ids: readonly string[],
  kind: 'officer' | 'party',
  handle: string,
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await reader.query<{ case: string }>({
    from: 'links',
    columns: ['case'],
    where: [within('case', ids), eq('kind', kind), eq('handle', handle)],
    limit: ids.length,
  });
  return rows.map((row) => row.case);
}

/** Rows of these cases that pass the filters, by case, on both clocks. */
export async function rowsOf(
  reader: Queries,
  ids: readonly string[],
  filters: readonly Filter[],
  clocks: TwoClocks,
): Promise<ReadonlyMap<string, CaseRow>> {
  if (ids.length === 0) return new Map();
  const where = [within('case', ids), ...filters];
  const rows = await reader.query<CaseRow>({ ...caseRows(clocks), where, limit: ids.length });
  return new Map(rows.map((row) => [row.case, row]));
}

/** Whether a question is about how things stand now. */
export const isNow = ({ asOf, knownAt }: TwoClocks): boolean => asOf === undefined && knownAt === undefined;

/** Where cases are read on these clocks, in the columns of a list row. */
const caseRows = (clocks: TwoClocks): Pick<Select, 'from' | 'columns' | 'latest'> =>
  isNow(clocks)
    ? { from: 'current', columns: historyColumns }
    : { from: 'history', columns: historyColumns, latest: latestOn(clocks) };

/** The columns of a list row that the history holds too: all of them. */
const historyColumns = [
  ...['case', 'revision', 'opened_on', 'legal_date', 'recorded_at', 'organ', 'item', 'procedure'],
  ...['phase', 'number', 'party', 'party_kind', 'kinds', 'currency', 'fine', 'paid', 'late_fee'],
  ...['decided_on', 'closed_on'],
];

const latestOn = ({ asOf, knownAt }: TwoClocks): Latest => ({
  per: ['case'],
  by: ['legal_date', 'revision'],
  upTo: [
    ...(asOf === undefined ? [] : [{ column: 'legal_date', value: asOf }]),
    ...(knownAt === undefined ? [] : [{ column: 'recorded_at', value: recordedTime(knownAt) }]),
  ],
});

/** An instant in the form of recorded time, which compares as text. @throws HenjiError `bad-instant` */
export const recordedTime = (instant: string): string => utcInstant(epochOf(instant));
