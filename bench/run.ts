import { existsSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pc from 'picocolors';
import { terminal } from '../src/cli/terminal';
import { killAll } from './child';
import { foldersIn, type Bar, type Bench, type Context } from './context';
import { Ledgers } from './ledgers';
import { machine, machineLine, warningOf } from './machine';
import { findingOf, type Measurement, type Skipped } from './measurement';
import { jsonLine, tableOf } from './report';

/** How the bench is run. */
export interface RunOptions {
  readonly json: boolean;
  readonly quick: boolean;
  readonly rounds: number;
  /** Where everything is written; must be on the disk under test. */
  readonly folder: string;
  /** Names of benches or rows; empty: all. */
  readonly only: readonly string[];
  /** In words, printed beside the figures. */
  readonly durability: string;
  /** Results. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly log: (text: string) => void;
}

/** A name that no bench and no row has. */
export class UnknownRow extends Error {}

/**
 * Run benches one after the other. A bench that throws is reported and does not stop the others.
 *
 * @returns whether every row was measured and held its bar
 * @throws UnknownRow
 */
export async function runBenches(benches: readonly Bench[], options: RunOptions): Promise<boolean> {
  const chosen = choose(benches, options.only);
  const made = !existsSync(options.folder);
  const root = join(resolve(options.folder), `run-${process.pid}`);
  mkdirSync(root, { recursive: true });
  const removeAll = (): void => {
    rmSync(root, { recursive: true, force: true });
    if (made) removeIfEmpty(options.folder);
  };
  const release = onBreak(removeAll);
  try {
    tellMachine(root, options);
    const context = contextIn(root, options);
    const found: (Measurement | Skipped)[] = [];
    let ok = true;
    for (const bench of chosen) {
      const rows = await runOne(bench, context, options);
      found.push(...(rows ?? []));
      ok &&= rows?.every((row) => findingOf(row).ok !== false) ?? false;
    }
    if (!options.json) options.out(`${tableOf(found)}\n`);
    return ok;
  } finally {
    release();
    removeAll();
  }
}

/** A bench that is broken off leaves no children and no files. @returns how to take the handlers back */
function onBreak(removeAll: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const end = (signal: NodeJS.Signals): void => {
    void killAll().then(() => {
      removeAll();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  };
  for (const signal of signals) process.once(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}

function contextIn(root: string, { quick, rounds, json }: RunOptions): Context {
  const folder = foldersIn(root);
  const people = terminal(json);
  return {
    quick,
    rounds,
    folder,
    ledgers: new Ledgers(folder),
    progress: (label, total) => bar(people.progress(label, total)),
  };
}

const bar = (progress: { update(done: number): void; stop(): void }): Bar => ({
  update: (done) => {
    progress.update(done);
  },
  stop: () => {
    progress.stop();
  },
});

function tellMachine(root: string, { log, durability, quick }: RunOptions): void {
  const here = machine(root);
  log(machineLine(here, durability));
  const warning = warningOf(here);
  if (warning !== undefined) log(pc.yellow(warning));
  if (quick) log(pc.yellow('--quick: small sizes, figures for orientation only'));
}

/** The rows that were asked for, told as soon as they are there; `undefined` where the bench failed. */
async function runOne(
  bench: Bench,
  context: Context,
  { only, json, out, log }: RunOptions,
): Promise<readonly (Measurement | Skipped)[] | undefined> {
  try {
    const rows = (await bench.run(context)).filter(({ name }) => wanted(bench, name, only));
    for (const row of rows) {
      if (json) out(jsonLine(row));
      if ('skipped' in row) log(pc.yellow(`${row.name}: skipped: ${row.skipped}`));
    }
    return rows;
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log(pc.red(`${bench.name} failed: ${reason}`));
    return undefined;
  }
}

function choose(benches: readonly Bench[], only: readonly string[]): readonly Bench[] {
  const names = new Set(benches.flatMap(({ name, rows }) => [name, ...rows]));
  const unknown = only.find((name) => !names.has(name));
  if (unknown !== undefined) throw new UnknownRow(`no row ${unknown}; there are ${[...names].join(', ')}`);
  return benches.filter(
    ({ name, rows }) => only.length === 0 || [name, ...rows].some((one) => only.includes(one)),
  );
}

const wanted = (bench: Bench, row: string, only: readonly string[]): boolean =>
  only.length === 0 || only.includes(bench.name) || only.includes(row);

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else has put something into it; it is theirs.
  }
}
