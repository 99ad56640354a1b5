import { z } from 'zod';
import { code } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, text, validity } from './schemas';

/** Who holds which duty: stand-ins, absences and units in charge of a person; the duty matrix of an organ. */

export const StandInNamed = defineEvent('StandInNamed', 1, {
  zh: '代理职务',
  en: 'Named to stand in for a post',
  data: z.strictObject({
    post: code,
    organ: handle,
    unit: code.exactOptional(),
    tier: z.enum(['staff', 'unit-head', 'deputy-chief', 'chief']),
    /** Who holds the post; absent where it is vacant. */
    instead: handle.exactOptional(),
    ...validity,
  }),
});

export const StandInEnded = defineEvent('StandInEnded', 1, {
  zh: '代理职务终止',
  en: 'Standing in ended',
  data: z.strictObject({ post: code, organ: handle, from: civilDate }),
});

export const AbsenceRecorded = defineEvent('AbsenceRecorded', 1, {
  zh: '离岗登记',
  en: 'Absence recorded',
  data: z.strictObject({ ground: code, ...validity }),
});

export const AbsenceEnded = defineEvent('AbsenceEnded', 1, {
  zh: '返岗登记',
  en: 'Absence ended',
  data: z.strictObject({ from: civilDate }),
});

export const UnitChargeGiven = defineEvent('UnitChargeGiven', 1, {
  zh: '分管机构',
  en: 'Charge of a unit given',
  data: z.strictObject({ organ: handle, unit: code, ...validity }),
});

export const UnitChargeEnded = defineEvent('UnitChargeEnded', 1, {
  zh: '不再分管机构',
  en: 'Charge of a unit ended',
  data: z.strictObject({ organ: handle, unit: code, from: civilDate }),
});

/** Duties that a matrix allocates (职权分解), by the step that they belong to. */
export const duties = [
  'intake',
  'handling',
  'filing-approval',
  'legal-review',
  'hearing',
  'decision',
  'document',
  'seal',
  'service',
  'publication',
  'payment',
  'execution',
  'custody',
  'transfer',
  'litigation',
  'archive',
  'list',
  'rule-pack',
  'operation',
  'supervision',
] as const;
export type Duty = (typeof duties)[number];

export const DutyAssigned = defineEvent('DutyAssigned', 1, {
  zh: '职权分解到岗到人',
  en: 'Duty assigned',
  data: z.strictObject({
    /** Code of this row of the matrix, given once. */
    assignment: code,
    duty: z.enum(duties),
    /** Items that it is held for; absent: for all. */
    items: z.array(handle).min(1).exactOptional(),
    unit: code.exactOptional(),
    post: code,
    officer: handle,
    ...validity,
  }),
});

export const DutyEnded = defineEvent('DutyEnded', 1, {
  zh: '岗位职责解除',
  en: 'Duty ended',
  data: z.strictObject({ assignment: code, from: civilDate }),
});

export const PostRegistered = defineEvent('PostRegistered', 1, {
  zh: '岗位登记',
  en: 'Post registered',
  data: z.strictObject({
    post: code,
    /** What it is called from that day on; a later entry for the same post renames it. */
    name: text(100),
    unit: code.exactOptional(),
    ...validity,
  }),
});

export const postingEvents = [
  StandInNamed,
  StandInEnded,
  AbsenceRecorded,
  AbsenceEnded,
  UnitChargeGiven,
  UnitChargeEnded,
] as unknown as readonly EventDefinition[];

export const dutyEvents = [DutyAssigned, DutyEnded, PostRegistered] as unknown as readonly EventDefinition[];

/** On the stream of a person. */
export type PostingEvent =
  | EventOf<typeof StandInNamed>
  | EventOf<typeof StandInEnded>
  | EventOf<typeof AbsenceRecorded>
  | EventOf<typeof AbsenceEnded>
  | EventOf<typeof UnitChargeGiven>
  | EventOf<typeof UnitChargeEnded>;

/** On the stream of an organ. */
export type DutyEvent =
  EventOf<typeof DutyAssigned> | EventOf<typeof DutyEnded> | EventOf<typeof PostRegistered>;
