import type { Clock } from '../../../events/schemas';
import type { CaseFacts } from '../facts';
import { beginning, decideClock, ending, standsFor, stillRuns } from '../investigation/case-clock';
import type { CaseState } from '../state';

/**
 * The time of a hearing does not count towards the time to decide where a pack says so that names the norm
 * (`interval.case.hearing`, 处罚法 60): from the day on which it is asked for to the day on which it is closed.
 */

/** What the excluded time is called on the file. */
export const HEARING = 'hearing';

/** The time to decide without its last day, from the request on. */
export const hearingBegins = (state: CaseState, facts: CaseFacts): Clock[] =>
  facts.rules.find('interval.case.hearing') !== undefined &&
  stillRuns(state, facts) &&
  !standsFor(state, HEARING)
    ? [decideClock(state, facts, { excluded: beginning(state, facts, HEARING) })]
    : [];

/** The time to decide with the days left, once the hearing is closed. */
export const hearingEnds = (state: CaseState, facts: CaseFacts): Clock[] =>
  standsFor(state, HEARING) && Object.hasOwn(state.clocks, 'case.decide')
    ? [decideClock(state, facts, { excluded: ending(state, facts, HEARING) })]
    : [];
