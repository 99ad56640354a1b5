import type { CivilDate, Instant } from '../../src/kernel/time';
import { definitionOf } from '../../src/events/codec';
import type { ReadModelReader } from '../../src/ports/read-model';
import { eq } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { pageOf, type ActPage, type PagedView } from './accountability.queries';
import type { citations } from './tables';

/** An act that cites a norm: a register entry, a decision, a publication. */
export interface Citation {
  readonly norm: string;
  readonly article: string;
  readonly rank: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  readonly organ?: string;
  readonly legalDate: CivilDate;
  readonly recordedAt: Instant;
}

type CitationRow = ReadRowOf<typeof citations>;

const citationOf = (row: CitationRow): Citation => {
  const { zh, en } = definitionOf(row.type);
  return {
    ...{ norm: row.norm, article: row.article, rank: row.rank, stream: row.stream, revision: row.revision },
    ...{ type: row.type, zh, en, legalDate: row.legal_date, recordedAt: row.recorded_at },
    ...(row.organ === null ? {} : { organ: row.organ }),
  };
};

/** What cites a norm, or one article of it: what a change of the law touches (A002). The last first. @throws BadQuery */
export const citationsOf = (
  models: Pick<ReadModelReader, 'query'>,
  { norm, article, ...view }: PagedView & { readonly norm: string; readonly article?: string },
): Promise<ActPage<Citation>> =>
  pageOf<CitationRow, Citation>(models, view, citationOf, {
    from: 'citations',
    where: [eq('norm', norm), ...(article === undefined ? [] : [eq('article', article)])],
    last: ['stream', 'revision', 'article'],
  });
