import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, eq, gte } from '../../src/ports/read-model-query';

/** An event of a case that was recorded late by more than so many whole hours, and on which no alert is recorded. */
export interface LateEvent {
  readonly case: string;
  readonly revision: number;
  readonly hours: number;
}

/** Those late by more than `hours`, the least late first, at most `limit`, after the last one seen: an index range. */
export const lateEvents = (
  reader: Pick<ReadModelReader, 'query'>,
  { hours, limit, seen }: { readonly hours: number; readonly limit: number; readonly seen?: LateEvent },
): Promise<readonly LateEvent[]> =>
  reader.query<LateEvent>({
    from: 'lags',
    columns: ['case', 'revision', 'hours'],
    where: [eq('raised', 0), gte('hours', hours)],
    order: [asc('hours'), asc('case'), asc('revision')],
    limit,
    ...(seen === undefined ? {} : { after: [seen.hours, seen.case, seen.revision] }),
  });
