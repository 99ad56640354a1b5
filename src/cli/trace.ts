import { Command, Option } from 'commander';
import pc from 'picocolors';
import { configFromEnvironment } from '../config';
import { openReading } from '../app/open-reading';
import { openReaders } from '../app/readers';
import { civilDate, dataOption, instant, jsonOption, type CommonOptions } from './options';
import { terminal } from './terminal';

interface TraceOptions extends CommonOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** `henji trace CASE`: who did what, as what, under which rule, on which evidence, and what followed. */
export const traceCommand = (): Command =>
  new Command('trace')
    .description('who did what in a case, with which authority and rule · 责任倒查')
    .argument('<case>', 'stream of the case, or its id in the source it was imported from · 案件')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addOption(new Option('--as-of <date>', 'legal date · 法律日期').argParser(civilDate))
    .addOption(
      new Option('--known-at <instant>', 'as known at a recorded instant · 记录时点').argParser(instant),
    )
    .action(async (id: string, options: TraceOptions) => {
      const out = terminal(options.json === true);
      const { dataFolder } = configFromEnvironment(options);
      const parts = await openReading(dataFolder);
      const readers = openReaders(dataFolder, parts);
      try {
        const trace = await readers.trace(id, {
          ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
          ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
        });
        out.result(trace);
        out.say(pc.bold(id));
        for (const act of trace.acts) {
          const actors = act.actors.map(({ u, role }) => `${u} (${role})`).join(', ');
          out.say(
            `${String(act.revision).padStart(3)}  ${act.legal.d}  ${act.en} · ${act.zh}  ${pc.dim(actors)}`,
          );
          if (act.rules.length > 0) out.say(pc.dim(`     ${act.rules.join(', ')}`));
        }
        for (const gap of trace.gaps) out.say(`${pc.yellow('△')} ${gap.en} · ${gap.zh}`);
      } finally {
        await readers.close();
        await parts.close();
      }
    });
