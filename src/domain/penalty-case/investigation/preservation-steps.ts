import {
  EvidencePreserved,
  PreservationApproved,
  PreservationDisposed,
  PreservationReleased,
} from '../../../events/evidence.events';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import { approverSeparated, certified, chiefApproves, notRecused, twoOfficers } from '../guards/identity';
import { credentialShown } from '../guards/sequence';
import type { CaseState } from '../state';
import { itemOfAct } from './contact-steps';
import { assignedToCase } from './course-rules';
import { underInvestigation } from './course-steps';
import {
  ApprovePreservation,
  DisposePreserved,
  PreserveEvidence,
  ReleasePreserved,
  type ListedThing,
} from './evidence-commands';
import {
  disposesOfKept,
  endsByItself,
  newPreservation,
  newThings,
  notPreservedYet,
  preservationApproved,
  releasable,
} from './evidence-rules';
import { inventoryFormalities } from './formalities';
import { undisposed } from './state';

/** Evidence is secured, and given back, whatever else holds the case up. */
export const securing = [...underInvestigation, 'suspended', 'transferred'] as const;

/** What is kept is disposed of and given back also when the case has been decided. */
const whileKept = [...securing, 'decided', 'delivered'] as const;

const basis = [penaltyLaw(56)];

const inWords = (things: readonly ListedThing[]) =>
  things.map(({ id, description }) => ({ id, description }));
const inNumbers = (things: readonly ListedThing[]) => things.map(({ id, quantity }) => ({ id, quantity }));

/** The clock of a preservation ends once nothing of it is left to decide. */
function closesWith(state: CaseState, id: string, things: readonly string[]): string[] {
  const preservation = state.investigation.preserved[id];
  const left = preservation === undefined ? [] : undisposed(preservation);
  return left.length > 0 && left.every((thing) => things.includes(thing)) ? [clockOf(id)] : [];
}

const clockOf = (id: string): string => `preserve.evidence/${id}`;

/** P6c 先行登记保存: approved, carried out with an inventory, disposed of in time, given back (处罚法 56). */
export const preservationSteps: readonly CaseStep[] = [
  caseStep<ApprovePreservation>({
    no: 'P6c',
    command: ApprovePreservation,
    zh: '批准先行登记保存',
    en: 'Approve a preservation of evidence',
    basis,
    who: ['approver'],
    from: securing,
    rules: [approverSeparated, chiefApproves, newPreservation, newThings],
    emits: ['PreservationApproved'],
    record: ({ id, approver, ground, things, reason }, _state, _facts, reliance) => [
      PreservationApproved(
        { id, approver, ground, things: inNumbers(things), reliance },
        { party: { things: inWords(things), reason } },
      ),
    ],
  }),
  caseStep<PreserveEvidence>({
    no: 'P6c',
    command: PreserveEvidence,
    zh: '先行登记保存',
    en: 'Preserve evidence',
    basis,
    who: ['officer'],
    from: securing,
    rules: [
      certified,
      twoOfficers,
      notRecused,
      assignedToCase,
      credentialShown,
      preservationApproved,
      notPreservedYet,
      newThings,
    ],
    parameters: ['officers.min', 'preserve.evidence'],
    opens: ['preserve.evidence'],
    alerts: ['W-12', 'W-07'],
    emits: ['EvidencePreserved'],
    record: (c, _state, facts, reliance) => [
      EvidencePreserved(
        {
          ...{ id: c.id, contact: c.contact, officers: [...c.officers], keeper: c.keeper },
          things: inNumbers(c.things),
          evidence: c.things.map((thing) => itemOfAct(thing, 'physical', facts)),
          inventory: { signed: c.signed, copyGiven: c.copyGiven, ...present({ blob: c.inventory }) },
          findings: [...inventoryFormalities(c)],
          opens: [opening(facts, 'preserve.evidence', facts.date, clockOf(c.id))],
          closes: [],
          reliance,
        },
        { party: { things: inWords(c.things), place: c.placeText, ...present({ witness: c.witness }) } },
      ),
    ],
  }),
  caseStep<DisposePreserved>({
    no: 'P6c',
    command: DisposePreserved,
    zh: '先行登记保存处理决定',
    en: 'Decide on preserved evidence',
    basis,
    who: ['approver'],
    from: whileKept,
    rules: [approverSeparated, disposesOfKept],
    closes: ['preserve.evidence'],
    alerts: ['W-12'],
    emits: ['PreservationDisposed'],
    record: ({ id, approver, ways, reason }, state, _facts, reliance) => [
      PreservationDisposed(
        {
          ...{ id, approver, ways: plain(ways), opens: [], reliance },
          closes: closesWith(
            state,
            id,
            ways.map(({ thing }) => thing),
          ),
        },
        { party: { reason } },
      ),
    ],
  }),
  caseStep<ReleasePreserved>({
    no: 'P6c',
    command: ReleasePreserved,
    zh: '解除先行登记保存',
    en: 'Release preserved evidence',
    basis,
    who: ['officer'],
    from: whileKept,
    rules: [certified, releasable, endsByItself],
    closes: ['preserve.evidence'],
    alerts: ['W-12'],
    emits: ['PreservationReleased'],
    record: (c, state, _facts, reliance) => [
      PreservationReleased({ ...plain(c), opens: [], closes: closesWith(state, c.id, c.things), reliance }),
    ],
  }),
];
