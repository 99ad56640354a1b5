import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import {
  amountsAfter,
  daysAfter,
  formatChineseAmount,
  formatChineseInteger,
  formatChineseRatio,
  parseChineseAmount,
  parseChineseDays,
  parseChineseInteger,
} from '../../src/kernel/chinese-numerals';
import { describeWithShared, sharedPath } from '../support/shared';

describe('Chinese numerals', () => {
  it.each([
    ['零', 0],
    ['五', 5],
    ['十', 10],
    ['十五', 15],
    ['一十五', 15],
    ['二十', 20],
    ['两千', 2000],
    ['二千五百', 2500],
    ['五百零五', 505],
    ['五百一十五', 515],
    ['一千零五十', 1050],
    ['一千零五', 1005],
    ['一万二千', 12_000],
    ['一万零五十', 10_050],
    ['十万五千', 105_000],
    ['一百二十万零五百', 1_200_500],
    ['三亿零四十万', 300_400_000],
    ['一亿零五千', 100_005_000],
    ['伍佰', 500],
    ['贰万叁仟', 23_000],
  ])('%s is %d', (text, value) => {
    expect(parseChineseInteger(text)).toBe(value);
  });

  it.each([
    '',
    '二百五',
    '一万五',
    '五百五',
    '二〇二四',
    '一千五十',
    '零五',
    '五百零',
    '百',
    '万',
    '五五',
    '千百',
    '十百',
    '五元',
    '一万万',
    '一千零零五',
    '一亿五千',
  ])('does not guess %j', (text) => {
    expect(parseChineseInteger(text)).toBeUndefined();
  });

  it.each([
    [0, '零'],
    [17, '十七'],
    [117, '一百一十七'],
    [156, '一百五十六'],
    [105_000, '十万五千'],
    [100_005_000, '一亿零五千'],
  ])('writes %d as laws do: %s', (value, text) => {
    expect(formatChineseInteger(value)).toBe(text);
  });

  it.each([
    [3, 100, '百分之三'],
    [1, 2, '百分之五十'],
    [5, 1000, '千分之五'],
    [5, 10_000, '万分之五'],
    [2, 3, '三分之二'],
    [3, 2, '百分之一百五十'],
    [2, 1, '二倍'],
  ])('writes the share %d/%d as %s', (num, den, text) => {
    expect(formatChineseRatio({ num, den })).toBe(text);
  });

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (value) => {
        expect(parseChineseInteger(formatChineseInteger(value))).toBe(value);
      }),
      { numRuns: 500 },
    );
  });
});

describe('amounts and days', () => {
  it.each([
    ['四百元', 40_000],
    ['二千五百元', 250_000],
    ['一万二千元', 1_200_000],
    ['伍佰元', 50_000],
    ['人民币伍佰元整', 50_000],
    ['一百八十元五角', 18_050],
    ['一元零', undefined],
    ['三元二角一分', 321],
    ['200 元', 20_000],
    ['２００元', 20_000],
    ['1,200.50元', 120_050],
    ['1.5万元', 1_500_000],
    ['5万元', 5_000_000],
    ['五百', undefined],
    ['二百五元', undefined],
    ['1,20元', undefined],
    ['十元十角', undefined],
    ['元', undefined],
  ])('%s in fen is %d', (text, fen) => {
    expect(parseChineseAmount(text)).toBe(fen);
  });

  it.each([
    ['五日', 5],
    ['14日', 14],
    ['十五天', 15],
    ['五', undefined],
    ['五月', undefined],
  ])('%s is %d days', (text, days) => {
    expect(parseChineseDays(text)).toBe(days);
  });

  it('finds every amount behind a word and keeps the words of those it cannot read', () => {
    expect(amountsAfter('行政拘留五日并处罚款二百元', '罚款')).toEqual([
      { verbatim: '二百元', value: 20_000 },
    ]);
    expect(amountsAfter('罚款 200 元，另罚款五百', '罚款')).toEqual([
      { verbatim: '200 元', value: 20_000 },
      { verbatim: '五百', value: undefined },
    ]);
    expect(amountsAfter('警告', '罚款')).toEqual([]);
    expect(amountsAfter('罚款一万二千元五角的处罚', '罚款')).toEqual([
      { verbatim: '一万二千元五角', value: 1_200_050 },
    ]);
    expect(daysAfter('拘留14日并处罚款600元', '拘留')).toEqual([{ verbatim: '14日', value: 14 }]);
  });
});

const penalties = 'data/shanghai-police-penalties/shanghai_police_penalties_raw.csv';
describeWithShared('amounts of published decisions', [penalties], () => {
  const results = parse(readFileSync(sharedPath(penalties)), { bom: true, columns: true }).map(
    (row) => (row as Record<string, string>)['处罚结果'] ?? '',
  );

  it('reads every fine but the one that breaks off before its unit', () => {
    const found = results.flatMap((result) => amountsAfter(result, '罚款'));
    expect(found.length).toBeGreaterThan(1500);
    expect(found.filter(({ value }) => value === undefined)).toEqual([
      { verbatim: '五百', value: undefined },
    ]);
    expect(new Set(found.map(({ value }) => (value ?? 0) / 100))).toEqual(
      new Set([0, 100, 200, 300, 400, 500, 600, 700, 1000, 1500, 2500]),
    );
  });

  it('reads every term of detention, 3 to 20 days', () => {
    const terms = results.flatMap((result) => daysAfter(result, '行政拘留'));
    expect(terms.length).toBeGreaterThan(1000);
    // "…折抵行政拘留期限": the word stands there without any number behind it.
    expect(terms.filter(({ verbatim, value }) => value === undefined && verbatim !== '')).toEqual([]);
    const days = terms.flatMap(({ value }) => (value === undefined ? [] : [value]));
    expect(Math.min(...days)).toBe(3);
    expect(Math.max(...days)).toBe(20);
  });
});

describe('amounts in capital figures', () => {
  it.each([
    [0, '零元整'],
    [5_000, '伍拾元整'],
    [1_000, '壹拾元整'],
    [10_000, '壹佰元整'],
    [123_405, '壹仟贰佰叁拾肆元零伍分'],
    [123_450, '壹仟贰佰叁拾肆元伍角整'],
    [123_456, '壹仟贰佰叁拾肆元伍角陆分'],
    [50, '伍角整'],
    [5, '伍分'],
    [100_500_000, '壹佰万伍仟元整'],
    [10_000_000_000, '壹亿元整'],
  ])('%d fen are %s', (fen, text) => {
    expect(formatChineseAmount(fen)).toBe(text);
  });

  it('are read as the amount that they were written from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (yuan) => {
        expect(parseChineseAmount(formatChineseAmount(yuan * 100))).toBe(yuan * 100);
        expect(parseChineseAmount(`人民币${formatChineseAmount(yuan * 100 + 37)}`)).toBe(yuan * 100 + 37);
      }),
    );
  });
});
