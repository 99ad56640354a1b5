import { present } from '../../fields';
import type { CaseState } from '../state';

/**
 * What a legal review reads, as far as guards know it: facts with their evidence, the proposal, what a hearing brought.
 * Its hash is the file that an opinion is bound to; anything in it that changes makes the opinion stale (A104).
 */
export const reviewedFile = ({ opening, findings, investigation, hearing }: CaseState): object =>
  present({
    item: opening?.item,
    party: opening?.party,
    findings,
    flags: [...investigation.flags].sort(),
    proposal: investigation.concluded?.proposal,
    hearing: hearing.closed,
  });
