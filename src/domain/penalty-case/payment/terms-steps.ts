import { DeferralApproved, InstalmentSet } from '../../../events/payment.events';
import type { Clock } from '../../../events/schemas';
import { daysBetween, type CivilDate } from '../../../kernel/time';
import { plain } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import { courtClock } from '../execution/remedy-end';
import type { CaseFacts } from '../facts';
import { dutiesSeparated, tierReached } from '../guards/identity';
import type { CaseState } from '../state';
import { ApproveDeferral, SetInstalments } from './commands';
import { deferralInTime, deferredFurther, instalmentsWhole } from './guards';

const row = {
  no: 'P18',
  who: ['approver'],
  from: ['delivered'],
  parameters: ['fine.pay', 'court.apply', 'appeal.apply', 'lawsuit'],
  opens: ['fine.pay', 'court.apply'],
  alerts: ['W-15', 'W-18'],
} as const;

/** P18: the party may pay later or in parts (处罚法 66(2)). */
export const termsSteps: readonly CaseStep[] = [
  caseStep<ApproveDeferral>({
    ...row,
    command: ApproveDeferral,
    zh: '批准延期缴纳',
    en: 'Approve a deferral',
    basis: [penaltyLaw(66, 2), penaltyLaw(72, 2)],
    rules: [dutiesSeparated, tierReached, deferralInTime, deferredFurther],
    emits: ['DeferralApproved'],
    record: ({ hardship, ...c }, state, facts, reliance) => [
      DeferralApproved(
        {
          ...plain(c),
          opens: [payClock(facts, c.until), courtClock(state, facts, c.until)],
          closes: [],
          reliance,
        },
        { party: { hardship } },
      ),
    ],
  }),
  caseStep<SetInstalments>({
    ...row,
    command: SetInstalments,
    zh: '批准分期缴纳',
    en: 'Set instalments',
    basis: [penaltyLaw(66, 2), penaltyLaw(72, 2)],
    rules: [dutiesSeparated, tierReached, deferralInTime, instalmentsWhole],
    closes: ['fine.pay'],
    emits: ['InstalmentSet'],
    record: ({ hardship, ...c }, state, facts, reliance) => [
      InstalmentSet(
        { ...plain(c), opens: instalmentClocks(c, state, facts), closes: ['fine.pay'], reliance },
        { party: { hardship } },
      ),
    ],
  }),
];

/** The clock of payment with a last day that was approved, not computed. */
function payClock(facts: CaseFacts, due: CivilDate, as = 'fine.pay'): Clock {
  const { opened, pack } = opening(facts, 'fine.pay', facts.date);
  return { key: as, opened, due, kind: 'cd', amount: Math.max(0, daysBetween(facts.date, due)), pack };
}

/** One clock for each instalment, and the way to the court from the end of the last (处罚法 72(2)). */
function instalmentClocks(
  { instalments }: Pick<SetInstalments, 'instalments'>,
  state: CaseState,
  facts: CaseFacts,
): Clock[] {
  const clocks = instalments.map(({ due }, i) => payClock(facts, due, `fine.pay/${i + 1}`));
  return [...clocks, courtClock(state, facts, instalments.at(-1)?.due)];
}
