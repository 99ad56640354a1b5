import { alertsRaised } from '../../../projections/supervision/clock.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { guardsStreamOf } from '../../domain/registers/guards';
import { entryKnownAt } from '../fold';
import { organPeopleWith, type LoadEntry, type OrganPeople } from '../bus/duty-queries';
import { CaseNotFound, type Readers } from '../readers';
import type { Recorded } from '../../kernel/event';
import { epochOf, utcInstant, type Instant } from '../../kernel/time';
import { CaseRecord, endOfDay, type Leafed } from './case-record';
import { findingOf } from './finding';
import { dayOfSnapshot, type Snapshot } from './report';

const ALERTS = 500;

/**
 * Freeze what a report on a case is made from: the case, the alerts on it, the registers of its organ and the guards
 * that it set aside, all as recorded up to an instant.
 *
 * @throws CaseNotFound, NoFinding
 */
export async function readSnapshot(
  readers: Readers,
  id: string,
  code: string,
  known: Instant,
): Promise<Snapshot> {
  const until = <T extends { readonly event: Recorded }>(records: readonly T[]): readonly T[] =>
    records.filter(({ event }) => epochOf(event.meta.recordedAt) <= epochOf(known));
  const events = until(await readers.records(id));
  const [first] = events;
  if (first === undefined) throw new CaseNotFound(id);
  const alerts = until(await alertsOn(readers, first.event.meta.stream));
  const organ = events.find(({ event }) => event.meta.organ !== undefined)?.event.meta.organ?.u;
  const part = { case: events, alerts };
  if (organ === undefined || !organ.startsWith('organ-')) return { ...part, guards: [] };
  const { on } = findingOf(code, new CaseRecord(events), alerts, dayOfSnapshot(part));
  const then = epochOf(known) < endOfDay(on) ? known : utcInstant(endOfDay(on));
  const registers = await peopleKnownAt(readers, organ, events, known);
  const registersThen = await peopleKnownAt(readers, organ, events, then);
  return {
    ...part,
    guards: until(await readers.recordsOf(guardsStreamOf(organ))),
    ...(registers === undefined ? {} : { registers }),
    ...(registersThen === undefined ? {} : { registersThen }),
  };
}

async function alertsOn(readers: Readers, stream: string): Promise<readonly Leafed[]> {
  const { rows } = await alertsRaised(readers.of(supervision), { case: stream, limit: ALERTS });
  const raised = await Promise.all(rows.map(({ alert }) => readers.recordsOf(alert)));
  return raised.flat().toSorted(({ event: a }, { event: b }) => (a.meta.stream < b.meta.stream ? -1 : 1));
}

/** Everybody under the organ, and everybody else who acted in the case. */
async function peopleKnownAt(
  readers: Readers,
  organ: string,
  events: readonly Leafed[],
  known: Instant,
): Promise<OrganPeople | undefined> {
  const load: LoadEntry = async (decider, s) => entryKnownAt(decider, s, await readers.stream(s), known);
  const acting = events.flatMap(({ event }) => event.meta.actors.map(({ u }) => u));
  const others = [...new Set(acting)].filter((handle) => handle.startsWith('officer-'));
  const found = await organPeopleWith(readers, organ, load, others);
  return found.organ.n < 0 ? undefined : found;
}
