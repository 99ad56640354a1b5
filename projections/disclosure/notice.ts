import { isChannel } from '../../src/law/publication-channels';
import type { RowOf } from '../../src/ports/read-model-table';
import type { Disclosed, OnChannel } from './disclosure-state';
import type { Cited, Decision, Permit, Shown } from './facts';
import { resultText } from './result-text';
import type { notices } from './tables';

/** A notice before it belongs to a case and a channel. */
export type Notice = Omit<RowOf<typeof notices>, 'case' | 'channel'>;

/** The public row: none before publication, and none at all about a minor. */
export function noticeOn(state: Disclosed, channel: string): Notice | undefined {
  const on = state.channels.get(channel);
  const { decision, parties } = state;
  if (on?.published === undefined || on.shown === undefined || decision === null) return undefined;
  if (parties.some(({ minor }) => minor)) return undefined;
  const gone = on.status === 'withdrawn' || on.status === 'expired';
  return {
    ...{ status: on.status, listed_on: on.published, until_on: on.until },
    ...{ organ: state.organ, organ_name: state.organName },
    ...(gone ? noContent : contentOf(state, decision, on.shown, channel)),
    ...changeOf(on),
  };
}

type Content = Omit<
  Notice,
  | 'status'
  | 'listed_on'
  | 'until_on'
  | 'organ'
  | 'organ_name'
  | 'corrected_on'
  | 'withdrawn_on'
  | 'withdrawn_for'
  | 'public_reason'
>;

/** Of what is not shown any more. */
export const noContent: Content = {
  ...{ item: null, number: null, party: null, party_kind: null, credit_code: null, representative: null },
  ...{ other_code: null, other_code_type: null, permits: null },
  ...{ violated_from: null, violated_until: null, lasts_until: null },
  ...{ kinds: null, fine: null, confiscated: null, basis: null, result_zh: null, result_en: null },
  ...{ decided_on: null, search: null },
};

/** What tells one party from others. */
export const identifying = ['number', 'party', 'credit_code', 'other_code', 'representative'] as const;

/** Channels whose own norm names the legal representative among the fields (B.9 of the specification). */
const namesRepresentative = new Set(['enterprise-system', 'credit-china']);

/**
 * The fields that the publication names, made from the decision. What can tell a natural person from others is left
 * out unless a basis for it is on record, whatever fields were named; words that somebody typed are never shown.
 */
function contentOf(
  state: Disclosed,
  decision: Decision,
  { fields, identified }: Shown,
  channel: string,
): Content {
  const { parties, item, organName, violated } = state;
  const shows = <T>(field: string, value: T): T | null => (fields.includes(field) ? value : null);
  const identifies = <T>(field: string, value: T): T | null =>
    mayIdentify(parties, identified) ? shows(field, value) : null;
  const number = identifies('decision-number', decision.number);
  const party = identifies('party-name', state.name);
  const basis = shows('basis', decision.basis);
  const result = shows('result', resultText(decision));
  const named = isChannel(channel) && namesRepresentative.has(channel);
  return {
    item: shows('violation-kind', item),
    ...{ number, party, basis },
    party_kind: shows('party-kind', agreedKind(parties)),
    credit_code: identifies('credit-code', state.creditCode),
    other_code: identifies('credit-code', orNull(state.otherCode?.number)),
    other_code_type: identifies('credit-code', orNull(state.otherCode?.type)),
    representative: named ? identifies('legal-representative', state.representative) : null,
    violated_from: identifies('facts', orNull(violated?.from)),
    violated_until: identifies('facts', orNull(violated?.until)),
    kinds: shows('kind', decision.kinds.join(',')),
    fine: shows('fine', orNull(decision.fineFen)),
    confiscated: shows('result', orNull(decision.confiscatedFen)),
    permits: shows('result', orNull(decision.permits?.map(permitText).join('；'))),
    lasts_until: shows('result', orNull(decision.lastsUntil)),
    result_zh: orNull(result?.zh),
    result_en: orNull(result?.en),
    decided_on: shows('decided-on', decision.on),
    search: searchTextOf([number, party, organName, result?.zh, ...(basis ?? []).map(citedText)]),
  };
}

const permitText = ({ name, number }: Permit): string =>
  number === undefined ? name : `${name}（${number}）`;

const orNull = <T>(value: T | undefined): T | null => value ?? null;

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
