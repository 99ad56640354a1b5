import { doneSince, type MissedDue } from '../../../projections/supervision/due.queries';
import { AlertClosed } from '../../events/alert.events';
import type { ReadModelReader } from '../../ports/read-model';
import type { AlertRow } from './alert-table';
import { addToAlert, standingAlert, type AlertStreamParts } from './alert-stream';
import { raisePages } from './raise-pages';
import { alertStream } from './record-alert';

/** What closing works with. */
export interface SettledParts extends AlertStreamParts {
  /** Rows of the projection `supervision`. */
  readonly reader: Pick<ReadModelReader, 'query'>;
  readonly table: readonly AlertRow[];
}

/**
 * Close the alerts that close of themselves once what they wait for is done (W-15, W-18 of C.13). One that somebody closed and
 * took up again is left to people.
 *
 * @returns how many were closed
 * @throws ReadModelAbsent, StoreUnavailable, OutcomeUnknown
 */
export async function closeSettled(parts: SettledParts, now: number): Promise<number> {
  let closed = 0;
  for (const row of parts.table) {
    if (row.by !== 'clock' || row.closesItself !== true) continue;
    closed += await raisePages<MissedDue>(
      (page) => doneSince(parts.reader, row.clock, page),
      async (due) => {
        const standing = await standingAlert(parts, alertStream(row.code, due));
        if (standing.state.phase !== 'open') return false;
        const event = AlertClosed({ outcome: 'rectified' });
        return addToAlert(parts, standing, event, now, { packs: [], calendars: [] });
      },
    );
  }
  return closed;
}
