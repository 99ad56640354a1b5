import { daysBetween, type CivilDate } from '../../src/kernel/time';
import type { RowOf } from '../../src/ports/read-model-table';
import { changesOf, type Change } from '../projection';
import { milestoneOrder, type CaseDoc, type Milestone } from './case-entry';
import { tables, type milestones } from './tables';

const { put, remove } = changesOf(tables);

/** Rows of milestones by which two readings of a case differ. */
export function changesOfMilestones(before: CaseDoc, after: CaseDoc, stream: string): readonly Change[] {
  const was = new Map(milestonesOf(before, stream).map((row) => [row.milestone, row]));
  const is = new Map(milestonesOf(after, stream).map((row) => [row.milestone, row]));
  const changes: Change[] = [];
  for (const [milestone, row] of is) {
    if (JSON.stringify(was.get(milestone)) !== JSON.stringify(row)) changes.push(put('milestones', row));
  }
  for (const milestone of was.keys()) {
    if (!is.has(milestone)) changes.push(remove('milestones', { case: stream, milestone }));
  }
  return changes;
}

/** A milestone is reached on the first legal date of what reaches it. The opening is where the others count from. */
function milestonesOf(doc: CaseDoc, stream: string): readonly RowOf<typeof milestones>[] {
  const dates = reachedOn(doc);
  const opened = dates.get('opened');
  let previous: CivilDate | undefined;
  return milestoneOrder.flatMap((milestone) => {
    const date = dates.get(milestone);
    if (date === undefined) return [];
    const [from, since] = [opened, previous];
    previous = date;
    if (milestone === 'opened') return [];
    return {
      case: stream,
      milestone,
      organ: doc.organ,
      kind: doc.kind,
      reached_on: date,
      since_opening: from === undefined ? null : daysBetween(from, date),
      since_previous: since === undefined ? null : daysBetween(since, date),
    };
  });
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
