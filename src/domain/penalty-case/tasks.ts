import type { Role } from '../../events/account.events';
import type { Clock } from '../../events/schemas';
import { broken } from '../../kernel/guard';
import { isPenaltyKind } from '../../law/penalty-kinds';
import { present, type Plain } from '../../kernel/plain-data';
import type { CivilDate } from '../../kernel/time';
import { actions, type Action, type Rule } from '../procedure';
import type { CaseStep } from './case-step';
import { penaltyCase } from './decider';
import { DecidePenalty } from './decision/commands';
import type { CaseFacts } from './facts';
import type { DecidesPenalty } from './guards/imposed';
import { remindedFrom } from './reminders';
import type { ClockWatch } from './stage';
import type { CaseState } from './state';
import { caseTable, clockWatches, watchOf } from './table';
import { sealedClocks } from '../../events/sealed-clocks';

/**
 * What a case waits for, and of whom. Nothing is listed here: a running clock names whose task it is ({@link ClockWatch}),
 * the row of a step says when it is waited for, and the rules say whether it could be done now.
 */

/** Whose tasks are asked for. */
export interface TaskHolder {
  readonly roles: readonly Role[];
  /** His entry in the officers' register; an officer without one holds no case. */
  readonly officer?: string;
  /** Whatever the role: what supervisors see. */
  readonly everybody?: boolean;
}

/** Something that a case waits for. */
export interface CaseTask {
  readonly zh: string;
  readonly en: string;
  /** The period that runs for it; without one of its own the next one of the case to run out. Absent: none runs. */
  readonly clock?: Clock;
  /** The day from which the packs remind of that period. */
  readonly remindedFrom?: CivilDate;
  /** Alert and row of answerability of its own period. */
  readonly alert?: string;
  readonly row?: string;
  /** Roles whose task it is. */
  readonly of: readonly Role[];
  /** Steps of the holder that do it, with what stands in their way. */
  readonly acts: readonly Action[];
}

const parameterOf = (key: string): string => key.split('/', 1)[0] ?? key;

/** Roles may hold a clock or take a step; who takes it must have one of them and his place in the case. */
function isHis(
  roles: readonly Role[],
  state: CaseState,
  { roles: his, officer, everybody }: TaskHolder,
): boolean {
  if (everybody === true) return true;
  return roles.some((role) => his.includes(role) && hasPlace(role, state, officer));
}

/** Officers of the case act in it as officers, the chair who was named chairs, and no one else who investigated does. */
function hasPlace(role: Role, state: CaseState, person: string | undefined): boolean {
  const { officers, investigation, hearing } = state;
  if (role === 'officer') {
    const ofCase = investigation.assigned.length > 0 ? investigation.assigned : officers;
    return ofCase.length === 0 || (person !== undefined && ofCase.includes(person));
  }
  if (role === 'hearing-chair') return hearing.notified === undefined || hearing.notified.chair === person;
  const apart = role === 'legal-reviewer' || role === 'approver';
  return !apart || person === undefined || !officers.includes(person);
}

/** Whether the row is waited for, as far as the file alone tells: cheap, and asked before facts are gathered. */
const mayBeAwaited = ({ awaited }: CaseStep, state: CaseState): boolean =>
  awaited?.in.includes(state.phase) === true && awaited.when?.(state) !== false;

/** Whether a holder can have any task in the case; whether he has one only the facts tell. */
export function mayHaveTasks(state: CaseState, holder: TaskHolder): boolean {
  const held = Object.keys(state.clocks).some((key) => isHis(watchOf(key)?.of ?? [], state, holder));
  return held || caseTable(state).some((row) => mayBeAwaited(row, state) && isHis(row.who, state, holder));
}

/** The tasks of a holder in a case. `facts` are gathered with him as approver where he is one. */
export function tasksIn(state: CaseState, facts: CaseFacts, holder: TaskHolder): readonly CaseTask[] {
  const his = caseTable(state).filter((row) => isHis(row.who, state, holder));
  const obstacles = obstaclesTo(state, facts);
  const ready = (row: CaseStep): boolean => isReady(row, state, facts, holder);
  const awaited = his.filter((row) => isAwaited(row, state, obstacles) && ready(row));
  const clocks = shownClocks(state).flatMap((clock) => {
    const watch = watchOf(clock.key);
    return watch === undefined ? [] : [{ clock, watch, ...stepsOf(clock, his, awaited, state) }];
  });
  const held = clocks.filter(({ watch, due }) => due.length > 0 || isHis(watch.of, state, holder));
  const covered = new Set(held.flatMap(({ due }) => due));
  const next = nextOf(state);
  const periodOf = (clock: Clock): Pick<CaseTask, 'clock' | 'remindedFrom'> => ({
    clock,
    ...present({ remindedFrom: remindedFrom(clock, state, facts) }),
  });
  const others = awaited.filter((row) => !covered.has(row));
  return [
    ...held.map(({ clock, watch, closing }) => ({
      ...taskOfClock(watch, actions(closing, state, facts)),
      ...periodOf(clock),
    })),
    ...others.map((row) => ({
      ...{ zh: row.zh, en: row.en, of: row.who, acts: actions([row], state, facts) },
      ...(next === undefined ? {} : periodOf(next)),
    })),
  ];
}

const taskOfClock = ({ zh, en, of, alert, row }: ClockWatch, acts: readonly Action[]): CaseTask => ({
  ...{ zh, en, of, acts },
  ...(alert === undefined ? {} : { alert }),
  ...(row === undefined ? {} : { row }),
});

/** The holder's steps that close a clock in this phase, and those of them that are waited for. */
function stepsOf(clock: Clock, his: readonly CaseStep[], awaited: readonly CaseStep[], state: CaseState) {
  const closes = ({ closes: keys = [] }: CaseStep) => keys.includes(parameterOf(clock.key));
  return {
    closing: his.filter((row) => closes(row) && row.from.includes(state.phase)),
    due: awaited.filter(closes),
  };
}

function isAwaited(row: CaseStep, state: CaseState, obstacles: readonly string[]): boolean {
  const { awaited } = row;
  if (awaited === undefined || !mayBeAwaited(row, state)) return false;
  if (awaited.clears !== undefined && !obstacles.includes(awaited.clears)) return false;
  return awaited.unobstructed !== true || obstacles.length === 0;
}

/** What depends on who acts; nobody in particular does where everybody's tasks are asked for. */
const personal: readonly string[] = ['R-07', 'R-08'];

const isReady = (row: CaseStep, state: CaseState, facts: CaseFacts, { everybody }: TaskHolder): boolean =>
  actions([row], state, facts).every(({ broken: found }) =>
    found.every(({ code }) => everybody === true && personal.includes(code)),
  );

/** Codes of what has to come before a decision of penalty: review, notice, hearing, discussion. */
const before: readonly string[] = ['R-14', 'R-15', 'R-16', 'R-17'];

const beforeDecision = penaltyCase.steps
  .filter(({ command }) => command === DecidePenalty)
  .flatMap(({ rules }) => rules as readonly Rule<Plain<DecidesPenalty>, CaseState, CaseFacts>[])
  .filter(({ code }) => before.includes(code));

/** What stands in the way of the penalty that the investigation proposed, were it decided as it was told. */
function obstaclesTo(state: CaseState, facts: CaseFacts): readonly string[] {
  const { proposal } = state.investigation.concluded ?? {};
  if (proposal === undefined || state.decision !== undefined) return [];
  const { served } = state.notice;
  const presumed: Plain<DecidesPenalty> = {
    proposal: { ...proposal, kinds: proposal.kinds.filter(isPenaltyKind) },
    gains: { kind: 'none', amountFen: 0, restitutionFen: 0, confiscatedFen: served?.confiscationFen ?? 0 },
    terms: [...(served?.terms ?? [])],
    ...(state.hearing.closed === undefined ? {} : { hearingRecord: state.hearing.closed.record }),
  };
  return broken(beforeDecision, presumed, state, facts).map(({ code }) => code);
}

/** What becomes of a sealed period is nobody's to see here. */
const shownClocks = ({ clocks }: CaseState): readonly Clock[] =>
  Object.values(clocks).filter(({ key }) => !sealedClocks.includes(key));

/** Of the periods that somebody answers for, the one that runs out first. */
function nextOf(state: CaseState): Clock | undefined {
  const answered = shownClocks(state).filter(({ key }) => watchOf(key)?.row !== undefined);
  return answered.sort((a, b) => compared(a.due ?? '9999', b.due ?? '9999'))[0];
}

const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Keys of clocks that may be a task of the roles. */
export const clockKeysOf = (roles: readonly Role[]): readonly string[] =>
  [...clockWatches].filter(([, { of }]) => of.some((role) => roles.includes(role))).map(([key]) => key);

/** Phases in which a step of the roles may be waited for. */
export const awaitedPhasesOf = (roles: readonly Role[]): readonly string[] => [
  ...new Set(
    penaltyCase.steps
      .filter(({ who }) => who.some((role) => roles.includes(role)))
      .flatMap(({ awaited }) => awaited?.in ?? []),
  ),
];
