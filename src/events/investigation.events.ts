import { z } from 'zod';
import { clocks, code, proposal, reliance, violation } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { evidenceEvents, type EvidenceEvent } from './evidence.events';
import { handle, text } from './schemas';

/** P4–P7: officers, contacts, time, conclusion (处罚法 42, 43, 54–57, 60); evidence has a file of its own. */

const officers = z.array(handle).min(1).max(20);

/** What somebody is told when officers meet him (处罚法 43, 44, 55). */
export const toldInContact = ['matter', 'basis', 'duties', 'recusal', 'remedies'] as const;

/** What an investigation may end in (处罚法 57). The codes stand in records and never change. */
export const recommendations = ['penalty', 'no-penalty', 'no-violation', 'criminal-transfer'] as const;

/** Why an investigation goes on after its conclusion. The codes stand in records and never change. */
export const continuationGrounds = ['review', 'statement', 'hearing', 'new-facts', 'returned'] as const;

export const OfficersAssigned = defineEvent('OfficersAssigned', 1, {
  zh: '指派执法人员',
  en: 'Officers assigned',
  data: z.strictObject({
    /** Everybody who investigates from now on; who is not named here any more leaves the case. */
    investigators: officers,
    declarations: z.array(z.strictObject({ officer: handle, conflict: z.boolean() })),
    assignedBy: handle,
    reliance,
  }),
});

export const RightsNotified = defineEvent('RightsNotified', 1, {
  zh: '告知权利义务',
  en: 'Rights notified',
  data: z.strictObject({
    contact: code,
    officers,
    told: z.array(z.enum(toldInContact)),
    signed: z.enum(['signed', 'refused']),
    reliance,
  }),
});

const flagged = z.strictObject({ flag: code, by: handle, reliance });
const flagReason = { party: z.strictObject({ reason: text(2000) }) };

export const CaseFlagSet = defineEvent('CaseFlagSet', 1, {
  zh: '案件标记',
  en: 'Flag set',
  data: flagged,
  personal: flagReason,
});

export const CaseFlagUnset = defineEvent('CaseFlagUnset', 1, {
  zh: '取消案件标记',
  en: 'Flag unset',
  data: flagged,
  personal: flagReason,
});

export const CaseSuspended = defineEvent('CaseSuspended', 1, {
  zh: '中止调查',
  en: 'Case suspended',
  data: z.strictObject({
    kind: code,
    /** The time to decide stands still meanwhile, by the norm that the pack names. */
    stopsClock: z.boolean(),
    approver: handle,
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ reason: text(2000) }) },
});

export const CaseResumed = defineEvent('CaseResumed', 1, {
  zh: '恢复调查',
  en: 'Case resumed',
  data: z.strictObject({ approver: handle, ...clocks, reliance }),
  personal: { party: z.strictObject({ reason: text(2000) }) },
});

export const PeriodExtended = defineEvent('PeriodExtended', 1, {
  zh: '延长办案期限',
  en: 'Time to decide extended',
  data: z.strictObject({
    /** 1 for the first extension. */
    extension: z.int().min(1),
    approver: handle,
    /** Minutes of the collective discussion; a further extension needs one. */
    minutes: text(128).exactOptional(),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ reason: text(2000) }) },
});

export const InvestigationConcluded = defineEvent('InvestigationConcluded', 1, {
  zh: '调查终结',
  en: 'Investigation concluded',
  data: z.strictObject({
    officers,
    recommendation: z.enum(recommendations),
    violation,
    facts: z.array(z.strictObject({ id: code, evidence: z.array(code) })).min(1),
    /** What is proposed, where a penalty is. */
    proposal: proposal.exactOptional(),
    /** Tier of the discretion benchmark (处罚法 34), and whether the proposal leaves it; absent where there is none. */
    benchmark: z.strictObject({ tier: code, deviates: z.boolean() }).exactOptional(),
    reliance,
  }),
  personal: {
    party: z.strictObject({
      facts: z.array(z.strictObject({ id: code, text: text(4000) })),
      reasons: text(4000),
      deviation: text(2000).exactOptional(),
    }),
  },
});

export const InvestigationContinued = defineEvent('InvestigationContinued', 1, {
  zh: '继续调查',
  en: 'Investigation continued',
  data: z.strictObject({ ground: z.enum(continuationGrounds), approver: handle, reliance }),
  personal: { party: z.strictObject({ reason: text(2000) }) },
});

const courseEvents = [
  OfficersAssigned,
  RightsNotified,
  CaseFlagSet,
  CaseFlagUnset,
  CaseSuspended,
  CaseResumed,
  PeriodExtended,
  InvestigationConcluded,
  InvestigationContinued,
] as unknown as readonly EventDefinition[];

export const investigationEvents: readonly EventDefinition[] = [...courseEvents, ...evidenceEvents];

export type CourseEvent =
  | EventOf<typeof OfficersAssigned>
  | EventOf<typeof RightsNotified>
  | EventOf<typeof CaseFlagSet>
  | EventOf<typeof CaseFlagUnset>
  | EventOf<typeof CaseSuspended>
  | EventOf<typeof CaseResumed>
  | EventOf<typeof PeriodExtended>
  | EventOf<typeof InvestigationConcluded>
  | EventOf<typeof InvestigationContinued>;

export type InvestigationEvent = CourseEvent | EvidenceEvent;
