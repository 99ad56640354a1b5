import type { ReadModelReader } from '../../src/ports/read-model';
import { desc, eq, match, within, type Filter } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { cursorOf, cursorValues, type ListPage, type PageRequest } from '../cursor';
import type { notices } from './tables';

type Queries = Pick<ReadModelReader, 'query'>;
type Row = ReadRowOf<typeof notices>;

/** Organs that are followed up at most; words that more of them carry are no name. */
const MOST_ORGANS = 50;

const order = [desc('listed_on'), desc('case'), desc('channel')];
const parts = ['text', 'organ'] as const;

/**
 * Notices by words: those that show them, then those of an organ of that name. In each part those published last come
 * first. A page may be short before the end.
 *
 * @param filters what else must hold
 */
export async function searchNotices(
  reader: Queries,
  text: string,
  filters: readonly Filter[],
  page: PageRequest,
): Promise<ListPage<Row>> {
  const [begin = 'text', ...seen] = page.after === undefined ? [] : cursorValues(page.after, 4);
  let after = seen.length === 0 ? undefined : seen;
  const rows: Row[] = [];
  for (const part of parts.slice(Math.max(0, parts.indexOf(begin as 'text')))) {
    const limit = page.limit - rows.length;
    const where = await conditionOf[part](reader, text);
    const found = await reader.query<Row>({
      from: 'notices',
      where: [...where, ...filters],
      order,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    rows.push(...(part === 'text' ? found : await withoutShown(reader, text, found)));
    const last = found.at(-1);
    if (found.length === limit && last !== undefined)
      return { rows, next: cursorOf([part, last.listed_on, last.case, last.channel]) };
    after = undefined;
  }
  return { rows };
}

const conditionOf = {
  text: (_reader: Queries, text: string): Promise<readonly Filter[]> =>
    Promise.resolve([match('search', text)]),
  organ: async (reader: Queries, text: string): Promise<readonly Filter[]> => {
    const organs = await reader.query<{ readonly handle: string }>({
      from: 'names',
      columns: ['handle'],
      where: [eq('kind', 'organ'), match('search', text)],
      limit: MOST_ORGANS + 1,
    });
    const handles = organs.length > MOST_ORGANS ? [] : organs.map(({ handle }) => handle);
    return [within('organ', handles)];
  },
};

/** Those that the first part has not shown already. */
async function withoutShown(reader: Queries, text: string, rows: readonly Row[]): Promise<readonly Row[]> {
  if (rows.length === 0) return rows;
  const ids = [...new Set(rows.map((row) => row.case))];
  const shown = await reader.query<Pick<Row, 'case' | 'channel'>>({
    from: 'notices',
    columns: ['case', 'channel'],
    where: [within('case', ids), match('search', text)],
    // A case has a row for each channel at most.
    limit: ids.length * MOST_CHANNELS,
  });
  const known = new Set(shown.map((row) => `${row.case} ${row.channel}`));
  return rows.filter((row) => !known.has(`${row.case} ${row.channel}`));
}

/** More channels than there are. */
const MOST_CHANNELS = 20;
