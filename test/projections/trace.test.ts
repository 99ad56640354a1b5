import { describe, expect, it } from '@jest/globals';
import { traceCase, type CaseTrace, type TraceAct } from '../../projections/accountability/trace';
import { OnSpotDelivered } from '../../src/events/case.events';
import { DisclosureWithdrawn } from '../../src/events/disclosure.events';
import type { Recorded } from '../../src/kernel/event';
import { legalDay, legalInstant } from '../../src/kernel/time';
import { andThen, correctedAt, correctedFile, onSpotFile, renamedFile, two, withMeta } from './on-spot-file';

const file = onSpotFile();
const all = traceCase(file);
const bytes = (trace: CaseTrace): string => JSON.stringify(trace);

function actIn(trace: CaseTrace, revision: number): TraceAct {
  const found = trace.acts.find((act) => act.revision === revision);
  if (found === undefined) throw new Error(`no act ${revision}`);
  return found;
}

const replaced = (events: readonly Recorded[], revision: number, by: (event: Recorded) => Recorded) =>
  events.map((event) => (event.meta.revision === revision ? by(event) : event));

describe('the trace of an on-the-spot case', () => {
  it('begins with the case as it stands', () => {
    expect(all.header).toEqual({
      ...{ case: 'case-under-test', imported: false, kind: 'simple', state: 'archived' },
      ...{ organ: { u: 'organ-demo' }, item: 'item-stall', number: '示城管当罚〔2024〕1号' },
      ...{ partyKind: 'citizen', kinds: ['fine'], currency: 'CNY', fine: 10_000, paid: 10_000, lateFee: 0 },
      ...{ decidedOn: '2024-05-20', closedOn: '2024-06-07', acts: 11 },
    });
  });

  it('shows of the decision who, as what, by which rules, on what, and what came of it', () => {
    const { rules, parameters, entries, said, document, ...decision } = actIn(all, 4);
    expect(decision).toEqual({
      ...{ revision: 4, eventId: 'event-4', type: 'OnSpotDecisionIssued' },
      ...{ zh: '当场作出行政处罚决定', en: 'Penalty decided on the spot' },
      legal: { at: '2024-05-20T10:30:00+08:00', p: 'instant', d: '2024-05-20' },
      ...{ recordedAt: '2024-05-20T02:31:00.000Z', actors: two, organ: { u: 'organ-demo' } },
      basis: [{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' }],
      ...{ evidence: ['e1'], follows: [1, 2, 3], followedBy: [5, 6, 7, 8] },
      ...{ rulePacks: [], calendars: [], command: 'c-4', correlation: 'c-4' },
    });
    expect(rules).toEqual(expect.arrayContaining(['R-05 G-TWO', 'R-21 G-ONSPOT', 'R-24 G-RANGE']));
    expect(parameters).toContainEqual(expect.objectContaining({ key: 'officers.min', value: '2' }));
    expect(entries).toContainEqual({ s: 'officer-li', n: 1 });
    expect(document).toMatchObject({ number: '示城管当罚〔2024〕1号', type: 'on-spot-decision' });
    expect(said['proposal']).toEqual({ fineFen: 10_000, kinds: ['fine'], tier: 'normal' });
    expect(Object.keys(said)).not.toEqual(expect.arrayContaining(['reliance']));
  });

  it('says what followed from what', () => {
    expect(all.acts.map(({ revision, follows }) => [revision, follows])).toEqual([
      [0, []],
      [1, [0]],
      [2, [1]],
      [3, [1, 2]],
      [4, [1, 2, 3]],
      [5, [4]],
      [6, [4]],
      [7, [4, 5]],
      [8, [4, 5]],
      [9, [5, 8]],
      [10, [8, 9]],
    ]);
    expect(actIn(all, 5).followedBy).toEqual([7, 8, 9]);
  });

  it('follows a withdrawal back to the publication of its channel', () => {
    const reliance = { rules: [], parameters: [], entries: [] };
    const words = { channel: 'own-site', reason: 'privacy' as const, opens: [], closes: [], reliance };
    const withdrawn = traceCase(andThen(file, DisclosureWithdrawn(words)));
    const elsewhere = traceCase(andThen(file, DisclosureWithdrawn({ ...words, channel: 'platform' })));
    expect(actIn(withdrawn, 7).followedBy).toEqual([11]);
    expect(actIn(elsewhere, 7).followedBy).toEqual([]);
  });

  it('follows a cause back to the act that it names, by event or by command', () => {
    const byEvent = replaced(file, 6, (event) => withMeta(event, { causationId: 'event-1' }));
    const byCommand = replaced(file, 6, (event) => withMeta(event, { causationId: 'c-2' }));
    expect(actIn(traceCase(byEvent), 6)).toMatchObject({ follows: [1, 4], causation: 'event-1' });
    expect(actIn(traceCase(byCommand), 6).follows).toEqual([2, 4]);
  });

  it('holds no erasable member', () => {
    const text = bytes(all) + bytes(traceCase(renamedFile()));
    for (const personal of ['王小明', '王晓明', '占道经营影响通行', '现场照片', '姓名误录'])
      expect(text).not.toContain(personal);
  });

  it('is the same bytes for the same events, in whatever order they and their members come', () => {
    const shuffled = [...file].reverse().map((event) => ({
      ...event,
      data: Object.fromEntries(Object.entries(event.data).reverse()),
    }));
    expect(bytes(traceCase(shuffled))).toBe(bytes(all));
    expect(bytes(traceCase(file))).toBe(bytes(all));
  });

  it('refuses to trace nothing', () => {
    expect(() => traceCase([])).toThrow(TypeError);
  });
});

describe('the timeline', () => {
  it('has both clocks and the hours between them', () => {
    expect(all.timeline[8]).toEqual({
      legal: { at: '2024-06-03T15:00:00+08:00', p: 'instant', d: '2024-06-03' },
      ...{ recordedAt: '2024-06-06T07:00:00.000Z', hoursToRecord: 72, revision: 8 },
      ...{ type: 'PaymentReceived', zh: '收到缴款', en: 'Payment received' },
    });
    expect(all.timeline[0]?.hoursToRecord).toBe(0);
  });

  it('is in the order of the world, not of the log', () => {
    const dated = replaced(file, 8, (event) =>
      withMeta(event, { legal: legalInstant('2024-05-20T10:25:00+08:00') }),
    );
    expect(traceCase(dated).timeline.map(({ revision }) => revision)).toEqual([
      ...[0, 1, 2, 3, 8, 4, 5, 6, 7, 9, 10],
    ]);
  });

  it('puts an act known only by its day last on it, and counts its hours from the end of the day', () => {
    const byDay = replaced(file, 3, (event) => withMeta(event, { legal: legalDay('2024-05-20') }));
    const late = replaced(byDay, 3, (event) => withMeta(event, { recordedAt: '2024-05-20T18:30:00.000Z' }));
    const { timeline } = traceCase(late);
    expect(timeline.map(({ revision }) => revision).slice(0, 7)).toEqual([0, 1, 2, 4, 5, 3, 6]);
    expect(timeline[5]?.hoursToRecord).toBe(2);
    expect(traceCase(byDay).timeline[5]?.hoursToRecord).toBe(0);
  });
});

describe('clocks in a trace', () => {
  const clock = (trace: CaseTrace, key: string) => trace.clocks.find((each) => each.key === key);

  it('were kept or not, by the acts that ended them', () => {
    expect(
      all.clocks.map(({ key, openedBy, due, state, endedBy }) => [key, openedBy, due, state, endedBy]),
    ).toEqual([
      ['onspot.file', 4, '2024-05-22', 'late', 6],
      ['fine.pay', 5, '2024-06-04', 'kept', 8],
      ['publish.penalty.own_site', 5, '2024-05-29', 'kept', 7],
      ['onspot.close', 8, '2024-06-18', 'kept', 9],
      ['onspot.archive', 8, '2024-06-18', 'kept', 10],
    ]);
    expect(clock(all, 'onspot.file')).toMatchObject({ ended: '2024-05-24', daysLate: 2 });
    expect(clock(all, 'fine.pay')).toMatchObject({ kind: 'cd', amount: 15, pack: 'cn-2021@1' });
    expect(clock(all, 'fine.pay')).not.toHaveProperty('daysLate');
  });

  it('are kept on the last day itself', () => {
    const onTheDay = replaced(file, 6, (event) => withMeta(event, { legal: legalDay('2024-05-22') }));
    expect(clock(traceCase(onTheDay), 'onspot.file')?.state).toBe('kept');
  });

  it('run or are overdue as of the day of the view, and are open where it has none', () => {
    const unfiled = file.slice(0, 6);
    expect(clock(traceCase(unfiled), 'onspot.file')?.state).toBe('open');
    expect(clock(traceCase(unfiled, { asOf: '2024-05-22' }), 'onspot.file')?.state).toBe('running');
    const overdue = clock(traceCase(unfiled, { asOf: '2024-05-23' }), 'onspot.file');
    expect(overdue).toMatchObject({ state: 'overdue', daysLate: 1 });
    const known = traceCase(file, { knownAt: '2024-05-23T00:30:00+08:00' });
    expect(clock(known, 'onspot.file')?.state).toBe('overdue');
  });

  it('lose their lateness of the view once they have ended', () => {
    expect(clock(traceCase(file, { asOf: '2024-06-30' }), 'fine.pay')).not.toHaveProperty('daysLate');
  });

  const opening = (meta: object, ...opens: object[]) =>
    OnSpotDelivered({
      ...{ mode: 'handed-over', refusalNoted: false, opens: opens as never, closes: [] },
      ...{ reliance: { rules: [], parameters: [], entries: [] }, ...meta },
    });
  const pay = { key: 'fine.pay', opened: '2024-05-21', kind: 'cd', amount: 15, pack: 'cn-2021@1' };

  it('are replaced when they are opened anew', () => {
    const again = andThen(file.slice(0, 6), opening({}, { ...pay, due: '2024-06-05' }));
    expect(traceCase(again).clocks.filter(({ key }) => key === 'fine.pay')).toEqual([
      expect.objectContaining({ openedBy: 5, state: 'replaced', endedBy: 6 }),
      expect.objectContaining({ openedBy: 6, state: 'open', due: '2024-06-05' }),
    ]);
  });

  it('end and begin again in one act that does both', () => {
    const both = opening({ closes: ['fine.pay'] }, { ...pay, due: '2024-06-05' });
    const [first, second] = traceCase(andThen(file.slice(0, 6), both)).clocks.filter(
      ({ key }) => key === 'fine.pay',
    );
    expect([first?.state, second?.state]).toEqual(['kept', 'open']);
  });

  it('whose due date the record does not know are not judged', () => {
    const unknown = andThen(file.slice(0, 5), opening({}, { ...pay, uncomputable: '2027' }));
    const open = traceCase(unknown, { asOf: '2030-01-01' });
    expect(clock(open, 'fine.pay')).toMatchObject({ state: 'unknown', uncomputable: '2027' });
    const ended = traceCase(andThen(unknown, opening({ closes: ['fine.pay'] })));
    expect(clock(ended, 'fine.pay')).toMatchObject({ state: 'unknown', endedBy: 6 });
    expect(open.gaps.find(({ code }) => code === 'due-unknown')?.revisions).toEqual([5]);
  });
});

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
    const { timeline, gaps } = traceCase(correctedFile(), { lateHours: 48 });
    expect(timeline.find(({ revision }) => revision === 11)).not.toHaveProperty('hoursToRecord');
    expect(gaps.find(({ code }) => code === 'recorded-late')?.revisions).toEqual([8]);
  });
});
