import type { CivilDate } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import {
  asc,
  desc,
  eq,
  gt,
  gte,
  lt,
  lte,
  match,
  ne,
  within,
  type Filter,
} from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { cursorOf, cursorValues, type ListPage, type PageRequest } from '../cursor';
import { searchNotices } from './disclosure.search';
import type { CertificateChange } from './officers';
import { NEVER, type certificates, type notices, type publications } from './tables';

/** A published decision as the public sees it. */
export type NoticeRow = ReadRowOf<typeof notices>;
/** The work of publishing one decision on one channel; internal. */
export type PublicationRow = ReadRowOf<typeof publications>;
/** A certificate of the public register, with its standing on the day of the question. */
export interface CertificateRow extends Omit<ReadRowOf<typeof certificates>, 'changes'> {
  readonly status: CertificateStatus;
}
export type CertificateStatus = CertificateChange['status'] | 'expired' | 'not-yet-valid';

/** What narrows the public list; dates are those of publication, both inclusive. */
export interface NoticeFilter {
  readonly organ?: string;
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  /** Words of what is shown, or of the organ's name; Chinese needs no word breaks. */
  readonly text?: string;
}

type Queries = Pick<ReadModelReader, 'query'>;

/** Published decisions, the last published first; by words as {@link searchNotices} finds them. What has come to its end date is not among them. */
export async function listNotices(
  reader: Queries,
  filter: NoticeFilter,
  today: CivilDate,
  page: PageRequest,
): Promise<ListPage<NoticeRow>> {
  const { organ, from, to, text } = filter;
  const where = [
    ne('status', 'expired'),
    gte('until_on', today),
    ...(organ === undefined ? [] : [eq('organ', organ)]),
    ...(from === undefined ? [] : [gte('listed_on', from)]),
    ...(to === undefined ? [] : [lte('listed_on', to)]),
  ];
  if (text !== undefined) return searchNotices(reader, text, where, page);
  const order = [desc('listed_on'), desc('case'), desc('channel')];
  const rows = await reader.query<NoticeRow>({ from: 'notices', where, order, ...paged(page, 3) });
  return pageOf(rows, page, (row) => [row.listed_on, row.case, row.channel]);
}

/** One published decision; of what has come to its end date, that it has ended and nothing else. */
export async function noticeOf(
  reader: Queries,
  id: { readonly case: string; readonly channel: string },
  today: CivilDate,
): Promise<NoticeRow | undefined> {
  const [row] = await reader.query<NoticeRow>({
    from: 'notices',
    where: [eq('case', id.case), eq('channel', id.channel)],
    limit: 1,
  });
  return row === undefined || row.until_on >= today ? row : { ...row, ...ended };
}

const ended = {
  status: 'expired',
  ...{ item: null, number: null, party: null, party_kind: null, kinds: null, fine: null, basis: null },
  ...{ result_zh: null, result_en: null, decided_on: null },
};

/** Certificates by the number, or by a name in characters or pinyin; by number. */
export async function findCertificates(
  reader: Queries,
  by: { readonly name?: string; readonly number?: string; readonly organ?: string },
  today: CivilDate,
  page: PageRequest,
): Promise<ListPage<CertificateRow>> {
  const where: Filter[] = [
    ...(by.number === undefined ? [] : [eq('number', by.number)]),
    ...(by.name === undefined ? [] : [match('search', by.name)]),
    ...(by.organ === undefined ? [] : [eq('organ', by.organ)]),
  ];
  const rows = await reader.query<ReadRowOf<typeof certificates>>({
    from: 'certificates',
    where,
    order: [asc('number'), asc('officer')],
    ...paged(page, 2),
  });
  const found = pageOf(rows, page, (row) => [row.number, row.officer]);
  return { ...found, rows: found.rows.map((row) => standing(row, today)) };
}

/** Ends that nothing undoes, the gravest first. */
const ends = ['revoked', 'cancelled', 'invalid'] as const;

function standing(row: ReadRowOf<typeof certificates>, today: CivilDate): CertificateRow {
  const { changes, ...shown } = row;
  const begun = (changes as readonly CertificateChange[]).filter(
    ({ from, until }) => from <= today && (until === undefined || today <= until),
  );
  const end = ends.find((each) => begun.some(({ status }) => status === each));
  if (end !== undefined) return { ...shown, status: end };
  const held = begun.at(-1)?.status ?? 'valid';
  if (row.valid_until < today) return { ...shown, status: 'expired' };
  return { ...shown, status: row.valid_from > today ? 'not-yet-valid' : held };
}

/** What is to be published, as of a legal date. */
export interface DueFilter {
  /** Only these organs; the scope of a reader goes in here. */
  readonly organs?: readonly string[];
  readonly asOf: CivilDate;
  /** Only what should have been published before that date. */
  readonly overdue?: boolean;
}

/** What was still to be published at the end of a legal date, the first due first. Internal. */
export async function duePublications(
  reader: Queries,
  { organs, asOf, overdue }: DueFilter,
  page: PageRequest,
): Promise<ListPage<PublicationRow>> {
  const rows = await reader.query<PublicationRow>({
    from: 'publications',
    where: [
      ...(organs === undefined ? [] : [within('organ', organs)]),
      gt('settled_on', asOf),
      lte('opened_on', asOf),
      ...(overdue === true ? [lt('due_on', asOf)] : []),
    ],
    order: [asc('due_on'), asc('case'), asc('channel')],
    ...paged(page, 3),
  });
  return pageOf(rows, page, (row) => [row.due_on, row.case, row.channel]);
}

/** Whether the due date stands: it is {@link NEVER} where a calendar is missing. */
export const hasDueDate = ({ due_on: due }: PublicationRow): boolean => due !== NEVER;

function paged({ limit, after }: PageRequest, columns: number): { limit: number; after?: readonly string[] } {
  return after === undefined ? { limit } : { limit, after: cursorValues(after, columns) };
}

function pageOf<R>(
  rows: readonly R[],
  { limit }: PageRequest,
  place: (row: R) => readonly string[],
): ListPage<R> {
  const last = rows.at(-1);
  return rows.length < limit || last === undefined ? { rows } : { rows, next: cursorOf(place(last)) };
}
