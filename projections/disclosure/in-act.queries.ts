import { epochOf, utcInstant, type CivilDate } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, desc, lte, MAX_LIMIT, within } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import type { ListPage, PageRequest } from '../cursor';
import { paged, pageOf } from './paged';
import { certificateOn, type CertificateChange } from './certificate';
import type { certificates, inAct } from './tables';

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

/** The number of the enforcement certificate that was valid on a day; null where none was. */
export type CertificatesShown = (officer: string, day: CivilDate) => string | null;

/** What the officers of these acts could show: their certificates, as they stood on each day. */
export async function certificatesShown(
  reader: Pick<ReadModelReader, 'query'>,
  acts: readonly InActRow[],
): Promise<CertificatesShown> {
  const officers = [...new Set(acts.flatMap((act) => act.officers as readonly string[]))];
  if (officers.length === 0) return () => null;
  const rows = await reader.query<ReadRowOf<typeof certificates>>({
    from: 'certificates',
    where: [within('officer', officers)],
    order: [asc('number'), asc('officer')],
    limit: MAX_LIMIT,
  });
  return (officer, day) =>
    rows.findLast((row) => row.officer === officer && certificateOn(courseOf(row), day) === 'valid')
      ?.number ?? null;
}

const courseOf = ({
  valid_from: validFrom,
  valid_until: validUntil,
  changes,
}: ReadRowOf<typeof certificates>) => ({
  ...{ validFrom, validUntil, changes: changes as readonly CertificateChange[] },
});
