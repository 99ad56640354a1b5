import type { Recorded } from '../../src/kernel/event';
import { daysBetween } from '../../src/kernel/time';
import {
  AlertAcknowledged,
  AlertClosed,
  AlertEscalated,
  AlertExplained,
  AlertReopened,
} from '../../src/events/alert.events';
import type { EventOf } from '../../src/events/define-event';
import { AlertRaised } from '../../src/events/ledger.events';
import type { RowOf } from '../../src/ports/read-model-table';
import { changesOf, follow, on, type Change, type Step } from '../projection';
import { keyOfClock } from './case-clocks';
import { findingOfClock, findingRaised } from './case-findings';
import { lagRaised, revisionOfLate } from './case-lags';
import { dueDate, lateFrom } from './moments';
import { NEVER, NO_ORGAN, tables, type alerts } from './tables';
import { versionsBetween, type Known, type Since } from './versions';

const { put, add, remove } = changesOf(tables);

type AlertVersion = Omit<RowOf<typeof alerts>, keyof Known>;

/** An alert as it stands, since when it does, and what it was raised about. */
interface AlertDoc {
  readonly row?: AlertVersion;
  readonly since: Since;
  readonly about?: EventOf<typeof AlertRaised>['data'];
}

/** The row as it reads after an event; it holds from the moment at which the event was recorded. */
function moved(
  doc: AlertDoc,
  row: AlertVersion,
  { meta }: Recorded,
  more: readonly Change[] = [],
): Step<AlertDoc> {
  const rows = (version: AlertVersion | undefined) =>
    new Map(version === undefined ? [] : [['alert', version]]);
  const { changes, since } = versionsBetween<AlertVersion>(
    {
      ...{ was: rows(doc.row), is: rows(row) },
      put: (version) => put('alerts', version),
      remove: (version) => remove('alerts', version),
    },
    doc.since,
    meta.recordedAt,
  );
  return { doc: { ...doc, row, since }, changes: [...changes, ...more] };
}

function raised(event: Recorded<EventOf<typeof AlertRaised>>, doc: AlertDoc): Step<AlertDoc> {
  const { data, meta } = event;
  const row: AlertVersion = {
    ...{ alert: meta.stream, case: data.stream, clock: data.clock, code: data.code },
    ...{ organ: meta.organ?.u ?? NO_ORGAN, due_on: dueDate(data.due), detected_on: data.detected },
    ...{ month: data.detected.slice(0, 7), severity: data.severity, row: data.row ?? null },
    ...{ status: 'open', level: 'post', level_since: data.detected, closed_on: NEVER, days: null },
  };
  return moved({ ...doc, about: data }, row, event, [standing(data, { raised: 1 })]);
}

/** That the alert is recorded, or that it was closed, where what it is about waits for it: a late record, a finding, or a clock. */
function standing(
  { stream, clock, due }: EventOf<typeof AlertRaised>['data'],
  by: { readonly raised: 0 | 1; readonly settled?: 1 },
): Change {
  const late = revisionOfLate(clock);
  if (late !== undefined) return lagRaised(stream, late, by.raised);
  const finding = findingOfClock(clock);
  if (finding !== undefined) return findingRaised(stream, finding, by.raised);
  const key = { case: stream, clock, due, late_from: lateFrom(due), clock_key: keyOfClock(clock) };
  return add('dues', { ...key, pending: 0, over: 0, settled: 0, ...by });
}

type Handled = Pick<AlertVersion, 'status'> & Partial<AlertVersion>;

/** What an event does to an alert that was raised. */
const handled =
  (change: (row: AlertVersion, event: Recorded) => Handled) =>
  (event: Recorded, doc: AlertDoc): Step<AlertDoc> =>
    doc.row === undefined
      ? { doc, changes: [] }
      : moved(doc, { ...doc.row, ...change(doc.row, event) }, event);

function closed(event: Recorded<EventOf<typeof AlertClosed>>, doc: AlertDoc): Step<AlertDoc> {
  if (doc.row === undefined || doc.about === undefined) return { doc, changes: [] };
  const closed_on = event.meta.legal.d;
  const days = daysBetween(doc.row.detected_on, closed_on);
  const row = { ...doc.row, status: event.data.outcome, closed_on, days };
  return moved(doc, row, event, [standing(doc.about, { raised: 0, settled: 1 })]);
}

/** Alerts with what became of them, as known at every instant. */
export const alertCourse = follow<AlertDoc>({
  initial: { since: {} },
  on: [
    on(AlertRaised, raised),
    on(
      AlertAcknowledged,
      handled(({ status }) => ({ status: status === 'open' ? 'acknowledged' : status })),
    ),
    on(
      AlertExplained,
      handled(() => ({ status: 'answered' })),
    ),
    on(AlertClosed, closed),
    on(
      AlertReopened,
      handled((_, { meta }) => ({ status: 'open', level_since: meta.legal.d, closed_on: NEVER, days: null })),
    ),
    on(AlertEscalated, (event, doc) =>
      handled(({ status }) => ({ status, level: event.data.level, level_since: event.meta.legal.d }))(
        event,
        doc,
      ),
    ),
  ],
});
