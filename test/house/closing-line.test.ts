import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repoRoot } from '../support/repo-root';

describe('the closing line of a test run', () => {
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'henji-line-'));
    writeFileSync(join(root, 'package.json'), '{}');
    writeFileSync(
      join(root, 'good.test.js'),
      "it('a', () => {}); it.todo('b'); describe('[server:kafka] c', () => { it.skip('d', () => {}); });",
    );
    writeFileSync(join(root, 'thrown.test.js'), "throw new Error('before any test');");
    const layouts = JSON.stringify(join(repoRoot, 'dist/test/support/layouts.js'));
    writeFileSync(
      join(root, 'suite.test.js'),
      `require(${layouts}).onLayouts('a suite', () => { it('a', () => {}); });`,
    );
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function run(
    file: string,
    requireServers: string,
    environment: Readonly<Record<string, string>> = {},
  ): { readonly status: number | null; readonly last: string } {
    const jest = join(repoRoot, 'node_modules', 'jest', 'bin', 'jest.js');
    const reporter = join(repoRoot, 'test', 'support', 'closing-line-reporter.js');
    const args = [jest, file, '--rootDir', root, '--reporters', 'default', '--reporters', reporter];
    const env = { ...process.env, HENJI_REQUIRE_SERVERS: requireServers, ...environment };
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
    return { status, last: stdout.trimEnd().split('\n').at(-1) ?? '' };
  }

  it('counts what passed and what was skipped', () => {
    expect(run('good', '')).toEqual({ status: 0, last: '1 passed, 0 failed, 2 skipped' });
  });

  it('counts a skipped server test as failed where servers are required', () => {
    expect(run('good', '1')).toEqual({ status: 1, last: '1 passed, 1 failed, 1 skipped' });
  });

  it('counts a suite as failed that has no Kafka to run on, where servers are required', () => {
    const nobody = { PATH: root };
    expect(run('suite', '', nobody)).toEqual({ status: 0, last: '1 passed, 0 failed, 1 skipped' });
    expect(run('suite', '1', nobody)).toEqual({ status: 1, last: '1 passed, 1 failed, 0 skipped' });
  });

  it('counts a file that throws as failed', () => {
    expect(run('thrown', '')).toEqual({ status: 1, last: '0 passed, 1 failed, 0 skipped' });
  });
});
