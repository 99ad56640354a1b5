import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repoRoot } from '../support/repo-root';

/** The words after which the real server has said where it listens. */
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/u;

/** The fenced block between two markers of a README. */
function blockOf(name: string, file = 'README.md'): string {
  const readme = readFileSync(join(repoRoot, file), 'utf8');
  const block = new RegExp(
    `<!-- ${name}:start -->\n\`\`\`(?:sh|text)\n(.*?)\`\`\`\n<!-- ${name}:end -->`,
    'su',
  );
  return block.exec(readme)?.[1] ?? '';
}

describe('what the README tells people to type', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;

  // What a reader gets: the whole district, made from nothing.
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'henji-readme-'));
    server = spawn(process.execPath, [join(repoRoot, 'dist', 'src', 'main.js')], {
      cwd: folder,
      env: { ...process.env, HENJI_LISTEN: '127.0.0.1:0', HENJI_DATA: './henji-data' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await addressOf(server);
  }, 180_000);

  afterAll(async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Run a script with `sh` in the folder of the server. */
  async function run(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
    const shell = spawn('sh', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const exit = once(shell, 'exit') as Promise<[number | null]>;
    const [out, err] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
    return { code: (await exit)[0], out, err };
  }

  it('files a general case, and says what may be done next and what not, and why', async () => {
    const block = blockOf('case');
    expect(block).toContain('U=http://127.0.0.1:3000/v1 ');
    const { code, out, err } = await run(['-c', block.replace('http://127.0.0.1:3000', url)]);
    const lines = out.trim().split('\n');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [verified, refused, filed, assigned] = lines
      .slice(0, 4)
      .map((line) => JSON.parse(line) as { lastRevision?: number; broken?: { code: string }[] });
    expect([verified, filed, assigned].map((reply) => reply?.lastRevision)).toEqual([1, 2, 3]);
    expect(refused?.broken?.map((rule) => rule.code)).toEqual(['R-05']);
    const next = new Map(lines.slice(4).map((line) => [line.split('  ')[0], line]));
    expect([...next.keys()]).toEqual([
      ...[
        '✓ record-contact',
        '✓ conclude-investigation',
        '✓ interview',
        '✗ serve-notice',
        '✗ serve-decision',
      ],
      ...['✓ suspend-case', '✗ decide-penalty'],
    ]);
    expect(next.get('✗ serve-notice')).toMatch(/R-15 .* · no facts/u);
    // What the README shows of it is what it says.
    const shown = blockOf('shown').trim().split('\n');
    expect(lines).toEqual(expect.arrayContaining(shown));
    expect(shown.length).toBeGreaterThan(5);
    for (const rule of ['R-00', 'R-15', 'R-18']) expect(next.get('✗ decide-penalty')).toContain(`  ${rule} `);
  }, 120_000);

  it('walks S1 to S10, with both ways of paying', async () => {
    const { code, out, err } = await run([join(repoRoot, 'docs', 'walk.sh'), url, './henji-data']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const ends = out.split('\n').filter((line) => line.includes('→'));
    expect(ends).toEqual([
      '  → archived, fine 200 yuan, paid 200 yuan',
      '  → archived, fine 100 yuan, paid 100 yuan',
    ]);
    const trace = out.slice(out.indexOf('责任倒查')).trim().split('\n').slice(1);
    expect(trace).toHaveLength(13);
    expect(trace[4]).toContain('Penalty decided on the spot  (officer, officer)');
    expect(trace[8]).toContain('Collected fine paid into the bank  (finance)');
  }, 240_000);

  it('shows everybody what was published and who holds a certificate', async () => {
    const { code, out } = await run(['-c', blockOf('public').replaceAll('http://127.0.0.1:3000', url)]);
    const [published = '', organs = '', officers = ''] = out.trim().split(/(?<=\})(?=\{"items")/u);
    expect(code).toBe(0);
    type Shown = { kinds: string[]; party: string | null; partyKind: string | null };
    const { items } = JSON.parse(published) as { items: Shown[] };
    expect(items.length).toBeGreaterThan(2);
    // What was withdrawn says of what kind it was no more.
    expect(items.filter(({ kinds }) => kinds.includes('fine')).length).toBeGreaterThan(2);
    const people = items.filter(({ partyKind, party }) => partyKind === 'citizen' && party !== null);
    expect(people.filter(({ party }) => !/^.某某$/u.test(party ?? ''))).toEqual([]);
    expect(out).not.toContain('王小明');
    expect(JSON.parse(organs)).toMatchObject({ items: expect.any(Array) });
    expect(JSON.parse(officers)).toMatchObject({ items: [expect.objectContaining({ status: 'valid' })] });
  });

  it('walks the general procedure from the clue to the archive', async () => {
    const script = join(repoRoot, 'docs', 'walk-general.sh');
    const { code, out, err } = await run([script, url, './henji-data']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [early = '', late = '', ready = ''] = out.split('决定尚缺什么').slice(1);
    for (const rule of ['R-14', 'R-15', 'R-16', 'R-17', 'R-18']) expect(early).toContain(`\n    ${rule} `);
    expect(late).toMatch(/^\n {4}R-16 .*\n {4}R-17 /u);
    expect(ready).toMatch(/^\n {4}nothing · 无\n/u);
    expect(out).toContain('  → archived, fine 6000 yuan, paid 6000 yuan');
    const timeline = out.slice(out.indexOf('案件时间线')).trim().split('\n').slice(1);
    expect(timeline).toHaveLength(27);
    expect(timeline.find((line) => line.includes('· Decision on the case made'))).toContain('(approver)');
  }, 240_000);

  it('is the same in both languages', () => {
    for (const name of ['case', 'shown', 'public']) {
      expect(blockOf(name)).not.toBe('');
      expect(blockOf(name, 'README.zh-CN.md')).toBe(blockOf(name));
    }
  });

  it('stops the walk where an answer is not what it should be', async () => {
    const { code, out, err } = await run([
      join(repoRoot, 'docs', 'walk.sh'),
      `${url}/nowhere`,
      './henji-data',
    ]);
    expect({ stopped: code !== 0, out }).toEqual({ stopped: true, out: '' });
    expect(err.match(/404/gu)).toHaveLength(1);
  }, 60_000);
});

/** Where the server listens, from what it prints for people. */
async function addressOf(server: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of server.stdout!) {
    said += String(chunk);
    const found = ADDRESS.exec(said)?.[0];
    if (found !== undefined && said.includes('try next')) return found;
  }
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  throw new Error(
    `the server said no address and ended with ${server.signalCode ?? server.exitCode}: ${said}`,
  );
}
