import { defineTable } from '../../src/ports/read-model-table';
import { names } from '../names';

/** In place of a date that has not come: after every real one, so that ranges need no second condition. */
export const NEVER = '9999-12-31';

const work = {
  organ: 'ref',
  /** See {@link ../disclosure-state!Status}; what ended by its date alone is told by `until_on`. */
  status: 'text',
  /** Legal date of the service from which the duty holds; {@link NEVER} for channels without a duty. */
  opened_on: 'text',
  /** Last day in time; {@link NEVER} where there is none, it cannot be computed, or it stands still. */
  due_on: 'text',
  /** Legal date of the first publication or decision not to publish; {@link NEVER} while neither was made. */
  settled_on: 'text',
  /** Last day on which it may be shown. */
  until_on: 'text',
  /** Legal date of the last act. */
  changed_on: 'text',
  published_on: 'text?',
  corrected_on: 'text?',
  /** Day by which a reversed decision has to be withdrawn. */
  withdraw_by: 'text?',
  withdrawn_on: 'text?',
  /** Ground of not publishing, or reason of the withdrawal. */
  reason: 'text?',
  /** Why there is no due date. */
  uncomputable: 'text?',
} as const;

/**
 * The work of publishing, one row for each decision and channel. Internal: it names cases, minors' too, and nobody.
 */
export const publications = defineTable({
  columns: { case: 'ref', channel: 'text', ...work },
  key: ['case', 'channel'],
  indexes: [
    ['settled_on', 'due_on', 'case', 'channel'],
    ['organ', 'settled_on', 'due_on', 'case', 'channel'],
    ['changed_on', 'case', 'channel'],
  ],
});

const notice = {
  status: 'text',
  /** The day by which lists are sorted: of the publication, of taken-over decisions that of the decision. */
  listed_on: 'text',
  until_on: 'text',
  organ: 'ref?',
  /** Of taken-over decisions, whose organ has no handle. */
  organ_name: 'text?',
  /** What was broken: the enforcement item of the organ's published list. */
  item: 'ref?',
  number: 'text?',
  party: 'text?',
  party_kind: 'text?',
  credit_code: 'text?',
  /** Number of an organisation in another register, and which. */
  other_code: 'text?',
  other_code_type: 'text?',
  representative: 'text?',
  /** First and last day of the violation; the last is absent where it is not known or there was one day. */
  violated_from: 'text?',
  violated_until: 'text?',
  kinds: 'text?',
  fine: 'int?',
  confiscated: 'int?',
  /** Permits that the penalty suspends, downgrades or revokes. */
  permits: 'text?',
  /** The day on which the last penalty that lasts is over. */
  lasts_until: 'text?',
  /** `{norm, article}` in the order of the decision. */
  basis: 'json?',
  result_zh: 'text?',
  result_en: 'text?',
  decided_on: 'text?',
  corrected_on: 'text?',
  withdrawn_on: 'text?',
  withdrawn_for: 'text?',
  /** What the public is told of the withdrawal (处罚法 48). */
  public_reason: 'text?',
} as const;

/**
 * What the public sees. A row holds nothing else, so that no question asked of this table can tell more: what may not
 * be shown is never written here, and what may not be shown any more is taken out.
 */
export const notices = defineTable({
  columns: { case: 'ref', channel: 'text', ...notice, search: 'search?' },
  key: ['case', 'channel'],
  indexes: [
    ['listed_on', 'case', 'channel'],
    ['organ', 'listed_on', 'case', 'channel'],
  ],
});

const version = {
  case: 'ref',
  channel: 'text',
  legal_date: 'text',
  revision: 'int',
  recorded_at: 'text',
} as const;

/**
 * The work as of each legal date from the moment it was known: on two clocks the row with the greatest date and revision
 * holds. Internal.
 */
export const workHistory = defineTable({
  columns: { ...version, ...work },
  key: ['case', 'channel', 'legal_date', 'revision'],
  indexes: [
    ['changed_on', 'case', 'channel'],
    ['due_on', 'case', 'channel'],
  ],
});

/**
 * The notices likewise. Public, and no more than the notices: what is not shown today is in no version of it, and of
 * names, numbers and codes only what today's notice says. `shown_until` is the last day of today's notice.
 */
export const noticeHistory = defineTable({
  columns: { ...version, ...notice, shown_until: 'text' },
  key: ['case', 'channel', 'legal_date', 'revision'],
  indexes: [
    ['listed_on', 'case', 'channel'],
    ['organ', 'listed_on', 'case', 'channel'],
  ],
});

/** What organs make public before they act, a row for each version as registers state it; public. */
export const exAnte = defineTable({
  columns: {
    stream: 'ref',
    kind: 'text',
    name: 'text',
    /** Day from which it holds. */
    legal_date: 'text',
    revision: 'int',
    recorded_at: 'text',
    organ: 'ref',
    over: 'bool',
    /** Last day on which it holds. */
    until_on: 'text',
    /** False where the judicial bureau has to be told of it (备案) and was not. */
    filed: 'bool',
    content: 'json',
  },
  key: ['stream', 'kind', 'name', 'legal_date', 'revision'],
  indexes: [
    ['organ', 'kind', 'stream', 'name'],
    ['kind', 'stream', 'name'],
  ],
});

/** Who met a party in a case, and what was shown and told: one row for each such act. Internal; it names no party. */
export const inAct = defineTable({
  columns: {
    case: 'ref',
    /** The revision, with leading zeros, so that it sorts as text. */
    place: 'text',
    organ: 'ref?',
    legal_date: 'text',
    recorded_at: 'text',
    what: 'text',
    contact: 'text?',
    /** Handles of the officers who acted. */
    officers: 'json',
    /** Codes of what was told, where the record says. */
    told: 'json',
  },
  key: ['case', 'place'],
  indexes: [
    ['legal_date', 'case', 'place'],
    ['organ', 'legal_date', 'case', 'place'],
  ],
  once: true,
});

/** Enforcement certificates for the public look-up (names and numbers are public by the rules of the register). */
export const certificates = defineTable({
  columns: {
    officer: 'ref',
    number: 'text',
    name: 'text?',
    organ: 'ref',
    issuer: 'text',
    valid_from: 'text',
    valid_until: 'text',
    /** `{status, from}` of what was done to it since, in the order of the log. */
    changes: 'json',
    search: 'search?',
  },
  key: ['officer', 'number'],
  indexes: [['number', 'officer']],
});

/** Everything that disclosure shows. */
export const tables = {
  ...{ publications, notices, certificates, names },
  ...{ work_history: workHistory, notice_history: noticeHistory, ex_ante: exAnte, in_act: inAct },
};
