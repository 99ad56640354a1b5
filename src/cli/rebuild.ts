import { Argument, Command } from 'commander';
import pc from 'picocolors';
import { configFromEnvironment } from '../config';
import { projectionNames, rebuildProjection } from '../app/projections/rebuilding';
import { dataOption, jsonOption, type CommonOptions } from './options';
import { terminal } from './terminal';

/** `henji rebuild [PROJECTION]`: build read models anew beside the live ones, and switch over. */
export const rebuildCommand = (): Command =>
  new Command('rebuild')
    .description('rebuild one projection, or all, beside the running version · 重建投影')
    .addArgument(new Argument('[projection]', 'which one · 哪一个').choices([...projectionNames]))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: CommonOptions) => {
      const out = terminal(options.json === true);
      const place = configFromEnvironment(options);
      const stop = new AbortController();
      process.once('SIGINT', () => {
        stop.abort();
      });
      const rebuilt: { name: string; events: number; seconds: number }[] = [];
      for (const each of name === undefined ? projectionNames : [name]) {
        const bar = out.progress(each.padEnd(14), 0);
        const started = Date.now();
        let events = 0;
        await rebuildProjection(place, each, stop.signal, (done, total) => {
          events = done;
          bar.update(done, total ?? done);
        });
        bar.stop();
        const seconds = (Date.now() - started) / 1000;
        rebuilt.push({ name: each, events, seconds });
        out.say(`${pc.green('✓')} ${each}: ${events.toLocaleString('en')} events in ${seconds.toFixed(1)} s`);
      }
      out.result({ rebuilt });
    });
