import type { Duty } from '../../events/duty.events';
import type { CivilDate } from '../../kernel/time';
import { certificateAt, type OfficerState } from './officer-state';
import type { DutyRow, OrganState } from './organ-state';
import { absentAt, inChargeAt, postsAt, standInsAt, type Post, type StandIn } from './posting-state';
import { reviewerAt } from './qualification-state';
import { covers, type Entry } from './register';

/**
 * Who held a duty, and who led, on a day (D.2 and D.3 of the specification). The answer is computed from the streams of
 * the organ and of its people: folded up to now it is the one as corrected, folded up to an instant it is the one as
 * known then. What begins after the day has no part in it.
 */

/** Somebody who held a duty. `absent`: away without a stand-in; `left`: the post that carries the duty was given up. */
export interface DutyHolder {
  readonly officer: string;
  readonly how: 'holds' | 'stands-in' | 'absent' | 'left';
  readonly post: string;
  readonly unit?: string;
  /** Whose duty a stand-in took over. */
  readonly instead?: string;
  /** Row of the matrix. */
  readonly assignment: string;
}

/** Which duty is asked for, and for which item where the matrix tells items apart. */
export interface DutyAsked {
  readonly duty: Duty;
  readonly item?: string;
}

type People = readonly Entry<OfficerState>[];

/**
 * Who held the duty on the day. Rows that name the item come before rows for all items. Empty: nobody was allocated
 * it, and answerable is who had to allocate it.
 */
export function dutyHoldersAt(
  organ: Entry<OrganState>,
  people: People,
  asked: DutyAsked,
  date: CivilDate,
): readonly DutyHolder[] {
  return dutyRowsAt(organ.state, asked, date).flatMap((row) => holdersOf(row, organ.s, people, date));
}

/** The rows of the matrix that hold on a day for a duty. */
export function dutyRowsAt(
  { duties }: Pick<OrganState, 'duties'>,
  { duty, item }: DutyAsked,
  date: CivilDate,
): readonly DutyRow[] {
  const rows = duties.filter((row) => row.duty === duty && covers(row, date));
  const named = rows.filter(({ items }) => item !== undefined && items?.includes(item) === true);
  return named.length > 0 ? named : rows.filter(({ items }) => items === undefined);
}

function holdersOf(row: DutyRow, organ: string, people: People, date: CivilDate): readonly DutyHolder[] {
  const { assignment, post, officer, unit } = row;
  const place = { assignment, post, ...(unit === undefined ? {} : { unit }) };
  const inPlace = standInFor(people, { organ, post, instead: officer }, date);
  if (inPlace.length > 0) {
    return inPlace.map(({ s }) => ({ ...place, officer: s, how: 'stands-in', instead: officer }));
  }
  const state = people.find(({ s }) => s === officer)?.state;
  if (state === undefined) return [{ ...place, officer, how: 'holds' }];
  const posted = postsAt(state, date).some((each) => each.post === post && each.organ === organ);
  if (!posted && !standInsAt(state, date).some((each) => each.post === post && each.organ === organ)) {
    return [{ ...place, officer, how: 'left' }];
  }
  return [{ ...place, officer, how: absentAt(state, date) ? 'absent' : 'holds' }];
}

/** Who stood in for the holder of a post on a day. */
export const standInFor = (
  people: People,
  { organ, post, instead }: { readonly organ: string; readonly post: string; readonly instead: string },
  date: CivilDate,
): People =>
  people.filter(({ state }) =>
    standInsAt(state, date).some(
      (each) => each.organ === organ && each.post === post && each.instead === instead,
    ),
  );

/** Somebody who leads the organ or a unit. */
export interface Leader {
  readonly officer: string;
  readonly post: string;
  readonly how: 'holds' | 'stands-in' | 'absent';
}

/** SUPERVISORY are heads and those in charge of the unit, LEADERSHIP is the head of the organ (第一责任人) alone. */
export interface Leaders {
  readonly head: readonly Leader[];
  readonly inCharge: readonly Leader[];
  readonly unitHeads: readonly Leader[];
}

/** Who led an organ, and one of its units, on a day. A head who is away is passed over where somebody acts for him. */
export function leadersAt(organ: string, unit: string | undefined, people: People, date: CivilDate): Leaders {
  const lead = (wanted: (post: Post) => boolean) => leading(people, organ, date, wanted);
  const ofUnit = people.filter(({ state }) => unit !== undefined && inChargeAt(state, organ, unit, date));
  return {
    head: lead(({ tier }) => tier === 'chief'),
    unitHeads: unit === undefined ? [] : lead((each) => each.tier === 'unit-head' && each.unit === unit),
    inCharge: leading(ofUnit, organ, date, ({ tier }) => tier === 'chief' || tier === 'deputy-chief'),
  };
}

function leading(
  people: People,
  organ: string,
  date: CivilDate,
  wanted: (post: Post) => boolean,
): readonly Leader[] {
  const inOrgan = (each: Post) => each.organ === organ && wanted(each);
  const acting = people.flatMap(({ s, state }) =>
    standInsAt(state, date)
      .filter(inOrgan)
      .map((each): StandIn & { officer: string } => ({ ...each, officer: s })),
  );
  const holding = people.flatMap(({ s, state }) =>
    postsAt(state, date)
      .filter(inOrgan)
      .filter(({ post }) => !acting.some((each) => each.instead === s && each.post === post))
      .map(({ post }): Leader => ({ officer: s, post, how: absentAt(state, date) ? 'absent' : 'holds' })),
  );
  return [...holding, ...acting.map(({ officer, post }): Leader => ({ officer, post, how: 'stands-in' }))];
}

/** Officers with a valid certificate and legal reviewers of an organ on a day: what `reviewer.ratio` speaks of. */
export const staffingAt = (
  organ: string,
  people: People,
  date: CivilDate,
): { readonly officers: number; readonly reviewers: number } => ({
  officers: people.filter(({ state }) => {
    const { status, organ: of } = certificateAt(state, date);
    return status === 'valid' && of === organ;
  }).length,
  reviewers: people.filter(({ state }) => reviewerAt(state, organ, date) === 'reviewer').length,
});
