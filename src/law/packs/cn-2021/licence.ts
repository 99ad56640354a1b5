import { cite } from '../../article';
import type { Parameter } from '../../rule-pack';
import { cdBefore, interval, parametersFrom, wd, wdBefore, years } from '../values';

const set = parametersFrom('2021-07-15');
/** The periods in which an organ implements a licence are working days. */
const organ = (article: number, paragraph?: number, item?: number) => [
  cite('licence', article, paragraph, item),
  cite('licence', 82),
];

/** 行政许可法. */
export const licenceParameters: readonly Parameter[] = [
  set('licence.decide', wd(20, 10), 'L', organ(42, 1)),
  set('licence.joint', wd(45, 15), 'L', organ(42, 2)),
  set('licence.prereview', wd(20), 'L', organ(43)),
  set('licence.intake', wd(5), 'L', organ(32, 1, 4)),
  set('licence.test.assign', wd(5), 'L', organ(55, 2)),
  set('licence.hearing.request', wd(5), 'D', [cite('licence', 47, 1)], {
    zh: '条文未明言工作日，取较长者',
    en: 'the article does not say working days; the longer window is taken',
  }),
  set('licence.hearing.hold', wd(20), 'L', organ(47, 1)),
  set('licence.hearing.notice', wdBefore(7), 'L', organ(48, 1, 1)),
  set('licence.issue', wd(10), 'L', organ(44)),
  set('licence.copy', wd(0), 'D', []),
  set('licence.copy.receipt', wd(1), 'D', []),
  set('licence.renew', cdBefore(30), 'U', [cite('licence', 50, 1)], {
    zh: '条文未明言工作日，按自然日且不顺延',
    en: 'the article does not say; calendar days without roll-over',
  }),
  set('licence.ban.false', years(1), 'L', [cite('licence', 78)]),
  set('licence.ban.fraud', years(3), 'L', [cite('licence', 79)]),
  set('interval.licence', interval, 'L', [cite('licence', 45)]),
];
