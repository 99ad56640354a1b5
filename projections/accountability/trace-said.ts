import type { Recorded } from '../../src/kernel/event';

/** Members that stand elsewhere in a trace: grounds, clocks, and what a correction says. */
const elsewhere: ReadonlySet<string> = new Set([
  'reliance',
  'basis',
  'identityBasis',
  'opens',
  'closes',
  'activity',
  'target',
  'members',
]);

/** Public members as recorded, names in code point order at every depth. */
export type Said = Readonly<Record<string, unknown>>;

/** The document of an act, and its other public members that stand nowhere else in the trace. */
export function saidOf({ data }: Recorded): { readonly document?: Said; readonly said: Said } {
  const { document, ...others } = data as { readonly document?: object };
  const members = Object.entries(others).filter(([name]) => !elsewhere.has(name));
  return {
    ...(document === undefined ? {} : { document: inOrder(document) as Said }),
    said: inOrder(Object.fromEntries(members)) as Said,
  };
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}
