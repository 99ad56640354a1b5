import type { Position } from '../src/ports/event-store';
import type { Checkpoint } from '../src/ports/read-model';
import type { TopicFeed, TopicPlace, TopicRecord } from '../src/ports/topic-feed';
import { compared } from './topic-cursor';

/** What is known of a part of a topic that is read. */
export interface PartState {
  /** The last slice followed the one before. */
  anchored: boolean;
  /** Cursors say nothing of this topic: everybody takes everything, and drops what it has by revision. */
  fresh: boolean;
  /** The beginning was asked for. */
  restarted: boolean;
  generation: string | undefined;
  /** At this offset lies what was taken last. */
  verified: bigint | undefined;
  /** Every record up to here was taken, or lies before the place where reading began. */
  taken: Position;
  /** Where to read on could not be told. */
  isAstray: boolean;
}

/** Nothing is known. */
export const unread: Readonly<PartState> = {
  ...{ anchored: false, fresh: false, restarted: false, isAstray: false },
  ...{ generation: undefined, verified: undefined, taken: '' },
};

/** The furthest position of which the topic says that it has come. */
export const reachedBy = (records: readonly TopicRecord[]): Position =>
  records.reduce((most, { position, reached = position }) => furthest(most, reached), '');

/** Of two positions the later one. */
export const furthest = (one: Position, other: Position): Position => (other > one ? other : one);

/** What checkpoints call a part. */
export const nameOf = ({ topic }: Pick<TopicFeed, 'topic'>, part: number): string => `${topic}/${part}`;

/** The place of a record. */
export const offsetOf = ({ offset }: TopicRecord): TopicPlace => ({ kind: 'offset', offset });

/** Where a part is read on after these checkpoints of it: where the one stands that is behind most. */
export function placeAfter(checkpoints: readonly Checkpoint[]): TopicPlace {
  const found = compared(checkpoints);
  switch (found.kind) {
    case 'same':
      return { kind: 'offset', offset: found.least.offset };
    case 'unlike':
      return { kind: 'beginning' };
    case 'unknown': {
      const [recordedAt = ''] = checkpoints.map((one) => one.recordedAt).sort();
      return recordedAt === '' ? { kind: 'beginning' } : { kind: 'since', recordedAt };
    }
  }
}
