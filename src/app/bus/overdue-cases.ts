import { cases } from '../../../projections/cases/cases.projection';
import {
  passing,
  type CaseFilter,
  type CaseRow,
  type TwoClocks,
} from '../../../projections/cases/cases.filter';
import { ROUNDS } from '../../../projections/cases/cases.queries';
import { cursorOf, cursorValues, type ListPage, type PageRequest } from '../../../projections/cursor';
import { clocksOfCases, openClocks, type ClockRow } from '../../../projections/supervision/clock.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { clockWatches } from '../../domain/penalty-case/table';
import { HenjiError } from '../../kernel/errors';
import type { CivilDate } from '../../kernel/time';
import type { Reading } from './queries';

/** Keys of periods that somebody in the organ answers for: they raise an alert and have a row of answerability. */
const answeredFor: readonly string[] = [...clockWatches]
  .filter(([, { alert, row }]) => alert !== undefined && row !== undefined)
  .map(([key]) => key);

/** Overdue is told by clocks, which are kept as they are known today. */
class OverdueKnownAt extends HenjiError {
  constructor() {
    super({
      code: 'bad-query',
      zh: '“逾期”只能按法律日期查询，不能按记录时点查询',
      en: 'overdue cases can be asked for as of a legal date, not as known at an instant',
      field: 'knownAt',
      wayOut: { zh: '去掉 knownAt 或者 overdue', en: 'leave out knownAt or overdue' },
    });
  }
}

/**
 * Cases in which a period that somebody in the organ answers for has run out and is still open, the longest overdue
 * first, each case once.
 *
 * @throws HenjiError `bad-query` together with `knownAt`
 */
export async function overdueCases(
  { readers, today }: Pick<Reading, 'readers' | 'today'>,
  filter: CaseFilter,
  clocks: TwoClocks,
  { limit, after: cursor }: PageRequest,
): Promise<ListPage<CaseRow>> {
  if (clocks.knownAt !== undefined) throw new OverdueKnownAt();
  const on = clocks.asOf ?? today();
  const scope = filter.organs === undefined ? {} : { organs: filter.organs };
  const asOf = clocks.asOf === undefined ? {} : { asOf: clocks.asOf };
  const found: CaseRow[] = [];
  let after: readonly string[] | undefined = cursor === undefined ? undefined : cursorValues(cursor, 3);
  for (let round = 0; round < ROUNDS; round++) {
    const { rows, next } = await openClocks(readers.of(supervision), {
      ...{ ...scope, ...asOf, today: today(), state: 'overdue', keys: answeredFor, limit },
      ...(after === undefined ? {} : { after }),
    });
    const ids = [...new Set(rows.map((row) => row.case))];
    const first = await longestOverdue(readers, ids, on, clocks.asOf !== undefined);
    const passed = await passing(readers.of(cases), ids, filter, clocks);
    for (const row of rows) {
      after = [row.dueOn ?? '', row.case, row.clock];
      const shown = first.get(row.case) === row.clock ? passed.get(row.case) : undefined;
      if (shown !== undefined) found.push(shown);
      if (found.length === limit) return { rows: found, next: cursorOf(after) };
    }
    if (next === undefined) return { rows: found };
  }
  return after === undefined ? { rows: found } : { rows: found, next: cursorOf(after) };
}

/** Of each case the clock that is overdue longest: where it stands in the list. */
async function longestOverdue(
  readers: Reading['readers'],
  ids: readonly string[],
  on: CivilDate,
  past: boolean,
): Promise<ReadonlyMap<string, string>> {
  const first = new Map<string, ClockRow>();
  for (const clock of await clocksOfCases(readers.of(supervision), ids)) {
    const open = clock.closedOn === null || (past && clock.closedOn > on);
    const overdue = open && clock.openedOn <= on && clock.dueOn !== null && clock.dueOn < on;
    if (!overdue || !answeredFor.includes(clock.key)) continue;
    const known = first.get(clock.case)?.dueOn;
    if (known === undefined || known === null || clock.dueOn < known) first.set(clock.case, clock);
  }
  return new Map([...first].map(([id, { clock }]) => [id, clock]));
}
