import type { Proposal } from '../../../events/case-schemas';
import { present } from '../../../kernel/plain-data';
import { heavier } from '../guards/imposed';
import type { CaseState } from '../state';

/** What is proposed for the decision: what the party was told, or what the investigation ended in since. */
export function proposalOnFile({
  notice: { served },
  investigation: { concluded },
}: CaseState): Proposal | undefined {
  const since = served === undefined || (concluded !== undefined && concluded.on > served.on);
  return since ? (concluded?.proposal ?? served?.proposal) : served.proposal;
}

/** What was told, where it is something else than the investigation ended in: a notice that repeats it changes nothing. */
function toldOtherwise({
  notice: { served },
  investigation: { concluded },
}: CaseState): Proposal | undefined {
  const proposed = concluded?.proposal;
  if (served === undefined || proposed === undefined) return served?.proposal;
  const same = !heavier(served, { proposal: proposed }) && !heavier({ proposal: proposed }, served);
  return same ? undefined : served.proposal;
}

/**
 * What a legal review reads, as far as guards know it: facts with their evidence, the proposal, statements that allege
 * something new, what hearings brought. Its hash is the file that an opinion is bound to; anything in it that changes makes the opinion stale (A104).
 */
export const reviewedFile = (state: CaseState): object =>
  present({
    item: state.opening?.item,
    party: state.opening?.party,
    findings: state.findings,
    flags: [...state.investigation.flags].sort(),
    proposal: state.investigation.concluded?.proposal,
    benchmark: state.investigation.concluded?.benchmark,
    defects: state.investigation.defects,
    told: toldOtherwise(state),
    statements: state.notice.statements.filter(({ newFacts }) => newFacts).map(({ id }) => id),
    hearing: state.hearing.closed,
    earlierHearings: state.hearing.earlier,
  });

/**
 * Whether nothing that {@link reviewedFile} reads has changed between two states of one fold: parts that no event touched
 * are the same objects. False says nothing.
 */
export const sameFile = (one: CaseState, other: CaseState): boolean =>
  one.opening === other.opening &&
  one.findings === other.findings &&
  one.investigation === other.investigation &&
  one.notice === other.notice &&
  one.hearing === other.hearing;
