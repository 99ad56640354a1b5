import { AlertRaised } from '../../events/ledger.events';
import { hasCode } from '../../kernel/errors';
import { civilDateOf, instantInZone, legalInstant, type DateOrInstant } from '../../kernel/time';
import type { Alert } from '../../law/violations/row';
import type { Recorder } from '../recorder';

/** What an alert is about. */
export interface AlertAbout {
  readonly alert: Alert;
  readonly case: string;
  readonly clock: string;
  /** Last day in time, or last moment where the period counts hours. */
  readonly due: DateOrInstant;
  /** Id of the event that it follows from; absent where it follows from what is not on record. */
  readonly because?: string;
  readonly organ?: string;
  readonly packs: readonly string[];
  readonly calendars: readonly string[];
}

/**
 * Stream of an alert: one for each code, case and clock, so that it is raised once whoever raises it. The slash of a
 * clock of one thing among several has no place in the name of a stream: `preserve.evidence/e1` ends it as `:e1`.
 */
export const alertStream = (code: string, about: Pick<AlertAbout, 'case' | 'clock'>): string =>
  `alert-${code}-${about.case}-${about.clock.replace('/', ':')}`;

/**
 * Record an alert, unless it is recorded already. @returns whether it is new
 *
 * @throws StoreUnavailable, OutcomeUnknown
 */
export async function recordAlert(
  recorder: Pick<Recorder, 'record'>,
  about: AlertAbout,
  now: number,
): Promise<boolean> {
  const { code, severity, row } = about.alert;
  const stream = alertStream(code, about);
  const at = instantInZone(now);
  const event = AlertRaised({
    ...{ code, stream: about.case, clock: about.clock, due: about.due },
    ...{ detected: civilDateOf(at), severity, row },
  });
  const meta = {
    commandId: stream,
    digest: '',
    correlationId: stream,
    ...(about.because === undefined ? {} : { causationId: about.because }),
    occurred: legalInstant(at),
    actors: [{ u: 'alert-watch', role: 'system' }],
    ...(about.organ === undefined ? {} : { organ: { u: about.organ } }),
    rulePacks: [...about.packs],
    calendars: [...about.calendars],
  };
  try {
    await recorder.record(stream, { revision: -1 }, [event], meta);
    return true;
  } catch (error) {
    if (hasCode(error, 'wrong-expected-revision')) return false;
    throw error;
  }
}
