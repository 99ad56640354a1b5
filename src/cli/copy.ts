import { Command } from 'commander';
import pc from 'picocolors';
import { jsonOption } from './options';
import { exit, terminal } from './terminal';

/** `henji copy FROM TO`: the same ledger on another engine; may be repeated and resumed. */
export const copyCommand = (): Command =>
  new Command('copy')
    .description('copy a ledger to another engine, byte for byte; exit 1 where the roots differ · 复制账本')
    .argument('<from>', 'sqlite:FOLDER or esdb://host:port · 源账本')
    .argument('<to>', 'sqlite:FOLDER or esdb://host:port · 目标账本')
    .addOption(jsonOption())
    .action(async (from: string, to: string, options: { readonly json?: boolean }) => {
      const out = terminal(options.json === true);
      const bar = out.progress('copy', 0);
      const started = Date.now();
      // Loaded here only: the client of a server is what other commands do not need.
      const { copyLedger } = await import('../app/copy/copy-ledger.js');
      const copied = await copyLedger(from, to, {
        now: new Date(started).toISOString(),
        onProgress: (done, total) => {
          bar.update(done, total);
        },
      });
      bar.stop();
      const seconds = (Date.now() - started) / 1000;
      out.result({ ...copied, seconds });
      const mark = copied.ok ? pc.green('✓') : pc.red('✗');
      out.say(
        `${mark} ${copied.records.toLocaleString('en')} events, ${copied.already.toLocaleString('en')} of them already there, ${seconds.toFixed(1)} s`,
      );
      out.say(`  from  ${copied.from}\n  to    ${copied.to}`);
      if (!copied.ok) process.exitCode = exit.found;
    });
