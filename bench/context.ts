import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledgers } from './ledgers';
import type { Measurement, Skipped } from './measurement';

/** What rows run with. */
export interface Context {
  /** Small sizes: shows that a row runs, and roughly how fast. */
  readonly quick: boolean;
  /** Counted rounds of every comparison. */
  readonly rounds: number;
  /** An empty folder on the disk under test; removed at the end of the run. */
  folder(name: string): string;
  /** Data folders with a history in them. */
  readonly ledgers: Ledgers;
  /** A bar on a terminal, nothing elsewhere. */
  readonly progress: (label: string, total: number) => Bar;
}

/** How a bar is moved and ended. */
export interface Bar {
  readonly update: (done: number) => void;
  readonly stop: () => void;
}

/** Rows that belong together, because they measure the same run. */
export interface Bench {
  readonly name: string;
  /** The rows that it reports; `--only` chooses by these names, too. */
  readonly rows: readonly string[];
  run(context: Context): Promise<readonly (Measurement | Skipped)[]>;
}

/** Folders under one root. */
export function foldersIn(root: string): (name: string) => string {
  return (name) => {
    mkdirSync(root, { recursive: true });
    return mkdtempSync(join(root, `${name}-`));
  };
}
