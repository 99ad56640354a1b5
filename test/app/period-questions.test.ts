import { describe, expect, it } from '@jest/globals';
import { Laws } from '../../src/app/law/laws';
import { readPeriodQuestion } from '../../src/app/law/period-input';
import { PeriodLines } from '../../src/app/law/period-lines';
import { answerPeriod, type PeriodAnswer } from '../../src/app/law/period-questions';
import { explainKey, rulesView } from '../../src/app/law/rule-questions';

const on = '2024-05-20';
const laws = new Laws();
const ask = (input: object, territory?: string): PeriodAnswer =>
  answerPeriod(readPeriodQuestion({ from: on, ...input }), laws.ofTerritory(territory, on));
const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'no error';
};

describe('a period by its key', () => {
  it('is counted as the packs of the place say, with the word of each pack', () => {
    const answer = ask({ key: 'publish.penalty.own_site' }, '370600');
    expect(answer).toMatchObject({
      ...{ due: '2024-05-29', territory: '370600', zone: 'Asia/Shanghai', calendar: 'cn-2007-2026.1' },
      period: { amount: 7, kind: 'wd', roll: 'none' },
      rule: {
        ...{ value: '7wd', pack: 'cn-2021@2', confidence: 'P', changedBy: 'administrative-regulation' },
        trail: [{ pack: 'cn-2021@2', outcome: 'applied', basis: ['国办发〔2018〕118号'] }],
      },
    });
    expect(ask({ key: 'complaint.answer' }, '500101').rule).toMatchObject({ pack: 'cn-50@1' });
    expect(ask({ key: 'discipline.handover' }, '130306').due).toBe('2024-06-03');
    expect(ask({ key: 'fine.pay', from: '2024-09-01' }).due).toBe('2024-09-18');
  });

  it('has cases, extensions and another roll-over where they are asked for', () => {
    expect(ask({ key: 'appeal.answer' }).due).toBe('2024-06-03');
    expect(ask({ key: 'appeal.answer', case: 'simple' }).due).toBe('2024-05-27');
    expect(ask({ key: 'seizure' }).due).toBe('2024-06-19');
    expect(ask({ key: 'seizure', extensions: 1 }).due).toBe('2024-07-19');
    expect(ask({ key: 'fine.pay', from: '2024-09-01', roll: 'none' }).due).toBe('2024-09-16');
    expect(codeOf(() => ask({ key: 'seizure', extensions: 2 }))).toBe('no-such-case');
    expect(codeOf(() => ask({ key: 'court.review.decide' }))).toBe('no-such-case');
  });

  it('fails loudly where nothing sets it, or it is no period', () => {
    expect(codeOf(() => ask({ key: 'statement.window' }))).toBe('parameter-not-set');
    expect(ask({ key: 'statement.window' }, '990101').rule).toMatchObject({ demonstration: true });
    expect(codeOf(() => ask({ key: 'onspot.citizen' }))).toBe('not-a-period');
    expect(codeOf(() => ask({ key: 'case.extend' }))).toBe('not-a-period');
    expect(codeOf(() => ask({ key: 'service' }, '652301'))).toBe('calendar-territory-not-loaded');
    expect(ask({ key: 'case.decide' }, '652301').due).toBe('2024-08-18');
    for (const territory of ['37', '', '3706000', '990001', 'organ-'])
      expect(codeOf(() => ask({ key: 'service' }, territory))).toBe('bad-territory');
  });

  it('is asked for by key or by length, not by both', () => {
    expect(codeOf(() => ask({}))).toBe('bad-question');
    expect(codeOf(() => ask({ key: 'service', amount: 7 }))).toBe('bad-question');
    expect(codeOf(() => ask({ key: 'service', kind: 'wd' }))).toBe('bad-question');
    expect(codeOf(() => ask({ amount: 7, kind: 'wd', case: 'simple' }))).toBe('bad-question');
    expect(codeOf(() => ask({ amount: 7, kind: 'wd', extensions: 1 }))).toBe('bad-question');
    expect(codeOf(() => ask({ key: 'seizure', extensions: -1 }))).toBe('bad-question');
    expect(codeOf(() => ask({ key: 'seizure', case: 1 }))).toBe('bad-question');
    expect(codeOf(() => ask({ key: 7 }))).toBe('bad-question');
  });
});

describe('why a parameter has its value here', () => {
  const rulesAt = (territory: string, day = on) => laws.ofTerritory(territory, day).rules;

  it('is the words of all packs in the order in which they speak', () => {
    expect(explainKey('hearing.chair.cert', rulesAt('370600'))).toMatchObject({
      ...{ value: 'true', pack: 'cn-37@1', need: 'default', validFrom: '2015-05-01', validUntil: null },
      trail: [
        { pack: 'cn-2021@2', outcome: 'overridden', value: 'false' },
        { pack: 'cn-37@1', outcome: 'applied', basis: ['山东监督条例 第十一条'] },
      ],
    });
    expect(explainKey('discipline.handover', rulesAt('130306', '2021-10-21'))).toMatchObject({
      ...{ value: null, pack: null, need: 'optional' },
      trail: [{ pack: 'cn-130306@2', outcome: 'not-in-force', value: '10wd' }],
    });
    expect(explainKey('review.list', rulesAt('410184'))).toMatchObject({
      ...{ value: null, need: 'required', trail: [] },
    });
    expect(codeOf(() => explainKey('toString', rulesAt('410184')))).toBe('unknown-parameter');
  });

  it('is told for all of them, with what keeps the packs from being complete here', () => {
    const demonstration = rulesView(rulesAt('990101'));
    expect(demonstration).toMatchObject({
      complete: true,
      defects: [],
      packs: ['cn-2021@2', 'demo-990101@2'],
    });
    const elsewhere = rulesView(rulesAt('370600'));
    expect(elsewhere.complete).toBe(false);
    expect(elsewhere.defects.map(({ code }) => code)).toEqual(elsewhere.defects.map(() => 'missing'));
    expect(elsewhere.defects.map(({ key }) => key)).toContain('hearing.fine.org');
    expect(elsewhere.items.filter(({ demonstration: chosen }) => chosen)).toEqual([]);
    expect(elsewhere.items.find(({ key }) => key === 'hearing.chair.cert')).toMatchObject({ value: 'true' });
  });
});

describe('questions one on a line', () => {
  const lines = new PeriodLines(laws, undefined);
  const answer = (line: string): { due?: string; error?: { code: string } } =>
    JSON.parse(lines.answer(line)) as { due?: string; error?: { code: string } };

  it('have their law on the day on which they begin, in the territory of the batch', () => {
    expect(answer('{"from":"2023-12-31","key":"appeal.answer"}').error?.code).toBe('parameter-not-set');
    expect(answer('{"from":"2024-01-01","key":"appeal.answer"}').due).toBe('2024-01-15');
    const changji = new PeriodLines(laws, '652301');
    expect(changji.answer('{"from":"2024-05-20","kind":"wd","amount":1}')).toBe(
      '{"error":{"code":"calendar-territory-not-loaded"}}',
    );
    expect(codeOf(() => new PeriodLines(laws, 'nowhere'))).toBe('bad-territory');
  });

  const hostile: readonly (readonly [line: string, code: string])[] = [
    ['', 'line-not-json'],
    ['{"from":"2024-05-20"', 'line-not-json'],
    ['\u0000\u0001', 'line-not-json'],
    ['[]', 'bad-question'],
    ['null', 'bad-question'],
    ['7', 'bad-question'],
    ['"2024-05-20"', 'bad-question'],
    ['{}', 'bad-question'],
    ['['.repeat(30_000), 'line-not-json'],
    ['['.repeat(15_000) + ']'.repeat(15_000), 'bad-question'],
    ['{"a":'.repeat(6_000) + '1' + '}'.repeat(6_000), 'bad-question'],
    ['{"from":"2024-05-20","kind":"wd","amount":1e400}', 'bad-period'],
    ['{"from":"2024-05-20","kind":"wd","amount":-1}', 'bad-period'],
    ['{"from":"2024-05-20","kind":"wd","amount":1.5}', 'bad-period'],
    ['{"from":"2024-05-20","kind":"wd","amount":99999999999999999999}', 'bad-period'],
    ['{"from":"2024-05-20","kind":"wd","amount":"7"}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"weeks","amount":7}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"toString","amount":7}', 'bad-question'],
    ['{"from":"2024-05-20","kind":["wd"],"amount":7}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"wd","amount":7,"roll":"both"}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"wd","amount":7,"roll":null}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"wd","amount":7,"supended":[]}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"wd","amount":7,"__proto__":{"roll":"none"}}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"wd","amount":7,"constructor":1}', 'bad-question'],
    ['{"from":20240520,"kind":"wd","amount":7}', 'bad-question'],
    ['{"from":"2024-02-30","kind":"wd","amount":7}', 'bad-civil-date'],
    ['{"from":"2024-05-20T25:00:00Z","kind":"h","amount":7}', 'bad-instant'],
    ['{"from":"2024-05-20","kind":"cd","amount":7,"suspended":{}}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"cd","amount":7,"suspended":["2024-05-22","2024-05-24"]}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"cd","amount":7,"suspended":[["2024-05-22"]]}', 'bad-question'],
    ['{"from":"2024-05-20","kind":"cd","amount":7,"suspended":[[null,null]]}', 'bad-question'],
    [
      '{"from":"2024-05-20","kind":"cd","amount":7,"suspended":[["2024-05-24","2024-05-22"]]}',
      'bad-interval',
    ],
    ['{"from":"9999-12-31","kind":"cd","amount":1}', 'date-out-of-range'],
    ['{"from":"2024-05-20","kind":"y","amount":100000}', 'date-out-of-range'],
    ['{"from":"2024-05-20","kind":"wd","amount":100000}', 'calendar-year-not-loaded'],
    ['{"from":"2024-05-20","key":"servise"}', 'unknown-parameter'],
    ['{"from":"2024-05-20","key":"toString"}', 'unknown-parameter'],
  ];
  it.each(hostile.map(([line, code]) => ({ line, code, shown: line.slice(0, 80) })))(
    'are answered whatever they hold: $shown is $code',
    ({ line, code }) => {
      expect(answer(line)).toEqual({ error: { code } });
    },
  );
});
