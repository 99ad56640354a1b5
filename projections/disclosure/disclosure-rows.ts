import type { RowOf } from '../../src/ports/read-model-table';
import { changesOf, type Change } from '../projection';
import { disclosedBy, type Disclosed, type OnChannel } from './disclosure-state';
import type { CaseDoc, Cited, Decision, Shown } from './facts';
import { resultText } from './result-text';
import { NEVER, tables, type notices, type publications } from './tables';

const { put, remove } = changesOf(tables);

/** Rows by which two readings of a case differ. */
export function changesBetween(before: CaseDoc, after: CaseDoc, stream: string): readonly Change[] {
  const was = disclosedBy(before);
  const is = disclosedBy(after);
  const changes: Change[] = [];
  for (const channel of new Set([...was.channels.keys(), ...is.channels.keys()])) {
    const work = publicationOf(is, channel, stream);
    if (work !== undefined && differs(work, publicationOf(was, channel, stream)))
      changes.push(put('publications', work));
    const old = noticeOf(was, channel, stream);
    const notice = noticeOf(is, channel, stream);
    if (notice === undefined && old !== undefined) changes.push(remove('notices', { case: stream, channel }));
    if (notice !== undefined && differs(notice, old)) changes.push(put('notices', notice));
  }
  return changes;
}

const differs = (a: object, b: object | undefined): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** The internal row; taken-over decisions are nobody's work here. */
function publicationOf(
  { organ, channels }: Disclosed,
  channel: string,
  stream: string,
): RowOf<typeof publications> | undefined {
  const on = channels.get(channel);
  if (on === undefined || organ === null) return undefined;
  return {
    ...{ case: stream, channel, organ, status: on.status },
    ...{ opened_on: on.opened, due_on: on.due, settled_on: on.settled },
    until_on: on.shown?.until ?? NEVER,
    published_on: on.published ?? null,
    corrected_on: on.corrected ?? null,
    withdrawn_on: on.withdrawn ?? null,
    reason: on.reason ?? null,
    uncomputable: on.uncomputable ?? null,
  };
}

/** The public row: none before publication, and none at all about a minor. */
function noticeOf(state: Disclosed, channel: string, stream: string): RowOf<typeof notices> | undefined {
  const on = state.channels.get(channel);
  const { decision, parties } = state;
  if (on?.published === undefined || on.shown === undefined || decision === null) return undefined;
  if (parties.some(({ minor }) => minor)) return undefined;
  const gone = on.status === 'withdrawn' || on.status === 'expired';
  return {
    ...{ case: stream, channel, status: on.status, listed_on: on.published },
    until_on: on.shown.until ?? NEVER,
    ...{ organ: state.organ, organ_name: state.organName },
    ...(gone ? noContent : contentOf(state, decision, on.shown)),
    ...changeOf(on),
  };
}

type Content = Pick<
  RowOf<typeof notices>,
  | 'item'
  | 'number'
  | 'party'
  | 'party_kind'
  | 'kinds'
  | 'fine'
  | 'basis'
  | 'result_zh'
  | 'result_en'
  | 'decided_on'
  | 'search'
>;

const noContent: Content = {
  ...{ item: null, number: null, party: null, party_kind: null, kinds: null, fine: null, basis: null },
  ...{ result_zh: null, result_en: null, decided_on: null, search: null },
};

/**
 * The fields that the publication names, made from the decision. What can tell a natural person from others is left
 * out unless a basis for it is on record, whatever fields were named; words that somebody typed are never shown.
 */
function contentOf(state: Disclosed, decision: Decision, { fields, identified }: Shown): Content {
  const { parties, name, item, organName } = state;
  const shows = <T>(field: string, value: T): T | null => (fields.includes(field) ? value : null);
  const identifies = <T>(field: string, value: T): T | null =>
    mayIdentify(parties, identified) ? shows(field, value) : null;
  const number = identifies('decision-number', decision.number);
  const party = identifies('party-name', name);
  const basis = shows('basis', decision.basis);
  const result = shows('result', resultText(decision));
  return {
    item: shows('violation-kind', item),
    ...{ number, party, basis },
    party_kind: shows('party-kind', agreedKind(parties)),
    kinds: shows('kind', decision.kinds.join(',')),
    fine: shows('fine', decision.fineFen ?? null),
    result_zh: result?.zh ?? null,
    result_en: result?.en ?? null,
    decided_on: shows('decided-on', decision.on),
    search: searchTextOf([number, party, organName, result?.zh, ...(basis ?? []).map(citedText)]),
  };
}

/** The kind of party on which every record agrees. */
function agreedKind(parties: Disclosed['parties']): string | null {
  const kinds = new Set(parties.map(({ kind }) => kind));
  return kinds.size === 1 ? (parties[0]?.kind ?? null) : null;
}

/** An organisation is nobody's personal data; anybody else needs a basis, and nothing may be in doubt. */
function mayIdentify(parties: Disclosed['parties'], identified: boolean): boolean {
  const kind = agreedKind(parties);
  return kind === 'organisation' || (identified && kind !== null);
}

const citedText = ({ norm, article }: Cited): string => `${norm}${article}`;

function searchTextOf(words: readonly (string | null | undefined)[]): string | null {
  const known = words.filter((word) => typeof word === 'string');
  return known.length === 0 ? null : known.join(' | ');
}

const changeOf = (on: OnChannel) => ({
  corrected_on: on.corrected ?? null,
  withdrawn_on: on.withdrawn ?? null,
  withdrawn_for: on.withdrawn === undefined ? null : (on.reason ?? null),
  public_reason: on.publicReason ?? null,
});
