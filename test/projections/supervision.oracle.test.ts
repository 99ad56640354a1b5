import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openClocks } from '../../projections/supervision/clock.queries';
import { missedAt } from '../../projections/supervision/due.queries';
import { durations } from '../../projections/supervision/figures/duration.figures';
import { stats } from '../../projections/supervision/supervision.queries';
import type { Clock } from '../../src/events/schemas';
import { activity, clock, correction, supervised, told } from './supervised';
import { linesOf } from './hosting';
import type { Told } from './log';

/** Supervision answers from counters and rows; here every answer is worked out anew from the events. */

const days = ['2024-05-17', '2024-05-18', '2024-05-20', '2024-05-22', '2024-05-25', '2024-06-30'];
const day = fc.constantFrom(...days);
const keys = ['onspot.file', 'fine.pay'];

interface Drawn {
  readonly kind: number;
  readonly stream: string;
  readonly date: string;
  readonly other: string;
  readonly key: string;
  readonly amount: number;
  readonly revision: number;
}

const drawn: fc.Arbitrary<readonly Drawn[]> = fc.array(
  fc.record({
    kind: fc.nat(7),
    stream: fc.constantFrom('case-a', 'case-b', 'case-c'),
    date: day,
    other: day,
    key: fc.constantFrom(...keys),
    amount: fc.nat(3),
    revision: fc.nat(6),
  }),
  { maxLength: 30 },
);

/** Three histories: one imported, two of an officer's cases, in any order of legal dates, corrected now and then. */
function tell(all: readonly Drawn[]): readonly Told[] {
  const before = new Map<string, Told[]>();
  return all.map((one, i) => {
    const earlier = before.get(one.stream) ?? [];
    before.set(one.stream, earlier);
    const event = eventOf(one, earlier);
    earlier.push(event);
    // Two records a day, the second after midnight in Shanghai.
    const recordedAt = `2026-01-${String(1 + Math.floor(i / 2)).padStart(2, '0')}T${i % 2 === 0 ? '01' : '17'}:00:00.000Z`;
    return { ...event, meta: { ...event.meta, recordedAt } };
  });
}

function eventOf(
  { kind, stream, date, other, key, amount, revision }: Drawn,
  earlier: readonly Told[],
): Told {
  const target = earlier[revision];
  if (kind === 7 && target !== undefined && target.type !== 'EventCorrected') {
    return correction(stream, revision, patchOf(target, { other, key, amount }), target.date ?? '');
  }
  if (stream === 'case-a') return activity(stream, `A${kind}`.replace('A3', 'Payment'), date, amount);
  const paying = { amountFen: amount, complete: amount > 1 };
  const types: readonly [string, object][] = [
    ['OnSiteCaseOpened', { organ: stream === 'case-b' ? 'organ-a' : 'organ-b' }],
    ['OnSpotDecisionIssued', { opens: [clock(key, other)], closes: [] }],
    ['OnSpotDelivered', { opens: keys.map((each) => clock(each, each === key ? other : undefined)) }],
    ['OnSpotFiled', { opens: [], closes: [key] }],
    ['FineCollectedOnSpot', { ...paying, opens: [clock(key, other)], closes: keys }],
    ['PaymentReceived', { fineFen: amount, lateFeeFen: 1, complete: amount > 1, closes: [key] }],
    ['CaseClosed', {}],
    ['CaseArchived', {}],
  ];
  const [type, data] = types[kind] ?? ['CaseClosed', {}];
  return told(stream, type, date, data);
}

function patchOf({ type, data }: Told, { other, key, amount }: Pick<Drawn, 'other' | 'key' | 'amount'>) {
  if (type === 'ActivityImported') return { activity: `A${amount}`, 'amounts.paymentAmount': amount };
  if (type === 'FineCollectedOnSpot')
    return { amountFen: amount, complete: amount > 1, 'opens.0.due': other };
  if (type === 'OnSpotDecisionIssued') return { 'opens.0.due': other, 'opens.0.key': key };
  if (type === 'OnSiteCaseOpened') return { organ: `organ-${amount}` };
  return type === 'OnSpotFiled' ? { 'closes.0': key } : (data as Record<string, unknown>);
}

/** The events that count as of a legal date and as known on a day, as corrections read on that day. */
function readAs(events: readonly Told[], asOf: string, knownOn: string): readonly Told[] {
  const known = events.filter(({ meta }) => {
    const shanghai = new Date(Date.parse(meta?.recordedAt ?? '') + 8 * 3_600_000);
    return shanghai.toISOString().slice(0, 10) <= knownOn;
  });
  const places = new Map<string, Told[]>();
  for (const event of known) {
    const own = places.get(event.stream) ?? [];
    places.set(event.stream, own);
    own.push({ ...event, data: structuredClone(event.data ?? {}) });
    if (event.type !== 'EventCorrected') continue;
    const { target, members } = event.data as {
      target: { revision: number };
      members: readonly { path: string; now: unknown }[];
    };
    const patched = own[target.revision]?.data as Record<string, unknown>;
    for (const { path, now } of members) {
      const parts = path.split('.');
      const last = parts.pop() ?? '';
      const holder = parts.reduce<Record<string, unknown>>(
        (value, part) => value[part] as Record<string, unknown>,
        patched,
      );
      holder[last] = now;
    }
  }
  return [...places.values()].flat().filter(({ date }) => (date ?? '') <= asOf);
}

const typeOf = ({ type, data }: Told): string => (data as { activity?: string }).activity ?? type;
const tallied = (names: readonly string[]): Record<string, number> =>
  names.reduce<Record<string, number>>((all, name) => ({ ...all, [name]: (all[name] ?? 0) + 1 }), {});

function paidBy(event: Told): number {
  const data = event.data as Record<string, number> & { amounts?: { paymentAmount?: number } };
  if (event.type === 'FineCollectedOnSpot') return data['amountFen'] ?? 0;
  if (event.type === 'PaymentReceived') return (data['fineFen'] ?? 0) + (data['lateFeeFen'] ?? 0);
  return typeOf(event) === 'Payment' ? (data.amounts?.paymentAmount ?? 0) : 0;
}

/** Clocks open after the events, in log order: `case key due`. A key that is opened anew replaces the open one. */
function openAfter(events: readonly Told[]): readonly string[] {
  const open = new Map<string, string>();
  for (const { stream, data } of events) {
    const { opens = [], closes = [] } = data as { opens?: Clock[]; closes?: string[] };
    for (const key of closes) open.delete(`${stream} ${key}`);
    for (const { key, due } of opens) open.set(`${stream} ${key}`, due ?? 'never');
  }
  return [...open].map(([place, due]) => `${place} ${due}`).sort();
}

describe('supervision, beside an answer worked out from the events', () => {
  it('counts as of any legal date and as known on any day', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(20), day, async (all, known, asOf) => {
        const events = tell(all);
        const knownOn = `2026-01-${String(known).padStart(2, '0')}`;
        const found = await stats(await supervised(events), { asOf, knownOn });
        const slow = readAs(events, asOf, knownOn);
        const pairs = [...new Set(slow.map((event) => `${event.stream} ${typeOf(event)}`))];
        const cents = slow.reduce((sum, event) => sum + paidBy(event), 0);
        expect(found).toMatchObject({
          events: slow.length,
          cases: new Set(slow.map(({ stream }) => stream)).size,
          paid: (cents / 100).toFixed(2),
        });
        expect(found.byType).toEqual(tallied(slow.map(typeOf)));
        expect(found.casesByType).toEqual(tallied(pairs.map((pair) => pair.slice(7))));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps to the organ that opened the case, as corrected', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(drawn, day, async (all, asOf) => {
        const events = tell(all);
        const reader = await supervised(events);
        const now = readAs(events, '9999-12-31', '2026-12-31');
        for (const organ of ['organ-a', 'organ-b', 'organ-2']) {
          const own = now.filter(({ stream }) => {
            const first = now.find((event) => event.stream === stream);
            const named = (first?.data as { organ?: string }).organ;
            return (named ?? first?.meta?.organ?.u) === organ;
          });
          const found = await stats(reader, { organs: [organ], asOf });
          expect(found.events).toBe(own.filter(({ date }) => (date ?? '') <= asOf).length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('knows the open clocks of any legal date, as known on any day', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(drawn, fc.integer({ min: 1, max: 20 }), day, async (all, known, asOf) => {
        const events = tell(all);
        const knownOn = `2026-01-${String(known).padStart(2, '0')}`;
        const knownAt = `${knownOn}T23:59:59.999+08:00`;
        const asked = { today: asOf, asOf, knownAt, limit: 1_000 };
        const { rows } = await openClocks(await supervised(events), asked);
        const found = rows.map((row) => `${row.case} ${row.key} ${row.dueOn ?? 'never'}`).sort();
        expect(found).toEqual(openAfter(readAs(events, asOf, knownOn)));
      }),
      { numRuns: 150 },
    );
  });

  it('misses exactly what was not closed by its day', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(drawn, day, async (all, today) => {
        const events = tell(all);
        const { dues } = await missedAt(await supervised(events), keys, today, 1_000);
        const now = readAs(events, '9999-12-31', '2026-12-31');
        const missed = now.flatMap(({ stream, data }, i) =>
          ((data as { opens?: Clock[] }).opens ?? []).flatMap(({ key, due }) => {
            const inTime = now.slice(i + 1).some((later) => {
              const { opens = [], closes = [] } = later.data as { opens?: Clock[]; closes?: string[] };
              const ends = closes.includes(key) || opens.some((each) => each.key === key);
              return later.stream === stream && ends && (later.date ?? '') <= (due ?? '');
            });
            return due === undefined || due >= today || inTime ? [] : [`${stream} ${key} ${due}`];
          }),
        );
        expect(dues.map((due) => `${due.case} ${due.key} ${due.due}`).sort()).toEqual(missed.sort());
      }),
      { numRuns: 150 },
    );
  });

  it('measures from the first date of the opening to the first date of each milestone', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(drawn, fc.integer({ min: 1, max: 20 }), day, async (all, known, asOf) => {
        const events = tell(all);
        const knownOn = `2026-01-${String(known).padStart(2, '0')}`;
        const clocks = { asOf, knownAt: `${knownOn}T23:59:59.999+08:00` };
        const found = await durations(await supervised(events), { milestones: ['paid'], ...clocks });
        const now = readAs(events, asOf, knownOn);
        const firstDay = (stream: string, is: (event: Told) => boolean): number | undefined => {
          const dates = now.filter((event) => event.stream === stream && is(event)).map(({ date }) => date);
          return dates.length === 0 ? undefined : Date.parse(dates.sort()[0] ?? '') / 86_400_000;
        };
        const took = ['case-b', 'case-c'].flatMap((stream) => {
          const opened = firstDay(stream, ({ type }) => type === 'OnSiteCaseOpened');
          const paid = firstDay(stream, ({ data }) => (data as { complete?: boolean }).complete === true);
          return opened === undefined || paid === undefined || opened > paid ? [] : [paid - opened];
        });
        const sorted = took.sort((a, b) => a - b);
        const expected =
          sorted.length === 0
            ? undefined
            : {
                cases: sorted.length,
                least: sorted[0],
                ...{ q1: sorted[0], median: sorted[0], q3: sorted.at(-1) },
                ...{ p90: sorted.at(-1), most: sorted.at(-1) },
              };
        expect(found[0]?.sinceOpening).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('holds the same rows however the feed is cut', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(drawn, fc.integer({ min: 1, max: 7 }), async (all, page) => {
        const events = tell(all);
        expect(await linesOf(await supervised(events, page))).toEqual(
          await linesOf(await supervised(events)),
        );
      }),
      { numRuns: 60 },
    );
  });
});
