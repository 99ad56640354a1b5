import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import {
  exportPenalties,
  exportFormats,
  exportParts,
  noticeChannels,
  type ExportAsking,
  type NoticeChannel,
} from '../app/export/double-disclosure';
import { openReading } from '../app/open-reading';
import { openReaders } from '../app/readers';
import { configFromEnvironment } from '../config';
import { civilDateOf, utcInstant } from '../kernel/time';
import { civilDate, dataOption, instant, type CommonOptions } from './options';

interface ExportOptions extends CommonOptions {
  readonly organ?: string;
  readonly channel?: NoticeChannel;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly format: ExportAsking['format'];
  readonly part: ExportAsking['part'];
  readonly bom?: boolean;
  readonly out?: string;
}

const day = (flags: string, text: string): Option => new Option(flags, text).argParser(civilDate);

/** `henji export`: the data set of published penalties, as it may be shown to the public. */
export const exportCommand = (): Command =>
  new Command('export')
    .description('published penalties as the “双公示” data set, CSV or JSON · 导出双公示数据')
    .addOption(dataOption())
    .option('--organ <handle>', 'of one organ · 执法主体')
    .addOption(
      new Option('--channel <code>', 'as shown on one channel: each decision once · 公示渠道').choices(
        noticeChannels,
      ),
    )
    .addOption(day('--from <date>', 'published on or after · 公示日期自'))
    .addOption(day('--to <date>', 'published on or before · 公示日期至'))
    .addOption(day('--as-of <date>', 'legal date · 法律日期'))
    .addOption(new Option('--known-at <instant>', 'as known at an instant · 记录时点').argParser(instant))
    .addOption(new Option('--format <format>', 'csv or json · 格式').choices(exportFormats).default('csv'))
    .addOption(
      new Option('--part <part>', 'of CSV: records, or gaps · 数据或者缺口')
        .choices(exportParts)
        .default('records'),
    )
    .option('--bom', 'of CSV: begin with a byte order mark · 带 BOM')
    .option('--out <file>', 'a file instead of standard output · 输出文件')
    .action(write);

async function write({ format, part, bom, out, data, ...filter }: ExportOptions): Promise<void> {
  const parts = await openReading(configFromEnvironment(data === undefined ? {} : { data }));
  const readers = openReaders(parts);
  try {
    const text = exportPenalties(readers, {
      filter,
      ...{ format, part, bom: bom === true, today: civilDateOf(utcInstant(Date.now())) },
    });
    const into = out === undefined ? process.stdout : createWriteStream(out);
    await pipeline(Readable.from(text, { objectMode: false }), into, { end: out !== undefined });
  } finally {
    await readers.close();
    await parts.close();
  }
}
