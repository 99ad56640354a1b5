#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { exit, report } from './terminal';

/** Each command is loaded once it is asked for: an answer need not wait for what it does not use. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.js')).serveCommand(),
  import: async () => (await import('./import.js')).importCommand(),
  export: async () => (await import('./export.js')).exportCommand(),
  demo: async () => (await import('./demo.js')).demoCommand(),
  stats: async () => (await import('./stats.js')).statsCommand(),
  figures: async () => (await import('./figures.js')).figuresCommand(),
  verify: async () => (await import('./verify.js')).verifyCommand(),
  trace: async () => (await import('./trace.js')).traceCommand(),
  copy: async () => (await import('./copy.js')).copyCommand(),
  deadline: async () => (await import('./deadline.js')).deadlineCommand(),
  rules: async () => (await import('./rules.js')).rulesCommand(),
  rebuild: async () => (await import('./rebuild.js')).rebuildCommand(),
  sweep: async () => (await import('./sweep.js')).sweepCommand(),
  backup: async () => (await import('./backup.js')).backupCommand(),
  restore: async () => (await import('./restore.js')).restoreCommand(),
  doctor: async () => (await import('./doctor.js')).doctorCommand(),
};

/**
 * The command line, with the command that is asked for; with all of them where that is none. Exit 0: done; 1: the check
 * found something, or the work could not be finished; 2: wrong use; 3: a store, file or lock could not be reached, opened
 * or locked.
 */
async function program(asked: string | undefined): Promise<Command> {
  const henji = new Command('henji')
    .description('Case ledger and audit trail for administrative law enforcement · 行政执法案件台账（痕迹）')
    .showHelpAfterError()
    .exitOverride();
  const meant = Object.entries(commands).filter(([name]) => name === asked);
  for (const [, load] of meant.length > 0 ? meant : Object.entries(commands)) {
    henji.addCommand((await load()).exitOverride());
  }
  return henji;
}

async function main(): Promise<number> {
  // Whoever reads the output may stop reading: `henji verify | head -1` is no fault.
  const reader = { isGone: false };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    reader.isGone = true;
  });
  try {
    const henji = await program(process.argv[2]);
    await henji.parseAsync(process.argv);
    return Number(process.exitCode ?? exit.done);
  } catch (error) {
    if (reader.isGone) return exit.done;
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.wrongUse;
    return report(error, process.argv.includes('--json'));
  }
}

void main().then((code) => {
  process.exitCode = code;
});
