import { cite, citeSection } from '../../article';
import type { Parameter } from '../../rule-pack';
import { cd, each, months, parametersFrom, ratio, warnings, wd } from '../values';

const set = parametersFrom('2021-07-15');

/** Supervision, accountability and inspection. */
export const supervisionParameters: readonly Parameter[] = [
  set('reviewer.ratio', ratio(5, 100), 'S', [citeSection('changji', '二（四）1')], {
    zh: '原则上不少于百分之五',
    en: 'five per cent in principle',
  }),
  set('register.warn', warnings(30, 7), 'D', []),
  set('assessment', each('year'), 'L', [cite('penalty', 75)]),
  set('interference.ack', cd(7), 'D', []),
  set('sanction.decide', months(6, 6), 'L', [cite('servant-sanctions', 44)]),
  set('inspect.to.clue', wd(7), 'D', []),
];
