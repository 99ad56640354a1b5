import type { Snapshot } from '../../src/ports/read-model';

/** What `read` makes of the rows of one query of a snapshot. It takes a row in the shape that its query gives. */
export const rowsAt = <T>({ results }: Snapshot, index: number, read: (row: never) => T): readonly T[] =>
  (results[index] ?? []).map((row) => read(row as never));
