import { CommandRefused } from '../../src/events/ledger.events';
import { epochOf, utcInstant, type CivilDate, type Instant } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, desc, eq, gte, lte, within, type Filter, type Value } from '../../src/ports/read-model-query';
import type { Row } from '../../src/ports/read-model-table';
import {
  actOfActor,
  linkedActs,
  refusalByRule,
  refusalOf,
  type Act,
  type ActOfActor,
  type ActRow,
  type ActorRow,
  type BrokenRow,
  type Refusal,
  type RefusalByRule,
  type RefusalRow,
} from './readings';

type Reader = Pick<ReadModelReader, 'query'>;

/** What the reader may see, and which view of it he wants. Absent members narrow nothing. */
export interface AccountabilityView {
  /** Handles of organs; an empty list sees nothing, and any list leaves out acts without an organ. */
  readonly organs?: readonly string[];
  /** Legal dates, both inclusive. */
  readonly from?: CivilDate;
  readonly asOf?: CivilDate;
  /** What was recorded up to and with this instant. */
  readonly knownAt?: Instant;
}

/** A view, page by page. */
export interface PagedView extends AccountabilityView {
  /** `next` of the page before. */
  readonly after?: readonly Value[];
  readonly limit: number;
}

/** Newest first by legal date. */
export interface ActPage<T> {
  readonly rows: readonly T[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: readonly Value[];
}

/** The acts of one stream. */
export interface ActList {
  readonly acts: readonly Act[];
  /** False: there are more than are returned. */
  readonly complete: boolean;
}

/** The most acts of one stream that are returned; cases have some hundred. */
const MAX_ACTS = 10_000;
/** More than the catalogue of violations has codes. */
const MAX_CODES = 1_000;

/** What somebody did or tried. `types` are stored event names. @throws BadQuery */
export const actsOfActor = (
  reader: Reader,
  { actor, types, ...view }: PagedView & { readonly actor: string; readonly types?: readonly string[] },
): Promise<ActPage<ActOfActor>> =>
  pageOf<ActorRow, ActOfActor>(reader, view, actOfActor, {
    from: 'actors',
    where: [eq('actor', actor), ...(types === undefined ? [] : [within('type', types)])],
    last: ['stream', 'revision'],
  });

/** What somebody tried and was refused. @throws BadQuery */
export const refusalsOfActor = (
  reader: Reader,
  view: PagedView & { readonly actor: string },
): Promise<ActPage<ActOfActor>> => actsOfActor(reader, { ...view, types: [CommandRefused.type] });

/** What was tried on one stream, a case or a register entry, and refused. @throws BadQuery */
export const refusalsOfTarget = (
  reader: Reader,
  { target, ...view }: PagedView & { readonly target: string },
): Promise<ActPage<Refusal>> =>
  pageOf<RefusalRow, Refusal>(reader, view, refusalOf, {
    from: 'refusals',
    where: [eq('target', target)],
    last: ['refusal', 'revision'],
  });

/** Attempts in whose way one rule stood, by its code. @throws BadQuery */
export const refusalsByRule = (
  reader: Reader,
  { code, ...view }: PagedView & { readonly code: string },
): Promise<ActPage<RefusalByRule>> =>
  pageOf<BrokenRow, RefusalByRule>(reader, view, refusalByRule, {
    from: 'broken',
    where: [eq('code', code)],
    last: ['refusal', 'revision'],
  });

/** How many attempts each rule has stopped, by code. */
export const refusalCounts = (
  reader: Reader,
  view: AccountabilityView,
): Promise<readonly { readonly code: string; readonly refusals: number }[]> =>
  reader.query({
    from: 'broken',
    where: filtersOf(view),
    group: { by: ['code'], measures: { refusals: { fn: 'count' } } },
    order: [asc('code')],
    limit: MAX_CODES,
  });

/**
 * The acts of one stream, a case or a register entry, in the order of the log: each as it reads in the view, with what
 * followed from it there.
 */
export async function actsOfStream(
  reader: Reader,
  { stream, knownAt, ...view }: AccountabilityView & { readonly stream: string },
): Promise<ActList> {
  const upTo = knownAt === undefined ? [] : [{ column: 'known_at', value: recordedUpTo(knownAt) }];
  const rows = await reader.query<ActRow>({
    from: 'acts',
    where: [eq('stream', stream), ...filtersOf(view)],
    latest: { per: ['stream', 'revision'], by: ['reading'], upTo },
    order: [asc('revision')],
    limit: MAX_ACTS + 1,
  });
  return { acts: linkedActs(rows.slice(0, MAX_ACTS)), complete: rows.length <= MAX_ACTS };
}

interface Paged<R> {
  readonly from: string;
  readonly where: readonly Filter[];
  /** Columns that order rows of one day. */
  readonly last: readonly (keyof R & string)[];
}

/** Rows of a table with legal dates, the last first. One row more than asked for tells whether there is a next page. */
export async function pageOf<R extends object, T>(
  reader: Reader,
  view: PagedView,
  read: (row: R) => T,
  { from, where, last }: Paged<R>,
): Promise<ActPage<T>> {
  const { after, limit } = view;
  const columns = ['legal_date', ...last];
  const rows = await reader.query<R>({
    from,
    where: [...where, ...filtersOf(view)],
    order: columns.map(desc),
    ...(after === undefined ? {} : { after }),
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const end = rows.length > limit ? (shown.at(-1) as Row | undefined) : undefined;
  return {
    rows: shown.map(read),
    ...(end === undefined ? {} : { next: columns.map((column) => end[column] as Value) }),
  };
}

const filtersOf = ({ organs, from, asOf, knownAt }: AccountabilityView): readonly Filter[] => [
  ...(organs === undefined ? [] : [within('organ', organs)]),
  ...(from === undefined ? [] : [gte('legal_date', from)]),
  ...(asOf === undefined ? [] : [lte('legal_date', asOf)]),
  ...(knownAt === undefined ? [] : [lte('recorded_at', recordedUpTo(knownAt))]),
];

/** Recorded time is UTC with milliseconds throughout, so it compares as text; what is asked for need not be. */
const recordedUpTo = (instant: Instant): Instant => utcInstant(epochOf(instant));
