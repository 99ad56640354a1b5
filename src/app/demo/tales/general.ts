import { AfterActs } from '../after-acts';
import type { CaseScript } from '../case-script';
import { GeneralActs, type Weight } from '../general-acts';
import { plainCircumstances, SimpleActs } from '../simple-acts';
import { settled, underWay, type Tale } from './tale';

/** Cases of the general procedure up to the decision, in every stage. */

const minor = (script: CaseScript): GeneralActs => new GeneralActs(script, 'minor');
const major = (script: CaseScript): GeneralActs => new GeneralActs(script, 'major');

/** A tale that ends where its acts end. */
const upTo = (
  key: string,
  rest: Tale['rest'],
  weight: Weight,
  tell: (acts: GeneralActs) => unknown,
): Tale => ({
  ...{ key, rest, weight: 2 },
  tell: (script) => {
    tell(new GeneralActs(script, weight));
  },
});

const beforeFiling: readonly Tale[] = [
  upTo('clue', underWay, 'minor', (acts) => acts.clue('report')),
  upTo('clue-late', [40, 60], 'minor', (acts) => acts.clue('complaint')),
  upTo('verified', underWay, 'minor', (acts) => acts.clue().verify()),
  {
    key: 'not-filed',
    rest: settled,
    weight: 6,
    tell: (script) => {
      const acts = minor(script).clue('report');
      script.after(3);
      acts.verify(false);
      script.attempt('chief', 'file-case', acts.filing(), 'R-00');
      const reason = '未发现违法事实（演示）';
      script.send('chief', 'do-not-file', { approver: script.chief, ground: 'no-violation', reason });
      script.after(2);
      script.send('officer-1', 'tell-reporter', { outcome: 'told', attempts: 1 });
    },
  },
  {
    // Nobody has told the reporter.
    key: 'not-filed-untold',
    rest: [25, 50],
    weight: 1,
    tell: (script) => {
      const acts = minor(script).clue('report');
      script.after(3);
      acts.verify(false);
      const reason = '违法行为轻微并及时改正（演示）';
      const approver = script.chief;
      script.send('chief', 'do-not-file', { approver, ground: 'slight-and-corrected', reason });
    },
  },
  upTo('filed', underWay, 'minor', (acts) => {
    acts.clue().verify();
    acts.script.after(1);
    acts.file();
  }),
  {
    key: 'converted-filed',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      new SimpleActs(script).open();
      script.send('officer-2', 'convert-to-general', { ground: 'complex' });
      const filing = minor(script).filing() as Readonly<Record<string, unknown>>;
      script.attempt('chief', 'file-case', filing, 'R-11');
      const { item: _item, actId: _act, place: _place, party: _party, ...rest } = filing;
      script.send('chief', 'file-case', rest);
    },
  },
];

const investigating: readonly Tale[] = [
  upTo('investigating', underWay, 'minor', (acts) => acts.toInvestigated()),
  // More than ninety days after the filing nothing is decided.
  upTo('investigating-late', [100, 130], 'minor', (acts) => acts.toInvestigated()),
  {
    key: 'recused',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      const acts = minor(script).toInvestigated('complaint');
      const officer = script.officer('officer-2');
      script.send('officer-1', 'request-recusal', {
        officer,
        by: 'party',
        reasons: '与投诉人是亲属（演示）',
      });
      script.after(1);
      const decided = { officer, granted: false, approver: script.chief, reasons: '经核实不属实（演示）' };
      script.send('chief', 'decide-recusal', decided);
      acts.conclude();
    },
  },
  {
    key: 'preserved',
    rest: underWay,
    weight: 2,
    tell: (script) => {
      preserve(script);
      script.after(3);
      const approver = script.chief;
      const ways = [{ thing: 'e7', way: 'returned' }];
      script.send('chief', 'dispose-preserved', { id: 'p1', approver, ways, reason: '已拍照取证（演示）' });
      const release = { id: 'p1', officers: script.officers, ground: 'decided', things: ['e7'] };
      script.send('officer-1', 'release-preserved', { ...release, receipt: `还〔演示〕${script.number}` });
    },
  },
  // Seven days are over, and nobody has said what becomes of what was preserved (处罚法 56).
  { key: 'preserved-late', rest: [20, 40], weight: 1, tell: preserve },
  {
    key: 'tested',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      minor(script).toInvestigated('inspection');
      script.send('officer-1', 'order-test', {
        ...{ id: 't1', officers: script.officers, evidence: ['e3'], body: '演示检测中心（演示）' },
        ...{ qualification: 'CMA-演示', question: '是否符合标准', excluded: false },
      });
    },
  },
  {
    key: 'suspended',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      minor(script).toInvestigated();
      script.after(5);
      const suspension = { kind: 'party-missing', stopsClock: false, reason: '当事人下落不明（演示）' };
      script.send('chief', 'suspend-case', { approver: script.chief, ...suspension });
    },
  },
  {
    key: 'terminated',
    rest: settled,
    weight: 1,
    tell: (script) => {
      const acts = minor(script).toInvestigated();
      script.after(8);
      script.send('chief', 'terminate-case', {
        ...{ approver: script.chief, ground: 'party-died', reasons: '当事人死亡，无权利义务承受人（演示）' },
        norm: '市场监督管理行政处罚程序规定',
      });
      acts.issue('termination-decision').serve();
      const after = new AfterActs(acts, 0).identity();
      script.after(2);
      after.close();
    },
  },
];

/** Things are kept as evidence, for seven days (处罚法 56). */
export function preserve(script: CaseScript): void {
  minor(script).toFiled('inspection').contact();
  const things = [{ id: 'e7', description: '设备一台（演示）', quantity: '1台' }];
  script.send('chief', 'approve-preservation', {
    ...{ id: 'p1', approver: script.chief, ground: 'may-be-lost', things, reason: '可能转移（演示）' },
  });
  script.send('officer-1', 'preserve-evidence', {
    ...{ id: 'p1', contact: 'c1', officers: script.officers, keeper: 'organ', things },
    ...{ placeText: '演示仓库（演示）', signed: 'signed', copyGiven: true },
  });
}

const reviewing: readonly Tale[] = [
  upTo('concluded', underWay, 'minor', (acts) => acts.toConcluded()),
  upTo('review-submitted', underWay, 'major', (acts) => acts.toConcluded().submit()),
  {
    key: 'review-problems',
    rest: underWay,
    weight: 2,
    tell: (script) => {
      const acts = major(script).toConcluded().submit();
      script.after(2);
      acts.opinion('裁量理由不足（演示）');
      script.attempt('officer-1', 'submit-review', { answers: [] }, 'R-14');
      script.after(1);
      acts.submit([{ problem: 'p1', text: '已补充裁量说明（演示）' }]);
    },
  },
  upTo('noticed', underWay, 'major', (acts) => acts.toNoticed()),
  {
    key: 'hearing-asked',
    rest: underWay,
    weight: 1,
    tell: (script) => {
      major(script).toNoticed();
      script.after(2);
      script.send('officer-1', 'request-hearing', { form: 'written' });
    },
  },
  {
    key: 'hearing-held',
    rest: settled,
    weight: 4,
    tell: heard,
  },
  {
    // Without the collective discussion that the penalty needs, and without waiting for the hearing right to end.
    key: 'decided-too-soon',
    rest: settled,
    weight: 3,
    tell: (script) => {
      const acts = major(script).toNoticed();
      script.after(1);
      acts.noStatement();
      script.attempt('chief', 'decide-penalty', acts.decision(), 'R-16', 'R-17');
      acts.noHearing();
      script.attempt('chief', 'decide-penalty', acts.decision(), 'R-17');
      script.after(3);
      acts.discuss().decide().issue();
      script.after(1);
      acts.serve();
      const after = new AfterActs(acts);
      script.after(1);
      after.publish().major();
      script.after(3);
      after.pay().identity().closeAndArchive(30);
    },
  },
  {
    // A heavier fine than the party was told (处罚法 45).
    key: 'aggravated',
    rest: underWay,
    weight: 2,
    tell: (script) => {
      const acts = minor(script).toNoticed();
      script.after(1);
      acts.state().answer();
      const told = acts.fineFen;
      acts.fineFen += 20_000;
      const heavier = acts.decision();
      acts.fineFen = told;
      script.attempt('chief', 'decide-penalty', heavier, 'R-23');
    },
  },
  {
    key: 'no-penalty',
    rest: settled,
    weight: 6,
    tell: (script) => {
      const acts = minor(script).toInvestigated();
      acts.conclude('no-penalty');
      script.after(2);
      const decision = {
        ...{
          approver: script.chief,
          ground: 'slight-corrected',
          reasons: '轻微并及时改正，没有造成危害后果',
        },
        circumstances: { ...plainCircumstances, slightCorrectedNoHarm: true },
        correction: { kind: 'done' },
      };
      // 教育 goes along with it (处罚法 33(3)).
      script.attempt('chief', 'decide-no-penalty', decision, 'R-38');
      const measure = { measure: 'education', measureText: '批评教育（演示）' };
      script.send('chief', 'decide-no-penalty', { ...decision, ...measure });
      acts.issue('no-penalty-decision');
      script.after(1);
      acts.serve();
      const after = new AfterActs(acts, 0).identity();
      script.after(1);
      after.closeAndArchive(10);
    },
  },
];

function heard(script: CaseScript): void {
  const acts = major(script).toConcluded().notice();
  script.after(2);
  script.send('officer-1', 'request-hearing', { form: 'written' });
  const { officers } = script;
  const service = acts.proof();
  const chair = script.officer('hearing-chair');
  const invitation = (day: string): object => ({
    ...{ officers, at: `${day}T09:30:00+08:00`, place: '演示厅（演示）', open: true, chair, service },
  });
  script.attempt('officer-1', 'notify-hearing', invitation(script.workingDay(4)), 'R-16');
  const hearing = script.workingDay(9);
  script.send('officer-1', 'notify-hearing', invitation(hearing));
  script.until(hearing);
  const record = `听〔演示〕${script.number}`;
  script.send('hearing-chair', 'hold-hearing', {
    ...{ presiding: chair, heardOfficers: officers, partyPresent: true, agents: 1, record },
    ...{ signed: 'signed', newFacts: false, course: '双方陈述、质证（演示）' },
  });
  acts.submit();
  script.after(2);
  acts.opinion().discuss();
  script.attempt('chief', 'decide-penalty', acts.decision(), 'R-16');
  acts.decide({ hearingRecord: record }).issue();
  script.after(2);
  acts.serve();
  const after = new AfterActs(acts);
  script.after(1);
  after.publish().major();
  script.after(3);
  after.pay().identity();
  script.after(2);
  after.closeAndArchive(30);
}

export const generalTales: readonly Tale[] = [...beforeFiling, ...investigating, ...reviewing];
