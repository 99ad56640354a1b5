import type { CivilDate } from '../../kernel/time';
import { canonicalBytes } from '../../seal/canonical-json';
import { hashToHex, sha256 } from '../../seal/hash';
import type { OrganPeople } from '../bus/duty-queries';
import type { SealedRecords } from '../sealed/sealed-readings';
import { refOf, type EventRef, type Leafed } from './case-record';
import type { Proceeding } from './proceeding';

/** Everything that a report is made from, frozen: nothing later has a part in it. */
export interface Snapshot {
  readonly case: readonly Leafed[];
  /** Alerts on the case. */
  readonly alerts: readonly Leafed[];
  /** Rules that the organ set aside. */
  readonly guards: readonly Leafed[];
  /** Organ and people as corrected up to the snapshot; absent where no organ of the register is known. */
  readonly registers?: OrganPeople;
  /** The same as they were known at the end of the day of the finding. */
  readonly registersThen?: OrganPeople;
  /** What happened later has no part in the report. Alerts and guards are of that day already. */
  readonly asOf?: CivilDate;
  /** What is sealed about the case: only in reports on a finding that is sealed itself. */
  readonly sealed?: SealedRecords;
  /** What the tracing that the report belongs to has brought. */
  readonly proceeding?: Proceeding;
}

/** A snapshot as a report names it: by the events that it ends at, and a hash over them. */
export interface FrozenSnapshot {
  readonly case: EventRef;
  readonly registers: readonly { readonly stream: string; readonly revision: number }[];
  readonly alerts: readonly EventRef[];
  readonly guards: readonly EventRef[];
  /** Sealed events, in a report on a finding that is sealed itself. */
  readonly sealed?: readonly EventRef[];
  readonly rulePacks: readonly string[];
  readonly calendars: readonly string[];
  /** Legal date of the view; absent: all that is on record. */
  readonly asOf?: CivilDate;
  readonly hash: string;
}

/**
 * The day by which open periods are judged, so that the report needs no clock of its own: the one that is asked for, or
 * that of the newest record.
 */
export const dayOfSnapshot = ({
  case: events,
  alerts,
  asOf,
}: Pick<Snapshot, 'case' | 'alerts' | 'asOf'>): CivilDate =>
  asOf ??
  [...events, ...alerts]
    .map(({ event }) => event.meta.recordedAt.slice(0, 10))
    .toSorted()
    .at(-1) ??
  '';

/** The snapshot as the report names it. @param last record of the case */
export function frozen(snapshot: Snapshot, last: Leafed): FrozenSnapshot {
  const { registers, alerts, guards, sealed, asOf } = snapshot;
  const entries = registers === undefined ? [] : [registers.organ, ...registers.people];
  const content = {
    case: refOf(last),
    registers: entries.map(({ s, n }) => ({ stream: s, revision: n })),
    alerts: alerts.map(refOf),
    guards: guards.map(refOf),
    ...(sealed === undefined
      ? {}
      : { sealed: [...sealed.record, ...sealed.handover, ...sealed.alerts].map(refOf) }),
    rulePacks: sorted(snapshot.case.flatMap(({ event }) => event.meta.rulePacks)),
    calendars: sorted(snapshot.case.flatMap(({ event }) => event.meta.calendars)),
    ...(asOf === undefined ? {} : { asOf }),
  };
  return { ...content, hash: hashToHex(sha256(canonicalBytes(content))) };
}

const sorted = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();

/** What of a snapshot is known besides the case. */
export const knownIn = ({ registers, sealed }: Snapshot): Pick<Snapshot, 'registers' | 'sealed'> => ({
  ...(registers === undefined ? {} : { registers }),
  ...(sealed === undefined ? {} : { sealed }),
});
