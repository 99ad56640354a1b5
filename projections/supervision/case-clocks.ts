import type { CivilDate } from '../../src/kernel/time';
import { DeadlinesRecomputed } from '../../src/events/recomputation.events';
import type { Clock } from '../../src/events/schemas';
import type { RowOf } from '../../src/ports/read-model-table';
import { changesOf, type Change } from '../projection';
import type { CaseDoc, CaseEntry, EntryDetail } from './case-entry';
import { dueDate, isInstant, lateFrom, type Moment } from './moments';
import { ANYBODY, NEVER, tables, type clocks, type held } from './tables';
import { versionsBetween, type Known, type Since, type Versioned } from './versions';

const { put, add, remove } = changesOf(tables);

/** A clock of a case, with what became of it. */
interface CaseClock {
  /** Its key, with a number where the key was opened before: `fine.pay~2`. */
  readonly clock: string;
  readonly opening: Clock;
  readonly openedOn: CivilDate;
  readonly openedBy: string;
  readonly closed: End | undefined;
}

/** What closes or replaces a clock: its legal date, and the moment as far as it is known. */
interface End {
  readonly on: CivilDate;
  readonly at: Moment;
  /** The period goes on by another calendar. */
  readonly moves: boolean;
}

/** The key under which an event opened a clock: `preserve.evidence/e1` of `preserve.evidence/e1~2`. */
export const openedAs = (clock: string): string => clock.replace(/~\d+$/u, '');

/** The parameter of a clock: what the rule pack calls its period. */
export const keyOfClock = (clock: string): string => parameterOf(openedAs(clock));

type ClockVersion = Omit<RowOf<typeof clocks>, keyof Known>;
type HeldVersion = Omit<RowOf<typeof held>, keyof Known>;

/** Rows of clocks and dues by which two readings of a case differ. */
export function changesOfClocks(
  before: CaseDoc,
  after: CaseDoc,
  { stream, since, now }: { readonly stream: string; readonly since: Since; readonly now: string },
): Versioned {
  const rows = (doc: CaseDoc): ReadonlyMap<string, ClockVersion> =>
    new Map(clocksOf(doc.entries).map((each) => [`clock ${each.clock}`, rowOf(each, doc, stream)]));
  const [was, is] = [rows(before), rows(after)];
  const versions = versionsBetween<ClockVersion>(
    { was, is, put: (row) => put('clocks', row), remove: (row) => remove('clocks', row) },
    since,
    now,
  );
  const dues = duesBetween([...was.values()], [...is.values()]);
  const holders = versionsBetween<HeldVersion>(
    {
      ...{ was: heldRows(was, before), is: heldRows(is, after) },
      ...{ put: (row) => put('held', row), remove: (row) => remove('held', row) },
    },
    versions.since,
    now,
  );
  return { changes: [...versions.changes, ...dues, ...holders.changes], since: holders.since };
}

/** The same clocks by each officer of the case, and by anybody up to the day on which it had one. */
function heldRows(
  rows: ReadonlyMap<string, ClockVersion>,
  { officers = {} }: CaseDoc,
): ReadonlyMap<string, HeldVersion> {
  const assigned = Object.values(officers).toSorted()[0] ?? NEVER;
  return new Map(
    [...rows.values()].flatMap((row) =>
      [...Object.keys(officers), ...(row.opened_on < assigned ? [ANYBODY] : [])].map((officer) => [
        `held ${officer} ${row.clock}`,
        heldRow(row, officer, officer === ANYBODY && assigned < row.closed_on ? assigned : row.closed_on),
      ]),
    ),
  );
}

const heldRow = (
  { case: stream, clock, clock_key, organ, opened_on, due_on }: ClockVersion,
  officer: string,
  closed_on: string,
): HeldVersion => ({ officer, case: stream, clock, clock_key, organ, opened_on, due_on, closed_on });

/**
 * The clocks that the entries open. A clock is closed by the first legal date of whatever closes or opens its key after
 * it in the log: as of every date that is what the fold of the events up to that date says.
 */
function clocksOf(entries: readonly CaseEntry[]): readonly CaseClock[] {
  const opened = new Map<string, number>();
  return entries.flatMap(([, openedOn, more], place) =>
    (more?.opens ?? []).map((opening) => {
      const number = (opened.get(opening.key) ?? 0) + 1;
      opened.set(opening.key, number);
      return {
        clock: number === 1 ? opening.key : `${opening.key}~${number}`,
        opening,
        openedOn,
        openedBy: more?.id ?? '',
        closed: firstEnd(entries.slice(place + 1), opening.key),
      };
    }),
  );
}

function firstEnd(later: readonly CaseEntry[], key: string): End | undefined {
  let first: End | undefined;
  for (const [type, on, more] of later) {
    if (!endsClock(more, key)) continue;
    const end = { on, at: more?.at ?? on, moves: type === DeadlinesRecomputed.type };
    if (first === undefined || end.at < first.at) first = end;
  }
  return first;
}

/** Whether an event closes a clock, or opens it anew. */
const endsClock = (more: EntryDetail | undefined, key: string): boolean =>
  more?.closes?.includes(key) === true || more?.opens?.some((each) => each.key === key) === true;

function rowOf(each: CaseClock, { organ, kind }: CaseDoc, stream: string): ClockVersion {
  const { opening, closed } = each;
  const due = opening.due ?? NEVER;
  return {
    case: stream,
    clock: each.clock,
    clock_key: parameterOf(opening.key),
    organ,
    kind,
    opened_on: each.openedOn,
    runs_from: opening.opened,
    due_on: dueDate(due),
    due_month: dueDate(due).slice(0, 7),
    due_at: isInstant(due) ? due : null,
    closed_on: closed?.on ?? NEVER,
    missed: due !== NEVER && (closed === undefined || lateFrom(due) <= closed.at),
    moved: closed?.moves ?? false,
    uncomputable: opening.uncomputable ?? null,
    provisional: opening.provisional ?? false,
    opened_by: each.openedBy,
    pack: opening.pack,
    calendar: opening.calendar ?? null,
  };
}

/** Of several clocks of one parameter in a case each has its thing after a slash: `preserve.evidence/e1`. */
function parameterOf(key: string): string {
  return key.split('/', 1)[0] ?? key;
}

function duesBetween(was: readonly ClockVersion[], is: readonly ClockVersion[]): readonly Change[] {
  const moved = new Map<string, { row: ClockVersion; by: number; over: number }>();
  const count = (rows: readonly ClockVersion[], by: number): void => {
    for (const row of rows.filter(({ missed }) => missed)) {
      const key = `${row.clock} ${dueOf(row)}`;
      const { by: pending, over } = moved.get(key) ?? { by: 0, over: 0 };
      moved.set(key, { row, by: pending + by, over: over + (row.closed_on === NEVER ? 0 : by) });
    }
  };
  count(was, -1);
  count(is, 1);
  return [...moved.values()]
    .filter(({ by, over }) => by !== 0 || over !== 0)
    .map(({ row, by, over }) =>
      add('dues', {
        case: row.case,
        clock: row.clock,
        due: dueOf(row),
        late_from: lateFrom(dueOf(row)),
        clock_key: row.clock_key,
        pending: by,
        over,
        raised: 0,
        settled: 0,
      }),
    );
}

/** The last day or moment in time, as the event that opened the clock has it. */
const dueOf = ({ due_on, due_at }: Pick<ClockVersion, 'due_on' | 'due_at'>): string => due_at ?? due_on;
