import { byName, day, flag, list, object, orNull, pageOf, text, whole } from './schema-parts';
import type { Schema } from './schema-of';

/** A clock of a case. */
export const clock = object({
  ...{ case: text, clock: text, key: text, organ: orNull(text), kind: text, openedOn: day, runsFrom: day },
  ...{
    dueOn: orNull(day),
    dueAt: orNull(text),
    closedOn: orNull(day),
    missed: flag,
    uncomputable: orNull(text),
    provisional: flag,
    openedBy: text,
  },
  ...{ pack: text, calendar: orNull(text) },
});
const outliers = object({
  ...{ rule: text, low: whole, high: whole, below: whole, above: whole },
});
const distribution = object({
  ...{ cases: whole, least: whole, q1: whole, median: whole, q3: whole, p90: whole, most: whole },
  'outliers?': outliers,
});
/** What a figure is about, as far as it was told apart. */
const group = { 'organ?': orNull(text), 'level?': orNull(text), 'kind?': text, 'period?': text };
const outlierCase = object({
  ...{ case: text, organ: orNull(text), kind: text, on: day, value: whole, 'item?': text, 'tier?': text },
});

/** An alert, with what became of it. */
const alert = {
  ...{ alert: text, case: text, clock: text, code: text, organ: orNull(text), dueOn: day, detectedOn: day },
  ...{ severity: whole, row: orNull(text), status: text, level: text, levelSince: day },
  ...{ closedOn: orNull(day), ageDays: whole, zh: text, en: text, reminder: flag },
};

/** What supervisors are answered with. */
export const supervisionSchemas: Readonly<Record<string, Schema>> = {
  Stats: object({
    ...{ events: whole, cases: whole, byType: byName(whole), casesByType: byName(whole), paid: text },
    ...{ paidByCurrency: byName(text), position: text },
  }),
  Counts: object({
    items: list(
      object({
        'organ?': orNull(text),
        'kind?': text,
        'type?': text,
        'period?': text,
        events: whole,
        cases: whole,
      }),
    ),
  }),
  Durations: object({
    items: list(
      object({
        ...{ milestone: text, ...group },
        ...{ 'sinceOpening?': distribution, 'sincePrevious?': distribution },
      }),
    ),
  }),
  ClockPage: pageOf(clock),
  ClockTotals: object({
    items: list(object({ key: text, overdue: whole, due: whole, uncomputable: whole })),
  }),
  AlertPage: pageOf(object(alert)),
  ReminderPage: pageOf(
    object({
      ...{ kind: text, officer: text, organ: text, what: text, endsOn: day, before: whole, givenOn: day },
    }),
  ),
  CaseAlerts: object({ items: list(object(alert)) }),
  AlertDetail: object({
    ...alert,
    steps: list(
      object({
        ...{
          type: text,
          zh: text,
          en: text,
          legal: { type: 'object' },
          recordedAt: text,
          by: list(text),
          data: { type: 'object' },
        },
        'words?': text,
      }),
    ),
  }),
  Refusals: object({
    refused: whole,
    rules: list(object({ code: text, guard: text, ...group, refused: whole })),
  }),
  CaseFigures: object({ items: list(object({ milestone: text, ...group, cases: whole, share: whole })) }),
  Shares: object({
    items: list(object({ name: text, ...group, of: whole, cases: whole, share: orNull(whole) })),
  }),
  Punctuality: object({
    items: list(
      object({ 'key?': text, ...group, inTime: whole, late: whole, running: whole, 'onTime?': whole }),
    ),
  }),
  Discretion: object({
    items: list(
      object({
        ...{ item: text, 'tier?': text, against: text, ...group },
        ...{ deviating: whole, position: distribution },
      }),
    ),
  }),
  DurationOutliers: object({ 'outliers?': outliers, cases: list(outlierCase) }),
  DiscretionOutliers: object({
    items: list(object({ item: text, 'tier?': text, 'outliers?': outliers, cases: list(outlierCase) })),
  }),
  Backfill: object({
    items: list(
      object({
        ...{ 'type?': text, ...group },
        ...{ events: whole, later: whole, laterShare: whole, hours: distribution },
      }),
    ),
  }),
  AlertFigures: object({
    items: list(
      object({
        ...{ code: text, severity: whole, ...group, alerts: whole, open: whole, closed: whole },
        ...{ 'daysToClose?': distribution, share: whole },
      }),
    ),
  }),
};
