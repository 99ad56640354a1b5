import type { CaseEvent } from '../../../events/case.events';
import type { ScrutinyEvent } from '../../../events/scrutiny.events';
import type { Folds } from '../stage';
import type { CaseState } from '../state';

const together = (a: readonly string[], b: readonly string[]): readonly string[] => [
  ...new Set([...a, ...b]),
];

type Dress = Extract<ScrutinyEvent, { type: 'DressNoted' }>;

export const simpleFolds: Folds<
  | Dress
  | Extract<
      CaseEvent,
      {
        type:
          | 'OnSiteCaseOpened'
          | 'CredentialShown'
          | 'FactsRecorded'
          | 'InformedAndHeard'
          | 'ConvertedToGeneral'
          | 'OnSpotDecisionIssued'
          | 'OnSpotDelivered'
          | 'OnSpotFiled';
      }
    >
> = {
  DressNoted: (state) => state,
  OnSiteCaseOpened: (state, { data, meta }) => {
    const { organ, item, actId, place, party, officers } = data;
    const opening = { organ, item, actId, place, party, date: meta.legal.d };
    return { ...state, phase: 'opened', procedure: 'simple', opening, officers };
  },
  CredentialShown: (state, { data: { contact, officers } }) => ({
    ...state,
    ...(state.phase === 'opened' ? { phase: 'shown' } : {}),
    officers: together(state.officers, officers),
    shown: [...state.shown, { contact, officers }],
  }),
  FactsRecorded: (state, { data }) => {
    const { violation, facts, evidence, disputed } = data;
    const known = state.findings?.evidence ?? [];
    const fresh = evidence.filter(({ id }) => !known.some((each) => each.id === id));
    const newEvidence = fresh.some(({ fromDefence }) => !fromDefence);
    const informed = state.informed && {
      ...state.informed,
      stale: true,
      newEvidence: state.informed.newEvidence || newEvidence,
    };
    const kept = known.filter(({ id }) => !evidence.some((each) => each.id === id));
    return {
      ...state,
      phase: 'recorded',
      officers: together(state.officers, data.officers),
      findings: { violation, facts, evidence: [...kept, ...evidence], disputed },
      ...(informed === undefined ? {} : { informed }),
    };
  },
  InformedAndHeard: (state, { data: { contact, proposal, answer, officers } }) => ({
    ...state,
    phase: 'informed',
    officers: together(state.officers, officers),
    informed: { contact, proposal, answer, stale: false, newEvidence: false },
  }),
  ConvertedToGeneral: (state) => ({ ...state, phase: 'converted', procedure: 'general' }),
  OnSpotDecisionIssued: (state, { data, meta }) => ({
    ...state,
    phase: 'decided',
    decision: {
      type: 'penalty',
      issued: meta.legal.d,
      number: data.document.number,
      date: meta.legal.d,
      proposal: data.proposal,
      lateFee: data.payment?.lateFee ?? false,
      contact: data.contact,
    },
  }),
  OnSpotDelivered: (state, { data, meta }) => {
    const payBy = data.opens.find(({ key }) => key === 'fine.pay')?.due;
    const delivered: CaseState = { ...state, phase: 'delivered', served: meta.legal.d };
    return payBy === undefined ? delivered : { ...delivered, payBy };
  },
  OnSpotFiled: (state) => ({ ...state, filed: true }),
};
