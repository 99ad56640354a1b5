import { lateClock } from '../../../projections/supervision/case-lags';
import { lateEvents, type LateEvent } from '../../../projections/supervision/lag.queries';
import { lastRecordingInTime } from '../../domain/penalty-case/clocks';
import { civilDateOf, epochOf, instantInZone, type CivilDate } from '../../kernel/time';
import { releasedPacks } from '../../law/packs/released-packs';
import type { RuleBook } from '../../law/rule-book';
import { alerts } from '../../law/violations';
import type { EventStore } from '../../ports/event-store';
import type { ReadModelReader } from '../../ports/read-model';
import type { Recorder } from '../recorder';
import { eventAt, raisePages } from './raise-pages';
import { recordAlert, type AlertAbout } from './record-alert';

/** What late records are told with. */
export interface LateRecordParts {
  /** Rows of the projection `supervision`. */
  readonly reader: Pick<ReadModelReader, 'query'>;
  readonly store: Pick<EventStore, 'readStream'>;
  readonly recorder: Pick<Recorder, 'record'>;
  /** The rules of an organ, as it had adopted them on a day. */
  readonly rulesOf: (organ: string, on: CivilDate) => Promise<RuleBook>;
}

/** No pack tolerates less, so that what was recorded sooner need not be looked at. */
const leastTolerance = Math.min(
  ...releasedPacks.flatMap(({ parameters }) =>
    parameters.flatMap(({ key, value }) =>
      key === 'late.record.hours' && value.type === 'period' ? [value.period.amount] : [],
    ),
  ),
);

/**
 * W-25: an alert for every event of a case that was recorded later than `late.record.hours` of its organ tolerates, by
 * the rules of the day on which it happened (C.2, invariant 8). Which events may be late stands in the rows; whether
 * one is, its record says. Raised once: the stream of the alert names case and revision.
 */
export class LateRecords {
  /** Looked at, and tolerated by the rules of their organ: a record does not become later. */
  readonly #tolerated = new Set<string>();

  constructor(private readonly parts: LateRecordParts) {}

  /** @returns how many alerts are new. @throws ReadModelAbsent, StoreUnavailable, OutcomeUnknown */
  raise(now: number): Promise<number> {
    const { reader } = this.parts;
    return raisePages<LateEvent>(
      (page) => lateEvents(reader, { hours: leastTolerance, ...page }),
      (row) => this.#look(row, now),
    );
  }

  /** @returns whether a new alert was recorded */
  async #look({ case: stream, revision }: LateEvent, now: number): Promise<boolean> {
    const name = `${stream} ${revision}`;
    if (this.#tolerated.has(name)) return false;
    const about = await this.#judge(stream, revision);
    if (about !== undefined) return recordAlert(this.parts.recorder, about, now);
    this.#tolerated.add(name);
    return false;
  }

  async #judge(stream: string, revision: number): Promise<AlertAbout | undefined> {
    const event = await eventAt(this.parts.store, stream, revision);
    const organ = event?.meta.organ?.u;
    if (event === undefined || organ === undefined) return undefined;
    const { legal, recordedAt, id } = event.meta;
    const rules = await this.parts.rulesOf(organ, legal.d);
    const last = lastRecordingInTime(legal, rules);
    if (last === undefined || epochOf(recordedAt) <= last) return undefined;
    return {
      ...{ alert: alerts['W-25'], case: stream, clock: lateClock(revision), because: id, organ },
      due: civilDateOf(instantInZone(last)),
      packs: [rules.resolve('late.record.hours').pack],
      calendars: [],
    };
  }
}
