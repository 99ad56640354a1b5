import type { Reliance } from '../../../events/case-schemas';

/** A case may turn out to be a crime, or somebody else's, whenever it is open. */
export const openPhases = [
  ...['opened', 'shown', 'recorded', 'informed', 'converted', 'clue', 'verified', 'filed', 'investigating'],
  ...['concluded', 'noticed', 'suspended', 'transferred', 'decided', 'delivered'],
];

/** What comes from outside counts also after the hold was released and the case went to its end (C.9; 处罚法 35). */
export const answerPhases = [...openPhases, 'closed', 'archived'];

/** The plain members of a step on a transfer. */
export const step = (transfer: string, reliance: Reliance, closes: readonly string[] = []) => ({
  ...{ transfer, opens: [], closes: [...closes], reliance },
});
