import type { CivilDate } from '../../kernel/time';
import type { OfficerState } from './officer-state';
import { unitAt, type OrganState } from './organ-state';
import { postsAt, standInsAt, type Post, type Tier } from './posting-state';
import { covers, lastBegun, type Entry } from './register';

/** A post as people read it: its name on a day, and the code by which registers know it. */
export interface NamedPost {
  readonly post: string;
  readonly name: string;
}

/** Where no register says what a post is called, its rank does. */
const tierNames: Readonly<Record<Tier, string>> = {
  staff: '工作人员',
  'unit-head': '机构负责人',
  'deputy-chief': '副职负责人',
  chief: '主要负责人',
};

/** What the organ registered as the name of a post on a day. */
const registeredName = ({ posts }: OrganState, post: string, date: CivilDate): string | undefined =>
  lastBegun(
    posts.filter((each) => each.post === post && covers(each, date)),
    date,
  )?.name;

/**
 * A post that somebody held under the name that it bore on a day: as the organ registered it, else by unit and rank.
 *
 * @param organ register entry of an organ; of posts elsewhere only the rank is known
 */
export function namedPost({ s, state }: Entry<OrganState>, held: Post, date: CivilDate): NamedPost {
  const { post, tier, unit } = held;
  if (held.organ !== s) return { post, name: tierNames[tier] };
  const inUnit = unit === undefined ? '' : (unitAt(state, unit, date)?.name ?? '');
  return { post, name: registeredName(state, post, date) ?? `${inUnit}${tierNames[tier]}` };
}

/** The posts that a person held on a day, and those that he filled in place of others. */
export const namedPostsAt = (
  organ: Entry<OrganState>,
  state: OfficerState,
  date: CivilDate,
): { readonly posts: readonly NamedPost[]; readonly standsInFor: readonly NamedPost[] } => ({
  posts: postsAt(state, date).map((each) => namedPost(organ, each, date)),
  standsInFor: standInsAt(state, date).map((each) => namedPost(organ, each, date)),
});

/** What a post that is known by its code alone was called on a day; its code where nobody registered or held it. */
export function nameOfPost(
  organ: Entry<OrganState>,
  holder: OfficerState | undefined,
  post: string,
  date: CivilDate,
): NamedPost {
  const held = [...(holder?.posts ?? []), ...(holder?.standIns ?? [])].filter(
    (each) => each.post === post && each.organ === organ.s,
  );
  const then = held.find((each) => covers(each, date)) ?? held.at(-1);
  if (then !== undefined) return namedPost(organ, then, date);
  return { post, name: registeredName(organ.state, post, date) ?? post };
}
