import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentView } from '../../src/app/documents/case-documents';
import type { DocumentModel } from '../../src/ports/document-model';
import { CaseWalk } from './case-walk';
import { Door } from './door';

let door: Door;
let walk: CaseWalk;
beforeAll(async () => {
  door = await Door.open();
  walk = new CaseWalk(door);
  await walk.toDelivery(5000);
}, 60_000);
afterAll(() => door.close());

const get = (what: string, person = 'reviewer') =>
  door.get(person, `/v1/cases/${walk.stream}/documents${what}`);

describe('the documents of a case', () => {
  it('are listed with their numbers and versions', async () => {
    const { items } = (await get('')).json<{ items: DocumentView[] }>();
    expect(items.map(({ id }) => id)).toEqual([
      'on-site-record-2',
      'statement-record-3',
      'on-spot-decision-4',
      'service-return-5',
    ]);
    expect(items[2]).toMatchObject({
      zh: '当场行政处罚决定书',
      number: expect.stringMatching(/^演综执当罚〔\d{4}〕1号$/u) as unknown,
      versions: [{ version: 1 }],
    });
  });

  it('are given as what they say, with names from the registers as of then', async () => {
    const model = (await get('/on-spot-decision-4.json')).json<DocumentModel>();
    expect(model.organ).toBe('演示市演示区综合行政执法局（演示）');
    expect(JSON.stringify(model.blocks)).toMatch(/王小明.*执法人员（演示甲）（执法证号 演执990101001）/u);
    expect(model.imprint.leaf).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('are given as PDF, the same bytes each time, with their digest', async () => {
    const first = await get('/on-spot-decision-4.pdf');
    const second = await get('/on-spot-decision-4.pdf?version=1', 'officer-1');
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
    const digest = createHash('sha256').update(first.rawPayload).digest('base64');
    expect(first.headers['repr-digest']).toBe(`sha-256=:${digest}:`);
  });

  it('that are not there are not found', async () => {
    for (const what of [
      '/on-spot-decision-3.pdf',
      '/on-spot-decision-4.pdf?version=2',
      '/..%2F.pdf',
      '/x-1.json',
    ])
      expect((await get(what)).statusCode).toBe(404);
    expect((await get('/on-spot-decision-4.json?version=x')).statusCode).toBe(400);
    expect((await get('', 'admin')).statusCode).toBe(403);
  });
});
