import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { mayMove, recomputed, type Recomputing } from '../../src/domain/penalty-case/recomputing/recomputed';
import { noCase, type CaseState } from '../../src/domain/penalty-case/state';
import type { Clock } from '../../src/events/schemas';
import { CalendarBook, chinaCalendars } from '../../src/law/calendar';
import { cn2007to2016 } from '../../src/law/calendars/cn-2007-2016';
import { cn2017to2026 } from '../../src/law/calendars/cn-2017-2026';
import { demonstrationTerritory } from '../../src/law/packs/demonstration';
import { demoFacts } from '../support/demo-facts';
import { recorded } from '../support/given';
import * as h from '../support/histories';
import { lawful } from '../support/violating-examples';
import { aToldCase } from '../support/stages/deciding';
import { anAnsweringCase, aSuedCase, judge, reviewed } from '../support/stages/remedy';
import { aServedGeneralCase } from '../support/stages/service';

/** 0.5(e): what rests on a calendar is computed again once another one is loaded. */

const national = [...cn2007to2016, ...cn2017to2026];
const without2024 = new CalendarBook(
  'cn-without-2024',
  national.filter(({ year }) => year !== 2024),
).for(demonstrationTerritory);
const facts = (date: string, calendar = chinaCalendars.for(demonstrationTerritory)): Recomputing => ({
  ...{ date, calendar, rules: demoFacts({ date }).rules },
});

const stateOf = (history: h.History): CaseState => history.reduce(penaltyCase.evolve, noCase);

/** The same history as it would stand in the log had the calendar of its year not been loaded. */
const blinded = (history: h.History): h.History =>
  history.map((event) => {
    const { opens } = event.data as { readonly opens?: readonly Clock[] };
    if (opens === undefined) return event;
    const blind = opens.map((clock) => {
      if (clock.calendar === undefined || clock.due === undefined) return clock;
      const { due: _due, provisional: _provisional, ...rest } = clock;
      return { ...rest, uncomputable: 'calendar-year-not-loaded:2024', calendar: without2024.version };
    });
    return { ...event, data: { ...event.data, opens: blind } } as typeof event;
  });

/** The file after its periods were computed again, with what that recorded. */
function after(history: h.History, date: string) {
  const state = stateOf(history);
  const event = recomputed(state, facts(date));
  if (event === undefined) return { event, state };
  return { event, state: penaltyCase.evolve(state, recorded(event, history.length, date)) };
}

/** The file without what followed clocks that have ended: they stay as they were. */
function running(state: CaseState): unknown {
  const { payBy, notice, execution, ...rest } = state;
  const runs = (key: string) => Object.hasOwn(state.clocks, key);
  const { statementBy, hearingBy, ...served } = notice.served ?? {};
  const { courtWait, ...urged } = execution.urged ?? {};
  return {
    ...rest,
    payBy: runs('fine.pay') && payBy,
    notice: { ...notice, served },
    statementBy: runs('statement.window') && statementBy,
    hearingBy: runs('hearing.request') && hearingBy,
    execution: { ...execution, urged },
    courtWait: runs('urge.before.court') && courtWait,
  };
}

const examples = Object.entries(lawful).map(([name, example]): [string, h.History] => {
  const { history, given, facts: changes, state } = example();
  const seen = state === undefined ? stateOf(history) : state(stateOf(history));
  const known = demoFacts(changes);
  const decision = penaltyCase.decide(given, seen, known);
  if (decision.outcome === 'refused') throw new Error(`${name}: ${decision.broken[0]?.en ?? ''}`);
  const events = decision.events.map((event, i) => recorded(event, history.length + i, known.date));
  return [name, [...history, ...events]];
});

describe('periods for which no calendar was loaded', () => {
  it.each(examples)('end, once it is, as if it had been loaded before: %s', (_name, history) => {
    const wanted = stateOf(history);
    const resting = Object.values(wanted.clocks).filter(
      ({ calendar, due }) => calendar !== undefined && due !== undefined,
    );
    const { event, state } = after(blinded(history), history.at(-1)!.meta.legal.d);
    expect(running(state)).toEqual(running(wanted));
    expect(event?.data.opens.map(({ key }) => key).sort()).toEqual(
      resting.length === 0 ? undefined : resting.map(({ key }) => key).sort(),
    );
  });
});

/** The year 2024 with one more day off. */
const withDayOff = (date: string): CalendarBook =>
  new CalendarBook('cn-revised', [
    ...national.filter(({ year }) => year !== 2024),
    ...national
      .filter(({ year }) => year === 2024)
      .map((year) => ({ ...year, holidays: [...year.holidays, { name: '临时', off: [date], work: [] }] })),
  ]);
const revised = (state: CaseState, date: string, dayOff: string) =>
  recomputed(state, facts(date, withDayOff(dayOff).for(demonstrationTerritory)));

describe('periods of which the calendar was revised', () => {
  // Told on 2024-05-23: both windows end on 05-30.
  const told = stateOf(aToldCase());

  it('end on another day where they still run, by an event that names both versions', () => {
    expect(revised(told, '2024-05-24', '2024-05-28')?.data).toEqual({
      calendars: { was: ['cn-2007-2026.1'], now: 'cn-revised' },
      opens: ['statement.window', 'hearing.request'].map((key) => ({
        ...told.clocks[key],
        ...{ due: '2024-05-31', calendar: 'cn-revised' },
      })),
      closes: [],
    });
  });

  it('are computed again on their last day, and not any more on the day after it', () => {
    const { due } = told.clocks['statement.window']!;
    expect(due).toBe('2024-05-30');
    expect(revised(told, '2024-05-30', '2024-05-28')).toBeDefined();
    expect(revised(told, '2024-05-31', '2024-05-28')).toBeUndefined();
  });

  it('get no event where they end on the same day', () => {
    expect(revised(told, '2024-05-24', '2024-06-03')).toBeUndefined();
  });

  it('are settled once the notice for the next year is out, on the same day too', () => {
    const clock = { ...told.clocks['statement.window']!, provisional: true };
    const state = { ...told, clocks: { [clock.key]: clock } };
    const { provisional: _provisional, ...settled } = clock;
    expect(recomputed(state, facts('2024-05-24'))?.data.opens).toEqual([settled]);
  });

  it('stay settled where whoever looks again has no calendar of the next year', () => {
    const ended = new CalendarBook(
      'cn-to-2024',
      national.filter(({ year }) => year <= 2024),
    ).for(demonstrationTerritory);
    const clock = { ...told.clocks['statement.window']!, opened: '2024-12-20', due: '2024-12-30' };
    const of = (change: Partial<Clock>) => ({ ...told, clocks: { [clock.key]: { ...clock, ...change } } });
    expect(recomputed(of({}), facts('2024-12-23', ended))).toBeUndefined();
    expect(recomputed(of({ provisional: true }), facts('2024-12-23', ended))?.data.opens).toMatchObject([
      { due: '2024-12-27', provisional: true },
    ]);
  });

  it('stay without a last day while a suspension runs, or while there is still no calendar', () => {
    const { due: _due, ...open } = told.clocks['statement.window']!;
    const why = (uncomputable: string) => ({ ...told, clocks: { [open.key]: { ...open, uncomputable } } });
    expect(recomputed(why('suspension-still-running'), facts('2024-05-24'))).toBeUndefined();
    const year = why('calendar-year-not-loaded:2024');
    expect(recomputed(year, facts('2024-05-24'))?.data.opens).toEqual([told.clocks[open.key]]);
    expect(recomputed(year, facts('2024-05-24', without2024))).toBeUndefined();
  });
});

describe('the time to apply to the court', () => {
  it('begins where the remedies end, once that can be told', () => {
    const served = stateOf(aServedGeneralCase());
    const wanted = served.clocks['court.apply'];
    expect(wanted).toMatchObject({ opened: '2024-11-20', due: '2025-02-20' });
    const { remedyExpiry: _unknown, ...service } = served.service;
    const { due: _due, ...clock } = wanted!;
    const open = { ...clock, opened: '2024-05-20', uncomputable: 'calendar-year-not-loaded:2024' };
    const state = { ...served, service, clocks: { 'court.apply': open } };
    expect(recomputed(state, facts('2024-06-01'))?.data).toMatchObject({
      calendars: { was: [] },
      opens: [wanted],
    });
    expect(recomputed(state, facts('2024-06-01', without2024))).toBeUndefined();
  });

  // Monday 2024-05-20; without the day off the remedies end on 2024-11-20, and the time for a suit on 06-04.
  const dayOff = (date: string) => facts('2024-05-24', withDayOff(date).for(demonstrationTerritory));

  it('moves with the end of the remedies, which the file then knows', () => {
    const served = stateOf(aServedGeneralCase());
    const asked = (today: string) => mayMove(served.clocks['court.apply']!, today);
    expect([asked('2024-11-20'), asked('2024-11-21')]).toEqual([true, false]);
    const event = recomputed(served, dayOff('2024-11-20'))!;
    expect(event.data).toMatchObject({
      remedyExpiry: '2024-11-21',
      opens: [{ key: 'court.apply', opened: '2024-11-21', due: '2025-02-21' }],
    });
    const moved = penaltyCase.evolve(served, recorded(event, 9, '2024-05-24'));
    expect(moved.service.remedyExpiry).toBe('2024-11-21');
    expect(recomputed(moved, dayOff('2024-11-20'))).toBeUndefined();
  });

  it('stays where the remedies were over, or a suit was begun', () => {
    const served = stateOf(aServedGeneralCase());
    const late = { ...dayOff('2024-11-20'), date: '2024-11-21' };
    expect(recomputed(served, late)).toBeUndefined();
    const sued = { ...served, remedy: stateOf(aSuedCase()).remedy };
    expect(recomputed(sued, dayOff('2024-11-20'))?.data.opens).toEqual([]);
  });

  it('moves with the time for a suit after a reconsideration, and begins once that can be told', () => {
    const history = h.play(anAnsweringCase(), [reviewed()]);
    const wanted = stateOf(history);
    expect(wanted.clocks).toMatchObject({
      'lawsuit.after.review': { due: '2024-06-04' },
      'court.apply': { opened: '2024-06-04', due: '2024-09-04' },
    });
    expect(recomputed(wanted, dayOff('2024-06-04'))?.data.opens).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'lawsuit.after.review', due: '2024-06-05' }),
        expect.objectContaining({ key: 'court.apply', opened: '2024-06-05', due: '2024-09-05' }),
      ]),
    );
    // Where that time could not be told, the decision on the reconsideration opened none for the court.
    const blind = stateOf(blinded(history));
    const { 'court.apply': _unknown, ...clocks } = blind.clocks;
    const again = recomputed({ ...blind, clocks }, facts('2024-05-24'));
    expect(again?.data.opens).toContainEqual(wanted.clocks['court.apply']);
  });
});

describe('a suit that was judged', () => {
  it('is pending to the day after the last one for an appeal, unless something else went on longer', () => {
    const judged = stateOf(h.play(aSuedCase(), [judge({ outcome: 'dismissed' })]));
    const pending = judged.remedy.pending.at(-1)!;
    expect(pending.to).toBe('2024-06-05');
    const later = facts('2024-05-24', withDayOff('2024-06-04').for(demonstrationTerritory));
    const event = recorded(recomputed(judged, later)!, 9, '2024-05-24');
    expect(penaltyCase.evolve(judged, event).remedy.pending.at(-1)?.to).toBe('2024-06-06');
    const longer = { ...judged.remedy, pending: [{ ...pending, to: '2024-07-01' }] };
    expect(penaltyCase.evolve({ ...judged, remedy: longer }, event).remedy.pending).toEqual(longer.pending);
  });
});

describe('publication', () => {
  it('runs from the service where its time was over before, which could not be told then', () => {
    const served = stateOf(aServedGeneralCase());
    const clock = Object.values(served.clocks).find(({ key }) => key.startsWith('publish.'))!;
    const { due: _due, ...open } = clock;
    const decidedEarlier = { ...open, opened: '2024-04-01', uncomputable: 'calendar-year-not-loaded:2024' };
    const state = { ...served, clocks: { [open.key]: decidedEarlier } };
    expect(recomputed(state, facts('2024-05-24'))?.data.opens).toMatchObject([
      { key: open.key, opened: served.served },
    ]);
  });
});
