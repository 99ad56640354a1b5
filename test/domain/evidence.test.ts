import { describe, expect, it } from '@jest/globals';
import { watchOf } from '../../src/domain/penalty-case/table';
import { stillKept } from '../../src/domain/penalty-case/investigation/state';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import { addDays } from '../../src/kernel/time';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import * as s from '../support/stages/investigation';

const stateOf = (history: h.History) => given(penaltyCase, history).state;
const evidenceOf = (history: h.History, id: string) =>
  stateOf(history).findings?.evidence.find((item) => item.id === id);
const onDay = (date: string) => s.byChief({ date, rules: s.departmentRules(date) });

interface Data {
  readonly findings?: readonly { code: string; about: string; reasons: readonly string[] }[];
  readonly opens?: readonly { key: string; due?: string }[];
  readonly closes?: readonly string[];
}

function dataOf(history: h.History, act: PenaltyCaseCommand, facts = {}): Data {
  const { decision } = given(penaltyCase, history).when(act, demoFacts(facts));
  if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.events.at(-1)?.data as Data;
}

const reasonsOf = (history: h.History, act: PenaltyCaseCommand, facts = {}): readonly string[] =>
  (dataOf(history, act, facts).findings ?? []).flatMap(({ code, reasons }) =>
    reasons.map((reason) => `${code} ${reason}`),
  );

describe('P6a an interview', () => {
  const page = { page: 1, person: 'signed', officers: true };
  it.each([
    ['signed on every page', {}, []],
    ['refused with a note', { pages: [{ ...page, person: 'refused-and-noted' }] }, []],
    ['with a page that is not signed', { pages: [{ ...page, person: 'missing' }] }, ['W-07 page-unsigned']],
    [
      'with a page that officers did not sign',
      { pages: [{ ...page, officers: false }] },
      ['W-07 page-unsigned'],
    ],
    ['with a page that is not there', { pages: [page, { ...page, page: 3 }] }, ['W-07 page-missing']],
    [
      'with a correction that is not signed',
      { corrections: [{ page: 1, signed: false }] },
      ['W-07 correction-unsigned'],
    ],
  ])('%s is recorded with what it lacks', (_what, changes, reasons) => {
    expect(reasonsOf(s.aContactedCase(), s.interview(changes))).toEqual(reasons);
  });

  it('is evidence that nobody has verified; what a reviewer sees of it includes what it lacks', () => {
    const history = h.play(s.aContactedCase(), [s.interview({ corrections: [{ page: 1, signed: false }] })]);
    expect(evidenceOf(history, 'e2')).toMatchObject({ kind: 'party-statement', status: 'unverified' });
    expect(stateOf(history).investigation.defects).toEqual({ e2: ['correction-unsigned'] });
  });

  it('keeps the name of a witness under a key of his own', () => {
    const witness = s.interview({ whom: 'witness', person: '李四' });
    const history = h.play(s.aContactedCase(), [witness]);
    expect(history.at(-1)?.personal).toEqual({
      witness: expect.objectContaining({ person: '李四', description: '询问笔录' }),
    });
    expect(evidenceOf(history, 'e2')?.kind).toBe('witness-testimony');
  });
});

describe('P6b an inspection', () => {
  it.each(['law', 'administrative-regulation', 'local-regulation'])('rests on a %s', (rank) => {
    const power = { norm: '某规范', article: '第八条', rank };
    given(penaltyCase, s.aContactedCase())
      .when(s.inspect({ power }), demoFacts())
      .accepted('InspectionRecorded');
  });

  it('without the party is witnessed', () => {
    const reasons = (changes: object) => reasonsOf(s.aContactedCase(), s.inspect(changes));
    expect(reasons({ signed: 'absent' })).toEqual(['W-07 unsigned-without-witness']);
    expect(reasons({ signed: 'refused', witness: '赵六' })).toEqual([]);
  });

  it('that the list names and nobody recorded is found at once', () => {
    const reasons = (changes: object, facts = {}) => reasonsOf(s.aContactedCase(), s.inspect(changes), facts);
    const recorded = { audioVisual: { device: '执法记录仪 3 号', blob: 'cd'.repeat(32) } };
    expect(reasons({ touches: ['life-health'] })).toEqual(['W-30 recording-missing']);
    expect(reasons({ touches: ['life-health'], ...recorded })).toEqual([]);
    expect(reasons({ touches: ['noise'] })).toEqual([]);
    const flagged = h.play(s.aContactedCase(), [s.setFlag({ flag: 'liberty' })]);
    expect(reasonsOf(flagged, s.inspect())).toEqual(['W-30 recording-missing']);
  });
});

describe('P6c samples', () => {
  it('become evidence, thing by thing', () => {
    const history = h.play(s.aContactedCase(), [s.sample()]);
    expect(evidenceOf(history, 'e7')).toMatchObject({ kind: 'physical', status: 'unverified' });
    expect(JSON.stringify(history.at(-1)?.data)).not.toMatch(/折叠桌/u);
  });
});

describe('P6c preservation', () => {
  const approved = () => h.play(s.aContactedCase(), [s.approvePreservation(), s.byChief()]);
  const key = 'preserve.evidence/p1';

  it('needs a chief before it, and keeps to what he approved', () => {
    given(penaltyCase, s.aContactedCase()).when(s.preserve(), demoFacts()).refused('R-08');
    const other = { id: 'e6', description: '冰柜一台', quantity: '1台' };
    given(penaltyCase, approved())
      .when(s.preserve({ things: [other] }), demoFacts())
      .refused('R-08');
  });

  it('runs seven working days from the day on which it is carried out (W-12)', () => {
    expect(dataOf(approved(), s.preserve(), { date: '2024-09-12' }).opens).toEqual([
      expect.objectContaining({ key, opened: '2024-09-12', due: '2024-09-24' }),
    ]);
    expect(watchOf(key)).toMatchObject({ alert: 'W-12', row: 'V19' });
  });

  it('has an inventory with its signatures, and a copy of it', () => {
    expect(reasonsOf(approved(), s.preserve({ signed: 'refused', copyGiven: false }))).toEqual([
      'W-07 unsigned-without-witness',
      'W-07 copy-not-given',
    ]);
  });

  it('ends its clock with the last thing that is decided on', () => {
    const both = h.play(approved(), [s.preserve({ things: bothThings })]);
    const first = h.play(both, [s.dispose(), s.byChief()]);
    expect(stateOf(first).clocks).toHaveProperty([key]);
    const second = h.play(first, [s.dispose({ ways: [{ thing: 'e8', way: 'seized' }] }), s.byChief()]);
    expect(stateOf(second).clocks).not.toHaveProperty([key]);
    given(penaltyCase, second).when(s.dispose(), demoFacts(s.byChief())).refused('R-00');
  });

  it('gives back what was decided to be returned, once', () => {
    const disposed = s.aDisposedPreservation();
    expect(stillKept(stateOf(disposed).investigation.preserved['p1']!)).toBe(true);
    const released = h.play(disposed, [s.release()]);
    expect(stillKept(stateOf(released).investigation.preserved['p1']!)).toBe(false);
    given(penaltyCase, released).when(s.release(), demoFacts()).refused('R-00');
    const seized = h.play(s.aPreservation(), [
      s.dispose({ ways: [{ thing: 'e7', way: 'seized' }] }),
      s.byChief(),
    ]);
    given(penaltyCase, seized).when(s.release(), demoFacts()).refused('R-00');
    expect(stillKept(stateOf(seized).investigation.preserved['p1']!)).toBe(false);
  });

  it('keeps the case from being closed until it is over', () => {
    const paid = [...h.aPaidCase(), ...s.aPreservation().slice(-2)];
    given(penaltyCase, paid).when(h.close(), demoFacts()).refused('R-12');
    const disposed = [...paid, ...s.aDisposedPreservation().slice(-1)];
    given(penaltyCase, disposed).when(h.close(), demoFacts()).refused('R-12');
    const seized = h.play(s.aPreservation(), [
      s.dispose({ ways: [{ thing: 'e7', way: 'confiscation-proposed' }] }),
      s.byChief(),
    ]);
    given(penaltyCase, [...paid, ...seized.slice(-1)])
      .when(h.close(), demoFacts())
      .accepted('CaseClosed');
  });

  it('ends by itself only where a norm says so, and not before its last day is over', () => {
    const history = s.aPreservation();
    const act = s.release({ ground: 'expired' });
    const { when } = given(penaltyCase, history);
    when(act, demoFacts({ date: '2024-06-01' })).refused('R-03');
    when(act, demoFacts({ date: '2024-05-29', rules: s.departmentRules() })).refused('R-03');
    when(act, demoFacts({ date: '2024-05-30', rules: s.departmentRules() })).accepted('PreservationReleased');
    expect(dataOf(history, act, { date: '2024-05-30', rules: s.departmentRules() }).closes).toEqual([key]);
  });
});

const bothThings = [
  { id: 'e7', description: '折叠桌一张', quantity: '1张' },
  { id: 'e8', description: '灯具一套', quantity: '1套' },
];

describe('P6d a test', () => {
  it('is due when the body was told, or else after the longest time of the pack (W-06)', () => {
    const due = (changes: object) => dataOf(s.anInvestigatedCase(), s.orderTest(changes)).opens;
    expect(due({})).toEqual([expect.objectContaining({ key: 'test.max/t1', due: '2024-07-19' })]);
    expect(due({ dueBy: '2024-06-03' })).toEqual([
      expect.objectContaining({ key: 'test.max/t1', due: '2024-06-03', amount: 14 }),
    ]);
    expect(watchOf('test.max/t1')).toMatchObject({ alert: 'W-06', row: 'V03' });
  });

  it('is left out of the time to decide only by a norm, from its order to its result', () => {
    given(penaltyCase, s.anInvestigatedCase())
      .when(s.orderTest({ excluded: true }), demoFacts())
      .refused('R-03');
    const ordered = h.play(s.anInvestigatedCase(), [s.orderTest({ excluded: true }), onDay('2024-06-01')]);
    expect(stateOf(ordered).clocks['case.decide']).toMatchObject({
      uncomputable: 'suspension-still-running',
    });
    const there = h.play(ordered, [s.testResult(), onDay('2024-06-21')]);
    expect(stateOf(there).clocks['case.decide']?.due).toBe(addDays('2024-08-18', 20));
    expect(stateOf(there).clocks).not.toHaveProperty(['test.max/t1']);
  });

  it('overlapping with another, or with a suspension, is left out once', () => {
    const history = h.play(
      s.anInvestigatedCase(),
      [s.orderTest({ excluded: true }), onDay('2024-06-01')],
      [s.suspend({ stopsClock: true }), onDay('2024-06-06')],
      [s.resume(), onDay('2024-06-11')],
      [s.testResult(), onDay('2024-06-16')],
    );
    expect(stateOf(history).clocks['case.decide']?.due).toBe(addDays('2024-08-18', 15));
  });

  it('brings an expert opinion, which the party is told of once', () => {
    const there = h.play(s.aTestUnderWay(), [s.testResult()]);
    expect(evidenceOf(there, 'e9')).toMatchObject({ kind: 'expert-opinion', status: 'unverified' });
    given(penaltyCase, there).when(s.testResult(), demoFacts()).refused('R-00');
    const told = h.play(there, [s.tellResult()]);
    given(penaltyCase, told).when(s.tellResult(), demoFacts()).refused('R-00');
  });
});

const lackingPaper = [
  'not-compared-with-original',
  'origin-not-noted',
  'page-unsigned',
  'correction-unmarked',
];

describe('P6e evidence', () => {
  const paper = { compared: true, originNoted: true, everyPageSigned: true, correctionsMarked: true };
  const medium = { originalMedium: true, makingNoted: true, hasSound: true, transcript: true };
  const copy = { originalHardToObtain: true, comparedNote: true, issueNoted: true, providerSigned: true };
  it.each([
    ['A178 a document', { paper: { ...paper, compared: false } }, ['not-compared-with-original']],
    ['A178 a document', { paper: { ...paper, originNoted: false } }, ['origin-not-noted']],
    ['A178 a document', { paper: { ...paper, everyPageSigned: false } }, ['page-unsigned']],
    ['A178 a document', { paper: { ...paper, correctionsMarked: false } }, ['correction-unmarked']],
    ['A179 a thing', { kind: 'physical', held: 'substitute' }, ['substitute-uncorroborated']],
    ['A179 a thing', { kind: 'physical', held: 'substitute', corroboratedBy: 'e1' }, []],
    ['A179 a thing', { kind: 'physical', held: 'original' }, []],
    [
      'A180 a recording',
      { kind: 'audio-visual', medium: { ...medium, transcript: false } },
      ['transcript-missing'],
    ],
    [
      'A180 a recording without sound',
      { kind: 'audio-visual', medium: { ...medium, hasSound: false, transcript: false } },
      [],
    ],
    [
      'A180 data',
      { kind: 'electronic-data', medium: { ...medium, originalMedium: false, makingNoted: false } },
      ['original-medium-not-kept', 'making-not-noted'],
    ],
    ['A181 a copy', { held: 'copy', copy }, []],
    ['A181 a copy', { held: 'copy', copy: { ...copy, comparedNote: false } }, ['comparison-note-missing']],
    ['A181 a copy', { held: 'copy', copy: { ...copy, issueNoted: false } }, ['issue-not-noted']],
    ['A181 a copy', { held: 'copy', copy: { ...copy, providerSigned: false } }, ['provider-unsigned']],
    [
      'A181 a copy',
      { held: 'copy', copy: { ...copy, originalHardToObtain: false } },
      ['original-was-obtainable'],
    ],
    ['of which nothing is said', { paper: undefined }, lackingPaper],
  ])('%s is recorded with what it lacks: %j', (_what, changes, reasons) => {
    expect(reasonsOf(s.anInvestigatedCase(), s.registerEvidence(changes))).toEqual(
      reasons.map((reason) => `W-07 ${reason}`),
    );
  });

  it('is verified or excluded; what was excluded cannot be verified again', () => {
    const excluded = h.play(s.anInvestigatedCase(), [s.excludeEvidence()]);
    expect(evidenceOf(excluded, 'e1')?.status).toBe('excluded');
    given(penaltyCase, excluded).when(s.verifyEvidence(), demoFacts()).refused('R-00');
    given(penaltyCase, excluded).when(s.conclude(), demoFacts()).refused('R-18');
  });
});

describe('P6f a monitoring record', () => {
  const cites = [{ id: 'f1', text: '占道经营', evidence: ['e4', 'e1'] }];

  it('carries no fact before it is reviewed, not even beside others', () => {
    const { when } = given(penaltyCase, s.aMonitoringRecord());
    when(s.verifyEvidence({ id: 'e4' }), demoFacts()).refused('R-18');
    when(s.conclude({ facts: cites }), demoFacts()).refused('R-18');
    const reviewed = h.play(s.aMonitoringRecord(), [s.reviewDevice()], [s.verifyEvidence({ id: 'e4' })]);
    given(penaltyCase, reviewed)
      .when(s.conclude({ facts: cites }), demoFacts())
      .accepted('InvestigationConcluded');
  });

  it.each([
    ['a rule of lower rank', { power: { norm: '某条例', article: '第一条', rank: 'local-regulation' } }],
    ['no legal review', { legalReview: undefined }],
    ['a technical review after the record', { technicalReview: '2024-05-21' }],
    ['a location that was not public', { published: undefined }],
    ['content that is not fit', { contentFit: false }],
    ['a party that was not told', { partyTold: undefined }],
  ])('with %s is excluded, never admitted', (_what, changes) => {
    const { when } = given(penaltyCase, s.aMonitoringRecord());
    when(s.reviewDevice(changes), demoFacts()).refused('R-18');
    when(s.reviewDevice({ ...changes, outcome: 'excluded' }), demoFacts()).accepted('DeviceRecordReviewed');
    const history = h.play(s.aMonitoringRecord(), [s.reviewDevice({ ...changes, outcome: 'excluded' })]);
    expect(evidenceOf(history, 'e4')?.status).toBe('excluded');
  });
});
