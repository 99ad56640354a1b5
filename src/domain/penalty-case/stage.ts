import type { Role } from '../../events/account.events';
import type { DomainEvent, Recorded } from '../../kernel/event';
import type { PeriodKey } from '../../law/rule-book';
import type { CaseStep } from './case-step';
import type { CaseState } from './state';

/**
 * A stage of a case: a folder with its commands, its part of the state, its rows, rules and clocks. The decider puts
 * stages together and knows nothing else of them.
 */
export interface Stage {
  readonly steps: readonly CaseStep[];
  /** What watches over the clocks that its events open. */
  readonly watches: Readonly<Record<string, ClockWatch>>;
}

/** What watches over a clock: the alert that it raises when overdue, and the row of answerability (D.2). */
export interface ClockWatch {
  /** Whose task it is while the clock runs: of officers those of the case, of the others whoever has the role. */
  readonly of: readonly Role[];
  readonly zh: string;
  readonly en: string;
  /** The parameter that sets the period, where the clock bears another key. */
  readonly parameter?: PeriodKey;
  /** The parameter that says from when tasks remind of it, where one does. */
  readonly reminder?: 'case.decide.warn' | 'court.apply.warn';
  /** Absent: a reminder, and nothing is raised. */
  readonly alert?: string;
  readonly row?: string;
}

/** One fold for each event of a stage, all of them: an event that no one folds does not compile. */
export type Folds<E extends DomainEvent> = {
  readonly [T in E['type']]: (state: CaseState, event: Recorded<Extract<E, { type: T }>>) => CaseState;
};
