import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, eq } from '../../src/ports/read-model-query';
import type { FindingPlace } from './case-findings';

/** A finding of a case on which no alert is recorded. */
export interface OpenFinding extends FindingPlace {
  readonly case: string;
}

/** Findings without an alert, at most `limit`, after the last one seen: an index range. */
export const openFindings = (
  reader: Pick<ReadModelReader, 'query'>,
  { limit, seen }: { readonly limit: number; readonly seen?: OpenFinding },
): Promise<readonly OpenFinding[]> =>
  reader.query<OpenFinding>({
    from: 'findings',
    columns: ['case', 'revision', 'place'],
    where: [eq('raised', 0)],
    order: [asc('case'), asc('revision'), asc('place')],
    limit,
    ...(seen === undefined ? {} : { after: [seen.case, seen.revision, seen.place] }),
  });
