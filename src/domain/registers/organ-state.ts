import { listEvents, type OrganListEvent } from '../../events/list.events';
import type { Cited } from '../../events/case-schemas';
import { dutyEvents, type Duty, type DutyEvent } from '../../events/duty.events';
import { organRecordEvents, type OrganRecordEvent } from '../../events/organ-record.events';
import type { OrganEvent } from '../../events/register.events';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { evolveLists, type OrganLists } from './own-rules';
import { evolveRecords, noRecords, type OrganRecords } from './organ-record-state';
import { covers, earliest, endedFrom, lastBegun, type Validity } from './register';

/** A unit of the organ, with the norm that lets it act in its own name where there is one. */
export interface Unit extends Validity {
  readonly unit: string;
  readonly name: string;
  readonly kind: 'internal' | 'dispatched' | 'affiliated';
  readonly ownName?: Cited;
}

/** What a post is called from a day on. */
export interface PostName extends Validity {
  readonly post: string;
  readonly name: string;
  readonly unit?: string;
}

/** A written entrustment (处罚法 20): only what it names, only while it lasts, only once it is published. */
export interface Entrustment extends Validity {
  readonly entrusting: string;
  readonly published: CivilDate;
  readonly items: readonly string[];
}

/** One row of the duty matrix (职权分解): a duty, for all items or some, with unit, post and person. */
export interface DutyRow extends Validity {
  readonly assignment: string;
  readonly duty: Duty;
  readonly items?: readonly string[];
  readonly unit?: string;
  readonly post: string;
  readonly officer: string;
}

/** What decisions of others must know of an organ. */
export interface OrganState extends OrganLists, OrganRecords {
  readonly phase: 'none' | 'confirmed';
  readonly organ?: Validity & {
    readonly kind: 'organ' | 'authorised' | 'entrusted';
    readonly territory: string;
    readonly level: 'national' | 'province' | 'city' | 'county' | 'township';
    readonly announced: CivilDate;
    readonly reviewBody: string;
    readonly court: string;
    readonly bank: { readonly name: string; readonly address: string };
  };
  readonly names: readonly { readonly name: string; readonly from: CivilDate }[];
  readonly entrustments: readonly Entrustment[];
  readonly units: readonly Unit[];
  readonly posts: readonly PostName[];
  readonly adopted: readonly { readonly packs: readonly string[]; readonly from: CivilDate }[];
  readonly duties: readonly DutyRow[];
}

export const noOrgan: OrganState = {
  phase: 'none',
  ...{ names: [], entrustments: [], units: [], posts: [], adopted: [], duties: [], ownRules: [], bases: [] },
  ...noRecords,
};

const lists: ReadonlySet<string> = new Set(listEvents.map(({ type }) => type));

const isListEvent = (event: Recorded<OrganEvent>): event is Recorded<OrganListEvent> => lists.has(event.type);

const records: ReadonlySet<string> = new Set(organRecordEvents.map(({ type }) => type));

const isRecordEvent = (event: Recorded<OrganEvent>): event is Recorded<OrganRecordEvent> =>
  records.has(event.type);

const duties: ReadonlySet<string> = new Set(dutyEvents.map(({ type }) => type));

const isDutyEvent = (event: Recorded<OrganEvent>): event is Recorded<DutyEvent> => duties.has(event.type);

type BesideEvent = OrganListEvent | OrganRecordEvent | DutyEvent;

const isBeside = (event: Recorded<OrganEvent>): event is Recorded<BesideEvent> =>
  isListEvent(event) || isRecordEvent(event) || isDutyEvent(event);

/** What stands beside the organ itself: its lists, its records, its duty matrix. */
function evolveBeside(state: OrganState, event: Recorded<BesideEvent>): OrganState {
  if (isListEvent(event)) return evolveLists(state, event);
  if (isRecordEvent(event)) return evolveRecords(state, event);
  return event.type === 'PostRegistered'
    ? { ...state, posts: [...state.posts, event.data] }
    : { ...state, duties: dutiesAfter(state.duties, event) };
}

/** Fold of an organ's stream. */
export function evolveOrgan(state: OrganState, event: Recorded<OrganEvent>): OrganState {
  if (isBeside(event)) return evolveBeside(state, event);
  switch (event.type) {
    case 'OrganConfirmed': {
      const { name, from } = event.data;
      return { ...state, phase: 'confirmed', organ: event.data, names: [...state.names, { name, from }] };
    }
    case 'OrganRenamed':
      return { ...state, names: [...state.names, event.data] };
    // For the public alone: no decision rests on it.
    case 'OrganParticularsPublished':
      return state;
    case 'OrganEnded': {
      const { organ } = state;
      if (organ === undefined) return state;
      return { ...state, organ: { ...organ, ended: earliest(organ.ended, event.data.from) } };
    }
    case 'EntrustmentRecorded':
      return { ...state, entrustments: [...state.entrustments, event.data] };
    case 'EntrustmentEnded': {
      const { entrusting, from } = event.data;
      const entrustments = endedFrom(state.entrustments, (each) => each.entrusting === entrusting, from);
      return { ...state, entrustments };
    }
    case 'UnitRegistered':
      return { ...state, units: [...state.units, event.data] };
    case 'RulePackAdopted':
      return { ...state, adopted: [...state.adopted, event.data] };
  }
}

function dutiesAfter(
  duties: readonly DutyRow[],
  event: Exclude<Recorded<DutyEvent>, { type: 'PostRegistered' }>,
): readonly DutyRow[] {
  if (event.type === 'DutyAssigned') return [...duties, event.data];
  const { assignment, from } = event.data;
  return endedFrom(duties, (each) => each.assignment === assignment, from);
}

/** Where an organ stands on a day: `in-force`, or why it may not act. */
export type OrganStanding = 'in-force' | 'unknown' | 'not-announced' | 'not-in-force' | 'not-entrusted';

/** As of the day; an entrusted organisation is asked for the item, too. */
export function organStanding(state: OrganState, date: CivilDate, item: string | undefined): OrganStanding {
  const { organ } = state;
  if (organ === undefined) return 'unknown';
  if (organ.announced > date) return 'not-announced';
  if (!covers(organ, date)) return 'not-in-force';
  if (organ.kind !== 'entrusted') return 'in-force';
  return entrustmentAt(state, date, item) === undefined ? 'not-entrusted' : 'in-force';
}

/** The entrustment under which an item may be handled on a day. */
export const entrustmentAt = (
  state: OrganState,
  date: CivilDate,
  item: string | undefined,
): Entrustment | undefined =>
  state.entrustments.find(
    (each) =>
      covers(each, date) && each.published <= date && (item === undefined || each.items.includes(item)),
  );

/** The name the organ bore on a day. */
export const organName = (state: OrganState, date: CivilDate): string | undefined =>
  lastBegun(state.names, date)?.name;

/** The rule packs in force for the organ on a day, most general first. */
export const packsAt = (state: OrganState, date: CivilDate): readonly string[] =>
  lastBegun(state.adopted, date)?.packs ?? [];

/** A unit as it stood on a day. */
export const unitAt = (state: OrganState, unit: string, date: CivilDate): Unit | undefined =>
  state.units.find((each) => each.unit === unit && covers(each, date));
