import { z } from 'zod';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { handle } from './schemas';

/** Stream `account-<handle>`: what somebody may do. Passwords and their hashes are never events. */

export const roles = [
  'officer',
  'legal-reviewer',
  'approver',
  'hearing-chair',
  'publisher',
  'archivist',
  'finance',
  'supervisor',
  'discipline',
  'administrator',
  'public',
] as const;

export type Role = (typeof roles)[number];

const grant = z.strictObject({
  role: z.enum(roles),
  /** Absent: in every organ, for roles of the whole territory. */
  organ: handle.exactOptional(),
});

export const RoleGranted = defineEvent('RoleGranted', 1, {
  zh: '授予角色',
  en: 'Role granted',
  data: grant,
});

export const RoleRevoked = defineEvent('RoleRevoked', 1, {
  zh: '撤销角色',
  en: 'Role revoked',
  data: grant,
});

/** The person who signs in is the officer of this entry in the register. A later link takes the place of an earlier. */
export const OfficerLinked = defineEvent('OfficerLinked', 1, {
  zh: '账号关联执法人员',
  en: 'Account linked to an officer',
  data: z.strictObject({ officer: handle }),
});

export const accountEvents = [
  RoleGranted,
  RoleRevoked,
  OfficerLinked,
] as unknown as readonly EventDefinition[];

export type AccountEvent =
  EventOf<typeof RoleGranted> | EventOf<typeof RoleRevoked> | EventOf<typeof OfficerLinked>;
