import type { ActPredicate } from '../../act-predicate';
import { cite } from '../../article';
import { period } from '../../period';
import type { PenaltyKind } from '../../penalty-kinds';
import type { Parameter } from '../../rule-pack';
import {
  byCase,
  cd,
  count,
  flag,
  noExtension,
  parametersFrom,
  ratio,
  rolling,
  wd,
  wdBefore,
  yuan,
} from '../values';

const set = parametersFrom('2021-07-15');
const law = (...place: readonly [number, number?, number?]) => [cite('penalty', ...place)];
const wdArticle = cite('penalty', 85);

const hearingKinds: readonly PenaltyKind[] = [
  'downgrading-of-qualification',
  'revocation-of-permit',
  'revocation-of-business-licence',
  'suspension-of-business',
  'closure',
  'restriction-of-occupation',
];

const filedActs: readonly ActPredicate[] = [
  { act: 'penalty', zh: '行政处罚', en: 'penalties' },
  { act: 'licence', zh: '行政许可', en: 'licences' },
  { act: 'measure', zh: '行政强制措施', en: 'compulsory measures' },
  { act: 'execution', zh: '行政强制执行', en: 'compulsory execution' },
];

/** 行政处罚法 and what the penalty procedures add to it. */
export const penaltyParameters: readonly Parameter[] = [
  set('officers.min', count(2), 'L', law(42, 1)),
  set('age.exempt', count(14), 'L', law(30)),
  set('age.reduced', count(18), 'L', law(30)),
  set('limitation', byCase({ ordinary: period(2, 'y'), harm: period(5, 'y') }), 'L', law(36, 1)),
  set('onspot.citizen', yuan(200), 'L', law(51)),
  set('onspot.org', yuan(3000), 'L', law(51)),
  set('onspot.collect', yuan(100), 'L', law(68, undefined, 1)),
  set('onspot.file', wd(2), 'D', law(52, 3), { zh: '法律未定期限', en: 'the law gives no number' }),
  set('onspot.archive', wd(10), 'D', []),
  set('clue.verify', wd(15, 15), 'M', [], {
    zh: '市场监管程序规定的做法',
    en: 'as in the market supervision procedure',
  }),
  set('clue.officers.min', count(1), 'D', [], {
    zh: '现场核查仍适用执法人员最少人数',
    en: 'on site the least number of officers holds',
  }),
  set('filing.time.start', { type: 'choices', cases: { from: 'verified' } }, 'D', [], {
    zh: '规则包可以改为自线索登记起算（clue）',
    en: 'a pack may let it run from the clue instead',
  }),
  set('case.decide', cd(90), 'L', law(60)),
  set('case.decide.warn', ratio(80, 100), 'D', []),
  set('case.extend', noExtension, 'L', law(60), {
    zh: '法律、法规、规章另有规定的，由指明该规定的规则包设定',
    en: 'only a pack that names the norm which allows it may set one',
  }),
  set('preserve.evidence', wd(7), 'L', [cite('penalty', 56), wdArticle]),
  set('hearing.request', wd(5), 'L', [cite('penalty', 64, undefined, 1), wdArticle]),
  set('hearing.notice', wdBefore(7), 'L', [cite('penalty', 64, undefined, 2), wdArticle]),
  set('hearing.agents.max', count(2), 'L', law(64, undefined, 5)),
  set(
    'hearing.kinds',
    {
      type: 'acts',
      any: [
        { act: 'penalty', kinds: hearingKinds, zh: '资格罚、停产停业等', en: 'qualifications and closure' },
        { act: 'penalty', flags: ['other-heavier'], zh: '其他较重的行政处罚', en: 'other heavier penalties' },
        {
          act: 'penalty',
          flags: ['hearing-by-norm'],
          zh: '法律、法规、规章规定的其他情形',
          en: 'other cases of a norm',
        },
      ],
    },
    'L',
    law(63, 1),
  ),
  set('hearing.chair.cert', flag(false), 'L', law(64, undefined, 4)),
  set('review.time', wd(7), 'D', [], {
    zh: '各地五至十个工作日不等',
    en: 'local rules range from 5 to 10 working days',
  }),
  set('service', wd(7), 'L', [cite('penalty', 61, 1), wdArticle]),
  set('service.public', cd(30), 'L', [cite('civil-procedure', 95)]),
  set('service.officers.min', count(2), 'D', [], {
    zh: '法律未定人数；其他送达方式一人即可',
    en: 'the law gives no number; one server is enough for the other ways of service',
  }),
  set('fine.pay', rolling(cd(15)), 'L', law(67, 3), {
    zh: '遇非工作日顺延为本系统的取舍：处罚法无期间条款',
    en: 'the roll-over is ours: the law has no clause on periods',
  }),
  set('money.to.organ', wd(2), 'L', [cite('penalty', 71), wdArticle]),
  set(
    'money.to.organ.start',
    { type: 'choices', cases: { land: 'collected', water: 'landed' } },
    'L',
    law(71),
  ),
  set('money.to.bank', wd(2), 'L', [cite('penalty', 71), wdArticle]),
  set('latefee.rate', ratio(3, 100), 'L', law(72, 1, 1)),
  set('latefee.cap', ratio(1, 1), 'L', law(72, 1, 1)),
  set('latefee.before.exec', cd(30), 'L', [cite('compulsion', 46, 1)]),
  set('major.filing', cd(15), 'P', [], { zh: '多地规定', en: 'several local rules' }),
  set('major.filing.acts', { type: 'acts', any: filedActs }, 'D', [], {
    zh: '各地范围不一：有的及于许可、强制，有的仅及处罚',
    en: 'local papers differ: some take in licences and compulsion, some penalties alone',
  }),
  set('case.close', wd(15), 'M', []),
  set('archive', wd(30), 'D', []),
  set('correct.receivers', wd(3), 'D', []),
];
