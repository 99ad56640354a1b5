import { describe, expect, it } from '@jest/globals';
import { traceCase, type CaseTrace, type TraceAct } from '../../projections/accountability/trace';
import type { Recorded } from '../../src/kernel/event';
import { legalDay } from '../../src/kernel/time';
import { correctedAt, correctedFile, onSpotFile, renamedFile, withMeta } from './on-spot-file';

const file = onSpotFile();
const bytes = (trace: CaseTrace): string => JSON.stringify(trace);

function actIn(trace: CaseTrace, revision: number): TraceAct {
  const found = trace.acts.find((act) => act.revision === revision);
  if (found === undefined) throw new Error(`no act ${revision}`);
  return found;
}

const replaced = (events: readonly Recorded[], revision: number, by: (event: Recorded) => Recorded) =>
  events.map((event) => (event.meta.revision === revision ? by(event) : event));

describe('a view as of a legal date', () => {
  it('holds what had happened by then, recorded later or not', () => {
    const trace = traceCase(file, { asOf: '2024-06-03' });
    expect(trace.acts.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(trace.header).toMatchObject({ state: 'paid', paid: 10_000, asOf: '2024-06-03', acts: 9 });
    expect(trace.header).not.toHaveProperty('closedOn');
    expect(actIn(trace, 8).followedBy).toEqual([]);
  });

  it('is empty before the first act', () => {
    const { header, ...rest } = traceCase(file, { asOf: '2024-05-19' });
    expect(header).toEqual({
      ...{ case: 'case-under-test', imported: false, state: '', currency: 'CNY', paid: 0, lateFee: 0 },
      ...{ asOf: '2024-05-19', acts: 0 },
    });
    expect(rest).toEqual({ timeline: [], acts: [], corrections: [], clocks: [], gaps: [] });
  });

  it('names as consequences only what is in the view', () => {
    const dated = replaced(file, 8, (event) => withMeta(event, { legal: legalDay('2024-06-30') }));
    const trace = traceCase(dated, { asOf: '2024-06-10' });
    expect(trace.acts.map(({ revision }) => revision)).not.toContain(8);
    expect(actIn(trace, 9).follows).toEqual([5]);
  });
});

describe('a view as known at an instant', () => {
  it('holds what had been recorded by then', () => {
    const before = traceCase(file, { knownAt: '2024-06-06T06:59:59.999Z' });
    const after = traceCase(file, { knownAt: '2024-06-06T15:00:00+08:00' });
    expect(before.acts.map(({ revision }) => revision)).not.toContain(8);
    expect(before.clocks.find(({ key }) => key === 'fine.pay')).toMatchObject({
      state: 'overdue',
      daysLate: 2,
    });
    expect(after.acts.map(({ revision }) => revision)).toContain(8);
  });

  it('stays byte for byte what it was when more is recorded', () => {
    const view = { knownAt: '2024-06-06T15:00:00+08:00', asOf: '2024-06-06' };
    expect(bytes(traceCase(correctedFile(), view))).toBe(bytes(traceCase(file.slice(0, 9), view)));
  });
});

describe('corrections in a trace', () => {
  const trace = traceCase(correctedFile());
  const violationIn = (of: CaseTrace) => (actIn(of, 2).said['violation'] as { from: string }).from;

  it('are told with what was said first and what is said now', () => {
    expect(trace.corrections).toEqual([
      {
        ...{ revision: 11, recordedAt: correctedAt, type: 'EventCorrected', zh: '记录更正' },
        en: 'Record corrected',
        target: { revision: 2, id: 'event-2', type: 'FactsRecorded' },
        members: [{ path: 'violation.from', was: '2024-05-20', now: '2024-05-19' }],
        ...{ reason: '日期误录', orderedBy: 'account-chief' },
      },
    ]);
    expect(violationIn(trace)).toBe('2024-05-19');
    expect(actIn(trace, 2).followedBy).toEqual([3, 4, 11]);
    expect(actIn(trace, 11)).toMatchObject({ follows: [2], said: { orderedBy: 'account-chief' } });
  });

  it('show as of an earlier day once they are known, and never before', () => {
    const asOf = '2024-05-20';
    expect(violationIn(traceCase(correctedFile(), { asOf }))).toBe('2024-05-19');
    const before = traceCase(correctedFile(), { asOf, knownAt: '2024-07-08T01:59:59.999Z' });
    expect([violationIn(before), before.corrections]).toEqual(['2024-05-20', []]);
    expect(violationIn(traceCase(correctedFile(), { asOf, knownAt: correctedAt }))).toBe('2024-05-19');
  });

  it('go by the legal date of their target', () => {
    const [correction] = correctedFile().slice(-1);
    const dated = [...file, withMeta(correction as Recorded, { legal: legalDay('2024-07-08') })];
    expect(traceCase(dated, { asOf: '2024-05-20' }).corrections).toHaveLength(1);
    expect(traceCase(dated, { asOf: '2024-05-19' }).corrections).toHaveLength(0);
  });

  it('of erasable members name the members, and neither value', () => {
    const [correction] = traceCase(renamedFile()).corrections;
    expect(correction).toMatchObject({ target: { revision: 0 }, members: [{ path: 'name' }] });
    expect(correction).not.toHaveProperty('reason');
  });

  it('are not late records', () => {
    const { timeline, gaps } = traceCase(correctedFile(), { lateHours: () => 48 });
    expect(timeline.find(({ revision }) => revision === 11)).not.toHaveProperty('hoursToRecord');
    expect(gaps.find(({ code }) => code === 'recorded-late')?.revisions).toEqual([8]);
  });
});
