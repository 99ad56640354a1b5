import type { Recorded } from '../../src/kernel/event';
import { defineTable } from '../../src/ports/read-model-table';
import { changesOf, follow, type Projection, type Step } from '../../projections/projection';

/** What the tests of the host can break and mend. */
export interface Faults {
  /** Event types whose handler throws. */
  throwing: Set<string>;
  /** Event types that make a row which does not fit its table. */
  misfitting: Set<string>;
}

interface Doc {
  readonly events: number;
  readonly sum: number;
}

const tables = {
  cases: defineTable({ columns: { case: 'ref', events: 'int', sum: 'int', last: 'text' }, key: ['case'] }),
  days: defineTable({
    columns: { day: 'text', type: 'text', events: 'int' },
    key: ['day', 'type'],
    adds: ['events'],
  }),
  steps: defineTable({
    columns: { case: 'ref', revision: 'int', type: 'text', sum: 'int' },
    key: ['case', 'revision'],
    once: true,
  }),
};
const { put, add } = changesOf(tables);

const amountOf = (event: Recorded): number => (event.data as { amount?: number }).amount ?? 0;

/** Counts what happens, with each kind of row: of the document, added up across streams, one for each event. */
export function tally(faults: Faults = { throwing: new Set(), misfitting: new Set() }): Projection {
  const step = (event: Recorded, doc: Doc, amount: number): Step<Doc> => {
    if (faults.throwing.has(event.type)) throw new Error(`${event.type} is too much`);
    const { stream, revision, legal } = event.meta;
    const next = { events: doc.events + 1, sum: doc.sum + amount };
    const type = faults.misfitting.has(event.type) ? (null as unknown as string) : event.type;
    return {
      doc: Object.freeze(next),
      changes: [
        put('steps', { case: stream, revision, type, sum: next.sum }),
        add('days', { day: legal.d, type: event.type, events: 1 }),
      ],
    };
  };
  return {
    name: 'tally',
    version: 1,
    tables,
    streams: {
      case: follow<Doc>({
        initial: Object.freeze({ events: 0, sum: 0 }),
        on: [],
        otherwise: (event, doc) => step(event, doc, amountOf(event)),
        corrected: (event, { was, now }, doc) => step(event, doc, amountOf(now) - amountOf(was)),
        shown: (doc, last) => [put('cases', { case: last.meta.stream, ...doc, last: last.type })],
      }),
    },
  };
}
