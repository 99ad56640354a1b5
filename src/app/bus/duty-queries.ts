import { cases } from '../../../projections/cases/cases.projection';
import type { names } from '../../../projections/names';
import {
  dutyHoldersAt,
  leadersAt,
  staffingAt,
  type DutyHolder,
  type Leader,
  type Leaders,
} from '../../domain/registers/duty-holders';
import { officer } from '../../domain/registers/officer';
import type { OfficerState } from '../../domain/registers/officer-state';
import { organ } from '../../domain/registers/organ';
import type { OrganState } from '../../domain/registers/organ-state';
import { nameOfPost } from '../../domain/registers/post-names';
import type { Entry } from '../../domain/registers/register';
import { duties, type Duty } from '../../events/duty.events';
import type { Decider } from '../../kernel/decider';
import type { DomainEvent } from '../../kernel/event';
import type { CivilDate, Instant } from '../../kernel/time';
import { asc, eq } from '../../ports/read-model-query';
import type { ReadRowOf } from '../../ports/read-model-table';
import { inScope } from '../accounts/principals';
import { entryKnownAt } from '../fold';
import type { Readers } from '../readers';
import { AnswerNotFound, answering, Question, type Asking, type Reading } from './queries';

/** Codes of the duties that can be asked for. */
export const dutyCodes: readonly string[] = duties;

/** Who held which duty in an organ on a day; `knownAt`: as it was known at that instant, else as corrected since. */
export interface DutiesAsking extends Asking {
  readonly organ: string;
  /** Absent: today. */
  readonly on?: CivilDate;
  readonly knownAt?: Instant;
  readonly duty?: Duty;
  readonly item?: string;
  readonly unit?: string;
}

/** With the name that the post bore on the day. */
type Named<T> = T & { readonly postName: string };

/** Holders by duty, in the order of the catalogue of duties; who led; officers and reviewers of the organ. */
export interface DutiesAnswer {
  readonly organ: string;
  readonly on: CivilDate;
  readonly duties: readonly { readonly duty: Duty; readonly holders: readonly Named<DutyHolder>[] }[];
  readonly leaders: { readonly [K in keyof Leaders]: readonly Named<Leader>[] };
  readonly staffing: ReturnType<typeof staffingAt>;
}

export class ReadDuties extends Question<DutiesAsking, DutiesAnswer> {}

/** The registers of one organ as a question about duties needs them. */
export interface OrganPeople {
  readonly organ: Entry<OrganState>;
  readonly people: readonly Entry<OfficerState>[];
}

const PAGE = 500;

/** How a stream of the registers is folded: as it stands now, or as it was known at an instant. */
export type LoadEntry = <C, S, E extends DomainEvent, F>(
  decider: Decider<C, S, E, F>,
  stream: string,
) => Promise<Entry<S>>;

/**
 * The organ with everybody who stands under it in the officers' register or in its matrix, as the registers stand now,
 * or as they were known at an instant.
 */
export async function organPeople(reading: Reading, stream: string, knownAt?: Instant): Promise<OrganPeople> {
  return organPeopleWith(reading.readers, stream, async (decider, s) => {
    if (knownAt !== undefined) return entryKnownAt(decider, s, await reading.readers.stream(s), knownAt);
    const { state, revision } = await reading.commanding.path.load(decider, s);
    return { s, n: revision, state };
  });
}

/** The same by a way of loading of one's own, with others who are looked for besides. */
export async function organPeopleWith(
  readers: Pick<Readers, 'of'>,
  stream: string,
  load: LoadEntry,
  others: readonly string[] = [],
): Promise<OrganPeople> {
  const entry = await load(organ, stream);
  const handles = new Set([
    ...(await officersOf(readers, stream)),
    ...entry.state.duties.map((row) => row.officer),
    ...others,
  ]);
  const people = await Promise.all(Array.from(handles, (handle) => load(officer, handle)));
  return { organ: entry, people: people.filter(({ n }) => n >= 0) };
}

/** Handles of everybody in the officers' register under an organ, in their order. */
async function officersOf(readers: Pick<Readers, 'of'>, stream: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after: readonly string[] | undefined = []; after !== undefined;) {
    const rows: readonly ReadRowOf<typeof names>[] = await readers.of(cases).query({
      ...{ from: 'names', where: [eq('kind', 'officer'), eq('organ', stream)] },
      ...{ order: [asc('handle')], limit: PAGE },
      ...(after.length === 0 ? {} : { after }),
    });
    found.push(...rows.map(({ handle }) => handle));
    after = rows.length < PAGE ? undefined : found.slice(-1);
  }
  return found;
}

async function dutiesOf(reading: Reading, asking: DutiesAsking): Promise<DutiesAnswer> {
  const { organ: stream, scope, knownAt, duty, item, unit, on = reading.today() } = asking;
  if (!inScope(scope, stream)) throw new AnswerNotFound(stream);
  const { organ: entry, people } = await organPeople(reading, stream, knownAt);
  const asked = duties.filter((each) => duty === undefined || each === duty);
  const named = <T extends { officer: string; post: string; instead?: string }>(one: T): Named<T> => {
    const holder = people.find(({ s }) => s === (one.instead ?? one.officer))?.state;
    return { ...one, postName: nameOfPost(entry, holder, one.post, on).name };
  };
  const { head, inCharge, unitHeads } = leadersAt(stream, unit, people, on);
  return {
    ...{ organ: stream, on },
    duties: asked.map((each) => ({
      duty: each,
      holders: dutyHoldersAt(entry, people, { duty: each, ...(item === undefined ? {} : { item }) }, on).map(
        named,
      ),
    })),
    leaders: { head: head.map(named), inCharge: inCharge.map(named), unitHeads: unitHeads.map(named) },
    staffing: staffingAt(stream, people, on),
  };
}

export const dutyAnswers = [answering(ReadDuties, [cases], dutiesOf)];
