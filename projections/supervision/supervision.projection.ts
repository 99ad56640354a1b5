import type { Recorded } from '../../src/kernel/event';
import { addDays, type CivilDate } from '../../src/kernel/time';
import type { EventOf } from '../../src/events/define-event';
import { AlertRaised, CommandRefused } from '../../src/events/ledger.events';
import { followNames } from '../names';
import { changesOf, follow, on, type Change, type Projection, type Step } from '../projection';
import { changesOfClocks, keyOfClock } from './case-clocks';
import { countsOfJoining, countsOfRereading } from './case-counts';
import { entryOf, headOf, noCase, type CaseDoc } from './case-entry';
import { findingOfClock, findingRaised, rowsOfFindings } from './case-findings';
import { lagOf, lagRaised, revisionOfLate } from './case-lags';
import { changesOfMilestones } from './case-milestones';
import { dueDate, lateFrom } from './moments';
import { NO_ORGAN, tables } from './tables';

const { put, add } = changesOf(tables);

function recorded(event: Recorded, doc: CaseDoc): Step<CaseDoc> {
  const entry = entryOf(event);
  const [, , more] = entry;
  const before = doc.entries.length === 0 ? { ...headOf(event), entries: [] } : doc;
  const after = { ...before, entries: [...before.entries, entry] };
  const changes = [
    ...countsOfJoining(before, entry, knownOn(event)),
    ...lagOf(event),
    ...rowsOfFindings(event),
  ];
  const plain = more?.opens === undefined && more?.closes === undefined && more?.reached === undefined;
  if (plain) return { doc: after, changes };
  return { doc: after, changes: [...changes, ...derived(before, after, event.meta.stream)] };
}

/** The correction is an event of its own, and its target reads anew; where that one opened the case, the case does. */
function corrected(event: Recorded, now: Recorded, doc: CaseDoc): Step<CaseDoc> {
  const step = recorded(event, doc);
  const { revision } = now.meta;
  const entries = step.doc.entries.map((entry, place) => (place === revision ? entryOf(now) : entry));
  const after = { ...(revision === 0 ? headOf(now) : step.doc), entries };
  const changes: Change[] = [
    ...step.changes,
    ...countsOfRereading(step.doc, after, knownOn(event)),
    ...derived(step.doc, after, event.meta.stream),
  ];
  return { doc: after, changes };
}

const derived = (before: CaseDoc, after: CaseDoc, stream: string): readonly Change[] => [
  ...changesOfClocks(before, after, stream),
  ...changesOfMilestones(before, after, stream),
];

/** Date in Shanghai, eight hours ahead all year; recorded time is UTC in a fixed form, so its text can be cut. */
function knownOn({ meta: { recordedAt } }: Recorded): CivilDate {
  const date = recordedAt.slice(0, 10);
  return recordedAt.slice(11, 13) < '16' ? date : addDays(date, 1);
}

/** A rule counts once for each refused command, however many members broke it. */
const refusal = follow<null>({
  initial: null,
  on: [
    on(CommandRefused, (event, doc) => {
      const { data, meta } = event;
      const rules = new Map(data.broken.map(({ code, guard }) => [`${code} ${guard}`, { code, guard }]));
      const row = {
        day: meta.legal.d,
        organ: meta.organ?.u ?? NO_ORGAN,
        known_on: knownOn(event),
        refused: 1,
      };
      const broken = [{ code: '', guard: '' }, ...rules.values()];
      return { doc, changes: broken.map((rule) => add('refusals', { ...row, ...rule })) };
    }),
  ],
});

/** That the alert is recorded, where what it is about waits for it: a late record, a finding, or a clock. */
function raised({ stream, clock, due }: EventOf<typeof AlertRaised>['data']): Change {
  const late = revisionOfLate(clock);
  if (late !== undefined) return lagRaised(stream, late);
  const finding = findingOfClock(clock);
  if (finding !== undefined) return findingRaised(stream, finding);
  const key = { case: stream, clock, due, late_from: lateFrom(due), clock_key: keyOfClock(clock) };
  return add('dues', { ...key, pending: 0, raised: 1 });
}

const alert = follow<null>({
  initial: null,
  on: [
    on(AlertRaised, ({ data, meta }, doc) => {
      const about = { case: data.stream, clock: data.clock, due_on: dueDate(data.due) };
      const row = {
        ...about,
        alert: meta.stream,
        code: data.code,
        organ: meta.organ?.u ?? NO_ORGAN,
        detected_on: data.detected,
        severity: data.severity,
        row: data.row ?? null,
      };
      return { doc, changes: [put('alerts', row), raised(data)] };
    }),
  ],
});

/** What an organ and those above it watch: counts, money, durations, clocks, refusals, alerts. It names no party. */
export const supervision: Projection = {
  name: 'supervision',
  version: 4,
  tables,
  streams: {
    case: follow<CaseDoc>({
      initial: noCase,
      on: [],
      otherwise: recorded,
      corrected: (event, { now }, doc) => corrected(event, now, doc),
    }),
    refusal,
    alert,
    organ: followNames.organ,
  },
};
