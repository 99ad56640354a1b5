import { daysBetween, type CivilDate } from '../../src/kernel/time';
import type { RowOf } from '../../src/ports/read-model-table';
import { changesOf } from '../projection';
import { milestoneOrder, type CaseDoc, type Milestone } from './case-entry';
import { tables, type milestones } from './tables';
import { versionsBetween, type Known, type Since, type Versioned } from './versions';

const { put, remove } = changesOf(tables);

type MilestoneRow = Omit<RowOf<typeof milestones>, keyof Known>;

/** Rows of milestones by which two readings of a case differ. */
export const changesOfMilestones = (
  before: CaseDoc,
  after: CaseDoc,
  { stream, since, now }: { readonly stream: string; readonly since: Since; readonly now: string },
): Versioned =>
  versionsBetween<MilestoneRow>(
    {
      was: milestonesOf(before, stream),
      is: milestonesOf(after, stream),
      put: (row) => put('milestones', row),
      remove: (row) => remove('milestones', row),
    },
    since,
    now,
  );

/**
 * A milestone is reached on the first legal date of what reaches it. What it took counts from the opening, and from the
 * milestone before it, as far as the case had reached them by that day: so the row is the same as of every later date.
 */
function milestonesOf(doc: CaseDoc, stream: string): ReadonlyMap<string, MilestoneRow> {
  const dates = reachedOn(doc);
  const rows = new Map<string, MilestoneRow>();
  milestoneOrder.forEach((milestone, place) => {
    const date = dates.get(milestone);
    if (date === undefined) return;
    const reachedBefore = milestoneOrder
      .slice(0, place)
      .flatMap((each) => dates.get(each) ?? [])
      .filter((each) => each <= date);
    const [opened, previous] = [dates.get('opened'), reachedBefore.at(-1)];
    rows.set(`milestone ${milestone}`, {
      ...{ case: stream, milestone, organ: doc.organ, kind: doc.kind },
      ...{ reached_on: date, month: date.slice(0, 7) },
      since_opening: opened === undefined || opened > date ? null : daysBetween(opened, date),
      since_previous: previous === undefined ? null : daysBetween(previous, date),
    });
  });
  return rows;
}

function reachedOn({ entries }: CaseDoc): ReadonlyMap<Milestone, CivilDate> {
  const dates = new Map<Milestone, CivilDate>();
  for (const [, date, more] of entries) {
    if (more?.reached === undefined) continue;
    const first = dates.get(more.reached);
    if (first === undefined || date < first) dates.set(more.reached, date);
  }
  return dates;
}
