import { alert } from '../../domain/alerts/decider';
import type { AlertState } from '../../domain/alerts/state';
import type { DomainEvent } from '../../kernel/event';
import { hasCode } from '../../kernel/errors';
import { instantInZone, legalInstant } from '../../kernel/time';
import { decodeEntry } from '../../events/codec';
import type { EventStore } from '../../ports/event-store';
import { parseEntryTrusted } from '../../seal/entry-codec';
import { fold } from '../fold';
import type { Recorder } from '../recorder';

/** What the watch does on the stream of an alert that is there. */
export interface AlertStreamParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly recorder: Pick<Recorder, 'record' | 'endOf'>;
}

/** An alert as the ledger has it now, and where its stream ends. */
export interface StandingAlert {
  readonly stream: string;
  readonly state: AlertState;
  readonly revision: number;
  /** Id of the last event. */
  readonly last: string;
}

const MOST = 500;

/** @throws StoreUnavailable */
export async function standingAlert(
  { store }: Pick<AlertStreamParts, 'store'>,
  stream: string,
): Promise<StandingAlert> {
  const { records } = await store.readStream(stream, 0n, MOST);
  const events = records.map(({ entry }) => decodeEntry(parseEntryTrusted(entry)));
  const { revision = -1, id = '' } = events.at(-1)?.meta ?? {};
  return { stream, state: fold(alert, events), revision, last: id };
}

/**
 * Add an event of the watch to an alert as it was read, unless its stream has moved on since.
 *
 * @returns whether it was added
 * @throws StoreUnavailable, OutcomeUnknown
 */
export async function addToAlert(
  { recorder }: Pick<AlertStreamParts, 'recorder'>,
  { stream, state, revision, last }: StandingAlert,
  event: DomainEvent,
  now: number,
  law: { readonly packs: readonly string[]; readonly calendars: readonly string[] },
): Promise<boolean> {
  const end = await recorder.endOf(stream);
  if (end.revision !== revision) return false;
  try {
    await recorder.record(stream, end, [event], {
      ...{ commandId: `${stream}~${revision + 1}`, digest: '', correlationId: stream, causationId: last },
      occurred: legalInstant(instantInZone(now)),
      actors: [{ u: 'alert-watch', role: 'system' }],
      ...(state.organ === undefined ? {} : { organ: { u: state.organ } }),
      ...{ rulePacks: law.packs, calendars: law.calendars },
    });
    return true;
  } catch (error) {
    if (hasCode(error, 'wrong-expected-revision')) return false;
    throw error;
  }
}
