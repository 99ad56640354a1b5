import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/kernel/time';
import { daysToCap, lateFee, lateFeeStarts, type LateFeeQuestion } from '../../src/law/late-fee';

const law = { dailyRate: { num: 3, den: 100 }, cap: { num: 1, den: 1 } };
const fee = (due: string, until: string, more: Partial<LateFeeQuestion> = {}) =>
  lateFee({ principal: 3_000_000, due, until, ...law, ...more });

describe('late fee (行政处罚法 72, 73)', () => {
  it('counts from the day after the due date, the day of payment included', () => {
    expect(fee('2024-06-04', '2024-06-10')).toEqual({ days: 6, fee: 540_000, capped: false });
    expect(fee('2024-06-04', '2024-06-04')).toEqual({ days: 0, fee: 0, capped: false });
    expect(fee('2024-06-04', '2024-06-05').fee).toBe(90_000);
    expect(fee('2024-06-04', '2024-06-01').days).toBe(0);
    expect(lateFeeStarts('2024-06-04')).toBe('2024-06-05');
  });

  it('reaches its cap on day 34 and stays there', () => {
    expect(daysToCap(law.dailyRate, law.cap)).toBe(34);
    expect(fee('2024-06-04', '2024-07-07')).toEqual({ days: 33, fee: 2_970_000, capped: false });
    expect(fee('2024-06-04', '2024-07-08')).toEqual({
      days: 34,
      fee: 3_000_000,
      capped: true,
      capReachedOn: '2024-07-08',
    });
    expect(fee('2024-06-04', '2025-06-04')).toMatchObject({
      fee: 3_000_000,
      capped: true,
      capReachedOn: '2024-07-08',
    });
  });

  it('pauses during review and litigation, united', () => {
    const pauses = [
      { from: '2024-06-07', to: '2024-06-10' },
      { from: '2024-06-08', to: '2024-06-09' },
    ];
    expect(fee('2024-06-04', '2024-06-10', { pauses })).toMatchObject({ days: 3, fee: 270_000 });
    expect(fee('2024-06-04', '2024-07-11', { pauses })).toMatchObject({
      days: 34,
      capReachedOn: '2024-07-11',
    });
  });

  it('does not grow while a pause is running', () => {
    const pauses = [{ from: '2024-06-07', to: null }];
    expect(fee('2024-06-04', '2025-06-10', { pauses })).toEqual({ days: 2, fee: 180_000, capped: false });
    const late = [{ from: '2024-09-01', to: null }];
    expect(fee('2024-06-04', '2025-06-10', { pauses: late })).toMatchObject({
      capped: true,
      capReachedOn: '2024-07-08',
    });
  });

  it('ignores a pause that was over before', () => {
    expect(fee('2024-06-04', '2024-06-10', { pauses: [{ from: '2024-01-01', to: '2024-06-05' }] }).days).toBe(
      6,
    );
    expect(fee('2024-06-04', '2024-06-10', { pauses: [{ from: '2024-01-01', to: '2024-06-06' }] }).days).toBe(
      5,
    );
  });

  it('never exceeds the rate of the days, nor the cap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 400 }),
        (principal, late) => {
          const answer = lateFee({
            principal,
            due: '2024-06-04',
            until: addDays('2024-06-04', late),
            ...law,
          });
          expect(answer.fee * 100).toBeLessThanOrEqual(principal * 3 * answer.days);
          expect(answer.fee).toBeLessThanOrEqual(principal);
          expect(answer.capped).toBe(late > 0 && answer.fee === principal);
        },
      ),
    );
  });
});
