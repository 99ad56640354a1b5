import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandCatalogue } from '../../src/app/bus/command-catalogue';
import type { Place } from '../../src/app/engines/place';
import { controllers } from '../../src/http/http.module';
import { routesOf } from '../../src/http/openapi/routes';
import { onLayouts } from '../support/layouts';
import { ago, today } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';
import { GeneralWalk } from './general-walk';

/**
 * Two people with the least rights walk every route there is: one with every role, but in another organ, and one who has
 * no role at all. Whatever they ask, with whichever filter, nothing of this organ stands in what they get.
 */

let door: Door;
let walk: CaseWalk;
let general: GeneralWalk;
let blob: string;
let sealedBlob: string;
/** What stands in nothing but a sealed record. */
let sealedMarks: readonly string[];
let tracing: string;
let strangersOrgan: string;
/** What identifies somebody or something of this organ, wherever it stands. */
let marks: readonly string[];

type Headers = Readonly<Record<string, string>>;
const elsewhere: Record<'stranger' | 'nobody', Headers> = { stranger: {}, nobody: {} };
const foreigners = ['stranger', 'nobody'] as const;

const roles = [
  ...['officer', 'legal-reviewer', 'hearing-chair', 'approver', 'publisher', 'archivist', 'finance'],
  ...['supervisor', 'discipline', 'administrator'],
];
const basis = [{ norm: '行政处罚法', article: '第十七条', rank: 'law' }];
const on = { occurredOn: '2026-01-05' };

async function signIn(name: string, grants: readonly object[]): Promise<Headers> {
  const made = await door.post('admin', '/v1/accounts', { name });
  const { account, password } = made.json<{ account: string; password: string }>();
  for (const grant of grants) {
    const granted = await door.post('admin', `/v1/accounts/${account}/grant-role`, { ...grant, ...on });
    expect([granted.statusCode, granted.body]).toEqual([200, expect.any(String)]);
  }
  const signedIn = await door.post(undefined, '/v1/sign-in', { name, password });
  const { token } = signedIn.json<{ token: string }>();
  const change = { oldPassword: password, newPassword: 'who walks every route' };
  const changed = await door.post(undefined, '/v1/password', change, { authorization: `Bearer ${token}` });
  expect([changed.statusCode, changed.body]).toEqual([200, expect.any(String)]);
  return { authorization: `Bearer ${changed.json<{ token: string }>().token}` };
}

const routes = routesOf(controllers).map(({ method, path }) => ({ method, path, name: `${method} ${path}` }));
const isOpen = (path: string): boolean =>
  /^\/(health|ready|metrics)$|^\/v1\/public\/|^\/v1\/(me|sign-in|sign-out|password)$/u.test(path);

/** The address of a route about things of this organ, or about things that nobody has. */
function addressOf(path: string, there: boolean): string {
  const { demo } = door;
  const kind = /^\/v1\/(\w+?)s\//u.exec(path)?.[1] ?? 'case';
  const own: Readonly<Record<string, string>> = {
    ...{ organ: demo.organ, officer: door.officer('officer-1'), item: demo.item, template: demo.template },
    ...{ tracing, guards: `guards-${demo.organ}`, guard: `guards-${demo.organ}`, account: account() },
  };
  const stream = own[kind] ?? walk.stream;
  const of = (what: string): string => (there ? what : `${what.split('-', 1)[0]!}-nothingofthatkind`);
  return path
    .replace(':stream', of(stream))
    .replace(':account', of(account()))
    .replace(':actor', of(door.officer('officer-1')))
    .replace(':code', 'R-21')
    .replace(':blob', there ? (path.includes('/sealed/') ? sealedBlob : blob) : 'f'.repeat(64))
    .replace(':document', 'on-spot-decision-4');
}
const account = (): string => accounts[0] ?? 'account-x';
let accounts: readonly string[] = [];

const get = (url: string, headers: Headers) => door.app.inject({ url, headers });
/** What stands in an answer of this organ and not in the question. */
const leaked = (body: string, url: string): readonly string[] =>
  marks.filter((mark) => body.includes(mark) && !decodeURIComponent(url).includes(mark));

/** Answers tell a thing of others from one that is not there by nothing but its name, which the asker gave. */
function told(body: string, ...names: readonly string[]): string {
  const longest = names.toSorted((one, other) => other.length - one.length);
  const plain = longest.reduce((text, name) => text.replaceAll(name, 'X'), body);
  return plain.replaceAll(/urn:henji:request:[\w-]+/gu, '');
}

async function arrange(place: Place): Promise<void> {
  door = await Door.open({ place, limits: { signInsPerMinute: 1000, requestsPerMinute: 1e6 } });
  walk = new CaseWalk(door);
  await walk.toDelivery(5000);
  general = new GeneralWalk(door);
  await general.toFiled();
  const upload = await door.app.inject({
    ...{
      method: 'POST',
      url: `/v1/cases/${walk.stream}/files?subject=party`,
      payload: Buffer.from('%PDF-1.4 x'),
    },
    headers: { ...(await door.as('officer-1')), 'content-type': 'application/pdf' },
  });
  ({ blob } = upload.json<{ blob: string }>());
  sealedBlob = await underSeal();
  await happenings();
  const confirmed = await door.post('admin', '/v1/organs', {
    ...{ ...on, name: '别处局', territory: '990101', level: 'county', kind: 'organ', basis },
    ...{ announced: '2025-01-01', reviewBody: '别处政府', court: '别处法院', from: '2025-01-01' },
    bank: { name: '行', address: '街' },
  });
  const { stream: organ } = confirmed.json<{ stream: string }>();
  strangersOrgan = organ;
  elsewhere.stranger = await signIn(
    'a.stranger',
    roles.map((role) => ({ role, organ })),
  );
  elsewhere.nobody = await signIn('a.nobody', []);
  accounts = (await door.get('admin', '/v1/accounts'))
    .json<{ items: { account: string; name: string }[] }>()
    .items.filter(({ name }) => name.startsWith('demo-'))
    .map((each) => each.account);
  tracing = await aTracing();
  const { demo } = door;
  marks = [
    ...[
      demo.organ,
      walk.stream,
      general.stream,
      demo.item,
      demo.generalItem,
      blob,
      sealedBlob,
      tracing,
      ...accounts,
    ],
    ...Object.values(demo.templates),
    ...demo.signIns.flatMap(({ officer }) => officer ?? []),
    ...['打听案情', '密封录音', '王小明', '李小红', '演示路', '当罚〔'],
  ];
  await door.henji.projections.reached((await door.henji.store.head()).position);
}

/** A refusal, a rule that somebody would set aside, a filter. */
async function happenings(): Promise<void> {
  const occurredAt = ago(1000);
  const { statusCode } = await door.post('officer-1', `/v1/cases/${walk.stream}/decide-on-spot`, {
    ...{ ...walk.decision(5000), occurredAt },
  });
  expect(statusCode).toBe(422);
  const day = today(1);
  await door.post('chief', '/v1/guards', {
    ...{ request: 'q1', organ: door.demo.organ, rule: 'R-04 G-DUTY', from: day, until: day, occurredAt },
    ...{ ground: 'wrong-pack', reason: '职责表导入有误' },
  });
}

/** An interference on record, with a file. @returns the address of the file */
async function underSeal(): Promise<string> {
  const [sealed, record] = [`/v1/cases/${walk.stream}/sealed`, randomUUID()];
  const occurredAt = ago(1000);
  const told = {
    ...{ happened: occurredAt, means: 'oral', category: 'enquiry', who: { name: '某领导' }, occurredAt },
    ...{ position: 'superior', through: [], words: '打听案情', request: 'disclose', witnesses: [] },
    ...{ answer: 'refused', evidence: [] },
  };
  const key = { 'idempotency-key': record };
  const done = [await door.post('officer-1', `${sealed}/record-interference`, told, key)];
  sealedMarks = [record, '打听案情', '密封录音', '某领导'];
  const upload = await door.app.inject({
    ...{ method: 'POST', url: `${sealed}/files`, payload: Buffer.from('%PDF-1.4 密封录音') },
    headers: { ...(await door.as('officer-1')), 'content-type': 'application/pdf' },
  });
  const { blob: kept } = upload.json<{ blob: string }>();
  const attached = { record, blob: kept, description: '密封录音', occurredAt };
  done.push(await door.post('officer-1', `${sealed}/attach-interference-evidence`, attached));
  expect(done.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  return kept;
}

/** A tracing of this organ, as two certified supervisors open it. */
async function aTracing(): Promise<string> {
  const { organ } = door.demo;
  const supervisors: string[] = [];
  for (const person of ['discipline', 'supervisor']) {
    const { officer = '' } = door.demo.signIns.find(({ name }) => name === `demo-${person}`) ?? {};
    const of = officer === '' ? await anotherOfficer(person) : officer;
    await door.post('admin', `/v1/officers/${of}/record-exam`, {
      ...{ ...on, subject: 'supervision', passed: true, on: '2026-01-04' },
    });
    await door.post('admin', `/v1/officers/${of}/issue-duty-certificate`, {
      ...{
        ...on,
        kind: 'supervision',
        number: `监-外-${person}`,
        organ,
        issuer: '市政府',
        from: '2026-01-05',
      },
    });
    supervisors.push(of);
  }
  const opened = await door.post('discipline', '/v1/tracings', {
    ...{ organ, case: walk.stream, code: 'R-21', prefix: '演监倒', supervisors, question: '由谁负责' },
    declarations: supervisors.map((officer) => ({ officer, conflict: false })),
    occurredAt: ago(1),
  });
  expect([opened.statusCode, opened.body]).toEqual([201, expect.any(String)]);
  return opened.json<{ stream: string }>().stream;
}

async function anotherOfficer(person: string): Promise<string> {
  const registered = await door.post('admin', '/v1/officers', {
    ...{ ...on, name: `监督${person}`, organ: door.demo.organ, kind: 'officer', from: '2026-01-05' },
  });
  const { stream: officer } = registered.json<{ stream: string }>();
  const me = (await door.get(person, '/v1/me')).json<{ account: string }>();
  await door.post('admin', `/v1/accounts/${me.account}/link-officer`, { ...on, officer });
  return officer;
}

const insiders = ['supervisor', 'discipline', 'officer-1', 'publisher', 'chief', 'archivist', 'admin'];
const isFigure = (path: string): boolean => /^\/v1\/(supervision|accountability\/rules)/u.test(path);
/** Numbers that count something: those that stand in an answer about nothing are all zero. */
const counted = (body: string): boolean => /:[1-9]\d*[,}\]]/u.test(body);

const ways = ['', '?purpose=x', '?purpose=x&code=R-21', '?by=organ', '?asOf=2999-01-01', '?revision=6'];

/** Whether somebody of this organ finds something of it there, in one of these ways of asking. */
async function isSeenInside(path: string, asked: readonly string[]): Promise<boolean> {
  const url = addressOf(path, true);
  for (const person of insiders) {
    for (const way of asked) {
      const { statusCode, headers, body } = await get(`${url}${way}`, await door.as(person));
      const packed = /(pdf|zip|octet)/u.test(headers['content-type'] as string);
      const told = packed || marks.some((mark) => body.includes(mark)) || (isFigure(path) && counted(body));
      if (statusCode === 200 && told) return true;
    }
  }
  return false;
}

/**
 * Of these an organ of a few days has nothing yet: no filter saved, no appeal, no hand-over, no alert, nothing that stands
 * out.
 */
const expectedBlind: readonly string[] = [
  'get /v1/cases/:stream/actions',
  'get /v1/cases/:stream/alerts',
  'get /v1/alerts/:stream',
  'get /v1/saved-filters',
  'get /v1/cases/:stream/evidence-file',
  'get /v1/cases/:stream/discipline',
  'get /v1/sealed/alerts',
  'get /v1/supervision/outliers/duration',
  'get /v1/supervision/outliers/discretion',
  'get /v1/supervision/alert-figures',
  'get /v1/supervision/alerts',
  'get /v1/supervision/reminders',
  'get /v1/accountability/citations',
  'get /v1/accountability/readings',
  'get /v1/accountability/rules/:code/refusals',
];

onLayouts('the walk of strangers', (layout) => {
  beforeAll(async () => arrange(await layout.place()), 90_000);
  afterAll(() => door.close());

  describe('every question', () => {
    const questions = routes.filter(({ method, path }) => method === 'get' && !isOpen(path));
    const seen = new Set<string>();
    const answered = new Set<string>();

    it.each(questions)('$name shows nothing of others', async ({ name, path }) => {
      for (const [place, way] of ways.entries()) {
        const url = `${addressOf(path, true)}${way}`;
        const nothing = `${addressOf(path, false)}${way}`;
        // Whoever has no role is asked in the doorway, before anything is read of a server.
        const isShort = layout.name === 'servers' && place > 1;
        for (const foreigner of isShort ? (['stranger'] as const) : foreigners) {
          const there = await get(url, elsewhere[foreigner]);
          const absent = await get(nothing, elsewhere[foreigner]);
          expect({ name, leaked: leaked(there.body, url) }).toEqual({ name, leaked: [] });
          expect(there.statusCode).toBe(absent.statusCode);
          const unknown = nothing.split(/[/?]/u).filter((part) => part.includes('nothingofthatkind'));
          const names = [...marks, `guards-${door.demo.organ}`, ...unknown];
          expect(told(there.body, ...names)).toBe(told(absent.body, ...names));
          const isOfOthers =
            /:(?:stream|blob|document|account)/u.test(path) && !path.includes('accountability');
          if (isOfOthers) expect([403, 404]).toContain(there.statusCode);
          else if (foreigner === 'stranger' && there.statusCode === 200) answered.add(name);
        }
      }
      const isBrief = layout.name === 'servers' && expectedBlind.includes(name);
      if (await isSeenInside(path, isBrief ? ways.slice(0, 2) : ways)) seen.add(name);
    });

    it('has something to show to those whom it concerns', () => {
      const blind = questions.map(({ name }) => name).filter((name) => !seen.has(name));
      expect(blind).toEqual(expectedBlind);
      // Where nothing of others is named the stranger gets an answer: an empty one.
      const lists = questions.filter(({ path }) => !path.includes(':')).map(({ name }) => name);
      // Accounts are an administrator's; citations are asked for by what is cited.
      const unanswered = ['get /v1/accounts', 'get /v1/accountability/citations'];
      expect(lists.filter((name) => !answered.has(name))).toEqual(unanswered);
    });

    const filters = (): readonly string[] => {
      const { organ, item } = door.demo;
      const officer = door.officer('officer-1');
      const named = {
        ...{ organ, item, officer, actor: officer, case: walk.stream, stream: walk.stream },
        ...{ q: '王小明', party: '李', number: '演', name: '李', field: 'a', channel: 'own-site' },
      };
      return [
        ...Object.entries(named).map(([name, value]) => `${name}=${encodeURIComponent(value)}`),
        ...['asOf=2999-01-01', 'asOf=2026-12-31', 'by=organ', 'by=item', 'territory=99', 'level=county'],
        ...['overdue=true', 'state=due', 'state=overdue', 'kind=citizen', 'phase=delivered', 'limit=200'],
        ...['q=%25', 'q=_', 'q=*', "q='%20OR%201=1--", `organ=${organ}&organ=${organ}`],
      ];
    };
    const lists = questions.filter(({ path }) => !path.includes(':'));

    it.each(lists)('$name shows nothing of others, whatever it is narrowed by', async ({ path }) => {
      for (const filter of filters()) {
        const url = `${path}?${filter}${path.includes('/sealed/') ? '&purpose=x' : ''}`;
        const answer = await get(url, elsewhere.stranger);
        expect({ url, leaked: leaked(answer.body, url) }).toEqual({ url, leaked: [] });
        expect([200, 400, 403]).toContain(answer.statusCode);
        if (isFigure(path) && path !== '/v1/accountability/rules')
          expect({ url, counted: answer.statusCode === 200 && counted(answer.body) }).toEqual({
            url,
            counted: false,
          });
        const { items } = answer.json<{ items?: readonly object[] }>();
        const own = ['/v1/organs', '/v1/saved-filters', '/v1/accountability/rules', '/v1/accounts'].includes(
          path,
        );
        if (items !== undefined && !own) expect({ url, items }).toEqual({ url, items: [] });
      }
    });
  });

  describe('what is sealed', () => {
    /** Neither who recorded it nor the bodies that it is for. */
    const others = ['officer-2', 'reviewer', 'hearing-chair', 'chief', 'publisher', 'archivist'];
    const questions = routes.filter(({ method, path }) => method === 'get' && path !== '/metrics');

    it.each(questions)('stands in no answer of $name to others of the organ', async ({ path }) => {
      const told = (body: string, url: string) =>
        [...sealedMarks, sealedBlob].filter((mark) => body.includes(mark) && !url.includes(mark));
      const isForSupervision = /^\/v1\/(sealed\/|cases\/:stream\/sealed)/u.test(path);
      const listed = path.includes(':') ? '' : '?q=打听案情';
      const more = [path.endsWith('traceback') ? '?purpose=x&code=W-39' : listed, '?purpose=supervision'];
      const people = [...others, 'finance', 'admin', ...(isForSupervision ? [] : ['supervisor'])];
      for (const [place, person] of people.entries()) {
        // On servers each asks in one of the ways.
        for (const way of layout.name === 'servers' ? [more[place % more.length]!] : more) {
          const url = encodeURI(`${addressOf(path, true)}${way}`);
          const { body, statusCode } = await get(url, await door.as(person));
          expect({ person, url, told: told(body, url) }).toEqual({ person, url, told: [] });
          if (path.endsWith('/sealed/files/:blob')) expect(statusCode).not.toBe(200);
        }
      }
    });

    it('is no file of the case, for anybody, and told from none by nothing but its name', async () => {
      for (const person of [...others, 'officer-1', 'supervisor', 'discipline']) {
        const of = async (address: string) => {
          const url = `/v1/cases/${walk.stream}/files/${address}?purpose=supervision`;
          const { statusCode, body } = await get(url, await door.as(person));
          return { statusCode, body: told(body, address) };
        };
        expect(await of(sealedBlob)).toEqual(await of('f'.repeat(64)));
      }
    });
  });

  describe('every command', () => {
    const commands = routes.filter(({ method, path }) => method === 'post' && path.includes(':stream'));

    it.each(commands)('$name finds nothing of others', async ({ path }) => {
      const url = addressOf(path, true);
      for (const foreigner of foreigners) {
        const answer = await door.post(undefined, url, {}, elsewhere[foreigner]);
        expect([403, 404]).toContain(answer.statusCode);
        expect(leaked(answer.body, url)).toEqual([]);
        const absent = await door.post(undefined, addressOf(path, false), {}, elsewhere[foreigner]);
        expect(answer.statusCode).toBe(absent.statusCode);
      }
    });

    const opening = commandCatalogue.flatMap(({ plural, routes: all }) =>
      all.filter(({ opens }) => opens).map(({ name, slug }) => ({ name, plural, slug })),
    );
    it.each(opening)('$name opens nothing in the name of others', async ({ plural, slug }) => {
      const { organ, item } = door.demo;
      for (const url of [`/v1/${plural}`, `/v1/${plural}/${slug}`]) {
        const body = { ...walk.opening(), organ, item, occurredAt: ago(0) };
        const answer = await door.post(undefined, url, body, elsewhere.stranger);
        expect(answer.statusCode).toBeGreaterThanOrEqual(400);
        expect(leaked(answer.body, `${url}${JSON.stringify(body)}`)).toEqual([]);
      }
    });
  });

  describe('a tracing', () => {
    it('that a stranger opens on a foreign case is told from one on no case by nothing but its name', async () => {
      const registered = await door.post('admin', '/v1/officers', {
        ...{ ...on, name: '别处监督', organ: strangersOrgan, kind: 'officer', from: '2026-01-05' },
      });
      const { stream: officer } = registered.json<{ stream: string }>();
      const { account: own } = (await get('/v1/me', elsewhere.stranger)).json<{ account: string }>();
      const linked = await door.post('admin', `/v1/accounts/${own}/link-officer`, { ...on, officer });
      expect(linked.statusCode).toBe(200);
      const supervisors = [officer, door.officer('officer-1')];
      for (const code of ['R-21', 'reversal', 'X-1']) {
        const of = async (stream: string) => {
          const opening = {
            ...{
              organ: strangersOrgan,
              case: stream,
              code,
              prefix: '别监倒',
              supervisors,
              question: '由谁负责',
            },
            declarations: supervisors.map((each) => ({ officer: each, conflict: false })),
            occurredAt: ago(1),
          };
          const answer = await door.post(undefined, '/v1/tracings', opening, elsewhere.stranger);
          return { code, status: answer.statusCode, body: told(answer.body, stream) };
        };
        const there = await of(walk.stream);
        expect(there).toEqual(await of('case-nothingofthatkind'));
        expect(there.status).toBe(404);
      }
    });
  });
});
