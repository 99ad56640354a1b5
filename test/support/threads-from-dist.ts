import threads from 'node:worker_threads';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repoRoot } from './repo-root';

/**
 * Node starts a thread from a file of its own, past Jest's transform, so `new Worker(join(__dirname, 'x.js'))` in
 * `src/` finds only TypeScript beside it. Here it gets the compiled file at the same place under `dist/`, which
 * global-setup.ts has just brought up to date. The product itself knows nothing of this.
 */
function compiled(file: string | URL): string | URL {
  if (typeof file !== 'string') return file;
  const inside = relative(repoRoot, file);
  if (inside.startsWith('..') || inside.startsWith('dist')) return file;
  const inDist = join(repoRoot, 'dist', inside.replace(/\.ts$/, '.js'));
  return existsSync(inDist) ? inDist : file;
}

threads.Worker = class extends threads.Worker {
  constructor(file: string | URL, options?: threads.WorkerOptions) {
    super(compiled(file), options);
  }
};
