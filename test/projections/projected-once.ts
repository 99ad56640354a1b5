import { afterAll } from '@jest/globals';
import type { Projection } from '../../projections/projection';
import type { ReadModelReader } from '../../src/ports/read-model';
import type { ModelEngine } from '../contract/read-model-engines';
import { projected } from './hosting';
import type { Told } from './log';

/** Rows after some events, and how many are asking them. */
interface Kept {
  readonly reader: Promise<ReadModelReader>;
  readonly dispose: () => Promise<void>;
  asking: number;
}

/** Some, so that a question may go back and forth between two logs; each holds files or connections. */
const MOST_KEPT = 3;

/**
 * Asks the rows of a projection on an engine, which are made once for the same events however often they are asked: to
 * open files, threads and schemas takes longer than all that is asked of them. Inside a describe().
 */
export function projectedOnce(projection: Projection, engine: ModelEngine) {
  const kept = new Map<string, Kept>();
  const disposeBeyond = async (most: number): Promise<void> => {
    const idle = [...kept].filter(([, { asking }]) => asking === 0);
    const gone = idle.slice(0, Math.max(0, kept.size - most));
    for (const [events] of gone) kept.delete(events);
    await Promise.all(gone.map(([, { dispose }]) => dispose()));
  };
  afterAll(() => disposeBeyond(0));
  const made = (events: readonly Told[]): Kept => {
    const { models, dispose } = engine.open();
    return { reader: projected(projection, events, models), dispose, asking: 0 };
  };
  return async <T>(events: readonly Told[], task: (reader: ReadModelReader) => Promise<T>): Promise<T> => {
    const key = JSON.stringify(events);
    const rows = kept.get(key) ?? made(events);
    // The last asked is the last to go.
    kept.delete(key);
    kept.set(key, rows);
    rows.asking += 1;
    try {
      return await task(await rows.reader);
    } finally {
      rows.asking -= 1;
      await disposeBeyond(MOST_KEPT);
    }
  };
}
