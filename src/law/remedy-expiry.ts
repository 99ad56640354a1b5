import { HenjiError } from '../kernel/errors';
import type { CivilDate } from '../kernel/time';
import type { Calendar } from './calendar';
import { deadline } from './deadline';
import type { PeriodKey, RuleBook } from './rule-book';

/** What decides until when a party may ask for a remedy. */
export interface RemedyQuestion {
  /** Day on which the decision was served. */
  readonly served: CivilDate;
  /** The decision told rights and periods. */
  readonly told: boolean;
  /** Reconsideration has to come before a suit (复议法 23): no suit without it, so its end is the end. */
  readonly reviewFirst: boolean;
  readonly rules: RuleBook;
  readonly calendar: Calendar;
}

/**
 * The last day on which the party may apply for reconsideration or sue: the later of both, each rolled over (0.5(b)).
 * Where rights or periods were not told, the year of 解释 64 and 复议法 20 takes their place.
 *
 * @throws HenjiError `parameter-not-set`, and the calendar errors of {@link deadline}
 */
export function remedyExpiry({ served, told, reviewFirst, rules, calendar }: RemedyQuestion): CivilDate {
  const keys: readonly PeriodKey[] = told
    ? reviewFirst
      ? ['appeal.apply']
      : ['appeal.apply', 'lawsuit']
    : ['appeal.untold.max'];
  const ends = keys.map((key) => deadline({ from: served, period: rules.period(key), calendar }).due);
  return ends.reduce((latest, end) => (end > latest ? end : latest));
}

/** {@link remedyExpiry}, or the code of the calendar error and its year where no calendar reaches so far yet. */
export function remedyEnd(
  question: RemedyQuestion,
): { readonly due: CivilDate } | { readonly uncomputable: string } {
  try {
    return { due: remedyExpiry(question) };
  } catch (error) {
    if (!(error instanceof HenjiError)) throw error;
    const year = error.details?.['year'];
    return { uncomputable: typeof year === 'number' ? `${error.code}:${year}` : error.code };
  }
}
