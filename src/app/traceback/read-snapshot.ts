import { alertsOn as streamsOfAlerts } from '../../../projections/supervision/alert.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { AlertRaised } from '../../events/ledger.events';
import { officer } from '../../domain/registers/officer';
import { organ as organRegister } from '../../domain/registers/organ';
import { guardsStreamOf } from '../../domain/registers/guards';
import { entryKnownAt } from '../fold';
import { organPeopleWith, type LoadEntry, type OrganPeople } from '../bus/duty-queries';
import { registersNamed } from '../documents/case-record';
import type { SealedRecords } from '../sealed/sealed-readings';
import { CaseNotFound, type Readers } from '../readers';
import type { Recorded } from '../../kernel/event';
import { epochOf, utcInstant, type CivilDate, type Instant } from '../../kernel/time';
import { CaseRecord, endOfDay, type Leafed } from './case-record';
import { findingOf } from './finding';
import { dayOfSnapshot, type Snapshot } from './snapshot';

const ALERTS = 500;

/** What a report is asked about: a case, a code, and which view of it. */
export interface SnapshotAsked {
  readonly stream: string;
  readonly code: string;
  /** Only what was recorded by then. */
  readonly knownAt: Instant;
  /** Only what had legally happened by then. */
  readonly asOf?: CivilDate;
  /** What is sealed about the case, where the finding itself is and whoever asks may see it. */
  readonly sealed?: SealedRecords;
  /** What a tracing froze: the lists that say which streams belong to it may have grown since. */
  readonly frozen?: {
    readonly revision: number;
    readonly alerts: readonly string[];
    readonly people: readonly string[];
  };
}

/** A frozen record, the organ of the case, and everybody who ever acted in it, also after the snapshot. */
export interface FrozenRecord {
  readonly snapshot: Snapshot;
  readonly organ: string | undefined;
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
  { stream: id, code, knownAt, asOf, sealed, frozen }: SnapshotAsked,
): Promise<FrozenRecord> {
  const known = utcInstant(epochOf(knownAt));
  const all = await readers.records(id);
  const last = frozen?.revision ?? all.length;
  const events = recordedBy(all, known).filter(({ event }) => event.meta.revision <= last);
  const [first] = events;
  if (first === undefined) throw new CaseNotFound(id);
  const acted = distinctActors(all);
  const alerts = happened(
    recordedBy(await alertsOn(readers, first.event.meta.stream, frozen?.alerts), known),
    asOf,
  );
  const organ = events.find(({ event }) => event.meta.organ !== undefined)?.event.meta.organ?.u;
  const part = {
    ...{ case: events, alerts },
    ...(asOf === undefined ? {} : { asOf }),
    ...(sealed === undefined ? {} : { sealed }),
  };
  if (organ === undefined || !organ.startsWith('organ-')) {
    return { acted, organ, snapshot: { ...part, guards: [] } };
  }
  const { on } = findingOf(code, new CaseRecord(events, asOf), alerts, dayOfSnapshot(part), sealed);
  const guards = await readers.recordsOf(guardsStreamOf(organ));
  return {
    ...{ acted, organ },
    snapshot: {
      ...{ ...part, guards: happened(recordedBy(guards, known), asOf) },
      ...(await registersOf(readers, organ, officersIn(events), {
        ...{ known, on, reads: readersIn(sealed) },
        ...(frozen === undefined ? {} : { people: frozen.people }),
      })),
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

async function alertsOn(
  readers: Readers,
  stream: string,
  frozen: readonly string[] | undefined,
): Promise<readonly Leafed[]> {
  const streams = frozen ?? (await streamsOfAlerts(readers.of(supervision), stream, ALERTS));
  const raised = await Promise.all(streams.map((each) => readers.recordsOf(each)));
  // What became of an alert is no part of the finding, and would move a report that was frozen before.
  const findings = raised.flat().filter(({ event }) => event.type === AlertRaised.type);
  return findings.toSorted(({ event: a }, { event: b }) => (a.meta.stream < b.meta.stream ? -1 : 1));
}

/**
 * Everybody under the organ who bears on the report and everybody whom the case names, as known at the instant of the snapshot, and as known at the
 * end of the day of the finding. Each entry is read once and folded for both.
 */
async function registersOf(
  readers: Readers,
  organ: string,
  named: readonly string[],
  { known, on, people, reads }: RegistersAsked,
): Promise<Pick<Snapshot, 'registers' | 'registersThen'>> {
  const read = new Map<string, Promise<readonly Recorded[]>>();
  const eventsOf = (s: string): Promise<readonly Recorded[]> => {
    const reading = read.get(s) ?? readers.recordsOf(s).then((all) => all.map(({ event }) => event));
    read.set(s, reading);
    return reading;
  };
  const at = async (instant: Instant): Promise<OrganPeople | undefined> => {
    const load: LoadEntry = async (decider, s) => entryKnownAt(decider, s, await eventsOf(s), instant);
    const found = await (people === undefined
      ? organPeopleWith(readers, organ, load, named)
      : peopleNamed(load, organ, people));
    return found.organ.n < 0
      ? undefined
      : { ...found, people: found.people.filter((each) => bearing(found, named)(each) || reads(each.s)) };
  };
  const end = utcInstant(endOfDay(on));
  const registers = await at(known);
  const registersThen = end < known ? await at(end) : registers;
  return {
    ...(registers === undefined ? {} : { registers }),
    ...(registersThen === undefined ? {} : { registersThen }),
  };
}

interface RegistersAsked {
  readonly known: Instant;
  readonly on: CivilDate;
  /** Exactly these, where a tracing froze them. */
  readonly people?: readonly string[];
  /** Whether sealed records name somebody as one of their readers. */
  readonly reads: (person: string) => boolean;
}

/** Whom a hand-over names as its readers: they stand there under pseudonyms alone. */
const readersIn =
  (sealed: SealedRecords | undefined) =>
  (person: string): boolean =>
    sealed?.handover.some(({ event: { data } }) =>
      ((data as { readonly readers?: readonly string[] }).readers ?? []).some((each) =>
        sealed.is(each, person),
      ),
    ) === true;

/** Exactly these people, as far as they were in the register. */
async function peopleNamed(load: LoadEntry, of: string, people: readonly string[]): Promise<OrganPeople> {
  const entries = await Promise.all(people.map((handle) => load(officer, handle)));
  return { organ: await load(organRegister, of), people: entries.filter(({ n }) => n >= 0) };
}

/** People of the register whom the acts of a case name anywhere. */
const officersIn = (records: readonly Leafed[]): readonly string[] =>
  registersNamed(records.map(({ event }) => event)).filter((s) => s.startsWith(`${officer.category}-`));

/**
 * Whether somebody bears on a report: the case names him, he held a duty or the place of another, led a unit or the organ. The others
 * of the organ have no part in any answer, and so none in the snapshot.
 */
const bearing =
  ({ organ }: OrganPeople, named: readonly string[]) =>
  ({ s, state }: OrganPeople['people'][number]): boolean =>
    named.includes(s) ||
    organ.state.duties.some((row) => row.officer === s) ||
    state.posts.some(({ tier }) => tier !== 'staff') ||
    state.standIns.length + state.charges.length > 0;
