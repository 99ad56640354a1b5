import type { DomainEvent, Recorded } from '../src/kernel/event';
import type { EventDefinition } from '../src/events/define-event';
import type { ModelDeclaration, Row, RowOf, TableDeclaration } from '../src/ports/read-model-table';
import type { Reading } from '../src/events/corrections';

/**
 * A projection: from what was recorded to what readers see. It is data: tables, and for each category of streams an
 * initial document and a table from event type to handler.
 *
 * The host promises each handler the events of its stream in order, each once. In return a handler is pure: it returns
 * the new document and the row changes, changes nothing it was given, and asks no clock. A document is a JSON value.
 */
export interface Projection extends ModelDeclaration {
  /** Followed categories; other streams only move the checkpoint. */
  readonly streams: Readonly<Record<string, StreamHandling>>;
}

/** What a handler answers. */
export interface Step<Doc> {
  readonly doc: Doc;
  readonly changes: readonly Change[];
}

/** Pure; what it throws parks the stream. */
export type Handler<Doc, E extends DomainEvent = DomainEvent> = (event: Recorded<E>, doc: Doc) => Step<Doc>;

/** A correction, with its target as it read before and as it reads now. */
export type CorrectionHandler<Doc> = (correction: Recorded, reading: Reading, doc: Doc) => Step<Doc>;

/** How the streams of one category are followed. */
export interface StreamRules<Doc> {
  readonly initial: Doc;
  readonly on: readonly HandlerRow<Doc>[];
  /** For event types without a row of their own; absent: they only move the progress of their stream. */
  readonly otherwise?: Handler<Doc>;
  /** For corrections; where it is absent, no member that can be corrected is shown. */
  readonly corrected?: CorrectionHandler<Doc>;
  /**
   * Rows that follow from the document after the last event, whatever came before: written once for several events of
   * a stream instead of once for each. Only `put`. What it throws parks the stream like a handler that throws.
   */
  readonly shown?: Shown<Doc>;
}

export type Shown<Doc> = (doc: Doc, last: Recorded) => readonly Change[];

/** One row of the handler table. */
export interface HandlerRow<Doc> {
  readonly type: string;
  readonly handler: Handler<Doc>;
}

/** {@link StreamRules} as the host runs them, whatever their document. */
export interface StreamHandling {
  readonly initial: unknown;
  readonly handlers: ReadonlyMap<string, Handler<unknown>>;
  readonly otherwise?: Handler<unknown>;
  readonly corrected?: CorrectionHandler<unknown>;
  readonly shown?: Shown<unknown>;
}

/** A row of the handler table, typed by the event's own declaration. */
export const on = <T extends string, D extends object, Doc>(
  definition: EventDefinition<T, D>,
  handler: Handler<Doc, DomainEvent<T, D>>,
): HandlerRow<Doc> => ({ type: definition.type, handler: handler as unknown as Handler<Doc> });

/** Rules of one category for {@link Projection.streams}. */
export function follow<Doc>(rules: StreamRules<Doc>): StreamHandling {
  const { initial, otherwise, corrected, shown } = rules;
  return {
    initial,
    handlers: new Map(rules.on.map(({ type, handler }) => [type, handler as Handler<unknown>])),
    ...(otherwise === undefined ? {} : { otherwise: otherwise as Handler<unknown> }),
    ...(corrected === undefined ? {} : { corrected: corrected as CorrectionHandler<unknown> }),
    ...(shown === undefined ? {} : { shown: shown as Shown<unknown> }),
  };
}

/** The rules of a category with further handlers; where both have one for a type, the changes of both follow. */
export function alongside(handling: StreamHandling, more: readonly HandlerRow<unknown>[]): StreamHandling {
  const handlers = new Map(handling.handlers);
  for (const { type, handler } of more) {
    const first = handling.handlers.get(type);
    handlers.set(type, (event, doc) => {
      const step = first?.(event, doc) ?? { doc, changes: [] };
      const next = handler(event, step.doc);
      return { doc: next.doc, changes: [...step.changes, ...next.changes] };
    });
  }
  return { ...handling, handlers };
}

/**
 * A change of one row.
 *
 * - `put`: the whole row. A row that is put or removed belongs to one stream: its key names the stream.
 * - `add`: increases the `adds` columns, and makes the row where there is none. Any stream may add to a row, so what
 *   it holds besides must follow from its key.
 * - `remove`: by key.
 */
export interface Change {
  readonly op: 'put' | 'add' | 'remove';
  readonly table: string;
  readonly row: Row;
}

type Added<T extends TableDeclaration> = NonNullable<T['adds']>[number];
type AddRow<T extends TableDeclaration> = Omit<RowOf<T>, Added<T>> &
  Partial<Pick<RowOf<T>, Added<T> & keyof RowOf<T>>>;

/** Makers of changes for the declared tables, checked by the compiler. */
export interface ChangeMakers<T extends Readonly<Record<string, TableDeclaration>>> {
  readonly put: <N extends keyof T & string>(table: N, row: RowOf<T[N]>) => Change;
  readonly add: <N extends keyof T & string>(table: N, row: AddRow<T[N]>) => Change;
  readonly remove: <N extends keyof T & string>(
    table: N,
    key: Pick<RowOf<T[N]>, T[N]['key'][number] & keyof RowOf<T[N]>>,
  ) => Change;
}

export const changesOf = <T extends Readonly<Record<string, TableDeclaration>>>(
  _tables: T,
): ChangeMakers<T> => ({
  put: (table, row) => ({ op: 'put', table, row }),
  add: (table, row) => ({ op: 'add', table, row }),
  remove: (table, row) => ({ op: 'remove', table, row }),
});

/** The category of a stream: `case` in `case-7f3a…`. */
export function categoryOf(stream: string): string {
  const dash = stream.indexOf('-');
  return dash < 0 ? stream : stream.slice(0, dash);
}
