import { expect, it } from '@jest/globals';
import { rowsOf } from '../../src/app/import/csv-file';
import { trafficFines } from '../../src/app/import/traffic-fines';
import { alertsRaised } from '../../projections/supervision/alert.queries';
import { clocksOfCases, clockTotals, openClocks } from '../../projections/supervision/clock.queries';
import { missedAfter, missedAt, recordedAmong } from '../../projections/supervision/due.queries';
import { durations } from '../../projections/supervision/figures/duration.figures';
import { alertFigures } from '../../projections/supervision/figures/alert.figures';
import { backfill } from '../../projections/supervision/figures/backfill.figures';
import { caseFigures } from '../../projections/supervision/figures/case.figures';
import { discretion } from '../../projections/supervision/figures/discretion.figures';
import { discretionOutliers, durationOutliers } from '../../projections/supervision/figures/outlier.figures';
import { punctuality } from '../../projections/supervision/figures/punctuality.figures';
import { refusals } from '../../projections/supervision/figures/refusal.figures';
import { supervision } from '../../projections/supervision/supervision.projection';
import { counts, organNames, stats } from '../../projections/supervision/supervision.queries';
import type { ReadModelReader } from '../../src/ports/read-model';
import { embeddedModelEngines, onModelEngines, type ModelEngine } from '../contract/read-model-engines';
import { describeWithShared, sharedPath } from '../support/shared';
import { hosting } from './hosting';
import { TestLog, type Told } from './log';
import { onSpotFile } from './on-spot-file';
import { activity, clock, correction, retold, told } from './supervised';

const file = 'onspot.file';
const opening = (stream: string, due?: string): Told =>
  told(stream, 'OnSpotDecisionIssued', '2024-05-20', { opens: [clock(file, due)] });

/** Handles first appear in the order of their text: where an engine orders by them, both orders are the same. */
const events: readonly Told[] = [
  activity('case-0', 'Create Fine', '2006-07-24'),
  activity('case-0', 'Payment', '2006-08-01', 3_500),
  told('organ-a', 'OrganConfirmed', '2024-01-01', {
    name: '示范局',
    from: '2024-01-01',
    level: 'county',
    territory: '990101',
  }),
  opening('case-a', '2024-05-22'),
  opening('case-b', '2024-05-23'),
  opening('case-c'),
  opening('case-d', '2024-06-23'),
  correction('case-b', 0, { 'opens.0.due': '2024-05-21' }, '2024-05-20'),
  told('refusal-1', 'CommandRefused', '2024-05-20', {
    command: 'X',
    broken: [{ code: 'R-04', guard: 'G-CERT' }],
  }),
  told(`alert-W-21-case-b-${file}`, 'AlertRaised', '2024-05-22', {
    ...{
      code: 'W-21',
      stream: 'case-b',
      clock: file,
      due: '2024-05-21',
      detected: '2024-05-22',
      severity: 3,
    },
  }),
  ...retold(onSpotFile()),
];

/** Every question once, with each filter that an engine could read differently. */
async function answers(reader: ReadModelReader): Promise<unknown> {
  const scope = { organs: ['organ-a', 'organ-demo'] };
  const both = { asOf: '2024-06-07', knownAt: '2026-12-31T08:00:00+08:00' };
  const page = { today: '2024-06-01', limit: 1 };
  const first = await openClocks(reader, { ...page, ...scope });
  const { dues, nextLate } = await missedAt(reader, [file, 'fine.pay'], '2024-06-01', 1);
  return {
    stats: [
      await stats(reader),
      await stats(reader, { asOf: '2024-05-22', knownOn: '2026-01-01', ...scope }),
    ],
    counts: [
      await counts(reader, { by: ['kind', 'type', 'month'] }),
      await counts(reader, { by: ['year'], types: ['Payment'], kind: 'imported' }),
    ],
    organs: [...(await organNames(reader, ['organ-a', 'organ-demo']))],
    refusals: await refusals(reader, { ...scope, from: '2024-05-20' }),
    durations: await durations(reader, { by: ['organ', 'kind'], to: '2024-06-07' }),
    figures: [
      await caseFigures(reader, { by: ['organ', 'level', 'kind', 'month'], ...both }),
      await punctuality(reader, { today: '2024-06-01', by: ['key', 'level', 'year'], ...both }),
      await discretion(reader, { by: ['organ', 'month'], ...both }),
      await backfill(reader, { by: ['type', 'kind'], ...both }),
      await refusals(reader, { by: ['organ', 'year'], ...both }),
      await alertFigures(reader, { by: ['level', 'month'], ...both }),
      await durationOutliers(reader, { milestone: 'paid', since: 'previous', limit: 9, level: 'county' }),
      await discretionOutliers(reader, { limit: 9, territory: '9901' }),
    ],
    clocks: first,
    rest: await openClocks(reader, { ...page, limit: 9, after: first.next ?? [] }),
    past: await openClocks(reader, { ...page, limit: 9, asOf: '2024-05-21', state: 'due' }),
    totals: await clockTotals(reader, { today: '2024-06-01', ...scope }),
    whole: await clocksOfCases(reader, ['case-a', 'case-under-test']),
    missed: [
      dues,
      nextLate,
      ...(await Promise.all(dues.map((due) => missedAfter(reader, due, '2024-06-01', 9)))),
    ],
    recorded: [...(await recordedAmong(reader, [`alert-W-21-case-b-${file}`, 'alert-W-21-case-a-x']))],
    alerts: await alertsRaised(reader, { limit: 9, today: '2024-07-01', ...scope }),
  };
}

/** The answers of one engine to questions about these events. */
async function answered(engine: ModelEngine): Promise<unknown> {
  const { models, dispose } = engine.open();
  const { host, alarms } = await hosting([supervision], new TestLog(events), models, { page: 4 });
  await host.catchUp();
  await host.close();
  const found = await answers(models.reader(supervision));
  await dispose();
  return { alarms, found };
}

const [reference] = embeddedModelEngines as readonly [ModelEngine];

onModelEngines('supervision on $name', (engine) => {
  it('answers as in memory', async () => {
    const expected = await answered(reference);
    expect(expected).toMatchObject({ alarms: [], found: { stats: [{ cases: 6, paid: '135.00' }, {}] } });
    expect(await answered(engine)).toEqual(expected);
  });
});

const FINES = 'data/traffic-fines/road_traffic_fine_full.csv.gz';

describeWithShared('supervision of real fines', [FINES], () => {
  const ROWS = 4_000;

  async function firstRows(): Promise<readonly Told[]> {
    const found: Told[] = [];
    for await (const original of rowsOf(sharedPath(FINES), trafficFines.columns)) {
      const row = trafficFines.read(original);
      if (!row.ok) throw new Error(row.reason);
      found.push({ stream: `case-${row.caseId}`, ...row.event, date: row.legal.d });
      if (found.length === ROWS) break;
    }
    return found;
  }

  it('counts what the file says, as of any date', async () => {
    const rows = await firstRows();
    const { models, dispose } = reference.open();
    const { host } = await hosting([supervision], new TestLog(rows), models, { page: 1_000 });
    await host.catchUp();
    for (const asOf of ['2000-06-30', '2006-12-31', '2013-12-31']) {
      const seen = rows.filter(({ date }) => (date ?? '') <= asOf);
      const nameOf = ({ data }: Told) => (data as { activity: string }).activity;
      const casesWith = (name?: string) =>
        new Set(seen.filter((row) => name === undefined || nameOf(row) === name).map(({ stream }) => stream))
          .size;
      const cents = seen.map(
        ({ data }) => (data as { amounts?: { paymentAmount?: number } }).amounts?.paymentAmount ?? 0,
      );
      const found = await stats(models.reader(supervision), { asOf });
      expect(found).toMatchObject({ events: seen.length, cases: casesWith() });
      expect(found.paid).toBe((cents.reduce((sum, amount) => sum + amount, 0) / 100).toFixed(2));
      for (const [name, events] of Object.entries(found.byType)) {
        expect(events).toBe(seen.filter((row) => nameOf(row) === name).length);
        expect(found.casesByType[name]).toBe(casesWith(name));
      }
    }
    await host.close();
    await dispose();
  });
});
