import type { Clock } from '../../events/schemas';
import { addDays, type CivilDate } from '../../kernel/time';
import { alertPoint } from '../../law/deadline';
import type { CaseFacts } from './facts';
import { standstills } from './standstills';
import type { CaseState } from './state';
import { watchOf } from './table';

/**
 * The day from which the packs remind of a period that runs: a share of its counted days is used up, or so many days are
 * left (C.13: a warning before a limit is seen, and no alert). Nothing where no pack reminds of it, or where its last day
 * is not known.
 */
export function remindedFrom(
  clock: Clock,
  state: CaseState,
  { rules, calendar }: Pick<CaseFacts, 'rules' | 'calendar'>,
): CivilDate | undefined {
  const { key, opened, due, kind, amount } = clock;
  const reminder = watchOf(key)?.reminder;
  const value = reminder === undefined ? undefined : rules.find(reminder)?.value;
  if (value === undefined || due === undefined) return undefined;
  const last = due.slice(0, 10);
  if (value.type === 'warning-points') return addDays(last, -Math.max(0, ...value.before));
  const period = { amount, kind, roll: 'none' } as const;
  const intervals = standstills(key, state);
  return alertPoint({ from: opened, period, calendar, intervals, zone: rules.zone }, value).due.slice(0, 10);
}
