import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { insteadOfAny, leadOfReversal, leads } from '../../src/law/answerability/leads';
import { answerability } from '../../src/law/answerability/rows';
import { earlierRows } from '../../src/law/answerability/rows-earlier';
import { laterRows } from '../../src/law/answerability/rows-later';
import { alerts, refusals } from '../../src/law/violations';
import { describeWithShared, sharedPath } from '../support/shared';

const rows = [...earlierRows, ...laterRows];

describe('the rows of answerability', () => {
  it('are V01 to V41, each once and in order', () => {
    const all = Array.from({ length: 41 }, (_, i) => `V${String(i + 1).padStart(2, '0')}`);
    expect(rows.map(({ row }) => row)).toEqual(all);
    expect([...answerability.keys()]).toEqual(all);
  });

  it('speak both languages', () => {
    const texts = [...answerability.values()].flatMap(({ step, direct, supervisory, leadership }) =>
      [step, direct, supervisory, leadership].filter((each) => each !== undefined),
    );
    expect(texts.filter(({ zh }) => !/\p{Script=Han}/u.test(zh))).toEqual([]);
    expect(texts.filter(({ en }) => /\p{Script=Han}/u.test(en))).toEqual([]);
    expect(new Set(rows.map(({ step }) => step.zh)).size).toBe(41);
  });

  it('name nobody where the duty was not the organ’s, and somebody everywhere else', () => {
    const nobody = [...answerability.values()].filter(
      (each) => each.direct === undefined && each.supervisory === undefined && each.leadership === undefined,
    );
    expect(nobody.map(({ row }) => row)).toEqual(['V40', 'V41']);
  });
});

describe('the way from a code to its row', () => {
  it('begins at every code of the catalogue, once, and ends at a row that is there', () => {
    expect([...leads.keys()].toSorted()).toEqual(
      [...Object.keys(refusals), ...Object.keys(alerts)].toSorted(),
    );
    expect(leads.size).toBe(89);
    for (const [code, lead] of [...leads, ['reversal', leadOfReversal] as const]) {
      expect(lead.code).toBe(code);
      const reached = [lead.row, ...lead.others.flatMap((each) => each.rows)];
      expect(reached.filter((row) => !answerability.has(row))).toEqual([]);
    }
  });

  it('leads nowhere from what the party or the police left undone', () => {
    expect([...leads.values()].filter(({ row }) => row === 'V40').map(({ code }) => code)).toEqual([
      'W-15',
      'W-47',
    ]);
  });
});

const specification = 'spec/domain.md';
describeWithShared('the specification of answerability', [specification], () => {
  const text = readFileSync(sharedPath(specification), 'utf8');
  const part = (from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to));

  it('has somebody at the same levels of the same rows', () => {
    const stated = [
      ...part('## D.2', '## D.3').matchAll(/^\| (V\d\d) \| [^|]* \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gmu),
    ].map(([, row, ...levels]) => [row, levels.map((level) => !level.trim().startsWith('—'))]);
    expect(stated).toHaveLength(41);
    expect(
      [...answerability.values()].map(({ row, direct, supervisory, leadership }) => [
        row,
        [direct, supervisory, leadership].map((level) => level !== undefined),
      ]),
    ).toEqual(stated);
  });

  it('gives the same other rows to the same codes', () => {
    const table = part('**Code → row of D.2.**', '`TracebackReport` sections');
    const lines = [...table.matchAll(/^\| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gmu)].slice(1);
    const named = (cell: string) => new Set(cell.match(/V\d\d/gu));
    const statedOf = (codes: RegExp) => lines.find(([, first = '']) => codes.test(first))?.[3] ?? '';
    for (const [, codes = '', , when = ''] of lines.filter(([, first = '']) => /^[RW]-/u.test(first))) {
      const ours = codes
        .split(', ')
        .flatMap((code) => leads.get(code.trim())?.others.flatMap((each) => each.rows) ?? []);
      expect([codes, new Set(ours)]).toEqual([codes, named(when)]);
    }
    const spelled = statedOf(/^reversal/u).replace('V06–V08', 'V06 V07 V08');
    expect(new Set(leadOfReversal.others.flatMap((each) => each.rows))).toEqual(named(spelled));
    const any = lines
      .filter(([, first]) => first === 'any code')
      .map(([, , row = '']) => row)
      .join();
    expect(new Set(insteadOfAny.flatMap((each) => each.rows))).toEqual(named(any));
  });
});
