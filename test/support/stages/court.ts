import * as c from '../../../src/domain/penalty-case/execution/course-commands';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import type { CaseState } from '../../../src/domain/penalty-case/state';
import { demonstrationTerritory } from '../../../src/law/packs/demonstration';
import { anOfficer } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';
import { anUrgedCase, holds } from './performance';

/** The way to the court: the remedies ended on 2024-11-20, the urge was served on 2024-06-10. */

const make =
  <C extends object>(type: new () => C, body: object) =>
  (changes: object = {}): C =>
    command(type, { ...body, ...changes });

export const apply = make(c.ApplyToCourt, {
  ...{ ground: 'no-remedy', court: '示范区人民法院', courtPlace: demonstrationTerritory, immovable: false },
  documents: [...c.courtDocuments],
  ...{ signer: 'officer-chief', sealed: true, urgent: false },
});
const answer = { on: '2024-11-28', reference: 'FY-1' };
export const accepted = make(c.RecordCourtAcceptance, answer);
export const refusedByCourt = make(c.RecordCourtRefusal, answer);
export const ruling = make(c.RecordCourtRuling, {
  ...answer,
  on: '2024-12-05',
  granted: true,
  ruled: '2024-12-04',
});
export const askHigher = make(c.AskCourtReview, { on: '2024-12-10', reference: 'FY-2' });
export const higher = make(c.RecordCourtReview, {
  on: '2024-12-20',
  reference: 'FY-3',
  outcome: 'to-accept',
});
export const courtExecuted = make(c.RecordCourtExecution, { on: '2024-12-20', reference: 'FY-4' });
export const courtEnded = make(c.RecordCourtEnd, {
  on: '2024-12-20',
  reference: 'FY-5',
  ground: 'no-property',
});

export const signers: Partial<CaseFacts> = {
  people: new Map([h.chief, anOfficer('officer-li')].map((each) => [each.s, each])),
};
export const applying = (date: string): Partial<CaseFacts> => ({ date, ...signers });
const later = { date: '2024-12-31' };

export const anAppliedCase = (): h.History => h.play(anUrgedCase(), [apply(), applying('2024-11-21')]);
export const anAcceptedCase = (): h.History => h.play(anAppliedCase(), [accepted(), later]);
export const aRefusedApplication = (): h.History => h.play(anAppliedCase(), [refusedByCourt(), later]);
export const aGrantedCase = (): h.History => h.play(anAcceptedCase(), [ruling(), later]);
export const anAskedCase = (): h.History => h.play(aRefusedApplication(), [askHigher(), later]);

/** A reconsideration or suit on file, ended with an outcome or not. */
export const appealed =
  (kind: 'reconsideration' | 'suit', outcome?: string, servedOn = '2024-08-01') =>
  (state: CaseState): CaseState => {
    const ended = outcome === undefined ? { ended: false } : { ended: true, outcome, servedOn };
    const appeal = { kind, begun: '2024-06-20', answered: true, ...ended };
    const pending = { from: '2024-06-20', ...(outcome === undefined ? {} : { to: servedOn }) };
    const { remedy } = state;
    return {
      ...state,
      remedy: {
        ...remedy,
        appeals: { ...remedy.appeals, [kind]: appeal },
        pending: [...remedy.pending, pending],
      },
    };
  };

/** The reconsideration organ has changed the decision. */
export const changedByReview = (state: CaseState): CaseState => ({
  ...state,
  remedy: {
    ...state.remedy,
    reversal: {
      ...{ kind: 'changed', by: 'reconsideration', effectiveAt: '2024-08-01' },
      ...{ refundFen: 0, refundedFen: 0 },
    },
  },
});

export const lawfulCourt: Readonly<Record<string, () => Example>> = {
  ApplyToCourt: () => ({ history: anUrgedCase(), given: apply(), facts: applying('2024-11-21') }),
  RecordCourtAcceptance: () => ({ history: anAppliedCase(), given: accepted(), facts: later }),
  RecordCourtRefusal: () => ({ history: anAppliedCase(), given: refusedByCourt(), facts: later }),
  RecordCourtRuling: () => ({ history: anAcceptedCase(), given: ruling(), facts: later }),
  AskCourtReview: () => ({ history: aRefusedApplication(), given: askHigher(), facts: later }),
  RecordCourtReview: () => ({ history: anAskedCase(), given: higher(), facts: later }),
  RecordCourtExecution: () => ({ history: aGrantedCase(), given: courtExecuted(), facts: later }),
  RecordCourtEnd: () => ({ history: aGrantedCase(), given: courtEnded(), facts: later }),
};

const early = { on: '2024-11-01' };
const courtRow = (name: string, undated: Example['given'], history = anUrgedCase) => ({
  [`${name} R-00 G-COURT.at`]: () => ({ history: history() }),
  [`${name} R-00 G-COURT.date`]: () => ({ given: undated }),
});

export const brokenCourt: Readonly<Record<string, () => Partial<Example>>> = {
  ...holds('ApplyToCourt'),
  'ApplyToCourt R-02 G-OWN.decision': () => ({ state: changedByReview }),
  'DecideExecution R-02 G-OWN.decision': () => ({ state: changedByReview }),
  'ApplyToCourt R-02 G-COURT.applicant': () => ({ given: apply({ ground: 'mediation' }) }),
  'ApplyToCourt R-02 G-COURT': () => ({ given: apply({ courtPlace: '110101' }) }),
  'ApplyToCourt R-00 G-COURT.open': () => ({ history: anAppliedCase() }),
  'ApplyToCourt R-11 G-DOC.court': () => ({ given: apply({ documents: ['application'] }) }),
  'ApplyToCourt R-11 G-COURT.late': () => ({ facts: applying('2025-02-21') }),
  'ApplyToCourt R-27 G-COURT.remedies': () => ({ facts: applying('2024-11-20') }),
  'ApplyToCourt R-27 G-COURT.urge': () => ({
    state: (state) => ({
      ...state,
      execution: {
        ...state.execution,
        urged: { on: '2024-11-18', by: '2024-11-19', courtWait: '2024-12-02' },
      },
    }),
  }),
  'ApplyToCourt R-27 G-UNPERFORMED': () => ({
    history: h.play(anUrgedCase(), [h.pay({ lateFeeFen: 10_000 }), { date: '2024-08-01' }]),
  }),
  ...courtRow('RecordCourtAcceptance', accepted(early)),
  ...courtRow('RecordCourtRefusal', refusedByCourt(early)),
  ...courtRow('RecordCourtRuling', ruling(early)),
  ...courtRow('AskCourtReview', askHigher(early)),
  ...courtRow('RecordCourtReview', higher(early)),
  ...courtRow('RecordCourtExecution', courtExecuted(early)),
  ...courtRow('RecordCourtEnd', courtEnded(early)),
};
