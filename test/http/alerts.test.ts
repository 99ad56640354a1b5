import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertStream, recordAlert } from '../../src/app/alerts/record-alert';
import type { AlertDetail, AlertView } from '../../src/app/bus/alert-queries';
import { alerts, type AlertCode } from '../../src/law/violations';
import { ago, testClock, today } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

/** An alert is seen, explained, closed and taken up again over HTTP. */

let door: Door;
let walk: CaseWalk;

beforeAll(async () => {
  door = await Door.open();
  walk = new CaseWalk(door);
  await walk.toDelivery(5000);
}, 60_000);
afterAll(() => door.close());

const now = () => ({ occurredAt: ago(1) });

/** An alert as the watch records it. @returns its stream */
async function raise(code: AlertCode, clock: string): Promise<string> {
  const { recorder, projections, store } = door.henji;
  const about = { case: walk.stream, clock };
  await recordAlert(
    recorder,
    {
      ...{ ...about, alert: alerts[code], due: today(), because: 'e', organ: door.demo.organ },
      ...{ packs: [], calendars: [] },
    },
    testClock.now() - 1000,
  );
  await projections.reached((await store.head()).position);
  return alertStream(code, about);
}

async function send(who: string, stream: string, step: string, body: object = {}) {
  const answer = await door.post(who, `/v1/alerts/${stream}/${step}`, { ...body, ...now() });
  const { broken = [], position = '' } = answer.json<{
    broken?: { code: string; guard: string }[];
    position?: string;
  }>();
  const codes = broken.map(({ code, guard }) => `${code} ${guard}`);
  return { status: answer.statusCode, broken: codes, position };
}

const read = async (who: string, stream: string, position: string) =>
  (await door.get(who, `/v1/alerts/${stream}?waitFor=${position}`)).json<AlertDetail>();

describe('an alert on a case', () => {
  it('stands on the case, with its code in words, its age and where it lies', async () => {
    const stream = await raise('W-21', 'onspot.file');
    const answer = await door.get('officer-1', `/v1/cases/${walk.stream}/alerts`);
    const { items } = answer.json<{ items: AlertView[] }>();
    expect(items).toEqual([
      expect.objectContaining({
        ...{ alert: stream, code: 'W-21', status: 'open', level: 'post', ageDays: 0, closedOn: null },
        ...{ zh: alerts['W-21'].zh, en: alerts['W-21'].en, reminder: false },
      }),
    ]);
  });

  it('is acknowledged and explained by whom it is about, who does not close it', async () => {
    const stream = await raise('W-24', 'onspot.archive');
    expect((await send('officer-1', stream, 'acknowledge-alert')).status).toBe(200);
    expect((await send('officer-1', stream, 'explain-alert', { explanation: '档案柜更换' })).status).toBe(
      200,
    );
    const body = { outcome: 'explained', reasons: '档案柜更换，情况属实' };
    expect((await send('officer-1', stream, 'close-alert', body)).status).toBe(403);
    const { status, position } = await send('supervisor', stream, 'close-alert', body);
    expect(status).toBe(200);
    const { steps, ...row } = await read('officer-1', stream, position);
    expect(row).toMatchObject({ status: 'explained', closedOn: today(), ageDays: 0 });
    expect(steps.map(({ type, words }) => [type, words])).toEqual([
      ['AlertRaised', undefined],
      ['AlertAcknowledged', undefined],
      ['AlertExplained', '档案柜更换'],
      ['AlertClosed', '档案柜更换，情况属实'],
    ]);
    expect(steps[2]?.by).toEqual([door.officer('officer-1')]);
  });

  it('is put right by an act on record, of the case or of its organ', async () => {
    const stream = await raise('W-10', 'publish.penalty.own_site');
    const rectified = (at: object) =>
      send('supervisor', stream, 'close-alert', { outcome: 'rectified', reasons: '已公示', evidence: at });
    expect(await rectified({ stream: walk.stream, revision: 999 })).toMatchObject({
      broken: ['R-00 G-EVIDENCE'],
    });
    const elsewhere = { stream: 'demonstration-ledger', revision: 0 };
    expect(await rectified(elsewhere)).toMatchObject({ broken: ['R-00 G-EVIDENCE'] });
    expect((await rectified({ stream: walk.stream, revision: 3 })).status).toBe(200);
  });

  it('is taken up again by supervision, with its reasons', async () => {
    const stream = await raise('W-25', 'late.record.hours~2');
    await send('discipline', stream, 'close-alert', { outcome: 'false', reasons: '时钟误差' });
    const { status, position } = await send('supervisor', stream, 'reopen-alert', { reasons: '时钟无误' });
    expect(status).toBe(200);
    expect(await read('supervisor', stream, position)).toMatchObject({ status: 'open', closedOn: null });
  });

  it('is closed by nobody whom it is about, whatever roles he has', async () => {
    const stream = await raise('W-20', 'money.to.organ');
    // The officer who handled the case gets the role of a supervisor.
    const { account } = (await door.get('officer-1', '/v1/me')).json<{ account: string }>();
    const granted = await door.post('admin', `/v1/accounts/${account}/grant-role`, {
      ...{ role: 'supervisor', organ: door.demo.organ, occurredOn: '2026-01-05' },
    });
    expect(granted.statusCode).toBe(200);
    const body = { outcome: 'false', reasons: '误报' };
    expect(await send('officer-1', stream, 'close-alert', body)).toMatchObject({
      ...{ status: 422, broken: ['R-07 G-SEP'] },
    });
    expect((await send('supervisor', stream, 'close-alert', body)).status).toBe(200);
    expect(await send('officer-1', stream, 'reopen-alert', { reasons: '再看' })).toMatchObject({
      broken: ['R-07 G-SEP'],
    });
  });

  it('stands in the list of supervision by status, and in its figures', async () => {
    const stream = await raise('W-23', 'onspot.close');
    const list = async (query: string) =>
      (await door.get('supervisor', `/v1/supervision/alerts?${query}`)).json<{ items: AlertView[] }>().items;
    expect((await list('statuses=open&codes=W-23')).map(({ alert }) => alert)).toEqual([stream]);
    const { position } = await send('supervisor', stream, 'close-alert', {
      outcome: 'false',
      reasons: '误报',
    });
    expect(await list(`statuses=open&codes=W-23&waitFor=${position}`)).toEqual([]);
    expect(await list('statuses=false&codes=W-23')).toMatchObject([
      { status: 'false', zh: alerts['W-23'].zh },
    ]);
    const figures = await door.get('supervisor', '/v1/supervision/alert-figures?codes=W-23');
    expect(figures.json()).toMatchObject({
      items: [{ code: 'W-23', alerts: 1, open: 0, closed: 1, daysToClose: { cases: 1, most: 0 } }],
    });
  });

  it('is not there for who asks for another one, or for a stream that is none', async () => {
    for (const stream of ['alert-W-21-case-none-onspot.file', walk.stream, 'alert-', 'alert-W-21;x'])
      expect((await door.get('supervisor', `/v1/alerts/${encodeURIComponent(stream)}`)).statusCode).toBe(404);
  });

  it('on one thing among several has an address', async () => {
    const stream = await raise('W-12', 'preserve.evidence/e1');
    expect(stream).toContain(':e1');
    expect((await door.get('supervisor', `/v1/alerts/${stream}`)).json()).toMatchObject({ code: 'W-12' });
  });
});
