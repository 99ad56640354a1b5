import { alertsRaised } from '../../../projections/supervision/clock.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { guardsStreamOf } from '../../domain/registers/guards';
import { entryKnownAt } from '../fold';
import { organPeopleWith, type LoadEntry, type OrganPeople } from '../bus/duty-queries';
import { CaseNotFound, type Readers } from '../readers';
import type { Recorded } from '../../kernel/event';
import { epochOf, utcInstant, type CivilDate, type Instant } from '../../kernel/time';
import { CaseRecord, endOfDay, type Leafed } from './case-record';
import { findingOf } from './finding';
import { dayOfSnapshot, type Snapshot } from './report';

const ALERTS = 500;

/** What a report is asked about: a case, a code, and which view of it. */
export interface SnapshotAsked {
  readonly stream: string;
  readonly code: string;
  /** Only what was recorded by then. */
  readonly knownAt: Instant;
  /** Only what had legally happened by then. */
  readonly asOf?: CivilDate;
}

/** A frozen record, and everybody who ever acted in the case, also after it. */
export interface FrozenRecord {
  readonly snapshot: Snapshot;
  readonly acted: readonly string[];
}

/**
 * Freeze what a report on a case is made from: the case, the alerts on it, the registers of its organ and the guards
 * that it set aside, all as recorded up to an instant.
 *
 * @throws CaseNotFound, NoFinding
 */
export async function readSnapshot(
  readers: Readers,
  { stream: id, code, knownAt, asOf }: SnapshotAsked,
): Promise<FrozenRecord> {
  const view = { known: utcInstant(epochOf(knownAt)), ...(asOf === undefined ? {} : { asOf }) };
  const all = await readers.records(id);
  const events = recordedBy(all, view.known);
  const [first] = events;
  if (first === undefined) throw new CaseNotFound(id);
  const acted = distinctActors(all);
  const alerts = happened(recordedBy(await alertsOn(readers, first.event.meta.stream), view.known), asOf);
  const organ = events.find(({ event }) => event.meta.organ !== undefined)?.event.meta.organ?.u;
  const part = { case: events, alerts, ...(asOf === undefined ? {} : { asOf }) };
  if (organ === undefined || !organ.startsWith('organ-')) {
    return { acted, snapshot: { ...part, guards: [] } };
  }
  const { on } = findingOf(code, new CaseRecord(events, asOf), alerts, dayOfSnapshot(part));
  const guards = await readers.recordsOf(guardsStreamOf(organ));
  return {
    acted,
    snapshot: {
      ...{ ...part, guards: happened(recordedBy(guards, view.known), asOf) },
      ...(await registersOf(readers, organ, distinctActors(events), { known: view.known, on })),
    },
  };
}

/** Recorded time is UTC to the millisecond, so that it compares as text. */
const recordedBy = (records: readonly Leafed[], known: Instant): readonly Leafed[] =>
  records.filter(({ event }) => event.meta.recordedAt <= known);

const happened = (records: readonly Leafed[], asOf: CivilDate | undefined): readonly Leafed[] =>
  asOf === undefined ? records : records.filter(({ event }) => event.meta.legal.d <= asOf);

const distinctActors = (records: readonly Leafed[]): readonly string[] => [
  ...new Set(records.flatMap(({ event }) => event.meta.actors.map(({ u }) => u))),
];

async function alertsOn(readers: Readers, stream: string): Promise<readonly Leafed[]> {
  const { rows } = await alertsRaised(readers.of(supervision), { case: stream, limit: ALERTS });
  const raised = await Promise.all(rows.map(({ alert }) => readers.recordsOf(alert)));
  return raised.flat().toSorted(({ event: a }, { event: b }) => (a.meta.stream < b.meta.stream ? -1 : 1));
}

/**
 * Everybody under the organ and everybody else who acted, as known at the instant of the snapshot, and as known at the
 * end of the day of the finding. Each entry is read once and folded for both.
 */
async function registersOf(
  readers: Readers,
  organ: string,
  acted: readonly string[],
  { known, on }: { readonly known: Instant; readonly on: CivilDate },
): Promise<Pick<Snapshot, 'registers' | 'registersThen'>> {
  const read = new Map<string, Promise<readonly Recorded[]>>();
  const eventsOf = (s: string): Promise<readonly Recorded[]> => {
    const reading = read.get(s) ?? readers.recordsOf(s).then((all) => all.map(({ event }) => event));
    read.set(s, reading);
    return reading;
  };
  const others = acted.filter((handle) => handle.startsWith('officer-'));
  const at = async (instant: Instant): Promise<OrganPeople | undefined> => {
    const load: LoadEntry = async (decider, s) => entryKnownAt(decider, s, await eventsOf(s), instant);
    const found = await organPeopleWith(readers, organ, load, others);
    return found.organ.n < 0 ? undefined : found;
  };
  const end = utcInstant(endOfDay(on));
  const registers = await at(known);
  const registersThen = end < known ? await at(end) : registers;
  return {
    ...(registers === undefined ? {} : { registers }),
    ...(registersThen === undefined ? {} : { registersThen }),
  };
}
