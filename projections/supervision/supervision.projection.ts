import type { Recorded } from '../../src/kernel/event';
import { addDays, type CivilDate } from '../../src/kernel/time';
import type { EventOf } from '../../src/events/define-event';
import { BenchmarkPublished } from '../../src/events/benchmark.events';
import { CommandRefused } from '../../src/events/ledger.events';
import { ReminderGiven } from '../../src/events/reminder.events';
import { OrganConfirmed } from '../../src/events/register.events';
import { followNames } from '../names';
import { alongside, changesOf, follow, on, type Change, type Projection, type Step } from '../projection';
import { alertCourse } from './alert-course';
import { changesOfClocks } from './case-clocks';
import { countsOfJoining, countsOfRereading } from './case-counts';
import { changesOfDiscretions } from './case-discretions';
import { entryOf, headOf, noCase, withOfficers, type CaseDoc } from './case-entry';
import { rowsOfFindings } from './case-findings';
import { lagOf } from './case-lags';
import { changesOfMilestones } from './case-milestones';
import { NO_ORGAN, tables } from './tables';
import type { Versioned } from './versions';

const { put } = changesOf(tables);

function recorded(event: Recorded, doc: CaseDoc): Step<CaseDoc> {
  const entry = entryOf(event);
  const [, , more] = entry;
  const before: CaseDoc = doc.entries.length === 0 ? { ...headOf(event), entries: [], since: {} } : doc;
  const staffed = withOfficers(before, event);
  const after = { ...staffed, entries: [...before.entries, entry] };
  const changes = [
    ...countsOfJoining(before, entry, knownOn(event)),
    ...lagOf(event, before),
    ...rowsOfFindings(event),
  ];
  const { opens, closes, reached, fined } = more ?? {};
  const moves = [opens, closes, reached, fined].some((each) => each !== undefined);
  if (!moves && staffed === before) return { doc: after, changes };
  const moved = derived(before, after, event);
  return { doc: { ...after, since: moved.since }, changes: [...changes, ...moved.changes] };
}

/** The correction is an event of its own, and its target reads anew; where that one opened the case, the case does. */
function corrected(event: Recorded, now: Recorded, doc: CaseDoc): Step<CaseDoc> {
  const step = recorded(event, doc);
  const { revision } = now.meta;
  const entries = step.doc.entries.map((entry, place) => (place === revision ? entryOf(now) : entry));
  const after = withOfficers({ ...step.doc, ...(revision === 0 ? headOf(now) : {}), entries }, now);
  const moved = derived(step.doc, after, event);
  const counts = countsOfRereading(step.doc, after, knownOn(event));
  return {
    doc: { ...after, since: moved.since },
    changes: [...step.changes, ...counts, ...moved.changes],
  };
}

/** What follows from the entries, each with rows of its own, from the moment at which the event was recorded. */
function derived(before: CaseDoc, after: CaseDoc, { meta }: Recorded): Versioned {
  const at = { stream: meta.stream, since: before.since, now: meta.recordedAt };
  const clocks = changesOfClocks(before, after, at);
  const milestones = changesOfMilestones(before, after, { ...at, since: clocks.since });
  const fines = changesOfDiscretions(before, after, { ...at, since: milestones.since });
  return { changes: [...clocks.changes, ...milestones.changes, ...fines.changes], since: fines.since };
}

/** Date in Shanghai, eight hours ahead all year; recorded time is UTC in a fixed form, so its text can be cut. */
function knownOn({ meta: { recordedAt } }: Recorded): CivilDate {
  const date = recordedAt.slice(0, 10);
  return recordedAt.slice(11, 13) < '16' ? date : addDays(date, 1);
}

/** A rule counts once for each refused attempt, however many members broke it. */
const refusal = follow<null>({
  initial: null,
  on: [
    on(CommandRefused, (event, doc) => {
      const { data, meta } = event;
      const rules = new Map(data.broken.map(({ code, guard }) => [`${code} ${guard}`, { code, guard }]));
      const row = {
        ...{
          refusal: meta.stream,
          attempt: meta.revision,
          command: data.command,
          organ: meta.organ?.u ?? NO_ORGAN,
        },
        ...{ day: meta.legal.d, month: meta.legal.d.slice(0, 7), recorded_at: meta.recordedAt },
      };
      const broken = [{ code: '', guard: '' }, ...rules.values()];
      return { doc, changes: broken.map((rule) => put('refusals', { ...row, ...rule })) };
    }),
  ],
});

const reminder = follow<null>({
  initial: null,
  on: [
    on(ReminderGiven, ({ data, meta }, doc) => {
      const { kind, officer, what, on: ends_on, before, given: given_on } = data;
      const row = { reminder: meta.stream, kind, officer, organ: meta.organ?.u ?? NO_ORGAN, what };
      return {
        doc,
        changes: [put('reminders', { ...row, ends_on, before, given_on, recorded_at: meta.recordedAt })],
      };
    }),
  ],
});

/** The ranges of a benchmark of penalties; it binds from the day on which it is both published and in force. */
function rowsOfTiers(
  { act, tiers, from, published }: EventOf<typeof BenchmarkPublished>['data'],
  { stream, revision }: Recorded['meta'],
): readonly Change[] {
  if (act !== 'penalty') return [];
  const from_on = published > from ? published : from;
  return tiers.flatMap(({ code: tier, name, ranges }) =>
    ranges.map(({ kind, minFen, maxFen }) =>
      put('tiers', {
        ...{ item: stream, revision, tier, party_kind: kind, name, from_on },
        ...{ low: minFen, high: maxFen },
      }),
    ),
  );
}

/** What an organ and those above it watch: counts, money, durations, clocks, refusals, alerts. It names no party. */
export const supervision: Projection = {
  name: 'supervision',
  version: 8,
  tables,
  streams: {
    case: follow<CaseDoc>({
      initial: noCase,
      on: [],
      otherwise: recorded,
      corrected: (event, { now }, doc) => corrected(event, now, doc),
    }),
    refusal,
    alert: alertCourse,
    reminder,
    organ: alongside(followNames.organ, [
      on(OrganConfirmed, ({ data, meta }, doc) => ({
        doc,
        changes: [
          put('places', {
            ...{ organ: meta.stream, legal_date: data.from, revision: meta.revision },
            ...{ level: data.level, territory: data.territory, recorded_at: meta.recordedAt },
          }),
        ],
      })),
    ]),
    item: alongside(followNames.item, [
      on(BenchmarkPublished, ({ data, meta }, doc) => ({ doc, changes: rowsOfTiers(data, meta) })),
    ]),
  },
};
