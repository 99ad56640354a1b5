import { describe, expect, it } from '@jest/globals';
import { consequence, nothingYet } from '../../projections/accountability/consequences';
import { hoursLate, lagOf } from '../../projections/supervision/case-lags';
import { headOf } from '../../projections/supervision/case-entry';
import type { Recorded } from '../../src/kernel/event';
import * as h from '../support/histories';
import { late, lateFacts } from '../support/stages/out-of-band';
import { withMeta } from './on-spot-file';

/** What projections make of an act that was entered after it was done outside of the program. */

const opened = (): readonly Recorded[] => {
  const entry = late(h.open());
  return h.play([], [entry, lateFacts(entry)]);
};

describe('a late entry', () => {
  it('is the head of a case that was opened on paper', () => {
    expect(opened().map(headOf)).toEqual([
      expect.objectContaining({ kind: 'simple' }),
      { kind: 'simple', organ: 'organ-demo' },
    ]);
  });

  it('is late in the events of its act, and not once more by itself', () => {
    const weeksLater = opened().map((event) => withMeta(event, { recordedAt: '2024-06-12T02:00:00.000Z' }));
    expect(weeksLater.map(hoursLate)).toEqual([undefined, expect.any(Number)]);
    const tables = weeksLater.map((event) => lagOf(event, headOf(event)).map(({ table }) => table));
    expect(tables).toEqual([[], ['entered', 'lags']]);
  });

  it('is what its act followed from, and no other', () => {
    const [entry, act] = opened();
    const { memory } = consequence(entry!, nothingYet);
    expect(consequence(act!, memory).follows).toEqual([0]);
    const [, second] = h.play(h.anOpenedCase(), [h.show()]) as readonly Recorded[];
    const other = withMeta(second!, { revision: 2 });
    expect(consequence(other, memory).follows).toEqual([]);
  });
});
