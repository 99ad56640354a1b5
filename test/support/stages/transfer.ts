import * as c from '../../../src/domain/penalty-case/transfer/commands';
import type { CaseState } from '../../../src/domain/penalty-case/state';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import { PostOfficer } from '../../../src/domain/registers/officer-commands';
import { anOfficer, organHandle } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';
import { aClueCase } from './filing';

/** Transfers of a case, step by step, and one act for each of their rules that breaks it. */

const t = { transfer: 't1' };

export const aHead = (stream = 'officer-head') =>
  anOfficer(stream, [
    command(PostOfficer, { post: 'head', organ: organHandle, tier: 'chief', from: '2022-01-01' }),
  ]);

const entries = [anOfficer('officer-li'), anOfficer('officer-wang'), aHead(), h.chief];
export const people: Partial<CaseFacts> = { people: new Map(entries.map((each) => [each.s, each])) };
const headDecides: Partial<CaseFacts> = { approver: aHead() };

const five = [
  { kind: 'transfer-letter', blob: 'a'.repeat(64) },
  { kind: 'investigation-report', blob: 'b'.repeat(64) },
  { kind: 'item-list', none: '无涉案物品' },
  { kind: 'expert-report', none: '无需检验' },
  { kind: 'other', none: '无' },
];

const make =
  <C extends object>(type: new () => C, body: object) =>
  (changes: object = {}): C =>
    command(type, { ...t, ...body, ...changes });

export const suspect = make(c.SuspectCrime, { kind: 'ordinary', grounds: '数额较大' });
export const group = make(c.FormTransferGroup, { members: ['officer-li', 'officer-wang'] });
export const clear = make(c.ClearSuspicion, { by: ['officer-li', 'officer-wang'], reasons: '数额不足' });
export const report = make(c.ReportTransfer, { to: 'officer-head' });
export const decideTransfer = make(c.DecideTransfer, {
  ...{ approved: true, approver: 'officer-head', reasons: '符合移送条件' },
});
export const send = make(c.SendToPolice, {
  ...{
    to: 'police',
    addressee: '示范区公安分局',
    documents: five,
    copies: ['procuratorate', 'justice', 'superior'],
  },
});
export const answer = make(c.RecordPoliceAnswer, { answer: 'receipt' });
export const askReview = make(c.AskPoliceReview, {});
export const askProcuratorate = make(c.AskProcuratorate, {});
export const procuratorate = make(c.RecordProcuratorateAnswer, { filed: false });
export const acceptRefusal = make(c.AcceptPoliceRefusal, {});
export const handOver = make(c.HandOverItems, { items: ['i1'], partyTold: true });
export const outcome = make(c.RecordCriminalOutcome, { outcome: 'not-prosecuted' });
export const release = make(c.ReleaseHold, {
  ...{ approver: 'officer-head', reasons: '逾期未答复', copies: ['procuratorate'] },
});
/** The day after the last on which an answer to what was asked on the first day of the stories is in time. */
export const unanswered: Partial<CaseFacts> = { date: '2024-06-12' };
export const outOfCompetence = make(c.FindOutOfCompetence, { competent: '邻区综合执法局' });
export const sendToOrgan = make(c.SendToOrgan, { addressee: '邻区综合执法局', documents: five });
export const receiver = make(c.RecordReceiverAnswer, { answer: 'filed' });
export const resolve = make(c.ResolveTransferDispute, { competent: 'sender', by: '示范区人民政府' });

export const aSuspectedCase = (kind = 'ordinary') => h.play(h.anInformedCase(), [suspect({ kind })]);
export const aGroupedCase = (kind = 'ordinary') => h.play(aSuspectedCase(kind), [group(), people]);
export const aReportedCase = (kind = 'ordinary') => h.play(aGroupedCase(kind), [report(), people]);
export const anApprovedTransfer = (kind = 'ordinary') =>
  h.play(aReportedCase(kind), [decideTransfer(), headDecides]);
export const aSentCase = () => h.play(anApprovedTransfer(), [send()]);
export const aReceivedCase = () => h.play(aSentCase(), [answer()]);
export const aRefusedTransfer = () => h.play(aReceivedCase(), [answer({ answer: 'refused' })]);
export const aPoliceCase = () => h.play(aReceivedCase(), [answer({ answer: 'filed' })]);
export const aForeignCase = () => h.play(h.anInformedCase(), [outOfCompetence()]);
export const aCaseSentAway = () => h.play(aForeignCase(), [sendToOrgan()]);
const aSilentReceiver = () => h.play(aCaseSentAway(), [receiver({ answer: 'silent-superior' }), unanswered]);

export const lawfulTransfer: Readonly<Record<string, () => Example>> = {
  SuspectCrime: () => ({ history: h.anInformedCase(), given: suspect() }),
  FormTransferGroup: () => ({ history: aSuspectedCase(), given: group(), facts: people }),
  ClearSuspicion: () => ({ history: aGroupedCase(), given: clear() }),
  ReportTransfer: () => ({ history: aGroupedCase(), given: report(), facts: people }),
  DecideTransfer: () => ({ history: aReportedCase(), given: decideTransfer(), facts: headDecides }),
  SendToPolice: () => ({ history: anApprovedTransfer(), given: send() }),
  RecordPoliceAnswer: () => ({ history: aSentCase(), given: answer() }),
  AskPoliceReview: () => ({ history: aRefusedTransfer(), given: askReview() }),
  AskProcuratorate: () => ({ history: aRefusedTransfer(), given: askProcuratorate() }),
  RecordProcuratorateAnswer: () => ({
    history: h.play(aRefusedTransfer(), [askProcuratorate()]),
    given: procuratorate(),
  }),
  AcceptPoliceRefusal: () => ({ history: aRefusedTransfer(), given: acceptRefusal() }),
  HandOverItems: () => ({ history: aPoliceCase(), given: handOver() }),
  RecordCriminalOutcome: () => ({ history: aPoliceCase(), given: outcome() }),
  ReleaseHold: () => ({
    history: aReceivedCase(),
    given: release(),
    facts: { ...headDecides, ...unanswered },
  }),
  FindOutOfCompetence: () => ({ history: h.anInformedCase(), given: outOfCompetence() }),
  SendToOrgan: () => ({ history: aForeignCase(), given: sendToOrgan() }),
  RecordReceiverAnswer: () => ({ history: aCaseSentAway(), given: receiver() }),
  ResolveTransferDispute: () => ({ history: aSilentReceiver(), given: resolve() }),
};

/** Released after the police had filed the case: what is to be offset still waits. */
export const offset = (state: CaseState): CaseState => ({
  ...state,
  transfer: {
    ...state.transfer,
    holds: { 'act-0520': { kind: 'criminal', since: '2024-05-20', only: 'offset' } },
  },
});

const elsewhere = { transfer: 't9' };

export const brokenTransfer: Readonly<Record<string, () => Partial<Example>>> = {
  'SuspectCrime R-00 G-STEP.new': () => ({ history: aSuspectedCase() }),
  'SuspectCrime R-00 G-STEP.act': () => ({ history: aClueCase() }),
  'FormTransferGroup R-00 G-STEP.group': () => ({ given: group(elsewhere) }),
  'FormTransferGroup R-05 G-TWO.group': () => ({
    given: group({ members: ['officer-li', 'officer-nobody'] }),
  }),
  'ClearSuspicion R-00 G-STEP.cleared': () => ({ given: clear(elsewhere) }),
  'ClearSuspicion R-05 G-TWO.names': () => ({ given: clear({ by: ['officer-li'] }) }),
  'ReportTransfer R-00 G-STEP.report': () => ({ given: report(elsewhere) }),
  'ReportTransfer R-08 G-TIER.to': () => ({ given: report({ to: h.chief.s }) }),
  'DecideTransfer R-00 G-STEP.decide': () => ({ given: decideTransfer(elsewhere) }),
  'DecideTransfer R-08 G-TIER.chief': () => ({
    given: decideTransfer({ approver: h.chief.s }),
    facts: { approver: h.chief },
  }),
  'SendToPolice R-00 G-STEP.send': () => ({ given: send(elsewhere) }),
  'SendToPolice R-02 G-ADDRESSEE': () => ({ given: send({ to: 'procuratorate' }) }),
  'SendToPolice R-11 G-DOC.transfer': () => ({
    given: send({ documents: [{ kind: 'transfer-letter', none: '无' }, ...five.slice(1)] }),
  }),
  'SendToPolice R-11 G-DOC.copies': () => ({ given: send({ copies: ['justice'] }) }),
  'RecordPoliceAnswer R-00 G-STEP.answer': () => ({ given: answer({ answer: 'refused-again' }) }),
  'RecordPoliceAnswer R-11 G-DOC.forwarded': () => ({
    history: aReceivedCase(),
    given: answer({ answer: 'forwarded' }),
  }),
  'AskPoliceReview R-00 G-STEP.review': () => ({ history: aPoliceCase() }),
  'AskPoliceReview R-00 G-STEP.ask-time': () => ({ facts: { date: '2024-05-24' } }),
  'AskProcuratorate R-00 G-STEP.procuratorate': () => ({ history: aPoliceCase() }),
  'AskProcuratorate R-00 G-STEP.ask-time': () => ({ facts: { date: '2024-05-24' } }),
  'AskProcuratorate R-00 G-STEP.silence': () => ({ history: aReceivedCase() }),
  'RecordProcuratorateAnswer R-00 G-STEP.procuratorate-answer': () => ({ history: aRefusedTransfer() }),
  'AcceptPoliceRefusal R-00 G-STEP.accept': () => ({ history: aPoliceCase() }),
  'HandOverItems R-00 G-STEP.handover': () => ({ history: aRefusedTransfer() }),
  'HandOverItems R-10 G-RIGHTS.handover': () => ({ given: handOver({ partyTold: false }) }),
  'RecordCriminalOutcome R-00 G-STEP.outcome': () => ({ history: aRefusedTransfer() }),
  'RecordCriminalOutcome R-11 G-DOC.outcome': () => ({ given: outcome({ outcome: 'convicted' }) }),
  'ReleaseHold R-00 G-STEP.release': () => ({ given: release(elsewhere) }),
  'ReleaseHold R-08 G-TIER.chief': () => ({
    given: release({ approver: h.chief.s }),
    facts: { approver: h.chief, ...unanswered },
  }),
  'ReleaseHold R-12 G-HOLD.release': () => ({ facts: { ...headDecides, date: '2024-06-11' } }),
  'ReleaseHold R-11 G-DOC.release': () => ({ given: release({ copies: ['police'] }) }),
  'FindOutOfCompetence R-00 G-STEP.new': () => ({ history: aForeignCase() }),
  'FindOutOfCompetence R-00 G-STEP.act': () => ({ history: aClueCase() }),
  'SendToOrgan R-00 G-STEP.send-organ': () => ({ given: sendToOrgan(elsewhere) }),
  'SendToOrgan R-11 G-DOC.transfer': () => ({ given: sendToOrgan({ documents: [] }) }),
  'RecordReceiverAnswer R-00 G-STEP.receiver': () => ({ history: aForeignCase() }),
  'RecordReceiverAnswer R-00 G-STEP.silence': () => ({ given: receiver({ answer: 'silent-superior' }) }),
  'ResolveTransferDispute R-00 G-STEP.dispute': () => ({ history: aCaseSentAway() }),
};
