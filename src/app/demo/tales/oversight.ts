import { AfterActs } from '../after-acts';
import type { CaseScript } from '../case-script';
import { GeneralActs } from '../general-acts';
import {
  acknowledgeInterference,
  AlertActs,
  handOverToDiscipline,
  objectToOrder,
  recordInterference,
  TracingActs,
} from '../oversight-acts';
import { SimpleActs } from '../simple-acts';
import { preserve } from './general';
import { settled, underWay, type Tale } from './tale';

/** Cases that others than the organ look at: what was done outside, tracings, interference, discipline. */

/** A digest stands for the paper, which lies in the file of the organ. */
const paperDigest = 'd3'.repeat(32);

const outOfBand: readonly Tale[] = [
  {
    // The system is down: the decision is made on paper before the party was heard, and entered two days later (补录).
    key: 'out-of-band',
    rest: settled,
    weight: 2,
    tell: (script) => {
      const acts = new SimpleActs(script).open().show().record();
      const { number, day, cast } = script;
      const seq = 9000 + number;
      const fact = {
        ...{ command: 'decide-on-spot', act: acts.decision(), reason: '系统停机，先以纸质文书办理（演示）' },
        paper: { number: `${cast.plan.sign}当罚〔${day.slice(0, 4)}〕${seq}号`, seq },
        confirmers: [script.chief, script.officer('reviewer')],
        proof: { sha256: paperDigest },
      };
      script.send('deputy', 'record-out-of-band-fact', fact, { recordedAfterDays: 2 });
      acts.deliver();
      script.after(1);
      acts.file();
      script.after(1);
      const rest = new AfterActs(acts).publish();
      script.after(2);
      rest.pay().closeAndArchive(10);
    },
  },
  {
    // Entered by one of those who acted, and refused: nobody confirms his own act.
    key: 'out-of-band-refused',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      const acts = new GeneralActs(script, 'minor').toFiled();
      const [first = '', second = ''] = script.officers;
      const contact = {
        ...{ contact: 'c1', officers: [first, second], whom: 'party' },
        rights: { told: ['matter', 'basis', 'duties', 'recusal', 'remedies'], signed: 'signed' },
      };
      const fact = {
        ...{ command: 'record-contact', act: contact, reason: '现场无网络（演示）' },
        ...{ confirmers: [first, script.chief], proof: { sha256: paperDigest } },
      };
      script.attempt('officer-2', 'record-out-of-band-fact', fact, 'R-07');
      acts.contact();
    },
  },
];

const tracings: readonly Tale[] = [
  {
    // Filed with the organ too late; traced down to the report that both supervisors signed.
    key: 'traced',
    rest: settled,
    weight: 1,
    tell: (script) => {
      const acts = new SimpleActs(script).toDelivered();
      script.after(1);
      const rest = new AfterActs(acts).publish().pay();
      script.after(5);
      acts.file();
      rest.closeAndArchive(10);
      script.afterDays(40);
      const alert = new AlertActs(script, 'W-21', 'onspot.file').acknowledge('chief');
      alert.explain('officer-1', '连续出勤，忘记报备（演示）');
      script.after(1);
      const tracing = new TracingActs(script, 'W-21', '当场处罚决定未按期报备案，由谁负责（演示）');
      script.after(2);
      tracing.show('officer-1').show('officer-2');
      script.after(3);
      tracing.hear('officer-1', '连续出勤，忘记报备，无异议（演示）').hear('officer-2', '无异议（演示）');
      script.after(4);
      tracing.proposeEducation('officer-1').proposeEducation('officer-2').sign();
      script.after(1);
      alert.close('supervisor', '已倒查，责任明确（演示）');
    },
  },
  {
    // What was preserved lay for weeks (处罚法 56): the tracing is open, and one of those concerned was heard.
    key: 'tracing-under-way',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      preserve(script);
      script.afterDays(45);
      const tracing = new TracingActs(script, 'W-12', '先行登记保存逾期未处理，由谁负责（演示）');
      script.after(2);
      tracing.show('officer-1').show('chief');
      script.after(1);
      tracing.hear('officer-1', '已口头请示，未获批复（演示）');
    },
  },
];

const sealedTales: readonly Tale[] = [
  {
    // A deputy head asks for a lighter fine and then for delay; the officers record both and go on.
    key: 'interfered',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      const acts = new GeneralActs(script, 'major').toConcluded().submit();
      recordInterference(script);
      const record = script.lastCommand;
      script.after(2);
      acknowledgeInterference(script, record);
      acts.opinion();
      script.after(1);
      objectToOrder(script);
      acts.notice();
    },
  },
  {
    // Nobody has acknowledged the record (W-39, sealed).
    key: 'interference-unanswered',
    rest: [12, 25],
    weight: 1,
    tell: (script) => {
      new GeneralActs(script, 'minor').toInvestigated();
      recordInterference(script);
    },
  },
  {
    key: 'handed-over',
    organs: ['demo', 'market'],
    rest: settled,
    weight: 1,
    tell: (script) => {
      const rest = penalised(script);
      rest.close('party-member');
      script.after(4);
      handOverToDiscipline(script);
    },
  },
  {
    // Closed, and nobody asked whether discipline has to know (W-16, sealed).
    key: 'handover-missed',
    organs: ['demo', 'market'],
    rest: [40, 60],
    weight: 1,
    tell: (script) => {
      penalised(script).close('unasked');
    },
  },
];

/** A citizen, fined, paid up, published: ready to be closed. */
function penalised(script: CaseScript): AfterActs {
  const acts = new GeneralActs(script, 'minor', 'citizen').toServed();
  script.after(1);
  const rest = new AfterActs(acts).publish();
  script.after(2);
  rest.pay().identity();
  script.after(2);
  return rest;
}

export const oversightTales: readonly Tale[] = [...outOfBand, ...tracings, ...sealedTales];
