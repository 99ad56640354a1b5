import type { Snapshot } from '../../src/ports/read-model';

/** What `read` makes of the rows of one query of a snapshot; `R` is how that query shapes them. */
export const rowsAt = <R extends object, T>(
  { results }: Snapshot,
  index: number,
  read: (row: R) => T,
): readonly T[] => ((results[index] ?? []) as readonly unknown[] as readonly R[]).map((row) => read(row));
