import type { DomainEvent, Recorded } from '../src/kernel/event';
import type { EventDefinition } from '../src/events/define-event';

/** One row of a table from event type to value. */
export interface When<R> {
  readonly type: string;
  readonly value: (event: Recorded) => R;
}

/** A row, typed by the event's own declaration. */
export const when = <T extends string, D extends object, R>(
  definition: EventDefinition<T, D>,
  value: (event: Recorded<DomainEvent<T, D>>) => R,
): When<R> => ({ type: definition.type, value: value as unknown as (event: Recorded) => R });

/** A function from events to values by such a table; events without a row give `fallback`. */
export function dispatcher<R>(fallback: R, rows: readonly When<R>[]): (event: Recorded) => R {
  const table = new Map(rows.map(({ type, value }) => [type, value]));
  return (event) => {
    const value = table.get(event.type);
    return value === undefined ? fallback : value(event);
  };
}
