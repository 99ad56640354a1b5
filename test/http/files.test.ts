import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { startServer } from '../../src/http/server';
import { CaseWalk } from './case-walk';
import { Door } from './door';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const pdf = (length: number): Buffer => Buffer.concat([latin('%PDF-1.7\n'), randomBytes(length)]);

interface Kept {
  readonly blob: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
}

let door: Door;
let walk: CaseWalk;
let other: CaseWalk;
beforeAll(async () => {
  door = await Door.open({ limits: { fileBytes: 400_000 } });
  walk = new CaseWalk(door);
  await walk.open();
  other = new CaseWalk(door);
  await other.open();
}, 60_000);
afterAll(() => door.close());

const upload = async (
  content: Buffer | Readable,
  { person = 'officer-1', query = '', type = 'application/octet-stream', stream = walk.stream } = {},
) =>
  door.app.inject({
    ...{ method: 'POST', url: `/v1/cases/${stream}/files${query}`, payload: content },
    headers: { 'content-type': type, ...(await door.as(person)) },
  });
const download = (blob: string, person = 'reviewer', stream = walk.stream) =>
  door.get(person, `/v1/cases/${stream}/files/${blob}`);
const stored = (): string[] =>
  readdirSync(join(door.folder, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

/** The body of a form with one file. */
const form = (content: Buffer, mimetype: string) => {
  const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="执法记录.bin"\r\nContent-Type: ${mimetype}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content, latin('\r\n--b--\r\n')]);
};

describe('a file of a case', () => {
  it('comes back as it went, and lies encrypted under the hash of its ciphertext', async () => {
    const content = pdf(150_000);
    const answer = await upload(content, { query: `?sha256=${sha256(content)}`, type: 'application/pdf' });
    expect(answer.statusCode).toBe(201);
    const kept = answer.json<Kept>();
    expect(kept).toMatchObject({ sha256: sha256(content), bytes: content.length, type: 'application/pdf' });
    expect(answer.headers.location).toBe(`/v1/cases/${walk.stream}/files/${kept.blob}`);
    const onDisk = readFileSync(join(door.folder, 'blobs', kept.blob.slice(0, 2), kept.blob));
    expect(sha256(onDisk)).toBe(kept.blob);
    expect(onDisk.includes('%PDF')).toBe(false);
    const back = await download(kept.blob);
    expect(back.statusCode).toBe(200);
    expect(back.rawPayload.equals(content)).toBe(true);
    expect(back.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="${kept.blob.slice(0, 12)}.pdf"`,
      'x-content-type-options': 'nosniff',
    });
  });

  it('may be the file of a form', async () => {
    const content = pdf(80_000);
    const answer = await upload(form(content, 'application/pdf'), {
      type: 'multipart/form-data; boundary=b',
    });
    expect(answer.statusCode).toBe(201);
    expect((await download(answer.json<Kept>().blob)).rawPayload.equals(content)).toBe(true);
    const none = await upload(latin('--b--\r\n'), { type: 'multipart/form-data; boundary=b' });
    expect([none.statusCode, none.json<{ field: string }>().field]).toEqual([400, 'file']);
  });

  it.each([
    ['image/jpeg', latin('\xff\xd8\xff\xe0\0\x10JFIF')],
    ['image/png', latin('\x89PNG\r\n\x1a\n....')],
    ['video/mp4', latin('\0\0\0\x18ftypisom\0\0\0\0')],
    ['video/quicktime', latin('\0\0\0\x14ftypqt  \0\0\0\0')],
    ['audio/mp4', latin('\0\0\0\x18ftypM4A \0\0\0\0')],
    ['audio/mpeg', latin('ID3\x04\0\0\0')],
    ['audio/mpeg', latin('\xff\xfb\x90\x64')],
    ['audio/wav', latin('RIFF\x24\0\0\0WAVEfmt ')],
    ['text/plain', Buffer.from('询问笔录：在演示路乱扔废弃物\n')],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      latin('PK\x03\x04....[Content_Types].xml....word/document.xml'),
    ],
    [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      latin('PK\x03\x04....[Content_Types].xml....xl/workbook.xml'),
    ],
  ])('is known as %s by its content', async (type, content) => {
    const answer = await upload(content, { type });
    expect(answer.json()).toMatchObject({ type });
    const back = await download(answer.json<Kept>().blob);
    expect([back.headers['content-type'], back.rawPayload.equals(content)]).toEqual([type, true]);
  });

  it.each([
    ['an executable', latin('\x7fELF\x02\x01\x01'), undefined],
    ['a web page with control characters', latin('<html>\0</html>'), undefined],
    ['an archive', latin('PK\x03\x04....readme'), undefined],
    ['a workbook with macros', latin('PK\x03\x04xl/vbaProject.bin xl/'), undefined],
    ['nothing at all', Buffer.alloc(0), undefined],
    ['a PDF that is called a picture', pdf(10), 'image/png'],
    [
      'text that ends in no text',
      Buffer.concat([Buffer.from('证据'.repeat(20_000)), latin('\xff')]),
      undefined,
    ],
    ['text cut in a character', Buffer.from('证据').subarray(0, 5), undefined],
  ])('is refused when it is %s, and nothing is kept', async (_, content, type) => {
    const before = stored();
    const answer = await upload(content, type === undefined ? {} : { type });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([415, 'file-type-refused']);
    expect(stored()).toEqual(before);
  });

  it('is bounded in size, and has to be what was announced', async () => {
    const before = stored();
    const large = await upload(pdf(400_000));
    expect([large.statusCode, large.json<{ code: string }>().code]).toEqual([413, 'file-too-large']);
    expect(large.headers.connection).toBe('close');
    const inForm = await upload(form(pdf(400_000), 'application/pdf'), {
      type: 'multipart/form-data; boundary=b',
    });
    expect(inForm.statusCode).toBe(413);
    const changed = await upload(pdf(1000), { query: `?sha256=${'0'.repeat(64)}` });
    expect([changed.statusCode, changed.json<{ code: string }>().code]).toEqual([422, 'file-hash-mismatch']);
    const unfit = await upload(pdf(1000), { query: '?sha256=abc&subject=Party' });
    expect(
      unfit
        .json<{ fields: { field: string }[] }>()
        .fields.map(({ field }) => field)
        .sort(),
    ).toEqual(['sha256', 'subject']);
    expect(stored()).toEqual(before);
  });

  it('opens in its own case alone, and under the key of its subject alone', async () => {
    const { blob } = (await upload(pdf(1000), { query: '?subject=witness-1' })).json<Kept>();
    expect((await download(blob)).statusCode).toBe(200);
    const elsewhere = await download(blob, 'reviewer', other.stream);
    expect([elsewhere.statusCode, elsewhere.json<{ code: string }>().code]).toEqual([404, 'not-found']);
    expect((await download('0'.repeat(64))).statusCode).toBe(404);
    expect((await download('..%2F..%2Fkeys.db')).statusCode).toBe(404);
    expect((await download(blob, 'admin')).statusCode).toBe(403);
    expect((await upload(pdf(10), { person: 'supervisor' })).statusCode).toBe(403);
    expect((await upload(pdf(10), { stream: 'case-nothing' })).statusCode).toBe(404);
  });

  it('that was changed on the disk is not given out', async () => {
    const { blob } = (await upload(pdf(200_000))).json<Kept>();
    const file = join(door.folder, 'blobs', blob.slice(0, 2), blob);
    const bytes = readFileSync(file);
    const flip = (at: number): void => {
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(file, bytes);
    };
    flip(50);
    const answer = await download(blob);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([500, 'file-damaged']);
    flip(50);
    flip(180_000);
    // The answer has begun: it breaks off instead of ending.
    await expect(download(blob)).rejects.toThrow();
  });

  it('is taken on no other route', async () => {
    for (const type of ['application/pdf', 'multipart/form-data; boundary=b']) {
      const answer = await door.app.inject({
        ...{ method: 'POST', url: '/v1/cases', payload: form(pdf(10), 'application/pdf') },
        headers: { 'content-type': type, ...(await door.as('officer-1')) },
      });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
        415,
        'content-type-unsupported',
      ]);
    }
    const json = await upload(latin('{"file":"x"}'), { type: 'application/json' });
    expect(json.statusCode).toBe(415);
  });

  it('is named by the command that says what it is', async () => {
    const { blob, sha256: clear } = (await upload(pdf(5_000))).json<Kept>();
    await walk.show();
    const facts = walk.facts();
    await walk.send('officer-2', 'record-facts', {
      ...facts,
      evidence: facts.evidence.map((each) => ({ ...each, blob, sha256: clear })),
    });
    const events = await door.henji.readers.events(walk.stream);
    const { data, personal } = events.at(-1)!;
    expect((data as { evidence: { blob: string }[] }).evidence[0]?.blob).toBe(blob);
    expect(JSON.stringify(data)).not.toContain(clear);
    expect(JSON.stringify(personal)).toContain(clear);
  });
});

describe('a body that arrives too slowly', () => {
  it('is not waited for, but on the route that takes files', async () => {
    const log = pino({ level: 'silent' });
    const listen = { host: '127.0.0.1', port: 0 };
    const limits = { arrivalMs: 300 };
    const server = await startServer(door.henji, { version: '0', log, listen, limits });
    const { authorization } = await door.as('officer-1');
    const { port } = new URL(server.url);
    const ask = (path: string, first: string, rest: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(port), '127.0.0.1');
        let said = '';
        socket.setEncoding('utf8').on('data', (text: string) => (said += text));
        socket.once('error', reject).once('close', () => {
          resolve(said);
        });
        const length = Buffer.byteLength(first + rest);
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: ${authorization}\r\n` +
            `content-type: ${path.endsWith('files') ? 'text/plain' : 'application/json'}\r\ncontent-length: ${length}\r\n\r\n${first}`,
        );
        setTimeout(() => socket.writable && socket.write(rest), 900);
      });
    const [command, file] = await Promise.all([
      ask('/v1/cases', '{"a":', '1}'),
      ask(`/v1/cases/${walk.stream}/files`, 'slow ', 'line'),
    ]);
    await server.close();
    expect(command).toMatch(/^HTTP\/1.1 408 /u);
    expect(command).toContain('request-timeout');
    expect(file).toMatch(/^HTTP\/1.1 201 /u);
  });
});
