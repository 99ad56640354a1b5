import { PersonalDataCorrected } from '../../src/events/case.events';
import { EventCorrected } from '../../src/events/ledger.events';
import type { ActorRef } from '../../src/kernel/entry';
import type { DomainEvent, EventMeta, Recorded } from '../../src/kernel/event';
import { epochOf, legalInstant, utcInstant } from '../../src/kernel/time';
import * as h from '../support/histories';
import type { Told } from './log';

/** A whole on-the-spot case as the ledger holds it: made by the decider, with people, organ and both clocks. */

export const caseStream = 'case-under-test';
const organ = { u: 'organ-demo' };

const certified = (u: string): ActorRef => ({ u, role: 'officer', post: 'patrol', cert: { s: u, n: 1 } });
export const two = [certified('officer-li'), certified('officer-wang')];
const only = (u: string, role: string): readonly ActorRef[] => [{ u, role }];

/** Who acted, when by the world, and after how many minutes it was recorded. */
type Line = readonly [actors: readonly ActorRef[], at: string, minutes: number];

const lines: readonly Line[] = [
  [two, '2024-05-20T10:00:00+08:00', 1],
  [two, '2024-05-20T10:01:00+08:00', 1],
  [two, '2024-05-20T10:10:00+08:00', 1],
  [two, '2024-05-20T10:20:00+08:00', 1],
  [two, '2024-05-20T10:30:00+08:00', 1],
  [two, '2024-05-20T10:31:00+08:00', 1],
  [[certified('officer-li')], '2024-05-24T09:00:00+08:00', 5],
  [only('account-web', 'publisher'), '2024-05-28T09:00:00+08:00', 5],
  [only('account-cash', 'finance'), '2024-06-03T15:00:00+08:00', 3 * 24 * 60],
  [only('account-file', 'archivist'), '2024-06-07T09:00:00+08:00', 5],
  [only('account-file', 'archivist'), '2024-06-07T09:10:00+08:00', 5],
];

function filed(event: Recorded, [actors, at, minutes]: Line): Recorded {
  const recordedAt = utcInstant(epochOf(at) + minutes * 60_000);
  return { ...event, meta: { ...event.meta, legal: legalInstant(at), recordedAt, actors, organ } };
}

/**
 * | revision | step | |
 * |---|---|---|
 * | 0–5 | S1–S6 | within half an hour, two officers |
 * | 6 | S8 | filed two days late |
 * | 7 | S9 | published on the own site |
 * | 8 | S7b | paid at the bank in time, recorded three days later |
 * | 9, 10 | S10 | closed and archived |
 */
export function onSpotFile(): readonly Recorded[] {
  const history = h.play(
    h.aDeliveredCase(),
    [h.file(), { date: '2024-05-24' }],
    [h.publish(), { date: '2024-05-28' }],
    [h.pay(), { date: '2024-06-03' }],
    [h.close(), { date: '2024-06-07' }],
    [h.archive(), { date: '2024-06-07' }],
  );
  return (history as readonly Recorded[]).map((event, i) => filed(event, lines[i] as Line));
}

/** An event with other metadata. */
export const withMeta = (event: Recorded, meta: Partial<EventMeta>): Recorded => ({
  ...event,
  meta: { ...event.meta, ...meta },
});

/** The events with one more at the end of the stream, as far as not told like the last. */
export function andThen(
  events: readonly Recorded[],
  event: DomainEvent,
  meta: Partial<EventMeta> = {},
): readonly Recorded[] {
  const last = events.at(-1) as Recorded;
  const revision = last.meta.revision + 1;
  const place = { id: `event-${revision}`, commandId: `c-${revision}`, correlationId: `c-${revision}` };
  return [...events, { ...event, meta: { ...last.meta, ...place, revision, ...meta } }];
}

/** When the facts were put right, a month after the case was archived. */
export const correctedAt = '2024-07-08T02:00:00.000Z';

const byChief = (target: Recorded): Partial<EventMeta> => ({
  legal: target.meta.legal,
  recordedAt: correctedAt,
  actors: [{ u: 'account-chief', role: 'approver' }],
});

const refTo = ({ type, meta }: Recorded) => ({ id: meta.id, type, revision: meta.revision });

/** The file, and then the date of the violation put right: it was the day before. */
export function correctedFile(): readonly Recorded[] {
  const events = onSpotFile();
  const facts = events[2] as Recorded;
  const members = [{ path: 'violation.from', was: '2024-05-20', now: '2024-05-19' }];
  const words = { reason: '日期误录', orderedBy: 'account-chief' };
  return andThen(events, EventCorrected({ target: refTo(facts), members, ...words }), byChief(facts));
}

/** The file, and then the name of the party put right. */
export function renamedFile(): readonly Recorded[] {
  const events = onSpotFile();
  const opening = events[0] as Recorded;
  const reliance = { rules: ['R-07 G-SEP.correction'], parameters: [], entries: [] };
  const correction = PersonalDataCorrected(
    { target: refTo(opening), members: ['name'], orderedBy: 'account-chief', reliance },
    { party: { now: { name: '王晓明' }, reason: '姓名误录' } },
  );
  return andThen(events, correction, byChief(opening));
}

/** The events for a log of several streams. */
export const told = (events: readonly Recorded[]): readonly Told[] =>
  events.map(({ type, data, personal, meta }) => ({
    ...{ stream: meta.stream, type, data, meta },
    ...(personal && { personal }),
  }));
