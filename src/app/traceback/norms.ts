import type { CivilDate } from '../../kernel/time';
import { citationEn, citationZh, normOf, type Citation } from '../../law/article';
import { rankNames, type NormRank } from '../../law/statutes';
import { alerts, isAlertCode, isRefusalCode, refusals } from '../../law/violations';
import type { CaseRecord, EventRef } from './case-record';
import type { Finding } from './finding';

/** A norm of the finding, with its rank and whether it was in force on the day. */
export interface PinnedNorm {
  readonly zh: string;
  readonly en: string;
  readonly rank: NormRank;
  readonly rankZh: string;
  /** First day in force of the version whose numbering is used; absent where it was not found. */
  readonly from?: CivilDate;
  /** On the day of the conduct; `unknown` where the first day is not known. */
  readonly inForce: 'yes' | 'no' | 'unknown';
}

/** A condition that norms of liability set beside the breach, and whether the record shows it. */
export interface ShownCondition {
  readonly code: 'not-corrected-in-time' | 'with-consequences' | 'corrected-by-itself' | 'serious';
  readonly zh: string;
  readonly en: string;
  readonly shown: 'yes' | 'not-on-record';
  readonly events: readonly EventRef[];
}

/** The norms of a code and the conditions of liability, one by one: tested against the record, never assumed. */
export function normsOf(
  code: string,
  finding: Finding,
  record: CaseRecord,
): { readonly norms: readonly PinnedNorm[]; readonly conditions: readonly ShownCondition[] } {
  const row = isAlertCode(code) ? alerts[code] : isRefusalCode(code) ? refusals[code] : undefined;
  return {
    norms: (row?.basis ?? []).map((citation) => pinned(citation, finding.on)),
    conditions: conditionsOf(finding, record),
  };
}

function pinned(citation: Citation, on: CivilDate): PinnedNorm {
  const { rank, from } = normOf(citation);
  return {
    ...{ zh: citationZh(citation), en: citationEn(citation), rank, rankZh: rankNames[rank].zh },
    ...(from === undefined ? {} : { from }),
    inForce: from === undefined ? 'unknown' : from <= on ? 'yes' : 'no',
  };
}

function conditionsOf(finding: Finding, record: CaseRecord): readonly ShownCondition[] {
  const open = finding.kind === 'omission' && finding.ended === undefined ? finding.evidence : [];
  const shown = (
    code: ShownCondition['code'],
    zh: string,
    en: string,
    events: readonly EventRef[],
  ): ShownCondition => ({
    ...{ code, zh, en, shown: events.length > 0 ? 'yes' : 'not-on-record', events },
  });
  return [
    shown('not-corrected-in-time', '逾期未改正（截至快照）', 'not corrected up to the snapshot', open),
    shown(
      'with-consequences',
      '造成后果（决定被撤销、变更或者确认违法）',
      'with consequences: the decision was reversed',
      record.refs(record.of(['DecisionReversed'])),
    ),
    shown(
      'corrected-by-itself',
      '自行纠正',
      'corrected by the organ itself',
      record.refs(record.of(['SelfCorrected'])),
    ),
    shown('serious', '情节严重', 'serious circumstances', []),
  ];
}
