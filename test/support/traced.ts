import type { Leafed } from '../../src/app/traceback/case-record';
import { tracebackOf, type TracebackReport } from '../../src/app/traceback/report';
import { type Snapshot } from '../../src/app/traceback/snapshot';
import type { OrganPeople } from '../../src/app/bus/duty-queries';
import { officer } from '../../src/domain/registers/officer';
import { PostOfficer } from '../../src/domain/registers/officer-commands';
import type { OfficerState } from '../../src/domain/registers/officer-state';
import { organ } from '../../src/domain/registers/organ';
import { RegisterUnit } from '../../src/domain/registers/organ-commands';
import { GiveUnitCharge } from '../../src/domain/registers/posting-commands';
import type { DutyRow } from '../../src/domain/registers/organ-state';
import type { Entry } from '../../src/domain/registers/register';
import { AlertRaised } from '../../src/events/ledger.events';
import type { Duty } from '../../src/events/duty.events';
import type { ActorRef } from '../../src/kernel/entry';
import type { DomainEvent, EventMeta, Recorded } from '../../src/kernel/event';
import { legalDay, type CivilDate } from '../../src/kernel/time';
import { anOfficer, caseHandle, confirmOrgan, organHandle, register, tampered } from './demo-facts';
import { command, recorded } from './given';

/** A case with its organ and people, as a traceback finds them: two units, their heads, a deputy in charge, a head. */

const post = (name: string, tier: string, unit?: string) =>
  command(PostOfficer, {
    ...{ post: name, organ: organHandle, tier, from: '2023-01-01' },
    ...(unit === undefined ? {} : { unit }),
  });
const charge = (unit: string) => command(GiveUnitCharge, { organ: organHandle, unit, from: '2023-01-01' });

type Given = Parameters<typeof officer.decide>[0];
export const person = (s: string, ...given: readonly Given[]): Entry<OfficerState> =>
  register(officer, s, given, { person: s, people: new Map() }, anOfficer(s));

export const everybody: readonly Entry<OfficerState>[] = [
  person('officer-li', post('handler', 'staff', 'squad')),
  person('officer-wang', post('handler', 'staff', 'squad')),
  person('officer-squad-head', post('squad-head', 'unit-head', 'squad')),
  person('officer-legal', post('reviewer', 'staff', 'legal')),
  person('officer-legal-head', post('legal-head', 'unit-head', 'legal')),
  person('officer-press', post('publisher', 'staff', 'office')),
  person('officer-press-head', post('office-head', 'unit-head', 'office')),
  person('officer-deputy', post('deputy', 'deputy-chief'), charge('squad')),
  person('officer-chief', post('director', 'chief')),
];

const unit = (code: string) =>
  command(RegisterUnit, { unit: code, name: `机构${code}`, kind: 'internal', from: '2022-01-01' });
/** A row of the duty matrix. */
export const duty = (
  assignment: string,
  kind: Duty,
  of: string,
  at: string,
  inUnit: string,
  more: Partial<DutyRow> = {},
): DutyRow => ({ assignment, duty: kind, post: at, officer: of, unit: inUnit, from: '2023-01-01', ...more });

/** The organ with its people, and the matrix as it stands; who may hold what is the register's business. */
export const peopleWith = (
  people: readonly Entry<OfficerState>[] = everybody,
  ...duties: readonly DutyRow[]
): OrganPeople => {
  const units = [confirmOrgan(), unit('squad'), unit('legal'), unit('office')];
  return {
    organ: tampered(register(organ, organHandle, units), (state) => ({ ...state, duties })),
    people,
  };
};

export const standardDuties = [
  duty('m1', 'legal-review', 'officer-legal', 'reviewer', 'legal'),
  duty('m2', 'publication', 'officer-press', 'publisher', 'office'),
];

/** An event on its day, recorded at an instant, sent by people. */
export interface Told {
  readonly event: DomainEvent;
  readonly on: CivilDate;
  readonly actors?: readonly ActorRef[];
  readonly recordedAt?: string;
}

/** The events as records of one stream, each following the one before. */
export const records = (told: readonly Told[]): readonly Leafed[] =>
  told.map(({ event, on, actors = [], recordedAt = `${on}T04:00:00.000Z` }, n) => {
    const base = recorded(event, n, on);
    const meta: EventMeta = {
      ...base.meta,
      ...{ stream: caseHandle, actors, recordedAt, legal: legalDay(on), organ: { u: organHandle } },
    };
    return leafed({ ...base, meta }, n);
  });

/** An event with made-up leaf hashes that follow one another. */
export const leafed = (event: Recorded, n: number): Leafed => ({
  event,
  leaf: `leaf-${event.meta.stream}-${n}`,
  ...(n === 0 ? {} : { previous: `leaf-${event.meta.stream}-${n - 1}` }),
});

/** An alert on the case about a clock that one of its events opened. */
export function alert(code: string, clock: string, due: CivilDate, cause: string): Leafed {
  const stream = `alert-${code}-${caseHandle}-${clock}`;
  const event = AlertRaised({ code, stream: caseHandle, clock, due, detected: due, severity: 2 });
  const base = recorded(event, 0, due) as unknown as Recorded;
  return leafed({ ...base, meta: { ...base.meta, stream, causationId: cause } }, 0);
}

export const snapshotOf = (told: readonly Told[], changes: Partial<Snapshot> = {}): Snapshot => {
  const registers = peopleWith(everybody, ...standardDuties);
  return { case: records(told), alerts: [], guards: [], registers, registersThen: registers, ...changes };
};

/** `officer-li DIRECT handler`: those whom a report names, by row. */
export const namedIn = (report: TracebackReport): readonly string[] => standing(report, 'named');

/** Those of one standing. */
export const standing = (report: TracebackReport, wanted: string): readonly string[] =>
  report.matrix
    .filter((each) => each.standing === wanted)
    .map(({ row, person: who, level, role }) => `${row} ${who} ${level} ${role}`)
    .toSorted();

export const trace = (
  code: string,
  told: readonly Told[],
  changes: Partial<Snapshot> = {},
): TracebackReport => tracebackOf(code, snapshotOf(told, changes));
