import type { Duty } from '../../events/duty.events';
import { breach, kept } from '../../kernel/guard';
import { penaltyLaw } from '../statute';
import type { AssignDuty, EndDuty, RegisterPost } from './organ-commands';
import { unitAt, type OrganState } from './organ-state';
import type { OfficerState } from './officer-state';
import { postsAt, standInsAt } from './posting-state';
import { reviewerAt } from './qualification-state';
import { covers, registerRule, type Entry, type RegisterFacts } from './register';

/** Rules of the duty matrix of an organ (A008 of the specification). */

/** What the rows of the matrix are decided on. */
export interface DutyFacts extends RegisterFacts {
  /** The stream of the organ. */
  readonly organ?: string;
  /** The people whom the command names, by handle. */
  readonly people?: ReadonlyMap<string, Entry<OfficerState>>;
}

export const newAssignment = registerRule<AssignDuty, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ assignment, unit, from }, state) => [
    ...(state.duties.some((each) => each.assignment === assignment)
      ? breach(
          `职责编号 ${assignment} 已登记`,
          `the assignment ${assignment} is registered already`,
          'assignment',
        )
      : kept),
    ...(unit === undefined || unitAt(state, unit, from) !== undefined
      ? kept
      : breach(`没有机构 ${unit}`, `there is no unit ${unit}`, 'unit')),
  ],
);

/** A post gets a name, in a unit that is there; another name only from a later day on. */
export const newPostName = registerRule<RegisterPost, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ post, unit, from }, state) => [
    ...(state.posts.some((each) => each.post === post && each.from >= from)
      ? breach(
          `岗位 ${post} 自 ${from} 起的名称已登记`,
          `the post ${post} has a name from ${from} on already`,
          'from',
        )
      : kept),
    ...(unit === undefined || unitAt(state, unit, from) !== undefined
      ? kept
      : breach(`没有机构 ${unit}`, `there is no unit ${unit}`, 'unit')),
  ],
);

/** A duty goes with the post: only who holds it, or stands in for its holder, is given it. */
export const holdsPost = registerRule<AssignDuty, OrganState, DutyFacts>(
  'R-04',
  'G-DUTY.post',
  [],
  ({ officer, post, from }, _state, { people, organ }) => {
    const known = people?.get(officer)?.state;
    const held = known === undefined ? [] : [...postsAt(known, from), ...standInsAt(known, from)];
    return held.some((each) => each.post === post && each.organ === organ)
      ? kept
      : breach(
          `${officer} 在 ${from} 未任 ${post} 职务`,
          `${officer} does not hold the post ${post} on ${from}`,
          'officer',
        );
  },
);

/** Duties that only staff of the organ may hold; the rest may also be done by others. */
const ofStaff: ReadonlySet<Duty> = new Set<Duty>([
  'handling',
  'filing-approval',
  'legal-review',
  'hearing',
  'decision',
  'execution',
]);

/** 处罚法 42, 58: what needs an officer or a named reviewer is not allocated to others. */
export const fitForDuty = registerRule<AssignDuty, OrganState, DutyFacts>(
  'R-04',
  'G-DUTY.person',
  [penaltyLaw(42), penaltyLaw(58)],
  ({ officer, duty, from }, _state, { people, organ = '' }) => {
    const known = people?.get(officer)?.state;
    if (known === undefined) return kept;
    return [
      ...(ofStaff.has(duty) && known.kind !== 'officer'
        ? breach(`${officer} 不是本机关执法人员`, `${officer} is not one of the staff`, 'officer')
        : kept),
      ...(duty === 'legal-review' && reviewerAt(known, organ, from) !== 'reviewer'
        ? breach(`${officer} 未被确定为法制审核人员`, `${officer} is no designated reviewer`, 'officer')
        : kept),
    ];
  },
);

export const assignedDuty = registerRule<EndDuty, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ assignment, from }, { duties }) =>
    duties.some((each) => each.assignment === assignment && covers(each, from))
      ? kept
      : breach(
          `${from} 没有职责编号 ${assignment}`,
          `there is no assignment ${assignment} on ${from}`,
          'assignment',
        ),
);
