import { describe, expect, it } from '@jest/globals';
import { caseReservations, penaltyCase, streamsNeeded } from '../../src/domain/penalty-case/decider';
import { organOf } from '../../src/domain/penalty-case/state';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { demonstrationPack, demonstrationTerritory } from '../../src/law/packs/demonstration';
import { releasedPacks } from '../../src/law/packs/released-packs';
import { aChief, demoFacts, organHandle, rulesOn } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import * as s from '../support/stages/filing';

const stateOf = (history: h.History) => given(penaltyCase, history).state;
const chief = { approver: aChief() };

/** The one event that a command is answered with, and the clocks in it by their due dates. */
function after(history: h.History, act: Parameters<typeof penaltyCase.decide>[0], facts = {}) {
  const { decision } = given(penaltyCase, history).when(act, demoFacts(facts));
  if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
  const [event] = decision.events;
  const { opens = [], closes = [] } = event?.data as {
    opens?: { key: string; due?: string }[];
    closes?: string[];
  };
  return { event, due: Object.fromEntries(opens.map(({ key, due }) => [key, due])), closes };
}

/** The packs of the demonstration with a local one after them. */
const withLocal = (key: 'filing.time.start', from: string) =>
  rulesOn('2024-05-20', [
    ...releasedPacks,
    {
      ...{ id: 'local', version: '1', zh: '本地', en: 'local' },
      scope: { level: 'territory', prefix: demonstrationTerritory },
      parameters: [
        { key, value: { type: 'choices', cases: { from } }, basis: [], confidence: 'D', from: '2021-07-15' },
      ],
    },
  ]);

describe('P1 a clue', () => {
  it('belongs to its organ before anything is opened, and names nobody as the party', () => {
    const state = stateOf(s.aClueCase());
    expect(state).toMatchObject({
      phase: 'clue',
      procedure: 'general',
      filing: { clue: { source: 'patrol' } },
    });
    expect(state.opening).toBeUndefined();
    expect(organOf(state)).toBe(organHandle);
    expect(streamsNeeded(s.verifyClue(), state)).toMatchObject({
      organ: organHandle,
      acting: ['officer-li', 'officer-wang'],
    });
  });

  it('keeps what describes people apart from what stands in the record for good', () => {
    const { event } = after([], s.clue());
    expect(event?.personal).toEqual({
      party: { facts: '巡查发现示范路有人占道经营', suspected: '王小明' },
    });
    expect(JSON.stringify(event?.data)).not.toMatch(/王小明|占道/u);
    expect(event?.data).toMatchObject({ receivedBy: 'account-li', source: 'patrol' });
  });

  it.each([
    ['its sealed reference is missing', { reference: undefined }, 'reference'],
    ['the paper itself comes with it', { attachments: [attachment('complaint-paper')] }, 'attachments'],
    ['a voice comes with it', { attachments: [attachment('voice-recording')] }, 'attachments'],
    ['a mobile number stands in the facts', { facts: '反映人电话13812345678' }, 'facts'],
    ['a resident number stands in the facts', { facts: '身份证11010119900307123X反映' }, 'facts'],
    ['an address of mail stands in the facts', { facts: '来信 a.b@example.cn' }, 'facts'],
  ])('from a complaint is refused where %s', (_what, changes, field) => {
    const broken = given(penaltyCase, []).when(s.complaint(changes), demoFacts()).refused('R-31');
    expect(broken.map((each) => each.field)).toEqual([field]);
  });

  it('from a patrol may carry what a complaint may not, and a photo may come with a complaint', () => {
    given(penaltyCase, [])
      .when(s.clue({ facts: '摊主电话13812345678' }), demoFacts())
      .accepted('ClueRegistered');
    given(penaltyCase, [])
      .when(s.complaint({ attachments: [attachment('photo')] }), demoFacts())
      .accepted('ClueRegistered');
  });

  it('is verified in fifteen working days, once extended in thirty', () => {
    expect(after([], s.clue()).due).toEqual({ 'clue.verify': '2024-06-11' });
    const { due } = after(s.aClueCase(), s.extendVerification(), { ...chief, date: '2024-06-11' });
    expect(due).toEqual({ 'clue.verify': '2024-07-02' });
    const extended = h.play(s.aClueCase(), [s.extendVerification(), chief]);
    given(penaltyCase, extended).when(s.extendVerification(), demoFacts(chief)).refused('R-03');
  });
});

function attachment(kind: string) {
  return { kind, blob: 'ab'.repeat(32) };
}

describe('P2 verification', () => {
  it('ends its time and begins that of filing only where the clue proved true', () => {
    const on = { date: '2024-05-21' };
    expect(after(s.aClueCase(), s.verifyClue(), on)).toMatchObject({
      due: { 'filing.time': '2024-05-30' },
      closes: ['clue.verify'],
    });
    expect(after(s.aClueCase(), s.verifyClue({ passed: false }), on)).toMatchObject({
      due: {},
      closes: ['clue.verify'],
    });
  });

  it('is replaced by the time of filing where a pack lets that run from the clue', () => {
    const rules = withLocal('filing.time.start', 'clue');
    expect(after([], s.clue(), { rules }).due).toEqual({ 'filing.time': '2024-05-29' });
    const clue = h.play([], [s.clue(), { rules }]);
    const { due, closes } = after(clue, s.verifyClue(), { rules, date: '2024-05-22' });
    expect({ due, closes }).toEqual({ due: {}, closes: [] });
    expect(stateOf(h.play(clue, [s.verifyClue(), { rules }])).clocks).toHaveProperty(['filing.time']);
  });

  it('needs one officer at the desk and two on the spot', () => {
    const alone = { officers: ['officer-li'], onSite: false };
    given(penaltyCase, s.aClueCase()).when(s.verifyClue(alone), demoFacts()).accepted('ClueVerified');
    given(penaltyCase, s.aClueCase())
      .when(s.verifyClue({ ...alone, onSite: true }), demoFacts())
      .refused('R-05');
  });
});

describe('P3 filing', () => {
  it('names the party, takes a number, and opens ninety calendar days to decide', () => {
    const { event, due, closes } = after(s.aVerifiedCase(), s.fileCase(), s.filingFacts());
    expect(due).toEqual({ 'case.decide': '2024-08-18' });
    expect(closes).toEqual(['filing.time']);
    expect(event?.data).toMatchObject({
      organ: organHandle,
      party: { token: 'party-7f3a', kind: 'citizen', minor: false },
      document: { type: 'case-filing', number: '示城管立〔2024〕1号', seq: 1 },
      basis: [{ norm: '示范省市容条例' }],
    });
    expect(event?.personal).toEqual({ party: { name: '王小明' } });
    expect(stateOf(s.aFiledCase())).toMatchObject({
      phase: 'filed',
      opening: { item: 'item-stall', actId: 'act-0520', date: '2024-05-20' },
      filing: { filed: { number: '示城管立〔2024〕1号', investigators: ['officer-li', 'officer-wang'] } },
      findings: { facts: [], evidence: [] },
    });
  });

  it('reserves the number on the series of the organ and the year', () => {
    const state = stateOf(s.aVerifiedCase());
    expect(caseReservations(s.fileCase(), state, demoFacts(s.filingFacts()))).toEqual([
      { kind: 'number', organ: organHandle, docType: 'case-filing', prefix: '示城管立', year: 2024 },
    ]);
    expect(streamsNeeded(s.fileCase(), state)).toMatchObject({
      people: ['officer-li', 'officer-wang'],
      template: 'template-filing',
      item: 'item-stall',
      approver: 'officer-chief',
    });
  });

  it('tells the limitation from the clue, or from whoever found it before', () => {
    const longAgo = { violation: { from: '2022-05-20', continuing: false, harm: 'none' } };
    const late = { ...s.filingFacts(), date: '2024-05-27' };
    const verified = s.aVerifiedCase();
    given(penaltyCase, verified).when(s.fileCase(longAgo), demoFacts(late)).accepted('CaseFiled');
    const older = { violation: { ...longAgo.violation, from: '2022-05-10' } };
    given(penaltyCase, verified).when(s.fileCase(older), demoFacts(late)).refused('R-13');
    const handedOver = h.play(
      [],
      [s.clue({ source: 'transfer', firstFound: '2024-05-06' })],
      [s.verifyClue()],
    );
    given(penaltyCase, handedOver).when(s.fileCase(older), demoFacts(late)).accepted('CaseFiled');
  });

  it('goes on with an encounter on the spot, its party, place and evidence', () => {
    const converted = s.aConvertedCase();
    given(penaltyCase, converted).when(s.fileCase(), demoFacts(s.filingFacts())).refused('R-11');
    const filed = h.play(converted, [s.fileConverted(), s.filingFacts({ date: '2024-05-22' })]);
    const state = stateOf(filed);
    expect(state).toMatchObject({
      phase: 'filed',
      procedure: 'general',
      opening: { party: { token: 'party-7f3a' }, date: '2024-05-20' },
      findings: { evidence: [{ id: 'e1' }], facts: [{ id: 'f1' }], violation: { discovered: '2024-05-20' } },
    });
    expect(filed.at(-1)?.personal).toEqual({ party: {} });
    expect(state.clocks['case.decide']).toMatchObject({ opened: '2024-05-22' });
  });

  it('cannot be had for a clue that came to nothing, nor approved by whoever verified it', () => {
    given(penaltyCase, s.aVerifiedCase({ passed: false }))
      .when(s.fileCase({ approver: 'officer-wang' }), demoFacts(s.filingFacts()))
      .refused('R-07', 'R-00');
  });

  it('needs two of those who are to investigate to be qualified', () => {
    const unknown = s.filingFacts({ people: s.people() });
    given(penaltyCase, s.aVerifiedCase()).when(s.fileCase(), demoFacts(unknown)).refused('R-04', 'R-05');
  });
});

describe('P3b no filing', () => {
  it('lets the reporter be told in time, where a pack sets one and there is a reporter', () => {
    const complaint = h.play([], [s.complaint()], [s.verifyClue({ passed: false })]);
    expect(after(complaint, s.doNotFile(), chief).due).toEqual({ 'notfiled.tell': '2024-05-27' });
    expect(after(s.aVerifiedCase({ passed: false }), s.doNotFile(), chief).due).toEqual({});
    const bare = rulesOn('2024-05-20', [cn2021]);
    expect(after(complaint, s.doNotFile(), { ...chief, rules: bare }).due).toEqual({});
    expect(demonstrationPack.parameters.some(({ key }) => key === 'notfiled.tell')).toBe(true);
  });

  it('ends the time to file and the case goes no further', () => {
    expect(after(s.aVerifiedCase(), s.doNotFile(), chief).closes).toEqual(['filing.time']);
    const refused = h.play(s.aVerifiedCase(), [s.doNotFile(), chief]);
    given(penaltyCase, refused).when(s.fileCase(), demoFacts(s.filingFacts())).refused('R-00');
  });

  it('tells a reporter once, with an attempt on record unless nobody is known', () => {
    const history = s.aRefusedComplaint();
    expect(after(history, s.tellReporter()).closes).toEqual(['notfiled.tell']);
    const tell = (changes: object) => given(penaltyCase, history).when(s.tellReporter(changes), demoFacts());
    tell({ outcome: 'no-contact', attempts: 0 }).refused('R-30');
    tell({ outcome: 'no-contact', attempts: 2 }).accepted('ReporterTold');
    tell({ outcome: 'anonymous', attempts: 0 }).accepted('ReporterTold');
    const told = h.play(history, [s.tellReporter()]);
    given(penaltyCase, told).when(s.tellReporter(), demoFacts()).refused('R-30');
    const patrol = h.play(s.aVerifiedCase({ passed: false }), [s.doNotFile(), chief]);
    given(penaltyCase, patrol).when(s.tellReporter(), demoFacts()).refused('R-30');
  });
});
