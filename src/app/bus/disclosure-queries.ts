import type { TwoClocks } from '../../../projections/cases/cases.filter';
import { namesOf } from '../../../projections/cases/cases.queries';
import { disclosure } from '../../../projections/disclosure/disclosure.projection';
import {
  findCertificates,
  listNotices,
  noticeOf,
  type CertificateRow,
  type NoticeFilter,
  type NoticeRow,
} from '../../../projections/disclosure/disclosure.queries';
import {
  duePublications,
  hasDueDate,
  listWork,
  type PublicationRow,
} from '../../../projections/disclosure/work.queries';
import type { CivilDate } from '../../kernel/time';
import {
  certificatesShown,
  listInAct,
  type CertificatesShown,
  type InActRow,
} from '../../../projections/disclosure/in-act.queries';
import { NEVER } from '../../../projections/disclosure/tables';
import { exportedText, type ExportAsking } from '../export/double-disclosure';
import { present } from '../../kernel/plain-data';
import { named, type Named } from './case-view';
import { AnswerNotFound, answering, organFilter, Question, type Asking, type Reading } from './queries';

/** A page of a list. */
export interface Paging {
  readonly limit: number;
  readonly cursor?: string;
}

/** Questions of the public: nobody is signed in, so there is no scope beyond what was published. */
export interface NoticesAsking extends Asking, Paging {
  readonly filter: NoticeFilter & TwoClocks;
}

export interface CertificatesAsking extends Asking, Paging {
  readonly by: { readonly name?: string; readonly number?: string; readonly organ?: string };
}

export interface DueAsking extends Asking, Paging {
  readonly organ?: string;
  readonly asOf?: CivilDate;
  readonly knownAt?: string;
  readonly overdue?: boolean;
}

export interface WorkAsking extends Asking, Paging {
  readonly organ?: string;
  readonly channel?: string;
  readonly state?: string;
  readonly asOf?: CivilDate;
  readonly knownAt?: string;
}

/** A published decision as the public sees it; what is not shown is null. */
export interface NoticeView {
  readonly case: string;
  readonly channel: string;
  readonly status: string;
  readonly listedOn: string;
  readonly organ: Named | null;
  readonly item: Named | null;
  readonly number: string | null;
  readonly party: string | null;
  readonly partyKind: string | null;
  readonly creditCode: string | null;
  /** Of an organisation, where the norm of the channel names the field. */
  readonly representative: string | null;
  readonly violatedFrom: string | null;
  readonly violatedUntil: string | null;
  readonly kinds: readonly string[];
  /** In fen. */
  readonly fine: number | null;
  readonly confiscated: number | null;
  /** Permits that the penalty suspends, downgrades or revokes. */
  readonly permits: string | null;
  readonly lastsUntil: string | null;
  readonly basis: unknown;
  readonly resultZh: string | null;
  readonly resultEn: string | null;
  readonly decidedOn: string | null;
  /** Last day on which it is shown; null where nothing ends it. */
  readonly shownUntil: string | null;
  readonly correctedOn: string | null;
  readonly withdrawnOn: string | null;
  readonly withdrawnFor: string | null;
  readonly publicReason: string | null;
}

/** A certificate of the public register, with its standing today. */
export interface CertificateView {
  readonly officer: string;
  readonly name: string | null;
  readonly number: string;
  readonly organ: Named | null;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly status: string;
}

/** What is to be published, for those whose work it is. */
export interface DueView {
  readonly case: string;
  readonly channel: string;
  readonly organ: string;
  readonly status: string;
  readonly openedOn: string;
  readonly dueOn: string | null;
  readonly uncomputable: string | null;
}

/** Where one decision stands on one channel, for those whose work it is. */
export interface WorkView extends Omit<DueView, 'openedOn'> {
  readonly openedOn: string | null;
  readonly changedOn: string;
  readonly publishedOn: string | null;
  readonly correctedOn: string | null;
  readonly shownUntil: string | null;
  readonly withdrawBy: string | null;
  readonly withdrawnOn: string | null;
  readonly reason: string | null;
}

/** Entries of a page, and where the next one begins. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export class ListNotices extends Question<NoticesAsking, PageOf<NoticeView>> {}
export class ReadNotice extends Question<
  Asking & { readonly case: string; readonly channel: string; readonly clocks: TwoClocks },
  NoticeView
> {}
export class FindCertificates extends Question<CertificatesAsking, PageOf<CertificateView>> {}
export class ListPublications extends Question<WorkAsking, PageOf<WorkView>> {}
export interface InActAsking extends Asking, Paging {
  readonly organ?: string;
  readonly asOf?: CivilDate;
  readonly knownAt?: string;
}

/** Somebody who acted before a party. */
export interface ActingOfficer extends Named {
  /** Number of the enforcement certificate (执法证) that was valid on the day; null where none was. */
  readonly certificate: string | null;
}

/** An act before a party: who acted, and what was shown or told. */
export interface InActView {
  readonly case: string;
  readonly revision: number;
  readonly organ: string | null;
  readonly legalDate: string;
  readonly recordedAt: string;
  readonly what: string;
  readonly contact: string | null;
  readonly officers: readonly ActingOfficer[];
  readonly told: readonly string[];
}

export class ListInAct extends Question<InActAsking, PageOf<InActView>> {}
export class ExportPenalties extends Question<Asking & Omit<ExportAsking, 'today'>, AsyncIterable<string>> {}
export class ListDue extends Question<DueAsking, PageOf<DueView>> {}

type Names = ReadonlyMap<string, string>;

/** A page as the projections take it. */
export const page = ({ limit, cursor }: Paging) => ({
  limit,
  ...(cursor === undefined ? {} : { after: cursor }),
});

async function views<R, T>(
  reading: Reading,
  found: { readonly rows: readonly R[]; readonly next?: string },
  handlesIn: (row: R) => readonly (string | null)[],
  view: (row: R, names: Names) => T,
): Promise<PageOf<T>> {
  const handles = new Set(found.rows.flatMap(handlesIn).filter((handle) => handle !== null));
  const names = await namesOf(reading.readers.of(disclosure), [...handles]);
  return {
    items: found.rows.map((row) => view(row, names)),
    ...(found.next === undefined ? {} : { next: found.next }),
  };
}

async function notices(reading: Reading, asking: NoticesAsking): Promise<PageOf<NoticeView>> {
  const found = await listNotices(
    reading.readers.of(disclosure),
    asking.filter,
    reading.today(),
    page(asking),
  );
  return views(reading, found, ({ organ, item }) => [organ, item], noticeView);
}

async function notice(
  reading: Reading,
  { case: id, channel, clocks }: ReadNotice['asking'],
): Promise<NoticeView> {
  const reader = reading.readers.of(disclosure);
  const row = await noticeOf(reader, { case: id, channel }, reading.today(), clocks);
  if (row === undefined) throw new AnswerNotFound(id);
  const { items } = await views(reading, { rows: [row] }, ({ organ, item }) => [organ, item], noticeView);
  return items[0] ?? noticeView(row, new Map());
}

async function certificates(reading: Reading, asking: CertificatesAsking): Promise<PageOf<CertificateView>> {
  const found = await findCertificates(
    reading.readers.of(disclosure),
    asking.by,
    reading.today(),
    page(asking),
  );
  return views(reading, found, ({ organ }) => [organ], certificateView);
}

async function due(reading: Reading, asking: DueAsking): Promise<PageOf<DueView>> {
  const { scope, organ, asOf = reading.today(), knownAt, overdue } = asking;
  const filter = { ...organFilter(scope, organ), asOf, ...present({ knownAt, overdue }) };
  const found = await duePublications(reading.readers.of(disclosure, scope), filter, page(asking));
  return { items: found.rows.map(dueView), ...(found.next === undefined ? {} : { next: found.next }) };
}

async function publications(reading: Reading, asking: WorkAsking): Promise<PageOf<WorkView>> {
  const { scope, organ, asOf = reading.today(), knownAt, state, channel } = asking;
  const filter = { ...organFilter(scope, organ), asOf, ...present({ knownAt, state, channel }) };
  const found = await listWork(reading.readers.of(disclosure, scope), filter, page(asking));
  return { items: found.rows.map(workView), ...(found.next === undefined ? {} : { next: found.next }) };
}

async function inAct(reading: Reading, asking: InActAsking): Promise<PageOf<InActView>> {
  const { scope, organ, asOf = reading.today(), knownAt } = asking;
  const filter = { ...organFilter(scope, organ), asOf, ...present({ knownAt }) };
  const found = await listInAct(reading.readers.of(disclosure, scope), filter, page(asking));
  const certificate = await certificatesShown(reading.readers.of(disclosure), found.rows);
  return views(
    reading,
    found,
    ({ officers }) => officers as readonly string[],
    (row, names) => inActView(row, names, certificate),
  );
}

const inActView = (row: InActRow, names: Names, certificate: CertificatesShown): InActView => ({
  ...{ case: row.case, revision: Number(row.place), organ: row.organ, legalDate: row.legal_date },
  ...{ recordedAt: row.recorded_at, what: row.what, contact: row.contact },
  officers: (row.officers as readonly string[]).flatMap((handle) => {
    const officer = named(handle, names);
    return officer === null ? [] : [{ ...officer, certificate: certificate(handle, row.legal_date) }];
  }),
  told: row.told as readonly string[],
});

const penalties = (reading: Reading, asking: ExportPenalties['asking']): Promise<AsyncIterable<string>> =>
  Promise.resolve(exportedText(reading.readers.of(disclosure), { ...asking, today: reading.today() }));

const noticeView = (row: NoticeRow, names: Names): NoticeView => ({
  case: row.case,
  channel: row.channel,
  status: row.status,
  listedOn: row.listed_on,
  organ:
    row.organ_name === null ? named(row.organ, names) : { handle: row.organ ?? '', name: row.organ_name },
  item: named(row.item, names),
  number: row.number,
  party: row.party,
  partyKind: row.party_kind,
  creditCode: row.credit_code,
  representative: row.representative,
  violatedFrom: row.violated_from,
  violatedUntil: row.violated_until,
  kinds: row.kinds === null || row.kinds === '' ? [] : row.kinds.split(','),
  fine: row.fine,
  confiscated: row.confiscated,
  permits: row.permits,
  lastsUntil: row.lasts_until,
  basis: row.basis,
  resultZh: row.result_zh,
  resultEn: row.result_en,
  decidedOn: row.decided_on,
  shownUntil: day(row.until_on),
  correctedOn: row.corrected_on,
  withdrawnOn: row.withdrawn_on,
  withdrawnFor: row.withdrawn_for,
  publicReason: row.public_reason,
});

const certificateView = (row: CertificateRow, names: Names): CertificateView => ({
  officer: row.officer,
  name: row.name,
  number: row.number,
  organ: named(row.organ, names),
  issuer: row.issuer,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  status: row.status,
});

/** In place of a day that has not come nothing is shown. */
const day = (text: string): string | null => (text === NEVER ? null : text);

const workView = (row: PublicationRow): WorkView => ({
  ...dueView(row),
  openedOn: day(row.opened_on),
  changedOn: row.changed_on,
  publishedOn: row.published_on,
  correctedOn: row.corrected_on,
  shownUntil: day(row.until_on),
  withdrawBy: row.withdraw_by,
  withdrawnOn: row.withdrawn_on,
  reason: row.reason,
});

const dueView = (row: PublicationRow): DueView => ({
  case: row.case,
  channel: row.channel,
  organ: row.organ,
  status: row.status,
  openedOn: row.opened_on,
  dueOn: hasDueDate(row) ? row.due_on : null,
  uncomputable: row.uncomputable,
});

export const disclosureAnswers = [
  answering(ListNotices, [disclosure], notices),
  answering(ReadNotice, [disclosure], notice),
  answering(FindCertificates, [disclosure], certificates),
  answering(ListDue, [disclosure], due),
  answering(ListPublications, [disclosure], publications),
  answering(ListInAct, [disclosure], inAct),
  answering(ExportPenalties, [disclosure], penalties),
];
