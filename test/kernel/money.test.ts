import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatMajorUnits,
  isFen,
  parseMajorUnits,
  percentOf,
  shareOf,
  sumFen,
  tryParseMajorUnits,
} from '../../src/kernel/money';

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe('amounts as text', () => {
  it.each([
    ['200', 20_000],
    ['35.0', 3500],
    ['1,234.50', 123_450],
    ['0', 0],
    ['0.01', 1],
    ['-12.3', -1230],
    ['-0', 0],
    ['22.260', 2226],
    ['1,234,567', 123_456_700],
    ['007.10', 710],
  ])('reads %s', (text, fen) => {
    expect(Object.is(parseMajorUnits(text), fen)).toBe(true);
  });

  it.each([
    '',
    ' 1',
    '1.',
    '.5',
    '1,23',
    '12,345,6',
    '1.234',
    '¥1',
    '1e3',
    '+1',
    '--1',
    '1 000',
    '90071992547409.93',
  ])('refuses %j', (text) => {
    expect(tryParseMajorUnits(text)).toBeUndefined();
    expect(() => parseMajorUnits(text)).toThrow('bad-amount');
  });

  it('writes two decimals, and reads what it wrote', () => {
    expect(formatMajorUnits(123_450)).toBe('1234.50');
    expect(formatMajorUnits(5)).toBe('0.05');
    expect(formatMajorUnits(-5)).toBe('-0.05');
    expect(formatMajorUnits(0)).toBe('0.00');
    fc.assert(fc.property(amount, (fen) => expect(parseMajorUnits(formatMajorUnits(fen))).toBe(fen)));
  });

  it('refuses what is not an exact integer', () => {
    expect(() => formatMajorUnits(1.5)).toThrow('bad-amount');
    expect(() => formatMajorUnits(Number.MAX_SAFE_INTEGER + 1)).toThrow('bad-amount');
    expect(isFen(100)).toBe(true);
    expect(isFen(-1)).toBe(false);
    expect(isFen(0.5)).toBe(false);
    expect(isFen('1')).toBe(false);
  });
});

describe('arithmetic', () => {
  it('sums exactly or not at all', () => {
    expect(sumFen(1, 2, 3)).toBe(6);
    expect(sumFen()).toBe(0);
    expect(() => sumFen(Number.MAX_SAFE_INTEGER, 1)).toThrow('bad-amount');
    expect(() => sumFen(0.1)).toThrow('bad-amount');
  });

  it('rounds a share once: down unless told otherwise', () => {
    expect(percentOf(101, 3)).toBe(3);
    expect(percentOf(150, 3)).toBe(4);
    expect(percentOf(150, 3, 'half-up')).toBe(5);
    expect(percentOf(149, 3, 'half-up')).toBe(4);
    expect(percentOf(-150, 3)).toBe(-4);
    expect(percentOf(-150, 3, 'half-up')).toBe(-5);
    expect(Object.is(percentOf(-1, 3), 0)).toBe(true);
    expect(shareOf(3_000_000, { num: 18, den: 100 })).toBe(540_000);
  });

  it('is exact where floating point is not', () => {
    expect(shareOf(9_007_199_254_740_991, { num: 1, den: 1 })).toBe(9_007_199_254_740_991);
    expect(shareOf(9_007_199_254_740_989, { num: 3, den: 3 })).toBe(9_007_199_254_740_989);
    expect(() => shareOf(9_007_199_254_740_991, { num: 2, den: 1 })).toThrow('bad-amount');
  });

  it.each([
    [1, 0],
    [-1, 2],
    [0.5, 2],
    [1, -2],
  ])('refuses the ratio %d/%d', (num, den) => {
    expect(() => shareOf(100, { num, den })).toThrow('bad-ratio');
  });

  it('never exceeds the share when it rounds down, nor misses it by a whole unit', () => {
    const part = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        part,
        fc.integer({ min: 1, max: 1000 }),
        (fen, num, den) => {
          const share = shareOf(fen, { num, den });
          expect(share * den).toBeLessThanOrEqual(fen * num);
          expect((share + 1) * den).toBeGreaterThan(fen * num);
        },
      ),
    );
  });
});
