import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clocksOfCases } from '../../projections/supervision/clock.queries';
import { alertFigures } from '../../projections/supervision/figures/alert.figures';
import { backfill } from '../../projections/supervision/figures/backfill.figures';
import { caseFigures } from '../../projections/supervision/figures/case.figures';
import { discretion, positionIn } from '../../projections/supervision/figures/discretion.figures';
import { distributionOf, histogramOf } from '../../projections/supervision/figures/distribution';
import { durations } from '../../projections/supervision/figures/duration.figures';
import { tenThousandths } from '../../projections/supervision/figures/figure-scope';
import { discretionOutliers, durationOutliers } from '../../projections/supervision/figures/outlier.figures';
import { shareFigures } from '../../projections/supervision/figures/share.figures';
import { punctuality } from '../../projections/supervision/figures/punctuality.figures';
import { refusals } from '../../projections/supervision/figures/refusal.figures';
import type { Told } from './log';
import { clock, correction, supervised, told } from './supervised';

/** Figures of supervision, on both clocks, by organ, level, kind and period. */

const at = (event: Told, recordedAt: string, more: object = {}): Told => ({
  ...event,
  meta: { ...event.meta, recordedAt, ...more },
});
const confirmed = (organ: string, level: string, territory: string, from = '2020-01-01'): Told =>
  told(organ, 'OrganConfirmed', from, { name: organ, level, territory, from });
const registered = [
  confirmed('organ-a', 'county', '990101'),
  confirmed('organ-b', 'county', '990202'),
  confirmed('organ-c', 'city', '990100'),
];

describe('shares of cases', () => {
  const decided = (stream: string, organ: string, date: string): readonly Told[] => [
    told(stream, 'OnSiteCaseOpened', date, { organ }),
    told(stream, 'OnSpotDecisionIssued', date),
  ];
  const reversed = (stream: string, date: string, kind: string): Told =>
    told(stream, 'DecisionReversed', date, { kind, opens: [], closes: [] });
  const sued = (stream: string, date: string): Told =>
    told(stream, 'LawsuitFiled', date, { appeal: 's1', opens: [], closes: [] });
  const inCourt = (stream: string, date: string, leader: object): Told =>
    told(stream, 'CourtAppearanceRecorded', date, { appeal: 's1', ...leader });
  const leader = { leader: { officer: 'officer-chief', as: 'chief' } };
  const events = [
    ...registered,
    ...['case-1', 'case-2', 'case-3'].flatMap((stream) => decided(stream, 'organ-a', '2024-05-01')),
    ...decided('case-4', 'organ-c', '2024-05-02'),
    reversed('case-2', '2024-08-02', 'mediated'),
    told('case-3', 'SelfCorrected', '2024-08-03', { kind: 'changed', opens: [], closes: [] }),
    ...[sued('case-1', '2024-06-01'), sued('case-2', '2024-06-02'), sued('case-4', '2024-06-03')],
    inCourt('case-1', '2024-07-01', leader),
    inCourt('case-1', '2024-07-15', leader),
    inCourt('case-2', '2024-07-02', {}),
    at(reversed('case-1', '2024-08-01', 'revoked'), '2026-06-01T02:00:00.000Z'),
  ];

  it('are of the decided that were reversed, and of the sued whose head came to court', async () => {
    const reader = await supervised(events);
    expect(await shareFigures(reader)).toEqual([
      { name: 'reversed', of: 4, cases: 1, share: 2500 },
      { name: 'self-corrected', of: 4, cases: 1, share: 2500 },
      { name: 'leader-in-court', of: 3, cases: 1, share: 3333 },
    ]);
    expect(await shareFigures(reader, { names: ['reversed'], by: ['organ'] })).toEqual([
      { name: 'reversed', organ: 'organ-a', of: 3, cases: 1, share: 3333 },
      { name: 'reversed', organ: 'organ-c', of: 1, cases: 0, share: 0 },
    ]);
  });

  it('are told as of a legal date and as known at an instant, and of nothing there is none', async () => {
    const reader = await supervised(events);
    const of = async (query: object) => (await shareFigures(reader, { names: ['reversed'], ...query })).at(0);
    expect(await of({ asOf: '2024-07-31' })).toMatchObject({ cases: 0, share: 0 });
    expect(await of({ knownAt: '2026-05-01T00:00:00Z' })).toMatchObject({ cases: 0 });
    expect(await of({ from: '2024-08-01' })).toMatchObject({ of: 0, cases: 1, share: null });
    expect(await of({ to: '2024-01-01' })).toBeUndefined();
  });
});

describe('a distribution', () => {
  it('is told from exact values, and names what lies outside', () => {
    const values = [...[1, 2, 3, 4, 5, 6, 7, 8].map((value) => [value, 1] as const), [40, 1] as const];
    expect(distributionOf(histogramOf(values))).toEqual({
      ...{ cases: 9, least: 1, q1: 3, median: 5, q3: 7, p90: 40, most: 40 },
      outliers: { rule: 'tukey-1.5-iqr', low: -3, high: 13, below: 0, above: 1 },
    });
  });

  it('says nothing of outliers where there are too few values, and nothing at all where there are none', () => {
    expect(distributionOf(histogramOf([[5, 7]]))).not.toHaveProperty('outliers');
    expect(distributionOf([])).toBeUndefined();
  });

  it('has quantiles that were met, in order, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), (values) => {
        const found = distributionOf(histogramOf(values.map((value) => [value, 1])));
        const sorted = [...values].sort((a, b) => a - b);
        const rank = (part: number) => sorted[Math.ceil(values.length * part) - 1];
        expect(found).toMatchObject({
          ...{ cases: values.length, least: sorted[0], q1: rank(0.25), median: rank(0.5) },
          ...{ q3: rank(0.75), p90: rank(0.9), most: sorted.at(-1) },
        });
      }),
    );
  });

  it('shares are ten-thousandths, rounded', () => {
    expect([tenThousandths(1, 3), tenThousandths(2, 3), tenThousandths(0, 0)]).toEqual([
      3333,
      6667,
      undefined,
    ]);
  });
});

describe('cases by how far they came', () => {
  const opened = (stream: string, organ: string, date: string): Told =>
    told(stream, 'OnSiteCaseOpened', date, { organ });
  const decided = (stream: string, date: string): Told => told(stream, 'OnSpotDelivered', date);
  const events = [
    ...registered,
    at(opened('case-1', 'organ-a', '2024-05-01'), '2024-05-01T02:00:00.000Z'),
    at(opened('case-2', 'organ-b', '2024-05-02'), '2024-05-02T02:00:00.000Z'),
    at(opened('case-3', 'organ-c', '2024-06-02'), '2024-06-02T02:00:00.000Z'),
    at(decided('case-1', '2024-05-03'), '2024-05-10T02:00:00.000Z'),
  ];

  it('are counted with their share, apart by organ, level, kind and period', async () => {
    const reader = await supervised(events);
    expect(await caseFigures(reader, { by: ['level', 'month'] })).toEqual([
      { milestone: 'opened', level: 'city', period: '2024-06', cases: 1, share: 3333 },
      { milestone: 'opened', level: 'county', period: '2024-05', cases: 2, share: 6667 },
      { milestone: 'delivered', level: 'county', period: '2024-05', cases: 1, share: 10_000 },
    ]);
    expect(
      await caseFigures(reader, { by: ['organ', 'kind', 'year'], milestones: ['opened'] }),
    ).toMatchObject([
      { organ: 'organ-a', kind: 'simple', period: '2024', cases: 1 },
      { organ: 'organ-b', cases: 1 },
      { organ: 'organ-c', cases: 1 },
    ]);
  });

  it('are narrowed by level, territory and scope together', async () => {
    const reader = await supervised(events);
    const opens = async (query: object) =>
      (await caseFigures(reader, { milestones: ['opened'], by: ['organ'], ...query })).map(
        ({ organ }) => organ,
      );
    expect(await opens({ level: 'county' })).toEqual(['organ-a', 'organ-b']);
    expect(await opens({ territory: '9901' })).toEqual(['organ-a', 'organ-c']);
    expect(await opens({ territory: '9901', level: 'county' })).toEqual(['organ-a']);
    expect(await opens({ level: 'county', organs: ['organ-b', 'organ-c'] })).toEqual(['organ-b']);
    expect(await opens({ level: 'township' })).toEqual([]);
    expect(await opens({ organs: [] })).toEqual([]);
    expect(await opens({ from: '2024-05-02', to: '2024-05-31' })).toEqual(['organ-b']);
  });

  it('are told as of a legal date and as known at an instant', async () => {
    const reader = await supervised(events);
    const delivered = async (query: object) =>
      (await caseFigures(reader, { milestones: ['delivered'], ...query })).length;
    expect(await delivered({ asOf: '2024-05-02' })).toBe(0);
    expect(await delivered({ asOf: '2024-05-03' })).toBe(1);
    expect(await delivered({ knownAt: '2024-05-10T09:59:59+08:00' })).toBe(0);
    expect(await delivered({ knownAt: '2024-05-10T10:00:00+08:00' })).toBe(1);
  });

  it('are of the organ as it was known before a correction, and of the right one after it', async () => {
    const moved = at(correction('case-1', 0, { organ: 'organ-c' }, '2024-05-01'), '2024-07-01T00:00:00.000Z');
    const reader = await supervised([...events, moved]);
    const organ = async (knownAt: string) =>
      (await caseFigures(reader, { milestones: ['delivered'], by: ['organ'], knownAt })).map(
        (each) => each.organ,
      );
    expect(await organ('2024-06-30T23:59:59Z')).toEqual(['organ-a']);
    expect(await organ('2024-07-01T00:00:00Z')).toEqual(['organ-c']);
  });
});

describe('how periods were kept', () => {
  const opening = (stream: string, key: string, due: string): Told =>
    told(stream, 'OnSpotDecisionIssued', '2024-05-20', { opens: [clock(key, due)] });
  const closing = (stream: string, key: string, date: string): Told =>
    told(stream, 'OnSpotFiled', date, { closes: [key] });
  const events = [
    ...registered,
    opening('case-1', 'onspot.file', '2024-05-22'),
    closing('case-1', 'onspot.file', '2024-05-22'),
    opening('case-2', 'onspot.file', '2024-05-22'),
    at(closing('case-2', 'onspot.file', '2024-05-23'), '2024-05-30T00:00:00.000Z'),
    opening('case-3', 'onspot.file', '2024-05-22'),
    opening('case-4', 'fine.pay', '2024-06-30'),
    told('case-5', 'OnSpotDecisionIssued', '2024-05-20', { opens: [clock('fine.pay')] }),
  ];
  const asked = async (query: object) =>
    punctuality(await supervised(events), { today: '2024-06-01', ...query });

  it('is in time, late, or still running, and what runs is in no share', async () => {
    expect(await asked({ by: ['key'] })).toEqual([
      { key: 'fine.pay', inTime: 0, late: 0, running: 1 },
      { key: 'onspot.file', inTime: 1, late: 2, running: 0, onTime: 3333 },
    ]);
    expect(await asked({})).toEqual([{ inTime: 1, late: 2, running: 1, onTime: 3333 }]);
  });

  it('counts a period once that another calendar moved, by what became of it in the end', async () => {
    const { due: _unknown, ...blind } = clock('fine.pay', '2024-06-03');
    const again = (stream: string, due: string) =>
      told(stream, 'DeadlinesRecomputed', '2024-05-21', { opens: [clock('fine.pay', due)], closes: [] });
    const reader = await supervised([
      told('case-1', 'OnSpotDecisionIssued', '2024-05-20', { opens: [blind] }),
      again('case-1', '2024-05-28'),
      told('case-2', 'OnSpotDecisionIssued', '2024-05-20', { opens: [clock('fine.pay', '2024-05-27')] }),
      again('case-2', '2024-05-28'),
    ]);
    const on = async (today: string) => punctuality(reader, { today, by: ['key'] });
    expect(await on('2024-05-22')).toEqual([{ key: 'fine.pay', inTime: 0, late: 0, running: 2 }]);
    expect(await on('2024-06-01')).toMatchObject([{ inTime: 0, late: 2, running: 0, onTime: 0 }]);
  });

  it('is told apart by level and by the month of the last day', async () => {
    expect(await asked({ by: ['level', 'month'] })).toMatchObject([
      { level: 'county', period: '2024-05', inTime: 1, late: 2 },
      { level: 'county', period: '2024-06', running: 1 },
    ]);
    expect(await asked({ keys: ['fine.pay'], from: '2024-06-01' })).toMatchObject([{ running: 1 }]);
    expect(await asked({ organs: ['organ-z'] })).toEqual([]);
  });

  it('shows the clocks of a case as of a date, and as known at an instant', async () => {
    const reader = await supervised([
      at(opening('case-2', 'onspot.file', '2024-05-22'), '2024-05-20T00:00:00.000Z'),
      at(closing('case-2', 'onspot.file', '2024-05-23'), '2024-05-30T00:00:00.000Z'),
    ]);
    const closedOn = async (clocks: object) =>
      (await clocksOfCases(reader, ['case-2'], clocks)).map((each) => each.closedOn);
    expect(await closedOn({})).toEqual(['2024-05-23']);
    expect(await closedOn({ asOf: '2024-05-22' })).toEqual([null]);
    expect(await closedOn({ asOf: '2024-05-19' })).toEqual([]);
    expect(await closedOn({ knownAt: '2024-05-29T23:59:59Z' })).toEqual([null]);
  });

  it('is told as of a legal date: what was done after it was open then', async () => {
    expect(await asked({ asOf: '2024-05-19' })).toEqual([]);
    expect(await asked({ asOf: '2024-05-22' })).toMatchObject([{ inTime: 1, late: 0, running: 3 }]);
    expect(await asked({ asOf: '2024-05-23' })).toMatchObject([{ inTime: 1, late: 2, running: 1 }]);
  });

  it('is what a slow count of the events says, on both clocks', async () => {
    const days = ['2024-05-20', '2024-05-21', '2024-05-22', '2024-05-24', '2024-05-26'];
    const day = fc.constantFrom(...days);
    const act = fc.record({
      stream: fc.constantFrom('case-1', 'case-2'),
      opens: fc.boolean(),
      date: day,
      due: day,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), day, fc.nat(12), async (acts, asOf, known) => {
        const told = acts.map(({ stream, opens, date, due }, i) =>
          at(
            opens ? { ...opening(stream, 'k', due), date } : closing(stream, 'k', date),
            `2026-01-${String(i + 1).padStart(2, '0')}T00:00:00.000Z`,
          ),
        );
        const knownAt = `2026-01-${String(known + 1).padStart(2, '0')}T12:00:00Z`;
        const [found] = await punctuality(await supervised(told), { today: '2026-06-01', asOf, knownAt });
        const seen = acts.slice(0, known + 1);
        const slow = { inTime: 0, late: 0, running: 0 };
        seen.forEach(({ stream, opens, date, due }, i) => {
          if (!opens || date > asOf) return;
          const ends = seen
            .slice(i + 1)
            .filter((later) => later.stream === stream)
            .map((later) => later.date);
          const closed = ends.sort()[0] ?? '9999-12-31';
          if (closed <= due && closed <= asOf) slow.inTime += 1;
          else if (due < asOf) slow.late += 1;
          else if (closed > asOf) slow.running += 1;
        });
        const { inTime = 0, late = 0, running = 0 } = found ?? {};
        expect({ inTime, late, running }).toEqual(slow);
      }),
      { numRuns: 150 },
    );
  });
});

describe('durations', () => {
  it('count only from what the case had reached by then, so that a later view does not change an earlier one', async () => {
    const reader = await supervised([
      told('case-1', 'OnSiteCaseOpened', '2024-05-01', { organ: 'organ-a' }),
      told('case-1', 'OnSpotDecisionIssued', '2024-05-04'),
      told('case-1', 'OnSpotDelivered', '2024-05-20'),
      told('case-1', 'PaymentReceived', '2024-05-10', { fineFen: 1, lateFeeFen: 0, complete: true }),
    ]);
    const paid = async (query: object) => durations(reader, { milestones: ['paid'], ...query });
    const one = [{ sinceOpening: { median: 9 }, sincePrevious: { median: 6 } }];
    expect(await paid({})).toMatchObject(one);
    expect(await paid({ asOf: '2024-05-15' })).toMatchObject(one);
    expect(await paid({ asOf: '2024-05-09' })).toEqual([]);
  });

  it('list the cases that took unusually long', async () => {
    const taking = (stream: string, days: number): readonly Told[] => [
      told(stream, 'OnSiteCaseOpened', '2024-05-01', { organ: 'organ-a' }),
      told(stream, 'CaseClosed', days > 30 ? '2024-06-30' : `2024-05-${String(1 + days).padStart(2, '0')}`),
    ];
    const usual = Array.from({ length: 8 }, (_, i) => taking(`case-${i}`, 5 + i)).flat();
    const reader = await supervised([...registered, ...usual, ...taking('case-slow', 60)]);
    const asked = { milestone: 'closed', since: 'opening', limit: 10 } as const;
    expect(await durationOutliers(reader, asked)).toEqual({
      outliers: { rule: 'tukey-1.5-iqr', low: 1, high: 17, below: 0, above: 1 },
      cases: [{ case: 'case-slow', organ: 'organ-a', kind: 'simple', on: '2024-06-30', value: 60 }],
    });
    expect(await durationOutliers(reader, { ...asked, level: 'city' })).toEqual({ cases: [] });
    expect((await durationOutliers(reader, { ...asked, asOf: '2024-05-31' })).outliers).toMatchObject({
      above: 0,
    });
  });
});

describe('discretion', () => {
  const tier = (code: string, minFen: number, maxFen: number) => ({
    ...{ code, name: code, grade: 'normal', factors: [], kinds: ['fine'], standard: 's' },
    ranges: [{ kind: 'citizen', minFen, maxFen }],
  });
  const published = (from: string, ...tiers: readonly object[]): Told =>
    told('item-1', 'BenchmarkPublished', from, {
      ...{ document: { title: 't' }, act: 'penalty', tiers, published: from, from },
    });
  const fined = (stream: string, date: string, fineFen: number, more: object = {}): Told =>
    told(stream, 'DecisionMade', date, {
      ...{ type: 'penalty', partyKind: 'citizen', reliance: { entries: [{ s: 'item-1', n: 1 }] } },
      penalty: {
        ...{ proposal: { kinds: ['fine'], fineFen, tier: 'normal' }, appliedItem: 'item-1' },
        ...{ range: { minFen: 0, maxFen: 100_000 }, benchmark: { tier: 'light', deviates: false } },
        ...more,
      },
    });
  const benchmarks = [
    published('2024-01-01', tier('light', 10_000, 20_000), tier('heavy', 20_000, 100_000)),
    published('2024-07-01', tier('light', 20_000, 40_000)),
  ];

  it('is where a fine stands in the range of its tier, by item and tier', async () => {
    const reader = await supervised([
      ...registered,
      ...benchmarks,
      fined('case-1', '2024-05-01', 10_000),
      fined('case-2', '2024-05-02', 15_000),
      fined('case-3', '2024-05-03', 30_000, { benchmark: { tier: 'light', deviates: true } }),
      fined('case-4', '2024-07-03', 25_000),
      fined('case-5', '2024-05-03', 60_000, { benchmark: { tier: 'heavy', deviates: false } }),
      fined('case-6', '2024-05-03', 50_000, { benchmark: undefined }),
      told('case-7', 'DecisionMade', '2024-05-03', { type: 'no-penalty' }),
    ]);
    expect(await discretion(reader)).toMatchObject([
      { item: 'item-1', against: 'range', position: { cases: 1, median: 5000 } },
      { item: 'item-1', tier: 'heavy', against: 'tier', deviating: 0, position: { cases: 1, median: 5000 } },
      {
        ...{ item: 'item-1', tier: 'light', against: 'tier', deviating: 1 },
        position: { cases: 4, least: 0, median: 2500, most: 20_000 },
      },
    ]);
    expect(await discretion(reader, { asOf: '2024-05-01', by: ['level', 'month'] })).toMatchObject([
      { tier: 'light', level: 'county', period: '2024-05', position: { cases: 1, most: 0 } },
    ]);
    expect(await discretion(reader, { items: ['item-2'] })).toEqual([]);
    expect(await discretion(reader, { organs: ['organ-b'] })).toEqual([]);
  });

  it('keeps what was known of a fine before it was corrected', async () => {
    const wrong = at(fined('case-1', '2024-05-01', 20_000), '2024-05-01T00:00:00.000Z');
    const right = correction('case-1', 0, { 'penalty.proposal.fineFen': 10_000 }, '2024-05-01');
    const reader = await supervised([...benchmarks, wrong, at(right, '2024-06-01T00:00:00.000Z')]);
    const most = async (query: object) => (await discretion(reader, query))[0]?.position.most;
    expect(await most({})).toBe(0);
    expect(await most({ knownAt: '2024-05-31T00:00:00Z' })).toBe(10_000);
  });

  it('names the decisions that are unusual for their tier', async () => {
    const usual = Array.from({ length: 9 }, (_, i) => fined(`case-${i}`, '2024-05-01', 14_000 + 100 * i));
    const reader = await supervised([
      ...registered,
      ...benchmarks,
      ...usual,
      fined('case-x', '2024-05-09', 20_000),
    ]);
    expect(await discretionOutliers(reader, { limit: 5 })).toMatchObject([
      {
        ...{ item: 'item-1', tier: 'light', outliers: { below: 0, above: 1 } },
        cases: [{ case: 'case-x', organ: 'organ-a', on: '2024-05-09', value: 10_000, tier: 'light' }],
      },
    ]);
    expect(await discretionOutliers(reader, { limit: 5, asOf: '2024-05-08' })).toEqual([]);
  });

  it('measures the distance from the amount where the range is one amount', () => {
    expect([positionIn(10_000, 10_000, 10_000), positionIn(15_000, 10_000, 10_000)]).toEqual([0, 5000]);
    expect([positionIn(5000, 0, 10_000), positionIn(12_000, 0, 10_000)]).toEqual([5000, 12_000]);
  });
});

describe('the back-fill meter', () => {
  const happened = (stream: string, date: string, recordedAt: string, meta: object = {}): Told =>
    at(told(stream, 'LandingRecorded', date), recordedAt, { organ: { u: 'organ-a' }, ...meta });
  const events = [
    ...registered,
    happened('case-1', '2024-05-20', '2024-05-20T10:00:00.000Z'),
    happened('case-1', '2024-05-20', '2024-05-21T16:00:00.000Z'),
    happened('case-2', '2024-06-20', '2024-06-20T10:00:00.000Z', { organ: { u: 'organ-c' } }),
    happened('case-3', '2024-05-20', '2026-05-20T10:00:00.000Z', { source: { sys: 's', file: 'f', row: 1 } }),
    at(correction('case-1', 0, {}, '2024-05-20'), '2026-05-20T10:00:00.000Z'),
  ];

  it('tells how long after they happened events were recorded, imports and corrections apart', async () => {
    const reader = await supervised(events);
    expect(await backfill(reader)).toMatchObject([
      { events: 3, later: 1, laterShare: 3333, hours: { least: 0, median: 0, most: 23 } },
    ]);
    expect(await backfill(reader, { by: ['level', 'type'] })).toMatchObject([
      { type: 'LandingRecorded', level: 'city', events: 1, later: 0 },
      { type: 'LandingRecorded', level: 'county', events: 2, later: 1, laterShare: 5000 },
    ]);
  });

  it('is told for a period, as of a date and as known at an instant', async () => {
    const reader = await supervised(events);
    const seen = async (query: object) => (await backfill(reader, query))[0]?.events ?? 0;
    expect(await seen({ from: '2024-06-01' })).toBe(1);
    expect(await seen({ asOf: '2024-05-31' })).toBe(2);
    expect(await seen({ knownAt: '2024-05-21T00:00:00Z' })).toBe(1);
    expect(await seen({ types: ['CaseClosed'] })).toBe(0);
    expect(await seen({ organs: ['organ-c'] })).toBe(1);
  });
});

describe('alerts and refusals', () => {
  const raised = (code: string, stream: string, organ: string, detected: string): Told =>
    at(
      told(`alert-${code}-${stream}-x`, 'AlertRaised', detected, {
        ...{ code, stream, clock: 'x', due: detected, detected, severity: code === 'W-05' ? 1 : 3 },
      }),
      `${detected}T01:00:00.000Z`,
      { organ: { u: organ } },
    );
  const refused = (id: string, date: string, organ: string): Told =>
    at(
      told(`refusal-${id}`, 'CommandRefused', date, {
        ...{ command: 'DecideOnSpot', broken: [{ code: 'R-05', guard: 'G-TWO' }] },
      }),
      `${date}T01:00:00.000Z`,
      { organ: { u: organ } },
    );
  const events = [
    ...registered,
    raised('W-05', 'case-1', 'organ-a', '2024-05-20'),
    raised('W-21', 'case-1', 'organ-c', '2024-05-21'),
    raised('W-21', 'case-2', 'organ-a', '2024-06-21'),
    refused('1', '2024-05-20', 'organ-a'),
    refused('2', '2024-06-20', 'organ-c'),
  ];

  it('are counted by code, level and period, on both clocks', async () => {
    const reader = await supervised(events);
    expect(await alertFigures(reader)).toEqual([
      { code: 'W-05', severity: 1, alerts: 1, open: 1, closed: 0, share: 3333 },
      { code: 'W-21', severity: 3, alerts: 2, open: 2, closed: 0, share: 6667 },
    ]);
    expect(await alertFigures(reader, { by: ['level', 'month'], codes: ['W-21'] })).toMatchObject([
      { level: 'city', period: '2024-05', alerts: 1 },
      { level: 'county', period: '2024-06', alerts: 1 },
    ]);
    expect(await alertFigures(reader, { knownAt: '2024-05-20T12:00:00Z' })).toMatchObject([{ code: 'W-05' }]);
    expect(await alertFigures(reader, { asOf: '2024-05-20' })).toMatchObject([{ code: 'W-05' }]);
  });

  it('of a sealed code are told only where there are enough not to tell whom they are about', async () => {
    const sealed = (count: number): readonly Told[] =>
      Array.from({ length: count }, (_, i) => raised('W-16', `case-${i}`, 'organ-a', '2024-05-20'));
    const codes = { sealed: ['W-16'] };
    expect(await alertFigures(await supervised(sealed(4)), codes)).toEqual([]);
    expect(await alertFigures(await supervised(sealed(5)), codes)).toMatchObject([
      { code: 'W-16', alerts: 5 },
    ]);
  });

  it('by rule are told apart and narrowed likewise', async () => {
    const reader = await supervised(events);
    const rule = { code: 'R-05', guard: 'G-TWO' };
    expect(await refusals(reader, { by: ['level', 'year'] })).toEqual({
      refused: 2,
      rules: [
        { ...rule, level: 'city', period: '2024', refused: 1 },
        { ...rule, level: 'county', period: '2024', refused: 1 },
      ],
    });
    expect(await refusals(reader, { knownAt: '2024-06-01T00:00:00Z' })).toMatchObject({ refused: 1 });
    expect(await refusals(reader, { asOf: '2024-05-19' })).toEqual({ refused: 0, rules: [] });
    expect(await refusals(reader, { territory: '9901', level: 'city' })).toMatchObject({ refused: 1 });
  });
});
