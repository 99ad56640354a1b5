import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import {
  checkCreditCode,
  checkResidentId,
  divisionContains,
  divisionPrefix,
  formatDocumentNumber,
  isDivisionCode,
  parseDocumentNumber,
  residentBirthDate,
} from '../../src/kernel/identifiers';
import { describeWithShared, sharedPath } from '../support/shared';

describe('unified social credit code (GB 32100)', () => {
  it.each(['11370600004259917B', '91230500MA1B3N1N2M'])('%s passes', (code) => {
    expect(checkCreditCode(code)).toEqual({ ok: true });
  });

  it('only warns about a code older than the standard, and says what it expected', () => {
    expect(checkCreditCode('91350100M0001TGQXM')).toEqual({
      ok: false,
      problem: 'check-character',
      expected: '1',
    });
  });

  it('finds every single wrong character', () => {
    const good = '11370600004259917B';
    for (let i = 0; i < 17; i++) {
      const other = good[i] === '1' ? '2' : '1';
      expect(checkCreditCode(good.slice(0, i) + other + good.slice(i + 1))).toMatchObject({
        problem: 'check-character',
      });
    }
  });

  it.each(['1137060000425991', '11370600004259917I', '11370600004259917b', '11370600004259917BB', ''])(
    '%j has another shape',
    (code) => {
      expect(checkCreditCode(code)).toEqual({ ok: false, problem: 'shape' });
    },
  );
});

describe('resident id (GB 11643)', () => {
  it('passes the example of the standard', () => {
    expect(checkResidentId('11010519491231002X')).toEqual({ ok: true });
    expect(residentBirthDate('11010519491231002X')).toBe('1949-12-31');
  });

  it('names the check character expected', () => {
    expect(checkResidentId('110105194912310021')).toEqual({
      ok: false,
      problem: 'check-character',
      expected: 'X',
    });
  });

  it('knows a birth date that does not exist', () => {
    expect(checkResidentId('11010519490231002X')).toEqual({ ok: false, problem: 'birth-date' });
    expect(residentBirthDate('11010519490231002X')).toBeUndefined();
  });

  it.each(['11010519491231002x', '11010519491231002', 'X1010519491231002X'])('%s has another shape', (id) => {
    expect(checkResidentId(id)).toEqual({ ok: false, problem: 'shape' });
    expect(residentBirthDate(id)).toBeUndefined();
  });
});

describe('document numbers', () => {
  it.each([
    ['X市监处罚〔2024〕12号', 'X市监处罚〔2024〕12号', false],
    ['市场【2019】1号', '市场〔2019〕1号', true],
    ['市场[2019]001号', '市场〔2019〕1号', true],
    ['沪公机(浦候)行罚决字〔2024〕00187号', '沪公机(浦候)行罚决字〔2024〕187号', true],
    ['新政办（2015）第11号', '新政办〔2015〕11号', true],
    [' 郑公积金〔２０１９〕29号 ', '郑公积金〔2019〕29号', true],
  ])('%s is canonically %s', (text, canonical, changed) => {
    expect(parseDocumentNumber(text)).toMatchObject({ canonical, changed });
  });

  it('gives the parts', () => {
    expect(parseDocumentNumber('市场【2019】第07号')).toEqual({
      prefix: '市场',
      year: 2019,
      sequence: 7,
      canonical: '市场〔2019〕7号',
      changed: true,
    });
    expect(formatDocumentNumber('市场', 2019, 7)).toBe('市场〔2019〕7号');
  });

  it.each([
    '市场2019-1号',
    '〔2019〕1号',
    '市场〔19〕1号',
    '市场〔2019〕0号',
    '市场〔2019〕号',
    '市场〔2019〕1',
    '',
  ])('%j is no document number', (text) => {
    expect(parseDocumentNumber(text)).toBeUndefined();
  });
});

describe('division codes (GB/T 2260)', () => {
  it.each(['410184', '652301', '370600', '130306', '410100', '110000', '429004', '990101'])(
    '%s has the shape',
    (code) => {
      expect(isDivisionCode(code)).toBe(true);
    },
  );

  it.each(['41018', '4101840', '010100', '410084', '41AB00', ''])('%j has not', (code) => {
    expect(isDivisionCode(code)).toBe(false);
  });

  it('knows what lies in what', () => {
    expect(divisionContains('130000', '130306')).toBe(true);
    expect(divisionContains('130300', '130306')).toBe(true);
    expect(divisionContains('130306', '130306')).toBe(true);
    expect(divisionContains('130306', '130300')).toBe(false);
    expect(divisionContains('37', '370600')).toBe(true);
    expect(divisionContains('410000', '370600')).toBe(false);
    expect(divisionPrefix('110000')).toBe('11');
    expect(divisionPrefix('410100')).toBe('4101');
    expect(divisionPrefix('410184')).toBe('410184');
  });
});

const penalties = 'data/shanghai-police-penalties/shanghai_police_penalties_raw.csv';
describeWithShared('document numbers of published decisions', [penalties], () => {
  const numbers = parse(readFileSync(sharedPath(penalties)), { bom: true, columns: true }).map(
    (row) => (row as Record<string, string>)['处罚决定书文号'] ?? '',
  );

  it('reads all of them, and keeps 2,477 of 2,560 apart', () => {
    const canonical = numbers.map((text) => parseDocumentNumber(text)?.canonical);
    expect(canonical).not.toContain(undefined);
    expect(canonical).toHaveLength(2560);
    expect(new Set(canonical).size).toBe(2477);
  });
});

const codes = 'data/reference/gb2260/mca/201904.tsv';
describeWithShared('division codes of 2019', [codes], () => {
  it('all have the shape', () => {
    const listed = readFileSync(sharedPath(codes), 'utf8').match(/\b\d{6}\b(?!\d)/gu) ?? [];
    const divisions = listed.filter((code) => code !== '201904');
    expect(divisions.length).toBeGreaterThan(3000);
    expect(divisions.filter((code) => !isDivisionCode(code))).toEqual([]);
  });
});
