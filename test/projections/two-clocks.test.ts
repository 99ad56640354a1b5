import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  correct,
  latestDate,
  record,
  stateAsOf,
  type Brought,
  type History,
} from '../../projections/two-clocks';

interface State {
  readonly phase: string;
  readonly paid: number;
  readonly number: string | null;
}
const blank: State = { phase: '', paid: 0, number: null };

const brought: fc.Arbitrary<Brought<State>> = fc.record(
  {
    set: fc.record(
      { phase: fc.constantFrom('opened', 'decided', 'closed'), number: fc.constantFrom('1', '2') },
      { requiredKeys: [] },
    ),
    add: fc.record({ paid: fc.integer({ min: -5, max: 9 }) }),
  },
  { requiredKeys: [] },
);
const happened = fc.record({
  date: fc.constantFrom('2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'),
  brought,
  /** Instead of something new: what an earlier event brought was different. */
  corrects: fc.option(fc.nat(8), { freq: 4 }),
});

interface Step {
  readonly revision: number;
  readonly date: string;
  readonly brought: Brought<State>;
}

/** The words of the decision, taken literally: corrected events, in log order, those with a date up to `date`. */
function slowly(steps: readonly Step[], date: string): State {
  let state = blank;
  for (const step of steps) {
    if (step.date > date) continue;
    state = { ...state, ...step.brought.set };
    if (step.brought.add !== undefined) state = { ...state, paid: state.paid + (step.brought.add.paid ?? 0) };
  }
  return state;
}

describe('rows on two clocks', () => {
  it('hold, for every legal date and every moment of recording, what folding the log would give', () => {
    fc.assert(
      fc.property(fc.array(happened, { maxLength: 9 }), (events) => {
        const rows: { revision: number; date: string; state: State }[] = [];
        const known: Step[][] = [[]];
        let history: History<State> = [];
        events.forEach(({ date, brought: what, corrects }, revision) => {
          const target =
            corrects === null ? undefined : known.at(-1)?.find((step) => step.revision === corrects);
          const first = record(
            history,
            blank,
            { revision, date: target?.date ?? date },
            target === undefined ? what : {},
          );
          const second = target === undefined ? first : correct(first.history, blank, target.revision, what);
          history = second.history;
          const versions = new Map(
            [...first.versions, ...second.versions].map((version) => [version.date, version.state]),
          );
          for (const [on, state] of versions) rows.push({ revision, date: on, state });
          const before = known.at(-1) ?? [];
          known.push(
            target === undefined
              ? [...before, { revision, date, brought: what }]
              : before.map((step) => (step.revision === target.revision ? { ...step, brought: what } : step)),
          );
        });
        for (const [count, steps] of known.entries()) {
          for (const date of ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04']) {
            const candidates = rows.filter((row) => row.date <= date && row.revision < count);
            candidates.sort((a, b) =>
              a.date === b.date ? a.revision - b.revision : a.date < b.date ? -1 : 1,
            );
            expect(candidates.at(-1)?.state ?? blank).toEqual(slowly(steps, date));
          }
        }
        expect(stateAsOf(history, blank, latestDate(history))).toEqual(
          slowly(known.at(-1) ?? [], '2024-01-04'),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('are one for an event in order, and one more for each later date of an event dated back', () => {
    let history: History<State> = [];
    const dates = (revision: number, date: string): readonly string[] => {
      const recording = record(history, blank, { revision, date }, { add: { paid: 1 } });
      history = recording.history;
      return recording.versions.map((version) => version.date);
    };
    expect(dates(0, '2024-01-03')).toEqual(['2024-01-03']);
    expect(dates(1, '2024-01-05')).toEqual(['2024-01-05']);
    expect(dates(2, '2024-01-05')).toEqual(['2024-01-05']);
    expect(dates(3, '2024-01-01')).toEqual(['2024-01-01', '2024-01-03', '2024-01-05']);
    expect(latestDate(history)).toBe('2024-01-05');
  });

  it('leave a history alone whose corrected event it does not know', () => {
    const { history } = record<State>(
      [],
      blank,
      { revision: 3, date: '2024-01-03' },
      { set: { phase: 'opened' } },
    );
    expect(correct(history, blank, 2, { set: { phase: 'x' } })).toEqual({ history, versions: [] });
  });
});
