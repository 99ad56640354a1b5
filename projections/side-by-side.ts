import type { Recorded } from '../src/kernel/event';
import type { Reading } from '../src/events/corrections';
import type { Step, StreamHandling } from './projection';

type Docs = readonly unknown[];

/** Streams of one category that several parts of a projection follow, each with a document of its own. */
export function sideBySide(...parts: readonly StreamHandling[]): StreamHandling {
  const each = (doc: unknown, step: (part: StreamHandling, own: unknown) => Step<unknown>): Step<Docs> => {
    const steps = parts.map((part, place) => step(part, (doc as Docs)[place]));
    return { doc: steps.map((one) => one.doc), changes: steps.flatMap(({ changes }) => changes) };
  };
  return {
    initial: parts.map(({ initial }) => initial),
    handlers: new Map(),
    otherwise: (event: Recorded, doc: unknown) =>
      each(doc, (part, own) => {
        const handler = part.handlers.get(event.type) ?? part.otherwise;
        return handler === undefined ? { doc: own, changes: [] } : handler(event, own);
      }),
    corrected: (correction: Recorded, reading: Reading, doc: unknown) =>
      each(doc, ({ corrected }, own) =>
        corrected === undefined ? { doc: own, changes: [] } : corrected(correction, reading, own),
      ),
  };
}
