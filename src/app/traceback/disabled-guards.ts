import type { GuardDisabled } from '../../events/guard.events';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { memberOf, refOf, type Leafed } from './case-record';
import { roleNames } from './picks';
import type { Share } from './share';

type Disabled = Recorded<ReturnType<typeof GuardDisabled>>;

/** Guards of this code that were set aside on the day: then who approved that answers, and not who followed it. */
export function disabledFor(code: string, on: CivilDate, guards: readonly Leafed[]) {
  return guards
    .filter(({ event }) => event.type === 'GuardDisabled')
    .filter(({ event }) => {
      const { rule, from, until } = (event as Disabled).data;
      return rule.startsWith(`${code} `) && from <= on && on <= until;
    })
    .map((each) => ({
      approvers: memberOf(each.event, 'approvers') ?? [],
      point: {
        code: 'guard-disabled',
        zh: `规则 ${memberOf(each.event, 'rule') ?? code} 当日已停用`,
        en: `the rule ${memberOf(each.event, 'rule') ?? code} was set aside on that day`,
        events: [refOf(each)],
      },
    }));
}

/** Who approved that a rule was set aside. */
export const disablers = ({ approvers, point }: ReturnType<typeof disabledFor>[number]): readonly Share[] =>
  approvers.map((person) => ({
    ...{ row: 'V27', person, role: 'disabler', ...roleNames.disabler, level: 'DIRECT', how: 'commission' },
    ...{ standing: 'named', for: [point], against: [] },
  }));
