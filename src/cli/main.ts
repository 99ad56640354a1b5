#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { backupCommand } from './backup';
import { copyCommand } from './copy';
import { deadlineCommand } from './deadline';
import { demoCommand } from './demo';
import { doctorCommand } from './doctor';
import { exportCommand } from './export';
import { figuresCommand } from './figures';
import { importCommand } from './import';
import { rebuildCommand } from './rebuild';
import { restoreCommand } from './restore';
import { rulesCommand } from './rules';
import { serveCommand } from './serve';
import { statsCommand } from './stats';
import { sweepCommand } from './sweep';
import { exit, report } from './terminal';
import { traceCommand } from './trace';
import { verifyCommand } from './verify';

/**
 * The command line. Exit 0: done; 1: the check found something, or the work could not be finished; 2: wrong use;
 * 3: a store, file or lock could not be reached, opened or locked.
 */
function program(): Command {
  const henji = new Command('henji')
    .description('Case ledger and audit trail for administrative law enforcement · 行政执法案件台账（痕迹）')
    .showHelpAfterError()
    .exitOverride();
  for (const command of [
    serveCommand(),
    importCommand(),
    exportCommand(),
    demoCommand(),
    statsCommand(),
    figuresCommand(),
    verifyCommand(),
    traceCommand(),
    copyCommand(),
    deadlineCommand(),
    rulesCommand(),
    rebuildCommand(),
    sweepCommand(),
    backupCommand(),
    restoreCommand(),
    doctorCommand(),
  ]) {
    henji.addCommand(command.exitOverride());
  }
  return henji;
}

async function main(): Promise<number> {
  // Whoever reads the output may stop reading: `henji verify | head -1` is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await program().parseAsync(process.argv);
    return Number(process.exitCode ?? exit.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.wrongUse;
    return report(error, process.argv.includes('--json'));
  }
}

void main().then((code) => {
  process.exitCode = code;
});
