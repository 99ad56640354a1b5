import { InspectionRecorded, InterviewRecorded, SampleTaken } from '../../../events/evidence.events';
import type { EvidenceItem, Finding } from '../../../events/case-schemas';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import type { CaseFacts } from '../facts';
import { certified, notRecused, twoOfficers } from '../guards/identity';
import { credentialShown } from '../guards/sequence';
import type { CaseState } from '../state';
import { assignedToCase } from './course-rules';
import { underInvestigation } from './course-steps';
import { Inspect, Interview, TakeSample, type RecordOfAct } from './evidence-commands';
import { inspectionPower, newRecord, newThings, rightsToldBefore } from './evidence-rules';
import { interviewFormalities, sheetFormalities } from './formalities';

const officers = ['officer'] as const;
const ofTwo = [certified, twoOfficers, notRecused, assignedToCase, credentialShown] as const;

/** The item of evidence that an act brings about, as it first stands: nobody has verified it yet. */
export const itemOfAct = (
  { id, blob }: Pick<RecordOfAct, 'id'> & { readonly blob?: string | undefined },
  kind: string,
  facts: CaseFacts,
  fromDefence = false,
): EvidenceItem => ({
  ...{ id, kind, status: 'unverified', collected: facts.date, fromDefence },
  ...present({ blob }),
});

/** P6a to P6c: what officers find out in a contact (处罚法 54–56). */
export const contactSteps: readonly CaseStep[] = [
  caseStep<Interview>({
    no: 'P6a',
    command: Interview,
    zh: '询问',
    en: 'Interview',
    basis: [penaltyLaw(55, 2)],
    who: officers,
    from: underInvestigation,
    rules: [...ofTwo, rightsToldBefore, newRecord],
    parameters: ['officers.min'],
    alerts: ['W-07'],
    emits: ['InterviewRecorded'],
    record: (c, _state, facts, reliance) => {
      const { description, sha256 } = c.record;
      const words = { description, ...present({ sha256 }) };
      const kind = c.whom === 'party' ? 'party-statement' : 'witness-testimony';
      return [
        InterviewRecorded(
          {
            ...{ contact: c.contact, officers: [...c.officers], whom: c.whom },
            evidence: itemOfAct(c.record, kind, facts, c.fromDefence),
            pages: c.pages.length,
            findings: [...interviewFormalities(c)],
            reliance,
          },
          c.whom === 'party' ? { party: words } : { witness: { ...present({ person: c.person }), ...words } },
        ),
      ];
    },
  }),
  caseStep<Inspect>({
    no: 'P6b',
    command: Inspect,
    zh: '现场检查、勘验',
    en: 'Inspect',
    basis: [penaltyLaw(54), penaltyLaw(55)],
    who: officers,
    from: underInvestigation,
    rules: [...ofTwo, inspectionPower, newRecord],
    parameters: ['officers.min'],
    alerts: ['W-07', 'W-30'],
    emits: ['InspectionRecorded'],
    record: (c, state, facts, reliance) => {
      const { contact, power, place, touches, audioVisual, signed, record, placeText, witness } = c;
      const missing = [...sheetFormalities(record.id, c), ...recordingMissing(c, state, facts)];
      return [
        InspectionRecorded(
          {
            ...{ contact, officers: [...c.officers], power: plain(power), touches: [...touches], signed },
            ...present({ place, audioVisual: audioVisual === undefined ? undefined : plain(audioVisual) }),
            evidence: itemOfAct(record, 'inspection-record', facts),
            findings: missing,
            reliance,
          },
          {
            party: {
              description: record.description,
              ...present({ sha256: record.sha256, place: placeText, witness }),
            },
          },
        ),
      ];
    },
  }),
  caseStep<TakeSample>({
    no: 'P6c',
    command: TakeSample,
    zh: '抽样取证',
    en: 'Take a sample',
    basis: [penaltyLaw(56)],
    who: officers,
    from: underInvestigation,
    rules: [...ofTwo, newThings],
    parameters: ['officers.min'],
    alerts: ['W-07'],
    emits: ['SampleTaken'],
    record: (c, _state, facts, reliance) => [
      SampleTaken(
        {
          ...{ contact: c.contact, officers: [...c.officers], method: c.method, signed: c.signed },
          things: c.things.map(({ id, quantity }) => ({ id, quantity })),
          evidence: c.things.map((thing) => itemOfAct(thing, 'physical', facts)),
          findings: c.things.slice(0, 1).flatMap(({ id }) => [...sheetFormalities(id, c)]),
          reliance,
        },
        {
          party: {
            things: c.things.map(({ id, description }) => ({ id, description })),
            ...present({ witness: c.witness }),
          },
        },
      ),
    ],
  }),
];

/** W-30: an inspection on the list of acts that need a full audio-visual record has none (A088). */
function recordingMissing(
  { touches, audioVisual, record }: Inspect,
  { investigation, opening }: CaseState,
  { rules }: CaseFacts,
): readonly Finding[] {
  if (audioVisual !== undefined || rules.find('av.list') === undefined) return [];
  const listed = rules.naming('av.list', {
    act: 'inspection',
    party: opening?.party.kind === 'organisation' ? 'organisation' : 'citizen',
    kinds: [],
    ...{ fineFen: 0, confiscationFen: 0 },
    flags: [...investigation.flags, ...touches],
  });
  return listed.length === 0 ? [] : [{ code: 'W-30', about: record.id, reasons: ['recording-missing'] }];
}
