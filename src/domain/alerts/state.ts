import type { AlertEvent, alertLevels, alertOutcomes } from '../../events/alert.events';
import type { Recorded } from '../../kernel/event';
import { type CivilDate } from '../../kernel/time';

/** With whom an alert lies: the responsible post, then level by level above it. */
export type AlertLevel = 'post' | (typeof alertLevels)[number];
export type AlertOutcome = (typeof alertOutcomes)[number];

/** An alert as it stands; what people said to it is not in it. */
export interface AlertState {
  readonly phase: 'none' | 'open' | 'closed';
  readonly code: string;
  /** The case, or the organ, that it is about. */
  readonly about: string;
  readonly organ?: string;
  readonly severity: number;
  readonly acknowledged: boolean;
  readonly level: AlertLevel;
  /** The day since which it lies there. */
  readonly since: CivilDate;
  readonly outcome?: AlertOutcome;
}

export const noAlert: AlertState = {
  ...{ phase: 'none', code: '', about: '', severity: 3, acknowledged: false, level: 'post', since: '' },
};

/** Fold of the stream of an alert. */
export function evolveAlert(state: AlertState, { type, data, meta }: Recorded<AlertEvent>): AlertState {
  switch (type) {
    case 'AlertRaised': {
      const { code, stream: about, severity, detected: since } = data;
      const organ = meta.organ === undefined ? {} : { organ: meta.organ.u };
      return { ...state, phase: 'open', code, about, severity, since, ...organ };
    }
    case 'AlertAcknowledged':
      return { ...state, acknowledged: true };
    case 'AlertExplained':
      return state;
    case 'AlertClosed':
      return { ...state, phase: 'closed', outcome: data.outcome };
    case 'AlertReopened': {
      const { outcome: _, ...open } = state;
      // Its time at the level begins anew: nobody could have handled it while it was closed.
      return { ...open, phase: 'open', since: meta.legal.d };
    }
    case 'AlertEscalated':
      return { ...state, level: data.level, since: meta.legal.d };
  }
}
