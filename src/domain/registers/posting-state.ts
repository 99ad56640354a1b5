import type { PostingEvent } from '../../events/duty.events';
import type { OfficerPosted, PostEnded } from '../../events/register.events';
import type { EventOf } from '../../events/define-event';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { covers, endedFrom, type Validity } from './register';

/** Ranks of a post, lowest first; from `deputy-chief` on its holder is a 行政机关负责人. */
export const tiers = ['staff', 'unit-head', 'deputy-chief', 'chief'] as const;
export type Tier = (typeof tiers)[number];

export interface Post extends Validity {
  readonly post: string;
  readonly organ: string;
  readonly unit?: string;
  readonly tier: Tier;
}

/** A post that is filled in place of somebody else, or while it is vacant (代理、AB岗). */
export interface StandIn extends Post {
  readonly instead?: string;
}

/** Posts, stand-ins, absences and units in charge of one person. */
export interface Postings {
  readonly posts: readonly Post[];
  readonly standIns: readonly StandIn[];
  readonly absences: readonly Validity[];
  readonly charges: readonly (Validity & { readonly organ: string; readonly unit: string })[];
}

export const noPostings: Postings = { posts: [], standIns: [], absences: [], charges: [] };

/** Events about what a person holds. */
export type PostEvent = PostingEvent | EventOf<typeof OfficerPosted> | EventOf<typeof PostEnded>;

/** Fold of what a person holds. */
export function evolvePostings<S extends Postings>(state: S, event: Recorded<PostEvent>): S {
  switch (event.type) {
    case 'OfficerPosted':
      return { ...state, posts: [...state.posts, event.data] };
    case 'PostEnded': {
      const { post, from } = event.data;
      return { ...state, posts: endedFrom(state.posts, (each) => each.post === post, from) };
    }
    case 'StandInNamed':
      return { ...state, standIns: [...state.standIns, event.data] };
    case 'StandInEnded': {
      const { post, organ, from } = event.data;
      const same = (each: StandIn) => each.post === post && each.organ === organ;
      return { ...state, standIns: endedFrom(state.standIns, same, from) };
    }
    case 'AbsenceRecorded':
      return { ...state, absences: [...state.absences, event.data] };
    case 'AbsenceEnded':
      return { ...state, absences: endedFrom(state.absences, () => true, event.data.from) };
    case 'UnitChargeGiven':
      return { ...state, charges: [...state.charges, event.data] };
    case 'UnitChargeEnded': {
      const { organ, unit, from } = event.data;
      const charges = endedFrom(state.charges, (each) => each.organ === organ && each.unit === unit, from);
      return { ...state, charges };
    }
  }
}

/** The posts held on a day. */
export const postsAt = ({ posts }: Pick<Postings, 'posts'>, date: CivilDate): readonly Post[] =>
  posts.filter((post) => covers(post, date));

/** The posts that a person fills in place of others on a day. */
export const standInsAt = ({ standIns }: Pick<Postings, 'standIns'>, date: CivilDate): readonly StandIn[] =>
  standIns.filter((each) => covers(each, date));

/** Whether a person is away on a day. */
export const absentAt = ({ absences }: Pick<Postings, 'absences'>, date: CivilDate): boolean =>
  absences.some((each) => covers(each, date));

/** Whether a unit is in the charge (分管) of a person on a day. */
export const inChargeAt = (
  { charges }: Pick<Postings, 'charges'>,
  organ: string,
  unit: string,
  date: CivilDate,
): boolean => charges.some((each) => each.organ === organ && each.unit === unit && covers(each, date));

/** The highest tier held in an organ on a day, by a post or in place of its holder; without any, `staff`. */
export const tierAt = (state: Pick<Postings, 'posts' | 'standIns'>, organ: string, date: CivilDate): Tier => {
  const held = [...postsAt(state, date), ...standInsAt(state, date)].filter((each) => each.organ === organ);
  return tiers.findLast((tier) => held.some((each) => each.tier === tier)) ?? 'staff';
};

/** Whether the first tier is at least as high as the second. */
export const reaches = (tier: Tier, required: Tier): boolean =>
  tiers.indexOf(tier) >= tiers.indexOf(required);

/** The day since which a post that is held on a day has been held: what rotation (定期轮岗) is counted from. */
export function heldSince(
  state: Pick<Postings, 'posts'>,
  post: string,
  date: CivilDate,
): CivilDate | undefined {
  return postsAt(state, date)
    .filter((each) => each.post === post)
    .map(({ from }) => from)
    .toSorted()
    .at(0);
}
