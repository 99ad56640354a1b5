import { addDays } from '../../../kernel/time';
import { AfterActs } from '../after-acts';
import type { CaseScript } from '../case-script';
import { GeneralActs } from '../general-acts';
import type { Given } from '../script';
import { settled, underWay, type Tale } from './tale';

/** Cases that go to the police, to another organ, to reconsideration, to the court, and what comes back. */

const onTransfer = { transfer: 't1' };
const reviewBody = '演示市演示区人民政府（演示）';
const court = '演示市演示区人民法院（演示）';

/** The paper with which a case goes to somebody else. */
const papers = ({ enclosed }: Given): readonly object[] => [
  { kind: 'transfer-letter', blob: enclosed('letter') },
  { kind: 'investigation-report', blob: enclosed('report') },
  ...['item-list', 'expert-report', 'other'].map((kind) => ({ kind, none: '本案没有（演示）' })),
];
const enclosures = {
  letter: '案件移送书（演示）\n本文书为演示数据，不具有法律效力。\n',
  report: '案件调查报告（演示）\n本文书为演示数据，不具有法律效力。\n',
};

/** Suspected, reported, approved, sent to the police (移送规定 3–6). */
function sentToPolice(script: CaseScript): GeneralActs {
  const acts = new GeneralActs(script, 'major').toConcluded();
  script.after(1);
  script.send('officer-1', 'suspect-crime', { ...onTransfer, kind: 'ordinary', grounds: '数额较大（演示）' });
  script.send('chief', 'form-transfer-group', { ...onTransfer, members: script.officers });
  script.after(1);
  script.send('officer-1', 'report-transfer', { ...onTransfer, to: script.chief });
  script.after(1);
  script.send('chief', 'decide-transfer', {
    ...{ ...onTransfer, approved: true, approver: script.chief, reasons: '符合移送条件（演示）' },
  });
  const body = (given: Given): object => ({
    ...{ ...onTransfer, to: 'police', addressee: '演示区公安分局（演示）', copies: ['procuratorate'] },
    documents: papers(given),
  });
  script.send('officer-1', 'send-to-police', body, { enclosures });
  return acts;
}

const transfers: readonly Tale[] = [
  {
    key: 'with-the-police',
    rest: underWay,
    weight: 2,
    tell: (script) => {
      const acts = sentToPolice(script);
      script.attempt('chief', 'decide-penalty', acts.decision(), 'R-00');
      script.after(1);
      script.send('officer-1', 'record-police-answer', { ...onTransfer, answer: 'receipt' });
    },
  },
  {
    key: 'back-from-the-police',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      const acts = sentToPolice(script);
      script.after(1);
      script.send('officer-1', 'record-police-answer', { ...onTransfer, answer: 'receipt' });
      script.after(2);
      script.send('officer-1', 'record-police-answer', { ...onTransfer, answer: 'refused' });
      script.after(1);
      script.send('officer-1', 'accept-police-refusal', onTransfer);
      acts.conclude();
    },
  },
  {
    key: 'convicted',
    rest: settled,
    weight: 1,
    tell: (script) => {
      const acts = sentToPolice(script);
      script.after(1);
      script.send('officer-1', 'record-police-answer', { ...onTransfer, answer: 'receipt' });
      script.after(3);
      script.send('officer-1', 'record-police-answer', { ...onTransfer, answer: 'filed' });
      script.after(1);
      script.send('officer-1', 'hand-over-items', { ...onTransfer, items: [], partyTold: true });
      script.afterDays(60);
      script.send('officer-1', 'record-criminal-outcome', {
        ...onTransfer,
        outcome: 'convicted',
        courtFineFen: 500_000,
      });
      const rest = new AfterActs(acts, 0).identity();
      script.after(2);
      rest.close();
    },
  },
  {
    key: 'to-another-organ',
    rest: settled,
    weight: 2,
    tell: (script) => {
      const acts = new GeneralActs(script, 'minor').toInvestigated('complaint');
      script.after(1);
      const competent = '演示市邻区综合行政执法局（演示）';
      script.send('officer-1', 'find-out-of-competence', { ...onTransfer, competent });
      script.after(1);
      const body = (given: Given): object => ({
        ...{ ...onTransfer, addressee: competent, documents: papers(given) },
      });
      script.send('officer-1', 'send-to-organ', body, { enclosures });
      script.after(5);
      script.send('officer-1', 'record-receiver-answer', { ...onTransfer, answer: 'filed' });
      const rest = new AfterActs(acts, 0).identity();
      script.after(1);
      rest.close();
    },
  },
];

/** Decided, paid, published, and taken to the government for reconsideration, which has the file. */
function reconsidered(script: CaseScript): { readonly acts: GeneralActs; readonly rest: AfterActs } {
  const acts = new GeneralActs(script, 'minor').toServed();
  script.after(2);
  const rest = new AfterActs(acts).pay().publish();
  script.after(4);
  const appeal = 'a1';
  script.send('reviewer', 'record-reconsideration', { appeal, body: reviewBody });
  script.after(2);
  script.send('reviewer', 'record-review-copy', { appeal, procedure: 'ordinary' });
  script.after(4);
  handOver(script, appeal);
  return { acts, rest };
}

/** Answer and evidence, the open volume by its hash. */
function handOver(script: CaseScript, appeal: string): void {
  const body = (given: Given): object => ({
    ...{ appeal, volumes: ['open'], packages: [given.enclosed('volume')] },
  });
  script.send('reviewer', 'submit-evidence', body, {
    enclosures: { volume: '证据依据卷目录（演示）\n本文书为演示数据，不具有法律效力。\n' },
  });
}

function decidedOnReview(script: CaseScript, outcome: string): void {
  script.after(25);
  const decision = { appeal: 'a1', outcome, servedOn: script.day };
  script.send('reviewer', 'record-reconsideration-decision', decision);
}

const reversal = (script: CaseScript, by: string, kind: string): object => ({
  ...{ by, kind, effectiveAt: script.day, partly: false, reason: '程序违法，依法纠正（演示）', duties: [] },
});

const reconsiderations: readonly Tale[] = [
  { key: 'reconsideration', rest: underWay, weight: 2, tell: (script) => void reconsidered(script) },
  {
    key: 'upheld',
    rest: settled,
    weight: 3,
    tell: (script) => {
      const { rest } = reconsidered(script);
      decidedOnReview(script, 'upheld');
      script.after(2);
      rest.identity();
      script.after(1);
      rest.closeAndArchive(30);
    },
  },
  {
    key: 'revoked',
    rest: settled,
    weight: 2,
    tell: (script) => {
      const { rest } = reconsidered(script);
      decidedOnReview(script, 'revoked');
      script.send('reviewer', 'reverse-decision', reversal(script, 'reconsideration', 'revoked'));
      script.attempt('archivist', 'close-case', {}, 'R-00');
      rest.refund();
      script.after(1);
      rest.withdraw().identity();
      script.after(1);
      rest.close();
    },
  },
  {
    // Revoked, and decided anew.
    key: 'redone',
    rest: settled,
    weight: 1,
    tell: (script) => {
      const { acts, rest } = reconsidered(script);
      decidedOnReview(script, 'ordered');
      script.send('reviewer', 'reverse-decision', reversal(script, 'reconsideration', 'redo'));
      script.after(3);
      rest.refund().withdraw();
      script.send('chief', 'reopen-case', { ground: 'redo', approver: script.chief });
      script.after(2);
      acts.conclude();
      script.after(1);
      acts.notice();
      script.after(2);
      acts.state('s9').answer('s9');
      script.after(1);
      acts.decide().issue();
      script.after(2);
      acts.serve();
    },
  },
];

/** The party sues; the court asks for the file. */
function sued(script: CaseScript): { readonly acts: GeneralActs; readonly rest: AfterActs } {
  const acts = new GeneralActs(script, 'minor').toServed();
  script.after(2);
  const rest = new AfterActs(acts).pay().publish();
  script.after(6);
  script.send('reviewer', 'record-lawsuit', { appeal: 's1', court });
  script.after(2);
  script.send('reviewer', 'record-complaint-copy', { appeal: 's1' });
  script.after(6);
  handOver(script, 's1');
  return { acts, rest };
}

const suits: readonly Tale[] = [
  {
    key: 'stayed',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      new GeneralActs(script, 'major').toServed();
      script.after(2);
      script.send('reviewer', 'record-lawsuit', { appeal: 's1', court });
      script.after(1);
      const basis = { norm: '中华人民共和国行政诉讼法', article: '第五十六条', rank: 'law' };
      script.send('reviewer', 'stay-execution', { by: 'court', basis });
    },
  },
  {
    key: 'suit-dismissed',
    rest: settled,
    weight: 2,
    tell: (script) => {
      const { rest } = sued(script);
      script.afterDays(50);
      const judgment = { appeal: 's1', instance: 'first', outcome: 'dismissed', servedOn: script.day };
      script.send('reviewer', 'record-judgment', judgment);
      script.afterDays(20);
      rest.identity();
      script.after(1);
      rest.closeAndArchive(30);
    },
  },
  {
    key: 'suit-won',
    rest: settled,
    weight: 1,
    tell: (script) => {
      const { rest } = sued(script);
      script.afterDays(50);
      const servedOn = script.day;
      const judgment = { appeal: 's1', instance: 'first', outcome: 'revoked', servedOn };
      script.send('reviewer', 'record-judgment', judgment);
      script.until(addDays(servedOn, 25));
      script.send('reviewer', 'reverse-decision', reversal(script, 'court', 'revoked'));
      script.after(2);
      rest.refund().withdraw().identity();
      script.after(1);
      rest.close();
    },
  },
];

export const remedyTales: readonly Tale[] = [...transfers, ...reconsiderations, ...suits];
