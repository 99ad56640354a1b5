import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lateFeeFen, lawfulLateFee } from '../../src/domain/penalty-case/payment/late-fee';
import type { CaseState } from '../../src/domain/penalty-case/state';
import { addDays, type CivilDate } from '../../src/kernel/time';
import { demoFacts } from '../support/demo-facts';
import { stateOf } from '../support/stages/decided';
import { aServedGeneralCase } from '../support/stages/service';

/** The late fee of a case against one that goes through every day of every duty (处罚法 66, 72, 73). */

const start = '2024-06-04';
const base = stateOf(aServedGeneralCase());
const facts = demoFacts();

interface Course {
  fineFen: number;
  parts: { after: number; share: number }[];
  payments: { after: number; share: number }[];
  pauses: { after: number; days: number | undefined }[];
  through: number;
}

const later = fc.integer({ min: 0, max: 90 });
const courses: fc.Arbitrary<Course> = fc.record({
  fineFen: fc.integer({ min: 1, max: 5_000_000 }),
  parts: fc.array(fc.record({ after: fc.integer({ min: 1, max: 40 }), share: fc.nat(100) }), {
    maxLength: 4,
  }),
  payments: fc.array(fc.record({ after: later, share: fc.nat(100) }), { maxLength: 4 }),
  pauses: fc.array(fc.record({ after: later, days: fc.option(later, { nil: undefined }) }), { maxLength: 3 }),
  through: fc.integer({ min: 0, max: 120 }),
});

/** Amounts that make up the whole, one for each share, the last with what is left. */
function split(whole: number, shares: readonly number[]): number[] {
  const total = shares.reduce((sum, each) => sum + each, 0) || 1;
  const amounts = shares.map((share) => Math.floor((whole * share) / total));
  const left = whole - amounts.reduce((sum, each) => sum + each, 0);
  return amounts.map((amount, i) => (i === amounts.length - 1 ? amount + left : amount));
}

function stateOfCourse({ fineFen, parts, payments, pauses }: Course): CaseState {
  const amounts = split(
    fineFen,
    parts.map(({ share }) => share),
  );
  let due = start;
  const instalments = parts.map(({ after }, i) => {
    due = addDays(due, after);
    return { due, amountFen: amounts[i] ?? 0 };
  });
  let paid = 0;
  const inOrder = payments
    .map(({ after, share }) => ({ on: addDays(start, after), fineFen: Math.floor((fineFen * share) / 100) }))
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .map((each) => {
      const fine = Math.min(each.fineFen, fineFen - paid);
      paid += fine;
      return { ...each, fineFen: fine };
    });
  let sum = 0;
  const finePaidOn = inOrder.find(({ fineFen: fine }) => (sum += fine) >= fineFen)?.on;
  return {
    ...base,
    payBy: instalments.at(-1)?.due ?? start,
    decision: { ...base.decision!, proposal: { ...base.decision!.proposal, fineFen } },
    money: { ...base.money, paidFineFen: paid, ...(finePaidOn === undefined ? {} : { finePaidOn }) },
    execution: {
      ...base.execution,
      payments: inOrder,
      ...(instalments.length > 0 ? { instalments } : {}),
    },
    remedy: {
      ...base.remedy,
      pending: pauses.map(({ after, days }) => {
        const from = addDays(start, after);
        return days === undefined ? { from } : { from, to: addDays(from, days) };
      }),
    },
  };
}

/** Day by day: a day counts if it is after the due day, in no pause, and the duty was not paid on an earlier day. */
function slowly({ decision, execution, remedy, payBy }: CaseState, through: CivilDate): number {
  const fineFen = decision?.proposal.fineFen ?? 0;
  const duties = execution.instalments ?? [{ due: payBy ?? '', amountFen: fineFen }];
  let before = 0;
  return duties.reduce((total, { due, amountFen }) => {
    before += amountFen;
    let days = 0;
    for (let day = addDays(due, 1); day <= through; day = addDays(day, 1)) {
      const paidEarlier = execution.payments.reduce(
        (sum, each) => sum + (each.on < day ? each.fineFen : 0),
        0,
      );
      const paused = remedy.pending.some(({ from, to }) => from <= day && (to === undefined || day < to));
      if (paidEarlier < before && !paused) days++;
    }
    return total + Math.min(amountFen, Math.floor((amountFen * 3 * days) / 100));
  }, 0);
}

it('equals a slow count, never exceeds the fine, and never shrinks from one day to the next', () => {
  fc.assert(
    fc.property(courses, (course) => {
      const state = stateOfCourse(course);
      const day = addDays(start, course.through);
      const fee = lateFeeFen(state, facts, day);
      expect(fee).toBe(slowly(state, day));
      expect(fee).toBeLessThanOrEqual(course.fineFen);
      expect(lateFeeFen(state, facts, addDays(day, 1))).toBeGreaterThanOrEqual(fee);
    }),
    { numRuns: 1500 },
  );
});

it('begins on the day after the first overdue duty', () => {
  const state = stateOfCourse({
    fineFen: 10_000,
    parts: [
      { after: 10, share: 40 },
      { after: 30, share: 60 },
    ],
    ...{ payments: [{ after: 9, share: 40 }], pauses: [], through: 60 },
  });
  expect(lawfulLateFee(state, facts, '2024-07-14')).toBeUndefined();
  expect(lawfulLateFee(state, facts, '2024-07-16')).toMatchObject({ from: '2024-07-15', days: 2, fee: 360 });
});
