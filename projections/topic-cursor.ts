import type { Position } from '../src/ports/event-store';
import type { Checkpoint } from '../src/ports/read-model';
import type { TopicRecord } from '../src/ports/topic-feed';

/** The last record that was taken of a part: at which offset, of which filling, and which one it was. */
export interface TopicCursor {
  readonly generation: string;
  readonly offset: bigint;
  readonly position: Position;
}

/** As a checkpoint keeps it. */
export const cursorAfter = ({ generation, offset, position }: TopicRecord): string =>
  `${offset} ${generation} ${position}`;

function cursorOf({ cursor }: Checkpoint): TopicCursor | undefined {
  if (cursor === '') return undefined;
  const [offset = '', generation = '', position = ''] = cursor.split(' ');
  return { offset: BigInt(offset), generation, position };
}

/**
 * What the checkpoints of several projections say of one part together.
 *
 * - `same`: they stand in one filling of the topic; `least` is behind most.
 * - `unlike`: in different ones.
 * - `unknown`: some do not know where they stand.
 */
export type Compared =
  | { readonly kind: 'same'; readonly least: TopicCursor }
  | { readonly kind: 'unlike' }
  | { readonly kind: 'unknown' };

export function compared(checkpoints: readonly Checkpoint[]): Compared {
  const cursors = checkpoints.map(cursorOf);
  const known = cursors.filter((cursor) => cursor !== undefined);
  const [first] = known;
  if (first === undefined || known.length < cursors.length) return { kind: 'unknown' };
  if (known.some(({ generation }) => generation !== first.generation)) return { kind: 'unlike' };
  return { kind: 'same', least: known.reduce((least, one) => (one.offset < least.offset ? one : least)) };
}
