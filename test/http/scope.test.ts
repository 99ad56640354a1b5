import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertStream, recordAlert } from '../../src/app/alerts/record-alert';
import { commandCatalogue } from '../../src/app/bus/command-catalogue';
import { controllers } from '../../src/http/http.module';
import { routesOf } from '../../src/http/openapi/routes';
import { alerts } from '../../src/law/violations';
import { ago, testClock } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

const people = [
  ...['officer-1', 'officer-2', 'chief', 'reviewer', 'publisher', 'finance', 'archivist'],
  ...['supervisor', 'discipline', 'admin', 'hearing-chair'],
] as const;
type Person = (typeof people)[number];

const caseWorkers: readonly Person[] = people.filter((person) => person !== 'admin');
const overseers: readonly Person[] = ['supervisor', 'discipline'];
const officers: readonly Person[] = ['officer-1', 'officer-2'];
const admin: readonly Person[] = ['admin'];
const money: readonly Person[] = ['finance'];
const files: readonly Person[] = ['archivist'];
const press: readonly Person[] = ['publisher'];
const chief: readonly Person[] = ['chief'];
const chair: readonly Person[] = ['hearing-chair'];
const lawyers: readonly Person[] = [...officers, 'reviewer'];
const handlers: readonly Person[] = [...lawyers, ...chief];

/** The last part of an address is one of these. */
const ending = (slugs: string): RegExp =>
  new RegExp(`^post .*/(${slugs.trim().replaceAll(/\s+/gu, '|')})$`, 'u');

/**
 * Who may use which route: written out here on purpose, so that a change of a declaration anywhere shows. `everybody`
 * needs no sign-in, `anybody` any sign-in.
 */
const allowed: readonly (readonly [route: RegExp, who: 'everybody' | 'anybody' | readonly Person[]])[] = [
  [/^get \/(health|ready|metrics)$/u, 'everybody'],
  [/^get \/v1\/public\//u, 'everybody'],
  [/^post \/v1\/sign-in$/u, 'everybody'],
  [/^(post \/v1\/(password|sign-out)|get \/v1\/me)$/u, 'anybody'],
  [/^(get|post) \/v1\/accounts/u, admin],
  [/^post \/v1\/officers\/:stream\/(hold|return)-certificate$/u, ['supervisor']],
  [/^post \/v1\/guards/u, ['chief']],
  [/^post \/v1\/(organs|officers|items|templates)/u, admin],
  [/^get \/v1\/organs\/:stream\/duties$/u, [...overseers, ...admin]],
  [/^get \/v1\/(organs|officers|items|templates|guards)/u, people],
  [/^get \/v1\/disclosure\/(due|publications|in-act|unfiled|without-benchmark)$/u, [...press, ...overseers]],
  [/^get \/v1\/cases\/:stream\/trace(back(\.pdf)?)?$/u, overseers],
  [/^get \/v1\/tracings$/u, overseers],
  [/^get \/v1\/tracings\/:stream\/report(\.pdf)?$/u, overseers],
  [/^get \/v1\/tracings\/:stream\/own-rows$/u, caseWorkers],
  [/^post \/v1\/tracings\/:stream\/(show-traced-rows|hear-traced-person)$/u, caseWorkers],
  [/^post \/v1\/tracings/u, overseers],
  [/^get .*\/evidence-file$/u, ['reviewer', 'chief', ...files]],
  [/^get .*\/archive-manifest$/u, ['reviewer', 'chief', ...files, 'supervisor']],
  [/^get \/v1\/cases\/:stream\/discipline$/u, [...officers, ...chief, 'discipline']],
  [/^get \/v1\/sealed\/alerts$/u, ['discipline']],
  [/^get \/v1\/sealed\//u, overseers],
  [/^get \/v1\/alerts/u, caseWorkers],
  [/^post \/v1\/alerts\/:stream\/(acknowledge|explain)-alert$/u, caseWorkers],
  [/^post \/v1\/alerts\/:stream\/(close|reopen)-alert$/u, overseers],
  [/^post \/v1\/parties\/cases$/u, caseWorkers],
  [/^get \/v1\/cases/u, caseWorkers],
  [/^get \/v1\/tasks$/u, people.filter((person) => ![...overseers, ...admin].includes(person))],
  [/^get \/v1\/tasks\/all$/u, overseers],
  [/^(get|post) \/v1\/saved-filters/u, caseWorkers],
  [/^get \/v1\/supervision\/reminders$/u, [...overseers, ...admin, ...chief]],
  [/^get \/v1\/(supervision|accountability)\//u, overseers],
  [/^post \/v1\/cases\/(:stream\/)?dry-run$/u, caseWorkers],
  [ending('hand-in-collected accrue-late-fee record-overdue'), [...officers, ...money]],
  [ending('bank-collected receive-payment pay-refund'), money],
  [
    ending('extend-verification file-case do-not-file assign-officers suspend-case resume-case extend-time'),
    chief,
  ],
  [ending('continue-investigation approve-preservation dispose-preserved collective-discuss'), chief],
  [ending('decide-penalty decide-no-penalty terminate-case correct-decision reopen-case'), chief],
  [
    ending('approve-deferral set-instalments make-agreement decide-execution serve-substitute-decision'),
    chief,
  ],
  [ending('halt-execution terminate-execution give-up-execution reverse-execution apply-to-court'), chief],
  [
    ending('ask-court-review form-transfer-group decide-transfer release-hold resolve-transfer-dispute'),
    chief,
  ],
  [
    ending('set-case-flag unset-case-flag escalate-review receive-reconsideration forward-reconsideration'),
    handlers,
  ],
  [ending('record-reconsideration record-review-copy record-review-procedure-change'), handlers],
  [ending('record-reconsideration-decision record-lawsuit record-complaint-copy record-judgment'), handlers],
  [ending('record-appeal-withdrawal submit-evidence reverse-decision perform-judgment'), handlers],
  [ending('record-review-opinion report-on-opinion'), handlers],
  [ending('stay-execution lift-stay record-court-appearance'), handlers],
  [ending('give-opinion'), ['reviewer']],
  [ending('notify-hearing suspect-crime file-major-decision'), lawyers],
  [ending('postpone-hearing terminate-hearing'), [...chair, ...lawyers]],
  [ending('hold-hearing'), chair],
  [
    ending('issue-document resume-execution request-recusal record-out-of-band-fact'),
    [...officers, ...chief],
  ],
  [ending('report-paper-difference'), caseWorkers],
  [ending('settle-paper-difference'), chief],
  [ending('conclude-inquiry'), [...overseers, ...chief]],
  [ending('correct-receivers'), [...press, ...officers]],
  [ending('collect-disclosure apply-for-repair'), [...press, ...officers]],
  [ending('refer-disclosure record-referral-answer cancel-disclosure'), press],
  [ending('decide-repair'), chief],
  [
    /^post .*\/(publish-decision|prove-publication|decide-not-to-publish|correct-disclosure|withdraw-disclosure)$/u,
    press,
  ],
  [ending('check-publication'), [...press, 'supervisor']],
  [ending('tell-privacy-breach'), [...press, ...chief]],
  [/^post .*\/sealed\/files$/u, caseWorkers.filter((person) => !overseers.includes(person))],
  [/^post .*\/files$/u, [...officers, ...money, ...files, ...chair, 'chief', 'reviewer']],
  [/^post .*\/archive-case$/u, files],
  [
    ending('record-interference report-retaliation record-order raise-objection record-order-answer'),
    caseWorkers.filter((person) => !overseers.includes(person)),
  ],
  [
    ending('claim-exemption attach-interference-evidence'),
    caseWorkers.filter((person) => !overseers.includes(person)),
  ],
  [ending('acknowledge-interference'), overseers],
  [ending('produce-sealed-item'), chief],
  [ending('rule-on-exemption record-handover-receipt'), ['discipline']],
  [ending('decide-discipline-need hand-over-to-discipline correct-handover'), [...officers, ...chief]],
  [/^post .*\/close-case$/u, [...files, 'chief']],
  [/^post .*\/decide-recusal$/u, ['chief']],
  [/^post .*\/correct-(record|personal-data)$/u, ['chief']],
  [/^post \/v1\/cases/u, officers],
];

let door: Door;
let walk: CaseWalk;
beforeAll(async () => {
  door = await Door.open({ limits: { signInsPerMinute: 1000 } });
  walk = new CaseWalk(door);
  await walk.toDelivery(5000);
  await walk.read('supervisor');
  const occurredAt = ago(1000);
  const { statusCode } = await door.post('officer-1', `/v1/cases/${walk.stream}/sealed/record-interference`, {
    ...{ happened: occurredAt, means: 'oral', category: 'enquiry', who: { name: '某领导' }, occurredAt },
    ...{ position: 'superior', through: [], words: '打听案情', request: 'disclose', witnesses: [] },
    ...{ answer: 'refused', evidence: [] },
  });
  expect(statusCode).toBe(200);
}, 60_000);
afterAll(() => door.close());

const routes = routesOf(controllers).map(({ method, path }) => ({ method, path, name: `${method} ${path}` }));
const whoMay = (name: string) => allowed.find(([route]) => route.test(name))?.[1];

/** The route with its parameters filled in; about the case of this test where it is about cases. */
function addressOf(path: string, stream: string): string {
  const register = /^\/v1\/(organ|officer|item|template)s\//u.exec(path)?.[1];
  const named = {
    organ: door.demo.organ,
    officer: door.officer('officer-1'),
    item: door.demo.item,
    template: door.demo.template,
  };
  return path
    .replace(':stream', register === undefined ? stream : named[register as keyof typeof named])
    .replace(':account', 'account-x')
    .replace(':actor', door.officer('officer-1'))
    .replace(':code', 'R-21')
    .replace(':blob', 'a'.repeat(64))
    .replace(':document', 'on-spot-decision-4');
}

const ask = async (
  person: string | undefined,
  { method, path }: (typeof routes)[number],
  stream = walk.stream,
) => {
  const url = addressOf(path, stream);
  const answer = method === 'get' ? await door.get(person, url) : await door.post(person, url, {});
  const code = answer.headers['content-type']?.toString().includes('json')
    ? answer.json<{ code?: string }>().code
    : undefined;
  return { status: answer.statusCode, code };
};

describe('every route', () => {
  it('is in the table of this test', () => {
    expect(routes.filter(({ name }) => whoMay(name) === undefined)).toEqual([]);
    expect(routes.length).toBeGreaterThan(70);
  });

  it.each(routes)('$name needs a sign-in, or is public', async (route) => {
    const { status, code } = await ask(undefined, route);
    if (whoMay(route.name) === 'everybody')
      expect([401, 403]).not.toContain(code === 'sign-in-failed' ? 0 : status);
    else expect({ status, code }).toEqual({ status: 401, code: 'sign-in-needed' });
  });

  it.each(routes.filter(({ name }) => name !== 'post /v1/sign-out'))(
    '$name is open to its roles alone',
    async (route) => {
      const who = whoMay(route.name);
      for (const person of people) {
        const { status, code } = await ask(person, route);
        const may = who === 'everybody' || who === 'anybody' || who?.includes(person) === true;
        expect({ person, refused: status === 403 && code === 'role-missing' }).toEqual({
          person,
          refused: !may,
        });
        expect(status).toBeLessThan(500);
      }
    },
  );
});

describe('somebody who has every role in another organ', () => {
  const stranger = { name: 'stranger', password: 'every role but elsewhere' };
  let organ: string;
  let headers: { authorization: string };

  beforeAll(async () => {
    const confirmed = await door.post('admin', '/v1/organs', {
      ...{ occurredOn: '2026-01-05', name: '别处局', territory: '990101', level: 'county', kind: 'organ' },
      ...{ announced: '2025-01-01', basis: [{ norm: '行政处罚法', article: '第十七条', rank: 'law' }] },
      ...{
        reviewBody: '别处政府',
        court: '别处法院',
        bank: { name: '行', address: '街' },
        from: '2025-01-01',
      },
    });
    organ = confirmed.json<{ stream: string }>().stream;
    const created = (await door.post('admin', '/v1/accounts', { name: stranger.name })).json<{
      account: string;
      password: string;
    }>();
    for (const role of [
      'officer',
      'legal-reviewer',
      'hearing-chair',
      'approver',
      'publisher',
      'archivist',
      'finance',
      'supervisor',
      'discipline',
    ]) {
      await door.post('admin', `/v1/accounts/${created.account}/grant-role`, {
        role,
        organ,
        occurredOn: '2026-01-05',
      });
    }
    const first = (await door.post(undefined, '/v1/sign-in', created)).json<{
      token: string;
      code?: string;
    }>();
    const signedIn = await door.post(undefined, '/v1/sign-in', {
      name: stranger.name,
      password: created.password,
    });
    expect(first.code).toBe('input-invalid');
    const changed = await door.post(
      undefined,
      '/v1/password',
      { oldPassword: created.password, newPassword: stranger.password },
      { authorization: `Bearer ${signedIn.json<{ token: string }>().token}` },
    );
    headers = { authorization: `Bearer ${changed.json<{ token: string }>().token}` };
  });

  const get = (url: string) => door.app.inject({ url, headers });

  it.each(['', '/timeline', '/trace', '/actions', '/alerts', '/sealed?purpose=x', '/discipline?purpose=x'])(
    'does not find a case of this one: %s',
    async (what) => {
      const foreign = await get(`/v1/cases/${walk.stream}${what}`);
      const nothing = await get(`/v1/cases/case-nothing${what}`);
      expect([foreign.statusCode, nothing.statusCode]).toEqual([404, 404]);
      const told = [foreign, nothing].map((answer) => {
        const { detail, instance: _, ...rest } = answer.json<{ detail: string; instance: string }>();
        return { ...rest, detail: detail.replace(/case-\w+/u, 'X') };
      });
      expect(told[0]).toEqual(told[1]);
    },
  );

  it('does not find entries of its registers', async () => {
    const { organ, item, template } = door.demo;
    const entries = [
      `organs/${organ}`,
      `officers/${door.officer('officer-1')}`,
      `items/${item}`,
      `templates/${template}`,
    ];
    for (const entry of entries) expect((await get(`/v1/${entry}`)).statusCode).toBe(404);
  });

  const steps = commandCatalogue
    .filter(({ category, sealed }) => category === 'case' || sealed !== undefined)
    .flatMap(({ routes: all }) => all.filter(({ continues }) => continues));
  it.each(steps.map(({ slug }) => slug))('cannot %s there', async (slug) => {
    const answer = await door.post(undefined, `/v1/cases/${walk.stream}/${slug}`, {}, headers);
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('does not find an alert there, and does nothing about one', async () => {
    const about = { case: walk.stream, clock: 'onspot.file' };
    const alert = {
      ...about,
      alert: alerts['W-21'],
      due: '2026-01-05',
      because: 'e',
      organ: door.demo.organ,
    };
    await recordAlert(door.henji.recorder, { ...alert, packs: [], calendars: [] }, testClock.now() - 1000);
    await door.henji.projections.reached((await door.henji.store.head()).position);
    const stream = alertStream('W-21', about);
    expect((await door.get('supervisor', `/v1/alerts/${stream}`)).statusCode).toBe(200);
    expect((await get(`/v1/alerts/${stream}`)).statusCode).toBe(404);
    for (const step of ['acknowledge-alert', 'explain-alert', 'close-alert', 'reopen-alert']) {
      const answer = await door.post(undefined, `/v1/alerts/${stream}/${step}`, {}, headers);
      expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
    }
  });

  it('cannot judge a command there', async () => {
    const body = { command: 'close-case', body: { occurredAt: ago(0) } };
    const answer = await door.post(undefined, `/v1/cases/${walk.stream}/dry-run`, body, headers);
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('cannot open a case in the name of this organ', async () => {
    const body = { ...walk.opening(), occurredAt: ago(1000) };
    const answer = await door.post(undefined, '/v1/cases', body, headers);
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  it.each([
    '/v1/cases',
    '/v1/cases?q=王小明',
    '/v1/cases?q=演',
    '/v1/cases?party=王',
    '/v1/cases?overdue=true&asOf=2999-01-01',
    '/v1/tasks',
    '/v1/tasks/all?asOf=2999-01-01',
    `/v1/cases?asOf=2026-12-31`,
    '/v1/supervision/counts?by=organ,type',
    '/v1/supervision/durations',
    '/v1/supervision/figures?by=organ,level',
    '/v1/supervision/punctuality?by=key',
    '/v1/supervision/punctuality?level=county&territory=99',
    '/v1/supervision/discretion',
    '/v1/supervision/outliers/discretion',
    '/v1/supervision/backfill?by=type',
    '/v1/supervision/alert-figures',
    '/v1/supervision/clocks',
    '/v1/supervision/clock-totals',
    '/v1/supervision/alerts',
    '/v1/supervision/reminders',
    '/v1/accountability/rules',
    '/v1/accountability/rules/R-21/refusals',
    '/v1/disclosure/due',
    '/v1/disclosure/publications',
    '/v1/disclosure/in-act',
    '/v1/disclosure/publications?asOf=2026-12-31&state=due',
    '/v1/officers',
    '/v1/items?q=演示',
  ])('sees nothing of it in %s, nor when asking for it by name', async (url) => {
    const both = [
      encodeURI(url),
      `${encodeURI(url)}${url.includes('?') ? '&' : '?'}organ=${door.demo.organ}`,
    ];
    for (const each of both) {
      const answer = await get(each);
      expect([answer.statusCode, answer.json<{ items: unknown[] }>().items]).toEqual([200, []]);
    }
  });

  it('sees nothing of it by person or by stream', async () => {
    const actor = door.officer('officer-1');
    for (const url of [
      `actors/${actor}/acts`,
      `actors/${actor}/refusals`,
      `streams/${walk.stream}/refusals`,
    ]) {
      expect((await get(`/v1/accountability/${url}`)).json()).toEqual({ items: [] });
    }
    expect((await get(`/v1/accountability/streams/${walk.stream}/acts`)).json()).toMatchObject({ acts: [] });
    expect((await get('/v1/supervision/stats')).json()).toMatchObject({ events: 0, cases: 0 });
    expect((await get('/v1/supervision/refusals')).json()).toEqual({ refused: 0, rules: [] });
    expect((await get('/v1/supervision/outliers/duration')).json()).toEqual({ cases: [] });
  });

  it('sees nothing that is sealed there', async () => {
    await door.henji.projections.reached((await door.henji.store.head()).position);
    for (const what of ['sealed/matters', 'sealed/alerts', 'tracings'])
      expect((await get(`/v1/${what}?purpose=x`)).json()).toEqual({ items: [] });
    const here = await door.get('discipline', '/v1/sealed/matters?purpose=x');
    expect(here.json<{ items: object[] }>().items).toHaveLength(1);
  });

  it('is no administrator, of no organ', async () => {
    const answer = await door.post(undefined, `/v1/organs/${organ}/rename-organ`, {}, headers);
    expect(answer.json()).toMatchObject({ code: 'role-missing' });
  });
});

describe('an administrator of one organ', () => {
  it('keeps the registers of that organ, and no accounts', async () => {
    const created = (await door.post('admin', '/v1/accounts', { name: 'local.admin' })).json<{
      account: string;
      password: string;
    }>();
    const { organ } = door.demo;
    await door.post('admin', `/v1/accounts/${created.account}/grant-role`, {
      role: 'administrator',
      organ,
      occurredOn: '2026-01-05',
    });
    const first = await door.post(undefined, '/v1/sign-in', {
      name: 'local.admin',
      password: created.password,
    });
    const changed = await door.post(
      undefined,
      '/v1/password',
      { oldPassword: created.password, newPassword: 'an administrator of one' },
      { authorization: `Bearer ${first.json<{ token: string }>().token}` },
    );
    const headers = { authorization: `Bearer ${changed.json<{ token: string }>().token}` };
    const unit = {
      occurredOn: '2026-01-05',
      unit: 'u-1',
      name: '一中队',
      kind: 'internal',
      from: '2026-01-05',
    };
    expect((await door.post(undefined, `/v1/organs/${organ}/register-unit`, unit, headers)).statusCode).toBe(
      200,
    );
    expect((await door.post(undefined, '/v1/accounts', { name: 'x.y' }, headers)).json()).toMatchObject({
      code: 'role-missing',
    });
    const officer = {
      occurredOn: '2026-01-05',
      name: '某人',
      organ: 'organ-other',
      kind: 'officer',
      from: '2026-01-05',
    };
    expect((await door.post(undefined, '/v1/officers', officer, headers)).json()).toMatchObject({
      status: 404,
    });
    const whole = { occurredOn: '2026-01-05', name: '另一局' };
    expect(
      (await door.post(undefined, `/v1/organs/organ-${randomUUID()}/rename-organ`, whole, headers)).json(),
    ).toMatchObject({ status: 404 });
  });
});
