import { AfterActs } from '../after-acts';
import type { CaseScript } from '../case-script';
import { SimpleActs } from '../simple-acts';
import { settled, underWay, type Tale } from './tale';

/** Cases of the simple procedure, in every stage. */

const simple = (script: CaseScript): SimpleActs => new SimpleActs(script);
const after = (acts: SimpleActs): AfterActs => new AfterActs(acts);
/** Organs whose simple item lets somebody be warned. */
const warning = ['demo', 'environment'];

/** From delivery to the archive, paid at the bank. */
function archived(acts: SimpleActs): void {
  const { script } = acts;
  script.after(1);
  acts.file();
  script.after(1);
  const rest = after(acts).publish();
  script.after(script.chance.between(1, 2));
  rest.pay();
  script.after(2);
  rest.closeAndArchive(10);
}

/** At most 100 yuan, so that it may be collected on the spot (处罚法 68). */
function collected(script: CaseScript, workingDaysUntilHandedIn: number): SimpleActs {
  const acts = simple(script);
  acts.fineFen = 100 * script.chance.between(2, 10) * 10;
  acts.toDelivered().collect();
  script.after(1);
  acts.file();
  script.after(workingDaysUntilHandedIn - 1);
  return acts.handIn();
}

export const simpleTales: readonly Tale[] = [
  { key: 'simple-opened', rest: [0, 0], weight: 1, tell: (s) => simple(s).open() },
  { key: 'simple-shown', rest: [0, 0], weight: 1, tell: (s) => simple(s).open().show() },
  { key: 'simple-recorded', rest: [0, 0], weight: 1, tell: (s) => simple(s).open().show().record() },
  { key: 'simple-informed', rest: [0, 0], weight: 1, tell: (s) => simple(s).toInformed() },
  { key: 'simple-decided', rest: [0, 0], weight: 1, tell: (s) => simple(s).toInformed().decide() },
  { key: 'simple-delivered', rest: [0, 1], weight: 2, tell: (s) => simple(s).toDelivered() },
  {
    key: 'simple-converted',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      simple(script).open().show();
      script.send('officer-2', 'convert-to-general', { ground: 'disputed' });
    },
  },
  {
    key: 'simple-archived',
    rest: settled,
    weight: 40,
    tell: (s) => {
      archived(simple(s).toDelivered());
    },
  },
  {
    key: 'simple-collected',
    organs: ['demo'],
    rest: settled,
    weight: 10,
    tell: (script) => {
      const acts = collected(script, 2);
      after(acts).publish();
      script.after(1);
      after(acts).close();
      script.after(2);
      after(acts).archive(10);
    },
  },
  {
    // Handed in days after the two that the law gives (处罚法 71).
    key: 'simple-collected-late',
    organs: ['demo'],
    rest: settled,
    weight: 2,
    tell: (script) => {
      const acts = collected(script, 6);
      after(acts).publish();
      script.after(1);
      after(acts).close();
    },
  },
  {
    // Filed with the organ too late, and published too late.
    key: 'simple-filed-late',
    rest: settled,
    weight: 3,
    tell: (script) => {
      const acts = simple(script).toDelivered();
      script.after(3);
      after(acts).pay();
      script.after(3);
      acts.file();
      script.after(8);
      after(acts).publish();
      script.after(1);
      after(acts).close();
    },
  },
  {
    key: 'simple-unpaid',
    rest: [30, 60],
    weight: 3,
    tell: (script) => {
      const acts = simple(script).toDelivered();
      script.after(1);
      acts.file();
    },
  },
  {
    key: 'simple-warned',
    organs: warning,
    rest: settled,
    weight: 5,
    tell: (script) => {
      const acts = simple(script);
      acts.fineFen = 0;
      acts.toDelivered();
      script.after(1);
      acts.file();
      after(acts).publish();
      script.after(2);
      after(acts).close();
    },
  },
  {
    // Somebody tries to fine 5,000 yuan on the spot.
    key: 'simple-too-much',
    rest: settled,
    weight: 2,
    tell: (script) => {
      const acts = simple(script).toInformed();
      script.attempt('officer-1', 'decide-on-spot', acts.decision(500_000), 'R-21');
      archived(acts.decide().deliver());
    },
  },
  {
    // An auxiliary tries to act as the second officer (行政处罚法 42).
    key: 'simple-auxiliary',
    organs: ['market'],
    rest: settled,
    weight: 1,
    tell: (script) => {
      const acts = simple(script);
      const pair = [script.officer('officer-1'), script.officer('auxiliary')];
      acts.open();
      script.attempt('officer-1', 'show-credential', { contact: 'first', officers: pair }, 'R-04');
      archived(acts.show().record().inform().decide().deliver());
    },
  },
  {
    // The certificate of the second officer has run out.
    key: 'simple-expired-certificate',
    organs: ['market'],
    rest: underWay,
    weight: 1,
    tell: (script) => {
      simple(script).open();
      const officers = [script.officer('officer-1'), script.officer('officer-3')];
      script.attempt('officer-1', 'show-credential', { contact: 'first', officers }, 'R-04');
    },
  },
  {
    // The organ finds its own mistake and takes the decision back (处罚法 75).
    key: 'simple-corrected',
    rest: settled,
    weight: 2,
    tell: (script) => {
      const acts = simple(script).toDelivered();
      script.after(1);
      acts.file();
      after(acts).pay().publish();
      script.after(10);
      const { chief: approver, day: effectiveAt } = script;
      const reason = '适用依据错误，自行纠正（演示）';
      const correction = { approver, effectiveAt, reason, kind: 'revoked', partly: false, duties: [] };
      script.send('chief', 'correct-decision', correction);
      script.send('publisher', 'withdraw-disclosure', {
        ...{ channel: 'own-site', reason: 'reversal', publicReason: '行政处罚决定已被自行撤销' },
      });
      script.after(3);
      after(acts).refund();
      script.attempt('archivist', 'close-case', {}, 'R-00');
      script.after(5);
      script.send('deputy', 'conclude-inquiry', { outcome: 'fault', by: [script.officer('deputy')] });
      after(acts).close();
    },
  },
];
