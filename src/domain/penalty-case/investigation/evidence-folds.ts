import type { EvidenceItem, Finding } from '../../../events/case-schemas';
import type { EvidenceEvent } from '../../../events/evidence.events';
import type { Folds } from '../stage';
import type { CaseState } from '../state';
import type { OrderedTest, Preservation } from './state';

interface Collected {
  readonly officers: readonly string[];
  readonly items: readonly EvidenceItem[];
  readonly findings?: readonly Finding[];
}

/** Evidence joins the file; whoever collected it investigates. */
function collected(state: CaseState, { officers, items, findings = [] }: Collected): CaseState {
  const { findings: found, investigation } = state;
  const defects = Object.fromEntries(
    findings.filter(({ code }) => code === 'W-07').map(({ about, reasons }) => [about, reasons]),
  );
  return {
    ...state,
    officers: [...new Set([...state.officers, ...officers])],
    ...(found === undefined ? {} : { findings: { ...found, evidence: [...found.evidence, ...items] } }),
    investigation: { ...investigation, defects: { ...investigation.defects, ...defects } },
  };
}

/** One item of evidence reads otherwise from now on. */
function evidenceChanged(state: CaseState, id: string, changes: Partial<EvidenceItem>): CaseState {
  const { findings } = state;
  if (findings === undefined) return state;
  const evidence = findings.evidence.map((item) => (item.id === id ? { ...item, ...changes } : item));
  return { ...state, findings: { ...findings, evidence } };
}

function preserved(state: CaseState, id: string, changes: Partial<Preservation>): CaseState {
  const { investigation } = state;
  const known = investigation.preserved[id] ?? { approved: [], ways: {}, released: [] };
  return {
    ...state,
    investigation: {
      ...investigation,
      preserved: { ...investigation.preserved, [id]: { ...known, ...changes } },
    },
  };
}

function tested(state: CaseState, id: string, changes: Partial<OrderedTest>): CaseState {
  const { investigation } = state;
  const known = investigation.tests[id];
  if (known === undefined) return state;
  const tests = { ...investigation.tests, [id]: { ...known, ...changes } };
  return { ...state, investigation: { ...investigation, tests } };
}

export const evidenceFolds: Folds<EvidenceEvent> = {
  InterviewRecorded: (state, { data: { officers, evidence, findings } }) =>
    collected(state, { officers, items: [evidence], findings }),
  InspectionRecorded: (state, { data: { officers, evidence, findings } }) =>
    collected(state, { officers, items: [evidence], findings }),
  SampleTaken: (state, { data: { officers, evidence, findings } }) =>
    collected(state, { officers, items: evidence, findings }),
  PreservationApproved: (state, { data: { id, things } }) =>
    preserved(state, id, { approved: things.map((each) => each.id) }),
  EvidencePreserved: (state, { data: { id, officers, evidence, findings, things }, meta }) => {
    const held = { on: meta.legal.d, things: things.map((each) => each.id) };
    return preserved(collected(state, { officers, items: evidence, findings }), id, { held });
  },
  PreservationDisposed: (state, { data: { id, ways } }) => {
    const decided = Object.fromEntries(ways.map(({ thing, way }) => [thing, way]));
    return preserved(state, id, { ways: { ...state.investigation.preserved[id]?.ways, ...decided } });
  },
  PreservationReleased: (state, { data: { id, things } }) =>
    preserved(state, id, {
      released: [...(state.investigation.preserved[id]?.released ?? []), ...things],
    }),
  TestOrdered: (state, { data: { id, evidence, excluded }, meta }) => {
    const { investigation } = state;
    const ordered = meta.legal.d;
    return {
      ...state,
      investigation: {
        ...investigation,
        tests: { ...investigation.tests, [id]: { evidence, ordered, excluded, told: false } },
        excluded: excluded
          ? [...investigation.excluded, { why: `test/${id}`, from: ordered }]
          : investigation.excluded,
      },
    };
  },
  TestResultReceived: (state, { data: { id, officers, evidence }, meta }) => {
    const on = meta.legal.d;
    const next = tested(collected(state, { officers, items: [evidence] }), id, { result: on });
    const excluded = next.investigation.excluded.map((each) =>
      each.why === `test/${id}` ? { ...each, to: on } : each,
    );
    return { ...next, investigation: { ...next.investigation, excluded } };
  },
  TestResultTold: (state, { data: { id } }) => tested(state, id, { told: true }),
  EvidenceRegistered: (state, { data: { officers, evidence, findings } }) =>
    collected(state, { officers, items: [evidence], findings }),
  EvidenceVerified: (state, { data: { id } }) => evidenceChanged(state, id, { status: 'verified' }),
  EvidenceExcluded: (state, { data: { id } }) => evidenceChanged(state, id, { status: 'excluded' }),
  DeviceRecordReviewed: (state, { data: { id, outcome } }) =>
    outcome === 'admitted'
      ? evidenceChanged(state, id, { monitoring: { deviceReviewed: true, contentReviewed: true } })
      : evidenceChanged(state, id, { status: 'excluded' }),
};
