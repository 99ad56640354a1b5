import { defineTable } from '../../src/ports/read-model-table';

/** What is to be handled: interference to be acknowledged, retaliation to be looked into. */
export const matters = defineTable({
  columns: {
    stream: 'ref',
    record: 'text',
    code: 'text',
    case: 'text',
    organ: 'text',
    /** Who is told besides discipline inspection: `supervision` or nobody. */
    routing: 'text',
    /** Pseudonyms of those who must not know of it. */
    barred: 'json',
    recorded_on: 'text',
    /** Last day in time. */
    due_on: 'text',
    /** Empty while it is open. */
    done_on: 'text',
  },
  key: ['stream', 'record'],
  indexes: [['done_on', 'due_on', 'stream', 'record']],
});

/** As `dues` of supervision: sealed streams write `pending`, streams of sealed alerts `raised`. */
export const dues = defineTable({
  columns: { stream: 'ref', record: 'text', code: 'text', due_on: 'text', pending: 'int', raised: 'int' },
  key: ['stream', 'record', 'code', 'due_on'],
  indexes: [['code', 'pending', 'raised', 'due_on', 'stream', 'record']],
  adds: ['pending', 'raised'],
});

/** Sealed alerts that were raised. */
export const alerts = defineTable({
  columns: {
    alert: 'ref',
    code: 'text',
    stream: 'ref',
    record: 'text',
    case: 'text',
    organ: 'text',
    barred: 'json',
    due_on: 'text',
    detected_on: 'text',
    severity: 'int',
    row: 'text',
    /** With whom it lies, since when, and at which revision of its stream. */
    level: 'text',
    level_since: 'text',
    revision: 'int',
  },
  key: ['alert'],
  indexes: [['detected_on', 'alert'], ['case'], ['level', 'level_since', 'alert']],
});

/** Tracings, a row for each of their revisions that changes what the list says. */
export const tracings = defineTable({
  columns: {
    tracing: 'ref',
    revision: 'int',
    organ: 'text',
    case: 'text',
    /** Code of the finding. */
    code: 'text',
    number: 'text',
    opened_on: 'text',
    /** `signed` once both officers have signed the same report, and nothing was added since. */
    phase: 'text',
    legal_date: 'text',
    recorded_at: 'text',
  },
  key: ['tracing', 'revision'],
  indexes: [['opened_on', 'tracing'], ['case']],
});

export const tables = { matters, dues, alerts, tracings };
