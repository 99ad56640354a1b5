import { commandCatalogue, type Category, type CommandRoute } from '../../src/app/bus/command-catalogue';
import { anyHandling, type AnyHandling } from '../../src/app/bus/requests';
import { handling } from '../../src/app/command-path';
import { alert } from '../../src/domain/alerts/decider';
import { discipline } from '../../src/domain/discipline/decider';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import type { CaseState } from '../../src/domain/penalty-case/state';
import type { Procedure } from '../../src/domain/procedure';
import { account } from '../../src/domain/registers/account';
import { guards } from '../../src/domain/registers/guards';
import { item } from '../../src/domain/registers/item';
import { officer } from '../../src/domain/registers/officer';
import { organ } from '../../src/domain/registers/organ';
import { template } from '../../src/domain/registers/template';
import { sealedRecord } from '../../src/domain/sealed/decider';
import { tracing } from '../../src/domain/tracing/tracing';
import type { DomainEvent, Recorded } from '../../src/kernel/event';
import { demoFacts } from './demo-facts';
import { lawfulAlerts } from './stages/alerts';
import { lawfulRegisters } from './stages/registers';
import { lawfulDiscipline, lawfulSealed, type SealedExample } from './stages/sealed';
import { lawfulTracing } from './stages/tracing';
import { lawful } from './violating-examples';

/** A lawful act for every command that any door has: what is on record before it, and the facts that it is decided on. */

/** A decider whose types are no longer told apart. */
export type AnyProcedure = Procedure<object, { readonly phase: string }, DomainEvent, unknown>;

const anyProcedure = <C extends object, S extends { readonly phase: string }, E extends DomainEvent, F>(
  decider: Procedure<C, S, E, F>,
): AnyProcedure => decider as unknown as AnyProcedure;

/** Decider of every kind of stream. */
export const deciders: Readonly<Record<Category, AnyProcedure>> = {
  case: anyProcedure(penaltyCase),
  organ: anyProcedure(organ),
  officer: anyProcedure(officer),
  item: anyProcedure(item),
  template: anyProcedure(template),
  guards: anyProcedure(guards),
  account: anyProcedure(account),
  tracing: anyProcedure(tracing),
  alert: anyProcedure(alert),
  sealed: anyProcedure(sealedRecord),
  discipline: anyProcedure(discipline),
};

/** A lawful act on its own stream. */
export interface LawfulAct {
  readonly category: Category;
  readonly name: string;
  /** Events on the stream before it. */
  readonly history: readonly Recorded[];
  /** Commands that were given before it, each with the facts that it was decided on. */
  readonly before: readonly (readonly [command: object, facts: unknown])[];
  readonly given: object;
  readonly facts: unknown;
  /** What the state says besides, where another stage would have to say it. */
  readonly seen: (state: unknown) => unknown;
}

const asItIs = (state: unknown): unknown => state;

const byActs: Readonly<Partial<Record<Category, Readonly<Record<string, SealedExample<unknown>>>>>> = {
  ...lawfulRegisters,
  tracing: lawfulTracing,
  alert: lawfulAlerts,
  sealed: lawfulSealed,
  discipline: lawfulDiscipline,
};

/** The act that somebody has written for a command; `undefined` where nobody has. */
export function lawfulAct({
  category,
  name,
}: Pick<CommandRoute, 'category' | 'name'>): LawfulAct | undefined {
  if (category === 'case') {
    const example = lawful[name]?.();
    if (example === undefined) return undefined;
    const { history, given, facts, state } = example;
    const seen = state === undefined ? asItIs : (known: unknown) => state(known as CaseState);
    return { ...{ category, name, history, before: [], given, seen }, facts: demoFacts(facts) };
  }
  const example = byActs[category]?.[name];
  return example === undefined ? undefined : { ...{ category, name, history: [], seen: asItIs }, ...example };
}

/** Every command of the catalogue. */
export const everyRoute: readonly CommandRoute[] = commandCatalogue.flatMap(({ routes }) => routes);

/** How a kind of stream is commanded where its facts are given and not read. */
export function handlingOn(category: Category, facts: unknown, seen = asItIs): AnyHandling {
  const decider = deciders[category];
  const seeing: AnyProcedure = {
    ...decider,
    decide: (command, state, known) => decider.decide(command, seen(state) as { phase: string }, known),
  };
  const gather = () => Promise.resolve({ facts, rulePacks: [], calendars: [] });
  return anyHandling(handling({ decider: seeing, gather }));
}
