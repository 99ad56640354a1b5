import { clockWatches } from '../../domain/penalty-case/table';
import { alerts, isAlertCode, type AlertCode } from '../../law/violations';
import type { Alert } from '../../law/violations/row';

/**
 * How each alert of a penalty case comes about: by a clock that ran out, by what an act finds at once, by a record that
 * came late. An alert without a row here is never raised; those of the sealed class are raised by the sealed watch
 * alone ({@link ../sealed/sealed-watch}).
 */
export type AlertRow =
  /** Something was not done by the last day, or moment, of the clock of this parameter. */
  | {
      readonly code: AlertCode;
      readonly by: 'clock';
      readonly clock: string;
      /** The alert is closed once what the clock waits for is done, however late. */
      readonly closesItself?: true;
    }
  /** An act says so, or is so. */
  | { readonly code: AlertCode; readonly by: 'finding' }
  /** An event was recorded later than its organ tolerates. */
  | { readonly code: AlertCode; readonly by: 'late-record' };

/** A reminder of a payment, and of an application to the court, is over with it (C.13). */
const closing = new Set<AlertCode>(['W-15', 'W-18']);

const byClock: readonly AlertRow[] = [...clockWatches].flatMap(([clock, { alert }]) =>
  alert !== undefined && isAlertCode(alert) && !alerts[alert].sealed
    ? [
        {
          code: alert,
          by: 'clock',
          clock,
          ...(closing.has(alert) ? { closesItself: true as const } : {}),
        } as const,
      ]
    : [],
);

const found = ['W-01', 'W-07', 'W-08', 'W-17', 'W-30', 'W-36', 'W-37', 'W-47'] as const;

export const alertTable: readonly AlertRow[] = [
  ...byClock,
  ...found.map((code) => ({ code, by: 'finding' }) as const),
  { code: 'W-25', by: 'late-record' },
];

/** The alert of each clock by its parameter; other clocks only remind. */
export const clockAlerts = (table: readonly AlertRow[]): ReadonlyMap<string, Alert> =>
  new Map(table.flatMap((row) => (row.by === 'clock' ? [[row.clock, alerts[row.code]]] : [])));

/** The alert that a clock raises when its day has passed, by the parameter of the clock. */
export const alertOfClock = clockAlerts(alertTable);
