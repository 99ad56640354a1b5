import type { ServiceRecord } from '../../../events/service-schemas';
import type { Clock } from '../../../events/schemas';
import type { CaseFacts } from '../facts';
import { decideClock, stillRuns } from '../investigation/case-clock';
import type { CaseState } from '../state';

/**
 * The time of an announcement does not count towards the time to decide where a pack says so that names the norm
 * (`interval.case.announcement`, 处罚法 60): from the day of the announcement to the day on which the document counts as
 * served. Both are known when it is announced, so the new last day is, too.
 */

type Announced = Pick<ServiceRecord, 'mode' | 'on' | 'servedOn'>;

const stretch = ({ on: from, servedOn: to }: Announced) => ({ why: 'announcement', from, to });

/** The time to decide without the days of an announcement; nothing where the document went another way. */
export const announcementBegins = (state: CaseState, facts: CaseFacts, service: Announced): Clock[] =>
  service.mode === 'announcement' &&
  facts.rules.find('interval.case.announcement') !== undefined &&
  stillRuns(state, facts)
    ? [decideClock(state, facts, { excluded: [...state.investigation.excluded, stretch(service)] })]
    : [];

/** The file with the days of the announcement that an event says by opening the time to decide anew. */
export function withAnnouncement(
  state: CaseState,
  { opens, service }: { readonly opens: readonly Clock[]; readonly service: Announced },
): CaseState {
  if (service.mode !== 'announcement' || !opens.some(({ key }) => key === 'case.decide')) return state;
  const excluded = [...state.investigation.excluded, stretch(service)];
  return { ...state, investigation: { ...state.investigation, excluded } };
}
