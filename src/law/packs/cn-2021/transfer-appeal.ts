import { cite } from '../../article';
import { period } from '../../period';
import type { Parameter } from '../../rule-pack';
import { byCase, cd, hours, months, parametersFrom, rolling, wd, years } from '../values';

const set = parametersFrom('2021-07-15');
const transfer = (article: number, paragraph?: number) => [cite('crime-transfer', article, paragraph)];
const reconsideration = (article: number, paragraph?: number) => [
  cite('reconsideration', article, paragraph),
];
/** The periods of litigation and reconsideration roll over as in civil procedure. */
const borrowed = [cite('litigation', 101), cite('civil-procedure', 85)];
const dayTypeUnclear = {
  zh: '条文无工作日之规定，按自然日且不顺延',
  en: 'no working-day clause was found; calendar days without roll-over',
};
/** First day in force of the Reconsideration Law of 2023. */
const revised = { from: '2024-01-01' };

/** 移送规定, 行政复议法, 行政诉讼法. */
export const transferAndAppealParameters: readonly Parameter[] = [
  set('crime.chief', cd(3), 'L', transfer(5, 2), dayTypeUnclear),
  set('crime.transfer', hours(24), 'L', transfer(5, 2)),
  set('crime.police.forward', hours(24), 'L', transfer(7)),
  set('crime.police.review', cd(3), 'L', transfer(8), dayTypeUnclear),
  set('crime.review.ask', cd(3), 'L', transfer(9, 1), dayTypeUnclear),
  set('crime.review.decide', cd(3), 'L', transfer(9, 2), dayTypeUnclear),
  set('crime.procuratorate', cd(3), 'L', transfer(9, 2), dayTypeUnclear),
  set('crime.handover', cd(3), 'L', transfer(12), dayTypeUnclear),
  set('appeal.apply', rolling(cd(60)), 'L', [cite('reconsideration', 20, 1), cite('civil-procedure', 85)]),
  set('appeal.untold.max', rolling(years(1)), 'L', [
    cite('reconsideration', 20, 3),
    cite('litigation-interpretation', 64),
    cite('civil-procedure', 85),
  ]),
  set('appeal.forward', wd(5), 'L', [...reconsideration(32), cite('reconsideration', 88)], revised),
  set(
    'appeal.answer',
    byCase({ ordinary: period(10, 'wd'), simple: period(5, 'wd') }),
    'L',
    [cite('reconsideration', 48), cite('reconsideration', 54), cite('reconsideration', 88)],
    revised,
  ),
  set('appeal.opinion', cd(60), 'L', reconsideration(76)),
  set('appeal.judgment', rolling(cd(15)), 'L', [cite('litigation', 85), ...borrowed]),
  set('lawsuit', rolling(months(6)), 'L', [cite('litigation', 46, 1), ...borrowed]),
  set('lawsuit.after.review', rolling(cd(15)), 'L', [cite('litigation', 45), ...borrowed]),
  set('court.answer', rolling(cd(15)), 'L', [cite('litigation', 67, 1), ...borrowed]),
];
