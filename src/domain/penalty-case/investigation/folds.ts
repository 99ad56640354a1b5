import type { CourseEvent, InvestigationEvent } from '../../../events/investigation.events';
import { present } from '../../../kernel/plain-data';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import { evidenceFolds } from './evidence-folds';
import { suspendable, type Conclusion, type Investigation } from './state';

const together = (a: readonly string[], b: readonly string[]): readonly string[] => [
  ...new Set([...a, ...b]),
];

/** The case with its investigation changed. */
const changed = (state: CaseState, changes: Partial<Investigation>): CaseState => ({
  ...state,
  investigation: { ...state.investigation, ...changes },
});

const courseFolds: Folds<CourseEvent> = {
  OfficersAssigned: (state, { data: { investigators } }) => ({
    ...changed(state, { assigned: investigators }),
    ...(state.phase === 'filed' ? { phase: 'investigating' } : {}),
    officers: together(state.officers, investigators),
  }),
  RightsNotified: (state, { data: { contact } }) =>
    changed(state, { rightsTold: together(state.investigation.rightsTold, [contact]) }),
  CaseFlagSet: (state, { data: { flag } }) =>
    changed(state, { flags: together(state.investigation.flags, [flag]) }),
  CaseFlagUnset: (state, { data: { flag } }) =>
    changed(state, { flags: state.investigation.flags.filter((each) => each !== flag) }),
  CaseSuspended: (state, { data: { kind, stopsClock }, meta }) => {
    const since = meta.legal.d;
    const from = suspendable.find((phase) => phase === state.phase) ?? 'investigating';
    const { excluded } = state.investigation;
    return {
      ...changed(state, {
        suspended: { since, kind, stopsClock, from },
        excluded: stopsClock ? [...excluded, { why: 'suspended', from: since }] : excluded,
      }),
      phase: 'suspended',
    };
  },
  CaseResumed: (state, { meta }) => {
    const { suspended, excluded, ...rest } = state.investigation;
    const on = meta.legal.d;
    const ended = excluded.map((each) =>
      each.why === 'suspended' && each.to === undefined ? { ...each, to: on } : each,
    );
    return {
      ...state,
      phase: suspended?.from ?? 'investigating',
      investigation: { ...rest, excluded: ended },
    };
  },
  PeriodExtended: (state, { data: { extension } }) => changed(state, { extensions: extension }),
  InvestigationConcluded: (state, { data, meta }) => {
    const { recommendation, violation, facts, proposal, benchmark } = data;
    const found = state.findings ?? { evidence: [], disputed: false };
    const concluded: Conclusion = {
      on: meta.legal.d,
      recommendation,
      ...present({ proposal, benchmark }),
    };
    return {
      ...changed(state, { concluded }),
      phase: 'concluded',
      officers: together(state.officers, data.officers),
      findings: { ...found, violation, facts },
    };
  },
  InvestigationContinued: (state) => {
    const { concluded: _concluded, ...rest } = state.investigation;
    return { ...state, phase: 'investigating', investigation: rest };
  },
};

export const investigationFolds: Folds<InvestigationEvent> = { ...courseFolds, ...evidenceFolds };
