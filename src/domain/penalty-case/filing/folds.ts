import type { FilingEvent } from '../../../events/filing.events';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import { heldFromStart } from '../transfer/decide-time';

export const filingFolds: Folds<FilingEvent> = {
  ClueRegistered: (state, { data: { organ, source, firstFound }, meta }) => {
    const on = meta.legal.d;
    const found = firstFound !== undefined && firstFound < on ? firstFound : on;
    return {
      ...state,
      phase: 'clue',
      procedure: 'general',
      filing: { ...state.filing, clue: { on, source, organ, found, extensions: 0 } },
    };
  },
  ClueVerificationExtended: (state) => {
    const { clue } = state.filing;
    if (clue === undefined) return state;
    return { ...state, filing: { ...state.filing, clue: { ...clue, extensions: clue.extensions + 1 } } };
  },
  ClueVerified: (state, { data: { passed, officers }, meta }) => ({
    ...state,
    phase: 'verified',
    officers: [...new Set([...state.officers, ...officers])],
    filing: { ...state.filing, verified: { on: meta.legal.d, passed } },
  }),
  CaseFiled: (state, { data, meta }): CaseState => {
    const { organ, item, actId, place, party, violation, document, approver, investigators } = data;
    const on = meta.legal.d;
    const found = state.findings ?? { facts: [], evidence: [], disputed: false };
    const filed: CaseState = {
      ...state,
      phase: 'filed',
      procedure: 'general',
      opening: state.opening ?? { organ, item, actId, place, party, date: on },
      findings: { ...found, violation },
      filing: { ...state.filing, filed: { on, number: document.number, approver, investigators } },
    };
    return heldFromStart(filed, on);
  },
  NotFiled: (state) => ({ ...state, phase: 'not-filed' }),
  ReporterTold: (state) => ({ ...state, filing: { ...state.filing, reporterTold: true } }),
};
