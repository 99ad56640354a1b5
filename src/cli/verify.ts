import { Command } from 'commander';
import pc from 'picocolors';
import { configFromEnvironment } from '../config';
import { verifyLedger } from '../app/verify/verify';
import { dataOption, jsonOption, type CommonOptions } from './options';
import { exit, terminal } from './terminal';

/** `henji verify`: recompute the whole ledger and say where it breaks. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description('recompute every entry, chain, payload and tree row; exit 1 where it breaks · 校验全部记录')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (options: CommonOptions) => {
      const out = terminal(options.json === true);
      const place = configFromEnvironment(options);
      const bar = out.progress('verify', 0);
      const started = process.hrtime.bigint();
      const found = await verifyLedger(place, {
        onProgress: (done, total) => {
          bar.update(done, total);
        },
      });
      bar.stop();
      out.result(found);
      if (!found.ok) {
        const { position, stream, revision } = found.at;
        out.say(`${pc.red('✗')} ${stream} @ ${revision} (position ${position}): ${found.reason}`);
        process.exitCode = exit.found;
        return;
      }
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const rate = Math.round(found.events / Math.max(seconds, 0.001));
      out.say(
        `${pc.green('✓')} ${found.events.toLocaleString('en')} events in ${seconds.toFixed(1)} s (${rate.toLocaleString('en')}/s)`,
      );
      out.say(`  root     ${found.root}\n  history  ${found.history}`);
      if (found.payloads.unopened > 0) {
        out.say(
          `  ${found.payloads.unopened} payloads could not be opened (no key at hand); their hashes are right`,
        );
      }
      if (found.unsealed !== undefined && found.unsealed > 0) {
        out.say(`  ${found.unsealed} events are not sealed yet and were not checked`);
      }
      const { sound, unnamed, absent } = found.files;
      if (sound + unnamed + absent > 0) {
        out.say(`  files    ${sound} sound, ${unnamed} that no event names, ${absent} named and not there`);
      }
    });
