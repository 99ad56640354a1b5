import type { PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import type { CaseState } from '../../src/domain/penalty-case/state';
import { item } from '../../src/domain/registers/item';
import { noOrgan } from '../../src/domain/registers/organ-state';
import { demonstrationTerritory } from '../../src/law/packs/demonstration';
import { RuleBook } from '../../src/law/rule-book';
import { aChief, anItem, anOfficer, anOrgan, monday, tampered, anOrganAllocating } from './demo-facts';
import * as h from './histories';
import { brokenCourt, lawfulCourt } from './stages/court';
import { brokenPaper, lawfulPaper } from './stages/paper';
import { brokenRecording, lawfulRecording } from './stages/recording';
import { brokenPerformance, lawfulPerformance } from './stages/performance';
import { lawfulDecision, specialDecision } from './stages/deciding';
import { lawfulService, specialService } from './stages/service';
import { brokenClosing, lawfulClosing } from './stages/closing';
import { brokenDisclosure, lawfulDisclosure } from './stages/disclosure';
import { brokenRemedy, lawfulRemedy } from './stages/remedy';
import { brokenTransfer, lawfulTransfer } from './stages/transfer';
import { lawfulFiling, specialFiling } from './stages/filing';
import { brokenLate, lawfulLate } from './stages/out-of-band';
import { lawfulInvestigation, specialInvestigation } from './stages/investigation';

/** For every rule of every row one act that breaks this rule and no other of the same code. */

export interface Example {
  readonly history: h.History;
  readonly given: PenaltyCaseCommand;
  readonly facts?: Partial<CaseFacts>;
  /** What the file says besides, where another stage would have to say it. */
  readonly state?: (state: CaseState) => CaseState;
}

/** A lawful act for every command. */
export const lawful: Readonly<Record<string, () => Example>> = {
  ...lawfulTransfer,
  ...lawfulRemedy,
  ...lawfulPaper,
  ...lawfulRecording,
  ...lawfulDisclosure,
  ...lawfulFiling,
  ...lawfulInvestigation,
  ...lawfulClosing,
  OpenOnSite: () => ({ history: [], given: h.open() }),
  ShowCredential: () => ({ history: h.anOpenedCase(), given: h.show() }),
  RecordFacts: () => ({ history: h.aShownCase(), given: h.record() }),
  InformAndHear: () => ({ history: h.aRecordedCase(), given: h.inform() }),
  ConvertToGeneral: () => ({ history: h.anInformedCase(), given: h.convert() }),
  DecideOnSpot: () => ({ history: h.anInformedCase(), given: h.decide() }),
  Deliver: () => ({ history: h.aDecidedCase(), given: h.deliver() }),
  FileWithOrgan: () => ({ history: h.aDecidedCase(), given: h.file() }),
  CollectOnSpot: () => ({ history: h.aDeliveredCase(), given: h.collect() }),
  RecordLanding: () => ({ history: collectedOnWater(), given: h.landed() }),
  HandInCollected: () => ({ history: h.aCollectedCase(), given: h.handIn() }),
  BankCollected: () => ({ history: h.play(h.aCollectedCase(), [h.handIn()]), given: h.bank() }),
  ReceivePayment: () => ({ history: h.aDeliveredCase(), given: h.pay() }),
  AccrueLateFee: () => ({ history: h.aDeliveredCase(), given: h.accrue(), facts: { date: '2024-06-10' } }),
  PublishDecision: () => ({ history: h.aDeliveredCase(), given: h.publish() }),
  DecideNotToPublish: () => ({ history: h.aDeliveredCase(), given: h.notPublish() }),
  CorrectDisclosure: () => ({ history: h.aPublishedCase(), given: h.correctPublished() }),
  WithdrawDisclosure: () => ({ history: h.aPublishedCase(), given: h.withdraw() }),
  CheckPublication: () => ({ history: h.aPublishedCase(), given: h.checkPublished() }),
  ProvePublication: () => ({ history: h.aPublishedCase(), given: h.provePublished() }),
  TellPrivacyBreach: () => ({ history: h.anUnmaskedCase(), given: h.tellBreach() }),
  CloseCase: () => ({ history: h.aPaidCase(), given: h.close() }),
  ArchiveCase: () => ({ history: h.aClosedCase(), given: h.archive() }),
  RequestRecusal: () => ({ history: h.anInformedCase(), given: h.request() }),
  DecideRecusal: () => ({
    history: h.withRequest(h.anInformedCase()),
    given: h.recuse(),
    facts: { approver: aChief() },
  }),
  CorrectRecord: () => {
    const history = h.anInformedCase();
    return { history, given: h.correct(), facts: { target: h.targetOf(history, 2) } };
  },
  CorrectPersonalData: () => {
    const history = h.anInformedCase();
    return { history, given: h.correctPerson(), facts: { target: h.targetOf(history, 0) } };
  },
  ...lawfulService,
  ...lawfulPerformance,
  ...lawfulCourt,
  ...lawfulDecision,
  ...lawfulLate,
};

const li = anOfficer('officer-li');
const wang = anOfficer('officer-wang');
const helper = anOfficer('officer-helper', [], 'auxiliary');

const collectedOnWater = () => h.play(h.aDeliveredCase(), [h.collect({ onWater: true })]);

/** Rules that fail on the registers alone, in the same way under every command. */
const anywhere: Readonly<Record<string, Partial<CaseFacts>>> = {
  'R-01 G-ORG': { organ: tampered(anOrgan(), () => noOrgan) },
  'R-03 G-PACK': { rules: new RuleBook([], { territory: demonstrationTerritory, on: monday }) },
  'R-04 G-CERT': { acting: [li, wang, helper] },
  'R-04 G-DUTY': { organ: anOrganAllocating('officer-else') },
  'R-05 G-TWO': { acting: [li] },
};

const fine = (fineFen: number, tier = 'normal') => ({ proposal: { kinds: ['fine'], fineFen, tier } });
const circumstances = (changes: object) => ({
  circumstances: { ...h.bodies.decide.circumstances, ...changes },
});
const evidence = (changes: object) => ({ evidence: [{ ...h.bodies.facts.evidence[0], ...changes }] });
const informedOf = (changes: object): h.History => h.play(h.aShownCase(), [h.record(changes)], [h.inform()]);
const withoutLateFee = (): h.History => h.play(h.aDecidedCase({ lateFee: false }), [h.deliver()]);
const aMinor = (): h.History =>
  h.play(
    [],
    [h.open({ party: { ...h.bodies.open.party, ageBand: '14-to-18' } })],
    [h.show()],
    [h.record()],
    [h.inform(fine(10_000, 'lighter'))],
    [h.decide(fine(10_000, 'lighter'))],
    [h.deliver()],
  );
const identity = {
  basis: { norm: '中华人民共和国行政处罚法', article: '第四十八条', rank: 'law' },
  consent: false,
};

/** What breaks a rule under one command, on top of its lawful act. Keys: command and rule. */
const special: Readonly<Record<string, () => Partial<Example>>> = {
  ...specialDecision,
  ...brokenTransfer,
  ...brokenRemedy,
  ...brokenPaper,
  ...brokenRecording,
  ...brokenDisclosure,
  ...specialFiling,
  ...specialInvestigation,
  ...brokenClosing,
  'OpenOnSite R-02 G-ITEM': () => ({ given: h.open({ place: '990202' }) }),
  'OpenOnSite R-03 G-BASIS': () => ({
    facts: { item: anItem({ basis: [{ ...ordinance, until: '2023-12-31' }] }) },
  }),
  'OpenOnSite R-06 G-RECUSE.declared': () => ({
    given: h.open({ declarations: [{ officer: 'officer-li', conflict: true }] }),
  }),
  'ShowCredential R-06 G-RECUSE': () => ({ history: h.withRecusal(h.anOpenedCase()) }),
  'RecordFacts R-06 G-RECUSE': () => ({ history: h.withRecusal(h.aShownCase()) }),
  'RecordFacts R-09 G-SHOW': () => ({ given: h.record({ contact: 'second' }) }),
  'RecordFacts R-18 G-EVID.light': () => ({
    given: h.record({ facts: [{ id: 'f1', text: '占道经营', evidence: [] }] }),
  }),
  'InformAndHear R-06 G-RECUSE': () => ({ history: h.withRecusal(h.aRecordedCase()) }),
  'InformAndHear R-09 G-SHOW': () => ({ given: h.inform({ contact: 'second' }) }),
  'InformAndHear R-15 G-TELL': () => ({
    given: h.inform({ told: { ...h.bodies.inform.told, rights: false } }),
  }),
  'InformAndHear R-23 G-HEAVIER.retold': () => ({
    history: h.anInformedCase(),
    given: h.inform(fine(15_000)),
  }),
  'DecideOnSpot R-03 G-BASIS': () => ({
    given: h.decide({ proposal: { kinds: ['warning'], fineFen: 0, tier: 'normal' } }),
    facts: { item: anItem({ penalties: ['fine'] }) },
  }),
  'DecideOnSpot R-06 G-RECUSE': () => ({ history: h.withRequest(h.anInformedCase()) }),
  'DecideOnSpot R-09 G-SHOW': () => ({ given: h.decide({ contact: 'second' }) }),
  'DecideOnSpot R-11 G-DOC': () => ({ given: h.decide({ signedBy: ['officer-li'] }) }),
  'DecideOnSpot R-13 G-LIMIT': () => ({
    history: informedOf({ violation: { ...h.bodies.facts.violation, from: '2022-05-19' } }),
  }),
  'DecideOnSpot R-15 G-HEARD': () => ({ history: h.aRecordedCase() }),
  'DecideOnSpot R-15 G-HEARD.contact': () => ({ given: h.decide({ contact: 'second' }) }),
  'DecideOnSpot R-18 G-EVID': () => ({ history: informedOf(evidence({ status: 'unverified' })) }),
  'DecideOnSpot R-21 G-ONSPOT': () => ({ history: informedOf({ disputed: true }) }),
  'DecideOnSpot R-23 G-HEAVIER': () => ({ given: h.decide(fine(15_000)) }),
  'DecideOnSpot R-24 G-RANGE': () => ({ given: h.decide(fine(4000)) }),
  'DecideOnSpot R-24 G-ONCE': () => ({ facts: { fineHolder: { case: 'case-other', s: 'act-1', n: 0 } } }),
  'DecideOnSpot R-38 G-PARTY': () => ({
    given: h.decide(circumstances({ slightCorrectedNoHarm: true })),
  }),
  // With R-21 the rules of the general procedure are answered as well.
  'DecideOnSpot R-02 G-ITEM': () => ({ given: h.decide(fine(25_000)), facts: { item: noItem } }),
  'DecideOnSpot R-01 G-ORG': () => ({
    given: h.decide(fine(25_000)),
    facts: anywhere['R-01 G-ORG'] ?? {},
  }),
  'DecideOnSpot R-07 G-SEP': () => ({ given: h.decide(fine(25_000)) }),
  'DecideOnSpot R-08 G-TIER': () => ({ given: h.decide(fine(25_000)) }),
  'DecideOnSpot R-14 G-REVIEW': () => ({ given: h.decide(fine(500_000)) }),
  'DecideOnSpot R-15 G-NOTICE': () => ({ given: h.decide(fine(25_000)) }),
  'DecideOnSpot R-16 G-HEAR': () => ({ given: h.decide(fine(500_000)) }),
  'DecideOnSpot R-17 G-COLLECT': () => ({ given: h.decide(fine(500_000)) }),
  'Deliver R-11 G-DOC.refusal': () => ({ given: h.deliver({ mode: 'refused' }) }),
  'FileWithOrgan R-00 G-STEP.filed': () => ({ history: h.play(h.aDecidedCase(), [h.file()]) }),
  'CollectOnSpot R-22 G-CASH.condition': () => ({
    given: h.collect({ condition: 'hard-to-collect-later' }),
  }),
  'CollectOnSpot R-22 G-CASH.receipt': () => ({ given: h.collect({ receipt: undefined }) }),
  'CollectOnSpot R-22 G-CASH.amount': () => ({ given: h.collect({ amountFen: 5000 }) }),
  'RecordLanding R-22 G-CASH.water': () => ({ history: h.aCollectedCase() }),
  'HandInCollected R-22 G-CASH.handed-in': () => ({ history: collectedOnWater() }),
  'BankCollected R-22 G-CASH.banked': () => ({ given: h.bank({ amountFen: 1 }) }),
  'ReceivePayment R-00 G-OWED': () => ({ given: h.pay({ fineFen: 10_001 }) }),
  'ReceivePayment R-26 G-LATEFEE.stated': () => ({
    history: withoutLateFee(),
    given: h.pay({ lateFeeFen: 300 }),
    facts: { date: '2024-06-05' },
  }),
  'ReceivePayment R-26 G-LATEFEE': () => ({
    given: h.pay({ lateFeeFen: 301 }),
    facts: { date: '2024-06-05' },
  }),
  'AccrueLateFee R-00 G-LATEFEE.forward': () => ({ facts: { date: '2024-06-09' } }),
  'AccrueLateFee R-26 G-LATEFEE.stated': () => ({ history: withoutLateFee() }),
  'AccrueLateFee R-26 G-LATEFEE': () => ({ given: h.accrue({ totalFen: 1801 }) }),
  'PublishDecision R-20 G-OWN': () => ({ given: h.publish({ inNameOf: 'squad' }) }),
  'PublishDecision R-03 G-IDENTITY': () => ({
    given: h.publish({ fields: ['party-name'], assessment: 'PIA-1' }),
  }),
  'PublishDecision R-03 G-PIA': () => ({
    given: h.publish({
      fields: ['party-name'],
      identity: { ...identity, socialImpact: true, reason: '公众关注' },
    }),
  }),
  'PublishDecision R-00 G-STEP.channel': () => ({ history: h.aPublishedCase() }),
  'PublishDecision R-31 G-SECRECY': () => ({ given: h.publish({ review: undefined }) }),
  'PublishDecision R-31 G-FIELDS': () => ({ given: h.publish({ fields: ['phone'] }) }),
  'PublishDecision R-31 G-MINOR': () => ({ history: aMinor() }),
  'PublishDecision R-31 G-CHANNEL': () => ({ given: h.publish({ channel: 'enterprise-system' }) }),
  'DecideNotToPublish R-00 G-STEP.channel': () => ({ history: h.aPublishedCase() }),
  'DecideNotToPublish R-03 G-NOTPUBLISHED': () => ({ given: h.notPublish({ ground: 'publish-simple-off' }) }),
  'CheckPublication R-00 G-STEP.channel': () => ({ history: h.aDeliveredCase() }),
  'ProvePublication R-00 G-STEP.channel': () => ({ history: h.aDeliveredCase() }),
  'TellPrivacyBreach R-00 G-STEP.breach': () => ({ history: h.aPublishedCase() }),
  'TellPrivacyBreach R-11 G-DOC.breach': () => ({ given: h.tellBreach({ persons: 'harm-averted' }) }),
  'CorrectDisclosure R-00 G-STEP.channel': () => ({ history: h.aDeliveredCase() }),
  'CorrectDisclosure R-03 G-CORRECTED': () => ({ given: h.correctPublished({ fields: ['party-name'] }) }),
  'CorrectDisclosure R-31 G-FIELDS': () => ({ given: h.correctPublished({ fields: ['address'] }) }),
  'WithdrawDisclosure R-00 G-STEP.channel': () => ({ history: h.aDeliveredCase() }),
  'CloseCase R-00 G-CLOSE': () => ({ history: h.aDeliveredCase() }),
  'RequestRecusal R-00 G-RECUSE.request': () => ({ given: h.request({ officer: 'officer-zhao' }) }),
  'DecideRecusal R-00 G-RECUSE.open': () => ({ history: h.anInformedCase() }),
  'DecideRecusal R-07 G-SEP.recusal': () => ({ given: h.recuse({ approver: 'officer-li' }) }),
  'DecideRecusal R-08 G-TIER': () => ({ facts: { approver: anOfficer('officer-zhao') } }),
  'CorrectRecord R-07 G-SEP.correction': () => ({ facts: target(2, ['account-li']) }),
  'CorrectRecord R-00 G-CORRECT': () => ({ given: h.correct({ revision: 9 }) }),
  'CorrectRecord R-00 G-CORRECT.path': () => ({
    given: h.correct({ members: [{ path: 'facts.0.id', now: 'f2' }] }),
  }),
  'CorrectRecord R-00 G-CORRECT.value': () => ({
    given: h.correct({ members: [{ path: 'violation.from', now: 'yesterday' }] }),
  }),
  'CorrectPersonalData R-07 G-SEP.correction': () => ({ facts: target(0, ['account-li']) }),
  'CorrectPersonalData R-00 G-CORRECT': () => ({ given: h.correctPerson({ revision: 9 }) }),
  'CorrectPersonalData R-00 G-CORRECT.personal': () => ({
    given: h.correctPerson({ members: [{ member: 'gender', now: 'm' }] }),
  }),
  ...specialService,
  ...brokenPerformance,
  ...brokenCourt,
  ...brokenLate,
};

const ordinance = {
  ...{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' },
  ...{ published: '2019-11-01', from: '2020-01-01' },
};
const noItem = tampered(anItem(), () => item.initial);
const target = (revision: number, by: string[]): Partial<CaseFacts> => ({
  target: h.targetOf(h.anInformedCase(), revision, by),
});

/** The act that breaks one rule under one command; `undefined` where nobody has written one. */
export function violating(name: string, rule: string): Example | undefined {
  const base = lawful[name]?.();
  const own = special[`${name} ${rule}`]?.() ?? (anywhere[rule] && { facts: anywhere[rule] });
  if (base === undefined || own === undefined) return undefined;
  return { ...base, ...own, facts: { ...base.facts, ...own.facts } };
}
