import { expect } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Procedure } from '../../src/domain/procedure';
import { encodeEvent } from '../../src/events/codec';
import type { DomainEvent, Recorded } from '../../src/kernel/event';
import { legalDay, type CivilDate } from '../../src/kernel/time';

/** A command as a body from outside becomes one: built and checked by the decorators of its class. */
export function command<C extends object>(type: new () => C, body: object): C {
  const made = plainToInstance(type, structuredClone(body));
  const errors = validateSync(made, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) throw new Error(errors.map((error) => error.toString()).join('\n'));
  return made;
}

/** The error paths that the decorators find in a body; empty when it is a command. */
export const invalidMembers = (type: new () => object, body: object): readonly string[] =>
  validateSync(plainToInstance(type, body), { whitelist: true, forbidNonWhitelisted: true }).map(
    ({ property }) => property,
  );

/** The event as it would stand in the log: checked against its declaration, on a day, at a revision. */
export function recorded<E extends DomainEvent>(event: E, revision: number, date: CivilDate): Recorded<E> {
  const legal = event.legal ?? legalDay(date);
  const { data } = encodeEvent(event);
  const meta = {
    ...{ id: `event-${revision}`, stream: 'case-under-test', revision, legal, recordedAt: legal.at },
    ...{
      actors: [],
      commandId: `c-${revision}`,
      correlationId: `c-${revision}`,
      rulePacks: [],
      calendars: [],
    },
  };
  return { ...event, data, meta } as unknown as Recorded<E>;
}

/** Given the state that a history leads to, when a command is given on some facts, then … */
export function given<C extends object, S, E extends DomainEvent, F>(
  decider: Procedure<C, S, E, F>,
  history: readonly Recorded<E>[],
) {
  const state = history.reduce(decider.evolve, decider.initial);
  return {
    state,
    when(given: C, facts: F) {
      const decision = decider.decide(given, state, facts);
      return {
        decision,
        /** Exactly these codes, each once, in the order of the report. */
        refused(...codes: readonly string[]) {
          const broken = decision.outcome === 'refused' ? decision.broken : [];
          expect([...new Set(broken.map(({ code }) => code))]).toEqual(codes);
          return broken;
        },
        /** Exactly these events. */
        accepted(...types: readonly string[]) {
          const events = decision.outcome === 'accepted' ? decision.events : [];
          expect(decision.outcome === 'refused' ? decision.broken : []).toEqual([]);
          expect(events.map(({ type }) => type)).toEqual(types);
          return events;
        },
      };
    },
  };
}
