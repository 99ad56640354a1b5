import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { configFromEnvironment } from '../config';
import { systemClock } from '../app/clock';
import { LEAST_DAYS, sweepUploads } from '../app/files/blob-sweep';
import { dataOption, jsonOption, type CommonOptions } from './options';
import { terminal } from './terminal';

interface SweepCommandOptions extends CommonOptions {
  readonly olderThan: number;
  readonly dryRun?: boolean;
}

/** `henji sweep`: take away old uploads that no event names. Stop the server first. */
export const sweepCommand = (): Command =>
  new Command('sweep')
    .description('take away old uploads that no event names; stop the server first · 清理无人引用的上传文件')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addOption(
      new Option('--older-than <days>', 'uploads younger than this stay · 保留天数')
        .default(30)
        .argParser(days),
    )
    .addOption(new Option('--dry-run', 'only say what would go · 只列出，不删除'))
    .action(async (options: SweepCommandOptions) => {
      const out = terminal(options.json === true);
      const place = configFromEnvironment(options);
      const isDry = options.dryRun === true;
      const asked = { clock: systemClock, olderThanDays: options.olderThan, dryRun: isDry };
      const { swept, young, named } = await sweepUploads(place, asked);
      const bytes = swept.reduce((sum, blob) => sum + blob.bytes, 0);
      out.result({ swept: swept.length, bytes, young, named, dryRun: isDry });
      out.say(
        `${pc.green('✓')} ${swept.length} uploads (${bytes} bytes) ${isDry ? 'would go' : 'taken away'}; ` +
          `${young} younger ones and ${named} that events name stay`,
      );
    });

function days(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= LEAST_DAYS && count <= 36_500) return count;
  throw new InvalidArgumentError(`expected whole days, ${LEAST_DAYS} or more · 应为整数天`);
}
