import { Command, Option } from 'commander';
import pc from 'picocolors';
import { restore, type Restored } from '../app/backup/restore';
import { configFromEnvironment } from '../config';
import { dataOption, jsonOption, type CommonOptions } from './options';
import { exit, terminal } from './terminal';

interface RestoreCommandOptions extends CommonOptions {
  readonly secrets?: string;
}

/** `henji restore DIR --data TO`: put a backup into an empty folder and verify it. */
export const restoreCommand = (): Command =>
  new Command('restore')
    .description('put a backup into an empty data folder and verify it; exit 1 where it breaks · 恢复备份')
    .argument('<folder>', 'the backup · 备份目录')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addOption(new Option('--secrets <folder>', 'the copy of the secrets · 密钥所在目录'))
    .action(async (folder: string, options: RestoreCommandOptions) => {
      const out = terminal(options.json === true);
      const place = configFromEnvironment(options);
      const bar = out.progress('verify', 0);
      const { manifest, verification, isSame, shared } = await restore(folder, place, {
        onProgress: (done, total) => {
          bar.update(done, total);
        },
        ...(options.secrets === undefined ? {} : { secrets: options.secrets }),
      });
      bar.stop();
      const { ledger, createdAt } = manifest;
      out.result({
        ok: isSame,
        createdAt,
        ledger,
        verification,
        ...(shared === undefined ? {} : { shared }),
      });
      if (!verification.ok) {
        const { stream, revision } = verification.at;
        out.say(`${pc.red('✗')} ${stream} @ ${revision}: ${verification.reason}`);
      } else if (!isSame) {
        out.say(`${pc.red('✗')} not the ledger that its manifest names · 与清单所载账本不符`);
      } else {
        out.say(
          `${pc.green('✓')} ${verification.events.toLocaleString('en')} events as of ${createdAt}, verified · 已恢复并校验`,
        );
        out.say(`  log      ${ledger.logId}\n  root     ${ledger.root}`);
        if (verification.payloads.unopened > 0)
          out.say(
            pc.yellow(
              `  ${verification.payloads.unopened} payloads could not be opened: without the secrets personal data stays closed · 无密钥，个人信息不可读`,
            ),
          );
        for (const kind of keptOf(shared))
          out.say(pc.yellow(`  ${kind}: those in the database stay · 数据库中已有的保持不变`));
        out.say('  next · 下一步: henji rebuild, then henji serve');
      }
      if (!isSame) process.exitCode = exit.found;
    });

const keptOf = (shared: Restored['shared'] = { keys: 'filled', accounts: 'filled' }): readonly string[] =>
  (['keys', 'accounts'] as const).filter((kind) => shared[kind] === 'kept');
