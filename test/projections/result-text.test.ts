import { describe, expect, it } from '@jest/globals';
import { resultText, type Imposed } from '../../projections/disclosure/result-text';

describe('the result of a decision in words', () => {
  it.each<[Imposed, string, string]>([
    [{ kinds: ['warning'] }, '警告', 'warning'],
    [{ kinds: ['fine'], fineFen: 20_000 }, '罚款200元', 'fine of CNY 200'],
    [{ kinds: ['fine'], fineFen: 20_050 }, '罚款200.50元', 'fine of CNY 200.50'],
    // An amount that is not known, or belongs to no kind that was imposed, is not made up.
    [{ kinds: ['fine'] }, '罚款', 'fine'],
    [{ kinds: ['warning'], fineFen: 0, confiscatedFen: 500, detentionDays: 3 }, '警告', 'warning'],
    [
      { kinds: ['confiscation-of-gains', 'fine'], fineFen: 100, confiscatedFen: 12_345 },
      '没收违法所得123.45元；罚款1元',
      'confiscation of unlawful gains of CNY 123.45; fine of CNY 1',
    ],
    [{ kinds: ['confiscation-of-gains'], fineFen: 100 }, '没收违法所得', 'confiscation of unlawful gains'],
    [{ kinds: ['detention'], detentionDays: 1 }, '行政拘留1日', 'administrative detention for 1 day'],
    [{ kinds: ['detention'], detentionDays: 15 }, '行政拘留15日', 'administrative detention for 15 days'],
    [{ kinds: ['detention'] }, '行政拘留', 'administrative detention'],
    [
      { kinds: ['fine'], fineFen: 100, partial: true },
      '罚款1元（原文另有未能读出的内容）',
      'fine of CNY 1 (the source says more than could be read)',
    ],
    [
      { kinds: ['toString'] },
      '法律、行政法规规定的其他行政处罚',
      'other penalty under a law or administrative regulation',
    ],
  ])('%j', (imposed, zh, en) => {
    expect(resultText(imposed)).toEqual({ zh, en });
  });

  it('is not there where no kind is known', () => {
    expect(resultText({ kinds: [], fineFen: 100, partial: true })).toBeNull();
  });
});
