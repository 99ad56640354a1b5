import {
  CaseFlagSet,
  CaseFlagUnset,
  CaseResumed,
  CaseSuspended,
  InvestigationConcluded,
  InvestigationContinued,
  OfficersAssigned,
  PeriodExtended,
  RightsNotified,
} from '../../../events/investigation.events';
import { CredentialShown } from '../../../events/case.events';
import type { Reliance } from '../../../events/case-schemas';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseRecord, type CaseStep } from '../case-step';
import type { CaseFacts } from '../facts';
import { deviationApproved } from '../guards/benchmark';
import { dressNoted } from '../guards/dress';
import { investigatorsAllocated } from '../guards/duty';
import { assertedFactsVerified } from '../guards/content';
import {
  approverSeparated,
  certified,
  chiefApproves,
  investigatorsCertified,
  notRecused,
  twoInvestigators,
  twoOfficers,
} from '../guards/identity';
import { discovery } from '../guards/time';
import type { CaseState } from '../state';
import { beginning, decideClock, ending } from './case-clock';
import {
  AssignOfficers,
  ConcludeInvestigation,
  ContinueInvestigation,
  ExtendTime,
  RecordContact,
  ResumeCase,
  SetCaseFlag,
  SuspendCase,
  UnsetCaseFlag,
} from './commands';
import {
  assignedToCase,
  benchmarkFollowed,
  extensionAllowed,
  extensionInTime,
  flagStands,
  flagUnset,
  furtherExtensionDiscussed,
  investigatorsSeparated,
  investigatorsUnbiased,
  proposalFits,
  rightsComplete,
  suspensionNamed,
  suspensionStopsClock,
} from './course-rules';
import { suspendable } from './state';

/** Phases in which officers may still meet people and look for facts. */
export const underInvestigation = ['investigating', 'concluded', 'noticed'] as const;

const beforeDecision = [...suspendable, 'suspended'] as const;
const flagging = ['officer', 'approver', 'legal-reviewer'] as const;

/** P4, P5, P6g to P7: who investigates, contacts, flags, time, and what the investigation comes to. */
export const courseSteps: readonly CaseStep[] = [
  caseStep<AssignOfficers>({
    no: 'P4',
    command: AssignOfficers,
    zh: '指派执法人员',
    en: 'Assign officers',
    basis: [penaltyLaw(42), penaltyLaw(43)],
    who: ['approver'],
    from: beforeDecision,
    rules: [
      investigatorsCertified,
      investigatorsAllocated,
      twoInvestigators,
      investigatorsUnbiased,
      investigatorsSeparated,
    ],
    parameters: ['officers.min'],
    awaited: { in: ['filed'] },
    emits: ['OfficersAssigned'],
    record: (c, _state, facts, reliance) => [
      OfficersAssigned({ ...plain(c), assignedBy: facts.by, reliance }),
    ],
  }),
  caseStep<RecordContact>({
    no: 'P5',
    command: RecordContact,
    zh: '亮证、告知权利义务',
    en: 'Show the credential, tell the rights',
    basis: [penaltyLaw(43), penaltyLaw(55)],
    who: ['officer'],
    from: underInvestigation,
    rules: [certified, twoOfficers, notRecused, assignedToCase, rightsComplete],
    parameters: ['officers.min'],
    alerts: ['W-07'],
    emits: ['CredentialShown', 'RightsNotified', 'DressNoted'],
    record: ({ contact, officers, rights, dress }, _state, facts, reliance) => [
      CredentialShown({ contact, officers: [...officers], reliance }),
      ...(rights === undefined
        ? []
        : [RightsNotified({ contact, officers: [...officers], ...plain(rights), reliance })]),
      ...dressNoted({ contact, officers, ...present({ dress }) }, facts, reliance),
    ],
  }),
  caseStep<SetCaseFlag>({
    no: 'P5b',
    command: SetCaseFlag,
    zh: '案件标记',
    en: 'Set a flag',
    basis: [penaltyLaw(57), penaltyLaw(58)],
    who: flagging,
    from: beforeDecision,
    rules: [flagUnset],
    emits: ['CaseFlagSet'],
    record: ({ flag, reason }, _state, { by }, reliance) => [
      CaseFlagSet({ flag, by, reliance }, { party: { reason } }),
    ],
  }),
  caseStep<UnsetCaseFlag>({
    no: 'P5b',
    command: UnsetCaseFlag,
    zh: '取消案件标记',
    en: 'Unset a flag',
    basis: [penaltyLaw(57), penaltyLaw(58)],
    who: flagging,
    from: beforeDecision,
    rules: [flagStands],
    emits: ['CaseFlagUnset'],
    record: ({ flag, reason }, _state, { by }, reliance) => [
      CaseFlagUnset({ flag, by, reliance }, { party: { reason } }),
    ],
  }),
  caseStep<SuspendCase>({
    no: 'P6g',
    command: SuspendCase,
    zh: '中止调查',
    en: 'Suspend the case',
    basis: [penaltyLaw(60)],
    who: ['approver'],
    from: suspendable,
    to: 'suspended',
    rules: [approverSeparated, suspensionNamed, suspensionStopsClock],
    opens: ['case.decide'],
    alerts: ['W-05'],
    emits: ['CaseSuspended'],
    record: ({ reason, ...c }, state, facts, reliance) => [
      CaseSuspended(
        {
          ...plain(c),
          opens: c.stopsClock
            ? [decideClock(state, facts, { excluded: beginning(state, facts, 'suspended') })]
            : [],
          closes: [],
          reliance,
        },
        { party: { reason } },
      ),
    ],
  }),
  caseStep<ResumeCase>({
    no: 'P6g',
    command: ResumeCase,
    zh: '恢复调查',
    en: 'Resume the case',
    basis: [penaltyLaw(60)],
    who: ['approver'],
    from: ['suspended'],
    rules: [approverSeparated],
    opens: ['case.decide'],
    alerts: ['W-05'],
    emits: ['CaseResumed'],
    record: ({ approver, reason }, state, facts, reliance) => [
      CaseResumed(
        {
          approver,
          opens:
            state.investigation.suspended?.stopsClock === true
              ? [decideClock(state, facts, { excluded: ending(state, facts, 'suspended') })]
              : [],
          closes: [],
          reliance,
        },
        { party: { reason } },
      ),
    ],
  }),
  caseStep<ExtendTime>({
    no: 'P6h',
    command: ExtendTime,
    zh: '延长办案期限',
    en: 'Extend the time to decide',
    basis: [penaltyLaw(60)],
    who: ['approver'],
    from: suspendable,
    rules: [approverSeparated, chiefApproves, extensionAllowed, furtherExtensionDiscussed, extensionInTime],
    parameters: ['case.decide', 'case.extend'],
    opens: ['case.decide'],
    alerts: ['W-05'],
    emits: ['PeriodExtended'],
    record: ({ reason, ...c }, state, facts, reliance) => {
      const extension = state.investigation.extensions + 1;
      const clock = decideClock(state, facts, { extensions: extension });
      return [
        PeriodExtended(
          { ...plain(c), extension, opens: [clock], closes: [], reliance },
          { party: { reason } },
        ),
      ];
    },
  }),
  caseStep<ConcludeInvestigation>({
    no: 'P7',
    command: ConcludeInvestigation,
    zh: '调查终结',
    en: 'Conclude the investigation',
    basis: [penaltyLaw(57), penaltyLaw(34)],
    who: ['officer'],
    from: underInvestigation,
    to: 'concluded',
    rules: [
      certified,
      twoOfficers,
      notRecused,
      assignedToCase,
      assertedFactsVerified,
      proposalFits,
      benchmarkFollowed,
      deviationApproved,
    ],
    parameters: ['officers.min'],
    awaited: { in: ['investigating'] },
    emits: ['InvestigationConcluded'],
    record: (c, state, facts, reliance) => [concluded(c, state, facts, reliance)],
  }),
  caseStep<ContinueInvestigation>({
    no: 'P7',
    command: ContinueInvestigation,
    zh: '继续调查',
    en: 'Continue the investigation',
    basis: [penaltyLaw(45), penaltyLaw(54)],
    who: ['approver'],
    from: ['concluded', 'noticed'],
    to: 'investigating',
    rules: [approverSeparated],
    emits: ['InvestigationContinued'],
    record: ({ reason, ...c }, _state, _facts, reliance) => [
      InvestigationContinued({ ...plain(c), reliance }, { party: { reason } }),
    ],
  }),
];

/** What the investigation comes to: codes for good, words erasable. */
function concluded(
  c: ConcludeInvestigation,
  state: CaseState,
  facts: CaseFacts,
  reliance: Reliance,
): CaseRecord {
  const discovered = discovery(state, facts);
  const known = state.findings?.violation ?? {
    from: facts.date,
    continuing: false,
    harm: 'none',
    discovered,
  };
  return InvestigationConcluded(
    {
      officers: [...c.officers],
      recommendation: c.recommendation,
      violation: c.violation === undefined ? known : { ...plain(c.violation), discovered },
      facts: c.facts.map(({ id, evidence }) => ({ id, evidence: [...evidence] })),
      ...present({
        proposal: c.proposal === undefined ? undefined : plain(c.proposal),
        benchmark:
          c.benchmark === undefined
            ? undefined
            : { tier: c.benchmark.tier, deviates: c.benchmark.deviation !== undefined },
      }),
      reliance,
    },
    {
      party: {
        facts: c.facts.map(({ id, text }) => ({ id, text })),
        reasons: c.reasons,
        ...present({ deviation: c.benchmark?.deviation?.reason }),
      },
    },
  );
}
