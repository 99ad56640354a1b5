import type { Recorded } from '../../kernel/event';
import { epochOf } from '../../kernel/time';
import type { EventStore } from '../../ports/event-store';
import type { SubjectKeys } from '../../ports/subject-keys';
import { hashToHex } from '../../seal/hash';
import { leafHash } from '../../seal/tree';
import { openRecord } from '../projections/opener';

/** An event as readers see it, with what proves it. */
export interface ProvenEvent {
  readonly event: Recorded;
  /** Leaf hash of its entry, hexadecimal. */
  readonly leaf: string;
  readonly position: string;
  /** The stored bytes of the entry. */
  readonly entry: Uint8Array;
}

/** Where records and the keys of their erasable members are read. */
export interface RecordParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly keys: Pick<SubjectKeys, 'getMany'>;
}

const PAGE = 500;

/** Every event of a stream, oldest first, with the erasable members whose key is at hand; none where there is no stream. */
export async function readProven(
  { store, keys }: RecordParts,
  stream: string,
): Promise<readonly ProvenEvent[]> {
  const events: ProvenEvent[] = [];
  for (let next: bigint | undefined = 0n; next !== undefined;) {
    const page = await store.readStream(stream, next, PAGE);
    const handles = page.records.flatMap(({ payload }) => payload.map(({ subject }) => subject));
    const known = await keys.getMany([...new Set(handles)]);
    for (const record of page.records) {
      const { entry, position } = record;
      const event = openRecord(record, (handle) => known.get(handle));
      events.push({ event, leaf: hashToHex(leafHash(entry)), position, entry });
    }
    next = page.next;
  }
  return events;
}

/** Streams of registers that are named anywhere in the public members and actors of events. */
export function registersNamed(events: readonly Recorded[]): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (register.test(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  for (const { data, meta } of events) look([data, meta.actors, meta.organ]);
  return [...found];
}

const register = /^(organ|officer|item|template)-[A-Za-z0-9._~-]{1,119}$/u;

/** Of the events of a register entry, those that were known when something was recorded. */
export const knownAt = (events: readonly Recorded[], { meta }: Recorded): readonly Recorded[] =>
  events.filter((each) => epochOf(each.meta.recordedAt) <= epochOf(meta.recordedAt));
