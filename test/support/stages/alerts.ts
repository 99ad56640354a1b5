import { AcknowledgeAlert, CloseAlert, ExplainAlert, ReopenAlert } from '../../../src/domain/alerts/commands';
import type { AlertFacts } from '../../../src/domain/alerts/decider';
import { AlertClosed, type AlertEvent } from '../../../src/events/alert.events';
import { AlertRaised } from '../../../src/events/ledger.events';
import type { Recorded } from '../../../src/kernel/event';
import { command, recorded } from '../given';

/** An alert on a case, open and closed, and what people may lawfully do about it. */

export const openAlert: readonly Recorded<AlertEvent>[] = [
  recorded(
    AlertRaised({
      ...{ code: 'W-10', stream: 'case-1', clock: 'publish.penalty.own_site', due: '2024-06-03' },
      ...{ detected: '2024-06-04', severity: 2, row: 'V16' },
    }),
    0,
    '2024-06-04',
  ),
];
export const closedAlert: readonly Recorded<AlertEvent>[] = [
  ...openAlert,
  recorded(AlertClosed({ outcome: 'false' }), 1, '2024-06-05'),
];

/** The sender is not among those whom the alert is about. */
export const alertFacts = (changes: Partial<AlertFacts> = {}): AlertFacts => ({
  ...{ date: '2024-06-06', by: 'officer-zhao', subjects: ['officer-li'], evidenceFound: true },
  ...changes,
});

export const closing = (changes: object = {}) =>
  command(CloseAlert, { outcome: 'explained', reasons: '系统故障，已补公示', ...changes });
export const reopening = command(ReopenAlert, { reasons: '说明与记录不符' });
export const explaining = command(ExplainAlert, { explanation: '当日系统故障' });
export const acknowledging = command(AcknowledgeAlert, { note: '今日补公示' });

const on = (history: readonly Recorded[], given: object) => ({
  ...{ history, before: [], given, facts: alertFacts() as unknown },
});

export const lawfulAlerts = {
  AcknowledgeAlert: on(openAlert, acknowledging),
  ExplainAlert: on(openAlert, explaining),
  CloseAlert: on(openAlert, closing()),
  ReopenAlert: on(closedAlert, reopening),
};
