import type { PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import type { CivilDate } from '../../src/kernel/time';
import type { ParameterKey } from '../../src/law/parameter-keys';
import type { ParameterValue } from '../../src/law/parameter-value';
import { flag, wd } from '../../src/law/packs/values';
import { monday } from './demo-facts';
import * as h from './histories';
import * as closing from './stages/closing';
import * as court from './stages/court';
import * as d from './stages/decided';
import * as x from './stages/deciding';
import * as filing from './stages/filing';
import * as inv from './stages/investigation';
import * as p from './stages/performance';
import * as remedy from './stages/remedy';
import * as service from './stages/service';
import * as t from './stages/transfer';
import { lawful } from './violating-examples';

/** How each alert of a penalty case is raised and how it is kept away, made through the decider. */
export interface AlertExample {
  /** A history after which the alert is raised, in time or at once. */
  readonly raised: () => h.History;
  /** The same case in which it is not: done in time, or done as the law wants it. */
  readonly kept: () => h.History;
  /** On which day all of the first is recorded; as it happens when absent. */
  readonly recordedOn?: CivilDate;
}

/** A lawful act of the table of rules, after what came before it. */
function act(name: string, facts: Partial<CaseFacts> = {}): h.History {
  const example = lawful[name]?.();
  if (example === undefined) throw new Error(`no lawful example of ${name}`);
  return h.play(example.history, [example.given, { ...example.facts, ...facts }]);
}

const then = (history: h.History, given: PenaltyCaseCommand, facts: Partial<CaseFacts> = {}): h.History =>
  h.play(history, [given, facts]);

const told = (): h.History => x.aToldCase({}, inv.anInvestigatedCase());
const terminates = (): Partial<CaseFacts> => lawful['TerminateCase']?.().facts ?? {};
const submitted = () => then(x.aToldCase(), x.submit(), { date: '2024-05-24' });
const fines = [{ act: 'penalty', kinds: ['fine'], zh: '罚款', en: 'fines' }] as const;
const major = (): h.History => {
  const date = d.days.decided;
  const rules = x.rulesWith(date, 'collective.list', { type: 'acts', any: fines });
  const discussed = d.and(x.aToldCase(), [d.discussed(), date]);
  return then(discussed, x.penalise(), { date, rules, ...x.everybody, ...x.chiefActs });
};
/** Served by an organ whose rules make the channel a duty. */
const shownOn = (key: ParameterKey, value: ParameterValue): h.History =>
  then(service.anUnservedCase(), service.serve(), { rules: x.rulesWith(monday, key, value) });
const turnedDown = () => h.play(court.anAppliedCase(), [court.refusedByCourt(), { date: '2024-11-28' }]);
const reversed = () => then(h.aPublishedCase(), remedy.reverse());
const owed = () => remedy.aReversedCase({ duties: [{ kind: 'redo' }] });
const unsignedPage = { ...inv.investigationBodies.interview.pages[0], person: 'missing' };
const askedHearing = () => d.and(x.aToldCase(), [d.requested(), '2024-05-27']);
const hearingDay = { date: '2024-05-28', ...x.everybody };
const { recording: _none, ...leftSilently } = service.proofs.left;
const after = { date: '2024-07-12' };
const closedGeneral = () => then(then(closing.aCaseTakenOver(), closing.checkIdentity()), h.close());

/** Keys: the code, and the parameter of the clock where a clock raises it. */
export const alertExamples: Readonly<Record<string, AlertExample>> = {
  'W-01': { raised: () => act('RecordOutOfBandFact'), kept: h.aDeliveredCase },
  'W-02 clue.verify': { raised: filing.aClueCase, kept: filing.aVerifiedCase },
  'W-03 filing.time': { raised: filing.aVerifiedCase, kept: filing.aFiledCase },
  'W-04 review.time': {
    raised: submitted,
    kept: () => then(submitted(), x.opine(), { date: '2024-05-24', ...x.everybody }),
  },
  'W-05 case.decide': { raised: filing.aFiledCase, kept: () => then(told(), x.end(), terminates()) },
  'W-06 test.max': { raised: inv.aTestUnderWay, kept: () => act('ReceiveTestResult') },
  'W-07': {
    raised: () => then(inv.aContactedCase(), inv.interview({ pages: [unsignedPage] })),
    kept: () => then(inv.aContactedCase(), inv.interview()),
  },
  'W-08': {
    raised: () =>
      then(askedHearing(), x.notify({ at: '2024-06-05T09:00:00+08:00', consent: 'TY-1' }), hearingDay),
    kept: () => then(askedHearing(), x.notify(), hearingDay),
  },
  'W-09 service': { raised: service.anUnservedCase, kept: service.aServedGeneralCase },
  'W-10 publish.penalty.own_site': { raised: h.aDeliveredCase, kept: h.aPublishedCase },
  'W-10 publish.credit_china': {
    raised: () => shownOn('publish.credit_china', wd(7)),
    kept: () => then(shownOn('publish.credit_china', wd(7)), h.publish({ channel: 'credit-china' })),
  },
  'W-10 publish.samr.enterprise': {
    raised: () => shownOn('publish.samr', flag(true)),
    kept: () => then(shownOn('publish.samr', flag(true)), h.publish({ channel: 'enterprise-system' })),
  },
  'W-11 major.filing': {
    raised: major,
    kept: () => then(major(), closing.fileMajor(), { date: '2024-06-03' }),
  },
  'W-12 preserve.evidence': { raised: inv.aPreservation, kept: inv.aDisposedPreservation },
  'W-15 fine.pay': { raised: h.aDeliveredCase, kept: h.aPaidCase },
  'W-17': {
    raised: () => then(service.aServedGeneralCase(), p.atOnce({ partyPresent: false })),
    kept: () => then(service.aServedGeneralCase(), p.atOnce({ partyPresent: false, toldOn: monday })),
  },
  'W-18 court.apply': { raised: service.aServedGeneralCase, kept: court.anAppliedCase },
  'W-19 appeal.answer': { raised: remedy.anAnsweringCase, kept: () => act('SubmitEvidence') },
  'W-19 court.answer': {
    raised: () => then(remedy.aSuedCase(), remedy.complaint()),
    kept: () => then(then(remedy.aSuedCase(), remedy.complaint()), remedy.submit({ appeal: 's1' })),
  },
  'W-20 money.to.organ': { raised: h.aCollectedCase, kept: () => then(h.aCollectedCase(), h.handIn()) },
  'W-20 money.to.bank': { raised: () => act('HandInCollected'), kept: () => act('BankCollected') },
  'W-21 onspot.file': { raised: h.aDecidedCase, kept: () => act('FileWithOrgan') },
  'W-23 onspot.close': { raised: h.aPaidCase, kept: h.aClosedCase },
  'W-23 case.close': {
    raised: () => act('CompleteExecution'),
    kept: () => then(then(act('CompleteExecution'), closing.checkIdentity(), after), h.close(), after),
  },
  'W-24 onspot.archive': { raised: h.aClosedCase, kept: () => act('ArchiveCase') },
  'W-24 archive': {
    raised: closedGeneral,
    kept: () => then(closedGeneral(), h.archive()),
  },
  'W-25': {
    raised: h.aDecidedCase,
    kept: h.aDecidedCase,
    recordedOn: '2024-07-20',
  },
  'W-30': {
    raised: () => then(service.anUnservedCase(), service.serve(leftSilently)),
    kept: () => then(service.anUnservedCase(), service.serve(service.proofs.left)),
  },
  'W-33 crime.report': { raised: t.aSuspectedCase, kept: t.aReportedCase },
  'W-33 crime.chief': { raised: t.aReportedCase, kept: t.anApprovedTransfer },
  'W-33 crime.transfer': { raised: t.anApprovedTransfer, kept: t.aSentCase },
  'W-33 crime.handover': { raised: t.aPoliceCase, kept: () => then(t.aPoliceCase(), t.handOver()) },
  'W-35 withdraw.penalty': {
    raised: reversed,
    kept: () => then(reversed(), h.withdraw({ reason: 'reversal', publicReason: '决定已被撤销' })),
  },
  'W-36': {
    raised: () => then(h.aPublishedCase(), h.checkPublished({ unmasked: ['result'] })),
    kept: () => then(h.aPublishedCase(), h.checkPublished()),
  },
  'W-37': {
    raised: () => then(h.aPublishedCase(), h.checkPublished({ differing: ['result'] })),
    kept: () => then(h.aPublishedCase(), h.checkPublished()),
  },
  'W-40 appeal.forward': {
    raised: () => act('ReceiveReconsideration'),
    kept: () => act('ForwardReconsideration'),
  },
  'W-42 court.review.ask.warn': {
    raised: turnedDown,
    kept: () => then(turnedDown(), court.askHigher({ on: '2024-12-02' }), { date: '2024-12-02' }),
  },
  'W-43 remedy.refund': { raised: remedy.aReversedCase, kept: () => act('PayRefund') },
  'W-43 remedy.duty': { raised: owed, kept: () => then(owed(), remedy.perform()) },
  'W-47 crime.police.review': {
    raised: t.aReceivedCase,
    kept: () => then(t.aReceivedCase(), t.answer({ answer: 'filed' })),
  },
  'W-47': {
    raised: () => then(t.aSentCase(), t.answer({ answer: 'receipt-refused' })),
    kept: t.aReceivedCase,
  },
  'W-48 appeal.opinion': {
    raised: () => act('RecordReviewOpinion'),
    kept: () => act('ReportOnOpinion'),
  },
};
