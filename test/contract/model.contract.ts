import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExpectedRevision, NewRecord } from '../../src/ports/event-store';
import { chain } from '../support/records';
import type { Asked } from './event-store.contract';

/** The port in a few lines: an array, and what is said about it. */
class Model {
  readonly log: (NewRecord & { stream: string; revision: number })[] = [];

  /** @param tag makes the streams of this run unlike those of others on the same ledger */
  constructor(readonly tag: string) {}

  streamOf(stream: string) {
    return this.log.filter((record) => record.stream === stream);
  }

  append(stream: string, expected: number, records: readonly NewRecord[]): string {
    const first = expected + 1;
    const there = records.map(({ id }) => this.log.find((record) => record.id === id));
    for (const [i, found] of there.entries()) {
      if (found === undefined) continue;
      const isSame = found.stream === stream && found.revision === first + i;
      if (!isSame || !found.entry.equals(records[i]?.entry ?? Buffer.alloc(0))) return 'id-conflict';
    }
    if (there.every((found) => found !== undefined)) return `already-appended ${first}`;
    if (this.streamOf(stream).length !== first) return 'wrong-expected-revision';
    records.forEach((record, i) => this.log.push({ ...record, stream, revision: first + i }));
    return `appended ${first}`;
  }
}

interface Step {
  readonly stream: number;
  /** Where the batch is made for, counted back from the end of the stream; a negative one is ahead of it. */
  readonly back: number;
  readonly count: number;
  /** Batches of one tag at one place are the same batch. */
  readonly tag: number;
  /** Take the ids of another stream's records. */
  readonly steal: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.integer({ min: 0, max: 2 }),
  back: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: -2, max: 4 }) },
  ),
  count: fc.integer({ min: 1, max: 3 }),
  tag: fc.integer({ min: 0, max: 1 }),
  steal: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
});

function batchOf(model: Model, { stream, back, count, tag, steal }: Step) {
  const name = `case-${model.tag}.${stream}`;
  const there = model.streamOf(name);
  const revision = Math.max(0, there.length - back);
  const stolen = steal ? model.log.find((record) => record.stream !== name) : undefined;
  const previous =
    revision === 0 ? undefined : (there[revision - 1]?.entry ?? chain(name, revision).at(-1)?.entry);
  const fresh = chain(name, count, { revision, previous, tag: String(tag) });
  const records = stolen === undefined ? fresh : chain(name, 1, { revision, previous, id: stolen.id });
  const expected: ExpectedRevision = revision === 0 ? 'no-stream' : { revision: BigInt(revision - 1) };
  return { name, revision, expected, records };
}

/** Whatever is asked in whatever order, the engine answers as the model does, and holds the same log at the end. */
export function modelContract({ store, engine }: Asked): void {
  it('answers any run of appends as its model does', async () => {
    let runs = 0;
    const steps = engine.ids === 'anywhere' ? step : step.map((taken) => ({ ...taken, steal: false }));
    const run = async (taking: readonly Step[]): Promise<void> => {
      const start = (await store().head()).position;
      const model = new Model(`run${++runs}`);
      for (const taken of taking) {
        const { name, revision, expected, records } = batchOf(model, taken);
        const answer = store().append(name, expected, records);
        const said = await answer.then(
          ({ outcome, firstRevision }) => `${outcome} ${firstRevision}`,
          (error: unknown) => (error as { code: string }).code,
        );
        expect(said).toBe(model.append(name, revision - 1, records));
      }
      const seen = (await store().readAll(start, 1_000)).map(({ id, stream, revision, entry }) => ({
        ...{ id, stream, revision: Number(revision), entry },
      }));
      expect(seen).toEqual(model.log.map(({ payload: _, ...record }) => record));
    };
    await fc.assert(fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 25 }), run), { numRuns: 60 });
  }, 30_000);
}
