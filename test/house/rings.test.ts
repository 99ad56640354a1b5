import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repoRoot } from '../support/repo-root';

/** A cruise that saw next to nothing proves nothing: without a compiler it can load, the tool passes over 0 modules. */
const MIN_MODULES = 40;

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly Violation[] };
}

/** What `npm run rings` does, over the tree at `root`. */
function cruise(root: string): Cruise {
  const tool = join(repoRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = join(repoRoot, '.dependency-cruiser.cjs');
  const folders = ['src', 'projections', 'migrations', 'bench'].filter((folder) =>
    existsSync(join(root, folder)),
  );
  const run = spawnSync(process.execPath, [tool, '--config', config, '--output-type', 'json', ...folders], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Cruise;
}

const broken = ({ summary }: Cruise): string[] =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();

describe('the rings', () => {
  it('hold in this repository', () => {
    const result = cruise(repoRoot);
    expect(broken(result)).toEqual([]);
    const own = result.modules.filter(({ source }) => /^(src|projections|migrations)\//.test(source));
    expect(own.length).toBeGreaterThan(MIN_MODULES);
  });
});

describe('the ring check', () => {
  const innocent = {
    'package.json':
      '{ "dependencies": { "zod": "1", "kysely": "1", "pino": "1" }, "devDependencies": { "jest": "1" } }',
    'tsconfig.json': '{ "compilerOptions": { "module": "NodeNext", "types": [] } }',
    'node_modules/zod/index.js': '',
    'node_modules/kysely/index.js': '',
    'node_modules/pino/index.js': '',
    'node_modules/jest/index.js': '',
    'src/main.ts': "import './app/desk';",
    'src/app/desk.ts':
      "import '../events/opened';\nimport '../engines/store';\nimport 'node:fs';\nimport 'pino';",
    'src/engines/two/store.ts': '',
    'src/engines/store.ts': "import '../seal/leaf';\nimport 'kysely';",
    'src/seal/leaf.ts': "import '../kernel/id';\nimport 'node:crypto';",
    'src/events/opened.ts': "import 'zod';\nimport type { Id } from '../kernel/id';",
    'src/kernel/id.ts': 'export type Id = string;',
    'src/law/way-back.ts': "import './g';",
  };
  const sins: readonly [what: string, path: string, text: string, verdict: string][] = [
    [
      'an outward import',
      'src/law/a.ts',
      "import '../events/opened';",
      'rings: src/law/: * -> src/events/opened.ts',
    ],
    [
      'one of types',
      'src/kernel/b.ts',
      "import type {} from '../seal/leaf';",
      'rings: src/kernel/: * -> src/seal/leaf.ts',
    ],
    [
      'a foreign package',
      'src/law/c.ts',
      "import 'zod';",
      'packages: src/law/: * -> node_modules/zod/index.js',
    ],
    [
      'a driver above the engines',
      'src/app/d.ts',
      "import 'kysely';",
      'drivers: src/app/: * -> node_modules/kysely/index.js',
    ],
    ['Node.js in a pure ring', 'src/domain/e.ts', "import 'node:fs';", 'node: src/domain/: * -> fs'],
    ['more of Node.js than allowed', 'src/seal/f.ts', "import 'node:fs';", 'node: src/seal/: * -> fs'],
    ['a cycle', 'src/law/g.ts', "import './way-back';", 'no cycle: * -> src/law/way-back.ts'],
    ['a lost file', 'src/law/h.ts', '', 'no orphan: * -> src/law/h.ts'],
    [
      'a folder that is no ring',
      'src/utils/i.ts',
      "import '../kernel/id';",
      'every file in a ring: * -> src/kernel/id.ts',
    ],
    ['an import of nothing', 'src/law/j.ts', "import './gone';", 'resolvable: * -> ./gone'],
    [
      'a package for development',
      'src/app/k.ts',
      "import 'jest';",
      'declared packages: * -> node_modules/jest/index.js',
    ],
    [
      'one engine in another',
      'src/engines/one/l.ts',
      "import '../two/store';",
      'engines apart: * -> src/engines/two/store.ts',
    ],
  ];
  let root: string;
  let verdicts: string[];

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'henji-rings-'));
    const files = [...Object.entries(innocent), ...sins.map(([, path, text]) => [path, text] as const)];
    for (const [path, text] of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    verdicts = broken(cruise(root));
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it.each(sins)('refuses %s', (_what, path, _text, verdict) => {
    expect(verdicts).toContain(verdict.replace('*', path));
  });

  it('says nothing about files that keep to the table', () => {
    expect(verdicts.filter((verdict) => !sins.some(([, path]) => verdict.includes(`: ${path} ->`)))).toEqual(
      [],
    );
  });
});
