import type { z } from 'zod';
import type { DomainEvent, PersonalMembers } from '../kernel/event';

/**
 * An event, said once: stored name, version, texts for people, schema of its public members (`data`) and, by subject
 * of the case, of its erasable members (`personal`). Maker, type and parser come from this one declaration.
 *
 * The stored name and version are what lies on disk: they are never renamed, and a changed schema is a new version
 * with an upcaster from the old one.
 */
export interface EventDefinition<T extends string = string, D extends object = object> {
  (data: D, personal?: PersonalMembers): DomainEvent<T, D>;
  readonly type: T;
  readonly version: number;
  readonly zh: string;
  readonly en: string;
  readonly data: z.ZodType<D>;
  readonly personal: Readonly<Record<string, z.ZodType<object>>>;
}

/** What an event is made of. */
export interface EventSpec<D extends z.ZodType<object>> {
  /** Past tense, a fact that a citizen would recognise. */
  readonly zh: string;
  readonly en: string;
  /** Public members: integers, booleans, text, dates, codes; nothing that names or describes a person. */
  readonly data: D;
  /** Erasable members by subject (`party`); they are encrypted, and committed to in the entry. */
  readonly personal?: Readonly<Record<string, z.ZodType<object>>>;
}

/** Declare an event. The result makes events of this type and carries the declaration. */
export function defineEvent<T extends string, D extends z.ZodType<object>>(
  type: T,
  version: number,
  spec: EventSpec<D>,
): EventDefinition<T, z.output<D>> {
  const make = (data: z.output<D>, personal?: PersonalMembers): DomainEvent<T, z.output<D>> =>
    personal === undefined ? { type, data } : { type, data, personal };
  return Object.assign(make, {
    type,
    version,
    zh: spec.zh,
    en: spec.en,
    data: spec.data as unknown as z.ZodType<z.output<D>>,
    personal: spec.personal ?? {},
  });
}

/** The event type that a definition makes. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer T, infer D> ? DomainEvent<T, D> : never;
