import { ArchiveCase, CloseCase } from '../../src/domain/penalty-case/closing/commands';
import {
  ConvertToGeneral,
  DecideOnSpot,
  Deliver,
  FileWithOrgan,
  InformAndHear,
  OpenOnSite,
  RecordFacts,
  ShowCredential,
} from '../../src/domain/penalty-case/simple/commands';
import { DecideRecusal, RequestRecusal } from '../../src/domain/penalty-case/recusal/commands';
import type { CaseRecord } from '../../src/domain/penalty-case/case-step';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import {
  CheckPublication,
  CorrectDisclosure,
  DecideNotToPublish,
  ProvePublication,
  PublishDecision,
  TellPrivacyBreach,
  WithdrawDisclosure,
} from '../../src/domain/penalty-case/disclosure/commands';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import {
  CorrectPersonalData,
  CorrectRecord,
  type CorrectionTarget,
} from '../../src/domain/penalty-case/corrections/correct-record';
import {
  AccrueLateFee,
  BankCollected,
  CollectOnSpot,
  HandInCollected,
  ReceivePayment,
  RecordLanding,
} from '../../src/domain/penalty-case/payment/commands';
import { PenaltyDecisionImported } from '../../src/events/imported.events';
import type { Recorded } from '../../src/kernel/event';
import { aChief, demoFacts, monday, organHandle } from './demo-facts';
import { command, recorded } from './given';
import { demonstrationTerritory } from '../../src/law/packs/demonstration';

/** Named histories of a case, made through the decider itself, with nothing random in them. */

export type History = readonly Recorded<CaseRecord>[];
type Given = readonly [PenaltyCaseCommand, Partial<CaseFacts>?];

const officers = ['officer-li', 'officer-wang'];
const encounter = { contact: 'first', officers };

export const bodies = {
  open: {
    ...{
      ...encounter,
      organ: organHandle,
      item: 'item-stall',
      actId: 'act-0520',
      place: demonstrationTerritory,
    },
    party: { name: '王小明', kind: 'citizen', ageBand: 'adult', capacity: 'full' },
    declarations: officers.map((each) => ({ officer: each, conflict: false })),
  },
  show: encounter,
  facts: {
    ...encounter,
    violation: { from: monday, continuing: false, harm: 'none', discovered: monday },
    facts: [{ id: 'f1', text: '在示范路占道经营', evidence: ['e1'] }],
    evidence: [
      {
        ...{ id: 'e1', kind: 'inspection-record', status: 'verified', collected: monday },
        ...{ description: '现场照片', fromDefence: false },
      },
    ],
    disputed: false,
  },
  inform: {
    ...encounter,
    proposal: { kinds: ['fine'], fineFen: 10_000, tier: 'normal' },
    told: { content: true, facts: true, reasons: true, basis: true, rights: true },
    ...{ reasons: '占道经营影响通行', answer: 'none', signed: 'signed' },
  },
  decide: {
    ...encounter,
    proposal: { kinds: ['fine'], fineFen: 10_000, tier: 'normal' },
    ...{ act: '在示范路占道经营', reasons: '占道经营影响通行' },
    circumstances: {
      ...{ slightCorrectedNoHarm: false, noFault: false, grounds: [], courtFine: false, others: [] },
    },
    correction: { kind: 'immediate' },
    gains: { kind: 'none', amountFen: 0, restitutionFen: 0, confiscatedFen: 0, reason: '尚无营业收入' },
    ...{ template: 'template-onspot', signedBy: officers, lateFee: true },
  },
  deliver: { mode: 'handed-over', refusalNoted: false },
  collect: {
    amountFen: 10_000,
    condition: 'up-to-100-yuan',
    requested: false,
    receipt: 'No 0001',
    onWater: false,
  },
  pay: { fineFen: 10_000, lateFeeFen: 0, channel: 'bank', reference: 'B-1' },
  publish: {
    ...{ channel: 'own-site', content: 'summary', fields: ['organ', 'kind', 'basis', 'result'] },
    review: { reviewer: 'officer-zhao', on: monday, result: 'open', reference: 'BM-1' },
    inNameOf: organHandle,
  },
  withdraw: { channel: 'own-site', reason: 'privacy' },
  checkPublished: {
    ...{ channel: 'own-site', occasion: 'patrol', fields: ['organ', 'kind', 'basis', 'result'] },
    ...{ unmasked: [], differing: [] },
  },
  provePublished: {
    ...{ channel: 'own-site', blob: 'c'.repeat(64), place: '门户网站行政处罚公示栏' },
    shownOn: '2024-05-20',
  },
  tellBreach: { channel: 'own-site', department: '示范区网信办', persons: 'told' },
  correctPublished: { channel: 'own-site', fields: ['result'], reason: '金额误植' },
  notPublish: {
    ...{ channel: 'own-site', ground: 'privacy' },
    review: { reviewer: 'officer-zhao', on: monday, result: 'closed', reference: 'BM-2' },
  },
  accrue: { through: '2024-06-10', totalFen: 1800, notice: 'notice-1' },
  request: { officer: 'officer-li', by: 'party', reasons: '与投诉人是亲属' },
  recuse: { officer: 'officer-li', granted: true, approver: 'officer-chief', reasons: '情况属实' },
  correct: { revision: 2, members: [{ path: 'violation.from', now: '2024-05-19' }], reason: '日期误录' },
  correctPerson: { revision: 0, members: [{ member: 'name', now: '王晓明' }], reason: '姓名误录' },
  archive: { catalogue: 'A-2024-1', retentionYears: 10, documents: [] },
};

/** Recorded events of commands given one after another, each accepted. */
export function play(history: History, ...given: readonly Given[]): History {
  let state = history.reduce(penaltyCase.evolve, penaltyCase.initial);
  const events = [...history];
  for (const [each, changes] of given) {
    const facts = demoFacts(changes);
    const decision = penaltyCase.decide(each, state, facts);
    if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken, undefined, 1));
    for (const event of decision.events) {
      const next = recorded(event, events.length, facts.date);
      events.push(next);
      state = penaltyCase.evolve(state, next);
    }
  }
  return events;
}

export const open = (changes: object = {}) => command(OpenOnSite, { ...bodies.open, ...changes });
export const show = (changes: object = {}) => command(ShowCredential, { ...bodies.show, ...changes });
export const record = (changes: object = {}) => command(RecordFacts, { ...bodies.facts, ...changes });
export const inform = (changes: object = {}) => command(InformAndHear, { ...bodies.inform, ...changes });
export const decide = (changes: object = {}) => command(DecideOnSpot, { ...bodies.decide, ...changes });
export const deliver = (changes: object = {}) => command(Deliver, { ...bodies.deliver, ...changes });
export const file = () => command(FileWithOrgan, {});
export const collect = (changes: object = {}) => command(CollectOnSpot, { ...bodies.collect, ...changes });
export const pay = (changes: object = {}) => command(ReceivePayment, { ...bodies.pay, ...changes });
export const publish = (changes: object = {}) => command(PublishDecision, { ...bodies.publish, ...changes });
export const close = () => command(CloseCase, {});
export const archive = () => command(ArchiveCase, bodies.archive);

export const landed = () => command(RecordLanding, {});
export const handIn = (changes: object = {}) =>
  command(HandInCollected, { amountFen: 10_000, voucher: 'V-1', ...changes });
export const bank = (changes: object = {}) =>
  command(BankCollected, { amountFen: 10_000, reference: 'B-2', ...changes });
export const accrue = (changes: object = {}) => command(AccrueLateFee, { ...bodies.accrue, ...changes });
export const notPublish = (changes: object = {}) =>
  command(DecideNotToPublish, { ...bodies.notPublish, ...changes });
export const withdraw = (changes: object = {}) =>
  command(WithdrawDisclosure, { ...bodies.withdraw, ...changes });
export const correctPublished = (changes: object = {}) =>
  command(CorrectDisclosure, { ...bodies.correctPublished, ...changes });
export const checkPublished = (changes: object = {}) =>
  command(CheckPublication, { ...bodies.checkPublished, ...changes });
export const provePublished = (changes: object = {}) =>
  command(ProvePublication, { ...bodies.provePublished, ...changes });
export const tellBreach = (changes: object = {}) =>
  command(TellPrivacyBreach, { ...bodies.tellBreach, ...changes });
export const convert = () => command(ConvertToGeneral, { ground: 'disputed' });
export const request = (changes: object = {}) => command(RequestRecusal, { ...bodies.request, ...changes });
export const recuse = (changes: object = {}) => command(DecideRecusal, { ...bodies.recuse, ...changes });
export const correct = (changes: object = {}) => command(CorrectRecord, { ...bodies.correct, ...changes });
export const correctPerson = (changes: object = {}) =>
  command(CorrectPersonalData, { ...bodies.correctPerson, ...changes });

export const anOpenedCase = (changes: object = {}): History => play([], [open(changes)]);
export const aShownCase = (changes: object = {}): History => play(anOpenedCase(changes), [show()]);
export const aRecordedCase = (changes: object = {}): History => play(aShownCase(changes), [record()]);
export const anInformedCase = (changes: object = {}): History => play(aRecordedCase(changes), [inform()]);
export const aDecidedCase = (changes: object = {}): History => play(anInformedCase(), [decide(changes)]);
export const aDeliveredCase = (): History => play(aDecidedCase(), [deliver()]);
export const aPublishedCase = (): History => play(aDeliveredCase(), [publish()]);
/** A look at the site finds a person shown unmasked. */
export const anUnmaskedCase = (): History =>
  play(aPublishedCase(), [checkPublished({ unmasked: ['result'] })]);
export const chief = aChief();
/** A request to recuse one of the officers is open, or has been granted. */
export const withRequest = (history: History): History => play(history, [request()]);
export const withRecusal = (history: History): History =>
  play(withRequest(history), [recuse(), { approver: chief }]);
export const aPaidCase = (): History => play(aDeliveredCase(), [pay()], [file()]);
export const aCollectedCase = (): History => play(aDeliveredCase(), [collect()], [file()]);
export const aClosedCase = (): History => play(aPaidCase(), [close()]);
/** A decision taken over from elsewhere: how it came about is unknown. */
export const anImportedCase = (): History => [
  recorded(
    PenaltyDecisionImported({
      ...{ documentNumber: '沪公行罚决字〔2024〕1号', organName: '某分局', decidedOn: monday },
      ...{ basis: [], kinds: ['fine'], unread: [] },
    }),
    0,
    monday,
  ),
];

/** What a correction would be asked of: one record of a history, as `gather` hands it over. */
export const targetOf = (
  history: History,
  revision: number,
  recordedBy = ['account-wang'],
): CorrectionTarget => {
  const event = history.find(({ meta }) => meta.revision === revision);
  if (event === undefined) throw new Error(`no record ${revision}`);
  const { type, data, meta } = event;
  return { id: meta.id, type, revision, data, legal: meta.legal, recordedBy };
};

export const aWarnedCase = (): History =>
  play(
    aRecordedCase(),
    [inform({ proposal: { kinds: ['warning'], fineFen: 0, tier: 'normal' } })],
    [decide({ proposal: { kinds: ['warning'], fineFen: 0, tier: 'normal' } })],
  );
