import { HenjiError } from '../../src/kernel/errors';
import type { Snapshot } from '../../src/ports/read-model';
import { MAX_LIMIT } from '../../src/ports/read-model-query';

/** What `read` makes of the rows of one query of a snapshot. It takes a row in the shape that its query gives. */
export const rowsAt = <T>({ results }: Snapshot, index: number, read: (row: never) => T): readonly T[] =>
  (results[index] ?? []).map((row) => read(row as never));

/** A figure has more groups than an engine returns: half of them would be a wrong figure. */
class TooManyGroups extends HenjiError {
  constructor() {
    super({
      code: 'too-many-groups',
      zh: `分组超过 ${MAX_LIMIT} 个`,
      en: `more than ${MAX_LIMIT} groups`,
      wayOut: { zh: '缩小时段或者减少分组维度', en: 'ask for a shorter period or fewer dimensions' },
    });
  }
}

/** As {@link rowsAt}, for all groups of a figure or none. @throws HenjiError `too-many-groups` */
export function groupsAt<T>(snapshot: Snapshot, index: number, read: (row: never) => T): readonly T[] {
  if ((snapshot.results[index]?.length ?? 0) >= MAX_LIMIT) throw new TooManyGroups();
  return rowsAt(snapshot, index, read);
}
