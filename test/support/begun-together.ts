import { beforeAll, expect, it } from '@jest/globals';

/** What a fault has left of the rows, and what a fold of the log gives. */
export interface Ended {
  readonly rows: readonly string[];
  readonly fold: readonly string[];
}

/**
 * Faults that mostly have to be waited for: all are begun before the first test of this describe().
 *
 * @returns tells of each as a test of its own, where it is called: rows and fold must be the same
 */
export function begunTogether(
  faults: Readonly<Record<string, () => Promise<Ended>>>,
  within: number,
): () => void {
  const begun = new Map<string, Promise<Ended>>();
  beforeAll(() => {
    for (const [name, body] of Object.entries(faults)) {
      const ending = body();
      // Heard when its test comes; until then nobody listens.
      ending.catch(() => undefined);
      begun.set(name, ending);
    }
  });
  return () => {
    it.each(Object.keys(faults))(
      '%s',
      async (name) => {
        const { rows, fold } = (await begun.get(name)) as Ended;
        expect(rows).toEqual(fold);
      },
      within,
    );
  };
}
