import type { Served, ServedByPublication, ServiceEvent } from '../../../events/service.events';
import type { EventOf } from '../../../events/define-event';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import type { ServedDocument, ServiceMode } from './proof';

type ServedData = EventOf<typeof Served | typeof ServedByPublication>['data'];

/** The decision has its effect from the day on which it counts as served; the time to pay runs from there. */
function served(state: CaseState, { service, opens, remedyExpiry }: ServedData): CaseState {
  const payBy = opens.find(({ key }) => key === 'fine.pay')?.due;
  return {
    ...state,
    phase: 'delivered',
    served: service.servedOn,
    service: {
      ...state.service,
      mode: service.mode as ServiceMode,
      ...(remedyExpiry === undefined ? {} : { remedyExpiry }),
    },
    ...(payBy === undefined ? {} : { payBy }),
  };
}

export const serviceFolds: Folds<ServiceEvent> = {
  ServiceAttempted: (state, { data: { document, mode, on } }) => {
    const attempt = { document: document as ServedDocument, mode: mode as ServiceMode, on };
    return { ...state, service: { ...state.service, attempts: [...state.service.attempts, attempt] } };
  },
  Served: (state, { data }) => served(state, data),
  ServedByPublication: (state, { data }) => served(state, data),
};
