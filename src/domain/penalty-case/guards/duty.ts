import { breach, type Breach } from '../../../kernel/guard';
import { norms } from '../../../law/statutes';
import { dutyRowsAt } from '../../registers/duty-holders';
import type { OfficerState } from '../../registers/officer-state';
import type { DutyRow } from '../../registers/organ-state';
import { standInsAt } from '../../registers/posting-state';
import type { Entry } from '../../registers/register';
import type { CaseFacts } from '../facts';
import { commandRule, fileRule } from './rule';

/**
 * Where the duty matrix of the organ allocates the handling of the item, only who holds it, or stands in for a holder,
 * acts (A008 of the specification). That powers are allocated to posts is asked by a paper and no statute, so an organ
 * may set this aside; and one that allocates nothing is not held to it.
 */

const head = { group: 'identity', code: 'R-04', basis: [norms['responsibility-system'].zh] } as const;

/** Of those who act. */
export const allocated = fileRule({ ...head, name: 'G-DUTY' }, (_state, facts) =>
  unallocated(facts.acting, facts, 'officers'),
);

/** Of those who are named to investigate. */
export const investigatorsAllocated = commandRule<{ readonly investigators: readonly string[] }>(
  { ...head, name: 'G-DUTY.named' },
  ({ investigators }, _state, facts) =>
    unallocated(
      investigators.flatMap((each) => facts.people.get(each) ?? []),
      facts,
      'investigators',
    ),
);

function unallocated(
  people: readonly Entry<OfficerState>[],
  { organ, item, date }: CaseFacts,
  field: string,
): readonly Breach[] {
  if (organ === undefined) return [];
  const asked = { duty: 'handling', ...(item === undefined ? {} : { item: item.s }) } as const;
  const rows = dutyRowsAt(organ.state, asked, date);
  if (rows.length === 0) return [];
  const holds = ({ officer, post }: DutyRow, { s, state }: Entry<OfficerState>) =>
    officer === s || standInsAt(state, date).some((each) => each.instead === officer && each.post === post);
  return people
    .filter((person) => !rows.some((row) => holds(row, person)))
    .flatMap(({ s }) =>
      breach(`${s} 未被分解该事项的办案职责`, `${s} was not allocated the handling of this item`, field),
    );
}
