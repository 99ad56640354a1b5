import { namesOf } from '../../../projections/cases/cases.queries';
import { certificateOn, type CertificateStatus } from '../../../projections/disclosure/certificate';
import { disclosure } from '../../../projections/disclosure/disclosure.projection';
import type { OfficerContent, ShownArea, ShownPost } from '../../../projections/disclosure/ex-ante-officers';
import {
  itemsWithoutBenchmark,
  listExAnte,
  type ExAnteFilter,
  type ExAnteKind,
  type ExAnteRow,
} from '../../../projections/disclosure/ex-ante.queries';
import { NEVER } from '../../../projections/disclosure/tables';
import { present } from '../../kernel/plain-data';
import type { CivilDate } from '../../kernel/time';
import type { ActPredicate } from '../../law/act-predicate';
import { cn2021 } from '../../law/packs/cn-2021';
import type { ResolutionStep } from '../../law/resolve';
import { RuleBook, type ActListKey } from '../../law/rule-book';
import { packLabel } from '../../law/rule-pack';
import { packOf } from '../../law/packs/released-packs';
import { named, type Named } from './case-view';
import { page, type PageOf, type Paging } from './disclosure-queries';
import { AnswerNotFound, answering, organFilter, Question, type Asking, type Reading } from './queries';

/** Legal date and recorded instant of a question; absent: today, and everything that is known. */
interface OnClocks {
  readonly asOf?: CivilDate;
  readonly knownAt?: string;
}

/** Lists that an organ makes public before it acts. */
export interface ExAnteAsking extends Asking, Paging, OnClocks {
  readonly organ: string;
  readonly kind?: ExAnteKind;
}

/** Organs that may act at all. */
export interface OrgansAsking extends Asking, Paging, OnClocks {}

/** An entry of such a list as the register states it. */
export interface ExAnteView {
  readonly kind: string;
  readonly entry: string;
  readonly name: string;
  readonly since: string;
  readonly until: string | null;
  readonly recordedAt: string;
  readonly content: unknown;
}

/** Catalogues of acts that rule packs hold, by the name of the public list. */
export const catalogues = {
  review: 'review.list',
  collective: 'collective.list',
  recording: 'av.list',
  filing: 'major.filing.acts',
} as const satisfies Readonly<Record<string, ActListKey>>;

export interface CatalogueAsking extends Asking, OnClocks {
  readonly organ: string;
  readonly list: keyof typeof catalogues;
}

/** A catalogue of acts as it holds for an organ, and the packs from which that follows. */
export interface CatalogueView {
  readonly organ: Named;
  readonly list: string;
  readonly key: string;
  readonly asOf: CivilDate;
  /** Null where no pack sets the list. */
  readonly lines: readonly ActPredicate[] | null;
  /** Packs that the organ had adopted, the most general first. */
  readonly packs: readonly string[];
  readonly pack: string | null;
  readonly demonstration: boolean;
  readonly trail: readonly ResolutionStep[];
}

/** What was to be filed with the judicial bureau, for those who look after organs. */
export interface UnfiledAsking extends Asking, Paging, OnClocks {
  readonly organ?: string;
}

/** Rules, benchmark or template in force without a filing on record. */
export interface UnfiledView {
  readonly organ: Named | null;
  readonly kind: string;
  readonly entry: string;
  readonly name: string;
  readonly since: string;
}

export class ListExAnte extends Question<ExAnteAsking, PageOf<ExAnteView>> {}
export class ListOrgans extends Question<OrgansAsking, PageOf<ExAnteView>> {}
export class ReadCatalogue extends Question<CatalogueAsking, CatalogueView> {}
/** Items in force without a benchmark, likewise. */
export class ListWithoutBenchmark extends Question<UnfiledAsking, PageOf<UnfiledView>> {}
export class ListUnfiled extends Question<UnfiledAsking, PageOf<UnfiledView>> {}

const clocksOf = (reading: Reading, { asOf = reading.today(), knownAt }: OnClocks) => ({
  asOf,
  ...present({ knownAt }),
});

async function found(reading: Reading, filter: ExAnteFilter, asking: Paging): Promise<PageOf<ExAnteView>> {
  const { rows, next } = await listExAnte(reading.readers.of(disclosure), filter, page(asking));
  const organs = await organsOfStaff(reading, rows, filter);
  return { items: rows.map((row) => exAnteView(row, filter.asOf, organs)), ...present({ next }) };
}

const exAnte = (reading: Reading, asking: ExAnteAsking): Promise<PageOf<ExAnteView>> => {
  const kinds = asking.kind === undefined ? {} : { kinds: [asking.kind] };
  return found(reading, { organs: [asking.organ], ...kinds, ...clocksOf(reading, asking) }, asking);
};

const organs = (reading: Reading, asking: OrgansAsking): Promise<PageOf<ExAnteView>> =>
  found(reading, { kinds: ['organ'], ...clocksOf(reading, asking) }, asking);

/** What the organs of officers say on the same clocks: the territory, for whom no area was set, and the names of posts. */
interface OrgansOfStaff {
  readonly seats: ReadonlyMap<string, string>;
  /** By organ and post. */
  readonly posts: ReadonlyMap<string, string>;
}

const MOST_POSTS = 1_000;

async function organsOfStaff(
  reading: Reading,
  rows: readonly ExAnteRow[],
  { asOf, knownAt }: ExAnteFilter,
): Promise<OrgansOfStaff> {
  const asked = [...new Set(rows.filter(({ kind }) => kind === 'officer').map(({ organ }) => organ))];
  if (asked.length === 0) return { seats: new Map(), posts: new Map() };
  const listed = async (kind: 'organ' | 'post') => {
    const filter: ExAnteFilter = { organs: asked, kinds: [kind], asOf, ...present({ knownAt }) };
    return (await listExAnte(reading.readers.of(disclosure), filter, { limit: MOST_POSTS })).rows;
  };
  const [organs, posts] = await Promise.all([listed('organ'), listed('post')]);
  return {
    seats: new Map(organs.map(({ organ, content }) => [organ, (content as { territory: string }).territory])),
    posts: new Map(
      posts.map(({ organ, name, content }) => [`${organ} ${name}`, (content as { name: string }).name]),
    ),
  };
}

/** What everybody may know of somebody who enforces for an organ. */
interface OfficerView {
  readonly name: string | null;
  readonly posts: readonly (ShownPost & {
    /** As its organ registered it; null where it did not. */
    readonly name: string | null;
  })[];
  readonly certificates: readonly {
    readonly number: string;
    readonly organ: string;
    readonly issuer: string;
    readonly validFrom: CivilDate;
    readonly validUntil: CivilDate;
    readonly status: CertificateStatus;
  }[];
  readonly areas: readonly ShownArea[];
}

const officerView = (
  content: OfficerContent,
  asOf: CivilDate,
  seat: string | undefined,
  posts: OrgansOfStaff['posts'],
): OfficerView => ({
  name: content.name,
  posts: content.posts
    .filter(({ until }) => until === null || until >= asOf)
    .map((each) => ({ ...each, name: posts.get(`${each.organ} ${each.post}`) ?? null })),
  certificates: content.certificates.map(({ changes, ...shown }) => ({
    ...shown,
    status: certificateOn({ ...shown, changes }, asOf),
  })),
  areas: content.areas ?? (seat === undefined ? [] : [{ division: seat, place: null }]),
});

const exAnteView = (row: ExAnteRow, asOf: CivilDate, { seats, posts }: OrgansOfStaff): ExAnteView => ({
  ...{ kind: row.kind, entry: row.stream, name: row.name, since: row.legal_date },
  ...{ until: row.until_on === NEVER ? null : row.until_on, recordedAt: row.recorded_at },
  content:
    row.kind === 'officer'
      ? officerView(row.content as OfficerContent, asOf, seats.get(row.organ), posts)
      : row.content,
});

/** What an organ had adopted by the clocks, and where its seat is; packs never change once they are released. */
async function catalogue(reading: Reading, asking: CatalogueAsking): Promise<CatalogueView> {
  const { organ, list } = asking;
  const clocks = clocksOf(reading, asking);
  const filter: ExAnteFilter = { organs: [organ], kinds: ['organ', 'rule-packs'], ...clocks };
  const { rows } = await listExAnte(reading.readers.of(disclosure), filter, { limit: 2 });
  const seat = rows.find(({ kind }) => kind === 'organ')?.content as
    { name: string; territory: string } | undefined;
  if (seat === undefined) throw new AnswerNotFound(organ);
  const adopted = rows.find(({ kind }) => kind === 'rule-packs')?.content as
    { packs: readonly string[] } | undefined;
  const packs = adopted?.packs ?? [packLabel(cn2021)];
  const scope = { territory: seat.territory, organ, on: clocks.asOf };
  const rules = new RuleBook(
    packs.flatMap((label) => packOf(label) ?? []),
    scope,
  );
  const key = catalogues[list];
  const resolved = rules.find(key);
  return {
    ...{ organ: { handle: organ, name: seat.name }, list, key, asOf: clocks.asOf, packs },
    lines: resolved?.value.any ?? null,
    pack: resolved?.pack ?? null,
    demonstration: resolved?.parameter.demonstration === true,
    trail: rules.trail(key),
  };
}

const unfiled = (reading: Reading, asking: UnfiledAsking): Promise<PageOf<UnfiledView>> =>
  lacking(reading, asking, (reader, filter) =>
    listExAnte(reader, { ...filter, unfiled: true }, page(asking)),
  );

const withoutBenchmark = (reading: Reading, asking: UnfiledAsking): Promise<PageOf<UnfiledView>> =>
  lacking(reading, asking, (reader, filter) => itemsWithoutBenchmark(reader, filter, page(asking)));

type Finding = (
  reader: ReturnType<Reading['readers']['of']>,
  filter: ExAnteFilter,
) => Promise<{ readonly rows: readonly ExAnteRow[]; readonly next?: string }>;

async function lacking(reading: Reading, asking: UnfiledAsking, find: Finding): Promise<PageOf<UnfiledView>> {
  const filter = { ...organFilter(asking.scope, asking.organ), ...clocksOf(reading, asking) };
  const reader = reading.readers.of(disclosure);
  const { rows, next } = await find(reader, filter);
  const names = await namesOf(reader, [...new Set(rows.map(({ organ }) => organ))]);
  return {
    items: rows.map((row) => ({
      ...{ organ: named(row.organ, names), kind: row.kind, entry: row.stream, name: row.name },
      since: row.legal_date,
    })),
    ...present({ next }),
  };
}

export const publicListAnswers = [
  answering(ListExAnte, [disclosure], exAnte),
  answering(ListOrgans, [disclosure], organs),
  answering(ReadCatalogue, [disclosure], catalogue),
  answering(ListWithoutBenchmark, [disclosure], withoutBenchmark),
  answering(ListUnfiled, [disclosure], unfiled),
];
