import { cite, citeSection } from '../article';
import type { Parameter, RulePack } from '../rule-pack';
import { cd, count, each, flag, hours, parametersFrom, wd, years } from './values';

const pack = (
  prefix: string,
  zh: string,
  en: string,
  parameters: readonly Parameter[],
  version = '1',
): RulePack => ({
  id: `cn-${prefix}`,
  version,
  zh,
  en,
  scope: { level: 'territory', prefix },
  parameters,
});

const shandongFrom = parametersFrom('2015-05-01');
const shandong = (article: number) => [cite('shandong-supervision', article)];

/** 山东省: supervision with its own periods, hearing chairs with a certificate. */
export const cn37 = pack('37', '山东省规则', 'Shandong rules', [
  shandongFrom('hearing.chair.cert', flag(true), 'L', shandong(11)),
  shandongFrom('supervision.correct', cd(30), 'L', shandong(28)),
  shandongFrom('supervision.report', cd(30), 'L', shandong(29)),
  shandongFrom('law.report', cd(30), 'L', shandong(17)),
]);

const henanFrom = parametersFrom('2016-06-01');

/** 河南省: yearly review of files. */
export const cn41 = pack('41', '河南省规则', 'Henan rules', [
  henanFrom('file.review', each('year'), 'L', [cite('henan-enforcement', 40)]),
]);

const chongqingFrom = parametersFrom('2010-07-23');
const chongqing = (article: number) => [cite('chongqing-supervision', article)];

/** 重庆市: re-check of a supervision decision, disputes that hold a case, answers to complaints. */
export const cn50 = pack('50', '重庆市规则', 'Chongqing rules', [
  chongqingFrom('supervision.recheck.ask', wd(10), 'L', chongqing(21)),
  chongqingFrom('supervision.recheck.decide', wd(15), 'L', chongqing(21)),
  chongqingFrom('dispute.holds', flag(true), 'L', chongqing(11)),
  chongqingFrom('complaint.answer', wd(15), 'L', [cite('chongqing-responsibility', 13)]),
]);

const funingFrom = parametersFrom('2021-10-22');
const funing = (section: string) => [citeSection('funing', section)];

const funingKeys: readonly Parameter[] = [
  funingFrom('township.transfer', wd(3), 'S', funing('二（十五）')),
  funingFrom('township.urgent', hours(24), 'S', funing('二（十五）')),
  funingFrom('discipline.handover', wd(10), 'S', funing('二（十）')),
  funingFrom('patrol', each('quarter'), 'S', funing('二（五）')),
  funingFrom('officer.appraisal', each('half-year'), 'S', funing('二（九）')),
  funingFrom('meeting.joint', each('year'), 'S', funing('二（一）')),
  funingFrom('meeting.approval', each('quarter'), 'S', funing('二（十四）')),
  funingFrom('guiding.cases.min', count(3), 'S', funing('二（十一）'), {
    zh: '一般不少于',
    en: 'as a rule no fewer',
  }),
  funingFrom('news.min', each('month', 2), 'S', funing('四（三）')),
  funingFrom('transfer.wait', flag(true), 'S', funing('二（四）')),
];

/** 秦皇岛市抚宁区: the fifteen mechanisms of its plan of 2021. */
export const cn130306 = pack('130306', '抚宁区规则', 'Funing rules', funingKeys, '2');

const changjiFrom = parametersFrom('2019-08-06');

/** 昌吉市: reports and clean-up of its agenda of 2019. */
export const cn652301 = pack('652301', '昌吉市规则', 'Changji rules', [
  changjiFrom('rol.report', each('year', 1, 'Q1'), 'S', [citeSection('changji-agenda', '三（二）')]),
  changjiFrom('norms.cleanup', years(2), 'S', [citeSection('changji-agenda', '二')]),
]);

/** The packs of the places whose rules were at hand. */
export const territoryPacks: readonly RulePack[] = [cn37, cn41, cn50, cn130306, cn652301];
