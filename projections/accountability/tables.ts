import { defineTable } from '../../src/ports/read-model-table';

/**
 * Acts as they read: one row when recorded, and one more for each correction of it. As known at k a reader takes, for
 * each act, the last reading with `known_at` ≤ k; as of legal date d, the acts with `legal_date` ≤ d.
 */
export const acts = defineTable({
  columns: {
    stream: 'ref',
    revision: 'int',
    /** Revision of the event that gave this reading: the act itself, or a correction of it. */
    reading: 'int',
    known_at: 'text',
    type: 'text',
    /** Name of an imported activity. */
    detail: 'text?',
    legal_date: 'text',
    /** Absent where only the day is known. */
    legal_at: 'text?',
    recorded_at: 'text',
    organ: 'ref?',
    /** The organ that entrusted it. */
    entrusted_by: 'ref?',
    actors: 'json?',
    /** Rules, parameters, register entries relied on, basis, evidence, calendars; absent where nothing is said of any. */
    grounds: 'json?',
    /** Earlier revisions of the stream that it followed from. */
    follows: 'json?',
    /** Separated by commas. */
    rule_packs: 'ref?',
    command: 'ref',
    /** Id of the event or command that led to it; absent where a person's request did. */
    causation: 'text?',
    /** Source system and row of imported history. */
    source: 'ref?',
    source_row: 'int?',
  },
  key: ['stream', 'revision', 'reading'],
  once: true,
});

/** Who did which act: one row for each act and actor, refused attempts included. */
export const actors = defineTable({
  columns: {
    actor: 'ref',
    legal_date: 'text',
    stream: 'ref',
    revision: 'int',
    type: 'text',
    detail: 'text?',
    /** Separated by commas where he acted in more than one. */
    role: 'text',
    post: 'text?',
    /** The certificate relied on, as of one of its register's revisions. */
    cert: 'ref?',
    cert_revision: 'int?',
    organ: 'ref?',
    legal_at: 'text?',
    recorded_at: 'text',
  },
  key: ['actor', 'legal_date', 'stream', 'revision'],
  once: true,
});

/** Refused attempts: one row each. */
export const refusals = defineTable({
  columns: {
    refusal: 'ref',
    revision: 'int',
    /** The stream that the command was for. */
    target: 'ref',
    command: 'text',
    legal_date: 'text',
    legal_at: 'text?',
    recorded_at: 'text',
    organ: 'ref?',
    actors: 'json?',
    /** Every broken rule with code, guard, basis and texts, in the order of the report. */
    broken: 'json',
  },
  key: ['refusal', 'revision'],
  once: true,
  indexes: [['target', 'legal_date', 'refusal', 'revision']],
});

/** Rules that stood in the way: one row for each refused attempt and code. */
export const broken = defineTable({
  columns: {
    code: 'text',
    legal_date: 'text',
    refusal: 'ref',
    revision: 'int',
    target: 'ref',
    command: 'text',
    organ: 'ref?',
    recorded_at: 'text',
  },
  key: ['code', 'legal_date', 'refusal', 'revision'],
  once: true,
});

/** Which acts cite which norm: one row for each act, norm and article, as the act was recorded. */
export const citations = defineTable({
  columns: {
    norm: 'ref',
    article: 'text',
    stream: 'ref',
    revision: 'int',
    type: 'text',
    rank: 'text',
    organ: 'ref?',
    legal_date: 'text',
    recorded_at: 'text',
  },
  key: ['norm', 'article', 'stream', 'revision'],
  once: true,
  indexes: [['norm', 'legal_date', 'stream', 'revision']],
});

/** Who read a case that was not his task, and what for: one row for each reading. Why, in words, is not here. */
export const readings = defineTable({
  columns: {
    reading: 'ref',
    case: 'ref',
    reader: 'ref',
    role: 'text',
    legal_date: 'text',
    recorded_at: 'text',
    organ: 'ref?',
    what: 'text',
    /** Id of the document, or address of the file. */
    part: 'text?',
    purpose: 'text',
    approval: 'text?',
  },
  key: ['reading'],
  once: true,
  indexes: [
    ['case', 'legal_date', 'reading'],
    ['reader', 'legal_date', 'reading'],
  ],
});

export const tables = { acts, actors, refusals, broken, citations, readings };
