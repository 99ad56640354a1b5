import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** The folder of package.json, also from `dist/`. */
const root = ((): string => {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();

/** A compiled file of this repository. */
export const compiled = (path: string): string => join(root, 'dist', path);

/** A file of `shared`, the folder beside the repository; whether it is there is another question. */
export const sharedFile = (path: string): string => join(root, '..', 'shared', path);

/** How a program of ours ended. */
export interface Ended {
  readonly stdout: string;
  readonly seconds: number;
  /** Peak resident memory of the process with all its threads, in MB (10^6 bytes). */
  readonly peakMB: number;
}

/** The child failed; its last words are in the message. */
export class ChildFailed extends Error {}

/** What a child is started with besides its arguments. */
export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Programs before `node`: `taskset -c 0`. */
  readonly under?: readonly string[];
}

/** Start a compiled file in a Node of its own, with the flags that this one was given (a profiler's, for instance). */
export function start(file: string, args: readonly string[], options: ChildOptions = {}): ChildProcess {
  const [program = process.execPath, ...rest] = [
    ...(options.under ?? []),
    process.execPath,
    ...process.execArgv,
    '--require',
    compiled('bench/peak-memory-child.js'),
    compiled(file),
    ...args,
  ];
  const child = spawn(program, rest, {
    env: { ...withoutOurs(process.env), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

const running = new Set<ChildProcess>();

/** End every child: for a bench that is broken off. Settles when they are gone. */
export async function killAll(): Promise<void> {
  const gone = [...running].map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(gone);
}

/** Run a compiled file to its end. @throws ChildFailed when it ends with anything but 0 */
export async function run(file: string, args: readonly string[], options?: ChildOptions): Promise<Ended> {
  const started = process.hrtime.bigint();
  const child = start(file, args, options);
  const [code, stdout, stderr, peak] = await Promise.all([
    ending(child),
    textOf(child, 1),
    textOf(child, 2),
    textOf(child, 3),
  ]);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (code !== 0)
    throw new ChildFailed(
      `${file} ${args.join(' ')} ended with ${code}: ${stderr.slice(-2000)}${stdout.slice(-500)}`,
    );
  return { stdout, seconds, peakMB: (Number(peak) * 1024) / 1e6 };
}

/** Ask a child to end, and wait until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = ending(child);
  child.kill('SIGTERM');
  await ended;
}

/** Settings of Henji in the environment of the bench must not reach what it measures. */
const withoutOurs = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(HENJI|LEDGER|FEED|READMODEL|BLOB)_/u.test(name)),
  );

const ending = (child: ChildProcess): Promise<number | string> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });

const textOf = (child: ChildProcess, fd: 1 | 2 | 3): Promise<string> => text(child.stdio[fd] as Readable);
