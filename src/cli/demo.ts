import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import { configFromEnvironment } from '../config';
import { civilDate, dataOption, jsonOption, type CommonOptions } from './options';
import { terminal } from './terminal';

interface DemoOptions extends CommonOptions {
  readonly cases?: number;
  readonly seed: string;
  readonly until?: string;
}

/**
 * `henji demo`: a demonstration district of any size in an empty data folder. The same size, seed and end give the same
 * entries, because its keys follow from the seed: for tests and benches, never for anything that has to be kept secret.
 */
export const demoCommand = (): Command =>
  new Command('demo')
    .description('make a demonstration district in an empty data folder, for tests · 生成演示数据')
    .option('--cases <n>', 'how many cases (default: every kind once) · 案件数', wholeNumber)
    .option('--seed <seed>', 'same seed, same entries · 种子', 'district')
    .option('--until <date>', 'last day of the demonstration (default: yesterday) · 截止日期', civilDate)
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (options: DemoOptions) => {
      const out = terminal(options.json === true);
      const { dataFolder, engines } = configFromEnvironment(options);
      // Loaded here only, like the server: the write side with its law is what other commands do not need.
      const { makeDemonstration } = await import('../app/demo/making.js');
      const begun = Date.now();
      const bar = out.progress('demonstration', 0);
      try {
        const { size, steps, alerts } = await makeDemonstration({
          ...{ dataFolder, engines, size: chosen(options), keys: 'seeded' },
          onProgress: (done, total) => {
            bar.update(done, total);
          },
        });
        const seconds = (Date.now() - begun) / 1000;
        bar.stop();
        out.result({ ...size, steps, alerts, seconds });
        out.say(
          `${pc.green('✓')} ${size.cases.toLocaleString('en')} cases up to ${size.until}, seed ${size.seed}: ` +
            `${steps.toLocaleString('en')} commands, ${alerts.toLocaleString('en')} alerts, ${seconds.toFixed(1)} s`,
        );
        out.say(
          pc.yellow(
            '  Its keys follow from the seed: test data only · 密钥由种子推得，仅供测试，不得存放真实数据',
          ),
        );
      } finally {
        bar.stop();
      }
    });

const chosen = ({ cases, seed, until }: DemoOptions) => ({
  ...(cases === undefined ? {} : { cases }),
  seed,
  ...(until === undefined ? {} : { until }),
});

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number · 应为整数');
}
