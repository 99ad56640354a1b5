import { describe, expect, it } from '@jest/globals';
import { findingClock, findingOfClock, rowsOfFindings } from '../../projections/supervision/case-findings';
import type { EventMeta, Recorded } from '../../src/kernel/event';

const moment = { at: '2024-05-20T10:00:00+08:00', p: 'instant', d: '2024-05-20' } as const;
const event = (data: object, meta: Partial<EventMeta> = {}): Recorded => ({
  ...{ type: 'EvidenceRegistered', version: 1, data },
  meta: {
    ...{ id: 'e', stream: 'case-a', revision: 3, legal: moment, recordedAt: '2024-05-20T02:00:00.000Z' },
    ...{ actors: [], commandId: 'c', correlationId: 'c', rulePacks: [], calendars: [], ...meta },
  },
});
const findings = ['W-07', 'W-30'].map((code) => ({ code, about: 'e1', reasons: ['unsigned'] }));

describe('the findings of an event', () => {
  it('have a row each, not yet raised', () => {
    expect(rowsOfFindings(event({ findings })).map(({ row }) => row)).toEqual([
      { case: 'case-a', revision: 3, place: 0, raised: 0 },
      { case: 'case-a', revision: 3, place: 1, raised: 0 },
    ]);
  });

  it('are none where it says nothing, or was imported', () => {
    expect(rowsOfFindings(event({ findings: [] }))).toEqual([]);
    expect(rowsOfFindings(event({}))).toEqual([]);
    const source = { sys: 'traffic-fines', file: 'f', row: 1 };
    expect(rowsOfFindings(event({ findings }, { source }))).toEqual([]);
  });

  it('stand under names that tell them', () => {
    expect(findingOfClock(findingClock({ revision: 12, place: 3 }))).toEqual({ revision: 12, place: 3 });
    expect(findingOfClock('fine.pay~2')).toBeUndefined();
    expect(findingOfClock('late.record.hours~2')).toBeUndefined();
  });
});
