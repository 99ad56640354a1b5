import type { EventMeta, PersonalMembers, Recorded } from '../../src/kernel/event';
import { legalDay } from '../../src/kernel/time';
import type { EventFeed } from '../../src/ports/event-feed';
import type { Head, Position, StoredRecord, StreamPage } from '../../src/ports/event-store';

/** What a test says of an event; the rest is made up from its place. */
export interface Told {
  readonly stream: string;
  readonly type: string;
  readonly data?: object;
  readonly personal?: PersonalMembers;
  /** Legal date. */
  readonly date?: string;
  readonly meta?: Partial<EventMeta>;
}

export const positionOf = (index: number): Position => String(index + 1).padStart(19, '0');

/** Recorded time of the n-th record of a log: one a minute. */
export const recordedAtOf = (index: number): string =>
  new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();

/** A log in memory, which shows its records as a feed does. */
export class TestLog implements EventFeed {
  readonly records: StoredRecord[] = [];
  readonly #revisions = new Map<string, number>();
  #wake: () => void = () => undefined;

  constructor(told: readonly Told[] = []) {
    this.tell(...told);
  }

  /** Append events, each at the end of its stream. */
  tell(...told: readonly Told[]): this {
    for (const { stream, type, data = {}, personal, date = '2024-05-20', meta } of told) {
      const index = this.records.length;
      const revision = (this.#revisions.get(stream) ?? -1) + 1;
      this.#revisions.set(stream, revision);
      const event = {
        ...{ type, data, ...(personal && { personal }) },
        meta: {
          ...{
            id: `event-${index}`,
            stream,
            revision,
            legal: legalDay(date),
            recordedAt: recordedAtOf(index),
          },
          ...{ actors: [], commandId: `command-${index}`, correlationId: 'c', rulePacks: [], calendars: [] },
          ...meta,
        },
      };
      const entry = Buffer.from(JSON.stringify(event));
      const record = { position: positionOf(index), stream, revision: BigInt(revision), id: event.meta.id };
      this.records.push({ ...record, entry, payload: [] });
    }
    this.#wake();
    return this;
  }

  async read(after: Position, limit: number): Promise<readonly StoredRecord[]> {
    return this.records.filter(({ position }) => position > after).slice(0, limit);
  }

  async readStream(stream: string, from: bigint, limit: number): Promise<StreamPage> {
    const all = this.records.filter((record) => record.stream === stream);
    const records = all.filter(({ revision }) => revision >= from).slice(0, limit);
    const last = records.at(-1);
    const more = last !== undefined && last !== all.at(-1);
    return { exists: all.length > 0, records, ...(more ? { next: last.revision + 1n } : {}) };
  }

  async head(): Promise<Head> {
    return { position: this.records.at(-1)?.position ?? '', size: BigInt(this.records.length) };
  }

  async wait(after: Position, signal: AbortSignal): Promise<void> {
    if (signal.aborted || (this.records.at(-1)?.position ?? '') > after) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      signal.addEventListener('abort', () => resolve());
    });
  }
}

/** Opens what {@link TestLog} holds; an event of type `Unknown` is none that this build knows. */
export function decode(record: StoredRecord): Recorded {
  const event = JSON.parse(record.entry.toString()) as Recorded;
  if (event.type !== 'Unknown') return event;
  throw Object.assign(new Error('unknown event Unknown@1'), { code: 'unreadable-event' });
}
