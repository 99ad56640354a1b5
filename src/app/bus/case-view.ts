import type { CaseRow } from '../../../projections/cases/cases.filter';
import type { HistoryRow } from '../../../projections/cases/cases.queries';
import { definitionOf } from '../../events/codec';
import type { ActorRef } from '../../kernel/entry';

/** A case as it is shown; amounts in the smallest unit of the currency. */
export interface CaseView {
  readonly case: string;
  readonly revision: number;
  readonly organ: Named | null;
  readonly item: Named | null;
  readonly procedure: string | null;
  readonly phase: string;
  readonly number: string | null;
  readonly party: string | null;
  readonly partyKind: string | null;
  readonly kinds: readonly string[];
  readonly currency: string;
  readonly fine: number | null;
  readonly paid: number;
  readonly lateFee: number;
  readonly openedOn: string;
  readonly decidedOn: string | null;
  readonly closedOn: string | null;
  /** The last legal date among its events, and when the last of them was recorded. */
  readonly legalDate: string;
  readonly recordedAt: string;
}

/** A handle with its name of today, where it has one. */
export interface Named {
  readonly handle: string;
  readonly name?: string;
}

/** One event of a case on both clocks. */
export interface TimelineView {
  readonly revision: number;
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  readonly detail: string | null;
  readonly legalDate: string;
  /** Absent where only the day is known. */
  readonly legalAt: string | null;
  readonly recordedAt: string;
  readonly actors: readonly (ActorRef & { readonly name?: string })[];
  readonly phase: string;
}

type Names = ReadonlyMap<string, string>;

/** Handles that a row shows by name. */
export const handlesIn = (rows: readonly CaseRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ organ, item }) => [organ, item].filter((handle) => handle !== null))),
];

export const caseView = (row: CaseRow, names: Names): CaseView => ({
  case: row.case,
  revision: row.revision,
  organ: named(row.organ, names),
  item: named(row.item, names),
  procedure: row.procedure,
  phase: row.phase,
  number: row.number,
  party: row.party,
  partyKind: row.party_kind,
  kinds: row.kinds === null || row.kinds === '' ? [] : row.kinds.split(','),
  currency: row.currency,
  fine: row.fine,
  paid: row.paid,
  lateFee: row.late_fee,
  openedOn: row.opened_on,
  decidedOn: row.decided_on,
  closedOn: row.closed_on,
  legalDate: row.legal_date,
  recordedAt: row.recorded_at,
});

/** Who acted in the events shown. */
export const actorsIn = (rows: readonly HistoryRow[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => actorsOf(row).map(({ u }) => u))),
];

export function timelineView(row: HistoryRow, names: Names): TimelineView {
  const { zh, en } = definitionOf(row.type);
  return {
    ...{ revision: row.revision, type: row.type, zh, en, detail: row.detail },
    ...{ legalDate: row.legal_date, legalAt: row.legal_at, recordedAt: row.recorded_at },
    actors: actorsOf(row).map((actor) => ({ ...actor, ...nameOf(actor.u, names) })),
    phase: row.phase,
  };
}

const actorsOf = ({ actors }: HistoryRow): readonly ActorRef[] =>
  (actors as readonly ActorRef[] | null) ?? [];

/** A handle with its name, where it has one. */
export const named = (handle: string | null, names: Names): Named | null =>
  handle === null ? null : { handle, ...nameOf(handle, names) };

function nameOf(handle: string, names: Names): { readonly name?: string } {
  const name = names.get(handle);
  return name === undefined ? {} : { name };
}
