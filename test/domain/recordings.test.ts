import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { organ } from '../../src/domain/registers/organ';
import * as c from '../../src/domain/registers/organ-record-commands';
import { deviceAt, lastCheck } from '../../src/domain/registers/organ-record-state';
import { PostOfficer } from '../../src/domain/registers/officer-commands';
import type { Decision } from '../../src/kernel/decision';
import { aChief, anOfficer, anOrgan, demoFacts, monday, organHandle, register } from '../support/demo-facts';
import { command, given } from '../support/given';
import * as h from '../support/histories';
import { index, withCamera, withUnchecked } from '../support/stages/recording';

/** Devices and rooms that record, what they recorded (A021, A087, A090), and what the head heard (A110, A228). */

const facts = { date: monday, by: 'account-admin', organ: organHandle };
const codes = (decision: Decision<unknown>): readonly string[] =>
  decision.outcome === 'refused' ? decision.broken.map(({ code, guard }) => `${code} ${guard}`) : [];

const room = command(c.RegisterDevice, {
  ...{ device: 'room-1', kind: 'interview-room', number: '101', custodian: 'officer-li', keepDays: 180 },
  from: '2024-01-01',
});
const check = (on: string, offSeconds: number) =>
  command(c.CheckDeviceClock, { device: 'room-1', on, offSeconds, adjusted: true, checkedBy: 'officer-li' });
const retire = command(c.RetireDevice, { device: 'room-1', ground: 'replaced', from: '2024-06-01' });

describe('the register of recording devices and rooms', () => {
  it('takes each once, and changes only what is in use', () => {
    const { state } = anOrgan(room);
    expect(codes(organ.decide(room, state, facts))).toEqual(['R-00 G-ENTRY']);
    expect(codes(organ.decide(check('2023-12-31', 0), state, facts))).toEqual(['R-00 G-DEVICE.register']);
    const moved = command(c.ChangeDeviceCustodian, {
      ...{ device: 'room-2', custodian: 'officer-wang', from: '2024-02-01' },
    });
    expect(codes(organ.decide(moved, state, facts))).toEqual(['R-00 G-DEVICE.register']);
    expect(codes(organ.decide(retire, anOrgan(room, retire).state, facts))).toEqual([
      'R-00 G-DEVICE.register',
    ]);
  });

  it('answers as of a day: in use, kept by whom, checked when', () => {
    const moved = command(c.ChangeDeviceCustodian, {
      ...{ device: 'room-1', custodian: 'officer-wang', from: '2024-02-01' },
    });
    const { state } = anOrgan(room, check('2024-03-01', 7), check('2024-02-01', -3), moved, retire);
    expect(deviceAt(state, 'room-1', '2024-05-31')).toMatchObject({
      custodians: [{ custodian: 'officer-li' }, { custodian: 'officer-wang', from: '2024-02-01' }],
    });
    expect(deviceAt(state, 'room-1', '2024-06-01')).toBeUndefined();
    const known = deviceAt(state, 'room-1', '2024-05-31');
    const at = (day: string) => (known === undefined ? undefined : lastCheck(known, day)?.offSeconds);
    expect([at('2024-01-31'), at('2024-02-28'), at('2024-03-01')]).toEqual([undefined, -3, 7]);
  });
});

describe('a recording in the index of a case', () => {
  const indexed = (act = index(), about = withCamera()) =>
    given(penaltyCase, h.aRecordedCase()).when(act, demoFacts(about)).accepted('RecordingIndexed')[0]?.data;

  it('says what made it, from when to when, which act it goes with, and how the clock stood', () => {
    expect(indexed()).toMatchObject({
      ...{ evidence: 'e1', device: 'cam-1', event: { revision: 2 }, findings: [] },
      ...{ start: '2024-05-20T09:00:00+08:00', clock: { on: '2024-05-01', offSeconds: 2 } },
    });
  });

  it('finds a clock that nobody checked, and a written record that says something else', () => {
    expect(indexed(index(), withUnchecked())).toMatchObject({
      findings: [{ code: 'W-07', about: 'e1', reasons: ['device-clock-unchecked'] }],
    });
    const remark = '笔录未载明扣押物品';
    const found = indexed(index({ agrees: false, remark }));
    expect(found).toMatchObject({ findings: [{ reasons: ['recording-disagrees'] }] });
    expect(JSON.stringify(found)).not.toContain(remark);
  });
});

describe('what the head of an organ heard', () => {
  const head = anOfficer('officer-head', [
    command(PostOfficer, { post: 'head', organ: organHandle, tier: 'chief', from: '2022-01-01' }),
  ]);
  const deputy = aChief('officer-deputy');
  const people = new Map([head, deputy].map((each) => [each.s, each]));
  const heard = (changes: object = {}) =>
    command(c.RecordReportHeard, {
      ...{ report: 'r1', leader: 'officer-head', matter: 'enforcement', summary: '一季度执法情况' },
      ...{ papers: [], orders: [{ code: 'o1', text: '清理超期案件', due: '2024-06-30' }] },
      ...{ on: '2024-04-01', ...changes },
    });
  const known = { ...facts, people };
  const done = (changes: object = {}) =>
    command(c.RecordOrderDone, { report: 'r1', order: 'o1', result: '已清理', on: '2024-05-01', ...changes });
  const kept = register(organ, organHandle, [heard()], { people, organ: organHandle }, anOrgan()).state;

  it('is heard by the head, and by nobody below him', () => {
    expect(codes(organ.decide(heard(), anOrgan().state, known))).toEqual([]);
    expect(codes(organ.decide(heard({ leader: 'officer-deputy' }), anOrgan().state, known))).toEqual([
      'R-08 G-TIER.head',
    ]);
    expect(codes(organ.decide(heard({ on: '2021-12-31' }), anOrgan().state, known))).toEqual([
      'R-08 G-TIER.head',
    ]);
    expect(codes(organ.decide(heard(), kept, known))).toEqual(['R-00 G-ENTRY']);
    const twice = [heard().orders, heard().orders].flat();
    expect(codes(organ.decide(heard({ orders: twice }), anOrgan().state, known))).toEqual(['R-00 G-ENTRY']);
  });

  it('leaves orders open until they are done, each once', () => {
    expect(kept.reports).toMatchObject([{ report: 'r1', orders: [{ code: 'o1', due: '2024-06-30' }] }]);
    const after = register(
      organ,
      organHandle,
      [done()],
      { people, organ: organHandle },
      {
        ...{ s: organHandle, n: 1, state: kept },
      },
    ).state;
    expect(after.reports).toMatchObject([{ orders: [{ code: 'o1', done: '2024-05-01' }] }]);
    for (const [act, state] of [
      [done(), after],
      [done({ order: 'o2' }), kept],
      [done({ on: '2024-03-31' }), kept],
    ] as const)
      expect(codes(organ.decide(act, state, known))).toEqual(['R-00 G-ENTRY']);
  });
});
