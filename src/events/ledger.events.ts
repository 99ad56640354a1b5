import { z } from 'zod';
import { defineEvent } from './define-event';
import { civilDate, handle, instant, sha256Hex, text } from './schemas';

/** Events about the ledger itself: imports, refusals, alerts, corrections. */

/** First event of `import-<source>`; a grown file adds another. */
export const ImportStarted = defineEvent('ImportStarted', 1, {
  zh: '历史数据导入开始',
  en: 'Import of history started',
  data: z.strictObject({
    source: text(60),
    /** SHA-256 of the uncompressed bytes of the file. */
    file: sha256Hex,
    bytes: z.int().min(0),
    rows: z.int().min(0),
  }),
});

/**
 * First record of a ledger that holds a demonstration, on the stream `demonstration-ledger`: what follows up to its end is
 * invented, and how it was made.
 */
export const DemonstrationStarted = defineEvent('DemonstrationStarted', 1, {
  zh: '演示数据开始',
  en: 'Demonstration started',
  data: z.strictObject({
    seed: text(64),
    /** 0: registers alone. */
    cases: z.int().min(0),
    until: civilDate.exactOptional(),
    /** `set`: recorded times up to the end of the demonstration are those of its story, not of a machine. */
    clock: z.enum(['machine', 'set']),
    /** `seeded`: whoever knows the seed knows every key, so that nothing in this ledger is secret, now or later. */
    keys: z.enum(['drawn', 'seeded']),
    /** Version of the scenario; the same one makes the same steps. */
    scenario: z.int().min(1),
  }),
});

/** The demonstration is whole, and can be signed in to; what follows is what people do with it. */
export const DemonstrationFinished = defineEvent('DemonstrationFinished', 1, {
  zh: '演示数据完成',
  en: 'Demonstration finished',
  data: z.strictObject({ steps: z.int().min(0) }),
});

/** A rule that was found broken, with its articles and the reason in both languages. */
export const brokenRule = z.strictObject({
  code: z.string().regex(/^R-\d{2}$/u),
  guard: text(40),
  basis: z.array(text(300)),
  zh: text(1000),
  en: text(1000),
  field: z.string().max(200).optional(),
});

/** Stream `refusal-<command id>`: an attempt is evidence, too. */
export const CommandRefused = defineEvent('CommandRefused', 1, {
  zh: '命令被拒绝',
  en: 'Command refused',
  data: z.strictObject({
    command: text(80),
    stream: handle,
    broken: z.array(brokenRule).min(1),
  }),
});

/** Stream `alert-<code>-<case>-<clock>`, appended with `no-stream`, so that each happens once. */
export const AlertRaised = defineEvent('AlertRaised', 1, {
  zh: '监督预警',
  en: 'Alert raised',
  data: z.strictObject({
    code: z.string().regex(/^W-\d{2}$/u),
    stream: handle,
    clock: text(60),
    /** Last day in time, or last moment where the period counts hours. */
    due: z.union([civilDate, instant]),
    detected: civilDate,
    severity: z.int().min(1).max(3),
    row: z
      .string()
      .regex(/^V\d{2}$/u)
      .optional(),
  }),
});

/**
 * On the stream of its target. The first record stays visible; folds and projections read the target with the new
 * values. It takes the legal date of its target.
 */
export const EventCorrected = defineEvent('EventCorrected', 1, {
  zh: '记录更正',
  en: 'Record corrected',
  data: z.strictObject({
    target: z.strictObject({ id: z.string(), type: z.string(), revision: z.int().min(0) }),
    members: z.array(z.strictObject({ path: text(120), was: z.json(), now: z.json() })).min(1),
    reason: text(1000),
    orderedBy: handle,
  }),
});
