import { organNames } from '../../../projections/supervision/supervision.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import type { Readers } from '../readers';

/** What the registers call organs and items today; words that are no handle have no name. */
export const registerNames = (
  readers: Pick<Readers, 'of'>,
  words: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  organNames(
    readers.of(supervision),
    words.filter((word) => /^(organ|item)-/u.test(word)),
  );
