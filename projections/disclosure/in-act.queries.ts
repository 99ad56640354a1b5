import { epochOf, utcInstant, type CivilDate } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { desc, lte, within } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import type { ListPage, PageRequest } from '../cursor';
import { paged, pageOf } from './paged';
import type { inAct } from './tables';

/** An act before a party; internal. */
export type InActRow = ReadRowOf<typeof inAct>;

/** What was shown and told up to a legal date, as known at an instant, the last first. Internal. */
export async function listInAct(
  reader: Pick<ReadModelReader, 'query'>,
  filter: { readonly organs?: readonly string[]; readonly asOf: CivilDate; readonly knownAt?: string },
  page: PageRequest,
): Promise<ListPage<InActRow>> {
  const { organs, asOf, knownAt } = filter;
  const rows = await reader.query<InActRow>({
    from: 'in_act',
    where: [
      lte('legal_date', asOf),
      ...(organs === undefined ? [] : [within('organ', organs)]),
      ...(knownAt === undefined ? [] : [lte('recorded_at', utcInstant(epochOf(knownAt)))]),
    ],
    order: [desc('legal_date'), desc('case'), desc('place')],
    ...paged(page, 3),
  });
  return pageOf(rows, page, (row) => [row.legal_date, row.case, row.place]);
}
