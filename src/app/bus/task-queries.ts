import { cases } from '../../../projections/cases/cases.projection';
import type { CaseRow } from '../../../projections/cases/cases.filter';
import { namesOf } from '../../../projections/cases/cases.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import type { CaseTask } from '../../domain/penalty-case/tasks';
import type { Action } from '../../domain/procedure';
import { slugOf } from '../../domain/slug';
import type { Role } from '../../events/account.events';
import type { Clock } from '../../events/schemas';
import { addDays, civilDateOf, type CivilDate } from '../../kernel/time';
import { handlesIn, named, type Named } from './case-view';
import { answering, Question, type Asking, type Reading } from './queries';
import { findTasks, type FoundTask, type TasksWanted } from './task-search';
import { articlesOf, parameterOfClock, type ArticleText } from '../law/clock-basis';

/** Whose tasks, as of which day, and which page of them. */
export interface TasksAsking extends Asking, Omit<TasksWanted, 'scope' | 'on' | 'past'> {
  /** Absent: the day of `knownAt`, or today. */
  readonly asOf?: CivilDate;
  /** A period that runs out within so many days is near; and one of which the packs of the organ remind by then. */
  readonly nearDays: number;
}

/** Where a period stands on the day; `open` where none runs. */
export type TaskState = 'overdue' | 'near' | 'due' | 'uncomputable' | 'open';

/** The period of a task. */
export interface TaskClock {
  /** Of several things of one case each has its own after a slash. */
  readonly key: string;
  /** The parameter of the rule packs that sets the period. */
  readonly parameter: string;
  readonly openedOn: string;
  /** Last day in time; null while it cannot be computed. */
  readonly dueOn: string | null;
  /** Calendar days to the last day; negative once it is over. */
  readonly daysLeft: number | null;
  /** Length: `7 wd`, `90 cd`. */
  readonly period: string;
  readonly provisional: boolean;
  readonly pack: string;
  /** The articles on which the pack rests the period; none for a choice of the pack itself. */
  readonly articles: readonly ArticleText[];
}

/** Something that a case waits for, and what its holder may do about it. */
export interface TaskView {
  readonly case: string;
  readonly number: string | null;
  readonly party: string | null;
  readonly phase: string;
  readonly organ: Named | null;
  readonly item: Named | null;
  readonly zh: string;
  readonly en: string;
  readonly state: TaskState;
  readonly clock: TaskClock | null;
  /** Alert that follows when the period is missed, and its row of answerability. */
  readonly alert: string | null;
  readonly row: string | null;
  readonly of: readonly Role[];
  /** Commands that do it, with what stands in their way. */
  readonly acts: readonly TaskAct[];
}

/** A command that does a task. */
export interface TaskAct extends Pick<Action, 'no' | 'zh' | 'en' | 'possible' | 'broken'> {
  readonly command: string;
  readonly slug: string;
}

export interface TaskPage {
  readonly items: readonly TaskView[];
  readonly next?: string;
}

export class ListTasks extends Question<TasksAsking, TaskPage> {}

async function tasks(reading: Reading, asking: TasksAsking): Promise<TaskPage> {
  const { knownAt } = asking;
  const on = asking.asOf ?? (knownAt === undefined ? reading.today() : civilDateOf(knownAt));
  const { found, next } = await findTasks(reading, { ...asking, on, past: asking.asOf !== undefined });
  const names = await namesOf(reading.readers.of(cases), handlesIn(found.map(({ row }) => row)));
  const items = found.map((each) => taskView(each, names, on, asking.nearDays));
  return { items, ...(next === undefined ? {} : { next }) };
}

function taskView(
  { row, task }: FoundTask,
  names: ReadonlyMap<string, string>,
  on: CivilDate,
  nearDays: number,
): TaskView {
  return {
    ...headOf(row, names),
    ...{ zh: task.zh, en: task.en, state: stateOf(task, on, nearDays) },
    clock: task.clock === undefined ? null : clockView(task.clock, on),
    ...{ alert: task.alert ?? null, row: task.row ?? null, of: task.of },
    acts: task.acts.map(({ no, command, zh, en, possible, broken }) => ({
      ...{ no, command, slug: slugOf(command), zh, en, possible, broken },
    })),
  };
}

const headOf = (row: CaseRow, names: ReadonlyMap<string, string>) => ({
  ...{ case: row.case, number: row.number, party: row.party, phase: row.phase },
  ...{ organ: named(row.organ, names), item: named(row.item, names) },
});

/** Near is what ends soon, and what the packs remind of by then. */
function stateOf({ clock, remindedFrom }: CaseTask, on: CivilDate, nearDays: number): TaskState {
  if (clock === undefined) return 'open';
  const due = dayOf(clock);
  if (due === undefined) return 'uncomputable';
  if (due < on) return 'overdue';
  const reminds = remindedFrom !== undefined && remindedFrom <= on;
  return reminds || due <= addDays(on, nearDays) ? 'near' : 'due';
}

/** The last day of a period; one in hours ends on the day of its last hour. */
const dayOf = ({ due }: Clock): CivilDate | undefined => due?.slice(0, 10);

const DAY_MS = 86_400_000;

function clockView(clock: Clock, on: CivilDate): TaskClock {
  const { key, opened, kind, amount, provisional, pack } = clock;
  const due = dayOf(clock);
  return {
    ...{
      key,
      parameter: parameterOfClock(key),
      openedOn: opened.slice(0, 10),
      dueOn: due ?? null,
      period: `${amount} ${kind}`,
    },
    daysLeft: due === undefined ? null : Math.round((Date.parse(due) - Date.parse(on)) / DAY_MS),
    ...{ provisional: provisional ?? false, pack, articles: articlesOf(clock) },
  };
}

export const taskAnswers = [answering(ListTasks, [cases, supervision], tasks)];
