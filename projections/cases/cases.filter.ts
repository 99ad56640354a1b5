import { epochOf, utcInstant } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import {
  eq,
  gte,
  lte,
  within,
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

/** Those of the cases that pass the whole filter, by case, on both clocks. */
export async function passing(
  reader: Queries,
  ids: readonly string[],
  filter: CaseFilter,
  clocks: TwoClocks,
): Promise<ReadonlyMap<string, CaseRow>> {
  const { officer, party, partyToken } = filter;
  const about = partyToken === undefined ? ids : await linkedTo(reader, ids, 'party', partyToken);
  const acted = officer === undefined ? about : await linkedTo(reader, about, 'officer', officer);
  const filters = [...indexedFilters(filter), ...openedFilters(filter), ...otherFilters(filter)];
  const rows = await rowsOf(reader, acted, filters, clocks);
  if (party === undefined) return rows;
  return new Map([...rows].filter(([, row]) => isCalled(row.party, party)));
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
  const now = clocks.asOf === undefined && clocks.knownAt === undefined;
  const asked = { where: [within('case', ids), ...filters], columns: historyColumns, limit: ids.length };
  const select: Select = now
    ? { from: 'current', ...asked }
    : { from: 'history', latest: latestOn(clocks), ...asked };
  const rows = ids.length === 0 ? [] : await reader.query<CaseRow>(select);
  return new Map(rows.map((row) => [row.case, row]));
}

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
