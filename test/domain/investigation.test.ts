import { describe, expect, it } from '@jest/globals';
import { caseActions, penaltyCase, streamsNeeded } from '../../src/domain/penalty-case/decider';
import { reopened } from '../../src/domain/penalty-case/investigation/state';
import { reviewedFile } from '../../src/domain/penalty-case/review/file';
import { addDays } from '../../src/kernel/time';
import { demoFacts, rulesOn } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import { aFiledCase, investigators } from '../support/stages/filing';
import * as s from '../support/stages/investigation';
import * as r from '../support/stages/remedy';

const stateOf = (history: h.History) => given(penaltyCase, history).state;
const decideClock = (history: h.History) => stateOf(history).clocks['case.decide'];
const onDay = (date: string) => s.byChief({ date, rules: s.departmentRules(date) });

describe('P4 officers', () => {
  it('are those of the case from the assignment on, and who left is not asked any more', () => {
    const assigned = s.anAssignedCase();
    expect(stateOf(assigned)).toMatchObject({
      phase: 'investigating',
      investigation: { assigned: ['officer-li', 'officer-wang'] },
    });
    const changed = h.play(assigned, [
      s.assign({ investigators: ['officer-wang', 'officer-zhao'], declarations: [] }),
      { people: new Map([...investigators, ...s.zhaoToo]) },
    ]);
    const state = stateOf(changed);
    expect(state.officers).toEqual(['officer-li', 'officer-wang', 'officer-zhao']);
    expect(streamsNeeded({}, state).acting).toEqual(['officer-wang', 'officer-zhao']);
    given(penaltyCase, changed)
      .when(s.contact({ officers: ['officer-li', 'officer-wang'] }), demoFacts())
      .refused('R-00');
  });

  it('change in a later phase without turning the case back', () => {
    const again = h.play(s.aConcludedCase(), [s.assign(), { people: investigators }]);
    expect(stateOf(again).phase).toBe('concluded');
  });

  it('do not approve what they do', () => {
    given(penaltyCase, s.anAssignedCase())
      .when(s.approvePreservation({ approver: 'officer-li' }), demoFacts(s.byChief()))
      .refused('R-07');
  });
});

describe('P5 contact', () => {
  it('records the credential, and the rights of a party', () => {
    const act = given(penaltyCase, s.anAssignedCase());
    act.when(s.contact(), demoFacts()).accepted('CredentialShown', 'RightsNotified');
    act.when(s.contact({ whom: 'other', rights: undefined }), demoFacts()).accepted('CredentialShown');
    const broken = act.when(s.contact({ rights: undefined }), demoFacts()).refused('R-10');
    expect(broken).toHaveLength(5);
  });

  it('comes before a party is questioned; a witness need not be told the rights of one', () => {
    const shown = h.play(s.anAssignedCase(), [s.contact({ whom: 'other', rights: undefined })]);
    const { when } = given(penaltyCase, shown);
    when(s.interview(), demoFacts()).refused('R-10');
    when(s.interview({ whom: 'witness', person: '李四' }), demoFacts()).accepted('InterviewRecorded');
    given(penaltyCase, s.anAssignedCase()).when(s.interview(), demoFacts()).refused('R-09', 'R-10');
  });
});

describe('A100 flags', () => {
  it('are set and unset by somebody named, with a reason, and change the file that is reviewed', () => {
    const before = s.anInvestigatedCase();
    const set = h.play(before, [s.setFlag()]);
    expect(set.at(-1)).toMatchObject({
      data: { flag: 'complex', by: 'account-li' },
      personal: { party: { reason: '涉及多名经营者' } },
    });
    expect(stateOf(set).investigation.flags).toEqual(['complex']);
    expect(reviewedFile(stateOf(set))).not.toEqual(reviewedFile(stateOf(before)));
    const unset = h.play(set, [s.unsetFlag()]);
    expect(reviewedFile(stateOf(unset))).toEqual(reviewedFile(stateOf(before)));
  });
});

describe('P6g suspension', () => {
  it('that a norm lets stop the clock moves the last day by its days', () => {
    const suspended = h.play(s.anInvestigatedCase(), [s.suspend({ stopsClock: true }), onDay('2024-06-01')]);
    expect(decideClock(suspended)).toMatchObject({
      opened: '2024-05-20',
      uncomputable: 'suspension-still-running',
    });
    expect(decideClock(suspended)).not.toHaveProperty('due');
    const resumed = h.play(suspended, [s.resume(), onDay('2024-06-11')]);
    expect(decideClock(resumed)).toMatchObject({ opened: '2024-05-20', due: '2024-08-28', amount: 90 });
    const twice = h.play(
      resumed,
      [s.suspend({ stopsClock: true }), onDay('2024-07-01')],
      [s.resume(), onDay('2024-07-06')],
    );
    expect(decideClock(twice)).toMatchObject({ due: '2024-09-02' });
  });

  it('without such a norm leaves the clock alone', () => {
    const suspended = h.play(s.anInvestigatedCase(), [s.suspend(), onDay('2024-06-01')]);
    const resumed = h.play(suspended, [s.resume(), onDay('2024-06-11')]);
    expect(decideClock(suspended)).toMatchObject({ due: '2024-08-18' });
    expect(decideClock(resumed)).toMatchObject({ due: '2024-08-18' });
    given(penaltyCase, s.anInvestigatedCase())
      .when(s.suspend({ stopsClock: true }), demoFacts(s.byChief()))
      .refused('R-03');
  });

  it('returns the case to where it was, and holds what decides but not what secures evidence', () => {
    const suspended = h.play(s.aConcludedCase(), [s.suspend(), onDay('2024-06-01')]);
    expect(stateOf(suspended).phase).toBe('suspended');
    const { when } = given(penaltyCase, suspended);
    when(s.goOn(), demoFacts(s.byChief())).refused('R-00');
    when(s.interview(), demoFacts()).refused('R-00');
    when(s.approvePreservation(), demoFacts(s.byChief())).accepted('PreservationApproved');
    when(s.registerEvidence(), demoFacts()).accepted('EvidenceRegistered');
    expect(stateOf(h.play(suspended, [s.resume(), onDay('2024-06-02')])).phase).toBe('concluded');
  });
});

describe('P6h extension', () => {
  it('makes one longer period from the filing, the first by a chief, a further one by all of them', () => {
    const first = h.play(s.anInvestigatedCase(), [s.extendTime(), onDay('2024-08-18')]);
    expect(decideClock(first)).toMatchObject({ opened: '2024-05-20', due: '2024-09-17', amount: 120 });
    given(penaltyCase, first)
      .when(s.extendTime(), demoFacts(onDay('2024-09-01')))
      .refused('R-08');
    const second = h.play(first, [s.extendTime({ minutes: 'JY-1' }), onDay('2024-09-17')]);
    expect(decideClock(second)).toMatchObject({ due: '2024-10-17' });
    given(penaltyCase, second)
      .when(s.extendTime({ minutes: 'JY-2' }), demoFacts(onDay('2024-10-01')))
      .refused('R-03');
  });

  it('comes too late once the last day is over, and stands together with days that do not count', () => {
    given(penaltyCase, s.anInvestigatedCase())
      .when(s.extendTime(), demoFacts(onDay('2024-08-19')))
      .refused('R-03');
    const both = h.play(
      s.anInvestigatedCase(),
      [s.suspend({ stopsClock: true }), onDay('2024-06-01')],
      [s.resume(), onDay('2024-06-11')],
      [s.extendTime(), onDay('2024-08-28')],
    );
    expect(decideClock(both)).toMatchObject({ due: '2024-09-27' });
  });

  it('of a case that is reopened starts from its new beginning, and nothing of before is added', () => {
    const state = stateOf(h.play(s.aConcludedCase(), [s.extendTime(), onDay('2024-08-18')]));
    const before = {
      ...state.investigation,
      excluded: [{ why: 'hearing', from: '2024-06-01', to: '2024-06-05' }],
    };
    expect(reopened(before)).toMatchObject({ extensions: 0, excluded: [], assigned: state.officers });
    expect(reopened(before)).not.toHaveProperty('concluded');
    const again = h.play(r.aReversedCase(), [r.reopen(), { approver: h.chief }]);
    const begun = decideClock(again)?.opened ?? '';
    const suspended = h.play(again, [s.suspend({ stopsClock: true }), onDay(addDays(begun, 10))]);
    const resumed = h.play(suspended, [s.resume(), onDay(addDays(begun, 20))]);
    expect(decideClock(resumed)).toMatchObject({ opened: begun, due: addDays(begun, 100) });
  });

  it('does not exist where no pack names a norm', () => {
    given(penaltyCase, s.anInvestigatedCase())
      .when(s.extendTime(), demoFacts(s.byChief({ rules: rulesOn('2024-05-20') })))
      .refused('R-03');
    const actions = caseActions(stateOf(s.anInvestigatedCase()), demoFacts());
    expect(actions.find(({ command }) => command === 'ExtendTime')).toMatchObject({
      possible: false,
      broken: [{ code: 'R-03', guard: 'G-EXTEND' }],
    });
  });
});

describe('P7 conclusion', () => {
  it('says facts, evidence and proposal; words are erasable', () => {
    const concluded = s.aConcludedCase();
    expect(stateOf(concluded)).toMatchObject({
      phase: 'concluded',
      findings: { facts: [{ id: 'f1', evidence: ['e1'] }], violation: { discovered: '2024-05-20' } },
      investigation: {
        concluded: { recommendation: 'penalty', proposal: { kinds: ['fine'], fineFen: 10_000 } },
      },
    });
    expect(JSON.stringify(concluded.at(-1)?.data)).not.toMatch(/占道/u);
  });

  it('may find that the violation was another than at the filing, found when it was found', () => {
    const violation = { from: '2024-05-01', until: '2024-05-20', continuing: true, harm: 'none' };
    const state = stateOf(s.aConcludedCase({ violation }));
    expect(state.findings?.violation).toEqual({ ...violation, discovered: '2024-05-20' });
  });

  it.each([
    ['evidence that nobody verified', ['e2']],
    ['no evidence', []],
    ['evidence that is not on file', ['e99']],
  ])('rests on no fact with %s', (_what, evidence) => {
    given(penaltyCase, s.anInvestigatedCase())
      .when(s.conclude({ facts: [{ id: 'f1', text: '占道经营', evidence }] }), demoFacts())
      .refused('R-18');
  });

  it('needs more than words where the pack says so', () => {
    const spoken = h.play(s.anInvestigatedCase(), [s.verifyEvidence({ id: 'e2' })]);
    const act = s.conclude({ facts: [{ id: 'f1', text: '占道经营', evidence: ['e2'] }] });
    const both = s.conclude({ facts: [{ id: 'f1', text: '占道经营', evidence: ['e2', 'e1'] }] });
    const { when } = given(penaltyCase, spoken);
    when(act, demoFacts()).accepted('InvestigationConcluded');
    when(act, demoFacts({ rules: s.departmentRules() })).refused('R-18');
    when(both, demoFacts({ rules: s.departmentRules() })).accepted('InvestigationConcluded');
  });

  it('proposes a penalty exactly where it recommends one', () => {
    const { when } = given(penaltyCase, s.anInvestigatedCase());
    when(s.conclude({ proposal: undefined }), demoFacts()).refused('R-00');
    when(s.conclude({ recommendation: 'no-violation' }), demoFacts()).refused('R-00');
    when(s.conclude({ recommendation: 'no-violation', proposal: undefined }), demoFacts()).accepted(
      'InvestigationConcluded',
    );
  });

  it.each([
    ['names no tier', {}, ['R-24']],
    ['names one that is not there', { benchmark: { tier: 'grave' } }, ['R-24']],
    ['follows its tier', { benchmark: { tier: 'ordinary' } }, []],
    [
      'leaves its tier without a word',
      { benchmark: { tier: 'ordinary' }, proposal: fineOf(16_000) },
      ['R-24'],
    ],
  ])('under a benchmark that %s is answered so', (_what, changes, codes) => {
    const { decision } = given(penaltyCase, s.anInvestigatedCase()).when(
      s.conclude(changes),
      demoFacts({ item: s.aBenchmarkedItem() }),
    );
    expect(decision.outcome === 'refused' ? decision.broken.map(({ code }) => code) : []).toEqual(codes);
  });

  it('stands while evidence comes in, and is given up only when the investigation goes on', () => {
    const concluded = s.aConcludedCase();
    const more = h.play(concluded, [s.registerEvidence()]);
    expect(stateOf(more).phase).toBe('concluded');
    expect(stateOf(more).investigation.concluded).toBeDefined();
    expect(reviewedFile(stateOf(more))).not.toEqual(reviewedFile(stateOf(concluded)));
    const again = h.play(more, [s.goOn(), s.byChief()]);
    expect(stateOf(again)).toMatchObject({ phase: 'investigating' });
    expect(stateOf(again).investigation.concluded).toBeUndefined();
    expect(stateOf(h.play(again, [s.conclude()])).phase).toBe('concluded');
  });
});

function fineOf(fineFen: number) {
  return { kinds: ['fine'], fineFen, tier: 'normal' };
}

describe('recusal in the general procedure', () => {
  it('asked for does not stop the investigation, granted it keeps the officer out', () => {
    const asked = h.withRequest(s.aContactedCase());
    given(penaltyCase, asked).when(s.inspect(), demoFacts()).accepted('InspectionRecorded');
    const granted = h.withRecusal(s.aContactedCase());
    given(penaltyCase, granted).when(s.inspect(), demoFacts()).refused('R-06');
    given(penaltyCase, granted)
      .when(s.assign(), demoFacts({ people: investigators }))
      .refused('R-06');
  });

  it('keeps the filed case in its phase', () => {
    expect(stateOf(aFiledCase()).phase).toBe('filed');
    expect(stateOf(h.withRequest(s.anAssignedCase())).phase).toBe('investigating');
  });
});
