import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ago } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';
import { GeneralWalk } from './general-walk';

interface Task {
  readonly case: string;
  readonly zh: string;
  readonly state: string;
  readonly clock: {
    readonly key: string;
    readonly parameter: string;
    readonly dueOn: string | null;
    readonly daysLeft: number;
    readonly articles: readonly { readonly zh: string }[];
  } | null;
  readonly alert: string | null;
  readonly row: string | null;
  readonly acts: readonly { readonly slug: string; readonly possible: boolean }[];
}

let door: Door;
let walk: GeneralWalk;
beforeAll(async () => {
  door = await Door.open();
  walk = new GeneralWalk(door);
}, 60_000);
afterAll(() => door.close());

/** Tasks of somebody on the day of the walk. */
async function tasksOf(person: string, query = '', path = '/v1/tasks'): Promise<readonly Task[]> {
  const url = `${path}?asOf=${walk.day}&waitFor=${walk.position}${query}`;
  const answer = await door.get(person, url);
  expect({ person, status: answer.statusCode, body: answer.json<object>() }).toMatchObject({ status: 200 });
  return answer.json<{ items: readonly Task[] }>().items;
}

/** In short: the period, or the step that is waited for; and what could be done now. */
const inShort = (tasks: readonly Task[]): readonly string[] =>
  tasks.map(({ zh, acts }) =>
    [zh, ...acts.filter(({ possible }) => possible).map(({ slug }) => slug)].join(' '),
  );
const brief = async (person: string): Promise<readonly string[]> => inShort(await tasksOf(person));

const workers = ['officer-1', 'chief', 'reviewer', 'hearing-chair', 'publisher', 'finance', 'archivist'];

/** Everybody who has a task, with it. */
async function everybody(): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const person of workers) {
    const tasks = await brief(person);
    if (tasks.length > 0) found[person] = tasks;
  }
  return found;
}

describe('what waits for whom', () => {
  it('moves from person to person as a case goes on', async () => {
    const conclude = '调查终结 conclude-investigation';
    const notice = '送达行政处罚事先告知书 serve-notice';
    const discuss = '负责人集体讨论 collective-discuss';
    const hearing = '申请听证 request-hearing waive-hearing';
    await walk.clue();
    expect(await everybody()).toEqual({ 'officer-1': ['线索核查 verify-clue'] });
    await walk.verify();
    expect(await everybody()).toEqual({ chief: ['立案 file-case do-not-file'] });
    await walk.file();
    expect(await everybody()).toEqual({ 'officer-1': ['办案期限'], chief: ['指派执法人员 assign-officers'] });
    await walk.assign();
    expect(await everybody()).toEqual({ 'officer-1': ['办案期限', conclude] });
    await walk.contact('c1');
    await walk.interview('c1');
    await walk.inspect('c1');
    await walk.evidence('e3');
    for (const id of ['e1', 'e2', 'e3']) await walk.verified(id);
    await walk.conclude();
    expect(await everybody()).toEqual({
      'officer-1': ['办案期限', '送法制审核 submit-review', notice],
      chief: [discuss],
    });
    await walk.submit();
    expect(await everybody()).toEqual({
      'officer-1': [notice, '办案期限'],
      chief: [discuss],
      reviewer: ['法制审核 give-opinion'],
    });
    await walk.opinion();
    await walk.notice();
    expect(await everybody()).toEqual({
      'officer-1': [hearing, '陈述申辩 receive-statement waive-statement', '办案期限'],
      chief: [discuss],
    });
    await walk.state();
    expect(await everybody()).toEqual({
      'officer-1': [hearing, '办案期限', '复核陈述申辩 review-statement'],
      chief: [discuss],
    });
    await walk.answer();
    await walk.noHearing();
    expect(await everybody()).toEqual({ 'officer-1': ['办案期限'], chief: [discuss] });
    await walk.discuss();
    expect(await everybody()).toEqual({
      'officer-1': ['办案期限'],
      chief: ['办案期限 decide-penalty decide-no-penalty terminate-case'],
    });
  }, 60_000);

  it('goes on after the decision, down to the archive', async () => {
    const major = '重大处罚决定备案 file-major-decision';
    const toCourt = (people: Record<string, readonly string[]>, person: string) =>
      people[person]?.some((task) => task.startsWith('申请法院强制执行'));
    await walk.decide();
    expect(await everybody()).toEqual({
      'officer-1': ['送达决定书 attempt-service', '制作决定书 issue-document', major],
      chief: ['制作决定书 issue-document'],
      reviewer: [major],
    });
    await walk.issue();
    expect(await everybody()).toEqual({
      'officer-1': ['送达决定书 serve-decision announce-decision attempt-service', major],
      reviewer: [major],
    });
    await walk.serve();
    const served = await everybody();
    expect(served).toMatchObject({
      publisher: [expect.stringMatching(/^处罚决定公示 publish-decision decide-not-to-publish/u)],
      finance: ['缴纳罚款 receive-payment'],
    });
    expect([toCourt(served, 'officer-1'), toCourt(served, 'chief')]).toEqual([true, true]);
    await walk.publish();
    await walk.pay();
    await walk.major();
    await walk.identity();
    expect(await everybody()).toEqual({
      'officer-1': ['结案'],
      chief: ['结案 reopen-case close-case'],
      archivist: ['结案 close-case'],
    });
    await walk.close();
    expect(await everybody()).toEqual({ archivist: ['归档 archive-case'] });
    await walk.archive();
    expect(await everybody()).toEqual({});
  }, 60_000);

  it('names the period with its days, its parameter and its articles', async () => {
    const second = new GeneralWalk(door);
    await second.toConcluded();
    walk = second;
    const deciding = async (query = '') =>
      (await tasksOf('officer-2', query)).find(
        (task) => task.case === second.stream && task.zh === '办案期限',
      );
    expect(await deciding()).toMatchObject({
      ...{ case: second.stream, state: 'due', alert: 'W-05', row: 'V12' },
      clock: {
        ...{ key: 'case.decide', parameter: 'case.decide', dueOn: '2025-06-01', daysLeft: 90 },
        articles: [{ zh: expect.stringContaining('第六十条') }],
      },
    });
    expect(await deciding('&nearDays=90')).toMatchObject({ state: 'near' });
    // 80 % of the 90 days are the 72nd (处罚法 60; case.decide.warn).
    second.day = '2025-05-13';
    expect(await deciding()).toMatchObject({ state: 'due', clock: { daysLeft: 19 } });
    second.day = '2025-05-14';
    expect(await deciding()).toMatchObject({ state: 'near', clock: { daysLeft: 18 } });
    second.day = '2025-06-04';
    expect(await deciding()).toMatchObject({ state: 'overdue', clock: { daysLeft: -3 } });
    second.day = '2025-03-03';
  }, 60_000);

  it('is as it was on an earlier day', async () => {
    walk.on('2025-03-10');
    await walk.submit();
    expect(await brief('reviewer')).toEqual(['法制审核 give-opinion']);
    walk.day = '2025-03-09';
    expect(await brief('reviewer')).toEqual([]);
    expect(await brief('officer-1')).toContain('送法制审核 submit-review');
    walk.day = '2025-03-02';
    expect(await everybody()).toEqual({});
    walk.day = '2025-03-10';
  });

  it('is told as it was known at an instant, also for a day before it was known', async () => {
    const before = encodeURIComponent(ago(0));
    const as = inShort(await tasksOf('officer-1'));
    await walk.notice();
    expect(inShort(await tasksOf('officer-1', `&knownAt=${before}`))).toEqual(as);
    expect(inShort(await tasksOf('officer-1'))).not.toEqual(as);
    expect(await tasksOf('officer-1', `&knownAt=${encodeURIComponent('2024-01-01T00:00:00Z')}`)).toEqual([]);
    expect((await door.get('officer-1', '/v1/tasks?knownAt=yesterday')).statusCode).toBe(400);
  });

  it('asks the chair who was named to hold the hearing, and nobody else', async () => {
    await walk.send('officer-1', 'request-hearing', { form: 'written' });
    expect(await brief('officer-1')).toContain('送达听证通知书 notify-hearing');
    expect(await brief('hearing-chair')).toEqual([]);
    const notification = { at: '2025-03-24T09:30:00+08:00', place: '演示厅', open: true };
    const [chair, service] = [door.officer('hearing-chair'), walk.proof()];
    await walk.send('officer-1', 'notify-hearing', {
      ...{ ...notification, officers: walk.officers, chair, service },
    });
    expect(await brief('hearing-chair')).toEqual(['举行听证 hold-hearing']);
    expect(await brief('officer-1')).not.toContain('送达听证通知书 notify-hearing');
  });

  it('is told page by page, each task once', async () => {
    const all = inShort(await tasksOf('officer-1'));
    expect(all.length).toBeGreaterThan(1);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const url = `/v1/tasks?limit=1&asOf=${walk.day}${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = (await door.get('officer-1', url)).json<{ items: readonly Task[]; next?: string }>();
      expect(page.items.length).toBeLessThanOrEqual(1);
      seen.push(...inShort(page.items));
      if (page.next === undefined) break;
      cursor = page.next;
    }
    expect(seen).toEqual(all);
  });

  it('is seen whole by those who look after the organ, and not by those who act', async () => {
    const all = inShort(await tasksOf('supervisor', '', '/v1/tasks/all'));
    for (const person of ['officer-1', 'reviewer', 'chief']) {
      const own = (await tasksOf(person)).map(({ zh }) => zh);
      for (const zh of own) expect(all.some((task) => task.startsWith(zh))).toBe(true);
    }
    expect((await door.get('officer-1', '/v1/tasks/all')).json()).toMatchObject({ code: 'role-missing' });
    expect((await door.get('supervisor', '/v1/tasks')).json()).toMatchObject({ code: 'role-missing' });
  });
});

describe('a case on the spot', () => {
  it('waits for its officers though no period runs', async () => {
    const spot = new CaseWalk(door);
    await spot.open();
    const tasks = async (person: string) => {
      const answer = await door.get(person, `/v1/tasks?waitFor=${spot.position}&limit=500`);
      let found = answer.json<{ items: readonly Task[]; next?: string }>();
      const items = [...found.items];
      while (found.next !== undefined) {
        found = (await door.get(person, `/v1/tasks?limit=500&cursor=${found.next}`)).json();
        items.push(...found.items);
      }
      return inShort(items.filter((task) => task.case === spot.stream));
    };
    expect(await tasks('officer-2')).toEqual(['出示证件 show-credential']);
    await spot.show();
    expect(await tasks('officer-2')).toEqual(['认定事实 record-facts']);
    expect(await tasks('chief')).toEqual([]);
    expect(await tasks('archivist')).toEqual([]);
  });
});
