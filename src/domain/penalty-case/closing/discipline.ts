import type { Clock } from '../../../events/schemas';
import { legalDay } from '../../../kernel/time';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import { isAnnulled } from '../remedy/state';
import type { CaseState } from '../state';

/**
 * The period in which a person who was punished is handed over to discipline inspection, or a reasoned "no" is on record
 * (A168). It opens for every natural person, whoever he is, and no event of the case closes it: what it waits for is
 * sealed and stands elsewhere. A close that came too late does not put it off. Nothing where no pack sets the period.
 */
export function handoverClock(state: CaseState, facts: CaseFacts): readonly Clock[] {
  if (facts.rules.find('discipline.handover') === undefined || !punished(state)) return [];
  const due = state.clocks[state.procedure === 'general' ? 'case.close' : 'onspot.close']?.due ?? facts.date;
  return [opening(facts, 'discipline.handover', legalDay(due < facts.date ? due : facts.date))];
}

/** A natural person on whom a penalty was imposed that still stands, at least in part. */
function punished({ decision, opening: head, remedy }: CaseState): boolean {
  const gone = isAnnulled(remedy);
  return decision?.type === 'penalty' && !gone && head !== undefined && head.party.kind !== 'organisation';
}
