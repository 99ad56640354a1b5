import { cite, citeSection } from '../../article';
import type { Parameter } from '../../rule-pack';
import { period } from '../../period';
import { byCase, flag, parametersFrom, wd, years } from '../values';

const set = parametersFrom('2021-07-15');
const three = cite('three-systems');

const [threeMonths, oneYear, threeYears] = [period(3, 'mo'), period(1, 'y'), period(3, 'y')];
const repair = cite('credit-repair');
const inForce = '2026-04-01';

/** How long a penalty stays public on the credit platforms, and how soon it may be repaired; read in excerpts only. */
const creditPlatforms: readonly Parameter[] = [
  set('publish.until.samr', byCase({ slight: threeMonths, ordinary: threeYears }), 'L?', [
    cite('samr-publication'),
  ]),
  {
    ...set(
      'publish.until.credit_china',
      byCase({ slight: threeMonths, ordinary: threeYears, serious: threeYears }),
      'P',
      [cite('credit-repair-trial')],
      { from: '2023-05-01' },
    ),
    until: inForce,
  },
  set(
    'publish.until.credit_china',
    byCase({ slight: threeMonths, ordinary: oneYear, serious: threeYears }),
    'P',
    [repair],
    { from: inForce },
  ),
  set('repair.min.credit_china', byCase({ ordinary: threeMonths, serious: oneYear }), 'P', [repair], {
    from: '2023-05-01',
  }),
  set('credit.slight.shown', flag(false), 'P', [repair], {
    from: inForce,
    zh: '轻微失信信息原则上不公示',
    en: 'slight information is in principle not shown',
  }),
];

/** Publication, lists and retention. */
export const publicationParameters: readonly Parameter[] = [
  set('publish.penalty.own_site', wd(7), 'P', [three], {
    zh: '部门规章的二十个工作日不取代：最低位阶取行政法规',
    en: 'the 20 working days of a departmental rule do not displace it',
  }),
  set('publish.licence', wd(7), 'P', [three]),
  set('publish.other', wd(20), 'P', [three]),
  set('publish.samr.enterprise', wd(20, 10, 10), 'L?', [cite('samr-publication', 9)]),
  set('publish.simple', flag(true), 'D', []),
  set('publish.after.service', wd(2), 'D', []),
  set('notpublished.review', years(1), 'D', [cite('information-disclosure', 18)]),
  set('withdraw.penalty', wd(3), 'L', [cite('penalty', 48, 2), cite('penalty', 85)]),
  set('update.list', wd(20), 'S', [citeSection('zhengzhou-fund', '三（一）4')]),
  ...creditPlatforms,
  set('annual.report', { type: 'day-of-year', day: '01-31' }, 'S', [citeSection('changji', '二（二）4')]),
  set('audit.retention', years(3), 'D', [cite('personal-information', 56)]),
];
