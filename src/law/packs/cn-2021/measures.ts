import { cite } from '../../article';
import { period } from '../../period';
import type { Parameter } from '../../rule-pack';
import {
  byCase,
  cd,
  hours,
  interval,
  months,
  parametersFrom,
  warnings,
  wd,
  wdBefore,
  years,
} from '../values';

const set = parametersFrom('2021-07-15');
const law = (article: number, paragraph?: number) => [cite('compulsion', article, paragraph)];
/** Ten days or less are working days. */
const short = (article: number, paragraph?: number, item?: number) => [
  cite('compulsion', article, paragraph, item),
  cite('compulsion', 69),
];

/** 行政强制法: measures, execution and the way to the court. */
export const measureParameters: readonly Parameter[] = [
  set('seizure', cd(30, 30), 'L', law(25, 1)),
  set('freeze', cd(30, 30), 'L', law(32, 1)),
  set('freeze.notice', wd(3), 'L', short(31)),
  set('urgent.report', hours(24), 'L', law(19)),
  set('urgent.warn', hours(20), 'D', []),
  set('measure.warn', warnings(5, 3, 0), 'D', []),
  set('measure.lift', wd(1), 'D', law(28)),
  set('interval.seizure.testing', interval, 'L', law(25, 3)),
  set('substitute.notice', wdBefore(3), 'L', short(51, 1, 2)),
  set('exec.giveup', years(3), 'L', law(39, 2)),
  set('exec.night', { type: 'time-window', from: '22:00', to: '06:00' }, 'M', law(43)),
  set('court.apply', months(3), 'L', law(53)),
  set('court.apply.warn', warnings(15), 'D', []),
  set('court.apply.judgment', years(2), 'L', [cite('litigation-interpretation', 153)]),
  set('urge.before.court', wd(10), 'L', short(54)),
  set('court.accept', wd(5), 'L', short(56, 1)),
  set('court.rule', byCase({ ordinary: period(7, 'wd'), doubtful: period(30, 'cd') }), 'L', [
    cite('compulsion', 57),
    cite('compulsion', 58, 2),
    cite('compulsion', 69),
  ]),
  set('court.ruling.serve', wd(5), 'L', short(58, 2)),
  set('court.review.ask', cd(15), 'L', [cite('compulsion', 56, 2), cite('compulsion', 58, 3)]),
  set('court.review.ask.warn', warnings(5), 'D', []),
  set(
    'court.review.decide',
    byCase({ 'not-accepted': period(15, 'cd'), 'not-executed': period(30, 'cd') }),
    'L',
    [cite('compulsion', 56, 2), cite('compulsion', 58, 3)],
  ),
  set('court.urgent', wd(5), 'L', short(59)),
];
