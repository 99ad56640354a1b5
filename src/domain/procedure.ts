import { accept, refuse, type Decision } from '../kernel/decision';
import type { Decider } from '../kernel/decider';
import type { DomainEvent, Recorded } from '../kernel/event';
import { broken, type BrokenRule, type Guard } from '../kernel/guard';
import type { Role } from '../events/account.events';
import type { Plain } from '../kernel/plain-data';
import { lawAmong } from './statute';

/**
 * A procedure is a table. This file is all that interprets it: what may be decided, what stands in the way, what is
 * possible now. Whatever does not fit a row is plain code beside its table.
 */

/** The order in which a refusal lists what it found; nothing stops at the first. */
export const reportOrder = ['identity', 'authority', 'sequence', 'content', 'time'] as const;

/** A statutory condition with its place in the report. */
export interface Rule<C, S, F> extends Guard<C, S, F> {
  readonly group: (typeof reportOrder)[number];
  /**
   * `file`: the file and the registers answer it. `approver`: they do once it is known who decides. `command`: it depends
   * on what the command says.
   */
  readonly asks: 'file' | 'approver' | 'command';
  /** Types of document of which the template must be that the command names, where the rule asks for one. */
  readonly papers?: readonly string[];
}

/** A rule that needs no word of the command: usable in every step, and answerable before anything is written. */
export type FileRule<S, F> = Rule<unknown, S, F>;

/** A thing that must be unique across streams; it is taken on a stream of its own before the act is recorded. */
export type Reservation =
  | {
      readonly kind: 'number';
      readonly organ: string;
      readonly docType: string;
      readonly prefix: string;
      readonly year: number;
    }
  | { readonly kind: 'fine'; readonly actId: string; readonly partyToken: string };

/** When a step is waited for; never while a rule of the file stands in its way. */
export interface Awaited<S> {
  /** In these phases, of those in which it has a meaning. */
  readonly in: readonly string[];
  readonly when?: (state: S) => boolean;
  /** Only while a rule of this code stands in the way of what is proposed: the step is what takes it away. */
  readonly clears?: string;
  /** Only once nothing that has to come before stands in the way of what is proposed. */
  readonly unobstructed?: true;
}

/** One row: a command, who may give it, from where, under which rules, and which facts follow. */
export interface Step<C extends object, S, F, E extends DomainEvent> {
  /** Number in the specification: `S5`, `P15`. */
  readonly no: string;
  /** The class of the command, at once the HTTP body, the CLI input and the source of OpenAPI. */
  readonly command: new () => C;
  readonly zh: string;
  readonly en: string;
  /** The article that lays the step down. */
  readonly basis: readonly string[];
  readonly who: readonly Role[];
  /** Phases in which the step has a meaning; its order among them is the business of the rules. */
  readonly from: readonly string[];
  /** Phase in which it leaves the case; absent where the phase does not change or depends on the file. */
  readonly to?: string;
  readonly rules: readonly Rule<Plain<C>, S, F>[];
  /** Rules that are reported as well when the first rule is broken: the procedure itself was the wrong one. */
  readonly instead?: { readonly code: string; readonly rules: readonly Rule<Plain<C>, S, F>[] };
  /** Parameters of the rule packs that the step rests on; recorded with the act. */
  readonly parameters?: readonly string[];
  readonly opens?: readonly string[];
  readonly closes?: readonly string[];
  /**
   * When somebody's list of tasks shows the step though no open clock is closed by it. A step that closes an open clock
   * needs no word: the clock says that it is waited for.
   */
  readonly awaited?: Awaited<S>;
  /** Alerts that watch over the step: `W-21`. */
  readonly alerts?: readonly string[];
  /** Stored names of the events that may follow. */
  readonly emits: readonly string[];
  readonly reserves?: (command: C, state: S, facts: F) => readonly Reservation[];
  /** The facts to record once every rule is kept. Total. */
  readonly record: (command: C, state: S, facts: F) => readonly E[];
}

/** A row whose command type is no longer told apart, as it stands in a table. */
export type AnyStep<S, F, E extends DomainEvent> = Omit<
  Step<object, S, F, E>,
  'command' | 'rules' | 'instead' | 'record' | 'reserves'
> & {
  readonly command: new () => object;
  readonly rules: readonly Rule<never, S, F>[];
  readonly instead?: { readonly code: string; readonly rules: readonly Rule<never, S, F>[] };
  readonly record: (command: never, state: S, facts: F) => readonly E[];
  readonly reserves?: (command: never, state: S, facts: F) => readonly Reservation[];
};

/** A decider together with the table behind it. */
export interface Procedure<C extends object, S, E extends DomainEvent, F> extends Decider<C, S, E, F> {
  readonly steps: readonly AnyStep<S, F, E>[];
}

/** What a command's act would meet, without recording anything. */
export type StepState = { readonly phase: string };

/** What people call the phases of a stream; a phase that has no name is called by its code. */
export type PhaseNames = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** Build a decider from its table. Commands are instances of the classes that the rows name. */
export function procedure<C extends object, S extends StepState, E extends DomainEvent, F>(parts: {
  readonly category: string;
  readonly initial: S;
  readonly evolve: (state: S, event: Recorded<E>) => S;
  /** The rows that hold in a state; a case that was converted has other rows. */
  readonly table: (state: S) => readonly AnyStep<S, F, E>[];
  readonly steps: readonly AnyStep<S, F, E>[];
  /** The words in which a refusal names the phase. */
  readonly phases?: PhaseNames;
}): Procedure<C, S, E, F> {
  const { category, initial, evolve, steps, table, phases } = parts;
  return {
    category,
    initial,
    evolve,
    steps,
    decide: (command, state, facts): Decision<E> => {
      const step = table(state).find((row) => command instanceof row.command);
      if (step === undefined) return refuse(outOfPlace(nameOf(command, steps), state, phases));
      const found = violations(step, command, state, facts, phases);
      return found.length > 0 ? refuse(...found) : accept(...step.record(command as never, state, facts));
    },
  };
}

/** Every rule that stands in the way of a command, in the order of the report. Empty: it would be accepted. */
export function violations<S extends StepState, F, E extends DomainEvent>(
  step: AnyStep<S, F, E>,
  command: object,
  state: S,
  facts: F,
  phases?: PhaseNames,
): readonly BrokenRule[] {
  const rules = step.rules as readonly Rule<object, S, F>[];
  const found = inOrder(rules, command, state, facts);
  const place = step.from.includes(state.phase) ? [] : [outOfPlace(step, state, phases)];
  const instead = step.instead;
  if (instead === undefined || !found.some(({ code }) => code === instead.code)) return [...place, ...found];
  const others = (instead.rules as readonly Rule<object, S, F>[]).filter((rule) => !rules.includes(rule));
  return [...place, ...inOrder([...rules, ...others], command, state, facts)];
}

/** Code of what keeps the record in order and rests on no catalogue of violations. */
export const ORDER = 'R-00';

/** A rule set aside for the act, and the event of the register that says so. */
export interface SetAside {
  readonly rule: string;
  readonly s: string;
  readonly n: number;
}

const none: readonly SetAside[] = [];

/**
 * What sets a rule aside for an act, where its facts name something ({@link SetAside}). Whatever a register says, a rule
 * that rests on a 法律 stays, and so does the order of the record itself.
 */
export function asideBy(
  rule: { readonly code: string; readonly name: string; readonly basis: readonly string[] },
  facts: unknown,
): SetAside | undefined {
  const { setAside = none } = facts as { readonly setAside?: readonly SetAside[] };
  if (setAside.length === 0) return undefined;
  const found = setAside.find((each) => each.rule === ruleName(rule));
  return found !== undefined && rule.code !== ORDER && lawAmong(rule.basis) === undefined ? found : undefined;
}

function inOrder<S, F>(
  rules: readonly Rule<object, S, F>[],
  command: object,
  state: S,
  facts: F,
): readonly BrokenRule[] {
  const inForce = inReportOrder(rules).filter((rule) => asideBy(rule, facts) === undefined);
  return broken(inForce, command, state, facts);
}

/** What is told of the rules of a row by their heads. Rows are constants, so it is told once for each. */
function ofRow(tell: <R extends RuleHead>(rules: readonly R[]) => readonly R[]): typeof tell {
  const told = new WeakMap<object, unknown>();
  return <R extends RuleHead>(rules: readonly R[]): readonly R[] => {
    const known = (told.get(rules) as readonly R[] | undefined) ?? tell(rules);
    told.set(rules, known);
    return known;
  };
}

type RuleHead = Pick<Rule<never, never, never>, 'group' | 'asks'>;

/** Those that the file and the registers answer, and those that they answer about an approver. */
const fileRulesOf = ofRow((rules) => rules.filter(({ asks }) => asks === 'file'));
const rulesOfApprover = ofRow((rules) => rules.filter(({ asks }) => asks !== 'command'));

/** Whether the facts say who would decide. */
const hasApprover = (facts: unknown): boolean =>
  (facts as { readonly approver?: unknown }).approver !== undefined;

const inReportOrder = ofRow((rules) =>
  reportOrder.flatMap((group) => rules.filter((rule) => rule.group === group)),
);

/** What is possible now: `open` where only the words of the command can still break a rule. */
export interface Action {
  readonly no: string;
  readonly command: string;
  readonly zh: string;
  readonly en: string;
  readonly who: readonly Role[];
  readonly possible: boolean;
  readonly broken: readonly BrokenRule[];
  /** Rules that cannot be answered before the command is written. */
  readonly open: readonly string[];
}

/**
 * For every row: possible now, or which rules of the file and the registers stand in the way. Where nobody is named who
 * would decide, the rules about him stay open: they say nothing about whoever only asks.
 */
export function actions<S extends StepState, F, E extends DomainEvent>(
  steps: readonly AnyStep<S, F, E>[],
  state: S,
  facts: F,
  phases?: PhaseNames,
): readonly Action[] {
  return steps.map((step) => {
    const rules = step.rules as readonly Rule<object, S, F>[];
    const place = step.from.includes(state.phase) ? [] : [outOfPlace(step, state, phases)];
    const answered = hasApprover(facts) ? rulesOfApprover(rules) : fileRulesOf(rules);
    const found = inOrder(answered, {}, state, facts);
    const { no, zh, en, who } = step;
    return {
      ...{ no, command: step.command.name, zh, en, who },
      possible: place.length + found.length === 0,
      broken: [...place, ...found],
      open: rules
        .filter((rule) => !answered.includes(rule) && asideBy(rule, facts) === undefined)
        .map(ruleName),
    };
  });
}

/** One row as a reference prints it; nothing in it but texts and codes. */
export interface ReferenceRow {
  readonly no: string;
  readonly command: string;
  readonly zh: string;
  readonly en: string;
  readonly basis: readonly string[];
  readonly who: readonly Role[];
  readonly from: readonly string[];
  readonly to: string | undefined;
  readonly rules: readonly { readonly rule: string; readonly basis: readonly string[] }[];
  /** Rules that are reported as well where the procedure itself was the wrong one. */
  readonly instead: readonly string[];
  readonly emits: readonly string[];
  readonly opens: readonly string[];
  readonly closes: readonly string[];
  readonly alerts: readonly string[];
  readonly parameters: readonly string[];
}

/** A table as reference pages and flow charts show it. */
export const reference = <S, F, E extends DomainEvent>(
  steps: readonly AnyStep<S, F, E>[],
): readonly ReferenceRow[] =>
  steps.map(({ command, rules, instead, opens = [], closes = [], alerts = [], parameters = [], ...row }) => ({
    ...{ no: row.no, command: command.name, zh: row.zh, en: row.en, basis: row.basis, who: row.who },
    ...{ from: row.from, to: row.to, emits: row.emits, opens, closes, alerts, parameters },
    rules: rules.map((rule) => ({ rule: ruleName(rule), basis: rule.basis })),
    instead: instead?.rules.map(ruleName) ?? [],
  }));

/** `R-05 G-TWO`: how a rule is named in the record and in the reference. */
export const ruleName = ({ code, name }: { readonly code: string; readonly name: string }): string =>
  `${code} ${name}`;

/** Write a row with its command type known. */
export const step = <C extends object, S, F, E extends DomainEvent>(
  row: Step<C, S, F, E>,
): AnyStep<S, F, E> => row;

/** The order of the procedure itself: a step that has no place in the phase of the case. */
function outOfPlace(
  what: { readonly zh: string; readonly en: string; readonly basis: readonly string[] },
  { phase }: StepState,
  phases: PhaseNames = {},
): BrokenRule {
  const called = phases[phase] ?? { zh: phase, en: phase };
  return {
    code: 'R-00',
    guard: 'G-STEP',
    basis: what.basis,
    zh: `“${what.zh}”不能在当前阶段（${called.zh}）办理`,
    en: `"${what.en}" has no place in the present phase (${called.en})`,
  };
}

function nameOf<S, F, E extends DomainEvent>(
  command: object,
  steps: readonly AnyStep<S, F, E>[],
): { zh: string; en: string; basis: readonly string[] } {
  const known = steps.find((row) => command instanceof row.command);
  return known ?? { zh: command.constructor.name, en: command.constructor.name, basis: [] };
}
