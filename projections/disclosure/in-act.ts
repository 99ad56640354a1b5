import { CredentialShown, InformedAndHeard, OnSpotDelivered } from '../../src/events/case.events';
import { HearingNotified } from '../../src/events/hearing.events';
import { RightsNotified } from '../../src/events/investigation.events';
import { PriorNoticeServed } from '../../src/events/notice.events';
import { Served, ServedByPublication } from '../../src/events/service.events';
import type { Recorded } from '../../src/kernel/event';
import { dispatcher, when } from '../dispatch';
import { changesOf, type Change } from '../projection';
import { tables } from './tables';

/** 事中公示: who acts, that he showed his certificate, what the party was told and given (A076, A077, A206, A207). */

interface InAct {
  readonly what: 'credential' | 'rights' | 'proposal' | 'prior-notice' | 'hearing-notice' | 'decision';
  readonly contact?: string;
  readonly officers?: readonly string[];
  readonly told?: readonly string[];
}

const decision = (): InAct => ({ what: 'decision' });

const actOf = dispatcher<InAct | undefined>(undefined, [
  when(CredentialShown, ({ data: { contact, officers } }) => ({ what: 'credential', contact, officers })),
  when(RightsNotified, ({ data: { contact, officers, told } }) => ({
    ...{ what: 'rights', contact, officers, told },
  })),
  when(InformedAndHeard, ({ data: { contact, officers } }) => ({ what: 'proposal', contact, officers })),
  when(PriorNoticeServed, ({ data: { officers } }) => ({ what: 'prior-notice', officers })),
  when(HearingNotified, () => ({ what: 'hearing-notice' })),
  when(OnSpotDelivered, decision),
  when(Served, decision),
  when(ServedByPublication, decision),
]);

/** Types that are such acts. */
export const inActTypes: readonly string[] = [
  ...[CredentialShown, RightsNotified, InformedAndHeard, PriorNoticeServed, HearingNotified],
  ...[OnSpotDelivered, Served, ServedByPublication],
].map(({ type }) => type);

const { put } = changesOf(tables);

/** The row of an act; none for events that are no such act. */
export function inActRow(event: Recorded): readonly Change[] {
  const act = actOf(event);
  if (act === undefined) return [];
  const { stream, revision, legal, recordedAt, organ, actors } = event.meta;
  const acting = actors.filter(({ role }) => role === 'officer').map(({ u }) => u);
  return [
    put('in_act', {
      ...{ case: stream, place: String(revision).padStart(6, '0'), organ: organ?.u ?? null },
      ...{ legal_date: legal.d, recorded_at: recordedAt, what: act.what, contact: act.contact ?? null },
      ...{ officers: act.officers ?? acting, told: act.told ?? [] },
    }),
  ];
}
