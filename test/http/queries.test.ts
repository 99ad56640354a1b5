import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ago } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

let door: Door;
let published: CaseWalk;
let opened: CaseWalk;
beforeAll(async () => {
  door = await Door.open();
  published = new CaseWalk(door);
  await published.toDelivery(20_000);
  await published.publish();
  opened = new CaseWalk(door);
  await opened.open({ party: { name: '欧阳建国', kind: 'citizen', ageBand: 'adult', capacity: 'full' } });
  await opened.read('officer-1');
}, 60_000);
afterAll(() => door.close());

interface Page<T = Record<string, unknown>> {
  readonly items: readonly T[];
  readonly next?: string;
}
const waiting = (url: string) => `${url}${url.includes('?') ? '&' : '?'}waitFor=${opened.position}`;
const page = async <T>(person: string | undefined, url: string): Promise<Page<T>> => {
  const answer = await door.get(person, encodeURI(waiting(url)));
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.json<Page<T>>();
};
const handles = async (url: string) =>
  (await page<{ case: string }>('officer-1', url)).items.map((item) => item.case);

describe('cases', () => {
  it('are listed, those opened last first, page by page', async () => {
    const all = await handles('/v1/cases');
    expect(all).toHaveLength(2);
    const first = await page<{ case: string }>('officer-1', '/v1/cases?limit=1');
    const second = await page<{ case: string }>('officer-1', `/v1/cases?limit=1&cursor=${first.next!}`);
    expect([...first.items, ...second.items].map((item) => item.case)).toEqual(all);
  });

  it.each([
    ['欧阳', 1],
    ['建国', 1],
    ['ouyang', 1],
    ['oyjg', 1],
    ['演综执当罚', 1],
    ['没有这个人', 0],
  ])('are found by %s', async (text, found) => {
    expect(await handles(`/v1/cases?q=${text}`)).toHaveLength(found);
  });

  it('are narrowed by phase, officer, organ and day', async () => {
    expect(await handles('/v1/cases?phase=opened')).toEqual([opened.stream]);
    expect(await handles(`/v1/cases?officer=${door.officer('officer-2')}`)).toHaveLength(2);
    expect(await handles(`/v1/cases?organ=${door.demo.organ}`)).toHaveLength(2);
    expect(await handles('/v1/cases?openedFrom=2999-01-01')).toEqual([]);
    expect(await handles('/v1/cases?openedTo=2020-01-01')).toEqual([]);
  });

  it('are narrowed by procedure, item, party and decision, with a search too', async () => {
    const both = await handles('/v1/cases');
    expect(await handles('/v1/cases?procedure=simple')).toEqual(both);
    expect(await handles('/v1/cases?procedure=general')).toEqual([]);
    expect(await handles(`/v1/cases?item=${door.demo.item}`)).toEqual(both);
    expect(await handles('/v1/cases?item=item-other')).toEqual([]);
    expect(await handles('/v1/cases?party=ouyang')).toEqual([opened.stream]);
    expect(await handles('/v1/cases?decidedFrom=2026-01-01')).toEqual([published.stream]);
    expect(await handles('/v1/cases?decidedTo=2026-01-01')).toEqual([]);
    expect(await handles('/v1/cases?q=演示&phase=opened')).toEqual([opened.stream]);
  });

  it('are narrowed to what is overdue for somebody in the organ, on both clocks', async () => {
    expect(await handles('/v1/cases?overdue=true')).toEqual([]);
    expect(await handles('/v1/cases?overdue=true&asOf=2999-01-01')).toEqual([published.stream]);
    expect(await handles('/v1/cases?overdue=true&asOf=2999-01-01&phase=opened')).toEqual([]);
    expect(await handles('/v1/cases?overdue=true&knownAt=2999-01-01T00:00:00Z')).toEqual([published.stream]);
    expect(await handles('/v1/cases?overdue=true&asOf=2999-01-01&knownAt=2020-01-01T00:00:00Z')).toEqual([]);
  });

  it('are shown as of a legal date and as known at an instant', async () => {
    const url = `/v1/cases/${published.stream}`;
    const before = '2020-01-01T00:00:00%2B08:00';
    expect((await door.get('officer-1', `${url}?asOf=2020-01-01`)).statusCode).toBe(404);
    expect((await door.get('officer-1', `${url}?knownAt=${before}`)).statusCode).toBe(404);
    expect((await door.get('officer-1', `${url}/timeline?knownAt=${before}`)).statusCode).toBe(404);
    expect((await door.get('discipline', `${url}/trace?knownAt=${before}`)).statusCode).toBe(404);
    expect(await handles(`/v1/cases?knownAt=${decodeURIComponent(before)}`)).toEqual([]);
  });

  it.each([
    'asOf=2026-02-30',
    'asOf=yesterday',
    'knownAt=2026-01-01',
    'q=',
    `q=${'x'.repeat(101)}`,
    'q=a&q=b',
    'organ=a b',
    'organ[]=x',
    'limit=501',
    'cursor=x',
    'phase=%00',
    'waitFor=%3Cscript%3E',
    'force=true',
    'overdue=yes',
    'procedure=other',
  ])('refuse the query %s', async (query) => {
    const answer = await door.get('officer-1', `/v1/cases?${query}`);
    expect([query, answer.statusCode]).toEqual([query, 400]);
  });

  it('take the plus of an offset that was not escaped', async () => {
    const answer = await door.get(
      'officer-1',
      `/v1/cases/${opened.stream}?knownAt=2999-01-01T00:00:00+08:00`,
    );
    expect(answer.statusCode).toBe(200);
  });

  it('tell what runs in them, and who did what', async () => {
    interface Detail {
      readonly clocks: readonly { readonly key: string; readonly dueOn: string | null }[];
    }
    const { clocks } = await published.read<Detail>('finance');
    expect(clocks.map(({ key }) => key)).toEqual(expect.arrayContaining(['fine.pay', 'onspot.file']));
    interface Shown {
      readonly items: readonly {
        readonly zh: string;
        readonly actors: readonly { readonly name?: string }[];
      }[];
    }
    const { items } = await published.read<Shown>('archivist', '/timeline');
    expect(items[0]).toMatchObject({
      zh: '现场立案',
      actors: [{ name: '执法人员（演示甲）' }, { name: '执法人员（演示乙）' }],
    });
  });
});

describe('the public', () => {
  it('sees what was published and nothing that tells who it was', async () => {
    const { items } = await page(undefined, '/v1/public/disclosures');
    expect(items).toMatchObject([
      {
        ...{ case: published.stream, channel: 'own-site', party: null },
        organ: { name: '演示市演示区综合行政执法局（演示）' },
      },
    ]);
    const one = await door.get(undefined, `/v1/public/disclosures/${published.stream}/own-site`);
    expect(one.headers['cache-control']).toBe('public, max-age=60');
    expect(one.body).not.toMatch(/王小明|officer-/u);
    expect((await door.get(undefined, `/v1/public/disclosures/${opened.stream}/own-site`)).statusCode).toBe(
      404,
    );
    expect((await door.get(undefined, '/v1/public/disclosures/a%00b/own-site')).statusCode).toBe(404);
  });

  it('finds by words and day, and finds nobody by name', async () => {
    const count = async (query: string) =>
      (await page(undefined, `/v1/public/disclosures?${query}`)).items.length;
    expect(await count('from=2020-01-01')).toBe(1);
    expect(await count('to=2020-01-01')).toBe(0);
    expect(await count(`organ=${door.demo.organ}`)).toBe(1);
    expect(await count('q=王小明')).toBe(0);
  });

  it('looks officers up by number and by name', async () => {
    const byNumber = await page(undefined, '/v1/public/officers?number=演执990101001');
    expect(byNumber.items).toMatchObject([
      { number: '演执990101001', status: 'valid', name: '执法人员（演示甲）' },
    ]);
    expect((await page(undefined, '/v1/public/officers?name=演示乙')).items).toHaveLength(1);
    expect((await page(undefined, '/v1/public/officers?number=x')).items).toEqual([]);
  });

  it('gets no private answer into anybody’s store', async () => {
    const refused = await door.get(undefined, '/v1/public/disclosures?limit=0');
    expect([refused.statusCode, refused.headers['cache-control']]).toEqual([400, 'no-store']);
  });
});

describe('supervision', () => {
  it('counts by what is asked for', async () => {
    const { items } = await page<{ type: string; events: number }>(
      'supervisor',
      '/v1/supervision/counts?by=type,organ',
    );
    expect(items.find(({ type }) => type === 'OnSiteCaseOpened')).toMatchObject({
      events: 2,
      organ: door.demo.organ,
    });
    expect((await page('supervisor', '/v1/supervision/counts?by=month')).items.length).toBeGreaterThan(0);
    const stats = await door.get('supervisor', waiting('/v1/supervision/stats'));
    expect(stats.json()).toMatchObject({ cases: 2 });
  });

  it('sees durations, open periods, alerts and refusals', async () => {
    await door.post('archivist', `/v1/cases/${opened.stream}/close-case`, {
      occurredAt: ago(0),
    });
    expect((await page('supervisor', '/v1/supervision/durations?milestones=decided')).items).toMatchObject([
      { milestone: 'decided', sinceOpening: { cases: 1 } },
    ]);
    const clocks = await page<{ key: string }>('supervisor', '/v1/supervision/clocks?state=due&limit=1');
    expect(clocks.items).toHaveLength(1);
    const more = await page('supervisor', `/v1/supervision/clocks?state=due&limit=1&cursor=${clocks.next!}`);
    expect(more.items).not.toEqual(clocks.items);
    expect((await page('supervisor', '/v1/supervision/clocks?keys=fine.pay')).items).toHaveLength(1);
    expect(
      (await page<{ key: string }>('supervisor', '/v1/supervision/clock-totals')).items.map(({ key }) => key),
    ).toContain('fine.pay');
    expect((await page('supervisor', '/v1/supervision/alerts')).items).toEqual([]);
    const refusals = await door.get('supervisor', '/v1/supervision/refusals');
    expect(refusals.statusCode).toBe(200);
  });

  it('sees figures on both clocks, by organ, level, kind and period', async () => {
    const asked = async <T>(question: string): Promise<readonly T[]> =>
      (await page<T>('supervisor', `/v1/supervision/${question}`)).items;
    expect(await asked('figures?milestones=opened&by=organ,level,kind')).toMatchObject([
      {
        milestone: 'opened',
        organ: door.demo.organ,
        level: 'county',
        kind: 'simple',
        cases: 2,
        share: 10_000,
      },
    ]);
    expect(await asked('figures?knownAt=2020-01-01T00:00:00Z')).toEqual([]);
    expect(await asked('figures?level=city')).toEqual([]);
    expect(await asked('punctuality?by=key&keys=onspot.file,fine.pay')).not.toEqual([]);
    expect(await asked('discretion?territory=990101')).toMatchObject([
      { item: door.demo.item, against: 'range', deviating: 0 },
    ]);
    expect(await asked('outliers/discretion')).toEqual([]);
    expect(await asked('backfill')).toMatchObject([{ hours: { least: 0 } }]);
    expect(await asked('alert-figures?by=month')).toEqual([]);
    const slow = await door.get('supervisor', '/v1/supervision/outliers/duration?milestone=decided');
    expect(slow.json()).toEqual({ cases: [] });
    const refusals = await door.get('supervisor', '/v1/supervision/refusals?by=level,year&asOf=2020-01-01');
    expect(refusals.json()).toEqual({ refused: 0, rules: [] });
    expect(await asked('clocks?level=county&knownAt=2020-01-01T00:00:00Z')).toEqual([]);
  });

  it.each([
    'figures?by=type',
    'refusals?by=kind',
    'backfill?territory=1',
    'punctuality?knownAt=2024-05-20',
    'outliers/duration?since=never',
    'counts?by=party',
    'counts?by=type,type',
    'durations?milestones=never',
    'clocks?state=late',
    'alerts?from=x',
  ])('refuses the question %s', async (question) => {
    expect((await door.get('supervisor', `/v1/supervision/${question}`)).statusCode).toBe(400);
  });

  it('sees what is still to be published', async () => {
    const walk = new CaseWalk(door);
    await walk.toDelivery(5000);
    await walk.read('officer-1');
    const answer = await door.get('publisher', `/v1/disclosure/due?waitFor=${walk.position}`);
    expect(answer.json()).toMatchObject({ items: [{ case: walk.stream, channel: 'own-site' }] });
    expect((await page('publisher', '/v1/disclosure/due?overdue=true')).items).toEqual([]);
  });
});

describe('accountability', () => {
  it('tells what somebody did, newest first, page by page', async () => {
    const url = `/v1/accountability/actors/${door.officer('officer-2')}/acts?limit=3`;
    const first = await page<{ stream: string; revision: number }>('discipline', url);
    const second = await page<{ stream: string; revision: number }>(
      'discipline',
      `${url}&cursor=${first.next!}`,
    );
    const seen = [...first.items, ...second.items].map(({ stream, revision }) => `${stream} ${revision}`);
    expect(new Set(seen).size).toBe(6);
    expect(first.items[0]).toMatchObject({ role: 'officer', cert: { s: door.officer('officer-2') } });
    const decided = await page('discipline', `${url}&types=OnSpotDecisionIssued`);
    expect(decided.items[0]).toMatchObject({ type: 'OnSpotDecisionIssued', zh: '当场作出行政处罚决定' });
  });

  it('tells what was tried and refused, by person, by case and by rule', async () => {
    const walk = new CaseWalk(door);
    await walk.open();
    const early = { ...walk.decision(5000), occurredAt: ago(1000) };
    await door.post('officer-1', `/v1/cases/${walk.stream}/decide-on-spot`, early);
    await walk.show();
    const after = (url: string) => `${url}${url.includes('?') ? '&' : '?'}waitFor=${walk.position}`;
    const ask = async (url: string) =>
      (await door.get('discipline', after(`/v1/accountability/${url}`))).json<Page>();
    expect((await ask(`streams/${walk.stream}/refusals`)).items).toMatchObject([
      { command: 'DecideOnSpot', target: walk.stream },
    ]);
    expect((await ask(`actors/${door.officer('officer-1')}/refusals`)).items).toHaveLength(1);
    expect((await ask('rules/R-15/refusals')).items).toMatchObject([{ code: 'R-15', target: walk.stream }]);
    expect((await ask('rules')).items).toContainEqual({ code: 'R-15', refusals: 1 });
    const acts = (
      await door.get('discipline', after(`/v1/accountability/streams/${walk.stream}/acts`))
    ).json<{ acts: object[]; complete: boolean }>();
    expect(acts).toMatchObject({ complete: true, acts: [{ revision: 0 }, { revision: 1 }] });
  });

  it.each(['actors/a%20b/acts', 'rules/%2e%2e/refusals', 'streams/%00/acts'])(
    'finds nothing under %s',
    async (path) => {
      expect((await door.get('discipline', `/v1/accountability/${path}`)).statusCode).toBe(404);
    },
  );

  it('keeps the pages of different lists apart', async () => {
    const url = `/v1/accountability/actors/${door.officer('officer-2')}/acts?limit=1`;
    const { next } = await page('discipline', url);
    const other = await door.get('discipline', `/v1/accountability/rules/R-15/refusals?cursor=${next!}`);
    expect(other.json()).toMatchObject({ status: 400, code: 'bad-cursor' });
  });
});

describe('registers', () => {
  it('list their entries by name, and show one as decisions rely on it', async () => {
    expect((await page('admin', '/v1/organs')).items).toMatchObject([
      { stream: door.demo.organ, organ: door.demo.organ },
    ]);
    expect((await page('officer-1', '/v1/officers?q=演示乙')).items).toMatchObject([
      { stream: door.officer('officer-2') },
    ]);
    const listed: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const part: Page<{ stream: string }> = await page('admin', `/v1/officers?limit=2${cursor}`);
      listed.push(...part.items.map(({ stream }) => stream));
      next = part.next;
    }
    const known = door.demo.signIns.flatMap(({ officer }) => officer ?? []);
    expect(known).toHaveLength(11);
    expect(listed.toSorted()).toEqual(known.toSorted());
    const item = await door.get('officer-1', `/v1/items/${door.demo.item}`);
    expect(item.json()).toMatchObject({
      ...{ stream: door.demo.item, revision: 0, organ: door.demo.organ },
      state: { phase: 'published', versions: [{ penalties: ['warning', 'fine'] }] },
    });
    expect((await door.get('admin', '/v1/items/item-nothing')).statusCode).toBe(404);
  });
});
