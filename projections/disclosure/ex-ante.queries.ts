import { epochOf, utcInstant, type CivilDate } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, eq, gte, within, type Latest } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import type { ListPage, PageRequest } from '../cursor';
import { paged, pageOf } from './paged';
import type { exAnte } from './tables';

/** An entry of a list that an organ makes public before it acts. */
export type ExAnteRow = ReadRowOf<typeof exAnte>;

/** Codes of the lists. */
export const exAnteKinds = [
  ...(['organ', 'particulars', 'unit', 'post', 'entrustment', 'officer', 'item', 'benchmark'] as const),
  ...(['template', 'rules', 'recording', 'rule-packs', 'channels', 'basis'] as const),
] as const;
export type ExAnteKind = (typeof exAnteKinds)[number];

type Queries = Pick<ReadModelReader, 'query'>;

/** Which lists of which organ, on which clocks. */
export interface ExAnteFilter {
  /** Absent: of every organ. */
  readonly organs?: readonly string[];
  readonly kinds?: readonly ExAnteKind[];
  /** Only what the judicial bureau was to be told of, and was not. */
  readonly unfiled?: true;
  /** The legal date of the question. */
  readonly asOf: CivilDate;
  readonly knownAt?: string;
}

const latestOn = ({ asOf, knownAt }: Pick<ExAnteFilter, 'asOf' | 'knownAt'>): Latest => ({
  per: ['stream', 'kind', 'name'],
  by: ['legal_date', 'revision'],
  upTo: [
    { column: 'legal_date', value: asOf },
    ...(knownAt === undefined ? [] : [{ column: 'recorded_at', value: utcInstant(epochOf(knownAt)) }]),
  ],
});

/** What held of the lists of organs at the end of a legal date, as known at an instant, list by list. */
export async function listExAnte(
  reader: Queries,
  { organs, kinds, unfiled, ...clocks }: ExAnteFilter,
  page: PageRequest,
): Promise<ListPage<ExAnteRow>> {
  const rows = await reader.query<ExAnteRow>({
    from: 'ex_ante',
    latest: latestOn(clocks),
    where: [
      eq('over', false),
      gte('until_on', clocks.asOf),
      ...(organs === undefined ? [] : [within('organ', organs)]),
      ...(kinds === undefined ? [] : [within('kind', kinds)]),
      ...(unfiled === undefined ? [] : [eq('filed', false)]),
    ],
    order: [asc('kind'), asc('stream'), asc('name')],
    ...paged(page, 3),
  });
  return pageOf(rows, page, (row) => [row.kind, row.stream, row.name]);
}

/** Items for penalties in force of organs that have no discretion benchmark in force (A015). */
export async function itemsWithoutBenchmark(
  reader: Queries,
  filter: Pick<ExAnteFilter, 'organs' | 'asOf' | 'knownAt'>,
  page: PageRequest,
): Promise<ListPage<ExAnteRow>> {
  const items = await listExAnte(reader, { ...filter, kinds: ['item'] }, page);
  const streams = items.rows.map(({ stream }) => stream);
  if (streams.length === 0) return items;
  const benchmarks = await reader.query<Pick<ExAnteRow, 'stream'>>({
    from: 'ex_ante',
    columns: ['stream'],
    latest: latestOn(filter),
    where: [
      ...[within('stream', streams), eq('kind', 'benchmark'), eq('name', 'penalty')],
      ...[eq('over', false), gte('until_on', filter.asOf)],
    ],
    limit: streams.length,
  });
  const covered = new Set(benchmarks.map(({ stream }) => stream));
  const bare = ({ stream, content }: ExAnteRow): boolean =>
    !covered.has(stream) && (content as { readonly acts: readonly string[] }).acts.includes('penalty');
  return { ...items, rows: items.rows.filter(bare) };
}

/** 统一社会信用代码 of organs as they last made it public, by handle. */
export async function organCodes(
  reader: Queries,
  organs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (organs.length === 0) return new Map();
  const rows = await reader.query<Pick<ExAnteRow, 'stream' | 'content'>>({
    from: 'ex_ante',
    columns: ['stream', 'content'],
    latest: { per: ['stream', 'kind', 'name'], by: ['legal_date', 'revision'], upTo: [] },
    where: [within('stream', organs), eq('kind', 'particulars')],
    limit: organs.length,
  });
  return new Map(rows.map(({ stream, content }) => [stream, (content as { creditCode: string }).creditCode]));
}
