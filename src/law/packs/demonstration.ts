import { cite } from '../article';
import type { ActPredicate } from '../act-predicate';
import type { ParameterKey, ValueOf } from '../parameter-keys';
import { period } from '../period';
import type { Parameter, RulePack } from '../rule-pack';
import { byCase, cd, count, each, flag, hours, wd, years, yuan } from './values';

/** Code of the invented territory of the demonstration. No division of GB/T 2260 begins with 99. */
export const demonstrationTerritory = '990101';

const choice = <K extends ParameterKey>(key: K, value: ValueOf<K>): Parameter => ({
  key,
  value,
  basis: [],
  confidence: 'D',
  from: '2021-07-15',
  demonstration: true,
  note: { zh: '演示所取，非法律意见', en: 'chosen for the demonstration, no legal advice' },
});

/** The limbs of 行政处罚法 58 are the floor of every review list. */
const statutoryLimbs: readonly ActPredicate[] = [
  { act: 'penalty', flags: ['major-public-interest'], zh: '涉及重大公共利益', en: 'major public interest' },
  { act: 'penalty', flags: ['hearing-held'], zh: '经过听证程序', en: 'after a hearing' },
  {
    act: 'penalty',
    flags: ['complex-facts'],
    zh: '疑难复杂、多个法律关系',
    en: 'complex, several legal relations',
  },
  {
    act: 'penalty',
    flags: ['other-statutory-review'],
    zh: '法律、法规规定的其他情形',
    en: 'other cases of the law',
  },
];

const heavyPenalties: readonly ActPredicate[] = [
  {
    act: 'penalty',
    party: 'citizen',
    minFineFen: 500_000,
    zh: '公民罚款五千元以上',
    en: 'citizen, fine of 5,000 or more',
  },
  {
    act: 'penalty',
    party: 'organisation',
    minFineFen: 5_000_000,
    zh: '组织罚款五万元以上',
    en: 'organisation, fine of 50,000 or more',
  },
  {
    act: 'penalty',
    minConfiscationFen: 5_000_000,
    zh: '没收五万元以上',
    en: 'confiscation of 50,000 or more',
  },
  {
    act: 'penalty',
    kinds: [
      'downgrading-of-qualification',
      'revocation-of-permit',
      'revocation-of-business-licence',
      'suspension-of-business',
      'closure',
      'restriction-of-occupation',
    ],
    zh: '资格罚、停产停业等',
    en: 'qualifications and closure',
  },
];

const complexPenalties: readonly ActPredicate[] = [
  { act: 'penalty', flags: ['complex'], zh: '情节复杂', en: 'complex circumstances' },
  { act: 'penalty', flags: ['major'], zh: '重大违法行为', en: 'major violation' },
];

const seriousPenalties: readonly ActPredicate[] = [
  {
    act: 'penalty',
    kinds: ['revocation-of-permit', 'revocation-of-business-licence', 'closure', 'restriction-of-occupation'],
    zh: '吊销、责令关闭、限制从业',
    en: 'revocation, closure, restriction of occupation',
  },
];

const penaltyChoices: readonly Parameter[] = [
  choice('statement.window', wd(5)),
  choice('hearing.fine.citizen', yuan(5000)),
  choice('hearing.fine.org', yuan(50_000)),
  choice('hearing.confiscate', { type: 'money-by-party', citizen: 500_000, organisation: 5_000_000 }),
  choice('review.list', { type: 'acts', any: [...statutoryLimbs, ...heavyPenalties] }),
  choice('collective.list', { type: 'acts', any: [...complexPenalties, ...heavyPenalties] }),
  choice('filing.time', wd(7)),
  choice('test.max', cd(60)),
  choice('late.record.hours', hours(48)),
  choice('sev1.escalate.days', wd(3)),
  choice('official.window', wd(5)),
];

const otherChoices: readonly Parameter[] = [
  choice('inspect.cap', count(2)),
  choice('inspect.dup.window', cd(30)),
  choice('inspect.urgent.approve', hours(24)),
  choice('custody.check', cd(7)),
  choice('licence.correct', wd(15)),
  choice('licence.renew.length', years(1)),
  choice('item.deadline', wd(20)),
  choice('crime.report', wd(2)),
  choice('transfer.answer', wd(15)),
  choice('complaint.accept', wd(7)),
  choice('complaint.receiver', wd(3)),
  choice('complaint.answer', wd(15)),
];

/** Grounds on which an investigation is suspended, as the market supervision procedure has them. */
const suspensions: Readonly<Record<string, string>> = {
  'other-decision': '须以其他裁判或者决定为依据',
  'question-of-law': '法律适用送请解释或者确认',
  'force-majeure': '不可抗力',
  'party-missing': '当事人下落不明',
};

/** Inspections that are recorded as a whole. */
const recordedInspections: readonly ActPredicate[] = [
  { act: 'inspection', flags: ['liberty'], zh: '涉及人身自由', en: 'touching liberty' },
  { act: 'inspection', flags: ['life-health'], zh: '涉及生命健康', en: 'touching life or health' },
  { act: 'inspection', flags: ['major-property'], zh: '涉及重大财产权益', en: 'touching much property' },
];

/**
 * Only a 规章 can let a case end without a decision (处罚法 57 knows no such end). The demonstration takes the one of the
 * market supervision for all of its organs; a real pack may do so for those organs alone.
 */
const termination: Parameter = {
  ...choice('case.terminate', flag(true)),
  basis: [cite('samr-procedure', 47)],
  note: {
    zh: '演示所取：该规章只适用于市场监督管理部门',
    en: 'chosen for the demonstration: the rule binds market supervision alone',
  },
};

/** How long decisions stay public on the own site, and how soon credit may be repaired. */
const publication: readonly Parameter[] = [
  choice('publish.until.own_site', byCase({ organisation: period(5, 'y'), person: period(2, 'y') })),
  choice('repair.min.own_site', byCase({ organisation: period(6, 'mo'), person: period(3, 'mo') })),
  choice('repair.min.samr', byCase({ ordinary: period(6, 'mo') })),
  choice('repair.decide', wd(15)),
  choice('publish.samr.lowfine', { type: 'money-by-party', citizen: 50_000, organisation: 500_000 }),
  choice('credit.serious', { type: 'acts', any: seriousPenalties }),
];

/** Duties that exist only where a pack sets them: without these nothing of them could be shown. */
const localDuties: readonly Parameter[] = [
  choice('notfiled.tell', wd(5)),
  choice('evidence.interview.plus', flag(false)),
  choice('suspend.kinds', { type: 'choices', cases: suspensions }),
  choice('av.list', { type: 'acts', any: recordedInspections }),
  choice('dress.prescribed', flag(false)),
  choice('review.no.penalty', flag(false)),
  termination,
  choice('discipline.handover', wd(10)),
  choice('supervision.correct', cd(30)),
  choice('supervision.report', cd(30)),
  choice('supervision.recheck.ask', wd(10)),
  choice('supervision.recheck.decide', wd(15)),
  choice('law.report', cd(30)),
  choice('file.review', each('year')),
  choice('certificate.check', { type: 'day-of-year', day: '12-31' }),
  choice('post.rotation', years(5)),
  choice('organ.vertical', flag(false)),
  choice('township.transfer', wd(3)),
  choice('township.urgent', hours(24)),
  choice('patrol', each('quarter')),
  choice('officer.appraisal', each('half-year')),
  choice('meeting.joint', each('year')),
  choice('meeting.approval', each('quarter')),
  choice('guiding.cases.min', count(3)),
  choice('news.min', each('month', 2)),
  choice('rol.report', each('year', 1, 'Q1')),
  choice('norms.cleanup', years(2)),
];

/**
 * The pack of the demonstration territory: it sets every key that has no national value, each as a choice of ours, so
 * that the whole procedure can be shown. No place should take these over unread. Keys that only a 法律, 法规 or 规章
 * can create (intervals that stop the case clock, auxiliaries who serve …) stay unset: a choice is no norm; but for
 * the end of a case without a decision, for which it cites one.
 */
export const demonstrationPack: RulePack = {
  id: 'demo-990101',
  version: '2',
  zh: '演示规则包（虚构地区）',
  en: 'Demonstration pack (invented territory)',
  scope: { level: 'territory', prefix: demonstrationTerritory },
  parameters: [...penaltyChoices, ...otherChoices, ...localDuties, ...publication],
};
