import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { organInForce } from '../../src/domain/penalty-case/guards/identity';
import { caseStep } from '../../src/domain/penalty-case/case-step';
import { ShowCredential } from '../../src/domain/penalty-case/simple/commands';
import { CredentialShown } from '../../src/events/case.events';
import { plain } from '../../src/kernel/plain-data';
import { actions, procedure, ruleName, violations, type SetAside } from '../../src/domain/procedure';
import {
  guards,
  guardsStreamOf,
  organOfGuards,
  setAsideAt,
  type GuardsState,
} from '../../src/domain/registers/guards';
import { ConfirmGuardDisabling, RequestGuardDisabling } from '../../src/domain/registers/guards-commands';
import type { OfficerState } from '../../src/domain/registers/officer-state';
import type { Entry } from '../../src/domain/registers/register';
import { lawAmong, penaltyLaw, statute } from '../../src/domain/statute';
import type { Decision } from '../../src/kernel/decision';
import type { CivilDate } from '../../src/kernel/time';
import { aChief, anOfficer, demoFacts, monday, organHandle, register } from '../support/demo-facts';
import { command, given } from '../support/given';
import * as h from '../support/histories';

const codes = (decision: Decision<unknown>): readonly string[] =>
  decision.outcome === 'refused' ? decision.broken.map(({ code, guard }) => `${code} ${guard}`) : [];

const rule = 'R-04 G-DUTY';
const ask = (changes: object = {}) =>
  command(RequestGuardDisabling, {
    ...{ request: 'q1', organ: organHandle, rule, from: '2024-05-21', until: '2024-05-25' },
    ...{ ground: 'wrong-pack', reason: '职责表导入有误', ...changes },
  });
const agree = command(ConfirmGuardDisabling, { request: 'q1' });
const first = aChief('officer-first');
const second = aChief('officer-second');
const by = (sender: Entry<OfficerState>, date: CivilDate = monday, basis: readonly string[] = []) => ({
  ...{ date, by: sender.s, organ: organHandle, sender, basis },
});
const stream = guardsStreamOf(organHandle);
const requested = (changes: object = {}): Entry<GuardsState> =>
  register(guards, stream, [ask(changes)], by(first));
const confirmed = (changes: object = {}, on: CivilDate = monday): Entry<GuardsState> =>
  register(guards, stream, [agree], by(second, on), requested(changes));

describe('setting a rule aside', () => {
  const asked = (given: RequestGuardDisabling, facts: object = {}) =>
    codes(guards.decide(given, guards.initial, { ...by(first), ...facts }));

  it('is asked for by a chief of the organ, for days to come', () => {
    expect(asked(ask())).toEqual([]);
    expect(asked(ask(), { sender: anOfficer('officer-li') })).toEqual(['R-08 G-TIER']);
    expect(asked(ask({ organ: 'organ-other' }), { organ: 'organ-other' })).toEqual(['R-08 G-TIER']);
    expect(asked(ask({ organ: 'organ-other' }))).toEqual(['R-00 G-ENTRY']);
    expect(asked(ask({ from: '2024-05-19' }))).toEqual(['R-00 G-DATES']);
    expect(asked(ask({ until: '2024-05-20' }))).toEqual(['R-00 G-DATES']);
    expect(codes(guards.decide(ask(), requested().state, by(first)))).toEqual(['R-00 G-ENTRY']);
  });

  it('is refused with the article where one of the articles is of a 法律', () => {
    const basis = [statute('three-systems', 1), penaltyLaw(42)];
    const decision = guards.decide(ask(), guards.initial, by(first, monday, basis));
    expect(codes(decision)).toEqual(['R-03 G-DISABLE']);
    expect(JSON.stringify(decision)).toContain('中华人民共和国行政处罚法 第四十二条');
    expect(asked(ask(), { basis: [statute('three-systems', 1)] })).toEqual([]);
    expect(asked(ask(), { basis: ['某个不认识的规定 第一条'] })).toEqual(['R-03 G-DISABLE']);
    expect(asked(ask(), { basis: undefined })).toEqual(['R-03 G-DISABLE']);
    expect(asked(ask({ rule: 'R-00 G-STEP.new' }))).toEqual(['R-03 G-DISABLE']);
  });

  it('needs the agreement of another chief, once, while its days are not over', () => {
    const { state } = requested();
    expect(codes(guards.decide(agree, state, by(second)))).toEqual([]);
    expect(codes(guards.decide(agree, state, by(first)))).toEqual(['R-07 G-SEP']);
    expect(codes(guards.decide(agree, state, by(anOfficer('officer-li'))))).toEqual(['R-08 G-TIER']);
    expect(codes(guards.decide(agree, state, by(second, '2024-05-26')))).toEqual(['R-00 G-ENTRY']);
    expect(codes(guards.decide(agree, confirmed().state, by(second)))).toEqual(['R-00 G-ENTRY']);
  });

  it('holds between its days, ends by itself, and never begins before the second approval', () => {
    const days = ['2024-05-20', '2024-05-21', '2024-05-25', '2024-05-26'];
    const on = (entry: Entry<GuardsState>) => days.map((date) => setAsideAt(entry, date, undefined).length);
    expect(on(requested())).toEqual([0, 0, 0, 0]);
    expect(on(confirmed())).toEqual([0, 1, 1, 0]);
    expect(on(confirmed({}, '2024-05-25'))).toEqual([0, 0, 1, 0]);
    expect(setAsideAt(confirmed(), '2024-05-22', undefined)).toEqual([{ rule, s: stream, n: 1 }]);
  });

  it('concerns the items that it names', () => {
    const entry = confirmed({ items: ['item-stall'] });
    expect(setAsideAt(entry, '2024-05-22', 'item-stall')).toHaveLength(1);
    expect(setAsideAt(entry, '2024-05-22', 'item-other')).toEqual([]);
    expect(setAsideAt(entry, '2024-05-22', undefined)).toEqual([]);
  });

  it('names both approvers on the record', () => {
    const decision = guards.decide(agree, requested().state, by(second));
    expect(decision).toMatchObject({
      events: [{ data: { approvers: ['officer-first', 'officer-second'], rule } }],
    });
    expect(organOfGuards(stream)).toBe(organHandle);
  });
});

describe('a rule that is set aside', () => {
  const paper = { ...organInForce, name: 'G-PAPER', basis: [statute('three-systems', 1)] };
  const step = (rules: readonly (typeof organInForce)[]) =>
    caseStep<ShowCredential>({
      ...{ no: 'X', command: ShowCredential, zh: '试', en: 'try', basis: [], who: ['officer'] },
      ...{ from: ['opened'], rules, emits: ['CredentialShown'] },
      record: (c, _state, _facts, reliance) => [CredentialShown({ ...plain(c), reliance })],
    });
  const { state } = given(penaltyCase, h.anOpenedCase());
  const { organ: _organ, ...facts } = demoFacts();
  const aside = (name: string): readonly SetAside[] => [{ rule: name, s: stream, n: 1 }];
  const found = (rules: readonly (typeof organInForce)[], setAside: readonly SetAside[]) =>
    violations(step(rules), h.show(), state, { ...facts, setAside }).map(
      ({ code, guard }) => `${code} ${guard}`,
    );

  it('is not reported, and neither stands in the way nor is left open', () => {
    expect(found([paper], [])).toEqual(['R-01 G-PAPER']);
    expect(found([paper], aside('R-01 G-PAPER'))).toEqual([]);
    const [action] = actions([step([paper])], state, { ...facts, setAside: aside('R-01 G-PAPER') });
    expect(action).toMatchObject({ possible: true, broken: [] });
    expect(found([paper], aside('R-01 G-OTHER'))).toEqual(['R-01 G-PAPER']);
  });

  it('stays where it rests on a 法律, whatever a register says', () => {
    expect(lawAmong(organInForce.basis)).toBeDefined();
    expect(found([organInForce], aside(ruleName(organInForce)))).toEqual(['R-01 G-ORG']);
    const order = { ...paper, code: 'R-00' };
    expect(found([order], aside('R-00 G-PAPER'))).toEqual(['R-00 G-PAPER']);
  });

  it('is missing among the rules that the act rested on, and the register entry says why', () => {
    const table = [step([paper, organInForce])];
    const decider = procedure({ ...penaltyCase, steps: table, table: () => table });
    const decision = decider.decide(h.show(), state, { ...demoFacts(), setAside: aside('R-01 G-PAPER') });
    const { reliance } = (decision.outcome === 'accepted' ? decision.events[0]?.data : {}) as {
      reliance: { rules: string[]; entries: object[] };
    };
    expect(reliance.rules).toEqual(['R-01 G-ORG']);
    expect(reliance.entries.at(-1)).toEqual({ s: stream, n: 1 });
  });
});
