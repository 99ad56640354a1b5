import { HenjiError } from '../kernel/errors';
import { civilDateAt, dayOf, epochAt, type DateOrInstant } from '../kernel/time';

/**
 * Time that does not count (中止、鉴定、听证 …): `[from, to)`. The day it begins is out, the day it ends counts again
 * (复议法 20). `to` null: it is still running. Civil dates or instants; an instant counts with its civil date, except
 * for periods in hours.
 */
export interface Interval {
  readonly from: DateOrInstant;
  readonly to: DateOrInstant | null;
}

/** An interval on a line of whole numbers (day numbers or milliseconds); `to` is Infinity while it runs. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/**
 * As day numbers in the zone, in order, overlapping ones united. For counting back from a day only intervals that begin
 * before it matter: one that begins later and still runs would otherwise reach back through those that it touches.
 *
 * @throws HenjiError `bad-interval`, `bad-…`
 */
export const dayGaps = (
  intervals: readonly Interval[],
  zone: string,
  before: number = Infinity,
): readonly Gap[] =>
  intervals.length === 0 ? [] : united(intervals, (end) => dayOf(civilDateAt(end, zone)), before);

/** As epoch milliseconds, in order, overlapping ones united; a date stands for its first moment. @throws as above */
export const momentGaps = (intervals: readonly Interval[], zone: string): readonly Gap[] =>
  intervals.length === 0 ? [] : united(intervals, (end) => epochAt(end, zone));

/**
 * Where a stretch of the given length ends that begins at `start` and stands still in the gaps; `undefined` when it
 * reaches one that still runs. Days are points, too: day n is `[n, n + 1)`.
 */
export function endOutside(start: number, length: number, gaps: readonly Gap[]): number | undefined {
  let end = start + length;
  for (const gap of gaps) {
    const begins = Math.max(gap.from, start);
    if (gap.to <= begins) continue;
    if (begins >= end) break;
    if (gap.to === Infinity) return undefined;
    end += gap.to - begins;
  }
  return end;
}

/** The due date depends on an interval that has not ended. */
export const stillRunning = (): HenjiError =>
  new HenjiError({
    code: 'suspension-still-running',
    zh: '期限仍在中止中，尚不能确定届满日',
    en: 'a suspension is still running, so the due date cannot be told yet',
    wayOut: { zh: '待中止结束并记录恢复之日后再计算', en: 'ask again when its end is recorded' },
  });

function united(
  intervals: readonly Interval[],
  place: (end: string) => number,
  before: number = Infinity,
): readonly Gap[] {
  const gaps = intervals
    .map(({ from, to }) => ordered({ from: place(from), to: to === null ? Infinity : place(to) }))
    .filter(({ from }) => from < before)
    .sort((a, b) => a.from - b.from);
  const result: Gap[] = [];
  for (const gap of gaps) {
    const last = result.at(-1);
    if (last !== undefined && gap.from <= last.to) {
      result.splice(-1, 1, { from: last.from, to: Math.max(last.to, gap.to) });
    } else if (gap.from < gap.to) {
      result.push(gap);
    }
  }
  return result;
}

function ordered(gap: Gap): Gap {
  if (gap.from <= gap.to) return gap;
  throw new HenjiError({
    code: 'bad-interval',
    zh: '中止区间的终点早于起点',
    en: 'an interval ends before it begins',
  });
}
