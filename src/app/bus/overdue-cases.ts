import { cases } from '../../../projections/cases/cases.projection';
import {
  passing,
  type CaseFilter,
  type CaseRow,
  type TwoClocks,
} from '../../../projections/cases/cases.filter';
import { MOST_CANDIDATES } from '../../../projections/cases/cases.queries';
import { cursorOf, cursorValues, type ListPage, type PageRequest } from '../../../projections/cursor';
import { longestOverdue, openClocks } from '../../../projections/supervision/clock.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { clockWatches } from '../../domain/penalty-case/table';
import { civilDateOf, type CivilDate } from '../../kernel/time';
import type { Reading } from './queries';

/** Keys of periods that somebody in the organ answers for: they raise an alert and have a row of answerability. */
const answeredFor: readonly string[] = [...clockWatches]
  .filter(([, { alert, row }]) => alert !== undefined && row !== undefined)
  .map(([key]) => key);

/**
 * Cases in which a period that somebody in the organ answers for has run out and is still open, the longest overdue
 * first, each case once; as of a legal date, which is that of the instant where only one is given, and as known then.
 */
export async function overdueCases(
  { readers, today }: Pick<Reading, 'readers' | 'today'>,
  filter: CaseFilter,
  clocks: TwoClocks,
  { limit, after: cursor }: PageRequest,
): Promise<ListPage<CaseRow>> {
  const on = dayOf(clocks, today);
  const found: CaseRow[] = [];
  let after = cursor === undefined ? undefined : cursorValues(cursor, 3);
  for (let seen = 0, batch = limit; seen < MOST_CANDIDATES; seen += batch, batch = Math.max(limit, seen)) {
    const { rows, next } = await openClocks(readers.of(supervision), {
      ...{ ...scopeOf(filter), ...clocks, today: on, state: 'overdue', keys: answeredFor, limit: batch },
      ...(after === undefined ? {} : { after }),
    });
    const ids = [...new Set(rows.map((row) => row.case))];
    const [first, passed] = await Promise.all([
      longestOverdue(readers.of(supervision), ids, { on, keys: answeredFor, ...clocks }),
      passing(readers.of(cases), ids, filter, clocks),
    ]);
    for (const clock of rows) {
      after = [clock.dueOn ?? '', clock.case, clock.clock];
      const shown = passed.get(clock.case);
      if (shown !== undefined && first.get(clock.case) === clock.clock) found.push(shown);
      if (found.length === limit) return { rows: found, next: cursorOf(after) };
    }
    if (next === undefined) return { rows: found };
  }
  return { rows: found, ...(after === undefined ? {} : { next: cursorOf(after) }) };
}

/** The legal date that is asked for. */
const dayOf = ({ asOf, knownAt }: TwoClocks, today: () => CivilDate): CivilDate =>
  asOf ?? (knownAt === undefined ? today() : civilDateOf(knownAt));

const scopeOf = ({ organs }: CaseFilter): Pick<CaseFilter, 'organs'> =>
  organs === undefined ? {} : { organs };
