import { clockWatches } from '../../domain/penalty-case/table';
import { alerts, isAlertCode } from '../../law/violations';
import type { Alert } from '../../law/violations/row';

/** The alert that a clock raises when its day has passed, by the key of the clock; other clocks only remind. */
export const alertOfClock: ReadonlyMap<string, Alert> = new Map(
  [...clockWatches].flatMap(([key, { alert }]) =>
    alert !== undefined && isAlertCode(alert) ? [[key, alerts[alert]]] : [],
  ),
);
