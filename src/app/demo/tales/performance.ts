import { addDays } from '../../../kernel/time';
import { AfterActs } from '../after-acts';
import type { CaseScript } from '../case-script';
import { GeneralActs, type Weight } from '../general-acts';
import { settled, underWay, type Tale } from './tale';

/** Cases from the decision on: service, payment, execution, the court, the archive. */

const served = (script: CaseScript, weight: Weight = 'minor'): GeneralActs =>
  new GeneralActs(script, weight).toServed();

const after = (acts: GeneralActs): AfterActs => new AfterActs(acts);

/** Paid, published, filed where it is major, closed, archived. */
function archived(acts: GeneralActs): void {
  const { script } = acts;
  script.after(1);
  const rest = after(acts).publish();
  if (acts.isMajor) rest.major();
  // Within fifteen days of the service also where a long holiday lies between.
  script.after(script.chance.between(1, 3));
  rest.pay().identity();
  script.after(script.chance.between(1, 5));
  rest.closeAndArchive(30);
}

const payment: readonly Tale[] = [
  {
    key: 'decided',
    rest: underWay,
    weight: 2,
    tell: (script) => void new GeneralActs(script, 'minor').toDecided(),
  },
  {
    // Issued, and not served within seven days (处罚法 61).
    key: 'unserved-late',
    rest: [15, 30],
    weight: 2,
    tell: (script) => {
      new GeneralActs(script, 'minor').toDecided().issue();
      script.after(2);
      const attempt = { document: 'decision', mode: 'direct', on: script.day, officers: script.officers };
      script.send('officer-1', 'attempt-service', { ...attempt, course: '门锁无人（演示）' });
    },
  },
  { key: 'served', rest: underWay, weight: 3, tell: (script) => void served(script) },
  {
    key: 'paid',
    rest: underWay,
    weight: 3,
    tell: (script) => {
      const acts = served(script);
      script.after(1);
      const rest = after(acts).publish();
      script.after(2);
      rest.pay();
    },
  },
  {
    key: 'archived-minor',
    rest: settled,
    weight: 60,
    tell: (script) => {
      archived(served(script));
    },
  },
  {
    key: 'archived-major',
    rest: settled,
    weight: 20,
    tell: (script) => {
      archived(served(script, 'major'));
    },
  },
  {
    // Decided after more than ninety days (处罚法 60).
    key: 'decided-late',
    rest: settled,
    weight: 3,
    tell: (script) => {
      const acts = new GeneralActs(script, 'minor').toInvestigated();
      script.afterDays(95);
      acts.conclude();
      script.after(1);
      acts.notice();
      script.after(2);
      acts.noStatement().decide().issue();
      script.after(2);
      archived(acts.serve());
    },
  },
  {
    // The payment is entered days after the bank had it.
    key: 'backfilled',
    rest: settled,
    weight: 3,
    tell: (script) => {
      const acts = served(script);
      script.after(1);
      const rest = after(acts).publish();
      script.after(3);
      rest.pay({ recordedAfterDays: 6 });
      script.after(8);
      rest.identity().closeAndArchive(30);
    },
  },
  {
    key: 'instalments',
    rest: underWay,
    weight: 3,
    tell: (script) => {
      const acts = served(script, 'major');
      script.after(2);
      const half = acts.fineFen / 2;
      script.send('chief', 'set-instalments', {
        ...asking(script),
        instalments: [
          { due: addDays(script.day, 30), amountFen: half },
          { due: addDays(script.day, 60), amountFen: acts.fineFen - half },
        ],
      });
      script.after(8);
      new AfterActs(acts, half).pay();
    },
  },
  {
    key: 'deferred',
    rest: underWay,
    weight: 2,
    tell: (script) => {
      served(script);
      script.after(2);
      script.send('chief', 'approve-deferral', { ...asking(script), until: addDays(script.day, 60) });
    },
  },
];

const asking = (script: CaseScript): object => ({
  ...{ applied: script.day, reference: `缓〔演示〕${script.number}`, hardship: '停业无收入（演示）' },
  approver: script.chief,
});

/** Not paid in time, found so, and urged (强制法 35). */
function urged(acts: GeneralActs): void {
  const { script } = acts;
  script.after(1);
  after(acts).publish();
  script.afterDays(27);
  script.send('officer-1', 'record-overdue', { duty: 'money', dueOn: acts.payBy });
  script.after(2);
  script.send('officer-1', 'serve-urge', {
    ...{ template: script.cast.templates['urge'], officers: script.officers, service: acts.proof() },
    ...{
      performBy: addDays(script.day, 20),
      manner: '到演示银行缴纳',
      amountFen: acts.fineFen,
      rightsTold: true,
    },
  });
}

const execution: readonly Tale[] = [
  {
    key: 'overdue',
    rest: [4, 8],
    weight: 3,
    tell: (script) => {
      const acts = served(script);
      script.afterDays(27);
      script.send('officer-1', 'record-overdue', { duty: 'money', dueOn: acts.payBy });
    },
  },
  {
    key: 'urged',
    rest: underWay,
    weight: 3,
    tell: (script) => {
      urged(served(script));
    },
  },
  {
    key: 'agreement',
    rest: underWay,
    weight: 2,
    tell: (script) => {
      const acts = served(script);
      urged(acts);
      script.after(6);
      script.send('chief', 'make-agreement', {
        ...{ stages: [{ due: addDays(script.day, 60), amountFen: acts.fineFen }], lateFeeFen: 0 },
        ...{
          remedied: true,
          harmsPublic: false,
          harmsOthers: false,
          terms: '分期履行，减免加处罚款（演示）',
        },
      });
    },
  },
  {
    // Execution before its time, by an organ without the power to execute.
    key: 'execution-refused',
    rest: underWay,
    weight: 2,
    tell: (script) => {
      const acts = served(script);
      urged(acts);
      script.after(3);
      const { chief: approver, cast } = script;
      const decision = {
        ...{ template: cast.templates['execution-decision'], manners: ['transfer-funds'], immediate: false },
        power: { norm: '演示市办法（演示）', article: '第一条', rank: 'rule' },
        ...{ reasons: '经催告逾期未履行（演示）', approver, sealed: true },
      };
      script.attempt('chief', 'decide-execution', decision, 'R-27');
    },
  },
  {
    key: 'halted',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      urged(served(script));
      script.after(12);
      const halt = { ground: 'unable', harmless: true, reasons: '暂无履行能力（演示）' };
      script.send('chief', 'halt-execution', { ...halt, approver: script.chief });
    },
  },
  {
    key: 'court-applied',
    rest: underWay,
    weight: 2,
    tell: (script) => {
      applied(script);
    },
  },
  {
    key: 'court-executed',
    rest: [5, 40],
    weight: 3,
    tell: (script) => {
      const acts = applied(script);
      script.after(3);
      const answer = (number: number) => ({
        on: script.day,
        reference: `法〔演示〕${script.number}-${number}`,
      });
      script.send('officer-1', 'record-court-acceptance', answer(1));
      script.after(8);
      script.send('officer-1', 'record-court-ruling', { ...answer(2), granted: true, ruled: script.day });
      script.after(20);
      script.send('officer-1', 'record-court-execution', answer(3));
      script.send('officer-1', 'complete-execution', { performedBy: 'court' });
      const rest = new AfterActs(acts, 0).identity();
      script.after(2);
      rest.closeAndArchive(30);
    },
  },
];

/** Neither paid nor contested within six months: the organ goes to the court (强制法 53). */
function applied(script: CaseScript): GeneralActs {
  const acts = served(script);
  urged(acts);
  const apply = (): object => ({
    ...{ ground: 'no-remedy', court: '演示市演示区人民法院（演示）', courtPlace: '990101', immovable: false },
    documents: ['application', 'decision', 'party-opinion-and-urge', 'object', 'others'],
    ...{ signer: script.chief, sealed: true, urgent: false },
  });
  script.after(12);
  script.attempt('chief', 'apply-to-court', apply(), 'R-27');
  script.afterDays(160);
  script.send('chief', 'apply-to-court', apply());
  return acts;
}

export const performanceTales: readonly Tale[] = [...payment, ...execution];
