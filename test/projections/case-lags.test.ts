import { describe, expect, it } from '@jest/globals';
import { lagOf, lateClock, revisionOfLate } from '../../projections/supervision/case-lags';
import type { EventMeta, Recorded } from '../../src/kernel/event';

const moment = { at: '2024-05-20T10:00:00+08:00', p: 'instant', d: '2024-05-20' } as const;
const recordedAt = (at: string, meta: Partial<EventMeta> = {}, type = 'LandingRecorded'): Recorded => ({
  ...{ type, version: 1, data: {} },
  meta: {
    ...{ id: 'e', stream: 'case-a', revision: 3, legal: moment, recordedAt: at, actors: [] },
    ...{ commandId: 'c', correlationId: 'c', rulePacks: [], calendars: [], ...meta },
  },
});
const head = { organ: 'organ-a', kind: 'simple' };
const hoursOf = (event: Recorded): unknown =>
  lagOf(event, head).find(({ table }) => table === 'lags')?.row['hours'];

describe('how late an event was recorded', () => {
  it.each([
    ['2024-05-20T03:00:00.000Z', undefined],
    ['2024-05-20T03:00:00.001Z', 1],
    ['2024-05-20T04:00:00.000Z', 1],
    ['2024-05-20T04:00:00.001Z', 2],
    ['2024-05-22T02:00:00.000Z', 47],
    ['2024-05-22T02:00:00.001Z', 48],
  ])('recorded %s: later than by %s whole hours', (at, hours) => {
    expect(hoursOf(recordedAt(at))).toBe(hours);
  });

  it('is counted from the end of the day where only the day is known', () => {
    const legal = { at: '2024-05-20T00:00:00+08:00', p: 'day', d: '2024-05-20' } as const;
    expect(hoursOf(recordedAt('2024-05-22T16:00:00.000Z', { legal }))).toBe(47);
    expect(hoursOf(recordedAt('2024-05-22T16:00:00.001Z', { legal }))).toBe(48);
  });

  it('says nothing of what was imported or corrects', () => {
    const source = { sys: 'traffic-fines', file: 'f', row: 1 };
    expect(lagOf(recordedAt('2030-01-01T00:00:00.000Z', { source }), head)).toEqual([]);
    expect(lagOf(recordedAt('2030-01-01T00:00:00.000Z', {}, 'EventCorrected'), head)).toEqual([]);
  });

  it('stands in the meter, also within the first hour, under the organ that recorded it', () => {
    const soon = recordedAt('2024-05-20T02:00:05.000Z', { organ: { u: 'organ-b' } });
    expect(
      lagOf(soon, head).map(({ table, row }) => [table, row['hours'], row['organ'], row['kind']]),
    ).toEqual([['entered', 0, 'organ-b', 'simple']]);
    const [row] = lagOf(recordedAt('2024-05-20T05:30:00.000Z'), head);
    expect(row?.row).toEqual({
      ...{ case: 'case-a', revision: 3, organ: 'organ-a', kind: 'simple', type: 'LandingRecorded' },
      ...{ day: '2024-05-20', month: '2024-05', recorded_at: '2024-05-20T05:30:00.000Z', hours: 3 },
    });
  });

  it('stands under a name that tells the event', () => {
    expect(revisionOfLate(lateClock(12))).toBe(12);
    expect(revisionOfLate('fine.pay~2')).toBeUndefined();
    expect(revisionOfLate('late.record.hours')).toBeUndefined();
  });
});
