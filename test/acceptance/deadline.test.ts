import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { LONGEST_LINE } from '../../src/app/law/period-lines';
import { feedHenji, runHenji } from '../support/command-line';

interface Answer {
  readonly due: string;
  readonly reasons: readonly { readonly en: string }[];
  readonly rule: { readonly trail: readonly { readonly pack: string; readonly outcome: string }[] } | null;
}

const ask = async (...args: readonly string[]): Promise<Answer> => {
  const ran = await runHenji('deadline', ...args, '--json');
  expect([ran.err, ran.code]).toEqual(['', 0]);
  return ran.json as Answer;
};
const errorOf = async (...args: readonly string[]): Promise<readonly [number | null, unknown]> => {
  const { code, json } = await runHenji('deadline', ...args, '--json');
  return [code, (json as { error?: { code: string } } | undefined)?.error?.code];
};
const batch = async (lines: readonly string[], ...args: readonly string[]) => {
  const { out, code, err } = await feedHenji(lines.join('\n') + '\n', 'deadline', '--batch', ...args);
  expect([err, code]).toEqual(['', 0]);
  expect(out.endsWith('\n')).toBe(true);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { due?: string; error?: { code: string } });
};

describe('henji deadline', () => {
  it('answers a length with its reasons, and needs no data folder', async () => {
    const answer = await ask('--from', '2024-09-12', '--amount', '3', '--kind', 'wd');
    expect(answer).toMatchObject({ due: '2024-09-18', calendar: 'cn-2007-2026.1', rule: null });
    expect(answer.reasons.map(({ en }) => en).join()).toContain('make-up work: 中秋节 2024-09-14');
  });

  it('answers a key by the packs of the territory, and says which spoke and which won', async () => {
    const answer = await ask('hearing.notice', '--from', '2024-05-29', '--territory', '370600');
    expect(answer).toMatchObject({
      due: '2024-05-20',
      period: { amount: 7, kind: 'wd-before' },
      rule: { value: '7wd-before', trail: [{ pack: 'cn-2021@2', outcome: 'applied' }] },
    });
    const local = await ask('--key', 'complaint.answer', '--from', '2024-05-20', '--territory', '500101');
    expect(local.rule?.trail).toMatchObject([{ pack: 'cn-50@1', outcome: 'applied' }]);
  });

  it('takes several suspensions, one of them still running', async () => {
    const five = ['--from', '2024-05-20', '--amount', '5', '--kind', 'cd'];
    const suspended = ['--suspended', '2024-05-22..2024-05-24', '--suspended', '2024-05-23..2024-05-25'];
    expect((await ask(...five, ...suspended)).due).toBe('2024-05-28');
    expect((await ask(...five, '--suspended', '2024-05-26..')).due).toBe('2024-05-25');
    expect(await errorOf(...five, '--suspended', '2024-05-25..')).toEqual([1, 'suspension-still-running']);
  });

  it('tells wrong use from what cannot be computed', async () => {
    const from = ['--from', '2024-05-20'];
    expect(await errorOf(...from)).toEqual([2, 'bad-question']);
    expect(await errorOf('servise', ...from)).toEqual([2, 'unknown-parameter']);
    expect((await errorOf('service', '--from', '2024-02-30'))[0]).toBe(2);
    expect(await errorOf('--batch', ...from)).toEqual([2, 'bad-question']);
    // Nothing sets it for the whole country, and 2030 has no notice yet.
    expect(await errorOf('statement.window', ...from)).toEqual([1, 'parameter-not-set']);
    expect(await errorOf('service', '--from', '2030-05-20')).toEqual([1, 'calendar-year-not-loaded']);
  });

  it('asks the data folder where an organ is meant', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'henji-none-'));
    const { code } = await runHenji(
      'deadline',
      'service',
      '--from',
      '2024-05-20',
      '--organ',
      'organ-x',
      '--data',
      folder,
    );
    expect(code).toBe(3);
  });
});

const good = '{"from":"2024-05-20","kind":"wd","amount":7}';

describe('henji deadline --batch', () => {
  it('answers each line in its place', async () => {
    const answers = await batch([
      '{"from":"2024-05-20","kind":"wd","amount":7,"roll":"none","suspended":[]}',
      '{"from":"2024-09-01","kind":"cd","amount":15,"roll":"next-working-day","suspended":[]}',
      '{"from":"2024-05-20T10:20:00+08:00","kind":"h","amount":24,"roll":"none","suspended":[]}',
      '{"from":"2024-05-20T02:20:30.5Z","kind":"h","amount":24}',
      '{"from":"2024-05-20","kind":"cd","amount":5,"suspended":[["2024-05-22","2024-05-24"]]}',
      '{"from":"2024-05-20","kind":"cd","amount":5,"suspended":[["2024-05-22",null]]}',
      '{"from":"2024-05-20","kind":"cd","amount":5,"suspended":[["2024-05-26",null]]}',
      '{"from":"2026-12-30","kind":"wd","amount":2}',
      '{"from":"2024-05-20","key":"service"}',
      '{"from":"2024-01-31","kind":"mo","amount":1}',
    ]);
    expect(answers).toEqual([
      { due: '2024-05-29' },
      { due: '2024-09-18' },
      { due: '2024-05-21T10:20:00+08:00' },
      { due: '2024-05-21T10:20:30+08:00' },
      { due: '2024-05-27' },
      { error: { code: 'suspension-still-running' } },
      { due: '2024-05-25' },
      { error: { code: 'calendar-year-not-loaded' } },
      { due: '2024-05-29' },
      { due: '2024-02-29' },
    ]);
  });

  it('answers what is no question as well, and goes on', async () => {
    const long = `{"from":"${'2'.repeat(LONGEST_LINE)}","kind":"wd","amount":7}`;
    const answers = await batch(['', long, '['.repeat(60_000), good, '\u0000', `${good}\r`]);
    expect(answers).toEqual([
      { error: { code: 'line-not-json' } },
      { error: { code: 'line-too-long' } },
      { error: { code: 'line-not-json' } },
      { due: '2024-05-29' },
      { error: { code: 'line-not-json' } },
      { due: '2024-05-29' },
    ]);
  });

  it('answers no input with nothing, and a last line without an end with a line', async () => {
    expect((await feedHenji('', 'deadline', '--batch')).out).toBe('');
    const { out } = await feedHenji('{"from":"2024-05-20","kind":"cd","amount":1}', 'deadline', '--batch');
    expect(out).toBe('{"due":"2024-05-21"}\n');
    const carriage = await feedHenji(
      '{"from":"2024-05-20","kind":"cd","amount":1}\r\n',
      'deadline',
      '--batch',
    );
    expect(carriage.out).toBe('{"due":"2024-05-21"}\n');
  });

  it('answers 100,000 lines in order', async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, i) => `{"from":"2024-01-01","kind":"cd","amount":${i % 366}}`,
    );
    const answers = await batch(lines);
    expect(answers).toHaveLength(100_000);
    expect(answers[365]).toEqual({ due: '2024-12-31' });
    expect(answers[99_999]).toEqual({ due: '2024-03-22' });
  }, 60_000);
});

describe('henji rules', () => {
  it('says why a parameter has its value here', async () => {
    const { json, code } = await runHenji(
      'rules',
      'hearing.chair.cert',
      '--territory',
      '370600',
      '--on',
      '2024-05-20',
      '--json',
    );
    expect(code).toBe(0);
    expect(json).toMatchObject({
      ...{ key: 'hearing.chair.cert', value: 'true', pack: 'cn-37@1', confidence: 'L' },
      trail: [
        { pack: 'cn-2021@2', outcome: 'overridden', value: 'false' },
        { pack: 'cn-37@1', outcome: 'applied', value: 'true', basis: ['山东监督条例 第十一条'] },
      ],
    });
  });
});
