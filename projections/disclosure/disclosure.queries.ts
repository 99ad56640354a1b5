import type { CivilDate } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, desc, eq, gte, lte, match, ne, within, type Filter } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import type { TwoClocks } from '../cases/cases.filter';
import type { ListPage, PageRequest } from '../cursor';
import { latestOn } from './clocks';
import { searchNotices } from './disclosure.search';
import { noContent } from './notice';
import { certificateOn, type CertificateChange, type CertificateStatus } from './certificate';
import { paged, pageOf } from './paged';
import type { certificates, noticeHistory, notices } from './tables';

/** A published decision as the public sees it. */
export type NoticeRow = ReadRowOf<typeof notices>;
type HistoryRow = ReadRowOf<typeof noticeHistory>;
/** A certificate of the public register, with its standing on the day of the question. */
export interface CertificateRow extends Omit<ReadRowOf<typeof certificates>, 'changes'> {
  readonly status: CertificateStatus;
}

/** What narrows the public list; dates are those of publication, both inclusive. */
export interface NoticeFilter {
  readonly organ?: string;
  /** A decision stands once on each channel on which it was published, for as long as the channel shows it. */
  readonly channel?: string;
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  /** Words of what is shown, or of the organ's name; Chinese needs no word breaks. */
  readonly text?: string;
}

type Queries = Pick<ReadModelReader, 'query'>;

const order = [desc('listed_on'), desc('case'), desc('channel')];
const placeOf = (row: NoticeRow): readonly string[] => [row.listed_on, row.case, row.channel];

/** Conditions on what is listed on a day: what has come to its end date is not. */
const listedOn = ({ organ, channel, from, to }: NoticeFilter, day: CivilDate): readonly Filter[] => [
  ne('status', 'expired'),
  gte('until_on', day),
  ...(organ === undefined ? [] : [eq('organ', organ)]),
  ...(channel === undefined ? [] : [eq('channel', channel)]),
  ...(from === undefined ? [] : [gte('listed_on', from)]),
  ...(to === undefined ? [] : [lte('listed_on', to)]),
];

/**
 * Published decisions, the last published first; by words as {@link searchNotices} finds them. What has come to its end
 * date is not among them. On other clocks the list is as it stood then, but of what is not shown today it says nothing
 * else than that it was there; by words a page may be short before the end.
 */
export async function listNotices(
  reader: Queries,
  filter: NoticeFilter & TwoClocks,
  today: CivilDate,
  page: PageRequest,
): Promise<ListPage<NoticeRow>> {
  const { text, asOf, knownAt } = filter;
  const clocks = { ...(asOf === undefined ? {} : { asOf }), ...(knownAt === undefined ? {} : { knownAt }) };
  const where = listedOn(filter, asOf ?? today);
  const now = asOf === undefined && knownAt === undefined;
  if (text !== undefined) {
    const found = await searchNotices(reader, text, now ? where : [], page);
    return now ? found : { ...found, rows: await versionsOf(reader, found.rows, { clocks, where, today }) };
  }
  if (now) {
    const rows = await reader.query<NoticeRow>({ from: 'notices', where, order, ...paged(page, 3) });
    return pageOf(rows, page, placeOf);
  }
  const rows = await reader.query<HistoryRow>({
    from: 'notice_history',
    ...{ latest: latestOn(clocks), where, order, ...paged(page, 3) },
  });
  return pageOf(
    rows.map((row) => shownToday(row, today)),
    page,
    placeOf,
  );
}

interface OnClocks {
  readonly clocks: TwoClocks;
  readonly where: readonly Filter[];
  readonly today: CivilDate;
}

/** The same notices as they stood on other clocks, those that were listed then, in the order given. */
async function versionsOf(
  reader: Queries,
  found: readonly NoticeRow[],
  { clocks, where, today }: OnClocks,
): Promise<readonly NoticeRow[]> {
  const ids = [...new Set(found.map((row) => row.case))];
  if (ids.length === 0) return [];
  const rows = await reader.query<HistoryRow>({
    from: 'notice_history',
    latest: latestOn(clocks),
    where: [within('case', ids), ...where],
    limit: ids.length * MOST_CHANNELS,
  });
  const byPlace = new Map(rows.map((row) => [`${row.case} ${row.channel}`, row]));
  return found.flatMap((row) => {
    const then = byPlace.get(`${row.case} ${row.channel}`);
    return then === undefined ? [] : [shownToday(then, today)];
  });
}

/** More channels than there are. */
const MOST_CHANNELS = 20;

/** A version as it may be shown today: its content goes with the end date of the notice as it stands now. */
function shownToday(version: HistoryRow, today: CivilDate): NoticeRow {
  const { legal_date: _date, revision: _revision, recorded_at: _at, shown_until: until, ...row } = version;
  return until < today ? { ...row, ...hidden } : row;
}

const { search: _, ...hidden } = noContent;
const ended = { status: 'expired', ...hidden };

/** One published decision; of what has come to its end date, that it has ended and nothing else. */
export async function noticeOf(
  reader: Queries,
  id: { readonly case: string; readonly channel: string },
  today: CivilDate,
  clocks: TwoClocks = {},
): Promise<NoticeRow | undefined> {
  const where = [eq('case', id.case), eq('channel', id.channel)];
  if (clocks.asOf === undefined && clocks.knownAt === undefined) {
    const [row] = await reader.query<NoticeRow>({ from: 'notices', where, limit: 1 });
    return row === undefined || row.until_on >= today ? row : { ...row, ...ended };
  }
  const [version] = await reader.query<HistoryRow>({
    from: 'notice_history',
    ...{ latest: latestOn(clocks), where, limit: 1 },
  });
  if (version === undefined) return undefined;
  const row = shownToday(version, today);
  return row.until_on >= (clocks.asOf ?? today) ? row : { ...row, ...ended };
}

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

function standing({ changes, ...shown }: ReadRowOf<typeof certificates>, today: CivilDate): CertificateRow {
  const [validFrom, validUntil] = [shown.valid_from, shown.valid_until];
  const said = changes as readonly CertificateChange[];
  return { ...shown, status: certificateOn({ validFrom, validUntil, changes: said }, today) };
}
