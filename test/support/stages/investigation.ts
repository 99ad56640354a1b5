import {
  AssignOfficers,
  ConcludeInvestigation,
  ContinueInvestigation,
  ExtendTime,
  RecordContact,
  ResumeCase,
  SetCaseFlag,
  SuspendCase,
  UnsetCaseFlag,
} from '../../../src/domain/penalty-case/investigation/commands';
import {
  ApprovePreservation,
  DisposePreserved,
  ExcludeEvidence,
  Inspect,
  Interview,
  OrderTest,
  PreserveEvidence,
  ReceiveTestResult,
  RegisterEvidence,
  ReleasePreserved,
  ReviewDeviceRecord,
  TakeSample,
  TellTestResult,
  VerifyEvidence,
} from '../../../src/domain/penalty-case/investigation/evidence-commands';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import { cite } from '../../../src/law/article';
import { releasedPacks } from '../../../src/law/packs/released-packs';
import { demonstrationTerritory } from '../../../src/law/packs/demonstration';
import { flag, interval } from '../../../src/law/packs/values';
import { period } from '../../../src/law/period';
import type { RuleBook } from '../../../src/law/rule-book';
import type { Parameter, RulePack } from '../../../src/law/rule-pack';
import { PublishBenchmark } from '../../../src/domain/registers/benchmark-commands';
import { item, PublishItem, type ItemState } from '../../../src/domain/registers/item';
import type { Entry } from '../../../src/domain/registers/register';
import { aChief, anOfficer, itemBody, monday, register, rulesOn, anOrganAllocating } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import { play, withRecusal, type History } from '../histories';
import type { Example } from '../violating-examples';
import { aFiledCase, investigators, people } from './filing';

/** P4 to P7: bodies, commands, histories, and what breaks each rule. */

const officers = ['officer-li', 'officer-wang'];
const encounter = { contact: 'visit', officers };
const norm = (rank: string) => ({ norm: '示范省市容条例', article: '第八条', rank });
const blob = 'ab'.repeat(32);
const chief = 'officer-chief';
const stall = { id: 'e7', description: '折叠桌一张', quantity: '1张' };
const lamp = { id: 'e8', description: '灯具一套', quantity: '1套' };

export const investigationBodies = {
  assign: {
    investigators: officers,
    declarations: officers.map((officer) => ({ officer, conflict: false })),
  },
  contact: {
    ...{ ...encounter, whom: 'party' },
    rights: { told: ['matter', 'basis', 'duties', 'recusal', 'remedies'], signed: 'signed' },
  },
  flag: { flag: 'complex', reason: '涉及多名经营者' },
  suspend: { approver: chief, kind: 'party-suspensions', stopsClock: false, reason: '当事人下落不明' },
  resume: { approver: chief, reason: '当事人已找到' },
  extend: { approver: chief, reason: '案情复杂' },
  conclude: {
    ...{ officers, recommendation: 'penalty' },
    facts: [{ id: 'f1', text: '在示范路占道经营', evidence: ['e1'] }],
    proposal: { kinds: ['fine'], fineFen: 10_000, tier: 'normal' },
    reasons: '占道经营影响通行',
  },
  goOn: { approver: chief, ground: 'review', reason: '审核认为证据不足' },
  interview: {
    ...{ ...encounter, whom: 'party', fromDefence: false },
    record: { id: 'e2', description: '询问笔录', sha256: blob, blob },
    pages: [{ page: 1, person: 'signed', officers: true }],
    corrections: [],
  },
  inspect: {
    ...{ ...encounter, power: norm('local-regulation'), place: demonstrationTerritory, touches: [] },
    ...{ signed: 'signed', record: { id: 'e1', description: '现场检查笔录' } },
  },
  sample: { ...encounter, method: 'random', things: [stall], signed: 'signed' },
  approve: { id: 'p1', approver: chief, ground: 'may-be-lost', things: [stall, lamp], reason: '可能转移' },
  preserve: {
    ...{ ...encounter, id: 'p1', keeper: 'organ', placeText: '本局仓库', things: [stall] },
    ...{ signed: 'signed', copyGiven: true },
  },
  dispose: { id: 'p1', approver: chief, ways: [{ thing: 'e7', way: 'returned' }], reason: '已拍照取证' },
  release: { id: 'p1', officers, ground: 'decided', things: ['e7'], receipt: 'SJ-1' },
  order: {
    ...{ id: 't1', officers, evidence: ['e1'], body: '示范检测中心', qualification: 'CMA-1' },
    ...{ question: '是否合格', excluded: false },
  },
  result: { id: 't1', officers, record: { id: 'e9', description: '检测报告' }, conclusion: '不合格' },
  tellResult: { id: 't1', officers, signed: 'signed' },
  register: {
    ...{ officers, id: 'e3', kind: 'documentary', collected: monday, description: '进货单' },
    ...{ source: '当事人提供', fromDefence: false, monitoring: false, held: 'original' },
    paper: { compared: true, originNoted: true, everyPageSigned: true, correctionsMarked: true },
  },
  verify: { officers, id: 'e1', method: 'site-checked', party: 'confirmed', remark: '与现场相符' },
  exclude: { officers, id: 'e1', ground: 'untrue', reason: '与事实不符' },
  device: {
    ...{ officers, id: 'e4', device: '探头 K-12', power: norm('law'), legalReview: '2023-01-05' },
    ...{ technicalReview: '2023-01-05', published: '2023-02-01', contentFit: true, partyTold: monday },
    ...{ outcome: 'admitted', remark: '画面清晰完整' },
  },
};

const b = investigationBodies;
type Changes = object;

export const assign = (changes: Changes = {}) => command(AssignOfficers, { ...b.assign, ...changes });
export const contact = (changes: Changes = {}) => command(RecordContact, { ...b.contact, ...changes });
export const setFlag = (changes: Changes = {}) => command(SetCaseFlag, { ...b.flag, ...changes });
export const unsetFlag = (changes: Changes = {}) => command(UnsetCaseFlag, { ...b.flag, ...changes });
export const suspend = (changes: Changes = {}) => command(SuspendCase, { ...b.suspend, ...changes });
export const resume = (changes: Changes = {}) => command(ResumeCase, { ...b.resume, ...changes });
export const extendTime = (changes: Changes = {}) => command(ExtendTime, { ...b.extend, ...changes });
export const conclude = (changes: Changes = {}) =>
  command(ConcludeInvestigation, { ...b.conclude, ...changes });
export const goOn = (changes: Changes = {}) => command(ContinueInvestigation, { ...b.goOn, ...changes });
export const interview = (changes: Changes = {}) => command(Interview, { ...b.interview, ...changes });
export const inspect = (changes: Changes = {}) => command(Inspect, { ...b.inspect, ...changes });
export const sample = (changes: Changes = {}) => command(TakeSample, { ...b.sample, ...changes });
export const approvePreservation = (changes: Changes = {}) =>
  command(ApprovePreservation, { ...b.approve, ...changes });
export const preserve = (changes: Changes = {}) => command(PreserveEvidence, { ...b.preserve, ...changes });
export const dispose = (changes: Changes = {}) => command(DisposePreserved, { ...b.dispose, ...changes });
export const release = (changes: Changes = {}) => command(ReleasePreserved, { ...b.release, ...changes });
export const orderTest = (changes: Changes = {}) => command(OrderTest, { ...b.order, ...changes });
export const testResult = (changes: Changes = {}) => command(ReceiveTestResult, { ...b.result, ...changes });
export const tellResult = (changes: Changes = {}) => command(TellTestResult, { ...b.tellResult, ...changes });
export const registerEvidence = (changes: Changes = {}) =>
  command(RegisterEvidence, { ...b.register, ...changes });
export const verifyEvidence = (changes: Changes = {}) => command(VerifyEvidence, { ...b.verify, ...changes });
export const excludeEvidence = (changes: Changes = {}) =>
  command(ExcludeEvidence, { ...b.exclude, ...changes });
export const reviewDevice = (changes: Changes = {}) =>
  command(ReviewDeviceRecord, { ...b.device, ...changes });

/** What is approved is approved by a chief of the organ. */
export const byChief = (changes: Partial<CaseFacts> = {}): Partial<CaseFacts> => ({
  approver: aChief(),
  ...changes,
});

export const anAssignedCase = (): History => play(aFiledCase(), [assign(), { people: investigators }]);
/** Officers have met the party, shown the credential and told the rights; contact `visit`. */
export const aContactedCase = (): History => play(anAssignedCase(), [contact()]);
/** Inspected, with the record (`e1`) verified, and the party questioned (`e2`). */
export const anInvestigatedCase = (): History =>
  play(aContactedCase(), [inspect()], [interview()], [verifyEvidence()]);
/** A fine of 100 yuan is proposed on fact `f1`, carried by `e1`. */
export const aConcludedCase = (changes: Changes = {}): History =>
  play(anInvestigatedCase(), [conclude(changes)]);
export const aSuspendedCase = (): History =>
  play(anInvestigatedCase(), [suspend(), byChief({ rules: departmentRules() })]);
export const aPreservation = (changes: Changes = {}): History =>
  play(aContactedCase(), [approvePreservation(), byChief()], [preserve(changes)]);
export const aDisposedPreservation = (): History => play(aPreservation(), [dispose(), byChief()]);
export const aTestUnderWay = (): History => play(anInvestigatedCase(), [orderTest()]);
/** A record of a monitoring device (`e4`) that nobody has reviewed. */
export const aMonitoringRecord = (): History =>
  play(anInvestigatedCase(), [
    registerEvidence({
      ...{ id: 'e4', kind: 'electronic-data', monitoring: true },
      medium: { originalMedium: true, makingNoted: true, hasSound: false, transcript: false },
    }),
  ]);

const suspensions = { type: 'choices', cases: { 'party-suspensions': '当事人下落不明' } } as const;
const recordedInspection = {
  act: 'inspection',
  flags: ['life-health'],
  zh: '涉及生命健康',
  en: 'touching life or health',
} as const;

const local = (parameters: readonly Pick<Parameter, 'key' | 'value'>[]): RulePack => ({
  ...{ id: 'department', version: '1', zh: '部门规章', en: 'department rule' },
  scope: { level: 'territory', prefix: demonstrationTerritory },
  parameters: parameters.map((each) => ({
    ...each,
    ...{ basis: [cite('samr-publication')], confidence: 'M', from: '2021-07-15' },
  })),
});

/** The packs of the demonstration with one that rests on a 规章 and may move the time to decide. */
export const departmentRules = (on = monday): RuleBook =>
  rulesOn(on, [
    ...releasedPacks,
    local([
      { key: 'case.extend', value: { type: 'extension', periods: [period(30, 'cd'), period(30, 'cd')] } },
      { key: 'interval.case.suspended', value: interval },
      { key: 'interval.case.testing', value: interval },
      { key: 'suspend.kinds', value: suspensions },
      { key: 'av.list', value: { type: 'acts', any: [recordedInspection] } },
      { key: 'preserve.release', value: flag(true) },
      { key: 'evidence.interview.plus', value: flag(true) },
    ]),
  ]);

export const lawfulInvestigation: Readonly<Record<string, () => Example>> = {
  AssignOfficers: () => ({ history: aFiledCase(), given: assign(), facts: { people: investigators } }),
  RecordContact: () => ({ history: anAssignedCase(), given: contact() }),
  SetCaseFlag: () => ({ history: anAssignedCase(), given: setFlag() }),
  UnsetCaseFlag: () => ({ history: play(anAssignedCase(), [setFlag()]), given: unsetFlag() }),
  SuspendCase: () => ({
    history: anInvestigatedCase(),
    given: suspend(),
    facts: byChief({ rules: departmentRules() }),
  }),
  ResumeCase: () => ({ history: aSuspendedCase(), given: resume(), facts: byChief() }),
  ExtendTime: () => ({
    history: anInvestigatedCase(),
    given: extendTime(),
    facts: byChief({ rules: departmentRules() }),
  }),
  ConcludeInvestigation: () => ({ history: anInvestigatedCase(), given: conclude() }),
  ContinueInvestigation: () => ({ history: aConcludedCase(), given: goOn(), facts: byChief() }),
  Interview: () => ({ history: aContactedCase(), given: interview() }),
  Inspect: () => ({ history: aContactedCase(), given: inspect() }),
  TakeSample: () => ({ history: aContactedCase(), given: sample() }),
  ApprovePreservation: () => ({
    history: aContactedCase(),
    given: approvePreservation(),
    facts: byChief(),
  }),
  PreserveEvidence: () => ({
    history: play(aContactedCase(), [approvePreservation(), byChief()]),
    given: preserve(),
  }),
  DisposePreserved: () => ({ history: aPreservation(), given: dispose(), facts: byChief() }),
  ReleasePreserved: () => ({ history: aDisposedPreservation(), given: release() }),
  OrderTest: () => ({ history: anInvestigatedCase(), given: orderTest() }),
  ReceiveTestResult: () => ({ history: aTestUnderWay(), given: testResult() }),
  TellTestResult: () => ({ history: play(aTestUnderWay(), [testResult()]), given: tellResult() }),
  RegisterEvidence: () => ({ history: anInvestigatedCase(), given: registerEvidence() }),
  VerifyEvidence: () => ({ history: play(aContactedCase(), [inspect()]), given: verifyEvidence() }),
  ExcludeEvidence: () => ({ history: anInvestigatedCase(), given: excludeEvidence() }),
  ReviewDeviceRecord: () => ({ history: aMonitoringRecord(), given: reviewDevice() }),
};

/** The item with a benchmark: from 80 to 150 yuan in the ordinary case. */
export const aBenchmarkedItem = (): Entry<ItemState> =>
  register(item, 'item-stall', [
    command(PublishItem, itemBody),
    command(PublishBenchmark, {
      document: { title: '示范区市容裁量基准' },
      act: 'penalty',
      tiers: [
        {
          ...{ code: 'ordinary', name: '一般', grade: 'normal', kinds: ['fine'], standard: '占道一次' },
          factors: [{ code: 'once', text: '初次占道' }],
          ranges: [{ kind: 'citizen', minFen: 8000, maxFen: 15_000 }],
        },
      ],
      ...{ published: '2021-09-01', from: '2021-09-01' },
    }),
  ]);

const zhao = anOfficer('officer-zhao');
/** A third officer, for those who are named. */
export const zhaoToo = people(zhao);
const li = anOfficer('officer-li');

/** What breaks, in the same way, the rules that most commands of a contact share. */
const shared: Readonly<Record<string, (lawful: Example) => Partial<Example>>> = {
  'R-00 G-ASSIGN': () => ({ facts: { acting: [li, zhao] } }),
  'R-06 G-RECUSE': ({ history }) => ({ history: withRecusal(history) }),
  'R-09 G-SHOW': ({ given }) => ({ given: Object.assign(given, { contact: 'other' }) }),
  'R-07 G-SEP.approver': ({ given }) => ({ given: Object.assign(given, { approver: 'officer-li' }) }),
  'R-08 G-TIER.chief': () => ({ facts: { approver: zhao } }),
};

const own: Readonly<Record<string, () => Partial<Example>>> = {
  'CloseCase R-12 G-HOLD.things': () => ({ history: [...h.aPaidCase(), ...aPreservation().slice(-2)] }),
  'AssignOfficers R-04 G-CERT.named': () => ({
    given: assign({ investigators: [...officers, 'officer-helper'] }),
    facts: { people: people(li, anOfficer('officer-wang'), anOfficer('officer-helper', [], 'auxiliary')) },
  }),
  'AssignOfficers R-04 G-DUTY.named': () => ({
    given: assign(),
    facts: { organ: anOrganAllocating('officer-else'), people: investigators },
  }),
  'AssignOfficers R-05 G-TWO.named': () => ({ given: assign({ investigators: ['officer-li'] }) }),
  'AssignOfficers R-06 G-RECUSE.assigned': () => ({
    given: assign({ declarations: [{ officer: 'officer-li', conflict: true }] }),
  }),
  'AssignOfficers R-07 G-SEP.assigned': () => ({
    given: assign({ investigators: [...officers, chief] }),
    facts: { people: people(li, anOfficer('officer-wang'), aChief()) },
  }),
  'RecordContact R-10 G-RIGHTS.told': () => ({
    given: contact({ rights: { told: ['matter', 'basis', 'duties', 'remedies'], signed: 'signed' } }),
  }),
  'SetCaseFlag R-00 G-FLAG.set': () => ({ history: play(anAssignedCase(), [setFlag()]) }),
  'UnsetCaseFlag R-00 G-FLAG.unset': () => ({ given: unsetFlag({ flag: 'major' }) }),
  'SuspendCase R-03 G-SUSPEND': () => ({ given: suspend({ kind: 'busy' }) }),
  'SuspendCase R-03 G-INTERVAL': () => ({
    given: suspend({ stopsClock: true }),
    facts: {
      rules: rulesOn(monday, [...releasedPacks, local([{ key: 'suspend.kinds', value: suspensions }])]),
    },
  }),
  'ExtendTime R-03 G-EXTEND': () => ({ facts: { rules: rulesOn(monday) } }),
  'ExtendTime R-03 G-EXTEND.in-time': () => ({
    facts: { date: '2024-08-19', rules: departmentRules('2024-08-19') },
  }),
  'ExtendTime R-08 G-TIER.collective': () => ({
    history: play(anInvestigatedCase(), [extendTime(), byChief({ rules: departmentRules() })]),
  }),
  'ConcludeInvestigation R-18 G-EVID.concluded': () => ({
    given: conclude({ facts: [{ id: 'f1', text: '占道经营', evidence: ['e2'] }] }),
  }),
  'ConcludeInvestigation R-00 G-CONCLUDE': () => ({ given: conclude({ recommendation: 'no-penalty' }) }),
  'ConcludeInvestigation R-24 G-BENCHMARK': () => ({ facts: { item: aBenchmarkedItem() } }),
  'ConcludeInvestigation R-08 G-BENCHMARK.approved': () => ({
    given: conclude({
      benchmark: { tier: 'ordinary', deviation: { reason: '多次违法', approver: 'officer-zhao' } },
    }),
    facts: { item: aBenchmarkedItem(), people: people(zhao) },
  }),
  'Interview R-10 G-RIGHTS': () => ({
    history: play(anAssignedCase(), [contact({ whom: 'other', rights: undefined })]),
  }),
  'Interview R-00 G-EVID.id': () => ({ history: play(aContactedCase(), [interview()]) }),
  'Inspect R-03 G-BASIS.inspection': () => ({ given: inspect({ power: norm('rule') }) }),
  'Inspect R-00 G-EVID.id': () => ({ history: play(aContactedCase(), [inspect()]) }),
  'TakeSample R-00 G-EVID.id': () => ({ given: sample({ things: [stall, stall] }) }),
  'ApprovePreservation R-00 G-PRESERVE.new': () => ({
    history: play(aContactedCase(), [approvePreservation(), byChief()]),
  }),
  'ApprovePreservation R-00 G-EVID.id': () => ({ history: play(aContactedCase(), [sample()]) }),
  'PreserveEvidence R-08 G-TIER.preserve': () => ({ history: aContactedCase() }),
  'PreserveEvidence R-00 G-PRESERVE.once': () => ({
    history: aPreservation(),
    given: preserve({ things: [lamp] }),
  }),
  'PreserveEvidence R-00 G-EVID.id': () => ({
    history: play(aContactedCase(), [approvePreservation(), byChief()], [sample()]),
  }),
  'DisposePreserved R-00 G-PRESERVE.kept': () => ({
    given: dispose({ ways: [{ thing: 'e8', way: 'returned' }] }),
  }),
  'ReleasePreserved R-00 G-PRESERVE.release': () => ({ history: aPreservation() }),
  'ReleasePreserved R-03 G-PRESERVE.expired': () => ({
    history: aPreservation(),
    given: release({ ground: 'expired' }),
    facts: { date: '2024-06-30' },
  }),
  'OrderTest R-00 G-TEST.new': () => ({ given: orderTest({ evidence: ['e99'] }) }),
  'OrderTest R-03 G-INTERVAL': () => ({ given: orderTest({ excluded: true }) }),
  'ReceiveTestResult R-00 G-TEST.open': () => ({ given: testResult({ id: 't2' }) }),
  'ReceiveTestResult R-00 G-EVID.id': () => ({
    given: testResult({ record: { id: 'e1', description: '检测报告' } }),
  }),
  'TellTestResult R-00 G-TEST.told': () => ({ history: aTestUnderWay() }),
  'RegisterEvidence R-31 G-SECRET': () => ({
    given: registerEvidence({ closed: ['state-secret'], blob: 'a'.repeat(64) }),
  }),
  'RegisterEvidence R-00 G-EVID.id': () => ({ given: registerEvidence({ id: 'e1' }) }),
  'VerifyEvidence R-00 G-EVID.known': () => ({ given: verifyEvidence({ id: 'e99' }) }),
  'VerifyEvidence R-18 G-DEVICE.reviewed': () => ({
    history: aMonitoringRecord(),
    given: verifyEvidence({ id: 'e4' }),
  }),
  'ExcludeEvidence R-00 G-EVID.known': () => ({ given: excludeEvidence({ id: 'e99' }) }),
  'ReviewDeviceRecord R-00 G-DEVICE.record': () => ({ given: reviewDevice({ id: 'e1' }) }),
  'ReviewDeviceRecord R-18 G-DEVICE': () => ({ given: reviewDevice({ technicalReview: undefined }) }),
};

export const specialInvestigation: Readonly<Record<string, () => Partial<Example>>> = {
  ...Object.fromEntries(
    Object.entries(lawfulInvestigation).flatMap(([name, lawful]) =>
      Object.entries(shared).map(([rule, change]) => [`${name} ${rule}`, () => change(lawful())]),
    ),
  ),
  ...own,
};
