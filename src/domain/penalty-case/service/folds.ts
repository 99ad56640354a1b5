import type { ServiceEvent } from '../../../events/service.events';
import type { Folds } from '../stage';

export const serviceFolds: Folds<ServiceEvent> = {};
