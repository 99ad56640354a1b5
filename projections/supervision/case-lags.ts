import type { Recorded } from '../../src/kernel/event';
import { epochOf } from '../../src/kernel/time';
import { isCorrection } from '../../src/events/corrections';
import { OutOfBandFactRecorded } from '../../src/events/out-of-band.events';
import { changesOf, type Change } from '../projection';
import type { CaseDoc } from './case-entry';
import { tables } from './tables';

const { add, put } = changesOf(tables);

const hour = 3_600_000;
const day = 24 * hour;

/** Key of the parameter whose tolerance late records exceed, and of the clock that their alerts name. */
export const LATE_KEY = 'late.record.hours';

/** What the alert on a late record calls its clock: the key and the revision of the event, `late.record.hours~3`. */
export const lateClock = (revision: number): string => `${LATE_KEY}~${revision}`;

/** The revision in the name of such a clock; `undefined` for any other clock. */
export function revisionOfLate(clock: string): number | undefined {
  const [, revision] = /^late\.record\.hours~(\d+)$/u.exec(clock) ?? [];
  return revision === undefined ? undefined : Number(revision);
}

/**
 * How many whole hours after it happened an event was recorded: 0 within the first; a fact known only by its day is taken
 * to have happened at the end of that day. `undefined` for what was imported, which is late by nature, and for a
 * correction, which takes the date of its target. Of a late entry the events of its act are late, once.
 */
export function hoursLate(event: Recorded): number | undefined {
  const { meta } = event;
  if (meta.source !== undefined || isCorrection(event)) return undefined;
  if (event.type === OutOfBandFactRecorded.type) return undefined;
  const happened = epochOf(meta.legal.at) + (meta.legal.p === 'day' ? day : 0);
  return Math.max(0, Math.ceil((epochOf(meta.recordedAt) - happened) / hour) - 1);
}

/** The rows of an entered event: how late it was recorded, and what W-25 looks at where that is an hour and more. */
export function lagOf(event: Recorded, { organ, kind }: Pick<CaseDoc, 'organ' | 'kind'>): readonly Change[] {
  const hours = hoursLate(event);
  if (hours === undefined) return [];
  const { stream, revision, legal, recordedAt } = event.meta;
  // Whoever recorded it answers for the delay, whatever organ the case turns out to be of.
  const row = put('entered', {
    ...{ case: stream, revision, organ: event.meta.organ?.u ?? organ, kind, type: event.type, hours },
    ...{ day: legal.d, month: legal.d.slice(0, 7), recorded_at: recordedAt },
  });
  return hours < 1 ? [row] : [row, add('lags', { case: stream, revision, hours, raised: 0 })];
}

/** That the alert on a late record is recorded. */
export const lagRaised = (stream: string, revision: number, raised: 0 | 1): Change =>
  add('lags', { case: stream, revision, hours: 0, raised });
