import { addDays, type CivilDate } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import {
  asc,
  desc,
  eq,
  gt,
  gte,
  lt,
  lte,
  within,
  type Filter,
  type Order,
  type Select,
} from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import type { ListPage, PageRequest } from '../cursor';
import { latestOn } from './clocks';
import { paged, pageOf } from './paged';
import { NEVER, type publications, type workHistory } from './tables';

/** The work of publishing one decision on one channel; internal. */
export type PublicationRow = ReadRowOf<typeof publications>;

type Queries = Pick<ReadModelReader, 'query'>;

/** On which clocks, and of which organs; the scope of a reader goes in here. */
interface Within {
  readonly organs?: readonly string[];
  /** The legal date of the question. */
  readonly asOf: CivilDate;
  /** ISO instant; absent means what is known now. */
  readonly knownAt?: string;
}

/** What is to be published, as of a legal date. */
export interface DueFilter extends Within {
  /** Only what should have been published before that date. */
  readonly overdue?: boolean;
}

/** What was still to be published at the end of a legal date, the first due first. Internal. */
export async function duePublications(
  reader: Queries,
  { overdue, ...within }: DueFilter,
  page: PageRequest,
): Promise<ListPage<PublicationRow>> {
  const open = [gt('settled_on', within.asOf), lte('opened_on', within.asOf)];
  const late = overdue === true ? [lt('due_on', within.asOf)] : [];
  // The row of today answers for every legal date; what was known earlier stands in the history alone.
  const from = within.knownAt === undefined ? { from: 'publications' } : historyOn(within);
  const rows = await reader.query<PublicationRow>({
    ...from,
    where: [...scoped(within), ...open, ...late],
    order: [asc('due_on'), asc('case'), asc('channel')],
    ...paged(page, 3),
  });
  return pageOf(rows, page, (row) => [row.due_on, row.case, row.channel]);
}

/** How many days ahead `ending` looks. */
const SOON = 30;
const shown = within('status', ['published', 'corrected']);

const inState: Readonly<Record<string, (on: CivilDate) => readonly Filter[]>> = {
  due: (on) => [eq('status', 'due'), gt('settled_on', on)],
  overdue: (on) => [eq('status', 'due'), gt('settled_on', on), lt('due_on', on)],
  referred: () => [eq('status', 'referred')],
  cancelled: () => [eq('status', 'cancelled')],
  'not-published': () => [eq('status', 'not-published')],
  published: (on) => [shown, gte('until_on', on)],
  corrected: (on) => [eq('status', 'corrected'), gte('until_on', on)],
  'to-withdraw': (on) => [shown, gte('until_on', on), lt('withdraw_by', NEVER)],
  withdrawn: () => [eq('status', 'withdrawn')],
  expired: (on) => [within('status', ['published', 'corrected', 'expired']), lt('until_on', on)],
  ending: (on) => [shown, gte('until_on', on), lte('until_on', addDays(on, SOON))],
};

/** Where a publication stands, as lists ask for it. */
export const workStates = Object.keys(inState);

/** The work as of a legal date and as known at an instant, what changed last first. Internal. */
export async function listWork(
  reader: Queries,
  { state, channel, ...within }: Within & { readonly state?: string; readonly channel?: string },
  page: PageRequest,
): Promise<ListPage<PublicationRow>> {
  const order: readonly Order[] = [desc('changed_on'), desc('case'), desc('channel')];
  const rows = await reader.query<PublicationRow>({
    ...historyOn(within),
    where: [
      ...scoped(within),
      ...(channel === undefined ? [] : [eq('channel', channel)]),
      ...(state === undefined ? [] : (inState[state]?.(within.asOf) ?? [])),
    ],
    order,
    ...paged(page, 3),
  });
  const found = pageOf(rows, page, (row) => [row.changed_on, row.case, row.channel]);
  return { ...found, rows: found.rows.map((row) => standing(row, within.asOf)) };
}

const historyOn = ({ asOf, knownAt }: Within): Pick<Select, 'from' | 'latest'> => ({
  from: 'work_history',
  latest: latestOn({ asOf, ...(knownAt === undefined ? {} : { knownAt }) }),
});

const scoped = ({ organs }: Within): readonly Filter[] =>
  organs === undefined ? [] : [within('organ', organs)];

/** What has come to its last day has expired, without anybody saying so. */
function standing(version: PublicationRow, on: CivilDate): PublicationRow {
  const {
    legal_date: _date,
    revision: _revision,
    recorded_at: _at,
    ...row
  } = version as ReadRowOf<typeof workHistory>;
  const over = (row.status === 'published' || row.status === 'corrected') && row.until_on < on;
  return over ? { ...row, status: 'expired' } : row;
}

/** Whether the due date stands: it is {@link NEVER} where a calendar is missing. */
export const hasDueDate = ({ due_on: due }: Pick<PublicationRow, 'due_on'>): boolean => due !== NEVER;
