import { decodeEntry } from '../../events/codec';
import { DemonstrationStarted } from '../../events/ledger.events';
import { hasCode } from '../../kernel/errors';
import type { CivilDate } from '../../kernel/time';
import { START, type EventStore } from '../../ports/event-store';
import { parseEntryTrusted } from '../../seal/entry-codec';
import { hasLedger, openLedgerForReading } from '../engines/open-ledger';
import { enginesAt, type Place } from '../engines/place';

/** A ledger begins with this stream where it holds a demonstration. */
export const DEMONSTRATION_STREAM = 'demonstration-ledger';

/** How the demonstration of a ledger was begun, and whether it is whole. */
export interface Begun {
  readonly seed: string;
  /** 0: registers alone. */
  readonly cases: number;
  readonly until?: CivilDate;
  readonly keys: 'drawn' | 'seeded';
  readonly scenario: number;
  readonly isFinished: boolean;
}

/** What a data folder holds before anything is made in it. */
export type Held = 'nothing' | 'records' | Begun;

/** What a place holds, read beside its writer. @throws StoreUnavailable, FileFromLaterBuild, FileUnreadable */
export async function heldIn(place: Place): Promise<Held> {
  const store = await ledgerAt(place);
  if (store === undefined) return 'nothing';
  try {
    return await heldBy(store);
  } finally {
    await store.close();
  }
}

/** `undefined` where there is no ledger yet: no file, or a server that holds none of this name. */
async function ledgerAt(place: Place): Promise<EventStore | undefined> {
  if (!hasLedger(place)) return undefined;
  try {
    return await openLedgerForReading(place);
  } catch (error) {
    if (enginesAt(place).ledger.kind !== 'sqlite' && hasCode(error, 'ledger-missing')) return undefined;
    throw error;
  }
}

/** The same of an open ledger. */
export async function heldBy(store: Pick<EventStore, 'readAll' | 'streamHead'>): Promise<Held> {
  const [first] = await store.readAll(START, 1);
  if (first === undefined) return 'nothing';
  const { type, data } = decodeEntry(parseEntryTrusted(first.entry));
  if (type !== DemonstrationStarted.type) return 'records';
  const { clock: _clock, ...begun } = DemonstrationStarted.data.parse(data);
  return { ...begun, isFinished: ((await store.streamHead(DEMONSTRATION_STREAM)) ?? 0n) > 0n };
}

/** Whether it is a demonstration that nobody can use yet, because making it was interrupted. */
export const isUnfinished = (held: Held): held is Begun => typeof held === 'object' && !held.isFinished;
