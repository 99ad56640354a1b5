import { Command, Option } from 'commander';
import Table from 'cli-table3';
import { configFromEnvironment } from '../config';
import { openReading } from '../app/open-reading';
import { openReaders } from '../app/readers';
import { civilDate, dataOption, jsonOption, type CommonOptions } from './options';
import { terminal } from './terminal';

interface StatsOptions extends CommonOptions {
  readonly asOf?: string;
}

/** `henji stats`: counts from the projections, beside a running server or without one. */
export const statsCommand = (): Command =>
  new Command('stats')
    .description('events, cases, counts by type, payments; as of a legal date · 统计')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addOption(
      new Option('--as-of <date>', 'what had legally occurred up to and on that day · 截至日期').argParser(
        civilDate,
      ),
    )
    .action(async (options: StatsOptions) => {
      const out = terminal(options.json === true);
      const parts = await openReading(configFromEnvironment(options));
      const readers = openReaders(parts);
      try {
        const stats = await readers.stats(options.asOf);
        out.result(stats);
        const table = new Table({
          head: ['type · 类型', 'events · 事件', 'cases · 案件'],
          colAligns: ['left', 'right', 'right'],
        });
        for (const [type, events] of Object.entries(stats.byType)) {
          table.push([
            type,
            events.toLocaleString('en'),
            (stats.casesByType[type] ?? 0).toLocaleString('en'),
          ]);
        }
        out.say(
          `${stats.events.toLocaleString('en')} events in ${stats.cases.toLocaleString('en')} cases, paid ${stats.paid}`,
        );
        out.say(table.toString());
      } finally {
        await readers.close();
        await parts.close();
      }
    });
