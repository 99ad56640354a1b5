import type { CivilDate } from '../../src/kernel/time';
import { changesOf, type Change } from '../projection';
import type { CaseDoc, CaseEntry } from './case-entry';
import { ANY_TYPE, tables } from './tables';

const { add } = changesOf(tables);

/** Counters move by one event that joins a case: only the rows of its own type and date, and those it takes over from. */
export function countsOfJoining(before: CaseDoc, entry: CaseEntry, knownOn: CivilDate): readonly Change[] {
  const [type, date, more] = entry;
  const tally = new Tally(before, knownOn);
  tally.joins(type, date, 1);
  tally.joins(ANY_TYPE, date, 0);
  if (more?.paid !== undefined) tally.pay(more.currency ?? '', date, more.paid);
  return tally.changes();
}

/** Counters move by everything that a case comes to, taken away as it read and added as it reads now. */
export function countsOfRereading(before: CaseDoc, after: CaseDoc, knownOn: CivilDate): readonly Change[] {
  const taken = new Tally(before, knownOn);
  taken.whole(-1);
  const given = new Tally(after, knownOn);
  given.whole(1);
  return netOf([...taken.changes(), ...given.changes()]);
}

/** Changes of counters collected for one case. */
class Tally {
  readonly #changes: Change[] = [];

  constructor(
    private readonly doc: CaseDoc,
    private readonly knownOn: CivilDate,
  ) {}

  count(type: string, day: CivilDate, events: number, cases: number): void {
    const { organ, kind } = this.doc;
    const row = { day, organ, kind, type, known_on: this.knownOn, month: day.slice(0, 7), events, cases };
    this.#changes.push(add('counts', row));
  }

  pay(currency: string, day: CivilDate, amount: number): void {
    const { organ, kind } = this.doc;
    this.#changes.push(add('payments', { day, organ, kind, currency, known_on: this.knownOn, amount }));
  }

  /** The case is counted at the first legal date of the type: an earlier one takes the place of the one so far. */
  joins(type: string, date: CivilDate, events: number): void {
    const first = earliest(this.doc.entries, type);
    if (first !== undefined && first <= date) {
      if (events > 0) this.count(type, date, events, 0);
      return;
    }
    this.count(type, date, events, 1);
    if (first !== undefined) this.count(type, first, 0, -1);
  }

  whole(sign: 1 | -1): void {
    const { entries } = this.doc;
    for (const [type, date, more] of entries) {
      this.count(type, date, sign, 0);
      if (more?.paid !== undefined) this.pay(more.currency ?? '', date, sign * more.paid);
    }
    for (const type of new Set([ANY_TYPE, ...entries.map(([each]) => each)])) {
      const first = earliest(entries, type);
      if (first !== undefined) this.count(type, first, 0, sign);
    }
  }

  changes(): readonly Change[] {
    return this.#changes;
  }
}

/** The earliest legal date of a type among the entries; under {@link ANY_TYPE} of all. */
function earliest(entries: readonly CaseEntry[], type: string): CivilDate | undefined {
  let first: CivilDate | undefined;
  for (const [each, date] of entries) {
    if ((type === ANY_TYPE || each === type) && (first === undefined || date < first)) first = date;
  }
  return first;
}

/** One change for each row, and none where nothing is left, so that a correction touches only what it changes. */
function netOf(changes: readonly Change[]): readonly Change[] {
  const rows = new Map<string, { readonly change: Change; readonly sums: Record<string, number> }>();
  for (const change of changes) {
    const sums: Record<string, number> = {};
    const rest: unknown[] = [change.table];
    for (const [column, value] of Object.entries(change.row)) {
      if (typeof value === 'number') sums[column] = value;
      else rest.push(value);
    }
    const key = JSON.stringify(rest);
    const held = rows.get(key);
    if (held === undefined) rows.set(key, { change, sums });
    else for (const column in sums) held.sums[column] = (held.sums[column] ?? 0) + (sums[column] ?? 0);
  }
  return [...rows.values()]
    .filter(({ sums }) => Object.values(sums).some((sum) => sum !== 0))
    .map(({ change, sums }) => ({ ...change, row: { ...change.row, ...sums } }));
}
