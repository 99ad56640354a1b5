import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/app/clock';
import { runHenji, startHenji } from '../support/command-line';
import { today } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

/** What everybody may see, over the life of one publication, asked by somebody who never signs in. */

const secrets = {
  name: '司马小明',
  idNumber: '410184199001010014',
  address: '演示街2号院3单元',
  phone: '13800000000',
};

let door: Door;
let walk: CaseWalk;
beforeAll(async () => {
  door = await Door.open();
  walk = new CaseWalk(door);
  const party = { ...secrets, kind: 'citizen', ageBand: 'adult', capacity: 'full' };
  await walk.open({ party });
  await walk.show();
  await walk.record();
  await walk.inform(10_000);
  await walk.decide(10_000);
  await walk.deliver();
}, 30_000);
afterAll(() => door.close());

interface Notices {
  readonly items: readonly Record<string, unknown>[];
  readonly next?: string;
}

/** The whole answer, once it holds what was written last. */
async function bodyOf(url: string): Promise<string> {
  const position = `${url.includes('?') ? '&' : '?'}waitFor=${walk.position}`;
  const answer = await door.get(undefined, encodeURI(url + position));
  expect([url, answer.statusCode]).toEqual([url, 200]);
  for (const secret of Object.values(secrets)) expect(answer.body).not.toContain(secret);
  for (const words of ['乱扔废弃物', '影响市容', '现场照片']) expect(answer.body).not.toContain(words);
  return answer.body;
}
const listed = async (query = ''): Promise<Notices> =>
  JSON.parse(await bodyOf(`/v1/public/disclosures${query}`)) as Notices;

describe('a decision on its way through the public list', () => {
  const day = today();
  const publication = () => ({
    ...{ channel: 'own-site', content: 'summary', inNameOf: door.demo.organ },
    fields: ['organ', 'kind', 'basis', 'result', 'decision-number', 'party-name', 'party-kind'],
    identity: {
      ...{ basis: { norm: '中华人民共和国行政处罚法', article: '第四十八条', rank: 'law' }, consent: false },
      ...{ socialImpact: true, reason: '公众关注' },
    },
    assessment: 'PIA-1',
    review: { reviewer: door.officer('chief'), on: day, result: 'open', reference: 'BM-1' },
  });
  const own = () => `/v1/public/disclosures/${walk.stream}/own-site`;

  it('is not there before it is published', async () => {
    expect(await listed()).toEqual({ items: [] });
    expect((await door.get(undefined, own())).json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('shows a masked name where the law carries it', async () => {
    await walk.send('publisher', 'publish-decision', publication());
    const { items } = await listed();
    expect(items).toEqual([
      {
        ...{ case: walk.stream, channel: 'own-site', status: 'published', listedOn: day },
        organ: { handle: door.demo.organ, name: '演示市演示区综合行政执法局（演示）' },
        ...{ item: null, number: expect.stringContaining('〔'), party: '司马某某', partyKind: 'citizen' },
        ...{ kinds: ['fine'], fine: null, basis: [expect.objectContaining({ norm: expect.any(String) })] },
        ...{ creditCode: null, representative: null, violatedFrom: null, violatedUntil: null },
        ...{ confiscated: 0, permits: null, lastsUntil: null, shownUntil: expect.stringMatching(/^\d{4}-/u) },
        ...{ resultZh: '罚款100元', resultEn: 'fine of CNY 100', decidedOn: null, correctedOn: null },
        ...{ withdrawnOn: null, withdrawnFor: null, publicReason: null },
      },
    ]);
    expect(JSON.parse(await bodyOf(own()))).toEqual(items[0]);
  });

  it('is found by what is shown', async () => {
    for (const query of ['q=司马某', 'q=综合行政执法局', 'q=罚款100元', `from=${day}&to=${day}`])
      expect((await listed(`?${query}`)).items).toHaveLength(1);
    for (const query of ['q=司马小明', 'q=13800000000', 'q=演示街', 'organ=organ-none', 'to=2020-01-01'])
      expect((await listed(`?${query}`)).items).toEqual([]);
  });

  it('is listed on two clocks', async () => {
    expect((await listed(`?asOf=${day}&knownAt=2999-01-01T00:00:00Z`)).items).toHaveLength(1);
    expect((await listed('?asOf=2020-01-01')).items).toEqual([]);
    expect((await listed('?knownAt=2020-01-01T00:00:00Z')).items).toEqual([]);
    expect((await door.get(undefined, `${own()}?knownAt=2020-01-01T00:00:00Z`)).statusCode).toBe(404);
    expect((await door.get(undefined, '/v1/public/disclosures?asOf=2020-02-30')).statusCode).toBe(400);
  });

  it('is exported, masked', async () => {
    const url = '/v1/public/double-disclosure';
    await bodyOf(`${url}?format=json`);
    const csv = await door.get(undefined, `${url}?from=${day}&to=${day}&bom=true`);
    expect([csv.statusCode, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(csv.body.startsWith('\u{feff}CF_XDR_MC,')).toBe(true);
    const gaps = await bodyOf(`${url}?part=gaps`);
    expect(gaps).toContain(walk.stream);
    expect((await door.get(undefined, `${url}?format=xml`)).statusCode).toBe(400);
    const { child, ran } = startHenji('export', '--format', 'json', '--data', door.folder);
    // Who reads on may have enough: `henji export | head`.
    child.stdout?.destroy();
    expect(await ran).toMatchObject({ code: 0, err: '' });
  });

  it('is exported from the command line as over HTTP', async () => {
    // The command goes by the clock of the machine: on it hangs what is public still.
    const present = await Door.open({ clock: systemClock });
    const other = new CaseWalk(present);
    await other.toDelivery(10_000);
    await other.publish();
    const url = `/v1/public/double-disclosure?part=gaps&waitFor=${other.position}`;
    const gaps = (await present.get(undefined, url)).body;
    const { out } = await runHenji('export', '--part', 'gaps', '--data', present.folder);
    await present.close();
    expect(gaps).toContain(other.stream);
    expect(out).toBe(gaps);
    expect(out).not.toContain('王小明');
  });

  it('says that it was corrected, and after its withdrawal why it is gone and nothing else', async () => {
    await walk.send('publisher', 'correct-disclosure', {
      ...{ channel: 'own-site', fields: ['result'], reason: '更正给司马小明看' },
    });
    expect((await listed()).items).toMatchObject([
      { status: 'corrected', correctedOn: day, party: '司马某某' },
    ]);
    await walk.send('publisher', 'withdraw-disclosure', {
      ...{ channel: 'own-site', reason: 'privacy', publicReason: '信息有误' },
    });
    expect(JSON.parse(await bodyOf(own()))).toMatchObject({
      ...{ status: 'withdrawn', withdrawnOn: day, withdrawnFor: 'privacy', publicReason: '信息有误' },
      ...{ party: null, number: null, kinds: [], basis: null, resultZh: null, resultEn: null },
    });
    expect((await listed(`?asOf=${day}&knownAt=2999-01-01T00:00:00Z`)).items).toMatchObject([
      { party: null },
    ]);
    const work = await door.get('publisher', '/v1/disclosure/publications?state=withdrawn');
    expect(work.json()).toMatchObject({
      items: [{ case: walk.stream, status: 'withdrawn', withdrawnOn: day, reason: 'privacy' }],
    });
  });
});

describe('what an organ makes public before it acts', () => {
  const url = () => `/v1/public/organs/${door.demo.organ}/ex-ante`;

  it('is there for everybody, on two clocks', async () => {
    const { items } = (await door.get(undefined, url())).json<Notices>();
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['item', 'organ']));
    expect(JSON.parse(await bodyOf(`${url()}?asOf=1999-01-01`))).toEqual({ items: [] });
    expect((await door.get(undefined, `${url()}?kind=secret`)).statusCode).toBe(400);
    expect((await door.get(undefined, '/v1/public/organs/a%00b/ex-ante')).statusCode).toBe(404);
  });

  it('begins with the list of organs, on two clocks', async () => {
    const organs = JSON.parse(await bodyOf('/v1/public/organs')) as Notices;
    expect(organs.items).toMatchObject([
      {
        kind: 'organ',
        entry: door.demo.organ,
        content: { name: '演示市演示区综合行政执法局（演示）', level: 'county' },
      },
    ]);
    expect(JSON.parse(await bodyOf('/v1/public/organs?asOf=1999-01-01'))).toEqual({ items: [] });
  });

  it('has officers with their standing, and the seat of the organ where no area was set', async () => {
    const { items } = JSON.parse(await bodyOf(`${url()}?kind=officer`)) as {
      readonly items: readonly { readonly entry: string; readonly content: Record<string, unknown> }[];
    };
    const chief = items.find(({ entry }) => entry === door.officer('chief'));
    expect(chief?.content).toMatchObject({
      name: expect.any(String),
      posts: [expect.objectContaining({ organ: door.demo.organ, post: 'chief', name: '局长', until: null })],
      certificates: [expect.objectContaining({ status: 'valid', number: expect.stringContaining('演执') })],
      areas: [{ division: '990101', place: null }],
    });
    expect(JSON.stringify(items)).not.toContain('changes');
  });

  it('leads from an item of penalties to the flow charts of its procedures', async () => {
    const { items } = (await door.get(undefined, `${url()}?kind=item`)).json<{
      items: { flowCharts?: string[] }[];
    }>();
    expect(items.length).toBeGreaterThan(0);
    for (const { flowCharts = [] } of items) {
      expect(flowCharts).toHaveLength(2);
      for (const chart of flowCharts) expect(await bodyOf(chart)).toContain('<svg');
    }
    expect(await bodyOf(`${url()}?kind=officer`)).not.toContain('flowCharts');
  });

  it('has the catalogues of its packs, as it had adopted them', async () => {
    const of = (list: string, query = '') =>
      `/v1/public/organs/${door.demo.organ}/catalogues/${list}${query}`;
    const review = JSON.parse(await bodyOf(of('review'))) as { readonly lines: readonly object[] };
    expect(review).toMatchObject({ key: 'review.list', demonstration: true, packs: expect.any(Array) });
    expect(review.lines).toContainEqual(
      expect.objectContaining({ zh: '公民罚款五千元以上', minFineFen: 500_000 }),
    );
    expect(JSON.parse(await bodyOf(of('recording')))).toMatchObject({ key: 'av.list' });
    for (const path of [
      of('secret'),
      of('review', '?asOf=1999-01-01'),
      '/v1/public/organs/organ-x/catalogues/review',
    ])
      expect([path, (await door.get(undefined, path)).statusCode]).toEqual([path, 404]);
  });

  it('shows those who look after organs what was not filed', async () => {
    const unfiled = await door.get('supervisor', '/v1/disclosure/unfiled');
    expect(unfiled.json<Notices>().items).toContainEqual(
      expect.objectContaining({
        kind: 'template',
        organ: expect.objectContaining({ handle: door.demo.organ }),
      }),
    );
    expect((await door.get('officer-1', '/v1/disclosure/unfiled')).statusCode).toBe(403);
  });

  it('has its particulars once they are published', async () => {
    const published = await door.post('admin', `/v1/organs/${door.demo.organ}/publish-particulars`, {
      ...{ occurredOn: '2026-01-05', creditCode: '11370600004259917B', review: 'FZ-1', from: '2026-01-05' },
      complaints: { body: '演示区司法局', phone: '12345', mailbox: 'jd@example.invalid' },
    });
    expect(published.statusCode).toBe(200);
    const { position } = published.json<{ position: string }>();
    const answer = await door.get(undefined, `${url()}?kind=particulars&waitFor=${position}`);
    expect(answer.json()).toMatchObject({
      items: [{ since: '2026-01-05', until: null, content: { creditCode: '11370600004259917B' } }],
    });
  });
});

describe('lists for everybody', () => {
  it.each([
    'disclosures?limit=501',
    'disclosures?limit=0',
    'disclosures?cursor=x',
    'disclosures?scope=every-organ',
    'disclosures?from=2026-02-30',
    'officers?limit=501',
    'officers?name=',
    `officers?name=${'x'.repeat(101)}`,
    'officers?cursor=x',
  ])('are bounded: %s', async (url) => {
    expect((await door.get(undefined, `/v1/public/${url}`)).statusCode).toBe(400);
  });

  it('are read page by page', async () => {
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const page = JSON.parse(await bodyOf(`/v1/public/officers?limit=2${cursor}`)) as Notices;
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(seen.length).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('say of an officer what the register says and no more', async () => {
    const { items } = JSON.parse(await bodyOf('/v1/public/officers?number=演执990101001')) as Notices;
    expect(items.map((item) => Object.keys(item).sort())).toEqual([
      ['issuer', 'name', 'number', 'officer', 'organ', 'status', 'validFrom', 'validUntil'],
    ]);
  });
});
