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

/** The public members of an act that stand nowhere else in its trace, names in code point order at every depth. */
export function saidOf({ data }: Recorded): Readonly<Record<string, unknown>> {
  const members = Object.entries(data).filter(([name]) => !elsewhere.has(name));
  return inOrder(Object.fromEntries(members)) as Readonly<Record<string, unknown>>;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}
