import { hasCode } from '../../kernel/errors';
import type { Henji } from '../henji';
import { watchAlerts, type Watched } from '../alerts/start-watch';
import type { Duty } from './duty';
import { leasedDuty } from './leased-duty';

/** The watch over the clocks of all cases. Of several processes that have it, one watches at a time. */
export function alertDuty(
  henji: Watched & Pick<Henji, 'coordination'>,
  onFailure: (error: unknown) => void,
): Duty {
  const { coordination } = henji;
  // Read models that nobody has made yet hold nothing to watch.
  const told = (error: unknown): void => {
    if (!hasCode(error, 'read-model-absent')) onFailure(error);
  };
  const work = (signal: AbortSignal): Promise<void> => watchAlerts(henji, told, signal);
  return leasedDuty({ name: 'alerts', coordination, work, onFailure });
}
