/** Turns the stored members of version n of an event into those of version n + 1. Pure; appended, never edited. */
export type Upcaster = (stored: Readonly<Record<string, unknown>>) => object;

/** Keyed by what is on disk: `Type@version` → members of version + 1. Each has a golden file in `test/golden`. */
export const upcasters: Readonly<Record<string, Upcaster>> = {
  // The only outcome of version 1 is one of those of version 2.
  'CaseClosed@1': (stored) => stored,
  // An item of version 1 is not closed by itself.
  'EvidenceRegistered@1': (stored) => stored,
};
