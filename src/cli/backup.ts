import { Command, Option } from 'commander';
import pc from 'picocolors';
import { backup } from '../app/backup/backup';
import { systemClock } from '../app/clock';
import { configFromEnvironment, version } from '../config';
import { dataOption, jsonOption, type CommonOptions } from './options';
import { exit, terminal } from './terminal';

interface BackupCommandOptions extends CommonOptions {
  readonly secrets?: string;
}

/** `henji backup DIR`: everything that cannot be made again, while the server runs. */
export const backupCommand = (): Command =>
  new Command('backup')
    .description('copy ledger, keys, accounts and files of one moment, while serving · 备份')
    .argument('<folder>', 'new or empty folder for the backup · 备份目录')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addOption(new Option('--secrets <folder>', 'copy the secrets there, apart from the backup · 密钥另存于'))
    .action(async (folder: string, options: BackupCommandOptions) => {
      const out = terminal(options.json === true);
      const started = Date.now();
      const { ledger, blobs, damaged, createdAt } = await backup(configFromEnvironment(options), folder, {
        ...{ clock: systemClock, version },
        ...(options.secrets === undefined ? {} : { secrets: options.secrets }),
      });
      const seconds = (Date.now() - started) / 1000;
      const secrets = options.secrets !== undefined;
      out.result({ ...ledger, createdAt, files: blobs.length, damaged: damaged.length, secrets, seconds });
      out.say(
        `${pc.green('✓')} ${ledger.events.toLocaleString('en')} events, ${blobs.length} files in ${seconds.toFixed(1)} s`,
      );
      out.say(`  log      ${ledger.logId}\n  root     ${ledger.root}`);
      if (!secrets) {
        const told = 'without the secrets: keep one copy of them elsewhere (--secrets)';
        out.say(pc.yellow(`  ${told} · 不含密钥，须另存一份`));
      }
      if (damaged.length === 0) return;
      out.say(
        `${pc.red('✗')} ${damaged.length} files are damaged and not in it · ${damaged.length} 个文件已损坏`,
      );
      for (const address of damaged) out.say(`  ${address}`);
      process.exitCode = exit.found;
    });
