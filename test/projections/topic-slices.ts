import { TopicHost } from '../../projections/topic-host';
import type { Projection } from '../../projections/projection';
import type { ReadModels } from '../../src/ports/read-model';
import type { TopicFeed, TopicPlace, TopicRecord } from '../../src/ports/topic-feed';
import { decode, type TestLog, type Told } from './log';

/** Parts of the topic. */
export const PARTS = 2;
/** Records that are handed on together. */
export const SLICE = 3;
/** Slices after which whoever still reads reads for ever. */
const ENOUGH = 500;

const partOf = (stream: string): number => (stream.codePointAt(stream.length - 1) ?? 0) % PARTS;

/** Some events of eight cases, spread over the parts. */
export const eventsOfCases = (count: number): readonly Told[] =>
  Array.from({ length: count }, (_, i) => ({
    stream: `case-${'abcdefgh'[(i * 5) % 8] ?? ''}`,
    type: i % 7 === 3 ? 'Paid' : 'Opened',
    data: { amount: i },
  }));

/** The parts of a topic of one filling that holds so much of a log. */
export function topicOf(log: TestLog): readonly (readonly TopicRecord[])[] {
  const parts: TopicRecord[][] = Array.from({ length: PARTS }, () => []);
  for (const record of log.records) {
    const own = parts[partOf(record.stream)] as TopicRecord[];
    const { position } = record;
    own.push({ offset: BigInt(own.length), position, logId: 'log', generation: 'one', record });
  }
  return parts;
}

/** A host over a topic that a test feeds, with the codes of its alarms. */
export async function topicHosting(
  projections: readonly Projection[],
  log: TestLog,
  models: ReadModels,
): Promise<{ readonly host: TopicHost; readonly alarms: readonly string[] }> {
  const topic: TopicFeed = {
    ...{ topic: 'topic', partOf, parts: async () => PARTS, lag: () => 0 },
    run: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    close: async () => undefined,
  };
  const alarms: string[] = [];
  const host = await TopicHost.open(
    projections,
    {
      ...{
        topic,
        ledger: log,
        models,
        decode,
        logId: 'log',
        now: () => 0,
        pause: () => new Promise(setImmediate),
      },
      onAlarm: ({ code }) => alarms.push(code),
    },
    new AbortController().signal,
  );
  return { host, alarms };
}

/** Reads the parts of a topic in turn, a slice each, on from where the host says. */
export class TopicReading {
  readonly #next: number[] = Array.from({ length: PARTS }, () => 0);
  #turn = 0;

  constructor(private readonly host: TopicHost) {}

  /** So many slices, or until nothing is left; each part in its turn, or those alone that are named. @returns how many */
  async read(
    parts: readonly (readonly TopicRecord[])[],
    atMost: number = Number.POSITIVE_INFINITY,
    only: readonly number[] = [...parts.keys()],
  ): Promise<number> {
    for (let taken = 0; taken < ENOUGH; this.#turn++) {
      if (taken >= atMost || only.every((part) => this.#of(part) >= (parts[part]?.length ?? 0))) return taken;
      const part = this.#turn % PARTS;
      const [records = [], from] = [parts[part], this.#of(part)];
      if (from >= records.length || !only.includes(part)) continue;
      const slice = records.slice(from, from + SLICE);
      const end = from + slice.length;
      const more = end < records.length;
      const { next } = await this.host.take({ part, isBeginning: from === 0, records: slice, more });
      this.#next[part] = next === 'after the slice' ? end : placeIn(records, next);
      taken += 1;
    }
    throw new Error(`after ${ENOUGH} slices it still reads`);
  }

  #of(part: number): number {
    return this.#next[part] ?? 0;
  }
}

function placeIn(records: readonly TopicRecord[], place: TopicPlace): number {
  if (place.kind === 'beginning') return 0;
  if (place.kind === 'offset') return Number(place.offset);
  const found = records.findIndex(
    ({ record }) => record !== undefined && decode(record).meta.recordedAt >= place.recordedAt,
  );
  return found === -1 ? records.length : found;
}
