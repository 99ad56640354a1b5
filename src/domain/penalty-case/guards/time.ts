import { breach, kept } from '../../../kernel/guard';
import { deadline } from '../../../law/deadline';
import { penaltyLaw } from '../../statute';
import { fileRule } from './rule';

/** G-LIMIT: found within two years of the violation, five where life, health or money came to harm (处罚法 36). */
export const withinLimitation = fileRule(
  { group: 'time', code: 'R-13', name: 'G-LIMIT', basis: [penaltyLaw(36)] },
  ({ findings }, { rules, calendar, date }) => {
    const periods = rules.find('limitation');
    if (findings === undefined || periods === undefined) return kept;
    const { from, until, continuing, harm, discovered } = findings.violation;
    const ended = until ?? (continuing ? discovered : from);
    if (from > ended || ended > date || discovered < from || discovered > date) {
      return breach(
        '违法行为与发现的日期不合',
        'the dates of the violation and its discovery do not agree',
        'violation',
      );
    }
    const period = periods.value.cases[harm === 'none' ? 'ordinary' : 'harm'];
    if (period === undefined) return kept;
    const last = deadline({ from: ended, period, calendar }).due;
    return discovered <= last
      ? kept
      : breach(`追责时效已于 ${last} 届满`, `the limitation ended on ${last}`, 'violation');
  },
);
