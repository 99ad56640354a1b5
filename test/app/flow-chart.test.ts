import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { chartOf, flowChartSvg } from '../../src/app/procedures/flow-chart';
import { charts } from '../../src/app/procedures/charts';

describe.each(['simple', 'general'] as const)('the flow chart of the %s procedure', (name) => {
  const procedure = charts.get(name)!;
  const svg = flowChartSvg(procedure, 'zh');

  it('shows every step of the table, in both languages', () => {
    const english = flowChartSvg(procedure, 'en');
    for (const row of procedure.rows) {
      expect(svg).toContain(`${row.no} `);
      expect(svg).toContain(row.zh);
      expect(english).toContain(row.en);
    }
  });

  it('leads from each step to a phase that is in it', () => {
    const targets = [...svg.matchAll(/href="#phase-([a-z-]+)"/gu)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(3);
    expect(targets.filter((target) => !svg.includes(`id="phase-${target}"`))).toEqual([]);
  });

  it('is read phase by phase, and holds no sign that breaks it', () => {
    expect([...svg.matchAll(/role="listitem" aria-label="/gu)]).toHaveLength(
      chartOf(procedure).phases.length + 1,
    );
    const title = { zh: '流程图 <1>', en: 'Chart & text' };
    expect(flowChartSvg({ ...procedure, title }, 'zh')).toContain('流程图 &#60;1&#62;');
    expect(flowChartSvg({ ...procedure, title }, 'en')).toContain('Chart &#38; text');
    expect(flowChartSvg(procedure, 'zh')).toBe(svg);
  });
});

describe('the order of a chart', () => {
  const row = (no: string, from: readonly string[], to?: string) => ({
    ...{ no, command: no, zh: no, en: no, basis: [], who: [], from, to, rules: [], instead: [] },
    ...{ emits: [], opens: [], closes: [], alerts: [], parameters: [] },
  });

  it('is that of the names, of phases that the steps or the file lead to, with an arrow where a step leads on', () => {
    const rows = [
      row('b', ['one'], 'two'),
      row('a', ['none'], 'one'),
      row('c', ['aside']),
      row('d', ['two', 'far']),
      row('e', ['none', 'one', 'two']),
    ];
    const names = ['none', 'one', 'two', 'aside', 'far'].map((name) => [name, { zh: name, en: name }]);
    const phaseNames = Object.fromEntries(names) as Record<string, { zh: string; en: string }>;
    const parts = { rows, phases: phaseNames, byTheFile: { one: ['aside'] } };
    const { phases, anytime } = chartOf(parts);
    expect(phases.map(({ phase }) => phase)).toEqual(['none', 'one', 'two', 'aside']);
    const steps = phases.map(({ leaving, staying }) =>
      [leaving, staying].map((each) => each.map(({ no }) => no)),
    );
    expect(steps).toEqual([
      [['a'], []],
      [['b'], []],
      [[], ['d']],
      [[], ['c']],
    ]);
    expect(anytime.map(({ no }) => no)).toEqual(['e']);
    const svg = flowChartSvg({ ...parts, title: { zh: '图', en: 'Chart' } }, 'zh');
    expect(svg.match(/marker-end/gu)).toHaveLength(2);
  });
});
