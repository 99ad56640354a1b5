import type { Position } from '../src/ports/event-store';
import type { ReadModelReader } from '../src/ports/read-model';

/**
 * Wait until the rows contain the record at `position`: how a reader sees its own write.
 *
 * @param pause settles when it is worth looking again, with false to give up
 * @returns whether they contain it
 */
export async function reached(
  reader: Pick<ReadModelReader, 'checkpoint'>,
  position: Position,
  pause: () => Promise<boolean>,
): Promise<boolean> {
  for (;;) {
    const checkpoint = await reader.checkpoint();
    if (checkpoint.position >= position) return true;
    if (!(await pause())) return false;
  }
}
