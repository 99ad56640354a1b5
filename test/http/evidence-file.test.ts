import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArchiveManifest, IndexEntry } from '../../src/app/documents/case-packages';
import { ClueRegistered } from '../../src/events/filing.events';
import { legalDay } from '../../src/kernel/time';
import { unzip } from '../support/unzip';
import { CaseWalk } from './case-walk';
import { Door } from './door';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Index {
  readonly volume: string;
  readonly through: number;
  readonly members: readonly IndexEntry[];
  readonly head: readonly { readonly path: string; readonly sha256: string }[];
}

let door: Door;
let walk: CaseWalk;
const photo = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(90_000)]);
const ledger = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(70_000)]);

const upload = async (content: Buffer): Promise<{ blob: string; sha256: string }> => {
  const answer = await door.app.inject({
    ...{ method: 'POST', url: `/v1/cases/${walk.stream}/files`, payload: content },
    headers: { 'content-type': 'application/octet-stream', ...(await door.as('officer-1')) },
  });
  return answer.json();
};

beforeAll(async () => {
  door = await Door.open();
  walk = new CaseWalk(door);
  await walk.open();
  await walk.show();
  const facts = walk.facts();
  const [e1] = facts.evidence;
  const items = [
    { ...e1, ...(await upload(photo)) },
    { ...e1, id: 'e2', description: '账册', ...(await upload(ledger)) },
  ].map(({ blob, sha256: clear, ...rest }) => {
    const { bytes: _, type: __, ...item } = rest as Record<string, unknown>;
    return { ...item, blob, sha256: clear };
  });
  await walk.send('officer-2', 'record-facts', { ...facts, evidence: items });
  await walk.inform(5000);
  await walk.decide(5000);
  await walk.deliver();
}, 60_000);
afterAll(() => door.close());

const fetchVolume = (query: string, person = 'reviewer') =>
  door.get(person, `/v1/cases/${walk.stream}/evidence-file?${query}`);

/** The package, taken apart. */
function unpack(zipped: Buffer) {
  const members = unzip(zipped);
  const index = JSON.parse(members.get('0-index.json')!.toString()) as Index;
  return { index, paths: [...members.keys()].sort(), at: (path: string): Buffer => members.get(path)! };
}

const hasPython = (): boolean => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
};
const withPython = hasPython() ? it : it.skip;

describe('the file for a body of review or a court', () => {
  it('holds documents, evidence, trace and leaves, each with its hash in the index', async () => {
    const answer = await fetchVolume('volume=open');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip']);
    const digest = createHash('sha256').update(answer.rawPayload).digest('base64');
    expect(answer.headers['repr-digest']).toBe(`sha-256=:${digest}:`);
    const { at, index, paths } = unpack(answer.rawPayload);
    const listed = [...index.members, ...index.head].map(({ path }) => path);
    expect(paths).toEqual([...listed, '0-index.json'].sort());
    for (const { path, sha256: told } of [...index.members, ...index.head])
      expect([path, sha256(at(path))]).toEqual([path, told]);
    expect(index.members.map(({ id }) => id)).toEqual([
      ...['on-site-record-2', 'statement-record-3', 'on-spot-decision-4', 'service-return-5', 'e1', 'e2'],
    ]);
    expect(at('2-files/001-e1.png').equals(photo)).toBe(true);
    const trace = JSON.parse(at('0-trace.json').toString()) as { acts: object[] };
    const leaves = JSON.parse(at('0-leaves.json').toString()) as { leaf: string }[];
    expect([trace.acts.length, leaves.length]).toEqual([6, 6]);
    expect(leaves[5]?.leaf).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('is the same bytes each time, and says the same of an earlier event after later ones', async () => {
    const [first, second] = [
      await fetchVolume('volume=open&through=5'),
      await fetchVolume('volume=open&through=5'),
    ];
    await walk.file();
    const third = await fetchVolume('volume=open&through=5', 'archivist');
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true);
    expect(third.rawPayload.equals(first.rawPayload)).toBe(true);
    expect((await fetchVolume('volume=open')).rawPayload.equals(first.rawPayload)).toBe(false);
  });

  withPython('is a ZIP to other programs as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'henji-volume-'));
    writeFileSync(join(folder, 'volume.zip'), (await fetchVolume('volume=open')).rawPayload);
    const said = execFileSync('python3', ['-m', 'zipfile', '-t', join(folder, 'volume.zip')]).toString();
    rmSync(folder, { recursive: true });
    expect(said).toBe('Done testing\n');
  });

  it('parts what is closed from what is open', async () => {
    const open = unpack((await fetchVolume('volume=open&closed=e2,statement-record-3')).rawPayload);
    const closed = unpack((await fetchVolume('volume=closed&closed=e2,statement-record-3')).rawPayload);
    const ids = ({ index }: { index: Index }) => index.members.map(({ id }) => id);
    expect(ids(open)).toEqual(['on-site-record-2', 'on-spot-decision-4', 'service-return-5', 'e1']);
    expect(ids(closed)).toEqual(['statement-record-3', 'e2']);
    expect(closed.paths).not.toContain('0-trace.json');
    const unknown = await fetchVolume('volume=closed&closed=e9');
    expect([unknown.statusCode, unknown.json<{ field: string }>().field]).toEqual([400, 'closed']);
    expect((await fetchVolume('volume=secret')).statusCode).toBe(400);
  });

  it('lists a file that is not there any more as missing', async () => {
    const manifest = (
      await door.get('archivist', `/v1/cases/${walk.stream}/archive-manifest`)
    ).json<ArchiveManifest>();
    const e2 = manifest.main.find(({ id }) => id === 'e2');
    expect(e2).toMatchObject({ sha256: sha256(ledger), bytes: ledger.length });
    expect(manifest.main.map(({ id }) => id)).toContain('on-spot-decision-4');
    rmSync(join(door.folder, 'blobs', e2!.blob!.slice(0, 2), e2!.blob!));
    const { index, paths } = unpack((await fetchVolume('volume=open')).rawPayload);
    expect(index.members.find(({ id }) => id === 'e2')).toMatchObject({ missing: true });
    expect(paths).toContain('2-files/002-e2.missing.txt');
  });

  it('never holds the paper of a complaint, also where it is called evidence', async () => {
    const { blob } = (await upload(Buffer.from('投诉人张三的投诉信'))) as { blob: string };
    const reliance = { rules: [], parameters: [], entries: [] };
    const file = async (source: 'complaint' | 'patrol'): Promise<void> => {
      const clue = ClueRegistered(
        {
          ...{ organ: door.demo.organ, source, reference: 'complaint-7', receivedBy: 'account-x' },
          attachments: [{ kind: 'letter', blob }],
          ...{ opens: [], closes: [], reliance },
        },
        { party: { facts: '有人反映乱扔废弃物' } },
      );
      const { recorder } = door.henji;
      await recorder.record(walk.stream, await recorder.endOf(walk.stream), [clue], {
        ...{ commandId: `c-${source}`, digest: '', correlationId: 'c', occurred: legalDay('2026-01-05') },
        ...{ actors: [{ u: 'account-x', role: 'officer' }], organ: { u: door.demo.organ } },
        ...{ rulePacks: [], calendars: [] },
      });
    };
    await file('complaint');
    const without = unpack((await fetchVolume('volume=open')).rawPayload);
    expect(without.index.members.map(({ blob: each }) => each)).not.toContain(blob);
    expect(without.at('0-trace.json').toString()).not.toMatch(/complaint-7/u);
    await file('patrol');
    const refused = await fetchVolume('volume=open');
    expect([refused.statusCode, refused.json<{ broken: { code: string }[] }>().broken[0]?.code]).toEqual([
      422,
      'R-31',
    ]);
  });

  it('is given to those who answer for the organ, and to nobody else', async () => {
    for (const person of ['officer-1', 'publisher', 'finance', 'discipline', 'supervisor', 'admin'])
      expect((await fetchVolume('volume=open', person)).statusCode).toBe(403);
  });
});
