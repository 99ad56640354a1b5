import type { CivilDate } from '../../kernel/time';
import type { DomainEvent } from '../../kernel/event';
import { breach, kept, type Breach } from '../../kernel/guard';
import type { Plain } from '../../kernel/plain-data';
import { step, type AnyStep, type PhaseNames, type Rule, type Step } from '../procedure';

/** What people call the standing of a register entry. */
export const registerPhases: PhaseNames = {
  none: { zh: '尚未登记', en: 'Not registered yet' },
  registered: { zh: '已登记', en: 'Registered' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  published: { zh: '已发布', en: 'Published' },
  guards: { zh: '已有登记', en: 'Registered' },
};

/** What every register command is decided on, besides its own stream. */
export interface RegisterFacts {
  /** Civil date of the act. */
  readonly date: CivilDate;
  /** Handle of whoever gives the command. */
  readonly by: string;
}

/** A register entry as it was relied on: stream and revision, and what it said. */
export interface Entry<S> {
  readonly s: string;
  readonly n: number;
  readonly state: S;
}

/** A span of days: `until` is its last day as foreseen, `ended` the first day after an end that came later. */
export interface Validity {
  readonly from: CivilDate;
  readonly until?: CivilDate;
  readonly ended?: CivilDate;
}

/** Whether the span covers the day. */
export const covers = ({ from, until, ended }: Validity, date: CivilDate): boolean =>
  from <= date && (until === undefined || date <= until) && (ended === undefined || date < ended);

/** The last of the dated entries that had begun by the day. Entries stand in the order in which they were recorded. */
export function lastBegun<T extends { readonly from: CivilDate }>(
  entries: readonly T[],
  date: CivilDate,
): T | undefined {
  return entries
    .filter(({ from }) => from <= date)
    .reduce<T | undefined>(
      (last, entry) => (last === undefined || entry.from >= last.from ? entry : last),
      undefined,
    );
}

/** The earlier of two days: an end that was recorded is not put off by another one. */
export const earliest = (known: CivilDate | undefined, day: CivilDate): CivilDate =>
  known === undefined || day < known ? day : known;

/** Spans that match and have not ended yet end on the day; it is the first on which they no longer hold. */
export const endedFrom = <T extends Validity>(
  spans: readonly T[],
  matches: (span: T) => boolean,
  from: CivilDate,
): readonly T[] =>
  spans.map((each) => (matches(each) && each.ended === undefined ? { ...each, ended: from } : each));

/** A register rule: the order of a register, not a statute, unless a basis is given. */
export function registerRule<C, S, F = RegisterFacts>(
  code: string,
  name: string,
  basis: readonly string[],
  check: (command: Plain<C>, state: S, facts: F) => readonly Breach[],
): Rule<Plain<C>, S, F> {
  return { code, name, basis, group: 'content', asks: 'command', check };
}

/** The last day may not lie before the first. */
export const rightWayRound = <S>(): Rule<
  { readonly from: CivilDate; readonly until?: CivilDate },
  S,
  RegisterFacts
> =>
  registerRule('R-00', 'G-DATES', [], ({ from, until }) =>
    until === undefined || from <= until
      ? kept
      : breach(
          `止日 ${until} 早于起日 ${from}`,
          `it would end on ${until}, before it begins on ${from}`,
          'until',
        ),
  );

/** The parts of a register row that differ from row to row. */
type RowParts<C extends object, S, F, E extends DomainEvent> = Pick<
  Step<C, S, F, E>,
  'rules' | 'emits' | 'record'
> &
  Partial<Pick<Step<C, S, F, E>, 'from' | 'to' | 'who' | 'basis'>>;

/** Rows of one register: what they share is said once. */
export const registerRows =
  <S, F, E extends DomainEvent>(shared: Pick<Step<object, S, F, E>, 'basis' | 'who' | 'from'>) =>
  <C extends object>(
    no: string,
    command: new () => C,
    zh: string,
    en: string,
    parts: RowParts<C, S, F, E>,
  ): AnyStep<S, F, E> =>
    step<C, S, F, E>({ ...shared, no, command, zh, en, ...parts });
