import { z } from 'zod';
import { clocks, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { text } from './schemas';

/** P22, P27: what is filed about a major decision, and what must be looked at before a case is closed. */

export const MajorDecisionFiled = defineEvent('MajorDecisionFiled', 1, {
  zh: '重大处罚决定备案',
  en: 'Major decision filed',
  data: z.strictObject({ with: text(200), reference: text(128).exactOptional(), ...clocks, reliance }),
});

/** What the check found is sealed and stands elsewhere; here stands only that it was made (A166). */
export const IdentityChecked = defineEvent('IdentityChecked', 1, {
  zh: '当事人身份信息核查',
  en: 'Identity of the party checked',
  data: z.strictObject({ result: z.enum(['done', 'unable']), ...clocks, reliance }),
});

const declared = [MajorDecisionFiled, IdentityChecked] as const;

export const closingEvents = declared as unknown as readonly EventDefinition[];

export type ClosingEvent = EventOf<(typeof declared)[number]>;
