import { cases } from '../../../projections/cases/cases.projection';
import {
  rowsOf,
  type CaseFilter,
  type CaseRow,
  type TwoClocks,
} from '../../../projections/cases/cases.filter';
import { listCases } from '../../../projections/cases/cases.queries';
import { cursorOf, cursorValues } from '../../../projections/cursor';
import { openedAs } from '../../../projections/supervision/case-clocks';
import { heldClocks, openClocks, type HeldClock } from '../../../projections/supervision/clock.queries';
import type { ListPage } from '../../../projections/supervision/list-page';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { NEVER } from '../../../projections/supervision/tables';
import { penaltyCase } from '../../domain/penalty-case/decider';
import type { CaseFacts } from '../../domain/penalty-case/facts';
import type { CaseState } from '../../domain/penalty-case/state';
import {
  awaitedPhasesOf,
  clockKeysOf,
  mayHaveTasks,
  tasksIn,
  type CaseTask,
  type TaskHolder,
} from '../../domain/penalty-case/tasks';
import { roles as everyRole, type Role } from '../../events/account.events';
import { epochOf, legalDay, type CivilDate, type Instant } from '../../kernel/time';
import type { Grant, Scope } from '../accounts/principals';
import { fold } from '../fold';
import { organFilter, type Reading } from './queries';
import { shownIn } from './shown-phases';

/** Whose tasks, on which day, and which page of them. */
export interface TasksWanted {
  readonly scope: Scope;
  readonly grants: readonly Grant[];
  /** The asker's entry in the officers' register. */
  readonly officer?: string;
  /** `everybody`: all tasks in the organs of the scope. */
  readonly whose: 'mine' | 'everybody';
  readonly organ?: string;
  readonly on: CivilDate;
  /** The day is asked for: cases are folded up to it. */
  readonly past: boolean;
  /** Only what had been recorded by then; registers speak as they do now. */
  readonly knownAt?: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** A task with the case that waits for it. */
export interface FoundTask {
  readonly row: CaseRow;
  readonly task: CaseTask;
}

/** One page of tasks, and where the next one begins. */
export interface FoundTasks {
  readonly found: readonly FoundTask[];
  readonly next?: string;
}

/** Rounds of candidates after which a page is handed out short. */
const ROUNDS = 20;
/** Candidates of a round. */
const CANDIDATES = 100;

/**
 * Tasks by the periods under which they stand, the first to run out first; then those of cases in which nothing runs, by
 * phase, of the cases opened last. Read models say where to look, the fold of each case says what is so.
 */
export async function findTasks(reading: Reading, wanted: TasksWanted): Promise<FoundTasks> {
  const search = new TaskSearch(reading, wanted);
  if (wanted.cursor === undefined) return search.underClocks(undefined, 0);
  const [part, first = '', second = '', third = '', skip] = cursorValues(wanted.cursor, 5);
  if (part !== 'clocks') return search.withoutClock(Number(first), second, Number(skip));
  return search.underClocks(first === '' ? undefined : [first, second, third], Number(skip));
}

/** The place after a clock, or at the beginning, and so many tasks further. */
const clockMark = (after: readonly string[] | undefined, skip: number): string =>
  cursorOf(['clocks', ...(after ?? ['', '', '']), `${skip}`]);

const withoutMark = (phase: number, after: string, skip: number): string =>
  cursorOf(['without', `${phase}`, after, '', `${skip}`]);

class TaskSearch {
  readonly #tasks = new Map<string, Promise<readonly CaseTask[]>>();
  readonly #scope: CaseFilter;
  readonly #clocks: TwoClocks;
  readonly #roles: readonly Role[];
  readonly #keys: ReadonlySet<string>;
  /** Phases, as lists show them, in which something may be waited for that no clock tells. */
  readonly #phases: readonly string[];

  constructor(
    private readonly reading: Reading,
    private readonly wanted: TasksWanted,
  ) {
    this.#scope = organFilter(wanted.scope, wanted.organ);
    this.#clocks = {
      ...(wanted.past ? { asOf: wanted.on } : {}),
      ...(wanted.knownAt === undefined ? {} : { knownAt: wanted.knownAt }),
    };
    this.#roles = wanted.whose === 'everybody' ? everyRole : wanted.grants.map(({ role }) => role);
    this.#keys = new Set(clockKeysOf(this.#roles));
    this.#phases = shownIn(awaitedPhasesOf(this.#roles));
  }

  /** After a clock and `skip` tasks more, in the order in which clocks run out; then {@link withoutClock}. */
  async underClocks(from: readonly string[] | undefined, skip: number): Promise<FoundTasks> {
    const { limit } = this.wanted;
    const found: FoundTask[] = [];
    let [after, skipped] = [from, skip];
    for (let round = 0; round < ROUNDS; round++) {
      const { rows, next } = await this.#clocksAfter(after);
      const shown = await this.#shown(rows);
      for (const clock of rows) {
        const row = shown.get(clock.case);
        const tasks = row === undefined ? [] : await this.#under(clock, row);
        const room = skipped + limit - found.length;
        found.push(...tasks.slice(skipped, room));
        if (tasks.length > room) return { found, next: clockMark(after, room) };
        [after, skipped] = [[clock.dueOn ?? NEVER, clock.case, clock.clock], 0];
        if (found.length === limit) return { found, next: clockMark(after, 0) };
      }
      if (next === undefined) return this.#thenWithout(found);
    }
    return { found, next: clockMark(after, skipped) };
  }

  /** Tasks of cases in which no period runs, from a place in the list of a phase on. */
  async withoutClock(phase: number, mark: string, skip: number): Promise<FoundTasks> {
    const { limit } = this.wanted;
    const found: FoundTask[] = [];
    let [at, after, skipped] = [phase, mark, skip];
    for (let round = 0; round < ROUNDS && at < this.#phases.length && found.length < limit; round++) {
      const { rows, next = '' } = await this.#casesIn(this.#phases[at] ?? '', after);
      const tasks: FoundTask[] = [];
      for (const row of rows) tasks.push(...(await this.#without(row)));
      const room = skipped + limit - found.length;
      found.push(...tasks.slice(skipped, room));
      if (tasks.length > room) skipped = room;
      else [at, after, skipped] = [next === '' ? at + 1 : at, next, 0];
    }
    return { found, ...(at < this.#phases.length ? { next: withoutMark(at, after, skipped) } : {}) };
  }

  #thenWithout(found: readonly FoundTask[]): FoundTasks | Promise<FoundTasks> {
    if (found.length === 0) return this.withoutClock(0, '', 0);
    return this.#phases.length === 0 ? { found } : { found, next: withoutMark(0, '', 0) };
  }

  /** Somebody who is nothing but an officer has tasks in his own cases alone. */
  get #asOfficer(): string | undefined {
    return this.#roles.every((role) => role === 'officer') ? (this.wanted.officer ?? '') : undefined;
  }

  #clocksAfter(after: readonly string[] | undefined): Promise<ListPage<HeldClock>> {
    const officer = this.#asOfficer;
    const reader = this.reading.readers.of(supervision);
    const { organs } = this.#scope;
    const query = {
      ...{ ...this.#clocks, today: this.wanted.on, limit: CANDIDATES },
      ...(organs === undefined ? {} : { organs }),
      ...(after === undefined ? {} : { after }),
    };
    return officer === undefined ? openClocks(reader, query) : heldClocks(reader, { ...query, officer });
  }

  #casesIn(phase: string, after: string) {
    const officer = this.#asOfficer;
    const filter = { ...this.#scope, phase, ...(officer === undefined ? {} : { officer }) };
    const page = { limit: Math.min(CANDIDATES, this.wanted.limit), ...(after === '' ? {} : { after }) };
    return listCases(this.reading.readers.of(cases), filter, this.#clocks, page);
  }

  /** The cases of these clocks in which there may be a task: by the key of the clock, or by the phase. */
  async #shown(clocks: readonly HeldClock[]): Promise<ReadonlyMap<string, CaseRow>> {
    const ids = [...new Set(clocks.map((clock) => clock.case))];
    const held = new Set(clocks.filter(({ key }) => this.#keys.has(key)).map((clock) => clock.case));
    const rows = await rowsOf(this.reading.readers.of(cases), ids, [], this.#clocks);
    return new Map([...rows].filter(([id, { phase }]) => held.has(id) || this.#phases.includes(phase)));
  }

  async #under(clock: HeldClock, row: CaseRow): Promise<readonly FoundTask[]> {
    const tasks = await this.#tasksOf(row);
    const key = openedAs(clock.clock);
    return tasks.filter((task) => task.clock?.key === key).map((task) => ({ row, task }));
  }

  async #without(row: CaseRow): Promise<readonly FoundTask[]> {
    const tasks = await this.#tasksOf(row);
    return tasks.filter(({ clock }) => clock === undefined).map((task) => ({ row, task }));
  }

  #tasksOf(row: CaseRow): Promise<readonly CaseTask[]> {
    const known = this.#tasks.get(row.case) ?? this.#evaluated(row);
    this.#tasks.set(row.case, known);
    return known;
  }

  async #evaluated({ case: stream, organ }: CaseRow): Promise<readonly CaseTask[]> {
    const holder = this.#holderIn(organ);
    const state = await this.#stateOf(stream);
    if (!mayHaveTasks(state, holder)) return [];
    const { officer } = this.wanted;
    const approves = holder.everybody !== true && holder.roles.includes('approver') && officer !== undefined;
    const { facts } = await this.reading.commanding.handlings.case.gather(
      approves ? { approver: officer } : {},
      state,
      { commandId: '', occurred: legalDay(this.wanted.on), actors: [{ u: officer ?? '', role: 'none' }] },
      stream,
    );
    return tasksIn(state, facts as CaseFacts, holder);
  }

  /** What the asker is in an organ; a role in every organ counts in each. */
  #holderIn(organ: string | null): TaskHolder {
    const { grants, officer, whose } = this.wanted;
    const held = grants.filter((grant) => grant.organ === undefined || grant.organ === organ);
    return {
      roles: held.map(({ role }) => role),
      ...(officer === undefined ? {} : { officer }),
      ...(whose === 'everybody' ? { everybody: true } : {}),
    };
  }

  async #stateOf(stream: string): Promise<CaseState> {
    const { commanding, readers } = this.reading;
    const { past, on, knownAt } = this.wanted;
    if (!past && knownAt === undefined) return (await commanding.path.load(penaltyCase, stream)).state;
    const events = await readers.events(stream);
    const known = knownAt === undefined ? Infinity : epochOf(knownAt);
    return fold(
      penaltyCase,
      events.filter(({ meta }) => (!past || meta.legal.d <= on) && epochOf(meta.recordedAt) <= known),
    );
  }
}
