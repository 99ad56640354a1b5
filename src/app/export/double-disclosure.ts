import { namesOf } from '../../../projections/cases/cases.queries';
import type { TwoClocks } from '../../../projections/cases/cases.filter';
import { disclosure } from '../../../projections/disclosure/disclosure.projection';
import {
  listNotices,
  type NoticeFilter,
  type NoticeRow,
} from '../../../projections/disclosure/disclosure.queries';
import { organCodes } from '../../../projections/disclosure/ex-ante.queries';
import {
  exported,
  penaltyFields,
  type ExportNames,
  type Exported,
} from '../../../projections/disclosure/double-disclosure';
import type { CivilDate } from '../../kernel/time';
import { channelCodes } from '../../law/publication-channels';
import type { ReadModelReader } from '../../ports/read-model';
import type { Readers } from '../readers';
import { BYTE_ORDER_MARK, csvLine } from './csv';

/** The “双公示” data set as a file. */

export const exportFormats = ['csv', 'json'] as const;
export const exportParts = ['records', 'gaps'] as const;
/** Channels on which decisions are published. */
export const noticeChannels = channelCodes;
export type NoticeChannel = (typeof noticeChannels)[number];

/** What is exported, and how it is written. */
export interface ExportAsking {
  readonly filter: Omit<NoticeFilter, 'text'> & TwoClocks;
  readonly today: CivilDate;
  readonly format: (typeof exportFormats)[number];
  /** Of CSV: the records, or what keeps decisions from being one. JSON has both. */
  readonly part: (typeof exportParts)[number];
  /** Of CSV: begins with a byte order mark. */
  readonly bom: boolean;
}

const PAGE = 500;
const gapFields = ['case', 'channel', 'missing', 'tooLong'] as const;

type Reader = Pick<ReadModelReader, 'query'>;

/**
 * The set as text, piece by piece: no more than a page of it is ever held. JSON is `{fields, records, gaps}`, for which
 * the notices are read twice. @throws ReadModelAbsent, HenjiError `bad-instant`
 */
export async function* exportedText(reader: Reader, asking: ExportAsking): AsyncGenerator<string> {
  if (asking.format === 'json') {
    yield `{"fields":${JSON.stringify(penaltyFields)},"records":[`;
    yield* joined(reader, asking, (each) => ('record' in each ? each.record : undefined));
    yield '],"gaps":[';
    yield* joined(reader, asking, (each) => ('gap' in each ? each.gap : undefined));
    yield ']}\n';
    return;
  }
  const gaps = asking.part === 'gaps';
  yield `${asking.bom ? BYTE_ORDER_MARK : ''}${csvLine(gaps ? gapFields : penaltyFields)}`;
  for await (const page of pages(reader, asking)) yield page.map(gaps ? gapLine : recordLine).join('');
}

/** The set of a data folder; see {@link exportedText}. */
export const exportPenalties = (readers: Pick<Readers, 'of'>, asking: ExportAsking): AsyncGenerator<string> =>
  exportedText(readers.of(disclosure), asking);

const recordLine = (each: Exported): string =>
  'record' in each ? csvLine(penaltyFields.map((field) => each.record[field])) : '';

const gapLine = (each: Exported): string =>
  'gap' in each
    ? csvLine([each.gap.case, each.gap.channel, each.gap.missing.join(' '), each.gap.tooLong.join(' ')])
    : '';

async function* joined(
  reader: Reader,
  asking: ExportAsking,
  member: (each: Exported) => object | undefined,
): AsyncGenerator<string> {
  let first = true;
  for await (const page of pages(reader, asking)) {
    const found = page.map(member).filter((each) => each !== undefined);
    if (found.length === 0) continue;
    yield `${first ? '' : ','}${found.map((each) => JSON.stringify(each)).join(',')}`;
    first = false;
  }
}

async function* pages(reader: Reader, { filter, today }: ExportAsking): AsyncGenerator<readonly Exported[]> {
  let after: string | undefined;
  do {
    const page = { limit: PAGE, ...(after === undefined ? {} : { after }) };
    const { rows, next } = await listNotices(reader, filter, today, page);
    const shown = rows.filter(isShown);
    const registers = await registersOf(reader, shown);
    yield shown.map((row) => exported(row, registers));
    after = next;
  } while (after !== undefined);
}

/** What was withdrawn is no record of the set. */
const isShown = ({ status }: NoticeRow): boolean => status !== 'withdrawn';

async function registersOf(reader: Reader, rows: readonly NoticeRow[]): Promise<ExportNames> {
  const organs = [...new Set(rows.flatMap(({ organ }) => organ ?? []))];
  const items = [...new Set(rows.flatMap(({ item }) => item ?? []))];
  const [names, codes] = await Promise.all([
    namesOf(reader, [...organs, ...items]),
    organCodes(reader, organs),
  ]);
  return { names, codes };
}
