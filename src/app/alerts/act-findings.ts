import { findingClock, findingsOf } from '../../../projections/supervision/case-findings';
import { openFindings, type OpenFinding } from '../../../projections/supervision/finding.queries';
import { alerts } from '../../law/violations';
import type { EventStore } from '../../ports/event-store';
import type { ReadModelReader } from '../../ports/read-model';
import type { Recorder } from '../recorder';
import type { AlertRow } from './alert-table';
import { eventAt, raisePages } from './raise-pages';
import { recordAlert } from './record-alert';

/** What findings are told with. */
export interface ActFindingParts {
  /** Rows of the projection `supervision`. */
  readonly reader: Pick<ReadModelReader, 'query'>;
  readonly store: Pick<EventStore, 'readStream'>;
  readonly recorder: Pick<Recorder, 'record'>;
  /** Rows that say which findings are told. */
  readonly table: readonly AlertRow[];
}

/**
 * An alert for every finding that follows from an act at once (W-07, W-30 …): due on the legal day of the act,
 * because of its event. Raised once: the stream of the alert names case, revision and place of the finding.
 *
 * @returns how many alerts are new
 * @throws ReadModelAbsent, StoreUnavailable, OutcomeUnknown
 */
export const raiseFindings = (parts: ActFindingParts, now: number): Promise<number> =>
  raisePages<OpenFinding>(
    (page) => openFindings(parts.reader, page),
    (row) => raise(parts, row, now),
  );

async function raise(
  { store, recorder, table }: ActFindingParts,
  { case: stream, ...at }: OpenFinding,
  now: number,
): Promise<boolean> {
  const event = await eventAt(store, stream, at.revision);
  const code = event === undefined ? undefined : findingsOf(event)[at.place]?.code;
  const row = table.find((each) => each.by === 'finding' && each.code === code);
  if (event === undefined || row === undefined) return false;
  const { legal, organ, id, rulePacks, calendars } = event.meta;
  const about = {
    ...{ alert: alerts[row.code], case: stream, clock: findingClock(at), due: legal.d, because: id },
    ...(organ === undefined ? {} : { organ: organ.u }),
    ...{ packs: rulePacks, calendars },
  };
  return recordAlert(recorder, about, now);
}
