import { describe, expect, it } from '@jest/globals';
import { alertsRaised } from '../../projections/supervision/alert.queries';
import {
  clocksOfCases,
  clockTotals,
  heldClocks,
  openClocks,
} from '../../projections/supervision/clock.queries';
import { missedAfter, missedAt, recordedAmong } from '../../projections/supervision/due.queries';
import { durations } from '../../projections/supervision/figures/duration.figures';
import { onSpotFile } from './on-spot-file';
import { clock, correction, retold, supervised, told } from './supervised';
import type { Told } from './log';

const opened = (stream: string, date: string, ...opens: readonly object[]): Told =>
  told(stream, 'OnSpotDecisionIssued', date, { opens, closes: [] });
const closed = (stream: string, date: string, ...closes: readonly string[]): Told =>
  told(stream, 'OnSpotFiled', date, { opens: [], closes });
const alert = (code: string, stream: string, name: string, due: string, detected: string): Told =>
  told(`alert-${code}-${stream}-${name}`, 'AlertRaised', detected, {
    ...{ code, stream, clock: name, due, detected, severity: 3, row: 'V32' },
  });

const file = 'onspot.file';
const today = '2024-06-01';

describe('open clocks', () => {
  const events = [
    opened('case-a', '2024-05-20', clock(file, '2024-05-22'), clock('fine.pay', '2024-06-04')),
    opened('case-b', '2024-05-21', clock(file, '2024-06-01')),
    opened('case-c', '2024-05-21', clock('fine.pay')),
    opened('case-d', '2024-05-21', clock(file, '2024-05-23')),
    closed('case-d', '2024-05-23', file),
  ];
  const shown = async (query: object) => {
    const { rows } = await openClocks(await supervised(events), { today, limit: 10, ...query });
    return rows.map((row) => `${row.case} ${row.clock} ${row.dueOn ?? '-'}`);
  };

  it('stand the first due first, those without a date last', async () => {
    expect(await shown({})).toEqual([
      'case-a onspot.file 2024-05-22',
      'case-b onspot.file 2024-06-01',
      'case-a fine.pay 2024-06-04',
      'case-c fine.pay -',
    ]);
  });

  it('are overdue from the day after the last day in time', async () => {
    expect(await shown({ state: 'overdue' })).toEqual(['case-a onspot.file 2024-05-22']);
    expect(await shown({ state: 'overdue', today: '2024-06-02' })).toHaveLength(2);
    expect(await shown({ state: 'due' })).toEqual([
      'case-b onspot.file 2024-06-01',
      'case-a fine.pay 2024-06-04',
    ]);
    expect(await shown({ state: 'due', dueBy: '2024-06-03' })).toEqual(['case-b onspot.file 2024-06-01']);
    expect(await shown({ state: 'uncomputable' })).toEqual(['case-c fine.pay -']);
  });

  it('are shown as of an earlier date', async () => {
    expect(await shown({ asOf: '2024-05-20' })).toEqual([
      'case-a onspot.file 2024-05-22',
      'case-a fine.pay 2024-06-04',
    ]);
    expect(await shown({ asOf: '2024-05-22', state: 'due', keys: [file] })).toEqual([
      'case-a onspot.file 2024-05-22',
      'case-d onspot.file 2024-05-23',
      'case-b onspot.file 2024-06-01',
    ]);
    expect(await shown({ asOf: '2024-05-23', keys: [file] })).toHaveLength(2);
  });

  it('are narrowed by key, case, organ and kind', async () => {
    expect(await shown({ keys: ['fine.pay'] })).toHaveLength(2);
    expect(await shown({ case: 'case-b' })).toHaveLength(1);
    expect(await shown({ organs: ['organ-b'] })).toEqual([]);
    expect(await shown({ organs: ['organ-a'], kind: 'other' })).toHaveLength(4);
    expect(await shown({ kind: 'simple' })).toEqual([]);
  });

  it('come in pages that neither miss nor repeat', async () => {
    const reader = await supervised(events);
    const seen: string[] = [];
    let after: readonly (string | number)[] | undefined;
    do {
      const page = await openClocks(reader, { today, limit: 1, ...(after && { after }) });
      seen.push(...page.rows.map((row) => `${row.case} ${row.clock} ${row.dueOn ?? '-'}`));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(await shown({}));
    expect((await openClocks(reader, { today, limit: 4 })).next).toBeUndefined();
  });

  it('are counted by key and state', async () => {
    const reader = await supervised(events);
    expect(await clockTotals(reader, { today })).toEqual([
      { key: 'fine.pay', overdue: 0, due: 1, uncomputable: 1 },
      { key: file, overdue: 1, due: 1, uncomputable: 0 },
    ]);
    expect(await clockTotals(reader, { today, asOf: '2024-05-23', organs: ['organ-a'] })).toMatchObject([
      { key: 'fine.pay', due: 1, uncomputable: 1 },
      { key: file, overdue: 1, due: 1 },
    ]);
  });
});

describe('a clock', () => {
  it('is told with what it was computed by', async () => {
    const provisional = { ...clock(file, '2024-05-22'), opened: '2024-05-19', provisional: true };
    const [row] = await clocksOfCases(await supervised([opened('case-a', '2024-05-20', provisional)]), [
      'case-a',
    ]);
    expect(row).toEqual({
      case: 'case-a',
      clock: file,
      key: file,
      organ: 'organ-a',
      kind: 'other',
      openedOn: '2024-05-20',
      runsFrom: '2024-05-19',
      dueOn: '2024-05-22',
      dueAt: null,
      closedOn: null,
      missed: true,
      uncomputable: null,
      provisional: true,
      openedBy: 'event-0',
      pack: 'cn-2021@2026.1',
      calendar: 'cn@2026',
    });
  });

  it('that is opened anew is another one, and ends the first', async () => {
    const reader = await supervised([
      opened('case-a', '2024-05-20', clock(file, '2024-05-22')),
      opened('case-a', '2024-05-21', clock(file, '2024-05-23')),
      closed('case-a', '2024-05-24', file),
    ]);
    const rows = await clocksOfCases(reader, ['case-a', 'case-b']);
    expect(rows.map((row) => [row.clock, row.key, row.dueOn, row.closedOn])).toEqual([
      [file, file, '2024-05-22', '2024-05-21'],
      [`${file}~2`, file, '2024-05-23', '2024-05-24'],
    ]);
  });

  it('follows the correction of its due date', async () => {
    const reader = await supervised([
      opened('case-a', '2024-05-20', clock(file, '2024-05-22')),
      correction('case-a', 0, { 'opens.0.due': '2024-05-30' }, '2024-05-20'),
    ]);
    const { rows } = await openClocks(reader, { today, limit: 10 });
    expect(rows.map(({ dueOn }) => dueOn)).toEqual(['2024-05-30']);
    expect(await missedAt(reader, [file], '2024-05-30', 10)).toMatchObject({
      dues: [],
      nextLate: '2024-05-31',
    });
  });

  it('that a correction takes away is gone', async () => {
    const reader = await supervised([
      opened('case-a', '2024-05-20', clock(file, '2024-05-22')),
      correction('case-a', 0, { opens: [] }, '2024-05-20'),
    ]);
    expect(await clocksOfCases(reader, ['case-a'])).toEqual([]);
    expect((await missedAt(reader, [file], today, 10)).dues).toEqual([]);
  });
});

describe('what is missed', () => {
  const events = [
    opened('case-a', '2024-05-20', clock(file, '2024-05-22')),
    opened('case-b', '2024-05-20', clock(file, '2024-05-23')),
    closed('case-b', '2024-05-23', file),
    opened('case-c', '2024-05-20', clock(file, '2024-05-24')),
    closed('case-c', '2024-05-25', file),
    opened('case-d', '2024-05-20', clock('fine.pay', '2024-06-04'), clock(file)),
  ];
  const cases = async (told: readonly Told[], day: string) => {
    const { dues } = await missedAt(await supervised(told), [file, 'fine.pay'], day, 10);
    return dues.map((due) => due.case);
  };

  it('was not closed by its day, or too late', async () => {
    expect(await cases(events, '2024-05-22')).toEqual([]);
    expect(await cases(events, '2024-05-23')).toEqual(['case-a']);
    expect(await cases(events, '2024-06-01')).toEqual(['case-a', 'case-c']);
    expect(await cases(events, '2024-06-05')).toEqual(['case-a', 'case-c', 'case-d']);
  });

  it('tells the next day on which something will have been missed', async () => {
    const reader = await supervised(events);
    const at = async (day: string, ...keys: readonly string[]) =>
      (await missedAt(reader, keys, day, 10)).nextLate;
    expect(await at('2024-05-21', file, 'fine.pay')).toBe('2024-05-23');
    expect(await at('2024-05-24', 'fine.pay', file)).toBe('2024-05-25');
    expect(await at('2024-05-25', file, 'fine.pay')).toBe('2024-06-05');
    expect(await at('2024-05-25', file)).toBeUndefined();
    expect(await missedAt(reader, [], '2024-05-25', 10)).toMatchObject({ dues: [] });
  });

  it('is no longer listed once its alert is recorded', async () => {
    const raised = [...events, alert('W-21', 'case-a', file, '2024-05-22', '2024-05-23')];
    expect(await cases(raised, '2024-06-01')).toEqual(['case-c']);
    const reader = await supervised(raised);
    const asked = ['alert-W-21-case-a-onspot.file', 'alert-W-21-case-c-onspot.file'];
    expect(await recordedAmong(reader, asked)).toEqual(new Set([asked[0]]));
    expect(await recordedAmong(reader, [])).toEqual(new Set());
  });

  it('is read on after the last one seen', async () => {
    const reader = await supervised(events);
    const [first] = (await missedAt(reader, [file], today, 1)).dues;
    expect(first).toEqual({
      ...{ case: 'case-a', clock: file, key: file },
      ...{ due: '2024-05-22', lateFrom: '2024-05-23' },
    });
    const rest = await missedAfter(reader, first!, today, 10);
    expect(rest.map((due) => due.case)).toEqual(['case-c']);
  });
});

describe('alerts', () => {
  const events = [
    alert('W-21', 'case-a', file, '2024-05-22', '2024-05-23'),
    alert('W-15', 'case-b', 'fine.pay', '2024-06-04', '2024-06-05'),
    { ...alert('W-21', 'case-c', `${file}~2`, '2024-06-04', '2024-06-06'), meta: {} },
  ];
  const found = async (query: object) => {
    const { rows } = await alertsRaised(await supervised(events), {
      limit: 10,
      today: '2024-07-01',
      ...query,
    });
    return rows.map((row) => row.case);
  };

  it('stand the last detected first, with all that they say', async () => {
    const { rows, next } = await alertsRaised(await supervised(events), { limit: 1, today: '2024-07-01' });
    expect(rows).toEqual([
      {
        alert: `alert-W-21-case-c-${file}~2`,
        case: 'case-c',
        clock: `${file}~2`,
        code: 'W-21',
        organ: null,
        dueOn: '2024-06-04',
        detectedOn: '2024-06-06',
        severity: 3,
        row: 'V32',
        status: 'open',
        level: 'post',
        levelSince: '2024-06-06',
        closedOn: null,
        ageDays: 25,
      },
    ]);
    expect(await found({ after: next })).toEqual(['case-b', 'case-a']);
  });

  it('are narrowed by organ, case, code and day of detection', async () => {
    expect(await found({ organs: ['organ-a'] })).toEqual(['case-b', 'case-a']);
    expect(await found({ case: 'case-a' })).toEqual(['case-a']);
    expect(await found({ codes: ['W-15'] })).toEqual(['case-b']);
    expect(await found({ from: '2024-06-05', to: '2024-06-05' })).toEqual(['case-b']);
  });

  it('are not case events', async () => {
    const reader = await supervised(events);
    expect(await clocksOfCases(reader, ['case-a'])).toEqual([]);
  });
});

describe('durations', () => {
  const taking = (stream: string, organ: string, days: number): readonly Told[] => [
    told(stream, 'OnSiteCaseOpened', '2024-05-01', { organ }),
    told(stream, 'OnSpotDecisionIssued', '2024-05-02'),
    told(stream, 'CaseClosed', `2024-05-${String(2 + days).padStart(2, '0')}`),
  ];

  const always = (days: number) => ({
    ...{ cases: 10, least: days, q1: days, median: days, q3: days, p90: days, most: days },
  });
  const fences = (low: number, high: number) => ({ rule: 'tukey-1.5-iqr', low, high });

  it('are quantiles by nearest rank', async () => {
    const events = Array.from({ length: 10 }, (_, i) => taking(`case-${i}`, 'organ-a', i + 1)).flat();
    expect(await durations(await supervised(events))).toEqual([
      {
        milestone: 'decided',
        sinceOpening: { ...always(1), outliers: { ...fences(1, 1), below: 0, above: 0 } },
        sincePrevious: { ...always(1), outliers: { ...fences(1, 1), below: 0, above: 0 } },
      },
      {
        milestone: 'closed',
        sinceOpening: {
          ...{ cases: 10, least: 2, q1: 4, median: 6, q3: 9, p90: 10, most: 11 },
          outliers: { ...fences(-3, 16), below: 0, above: 0 },
        },
        sincePrevious: {
          ...{ cases: 10, least: 1, q1: 3, median: 5, q3: 8, p90: 9, most: 10 },
          outliers: { ...fences(-4, 15), below: 0, above: 0 },
        },
      },
    ]);
  });

  it('of an odd number of cases have the one in the middle as their median', async () => {
    const events = [5, 1, 3].flatMap((days) => taking(`case-${days}`, 'organ-a', days));
    const [, closedCases] = await durations(await supervised(events));
    expect(closedCases?.sincePrevious).toMatchObject({ median: 3, p90: 5 });
  });

  it('are told apart and narrowed', async () => {
    const events = [...taking('case-1', 'organ-a', 3), ...taking('case-2', 'organ-b', 7)];
    const reader = await supervised(events);
    const closedIn = (query: object) => durations(reader, { milestones: ['closed'], ...query });
    expect(await closedIn({ by: ['organ', 'kind'] })).toMatchObject([
      { organ: 'organ-a', kind: 'simple', sinceOpening: { median: 4 } },
      { organ: 'organ-b', kind: 'simple', sinceOpening: { median: 8 } },
    ]);
    expect(await closedIn({ organs: ['organ-b'] })).toMatchObject([
      { sinceOpening: { cases: 1, median: 8 } },
    ]);
    expect(await closedIn({ to: '2024-05-05' })).toMatchObject([{ sinceOpening: { cases: 1, median: 4 } }]);
    expect(await closedIn({ from: '2024-05-10' })).toEqual([]);
  });

  it('count from what is known: without an opening only from the milestone before', async () => {
    const reader = await supervised([
      told('case-a', 'OnSpotDecisionIssued', '2024-05-02'),
      told('case-a', 'PaymentReceived', '2024-05-05', { fineFen: 1, lateFeeFen: 0, complete: false }),
      told('case-a', 'PaymentReceived', '2024-05-07', { fineFen: 1, lateFeeFen: 0, complete: true }),
    ]);
    expect(await durations(reader)).toEqual([
      {
        milestone: 'paid',
        sincePrevious: { cases: 1, least: 5, q1: 5, median: 5, q3: 5, p90: 5, most: 5 },
      },
    ]);
  });

  it('of a case that the decider made go from its opening to its archive', async () => {
    const found = await durations(await supervised(retold(onSpotFile())), { by: ['organ'] });
    const days = found.map((row) => [row.milestone, row.sinceOpening?.median, row.sincePrevious?.median]);
    expect(days).toEqual([
      ['decided', 0, 0],
      ['delivered', 0, 0],
      ['paid', 14, 14],
      ['closed', 18, 4],
      ['archived', 18, 0],
    ]);
    expect(found[0]?.organ).toBe('organ-demo');
  });

  it('and its clocks are all closed, the filing two days late', async () => {
    const reader = await supervised(retold(onSpotFile()));
    const rows = await clocksOfCases(reader, ['case-under-test']);
    expect(rows.every(({ closedOn }) => closedOn !== null)).toBe(true);
    expect(rows.find(({ key }) => key === file)).toMatchObject({
      dueOn: '2024-05-22',
      closedOn: '2024-05-24',
    });
    const { dues } = await missedAt(reader, [...new Set(rows.map(({ key }) => key))], '2025-01-01', 10);
    expect(dues.map(({ clock: name }) => name)).toEqual([file]);
  });
});

describe('clocks of one officer', () => {
  const by = (stream: string, type: string, date: string, data: object): Told =>
    told(stream, type, date, { opens: [], closes: [], ...data });
  const opens = (due: string) => ({ opens: [clock(file, due)] });
  const events = [
    by('case-a', 'CredentialShown', '2024-05-20', {
      officers: ['officer-1', 'officer-2'],
      ...opens('2024-05-30'),
    }),
    by('case-b', 'ClueRegistered', '2024-05-20', { organ: 'organ-a', ...opens('2024-05-29') }),
    by('case-b', 'ClueVerified', '2024-05-22', { officers: ['officer-2'] }),
    by('case-c', 'ClueRegistered', '2024-05-21', { organ: 'organ-a', ...opens('2024-05-28') }),
    by('case-d', 'CredentialShown', '2024-05-20', { officers: ['officer-1'], ...opens('2024-05-27') }),
    by('case-d', 'OnSpotFiled', '2024-05-23', { closes: [file] }),
    by('case-a', 'OfficersAssigned', '2024-05-24', { investigators: ['officer-3'] }),
  ];
  const of = async (officer: string, query: object = {}, told = events) => {
    const { rows } = await heldClocks(await supervised(told), { officer, limit: 10, ...query });
    return rows.map((row) => `${row.case} ${row.dueOn ?? '-'}`);
  };

  it('are those of his cases and of cases that have no officer yet, the first due first', async () => {
    expect(await of('officer-1')).toEqual(['case-c 2024-05-28', 'case-a 2024-05-30']);
    expect(await of('officer-2')).toEqual(['case-c 2024-05-28', 'case-b 2024-05-29', 'case-a 2024-05-30']);
    // Whoever comes to the case later has its clocks too.
    expect(await of('officer-3')).toEqual(['case-c 2024-05-28', 'case-a 2024-05-30']);
    expect(await of('officer-9')).toEqual(['case-c 2024-05-28']);
    expect(await of('officer-1', { organs: ['organ-b'] })).toEqual([]);
  });

  it('were everybody’s on the days before the case had an officer, and his while they ran', async () => {
    expect(await of('officer-9', { asOf: '2024-05-21' })).toEqual(['case-c 2024-05-28', 'case-b 2024-05-29']);
    expect(await of('officer-9', { asOf: '2024-05-22' })).toEqual(['case-c 2024-05-28']);
    expect(await of('officer-1', { asOf: '2024-05-22' })).toContain('case-d 2024-05-27');
    expect(await of('officer-1', { asOf: '2024-05-23' })).not.toContain('case-d 2024-05-27');
  });

  it('are told by what was known at an instant', async () => {
    const late = events.map((event, i) => ({
      ...event,
      meta: { ...event.meta, recordedAt: `2024-05-2${i < 4 ? 5 : 6}T00:0${i}:00.000Z` },
    }));
    const then = { knownAt: '2024-05-25T12:00:00.000Z' };
    expect(await of('officer-3', then, late)).toEqual(['case-c 2024-05-28']);
    expect(await of('officer-1', then, late)).toEqual(['case-c 2024-05-28', 'case-a 2024-05-30']);
    expect(await of('officer-1', { ...then, knownAt: '2024-05-26T00:04:30.000Z' }, late)).toContain(
      'case-d 2024-05-27',
    );
    expect(await of('officer-1', {}, late)).not.toContain('case-d 2024-05-27');
  });

  it('come in pages, of more cases than any one page holds', async () => {
    const many = Array.from({ length: 2_100 }, (_, i) =>
      by(`case-${i}`, 'CredentialShown', '2024-05-20', { officers: ['officer-1'], ...opens('2024-05-30') }),
    );
    const reader = await supervised(many, 500);
    const seen = new Set<string>();
    for (let after: readonly (string | number)[] | undefined = []; after !== undefined;) {
      const page: Awaited<ReturnType<typeof heldClocks>> = await heldClocks(reader, {
        ...{ officer: 'officer-1', limit: 500 },
        ...(after.length === 0 ? {} : { after }),
      });
      for (const row of page.rows) seen.add(row.case);
      after = page.next;
    }
    expect(seen.size).toBe(2_100);
  });
});
