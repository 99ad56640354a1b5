import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Distribution } from '../../projections/supervision/figures/distribution';
import { handlesOf, viewOf } from '../../src/app/figures/figure-lines';
import type { Figures } from '../../src/app/figures/read-figures';
import { folded, partsBar, shareBar, spreadPlot, widthOf } from '../../src/cli/plots';

/** Figures for people: what their lines say, and what is drawn of them, whatever colour a terminal gives it. */
const plain =
  <A extends unknown[]>(draw: (...asked: A) => string) =>
  (...asked: A): string =>
    stripVTControlCharacters(draw(...asked));

const spread: Distribution = { cases: 5, least: 0, q1: 20, median: 40, q3: 60, p90: 80, most: 100 };

describe('plots', () => {
  it('fill as much as the share says, and something where there is anything at all', () => {
    expect(plain(shareBar)(0, 10)).toBe('··········');
    expect(plain(shareBar)(1, 10)).toBe('█·········');
    expect(plain(shareBar)(5_000, 10)).toBe('█████·····');
    expect(plain(shareBar)(10_000, 10)).toBe('██████████');
  });

  it.each([
    [{ well: 0, ill: 0, open: 0 }, '··········'],
    [{ well: 3, ill: 0, open: 0 }, '██████████'],
    [{ well: 0, ill: 2, open: 1 }, '▓▓▓▓▓▓▓░░░'],
    [{ well: 1, ill: 1, open: 1 }, '████▓▓▓░░░'],
    [{ well: 1000, ill: 1, open: 1 }, '████████▓░'],
    [{ well: 0, ill: 1, open: 99 }, '▓░░░░░░░░░'],
  ])('put %j beside each other on the whole width', (parts, drawn) => {
    expect(plain(partsBar)(parts, 10)).toBe(drawn);
  });

  it('show least, quartiles, median and most on their scale, and what lies beyond it at its end', () => {
    expect(plain(spreadPlot)(spread, [0, 100], 11)).toBe('──▒▒█▒▒────');
    expect(plain(spreadPlot)(spread, [0, 200], 11)).toBe('─▒█▒──·····');
    expect(plain(spreadPlot)(spread, [50, 100], 6)).toBe('█▒────');
    expect(plain(spreadPlot)({ ...spread, least: 7, q1: 7, median: 7, q3: 7, most: 7 }, [7, 7], 3)).toBe(
      '█··',
    );
  });

  it('fold texts between words and between Chinese characters, each of which takes two places', () => {
    expect(widthOf('听证a')).toBe(5);
    expect(folded('未告知听证权', 6)).toEqual(['未告知', '听证权']);
    expect(folded('the hearing right', 8)).toEqual(['the', 'hearing', 'right']);
    expect(folded('the hearing right', 11)).toEqual(['the hearing', 'right']);
    expect(folded('unbreakable', 4)).toEqual(['unbreakable']);
  });
});

describe('a figure for people', () => {
  const figures: Figures = {
    cases: [
      { milestone: 'opened', cases: 8, share: 5_000, organ: 'organ-a' },
      { milestone: 'opened', cases: 8, share: 5_000, organ: 'organ-b' },
      { milestone: 'decided', cases: 6, share: 10_000, organ: 'organ-b' },
    ],
    punctuality: [
      { key: 'onspot.close', inTime: 3, late: 1, running: 2, onTime: 7_500 },
      { key: 'no.such.key', inTime: 0, late: 0, running: 1 },
    ],
    clocks: [{ key: 'case.decide', overdue: 1, due: 2, uncomputable: 3 }],
    alerts: [{ code: 'W-10', severity: 2, alerts: 4, open: 3, closed: 1, share: 10_000 }],
    refusals: { refused: 4, rules: [{ code: 'R-04', guard: 'G-CERT', refused: 3 }] },
    discretion: [
      { item: 'item-x', tier: 'normal', against: 'tier', deviating: 0, position: { ...spread, most: 9_950 } },
    ],
    durations: [{ milestone: 'decided', sinceOpening: spread }, { milestone: 'paid' }],
  };
  const linesOf = (kind: Parameters<typeof viewOf>[0]) => viewOf(kind, figures)?.lines;

  it('tells how many of its own group came to a milestone', () => {
    expect(linesOf('cases')).toMatchObject([
      { group: ['organ-a'], drawn: { share: 10_000 } },
      { group: ['organ-b'], drawn: { share: 10_000 } },
      { name: { zh: '作出决定' }, group: ['organ-b'], count: 6, drawn: { share: 7_500 } },
    ]);
  });

  it('names periods by what a case waits for, alerts and rules by the catalogue', () => {
    expect(linesOf('punctuality')).toMatchObject([
      {
        code: 'onspot.close',
        name: { zh: '结案' },
        count: 6,
        drawn: { well: 3, ill: 1, open: 2, share: 7_500 },
      },
      { code: 'no.such.key', name: { zh: '期限' }, drawn: { well: 0, ill: 0, open: 1 } },
    ]);
    expect(linesOf('clocks')).toMatchObject([{ code: 'case.decide', drawn: { well: 0, ill: 1, open: 5 } }]);
    expect(linesOf('alerts')).toMatchObject([
      { code: 'W-10', name: { zh: '逾期未公示，也未决定不公示' }, drawn: { well: 1, ill: 3, share: 2_500 } },
    ]);
    expect(linesOf('refusals')).toMatchObject([
      { code: 'R-04 G-CERT', name: { en: expect.stringContaining('certificate') }, drawn: { share: 7_500 } },
    ]);
  });

  it('shows fines in hundredths of their range, and leaves out milestones without a time', () => {
    const view = viewOf('discretion', figures);
    expect(view).toMatchObject({
      scale: [0, 100],
      lines: [{ group: ['normal'], drawn: { spread: { most: 100 } } }],
    });
    expect(linesOf('durations')).toHaveLength(1);
  });

  it('is nothing where it was not asked for, and tells which words registers have names for', () => {
    expect(viewOf('backfill', figures)).toBeUndefined();
    const views = (['cases', 'discretion'] as const).flatMap((kind) => viewOf(kind, figures) ?? []);
    expect(handlesOf(views)).toEqual(expect.arrayContaining(['organ-a', 'organ-b', 'item-x']));
  });
});
