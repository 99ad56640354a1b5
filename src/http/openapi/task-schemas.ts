import { day, flag, list, moment, named, object, orNull, pageOf, rule, text, whole } from './schema-parts';
import type { Schema } from './schema-of';

const taskClock = object({
  ...{ key: text, parameter: text, openedOn: day, dueOn: orNull(day), daysLeft: orNull(whole) },
  ...{ period: text, provisional: flag, pack: text, articles: list(object({ zh: text, en: text })) },
});

const saved = object({ name: text, filter: { type: 'object' }, savedAt: moment });

/** 待办, and filters that people keep. */
export const taskSchemas: Readonly<Record<string, Schema>> = {
  SavedFilter: saved,
  SavedFilters: object({ items: list(saved) }),
  TaskPage: pageOf(
    object({
      ...{ case: text, number: orNull(text), party: orNull(text), phase: text, organ: orNull(named) },
      ...{ item: orNull(named), zh: text, en: text, state: text, clock: orNull(taskClock) },
      ...{ alert: orNull(text), row: orNull(text), of: list(text) },
      acts: list(
        object({
          ...{ no: text, command: text, slug: text, zh: text, en: text, possible: flag, broken: list(rule) },
        }),
      ),
    }),
  ),
};
