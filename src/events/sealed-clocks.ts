/**
 * What is of the sealed class of itself (B.7): nothing of it stands in a list, count, search, trace or export, and
 * only persons named one by one read it.
 */

/** Periods that are watched without being shown: what becomes of them is sealed. */
export const sealedClocks: readonly string[] = ['discipline.handover'];
