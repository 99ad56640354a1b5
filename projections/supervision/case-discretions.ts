import type { RowOf } from '../../src/ports/read-model-table';
import { changesOf } from '../projection';
import type { CaseDoc } from './case-entry';
import { tables, type discretions } from './tables';
import { versionsBetween, type Known, type Since, type Versioned } from './versions';

const { put, remove } = changesOf(tables);

type DiscretionRow = Omit<RowOf<typeof discretions>, keyof Known>;

/** Rows of decided fines by which two readings of a case differ. */
export const changesOfDiscretions = (
  before: CaseDoc,
  after: CaseDoc,
  { stream, since, now }: { readonly stream: string; readonly since: Since; readonly now: string },
): Versioned =>
  versionsBetween<DiscretionRow>(
    {
      was: discretionsOf(before, stream),
      is: discretionsOf(after, stream),
      put: (row) => put('discretions', row),
      remove: (row) => remove('discretions', row),
    },
    since,
    now,
  );

function discretionsOf(
  { organ, kind, entries }: CaseDoc,
  stream: string,
): ReadonlyMap<string, DiscretionRow> {
  const rows = new Map<string, DiscretionRow>();
  entries.forEach(([, date, more], decision) => {
    if (more?.fined === undefined) return;
    const { item, itemAt, tier, deviates, partyKind, fine, low, high } = more.fined;
    rows.set(`fine ${decision}`, {
      ...{ case: stream, decision, organ, kind, item, item_at: itemAt, tier, deviates, fine },
      ...{ party_kind: partyKind, range_low: low, range_high: high },
      ...{ decided_on: date, month: date.slice(0, 7) },
    });
  });
  return rows;
}
