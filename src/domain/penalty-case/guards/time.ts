import type { ViolationFacts } from '../../../events/case-schemas';
import { breach, kept, type Breach } from '../../../kernel/guard';
import { deadline } from '../../../law/deadline';
import { penaltyLaw } from '../../statute';
import type { SuspectedViolation } from '../filing/commands';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { commandRule, fileRule } from './rule';

const head = { group: 'time', code: 'R-13', name: 'G-LIMIT', basis: [penaltyLaw(36)] } as const;

/** G-LIMIT: found within two years of the violation, five where life, health or money came to harm (处罚法 36). */
export const withinLimitation = fileRule(head, ({ findings }, facts) =>
  findings === undefined ? kept : limitation(findings.violation, facts),
);

/** G-LIMIT at the filing: the same, for the violation as it is suspected. */
export const suspectedInTime = commandRule<{ readonly violation: SuspectedViolation }>(
  { ...head, name: 'G-LIMIT.filed' },
  ({ violation }, state, facts) => limitation({ ...violation, discovered: discovery(state, facts) }, facts),
);

/**
 * Day on which the organ found the violation: the first clue, or the encounter on the spot that became this case; the
 * earlier of the two where there are both.
 */
export function discovery({ filing, findings }: CaseState, { date }: CaseFacts): string {
  const known = [filing.clue?.found, findings?.violation.discovered].filter((each) => each !== undefined);
  return known.sort()[0] ?? date;
}

function limitation(violation: ViolationFacts, { rules, calendar, date }: CaseFacts): readonly Breach[] {
  const periods = rules.find('limitation');
  if (periods === undefined) return kept;
  const { from, until, continuing, harm, discovered } = violation;
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
}
