import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { serversFolder } from '../servers/running';
import { repoRoot } from './repo-root';

const dist = join(repoRoot, 'dist');

/**
 * Brings `dist/` up to date before any test runs, because threads and child processes (the writer, the CLI, the kill
 * tests) run compiled files while the tests themselves run the TypeScript.
 *
 * Only files newer than their output are compiled, by swc with the settings of `.swcrc`: some milliseconds a file and
 * no type check, which `npm run types` does. Straight after `npm run build` nothing is stale and the tests meet the
 * very files that ship. What `test/` holds beside the tests goes to `dist/test/`, so that a child program can be
 * written in TypeScript as well. Files are replaced by rename: two runs at the same time do not harm each other.
 */
export default async function bringDistUpToDate(): Promise<void> {
  // Listed before the sources: what another run compiles meanwhile cannot look like a leftover.
  const compiled = filesUnder(dist).filter((file) => file.endsWith('.js'));
  const sources = ['src', 'projections', 'migrations', 'bench', 'test'].flatMap((folder) =>
    filesUnder(join(repoRoot, folder)).filter(isSource),
  );
  const expected = new Set(sources.map(outputOf));
  for (const file of compiled.filter((output) => !expected.has(output))) {
    rmSync(file, { force: true });
    rmSync(`${file}.map`, { force: true });
  }
  await Promise.all(sources.filter(isStale).map(compile));
  // Servers that tests ask for lie here and end with this process, see test/servers.
  process.env['HENJI_TEST_SERVERS'] = serversFolder();
  process.env['HENJI_TEST_RUN'] = String(process.pid);
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function isSource(file: string): boolean {
  return /\.(ts|json)$/.test(file) && !/\.(d|test)\.ts$/.test(file);
}

function outputOf(source: string): string {
  return join(dist, relative(repoRoot, source)).replace(/\.ts$/, '.js');
}

/** Older than its source, or than the way in which it is compiled. */
function isStale(source: string): boolean {
  const output = statSync(outputOf(source), { throwIfNoEntry: false });
  return output === undefined || Math.max(changedAt(source), compilerChangedAt) > output.mtimeMs;
}

/** The change time counts too: a file put back with an old modification time is still another file. */
function changedAt(file: string): number {
  const { mtimeMs, ctimeMs } = statSync(file);
  return Math.max(mtimeMs, ctimeMs);
}

const compilerChangedAt = Math.max(changedAt(__filename), changedAt(join(repoRoot, '.swcrc')));

async function compile(source: string): Promise<void> {
  const output = outputOf(source);
  mkdirSync(dirname(output), { recursive: true });
  const draft = `${output}.${String(process.pid)}.draft`;
  if (source.endsWith('.json')) {
    copyFileSync(source, draft);
  } else {
    // Node's own import() stays, as in what tsc writes; Jest alone needs it turned into require(). It finds names of
    // CommonJS by what is annotated, as tsc does.
    const module = { type: 'commonjs', ignoreDynamic: true, exportInteropAnnotation: true } as const;
    const { code, map } = await transformFile(source, { cwd: repoRoot, module, sourceMaps: true });
    const mapFile = `${basename(output)}.map`;
    writeFileSync(join(dirname(output), mapFile), map ?? '');
    writeFileSync(draft, `${code}\n//# sourceMappingURL=${mapFile}\n`);
  }
  renameSync(draft, output);
}
