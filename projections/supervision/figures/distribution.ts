/** Distributions from exact values, and what lies outside of them. Pure. */

/** Values and how often each was met, the least first, each value once. */
export type Histogram = readonly (readonly [value: number, times: number])[];

/** Quantiles are nearest rank: a value that was met. */
export interface Distribution {
  readonly cases: number;
  readonly least: number;
  /** First quartile. */
  readonly q1: number;
  readonly median: number;
  /** Third quartile. */
  readonly q3: number;
  readonly p90: number;
  readonly most: number;
  /** Absent where there are too few values to tell. */
  readonly outliers?: Outliers;
}

/** What lies outside, by a named rule. */
export interface Outliers {
  /**
   * Tukey's fences: outside are values below `low` or above `high`, where `low` is the first quartile less one and a half
   * times the distance of the quartiles, and `high` the third quartile more the same. A few extreme values do not move
   * the quartiles, so they do not hide themselves. Where more than half of all values are the same, every other value
   * may be outside. The fences are whole: the outermost values that are not outside.
   */
  readonly rule: 'tukey-1.5-iqr';
  readonly low: number;
  readonly high: number;
  readonly below: number;
  readonly above: number;
}

/** With fewer values quartiles say nothing about what is usual. */
export const FEWEST = 8;

/** A histogram of rows that may repeat a value. */
export function histogramOf(rows: readonly (readonly [value: number, times: number])[]): Histogram {
  const times = new Map<number, number>();
  for (const [value, found] of rows) times.set(value, (times.get(value) ?? 0) + found);
  return [...times].sort(([a], [b]) => a - b);
}

/** The distribution of a histogram; `undefined` where it is empty. */
export function distributionOf(histogram: Histogram): Distribution | undefined {
  const [first] = histogram;
  const last = histogram.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const cases = histogram.reduce((all, [, found]) => all + found, 0);
  const at = (part: number, of: number): number => nearestRank(histogram, Math.ceil((cases * part) / of));
  const [q1, q3] = [at(1, 4), at(3, 4)];
  return {
    ...{ cases, least: first[0], q1, median: at(1, 2), q3, p90: at(9, 10), most: last[0] },
    ...(cases < FEWEST ? {} : { outliers: outliersOf(histogram, q1, q3) }),
  };
}

function outliersOf(histogram: Histogram, q1: number, q3: number): Outliers {
  const reach = (q3 - q1) * 1.5;
  const [low, high] = [Math.ceil(q1 - reach), Math.floor(q3 + reach)];
  const found = (outside: (value: number) => boolean): number =>
    histogram.reduce((all, [value, times]) => (outside(value) ? all + times : all), 0);
  return {
    ...{ rule: 'tukey-1.5-iqr', low, high },
    below: found((value) => value < low),
    above: found((value) => value > high),
  };
}

/** The value at a rank, counted from 1 in order of values. */
function nearestRank(histogram: Histogram, rank: number): number {
  let passed = 0;
  for (const [value, times] of histogram) {
    passed += times;
    if (passed >= rank) return value;
  }
  return 0;
}
