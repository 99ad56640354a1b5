import type { Snapshot } from '../../src/ports/read-model';

/** Rows of one query of a snapshot, as that query shapes them. */
export const rowsAt = <R extends object>({ results }: Snapshot, index: number): readonly R[] =>
  (results[index] ?? []) as readonly unknown[] as readonly R[];
