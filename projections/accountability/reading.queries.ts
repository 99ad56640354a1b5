import type { CivilDate, Instant } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { eq } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { pageOf, type ActPage, type PagedView } from './accountability.queries';
import type { readings } from './tables';

/** That somebody read a case that was not his task. */
export interface CaseReading {
  readonly reading: string;
  readonly case: string;
  readonly reader: string;
  readonly role: string;
  readonly legalDate: CivilDate;
  readonly recordedAt: Instant;
  readonly organ?: string;
  /** `case`, `documents`, `document`, `file`. */
  readonly what: string;
  /** Id of the document, or address of the file. */
  readonly part?: string;
  readonly purpose: string;
  readonly approval?: string;
}

type ReadingRow = ReadRowOf<typeof readings>;

const readingOf = (row: ReadingRow): CaseReading => ({
  ...{ reading: row.reading, case: row.case, reader: row.reader, role: row.role },
  ...{ legalDate: row.legal_date, recordedAt: row.recorded_at, what: row.what, purpose: row.purpose },
  ...(row.organ === null ? {} : { organ: row.organ }),
  ...(row.part === null ? {} : { part: row.part }),
  ...(row.approval === null ? {} : { approval: row.approval }),
});

/** Which readings: of a case, by a reader, or both. */
export interface ReadingsView extends PagedView {
  readonly case?: string;
  readonly reader?: string;
}

/** Who read which case, and what for; the last first. @throws BadQuery */
export const caseReadings = (
  models: Pick<ReadModelReader, 'query'>,
  { case: about, reader, ...view }: ReadingsView,
): Promise<ActPage<CaseReading>> =>
  pageOf<ReadingRow, CaseReading>(models, view, readingOf, {
    from: 'readings',
    where: [
      ...(about === undefined ? [] : [eq('case', about)]),
      ...(reader === undefined ? [] : [eq('reader', reader)]),
    ],
    last: ['reading'],
  });
