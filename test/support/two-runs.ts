import { projections } from '../../projections/all';
import type { Place } from '../../src/app/engines/place';
import { openReading } from '../../src/app/open-reading';

/** What was found of the rows of one projection in two places. */
export interface RowsBeside {
  /** Rows that agree, up to the first that does not. */
  readonly alike: number;
  /** The first rows that differ, one from each place. */
  readonly differ?: readonly [one: string | undefined, other: string | undefined];
}

/**
 * The rows of every projection of two places that took over the same file, in the order of their keys, without what each
 * run draws or reads from its clock. Nothing is kept: a place may have millions of rows.
 */
export async function rowsBeside(one: Place, other: Place): Promise<Readonly<Record<string, RowsBeside>>> {
  const [left, right] = [await openReading(one), await openReading(other)];
  try {
    const found: Record<string, RowsBeside> = {};
    for (const projection of projections) {
      const [here, there] = [left, right].map(({ models }) => models.reader(projection).dump());
      found[projection.name] = await beside(here as AsyncIterable<string>, there as AsyncIterable<string>);
    }
    return found;
  } finally {
    await left.close();
    await right.close();
  }
}

async function beside(one: AsyncIterable<string>, other: AsyncIterable<string>): Promise<RowsBeside> {
  const [left, right] = [one[Symbol.asyncIterator](), other[Symbol.asyncIterator]()];
  for (let alike = 0; ; alike++) {
    const [here, there] = [await lineOf(left), await lineOf(right)];
    if (here !== there) return { alike, differ: [here, there] };
    if (here === undefined) return { alike };
  }
}

async function lineOf(lines: AsyncIterator<string>): Promise<string | undefined> {
  const next = await lines.next();
  return next.done === true ? undefined : timeless(next.value);
}

const ID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gu;
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu;
/** Files that tests take over are of earlier years: a later day is that of the run. */
const DAY_OF_RUN = /20(?:2[6-9]|[3-9]\d)-\d\d-\d\d/gu;

const timeless = (line: string): string =>
  line.replace(ID, '<id>').replace(MOMENT, '<moment>').replace(DAY_OF_RUN, '<day>');
