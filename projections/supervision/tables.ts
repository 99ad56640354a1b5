import { defineTable } from '../../src/ports/read-model-table';
import { names } from '../names';

/** Type of the rows of `counts` that count cases whatever their events. */
export const ANY_TYPE = '';

/** Organ of what names none. */
export const NO_ORGAN = '';

/** In place of a date that has not come: after every real one, so that ranges need no second condition. */
export const NEVER = '9999-12-31';

/**
 * Events, and cases by the first legal date of the type in the case; under {@link ANY_TYPE} by the first legal date of
 * the case. What moves later (an event dated back, a correction) is taken away and added again on the day on which it
 * was recorded. The sum over `day` up to d and `known_on` up to k is therefore the count as of d and as known at the
 * end of k. Organ and kind are the case's.
 */
export const counts = defineTable({
  columns: {
    /** Legal date. */
    day: 'text',
    organ: 'ref',
    /** `simple`, `imported` …: how the case was opened. */
    kind: 'text',
    /** The type of the event; of an imported activity its name. */
    type: 'text',
    /** Recorded date in Shanghai. */
    known_on: 'text',
    /** `YYYY-MM` of the day. */
    month: 'text',
    events: 'int',
    cases: 'int',
  },
  key: ['day', 'organ', 'kind', 'type', 'known_on'],
  indexes: [['organ', 'day']],
  adds: ['events', 'cases'],
});

/** Money received, in the smallest unit of the currency; days as in {@link counts}. */
export const payments = defineTable({
  columns: { day: 'text', organ: 'ref', kind: 'text', currency: 'text', known_on: 'text', amount: 'int' },
  key: ['day', 'organ', 'kind', 'currency', 'known_on'],
  indexes: [['organ', 'day']],
  adds: ['amount'],
});

/** Refused commands, once for each rule that they broke; under an empty code every refused command once. */
export const refusals = defineTable({
  columns: {
    refusal: 'ref',
    /** A command that is sent again is refused again: the place of the attempt in its stream. */
    attempt: 'int',
    code: 'ref',
    guard: 'ref',
    command: 'ref',
    organ: 'ref',
    /** Legal date of the attempt, and its month. */
    day: 'text',
    month: 'text',
    recorded_at: 'text',
  },
  key: ['refusal', 'attempt', 'code', 'guard'],
  indexes: [
    ['day', 'code'],
    ['organ', 'day'],
  ],
  once: true,
});

/** From when to when a row was known (`versions.ts`). */
const known = { known_from: 'text', known_until: 'text' } as const;

/** When a case reached each milestone, and how many days that took. */
export const milestones = defineTable({
  columns: {
    case: 'ref',
    milestone: 'text',
    organ: 'ref',
    kind: 'text',
    reached_on: 'text',
    month: 'text',
    /** Days from the opening; absent where none is known by then. */
    since_opening: 'int?',
    /** Days from the milestone before it in the order of the law that the case had reached by then. */
    since_previous: 'int?',
    ...known,
  },
  key: ['case', 'milestone', 'known_from'],
  indexes: [
    ['milestone', 'reached_on'],
    ['organ', 'reached_on'],
  ],
});

/**
 * Fines as they were decided, beside what they were to keep to: the statutory range, and the tier of the benchmark that
 * the decision named. The range of a tier is the business of the item, in `tiers`.
 */
export const discretions = defineTable({
  columns: {
    case: 'ref',
    /** Revision of the decision in its case. */
    decision: 'int',
    organ: 'ref',
    kind: 'text',
    item: 'ref',
    /** Revision of the item that the decision rested on; -1 where it does not say. */
    item_at: 'int',
    /** Empty where the decision names no tier. */
    tier: 'text',
    deviates: 'bool',
    party_kind: 'text',
    fine: 'int',
    range_low: 'int',
    range_high: 'int',
    decided_on: 'text',
    month: 'text',
    ...known,
  },
  key: ['case', 'decision', 'known_from'],
  indexes: [
    ['item', 'tier', 'decided_on'],
    ['organ', 'decided_on'],
  ],
});

/** Ranges of the tiers of discretion benchmarks, as each version of an item published them. */
export const tiers = defineTable({
  columns: {
    item: 'ref',
    revision: 'int',
    tier: 'text',
    party_kind: 'text',
    name: 'text',
    /** The day from which it is both published and in force. */
    from_on: 'text',
    low: 'int',
    high: 'int',
  },
  key: ['item', 'revision', 'tier', 'party_kind'],
});

/** Where organs stand: level and territory, by the day from which that holds. */
export const places = defineTable({
  columns: {
    organ: 'ref',
    legal_date: 'text',
    revision: 'int',
    level: 'text',
    territory: 'text',
    recorded_at: 'text',
  },
  key: ['organ', 'legal_date', 'revision'],
  once: true,
});

/** Every entered event of a case, and how many whole hours after it happened it was recorded. */
export const entered = defineTable({
  columns: {
    case: 'ref',
    revision: 'int',
    organ: 'ref',
    kind: 'text',
    type: 'ref',
    day: 'text',
    month: 'text',
    recorded_at: 'text',
    hours: 'int',
  },
  key: ['case', 'revision'],
  indexes: [
    ['organ', 'day'],
    ['day', 'hours'],
  ],
  once: true,
});

/** Clocks as events opened them. A key that is opened again in a case is another clock: `fine.pay`, `fine.pay~2`. */
export const clocks = defineTable({
  columns: {
    case: 'ref',
    clock: 'text',
    clock_key: 'text',
    organ: 'ref',
    kind: 'text',
    /** Legal date of the event that opened it. */
    opened_on: 'text',
    /** The day from which the period runs. */
    runs_from: 'text',
    /** Last day in time; {@link NEVER} while it cannot be computed. */
    due_on: 'text',
    due_month: 'text',
    /** The last moment in time, where the period counts hours. */
    due_at: 'text?',
    /** Legal date of the event that closed or replaced it; {@link NEVER} while it is open. */
    closed_on: 'text',
    /** Not closed in time: closed too late, or still open, be it due already or not. */
    missed: 'bool',
    /** Replaced because another calendar was loaded: what took its place is the same period. */
    moved: 'bool',
    /** Why there is no due date. */
    uncomputable: 'text?',
    provisional: 'bool',
    /** Id of the event that opened it. */
    opened_by: 'text',
    pack: 'text',
    calendar: 'text?',
    ...known,
  },
  key: ['case', 'clock', 'known_from'],
  indexes: [
    ['known_until', 'closed_on', 'due_on', 'case', 'clock'],
    ['organ', 'known_until', 'closed_on', 'due_on', 'case', 'clock'],
  ],
});

/** In place of an officer while a case has none: then it is the case of everybody who may act in its organ. */
export const ANYBODY = '';

/**
 * The clocks of a case by whoever has acted in it as an officer, and by {@link ANYBODY} up to the legal date on which the
 * first one was named: the tasks of one person are an index range, however many cases he ever had. An officer who left a
 * case stays; whether the task is still his, the case itself says.
 */
export const held = defineTable({
  columns: {
    officer: 'ref',
    case: 'ref',
    clock: 'text',
    clock_key: 'text',
    organ: 'ref',
    opened_on: 'text',
    due_on: 'text',
    closed_on: 'text',
    ...known,
  },
  key: ['officer', 'case', 'clock', 'known_from'],
  indexes: [['officer', 'known_until', 'closed_on', 'due_on', 'case', 'clock']],
});

/**
 * What must be done by which day, for the alerts. `pending` is 1 from the opening of the clock until it is closed in
 * time: of a clock that was closed too late it stays 1, and `over` is 1 then. `raised` is 1 once its alert is recorded,
 * `settled` counts how often that alert was closed. Case streams write the first two and alert streams the others, so
 * "missed and not yet raised" and "done since, and its alert not closed" are index ranges.
 */
export const dues = defineTable({
  columns: {
    case: 'ref',
    clock: 'text',
    /** Last day in time, or last moment where the period counts hours. */
    due: 'text',
    /** The first moment after it, as text that sorts (`moments.ts`). */
    late_from: 'text',
    clock_key: 'text',
    pending: 'int',
    over: 'int',
    raised: 'int',
    settled: 'int',
  },
  key: ['case', 'clock', 'due'],
  indexes: [
    ['clock_key', 'pending', 'raised', 'late_from', 'case', 'clock'],
    ['clock_key', 'over', 'raised', 'settled', 'late_from', 'case', 'clock'],
  ],
  adds: ['pending', 'over', 'raised', 'settled'],
});

/**
 * Events of cases that were recorded later than they happened, by how many whole hours and more, from one hour on.
 * `raised` is 1 once the alert on it is recorded. Case streams write the one and alert streams the other.
 */
export const lags = defineTable({
  columns: { case: 'ref', revision: 'int', hours: 'int', raised: 'int' },
  key: ['case', 'revision'],
  indexes: [['raised', 'hours', 'case', 'revision']],
  adds: ['hours', 'raised'],
});

/**
 * What acts find by themselves, without a clock, by the event and the place among its findings. `raised` is 1 once the
 * alert on it is recorded. Case streams write the one and alert streams the other.
 */
export const findings = defineTable({
  columns: { case: 'ref', revision: 'int', place: 'int', raised: 'int' },
  key: ['case', 'revision', 'place'],
  indexes: [['raised', 'case', 'revision', 'place']],
  adds: ['raised'],
});

/** Alerts that were raised, with what became of them. */
export const alerts = defineTable({
  columns: {
    alert: 'ref',
    /** What it is about: a case, or an organ. */
    case: 'ref',
    clock: 'text',
    code: 'text',
    organ: 'ref',
    due_on: 'text',
    detected_on: 'text',
    month: 'text',
    severity: 'int',
    /** Row of the answerability table. */
    row: 'text?',
    /** `open`, `acknowledged`, `answered` while it is open; then how it ended. */
    status: 'text',
    /** With whom it lies, and since when. */
    level: 'text',
    level_since: 'text',
    /** {@link NEVER} while it is open. */
    closed_on: 'text',
    /** Days from its detection to its close. */
    days: 'int?',
    ...known,
  },
  key: ['alert', 'known_from'],
  indexes: [
    ['known_until', 'detected_on', 'alert'],
    ['organ', 'known_until', 'detected_on', 'alert'],
    ['case'],
    ['known_until', 'closed_on', 'severity', 'level', 'level_since', 'alert'],
  ],
});

/** Reminders that were given: what ends in the registers of people, and when. */
export const reminders = defineTable({
  columns: {
    reminder: 'ref',
    kind: 'text',
    officer: 'ref',
    organ: 'ref',
    what: 'text',
    /** The last day. */
    ends_on: 'text',
    before: 'int',
    given_on: 'text',
    recorded_at: 'text',
  },
  key: ['reminder'],
  indexes: [['ends_on', 'reminder'], ['organ', 'ends_on', 'reminder'], ['officer']],
  once: true,
});

/** Everything that supervision shows. */
export const tables = {
  ...{ counts, payments, refusals, milestones, discretions, tiers, places, entered },
  ...{ clocks, held, dues, lags, findings, alerts, reminders, names },
};
