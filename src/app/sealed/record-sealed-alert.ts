import { SealedAlertRaised } from '../../events/sealed-alert.events';
import { hasCode } from '../../kernel/errors';
import { civilDateOf, instantInZone, legalInstant, type CivilDate } from '../../kernel/time';
import type { Alert } from '../../law/violations/row';
import type { Recorder } from '../recorder';

/** What a sealed alert is about. */
export interface SealedAbout {
  readonly alert: Alert;
  readonly stream: string;
  readonly record: string;
  readonly due: CivilDate;
  readonly case: string;
  readonly organ: string;
  readonly barred: readonly string[];
}

/** The stream of a sealed alert: it is opened once, so that the alert happens once. */
export const sealedAlertStream = (code: string, stream: string, record: string): string =>
  `sealedalert-${code}-${stream}-${record}`;

/** Record it, unless it is recorded already. @returns whether it is new. @throws StoreUnavailable, OutcomeUnknown */
export async function recordSealedAlert(
  recorder: Pick<Recorder, 'record'>,
  about: SealedAbout,
  now: number,
): Promise<boolean> {
  const { alert, stream: of, record, due, barred, case: named, organ } = about;
  const { code, severity, row } = alert;
  const stream = sealedAlertStream(code, of, record);
  const at = instantInZone(now);
  const event = SealedAlertRaised(
    {
      ...{ code, stream: of, record, due, detected: civilDateOf(at), severity, row },
      barred: [...barred],
    },
    { sealed: { case: named, organ } },
  );
  try {
    await recorder.record(stream, { revision: -1 }, [event], {
      ...{ commandId: stream, digest: '', correlationId: stream },
      occurred: legalInstant(at),
      actors: [{ u: 'alert-watch', role: 'system' }],
      ...{ rulePacks: [], calendars: [] },
    });
    return true;
  } catch (error) {
    if (hasCode(error, 'wrong-expected-revision')) return false;
    throw error;
  }
}
