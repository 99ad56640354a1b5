import { z } from 'zod';
import { code } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, text } from './schemas';

/**
 * Stream `guards-<organ>`: rules that are set aside in an organ for some days, because a pack is wrong or something is
 * out of order. One chief asks, another one agrees; it ends by itself. Reasons say nothing of persons.
 */

const disabling = {
  request: code,
  organ: handle,
  /** As in the reliance of acts: `R-04 G-DUTY`. */
  rule: text(40),
  /** Items whose cases it concerns; absent: all. */
  items: z.array(handle).min(1).exactOptional(),
  from: civilDate,
  /** Last day. */
  until: civilDate,
  ground: z.enum(['wrong-pack', 'wrong-guard', 'outage']),
  reason: text(1000),
};

export const GuardDisablingRequested = defineEvent('GuardDisablingRequested', 1, {
  zh: '申请停用规则',
  en: 'Disabling of a guard requested',
  data: z.strictObject({ ...disabling, by: handle }),
});

export const GuardDisabled = defineEvent('GuardDisabled', 1, {
  zh: '停用规则',
  en: 'Guard disabled',
  data: z.strictObject({ ...disabling, approvers: z.array(handle).length(2) }),
});

export const guardEvents = [GuardDisablingRequested, GuardDisabled] as unknown as readonly EventDefinition[];

export type GuardEvent = EventOf<typeof GuardDisablingRequested> | EventOf<typeof GuardDisabled>;
