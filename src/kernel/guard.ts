/**
 * One statutory condition as a row of a table: code, legal basis, predicate. Rows are data, so the same row refuses a
 * command, answers "what stands in the way", and is printed in the reference.
 */
export interface Guard<C, S, F> {
  /** Refusal code of the catalogue in `law/violations`, e.g. `R-05`. */
  readonly code: string;
  /** Name of the condition in the specification, e.g. `G-TWO`. */
  readonly name: string;
  /** Citations in Chinese, e.g. `行政处罚法 第四十二条`; the first is the strongest. */
  readonly basis: readonly string[];
  /** Nothing when the rule is kept, otherwise one breach for each way in which it is broken. Total and pure. */
  readonly check: (command: C, state: S, facts: F) => readonly Breach[];
}

/** Why a rule is broken in this case, for people; `field` names the command member to change. */
export interface Breach {
  readonly zh: string;
  readonly en: string;
  readonly field?: string;
}

/** A rule found broken: what a refusal reports and what the refusal stream records. */
export interface BrokenRule extends Breach {
  readonly code: string;
  readonly guard: string;
  readonly basis: readonly string[];
}

/** The rule is kept. */
export const kept: readonly Breach[] = [];

/** The rule is broken in one way. */
export const breach = (zh: string, en: string, field?: string): readonly Breach[] => [
  field === undefined ? { zh, en } : { zh, en, field },
];

/** Every broken rule of the table, never only the first: an officer mends a file once. */
export function broken<C, S, F>(
  guards: readonly Guard<C, S, F>[],
  command: C,
  state: S,
  facts: F,
): readonly BrokenRule[] {
  const all: BrokenRule[] = [];
  for (const { check, code, name, basis } of guards) {
    for (const found of check(command, state, facts)) all.push({ ...found, code, guard: name, basis });
  }
  return all;
}
