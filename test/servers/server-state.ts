import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a keeper tells in its folder. */
export type ServerState =
  RunningState | { readonly kind: 'failed'; readonly name: string; readonly reason: string };

export interface RunningState {
  readonly kind: 'running';
  readonly name: string;
  readonly url: string;
  /** Process that keeps the server. */
  readonly keeper: number;
  /** Processes of the server. */
  readonly nodes: readonly number[];
}

export const STATE_FILE = 'server.json';

/** What the keeper of a folder has told so far. */
export function stateIn(folder: string): ServerState | undefined {
  const file = join(folder, STATE_FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServerState) : undefined;
}

/** Is there a process of this number? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
