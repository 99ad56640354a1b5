import type { Duty } from '../../events/duty.events';
import type { Recorded } from '../../kernel/event';
import type { AnswerabilityRow } from '../../law/violations/row';
import { leadOfReversal, leads } from '../../law/answerability/leads';
import { memberOf, type CaseRecord } from './case-record';
import { decisionTypes, members, voters } from './picks';
import * as pick from './picks';
import type { Source } from './picks';

/**
 * Where the record of a penalty case shows the people of each row: the duty of the matrix for what was left undone, and
 * the acts for what was done. A row that no step of a penalty case leads to has neither, and names nobody.
 */
export interface RowSources {
  /** Duties in the matrix of the organ; `case`: whoever the case was assigned to. */
  readonly duties: readonly (Duty | 'case')[];
  readonly acts: readonly Source[];
  /** A legal office answers beside the handling unit only under a condition of the file. */
  readonly legalOffice?: (record: CaseRecord, act: Recorded) => boolean;
}

const filing = ['CaseFiled', 'NotFiled', 'OnSiteCaseOpened'];
const evidence = [
  'FactsRecorded',
  'InterviewRecorded',
  'InspectionRecorded',
  'SampleTaken',
  'EvidencePreserved',
  'EvidenceRegistered',
  'EvidenceVerified',
];
const contacts = ['CredentialShown', 'RightsNotified', ...evidence];
const execution = [
  'ExecutionDecided',
  'DirectExecutionDone',
  'SubstitutePerformed',
  'CourtEnforcementApplied',
];
const collection = ['FineCollectedOnSpot', 'CollectedFineHandedIn', 'LateFeeAccrued'];
const service = ['Served', 'ServedByPublication', 'OnSpotDelivered'];

const reviewed = (record: CaseRecord, act: Recorded): boolean =>
  record.before(act, ['ReviewPassed']).length > 0;

/** A submitted file that no opinion followed. */
const leftLying = (record: CaseRecord, act: Recorded): boolean =>
  record.before(act, ['ReviewSubmitted']).length > 0 &&
  record.before(act, ['ReviewPassed', 'ReviewProblemsFound']).length === 0;

const handlers = pick.handlersOf(decisionTypes);
const approvers = pick.approversOf(decisionTypes);

const table: Partial<Record<AnswerabilityRow, RowSources>> = {
  V01: { duties: ['intake'], acts: [members('receiver', ['ClueRegistered'], 'receivedBy')] },
  V02: {
    duties: ['case', 'filing-approval'],
    acts: [pick.handlersOf(filing), pick.approversOf(filing)],
  },
  V03: { duties: ['case'], acts: [pick.officersOf(evidence)] },
  V04: { duties: ['case'], acts: [pick.officersOf(contacts)] },
  V05: { duties: ['case'], acts: [handlers, pick.lawReviewers, approvers], legalOffice: reviewed },
  V06: {
    duties: ['case'],
    acts: [approvers, pick.notSubmitting, pick.negativeReviewers],
    legalOffice: leftLying,
  },
  V07: { duties: ['legal-review'], acts: [pick.reviewers] },
  V08: { duties: ['legal-review'], acts: [pick.reviewers] },
  V09: {
    duties: ['hearing'],
    acts: [handlers, approvers, members('hearing-chair', ['HearingHeld'], 'chair')],
  },
  V10: { duties: ['case'], acts: [handlers, approvers] },
  V11: {
    duties: ['decision'],
    acts: [approvers, members('presiding', ['CollectivelyDiscussed'], 'presiding')],
  },
  V12: { duties: ['case'], acts: [approvers, voters] },
  V13: { duties: ['decision'], acts: [approvers] },
  V14: { duties: ['document', 'seal'], acts: [pick.actorsOf('document-officer', pick.documentTypes)] },
  V15: { duties: ['service'], acts: [pick.serversOf(service)] },
  V16: {
    duties: ['publication'],
    acts: [pick.actorsOf('publisher', ['DecisionPublished', 'NotPublished']), pick.secrecyReviewers],
  },
  V17: { duties: ['publication'], acts: [pick.actorsOf('publisher', ['DecisionPublished'])] },
  V19: { duties: ['case'], acts: [pick.approversOf(['PreservationApproved'])] },
  V20: { duties: ['custody'], acts: [] },
  V21: { duties: ['payment'], acts: [pick.actorsOf('collector', collection)] },
  V22: { duties: ['case', 'transfer'], acts: [members('chief', ['ChiefDecided'], 'decidedBy')] },
  V23: { duties: ['case', 'seal'], acts: [] },
  V25: { duties: ['list'], acts: [] },
  V26: { duties: ['operation'], acts: [] },
  V27: { duties: ['rule-pack'], acts: [] },
  V28: {
    duties: ['case'],
    acts: [
      members('assigner', ['OfficersAssigned'], 'assignedBy'),
      pick.officersOf([...contacts, ...filing]),
    ],
  },
  V29: { duties: ['case', 'execution'], acts: [pick.approversOf(execution), pick.officersOf(execution)] },
  V30: { duties: ['litigation'], acts: [] },
  V32: { duties: ['case'], acts: [] },
  V34: { duties: ['transfer'], acts: [pick.actorsOf('sender', ['TransferSent'])] },
  V36: { duties: ['supervision'], acts: [] },
  V37: { duties: ['litigation'], acts: [] },
};

const none: RowSources = { duties: [], acts: [] };

/** The sources of a row; none for rows that no step of a penalty case leads to. */
export const sourcesOf = (row: AnswerabilityRow): RowSources => table[row] ?? none;

/** Some duties are told apart by the code within one row. */
const dutiesOfCode: Readonly<Record<string, readonly (Duty | 'case')[]>> = { 'W-24': ['archive'] };

export const dutiesOf = (code: string, row: AnswerabilityRow): RowSources['duties'] =>
  dutiesOfCode[code] ?? sourcesOf(row).duties;

/** Rows whose code is about the decision, whatever else their people did. */
const acts: Partial<Record<AnswerabilityRow, readonly string[]>> = {
  V02: filing,
  V03: evidence,
  V04: contacts,
  V14: pick.documentTypes,
  V15: service,
  V16: ['DecisionPublished'],
  V21: collection,
  V28: [...contacts, ...filing],
  V29: execution,
};

/** Types of the acts that can break the rule of a code. */
export function actsOfCode(code: string): readonly string[] {
  const row = code === leadOfReversal.code ? leadOfReversal.row : leads.get(code)?.row;
  return row === undefined ? [] : (acts[row] ?? decisionTypes);
}

/** Who the case was assigned to at the end of a day, by the last act that says so. */
export function assignedTo(
  record: CaseRecord,
  date: string,
): { who: readonly string[]; by: Recorded } | undefined {
  const assigning = record
    .of(['OnSiteCaseOpened', 'CaseFiled', 'OfficersAssigned'])
    .filter(({ meta }) => meta.legal.d <= date)
    .at(-1);
  if (assigning === undefined) return undefined;
  const who = memberOf(assigning, 'investigators') ?? memberOf(assigning, 'officers') ?? [];
  return { who, by: assigning };
}
