import { describe, expect, it } from '@jest/globals';
import { traceCase, type CaseTrace, type TraceAct } from '../../projections/accountability/trace';
import { OnSpotDelivered } from '../../src/events/case.events';
import { DisclosureWithdrawn } from '../../src/events/disclosure.events';
import type { Recorded } from '../../src/kernel/event';
import { legalDay, legalInstant } from '../../src/kernel/time';
import { andThen, onSpotFile, renamedFile, two, withMeta } from './on-spot-file';

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
    expect(entries).toContainEqual({ s: 'officer-li', n: 3 });
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

  it('follows from the opening of a clock only the act that ended it first', () => {
    const again = andThen(file, {
      ...(file[8] as Recorded),
      data: { ...file[8]?.data, closes: ['fine.pay'] },
    });
    expect(actIn(traceCase(again), 11).follows).toEqual([4]);
  });

  it('counts as evidence on file what was recorded last of each item, and none that was excluded', () => {
    const facts = file[2] as Recorded;
    const [e1] = (facts.data as { evidence: readonly object[] }).evidence;
    const recorded = (...evidence: readonly object[]) => ({ ...facts, data: { ...facts.data, evidence } });
    const told = file[3] as Recorded;
    const e2 = { ...e1, id: 'e2' };
    const onFile = (...steps: readonly Recorded[]) =>
      traceCase(
        steps.reduce<readonly Recorded[]>((held, step) => andThen(held, step), file.slice(0, 3)),
      ).acts.at(-1)?.evidence;
    expect(onFile(recorded(e2), told)).toEqual(['e1', 'e2']);
    expect(onFile(recorded({ ...e1, kind: 'interview' }), told)).toEqual(['e1']);
    expect(onFile(recorded(e2, { ...e1, status: 'excluded' }), told)).toEqual(['e2']);
  });

  it('cites the basis of the act and that of showing a person', () => {
    const cited = { norm: '个人信息保护法', article: '第三十四条', rank: 'law' };
    const shown = replaced(file, 7, (event) => ({ ...event, data: { ...event.data, identityBasis: cited } }));
    expect(actIn(traceCase(shown), 7)).toMatchObject({ basis: [cited] });
    expect(actIn(traceCase(shown), 7).said).not.toHaveProperty('identityBasis');
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
    expect(clock(all, 'fine.pay')).toMatchObject({ kind: 'cd', amount: 15, pack: 'cn-2021@2' });
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
  const pay = { key: 'fine.pay', opened: '2024-05-21', kind: 'cd', amount: 15, pack: 'cn-2021@2' };

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
