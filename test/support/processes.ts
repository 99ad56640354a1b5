import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repoRoot } from './repo-root';

/** A process of an instance, as an operator sees it. */
export interface HenjiProcess {
  /** Where it listens. */
  readonly url: string;
  /** What it has said so far, errors included. */
  said(): string;
  /** Tell it to end. @returns how, and after how many milliseconds */
  end(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly ms: number }>;
}

/** A machine that is busy takes its time. */
const START_MS = 100_000;

/**
 * `henji serve` as a process of its own, from the compiled files, on a free port. Settles when it listens.
 *
 * @throws Error with all that it said when it ends instead
 */
export async function startProcess(environment: Readonly<Record<string, string>>): Promise<HenjiProcess> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(HENJI|LEDGER|FEED|READMODEL|BLOB)_/u.test(name),
  );
  const child = spawn(process.execPath, [join(repoRoot, 'dist/src/cli/main.js'), 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(inherited), HENJI_LISTEN: '127.0.0.1:0', ...environment },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (more: string) => (text += more));
  }
  const url = await listening(child, () => text);
  return { url, said: () => text, end: (signal = 'SIGTERM') => ended(child, signal) };
}

function listening(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`${why}: ${said()}`));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      failed('it does not listen');
    }, START_MS);
    child.once('close', () => {
      failed('it ended');
    });
    child.stdout?.on('data', () => {
      const found = /http:\/\/127\.0\.0\.1:\d+/u.exec(said())?.[0];
      if (found === undefined) return;
      clearTimeout(timer);
      child.removeAllListeners('close');
      resolve(found);
    });
  });
}

async function ended(
  child: ChildProcess,
  signal: NodeJS.Signals,
): Promise<{ readonly code: number | null; readonly ms: number }> {
  const begun = performance.now();
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return { code: child.exitCode, ms: performance.now() - begun };
}
