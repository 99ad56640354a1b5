import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { start } from './child';

/** Start a server; it is ready when it has said, on a line that begins with its address, how it wants to be asked. */
export async function serverOf<T>(
  children: ChildProcess[],
  file: string,
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const child = start(file, [folder], { env });
  children.push(child);
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
  const lines = createInterface(child.stdout as Readable);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${file} ended before it was ready: ${words}`);
  });
  for (;;) {
    const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
    if (line.startsWith('{"url"')) return JSON.parse(line) as T;
  }
}
