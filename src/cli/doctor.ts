import { Command } from 'commander';
import pc from 'picocolors';
import { configFromEnvironment } from '../config';
import { diagnose } from '../app/doctor';
import type { Finding } from '../app/doctor-finding';
import { dataOption, jsonOption, type CommonOptions } from './options';
import { exit, terminal } from './terminal';

const marks: Readonly<Record<Finding['state'], string>> = {
  good: pc.green('✓'),
  note: pc.yellow('△'),
  bad: pc.red('✗'),
};

/** `henji doctor`: is everything that this instance needs in place, readable, in agreement; what to do where not. */
export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('check the data folder, rights, files, projections; exit 1 where something is wrong · 体检')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (options: CommonOptions) => {
      const out = terminal(options.json === true);
      const findings = await diagnose(configFromEnvironment(options));
      const ok = findings.every(({ state }) => state !== 'bad');
      out.result({ ok, findings });
      for (const { state, subject, zh, en, wayOut } of findings) {
        out.say(
          `${marks[state]} ${subject.padEnd(18)} ${en} · ${zh}${wayOut === undefined ? '' : `\n    → ${wayOut.en} · ${wayOut.zh}`}`,
        );
      }
      if (!ok) process.exitCode = exit.found;
    });
