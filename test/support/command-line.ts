import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { repoRoot } from './repo-root';

/** What a run of `henji` left behind. */
export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** The last line of standard output, parsed. */
  readonly json: unknown;
}

/** Start `henji …` as a process of its own, from the compiled files. */
export const startHenji = (...args: readonly string[]): { child: ChildProcess; ran: Promise<Ran> } =>
  start(undefined, args);

/** Run `henji …` to its end with something on its standard input. */
export const feedHenji = (input: string | Buffer, ...args: readonly string[]): Promise<Ran> =>
  start(input, args).ran;

/** As {@link feedHenji}, with these settings. */
export const feedHenjiWith = (
  environment: Readonly<Record<string, string>>,
  input: string,
  ...args: readonly string[]
): Promise<Ran> => start(input, args, environment).ran;

/** As {@link startHenji}, with these settings, as an operator of that instance would. */
export const startHenjiWith = (
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): { child: ChildProcess; ran: Promise<Ran> } => start(undefined, args, environment);

/** Run `henji …` to its end with these settings, as an operator of that instance would. */
export const runHenjiWith = (
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ran> => start(undefined, args, environment).ran;

function start(
  input: string | Buffer | undefined,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { child: ChildProcess; ran: Promise<Ran> } {
  const child = spawn(process.execPath, [join(repoRoot, 'dist/src/cli/main.js'), ...args], {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    // Machines that build set CI, which the colours take for a terminal.
    env: { ...process.env, NO_COLOR: '1', ...environment },
  });
  child.stdin?.end(input);
  const ran = new Promise<Ran>((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal, out, err, json: lastJson(out) });
    });
  });
  return { child, ran };
}

/** Run `henji …` to its end. */
export const runHenji = (...args: readonly string[]): Promise<Ran> => startHenji(...args).ran;

function lastJson(out: string): unknown {
  const line = out.trimEnd().split('\n').at(-1) ?? '';
  return line.startsWith('{') ? JSON.parse(line) : undefined;
}
