import type { Clock } from '../../events/schemas';
import { daysBetween, epochOf, legalDay, type CivilDate, type LegalTime } from '../../kernel/time';
import { openClock } from '../../law/clock';
import type { Interval } from '../../law/interval';
import type { Period } from '../../law/period';
import type { PeriodChoice, PeriodKey, RuleBook } from '../../law/rule-book';
import type { CaseFacts } from './facts';
import type { CaseState } from './state';

/** How a clock differs from the plain period of its parameter. */
export interface ClockVariant extends PeriodChoice {
  /** Another key, where one period bounds two duties, or one of several things: `preserve.evidence/e1`. */
  readonly as?: string;
  /** Days that do not count. */
  readonly intervals?: readonly Interval[];
  /** What was added to the period under another key, such as `case.extend`. */
  readonly added?: readonly Period[];
}

/** A clock of a parameter, running from a day, or from an instant where the period counts hours. */
export function opening(
  facts: Pick<CaseFacts, 'rules' | 'calendar'>,
  key: PeriodKey,
  from: CivilDate | LegalTime,
  variant: ClockVariant | string = {},
): Clock {
  const { rules, calendar } = facts;
  const { as = key, ...choice } = typeof variant === 'string' ? { as: variant } : variant;
  const opened = typeof from === 'string' ? legalDay(from) : from;
  return { ...openClock({ key, opened, rules, calendar, ...choice }), key: as };
}

/** A clock with a day of its own that no parameter sets: an order says it (`order`), or the law itself (`law`). */
export const endingOn = (key: string, opened: CivilDate, due: CivilDate, by: 'order' | 'law'): Clock => ({
  ...{ key, opened, due, kind: 'cd', amount: Math.max(0, daysBetween(opened, due)), pack: by },
});

/** Those of the clocks that are open: what an event closes. */
export const stillOpen = ({ clocks }: Pick<CaseState, 'clocks'>, ...keys: readonly string[]): string[] =>
  keys.filter((key) => Object.hasOwn(clocks, key));

/** How many extensions a parameter has. */
export function extensionsOf(rules: RuleBook, key: PeriodKey): number {
  const value = rules.find(key)?.value;
  return value?.type === 'period' ? value.extensions.length : 0;
}

/**
 * Once the decision is performed the case is to be closed, and archived: one period for both after a decision on the
 * spot (S10); `case.close` in the general procedure, where archiving runs from the close (P27, P28).
 */
export const endClocks = (
  { procedure }: Pick<CaseState, 'procedure'>,
  facts: CaseFacts,
  from: CivilDate = facts.date,
): Clock[] =>
  procedure === 'general'
    ? [opening(facts, 'case.close', from)]
    : [opening(facts, 'onspot.archive', from, 'onspot.close'), opening(facts, 'onspot.archive', from)];

const hour = 3_600_000;
const day = 24 * hour;

/**
 * The last moment, in epoch milliseconds, at which the record of a fact is in time (W-25): `late.record.hours` after it
 * happened. A fact known only by its day is taken to have happened at the end of that day. `undefined` where no pack
 * sets the tolerance in hours: then nothing is late.
 */
export function lastRecordingInTime(occurred: LegalTime, rules: RuleBook): number | undefined {
  const tolerance = toleratedHours(rules);
  if (tolerance === undefined) return undefined;
  const happened = epochOf(occurred.at) + (occurred.p === 'day' ? day : 0);
  return happened + tolerance * hour;
}

/** Hours from an act to its record that `late.record.hours` tolerates; `undefined` where no pack sets them in hours. */
export function toleratedHours(rules: RuleBook): number | undefined {
  const tolerance = rules.find('late.record.hours')?.value.period;
  return tolerance?.kind === 'h' ? tolerance.amount : undefined;
}
