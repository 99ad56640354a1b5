import * as c from '../../../src/domain/penalty-case/disclosure/commands';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import { RuleBook } from '../../../src/law/rule-book';
import { demonstrationTerritory } from '../../../src/law/packs/demonstration';
import { currentPacks } from '../../../src/law/packs/released-packs';
import { anOfficer } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';
import { reverse } from './remedy';

/** What happens around a publication, and one act for each of its rules that breaks it. */

const make =
  <C extends object>(type: new () => C, body: object) =>
  (changes: object = {}): C =>
    command(type, { ...body, ...changes });

const own = { channel: 'own-site' };
export const collect = make(c.CollectDisclosure, {
  ...{ ...own, collectedBy: 'officer-li', transmittedBy: 'officer-zhao' },
});
export const refer = make(c.ReferDisclosure, {
  ...{ ...own, to: 'secrecy-administration', body: '示范区国家保密局', reference: 'BM-9' },
});
export const answer = make(c.RecordReferralAnswer, { ...own, answer: 'open', reference: 'BM-10' });
export const cancel = make(c.CancelDisclosure, own);
export const applyForRepair = make(c.ApplyForRepair, {
  ...{ ...own, reference: 'XF-1', commitment: 'CN-1', proofs: ['PAY-1'] },
});
export const decideRepair = make(c.DecideRepair, {
  ...{ ...own, granted: true, approver: 'officer-chief', reasons: '已履行' },
});

export const aReferredCase = () => h.play(h.aDeliveredCase(), [refer()]);
export const aRevokedCase = () => h.play(h.aDeliveredCase(), [reverse({ kind: 'revoked' })]);
/** Paid, and published on the own site. */
export const aPerformedCase = () => h.play(h.aPaidCase(), [h.publish()]);
export const anApplication = () => h.play(aPerformedCase(), [applyForRepair()]);
export const byChief: Partial<CaseFacts> = { approver: h.chief };

/** National rules alone: they know no repair on the own site. */
const nationalOnly: Partial<CaseFacts> = {
  rules: new RuleBook(
    currentPacks.filter(({ scope }) => scope.level === 'national'),
    { territory: demonstrationTerritory, on: '2024-05-20' },
  ),
};

export const lawfulDisclosure: Readonly<Record<string, () => Example>> = {
  CollectDisclosure: () => ({ history: h.aDeliveredCase(), given: collect() }),
  ReferDisclosure: () => ({ history: h.aDeliveredCase(), given: refer() }),
  RecordReferralAnswer: () => ({ history: aReferredCase(), given: answer() }),
  CancelDisclosure: () => ({ history: aRevokedCase(), given: cancel() }),
  ApplyForRepair: () => ({ history: aPerformedCase(), given: applyForRepair() }),
  DecideRepair: () => ({ history: anApplication(), given: decideRepair(), facts: byChief }),
};

export const brokenDisclosure: Readonly<Record<string, () => Partial<Example>>> = {
  'PublishDecision R-00 G-STEP.referred': () => ({ history: aReferredCase() }),
  'PublishDecision R-00 G-STEP.reversed': () => ({ history: aRevokedCase() }),
  'PublishDecision R-03 G-UNTIL': () => ({ given: h.publish({ until: '2030-01-01' }) }),
  'DecideNotToPublish R-00 G-STEP.referred': () => ({ history: aReferredCase() }),
  'WithdrawDisclosure R-00 G-STEP.repaired': () => ({ given: h.withdraw({ reason: 'repair' }) }),
  'CollectDisclosure R-00 G-STEP.channel': () => ({ history: h.aPublishedCase() }),
  'CollectDisclosure R-31 G-CHANNEL': () => ({ given: collect({ channel: 'notice-board' }) }),
  'ReferDisclosure R-00 G-STEP.channel': () => ({ history: h.aPublishedCase() }),
  'ReferDisclosure R-31 G-CHANNEL': () => ({ given: refer({ channel: 'notice-board' }) }),
  'ReferDisclosure R-00 G-STEP.referred': () => ({ history: aReferredCase() }),
  'RecordReferralAnswer R-00 G-STEP.channel': () => ({ history: h.aDeliveredCase() }),
  'CancelDisclosure R-00 G-STEP.channel': () => ({
    history: h.play(h.aPublishedCase(), [reverse({ kind: 'revoked' })]),
  }),
  'CancelDisclosure R-00 G-STEP.gone': () => ({ history: h.aDeliveredCase() }),
  'ApplyForRepair R-00 G-STEP.shown': () => ({ history: h.aPaidCase() }),
  'ApplyForRepair R-00 G-STEP.channel': () => ({ history: anApplication() }),
  'ApplyForRepair R-03 G-REPAIR': () => ({ facts: nationalOnly }),
  'ApplyForRepair R-00 G-STEP.performed': () => ({ history: h.aPublishedCase() }),
  'ApplyForRepair R-11 G-REPAIR.documents': () => ({ given: applyForRepair({ proofs: [] }) }),
  'DecideRepair R-08 G-TIER': () => ({ facts: { approver: anOfficer('officer-zhao') } }),
  'DecideRepair R-00 G-STEP.shown': () => ({
    history: h.play(anApplication(), [h.withdraw({ reason: 'privacy' })]),
  }),
  'DecideRepair R-00 G-STEP.channel': () => ({ history: aPerformedCase() }),
};
