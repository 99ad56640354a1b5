import type { Recorded } from '../../src/kernel/event';
import { epochOf } from '../../src/kernel/time';
import { isCorrection } from '../../src/events/corrections';
import { OutOfBandFactRecorded } from '../../src/events/out-of-band.events';
import { changesOf, type Change } from '../projection';
import { tables } from './tables';

const { add } = changesOf(tables);

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
 * The row of an event that was recorded more than an hour after it happened; a fact known only by its day is taken to
 * have happened at the end of that day. What was imported is late by nature, and so is a correction, which takes the date
 * of its target. Of a late entry the events of its act are late, once.
 */
export function lagOf(event: Recorded): readonly Change[] {
  const { meta } = event;
  if (meta.source !== undefined || isCorrection(event)) return [];
  if (event.type === OutOfBandFactRecorded.type) return [];

  const happened = epochOf(meta.legal.at) + (meta.legal.p === 'day' ? day : 0);
  const hours = Math.ceil((epochOf(meta.recordedAt) - happened) / hour) - 1;
  return hours < 1 ? [] : [add('lags', { case: meta.stream, revision: meta.revision, hours, raised: 0 })];
}

/** That the alert on a late record is recorded. */
export const lagRaised = (stream: string, revision: number): Change =>
  add('lags', { case: stream, revision, hours: 0, raised: 1 });
