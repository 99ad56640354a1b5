import type { Clock } from '../../../events/schemas';
import type { Recorded } from '../../../kernel/event';
import type { Interval } from '../../../law/interval';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import type { ExcludedTime } from './state';

/** The time to decide a case (处罚法 60), as it stands after something that moves it. */

const key = 'case.decide';

/** What moves the time to decide, on top of what has moved it before. */
export interface ClockChange {
  /** All stretches that do not count. */
  readonly excluded?: readonly ExcludedTime[];
  readonly extensions?: number;
}

/**
 * The clock anew, from the day from which it ran before (the filing, or what reopened the case), with every stretch that
 * does not count and every extension in it. It has no due date while a stretch runs that begins before the last day.
 */
export function decideClock(state: CaseState, facts: CaseFacts, change: ClockChange = {}): Clock {
  const { excluded = state.investigation.excluded, extensions = state.investigation.extensions } = change;
  const intervals = intervalsOf(excluded);
  const added = (facts.rules.find('case.extend')?.value.periods ?? []).slice(0, extensions);
  const from = state.clocks[key]?.opened ?? state.filing.filed?.on ?? facts.date;
  return opening(facts, key, from, { intervals, added });
}

/** The stretches as periods are counted with them: one without an end still runs. */
export const intervalsOf = (excluded: readonly ExcludedTime[]): readonly Interval[] =>
  excluded.map(({ from, to }) => ({ from, to: to ?? null }));

/** The stretches with one that begins today. */
export const beginning = (
  { investigation }: CaseState,
  { date }: Pick<CaseFacts, 'date'>,
  why: string,
): readonly ExcludedTime[] => [...investigation.excluded, { why, from: date }];

/** The stretches with one that ends today. */
export const ending = (
  { investigation }: CaseState,
  { date }: Pick<CaseFacts, 'date'>,
  why: string,
): readonly ExcludedTime[] =>
  investigation.excluded.map((each) =>
    each.why === why && each.to === undefined ? { ...each, to: date } : each,
  );

/** The last day as it stands now; absent while it cannot be told. */
export const decideBy = ({ clocks }: CaseState): string | undefined => clocks[key]?.due;

/** Whether a stretch of a kind has begun and not ended. */
export const standsFor = ({ investigation }: CaseState, why: string): boolean =>
  investigation.excluded.some((each) => each.why === why && each.to === undefined);

/** Whether the time to decide runs and its last day has not passed: what has passed stays passed. */
export function stillRuns(state: CaseState, { date }: Pick<CaseFacts, 'date'>): boolean {
  const due = decideBy(state);
  return Object.hasOwn(state.clocks, key) && (due === undefined || due >= date);
}

/**
 * The file with the stretch that an event begins or ends, which it says by opening the time to decide anew; what opens it
 * for another reason names no stretch of that kind.
 */
export function withStretch(
  state: CaseState,
  { data, meta }: Recorded & { readonly data: { readonly opens: readonly Clock[] } },
  why: string,
): CaseState {
  if (!data.opens.some((clock) => clock.key === key)) return state;
  const day = { date: meta.legal.d };
  const excluded = standsFor(state, why) ? ending(state, day, why) : beginning(state, day, why);
  return { ...state, investigation: { ...state.investigation, excluded } };
}
