import { describe, expect, it } from '@jest/globals';
import { refusals } from '../../projections/supervision/figures/refusal.figures';
import { counts, organNames, stats } from '../../projections/supervision/supervision.queries';
import { onSpotFile } from './on-spot-file';
import { activity, correction, retold, supervised, told } from './supervised';

const fines = [
  activity('case-a', 'Create Fine', '2006-07-24'),
  activity('case-a', 'Payment', '2006-08-01', 3_500),
  activity('case-a', 'Payment', '2006-09-01', 50),
  activity('case-b', 'Create Fine', '2006-08-01'),
  activity('case-b', 'Send Fine', '2006-12-05', 700),
  activity('case-b', 'Payment', '2007-01-01', 0),
];

describe('stats', () => {
  it('counts events and cases by activity, and adds up what was paid', async () => {
    const found = await stats(await supervised(fines));
    expect(found).toEqual({
      events: 6,
      cases: 2,
      byType: { Payment: 3, 'Create Fine': 2, 'Send Fine': 1 },
      casesByType: { Payment: 2, 'Create Fine': 2, 'Send Fine': 1 },
      paid: '35.50',
      paidByCurrency: { EUR: '35.50' },
      position: '0000000000000000006',
    });
    expect(Object.keys(found.byType)).toEqual(['Payment', 'Create Fine', 'Send Fine']);
  });

  it('counts as of a date what had occurred up to and including it', async () => {
    const reader = await supervised(fines);
    expect(await stats(reader, { asOf: '2006-08-01' })).toMatchObject({
      events: 3,
      cases: 2,
      byType: { 'Create Fine': 2, Payment: 1 },
      casesByType: { 'Create Fine': 2, Payment: 1 },
      paid: '35.00',
    });
    expect(await stats(reader, { asOf: '2006-07-31' })).toMatchObject({ events: 1, cases: 1, paid: '0.00' });
    expect(await stats(reader, { asOf: '2006-07-23' })).toMatchObject({
      events: 0,
      cases: 0,
      byType: {},
      casesByType: {},
      paid: '0.00',
      paidByCurrency: {},
      position: '0000000000000000006',
    });
  });

  it('moves the first date of a case and of a type when an earlier one comes in later', async () => {
    const late = [
      activity('case-a', 'Payment', '2006-09-01', 100),
      activity('case-a', 'Payment', '2006-08-01', 100),
      activity('case-a', 'Create Fine', '2006-07-01'),
      activity('case-a', 'Payment', '2006-08-15', 100),
    ];
    const reader = await supervised(late);
    const at = async (asOf: string) => {
      const { cases, casesByType } = await stats(reader, { asOf });
      return [cases, casesByType['Payment']];
    };
    expect(await at('2006-06-30')).toEqual([0, undefined]);
    expect(await at('2006-07-01')).toEqual([1, undefined]);
    expect(await at('2006-08-01')).toEqual([1, 1]);
    expect(await at('2006-12-31')).toEqual([1, 1]);
  });

  it('leaves out what happened outside of cases', async () => {
    const reader = await supervised([
      told('organ-a', 'OrganConfirmed', '2024-01-01', {
        ...{ name: '示范局', from: '2024-01-01', level: 'county', territory: '990101' },
      }),
      told('import-x', 'ImportStarted', '2024-01-01'),
      told('refusal-1', 'CommandRefused', '2024-01-01', { command: 'X', broken: [] }),
      told('case-a', 'OnSiteCaseOpened', '2024-05-20', { organ: 'organ-a' }),
    ]);
    expect(await stats(reader)).toMatchObject({ events: 1, cases: 1, byType: { OnSiteCaseOpened: 1 } });
    expect(await organNames(reader, ['organ-a', 'organ-b'])).toEqual(new Map([['organ-a', '示范局']]));
  });

  it('adds up payments of every kind, each currency by itself as well', async () => {
    const reader = await supervised([
      told('case-a', 'FineCollectedOnSpot', '2024-05-20', { amountFen: 10_000, complete: true }),
      told('case-b', 'PaymentReceived', '2024-05-21', { fineFen: 20_000, lateFeeFen: 601, complete: true }),
      activity('case-c', 'Payment', '2024-05-22', 99),
    ]);
    expect(await stats(reader)).toMatchObject({
      paid: '307.00',
      paidByCurrency: { CNY: '306.01', EUR: '0.99' },
    });
  });

  it('narrows to organs and kinds', async () => {
    const reader = await supervised([
      told('case-a', 'OnSiteCaseOpened', '2024-05-20', { organ: 'organ-a' }),
      told('case-b', 'OnSiteCaseOpened', '2024-05-20', { organ: 'organ-b' }),
      activity('case-c', 'Payment', '2024-05-22', 99),
    ]);
    expect(await stats(reader, { organs: ['organ-b'] })).toMatchObject({ cases: 1, paid: '0.00' });
    expect(await stats(reader, { organs: [] })).toMatchObject({ events: 0, cases: 0 });
    expect(await stats(reader, { kind: 'imported' })).toMatchObject({ cases: 1, paid: '0.99' });
  });
});

describe('a correction', () => {
  it('counts as an event and moves what its target counted', async () => {
    const reader = await supervised([
      ...fines,
      correction('case-b', 2, { 'amounts.paymentAmount': 250, currency: 'CHF' }, '2007-01-01'),
      correction('case-a', 1, { activity: 'Send Fine' }, '2006-08-01'),
    ]);
    expect(await stats(reader)).toMatchObject({
      events: 8,
      byType: { Payment: 2, 'Send Fine': 2, 'Create Fine': 2, EventCorrected: 2 },
      casesByType: { Payment: 2, 'Send Fine': 2, EventCorrected: 2 },
      paid: '3.00',
      paidByCurrency: { CHF: '2.50', EUR: '0.50' },
    });
    expect((await stats(reader, { asOf: '2006-08-31' })).casesByType['Payment']).toBeUndefined();
  });

  it('shows what was known before it on the day it was recorded', async () => {
    const corrected = { ...correction('case-a', 1, { 'amounts.paymentAmount': 1 }, '2006-08-01') };
    const reader = await supervised([
      ...fines,
      { ...corrected, meta: { recordedAt: '2026-01-02T16:00:00.000Z' } },
    ]);
    expect((await stats(reader, { knownOn: '2026-01-02' })).paid).toBe('35.50');
    expect((await stats(reader, { knownOn: '2026-01-03' })).paid).toBe('0.51');
    expect((await stats(reader, { knownOn: '2025-12-31' })).events).toBe(0);
  });

  it('moves the whole case when the organ that opened it was wrong', async () => {
    const reader = await supervised([
      told('case-a', 'OnSiteCaseOpened', '2024-05-20', { organ: 'organ-a' }),
      told('case-a', 'FineCollectedOnSpot', '2024-05-21', { amountFen: 10_000, complete: true }),
      correction('case-a', 0, { organ: 'organ-b' }, '2024-05-20'),
    ]);
    expect(await stats(reader, { organs: ['organ-a'] })).toMatchObject({ events: 0, cases: 0, paid: '0.00' });
    expect(await stats(reader, { organs: ['organ-b'] })).toMatchObject({
      events: 3,
      cases: 1,
      paid: '100.00',
    });
  });
});

describe('counts', () => {
  const mixed = [
    ...fines,
    told('case-c', 'OnSiteCaseOpened', '2006-08-20', { organ: 'organ-a' }),
    told('case-c', 'OnSpotDecisionIssued', '2007-02-20', {}),
    { ...told('case-d', 'PenaltyDecisionImported', '2007-02-21', { organName: '长宁分局' }), meta: {} },
  ];

  it('are told apart by organ and kind', async () => {
    expect(await counts(await supervised(mixed), { by: ['organ', 'kind'] })).toEqual([
      { organ: null, kind: 'imported', events: 6, cases: 2 },
      { organ: 'organ-a', kind: 'simple', events: 2, cases: 1 },
      { organ: '长宁分局', kind: 'imported', events: 1, cases: 1 },
    ]);
  });

  it('are told apart by period, cases in the period of their first event', async () => {
    const reader = await supervised(mixed);
    expect(await counts(reader, { by: ['year'] })).toEqual([
      { period: '2006', events: 6, cases: 3 },
      { period: '2007', events: 3, cases: 1 },
    ]);
    expect(await counts(reader, { by: ['month'], from: '2006-08-01', to: '2006-08-31' })).toEqual([
      { period: '2006-08', events: 3, cases: 2 },
    ]);
    expect(await counts(reader, { by: ['day'], organs: ['organ-a'] })).toEqual([
      { period: '2006-08-20', events: 1, cases: 1 },
      { period: '2007-02-20', events: 1, cases: 0 },
    ]);
  });

  it('are told apart by type, cases in the period in which the type first occurred', async () => {
    const reader = await supervised(mixed);
    expect(await counts(reader, { by: ['type'], types: ['Payment', 'Send Fine'] })).toEqual([
      { type: 'Payment', events: 3, cases: 2 },
      { type: 'Send Fine', events: 1, cases: 1 },
    ]);
    expect(await counts(reader, { by: ['month'], types: ['Payment'], kind: 'imported' })).toEqual([
      { period: '2006-08', events: 1, cases: 1 },
      { period: '2006-09', events: 1, cases: 0 },
      { period: '2007-01', events: 1, cases: 1 },
    ]);
    expect(await counts(reader, { by: [] })).toEqual([{ events: 9, cases: 4 }]);
    expect(await counts(reader, { by: ['organ'], organs: [] })).toEqual([]);
  });

  it('of a case that the decider made are those of its events', async () => {
    const reader = await supervised(retold(onSpotFile()));
    expect(await counts(reader, { by: ['organ', 'kind', 'year'] })).toEqual([
      { organ: 'organ-demo', kind: 'simple', period: '2024', events: 11, cases: 1 },
    ]);
    expect((await stats(reader)).paid).toBe('100.00');
  });
});

describe('refusals', () => {
  const refusal = (id: string, date: string, organ: string, ...rules: readonly string[]) => ({
    ...told(`refusal-${id}`, 'CommandRefused', date, {
      command: 'DecideOnSpot',
      broken: rules.map((rule) => ({ code: rule.slice(0, 4), guard: rule.slice(5) })),
    }),
    meta: { organ: { u: organ } },
  });
  const attempts = [
    refusal('1', '2024-05-20', 'organ-a', 'R-04 G-CERT', 'R-04 G-CERT', 'R-05 G-TWO'),
    refusal('2', '2024-05-21', 'organ-a', 'R-05 G-TWO'),
    refusal('3', '2024-05-22', 'organ-b', 'R-11 G-DOC'),
  ];

  it('count each rule once for a command, and each command once', async () => {
    const reader = await supervised(attempts);
    expect(await refusals(reader)).toEqual({
      refused: 3,
      rules: [
        { code: 'R-05', guard: 'G-TWO', refused: 2 },
        { code: 'R-04', guard: 'G-CERT', refused: 1 },
        { code: 'R-11', guard: 'G-DOC', refused: 1 },
      ],
    });
  });

  it('count a command that was sent again and refused again as two attempts', async () => {
    const reader = await supervised([...attempts, refusal('2', '2024-05-23', 'organ-a', 'R-05 G-TWO')]);
    const { refused, rules } = await refusals(reader);
    expect([refused, rules[0]]).toEqual([4, { code: 'R-05', guard: 'G-TWO', refused: 3 }]);
  });

  it('are narrowed by organ and date', async () => {
    const reader = await supervised(attempts);
    expect(await refusals(reader, { organs: ['organ-b'] })).toEqual({
      refused: 1,
      rules: [{ code: 'R-11', guard: 'G-DOC', refused: 1 }],
    });
    expect(await refusals(reader, { to: '2024-05-20' })).toMatchObject({ refused: 1 });
    expect(await refusals(reader, { from: '2024-05-23' })).toEqual({ refused: 0, rules: [] });
  });
});
