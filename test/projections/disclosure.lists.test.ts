import { expect, it } from '@jest/globals';
import { onModelEngines } from '../contract/read-model-engines';
import * as h from '../support/histories';
import {
  findCertificates,
  listNotices,
  type NoticeFilter,
} from '../../projections/disclosure/disclosure.queries';
import { duePublications } from '../../projections/disclosure/work.queries';
import { PenaltyDecisionImported } from '../../src/events/imported.events';
import {
  AnnualCheckRecorded,
  CertificateCancelled,
  CertificateHeld,
  CertificateReturned,
} from '../../src/events/qualification.events';
import {
  CertificateIssued,
  CertificateResumed,
  CertificateRevoked,
  CertificateSuspended,
  OfficerRegistered,
  OrganConfirmed,
} from '../../src/events/register.events';
import { plain } from '../../src/kernel/plain-data';
import { confirmOrgan } from '../support/demo-facts';
import {
  corrected,
  delivered,
  disclosureOn,
  everyField,
  firm,
  minor,
  of,
  page,
  publishAll,
  today,
} from './disclosed';
import type { Told } from './log';

/** Four notices of two organs and of an imported decision. */
const several: readonly Told[] = [
  {
    stream: 'organ-demo',
    ...OrganConfirmed({
      ...plain(confirmOrgan()),
      basis: [{ norm: '行政处罚法', article: '第十七条', rank: 'law' }],
    }),
  },
  ...of('case-1', h.play(delivered(firm), [h.publish({ fields: everyField }), { date: '2024-05-28' }])),
  ...of('case-2', h.play(delivered(), [h.publish(), { date: '2024-05-28' }])),
  ...of('case-3', h.play(delivered(), [publishAll(), { date: '2024-06-03' }])),
  {
    stream: 'case-4',
    ...PenaltyDecisionImported({
      ...{ documentNumber: '某号〔2024〕1号', organName: '示范区分局', decidedOn: '2024-06-01' },
      ...{ basis: [], kinds: ['warning'], unread: [] },
    }),
  },
];

onModelEngines('lists of disclosure on $name', (engine) => {
  const { after } = disclosureOn(engine);

  it('is listed page by page, by organ and by period', async () => {
    await after(several, async (reader) => {
      const walk = async (filter: NoticeFilter, limit = 1): Promise<string[]> => {
        const seen: string[] = [];
        for (let next: string | undefined, rounds = 0; rounds < 20; rounds++) {
          const at = next === undefined ? { limit } : { limit, after: next };
          const { rows, next: more } = await listNotices(reader, filter, today, at);
          expect(rows.length).toBeLessThanOrEqual(limit);
          seen.push(...rows.map((row) => row.case));
          if (more === undefined) break;
          next = more;
        }
        return seen;
      };
      const all = await walk({});
      expect(all.slice(0, 2)).toEqual(['case-3', 'case-4']);
      expect([...all].sort()).toEqual(['case-1', 'case-2', 'case-3', 'case-4']);
      expect((await walk({ organ: 'organ-demo' })).sort()).toEqual(['case-1', 'case-2', 'case-3']);
      expect(await walk({ organ: 'organ-b' })).toEqual([]);
      expect(await walk({ from: '2024-06-01', to: '2024-06-03' })).toEqual(['case-3', 'case-4']);
      expect(await walk({ from: '2024-06-02' })).toEqual(['case-3']);
      expect((await walk({ to: '2024-05-28' })).sort()).toEqual(['case-1', 'case-2']);
      // By what is shown: a company, a masked name, the law, the result, the organ of an imported decision.
      expect(await walk({ text: '商贸' })).toEqual(['case-1']);
      expect(await walk({ text: '王某' })).toEqual(['case-3']);
      expect(await walk({ text: '王小明' })).toEqual([]);
      expect(await walk({ text: ' 警告 ' })).toEqual(['case-4']);
      expect((await walk({ text: '市容条例' })).sort()).toEqual(['case-1', 'case-2', 'case-3']);
      // By the organ's name: first what shows the words itself, each once.
      for (const limit of [1, 2, 3, 9]) {
        const found = await walk({ text: '示范区' }, limit);
        expect(found[0]).toBe('case-4');
        expect([...found].sort()).toEqual(['case-1', 'case-2', 'case-3', 'case-4']);
        expect((await walk({ text: '示范' }, limit)).sort()).toEqual([
          'case-1',
          'case-2',
          'case-3',
          'case-4',
        ]);
      }
      expect(await walk({ text: '城市管理局', from: '2024-06-01' })).toEqual(['case-3']);
      expect(await walk({ text: '   ' })).toEqual([]);
      for (const filter of [{}, { text: '示范' }]) {
        await expect(
          listNotices(reader, filter, today, { limit: 1, after: 'nonsense' }),
        ).rejects.toMatchObject({ code: 'bad-query' });
      }
    });
  });

  it('lists what is still to be published as of a legal date, the first due first', async () => {
    const late = h.play(delivered(), [h.publish(), { date: '2024-06-05' }]);
    const none = h.play(delivered(), [h.notPublish(), { date: '2024-05-24' }]);
    const events = [...of('case-1', late), ...of('case-2', none), ...of('case-3', delivered(minor))];
    await after(events, async (reader) => {
      const due = async (asOf: string, more: object = {}): Promise<string[]> => {
        const { rows } = await duePublications(reader, { asOf, ...more }, page);
        return rows.map((row) => row.case).sort();
      };
      expect(await due('2024-05-19')).toEqual([]);
      expect(await due('2024-05-20')).toEqual(['case-1', 'case-2', 'case-3']);
      expect(await due('2024-05-24')).toEqual(['case-1', 'case-3']);
      expect(await due('2024-05-29', { overdue: true })).toEqual([]);
      expect(await due('2024-05-30', { overdue: true })).toEqual(['case-1', 'case-3']);
      expect(await due('2024-06-05')).toEqual(['case-3']);
      expect(await due(today, { organs: ['organ-demo'] })).toEqual(['case-3']);
      expect(await due(today, { organs: ['organ-b'] })).toEqual([]);
      expect(await due(today, { organs: [] })).toEqual([]);
      const first = await duePublications(reader, { asOf: '2024-05-20' }, { limit: 2 });
      const rest = await duePublications(reader, { asOf: '2024-05-20' }, { limit: 2, after: first.next! });
      expect([...first.rows, ...rest.rows].map((row) => row.case).sort()).toEqual([
        ...['case-1', 'case-2', 'case-3'],
      ]);
      expect(rest.next).toBeUndefined();
    });
  });
});

onModelEngines('the public register of officers on $name', (engine) => {
  const { after } = disclosureOn(engine);
  const officer = (stream: string, event: object): Told => ({ stream, ...event }) as Told;
  const registered = (stream: string, name: string): Told =>
    officer(
      stream,
      OfficerRegistered({ organ: 'organ-demo', kind: 'officer', from: '2022-01-01' }, { officer: { name } }),
    );
  const issued = (stream: string, number: string, from = '2023-01-01', until = '2026-12-31'): Told =>
    officer(stream, CertificateIssued({ number, organ: 'organ-demo', issuer: '省司法厅', from, until }));
  const change = (
    make: typeof CertificateRevoked | typeof CertificateSuspended,
    from: string,
    number = '3',
  ) => officer('officer-c', make({ number, from, ground: 'left' }));

  const events: readonly Told[] = [
    registered('officer-a', '张三'),
    issued('officer-a', '2'),
    registered('officer-b', '单小丽'),
    issued('officer-b', '10', '2022-01-01', '2023-06-30'),
    issued('officer-b', '11', '2024-09-01'),
    registered('officer-c', '张四'),
    issued('officer-c', '3'),
    registered('officer-d', '李没证'),
  ];
  const found = (told: readonly Told[], by: Parameters<typeof findCertificates>[1], on = today) =>
    after(told, async (reader) => (await findCertificates(reader, by, on, page)).rows);

  it('says name, organ, number and validity, and no more', async () => {
    expect(await found(events, { number: '2' })).toEqual([
      {
        ...{ officer: 'officer-a', number: '2', name: '张三', organ: 'organ-demo', issuer: '省司法厅' },
        ...{ valid_from: '2023-01-01', valid_until: '2026-12-31', status: 'valid' },
      },
    ]);
  });

  it('finds by the whole number, by name, by pinyin and by organ', async () => {
    const numbers = async (by: Parameters<typeof findCertificates>[1]) =>
      (await found(events, by)).map(({ number }) => number);
    expect(await numbers({})).toEqual(['10', '11', '2', '3']);
    expect(await numbers({ number: '1' })).toEqual([]);
    expect(await numbers({ name: '张' })).toEqual(['2', '3']);
    expect(await numbers({ name: 'shanxiaoli' })).toEqual(['10', '11']);
    expect(await numbers({ name: '张三', number: '3' })).toEqual([]);
    expect(await numbers({ organ: 'organ-demo', name: '张三' })).toEqual(['2']);
    expect(await numbers({ organ: 'organ-b' })).toEqual([]);
    expect(await numbers({ name: '李没证' })).toEqual([]);
  });

  it.each([
    ['2021-12-31', 'not-yet-valid', 'not-yet-valid'],
    ['2022-01-01', 'valid', 'not-yet-valid'],
    ['2023-06-30', 'valid', 'not-yet-valid'],
    ['2023-07-01', 'expired', 'not-yet-valid'],
    ['2024-09-01', 'expired', 'valid'],
  ])('says on %s that the old one is %s and the new one %s', async (on, old, fresh) => {
    const rows = await found(events, { name: '单小丽' }, on);
    expect(rows.map(({ status }) => status)).toEqual([old, fresh]);
  });

  it('says since when it is suspended, valid again or revoked', async () => {
    const resumed = officer(
      'officer-c',
      CertificateResumed({ number: '3', from: '2024-03-01', ground: 'cleared' }),
    );
    const told = [
      ...events,
      change(CertificateSuspended, '2024-02-01'),
      resumed,
      change(CertificateRevoked, '2024-04-01'),
      change(CertificateSuspended, '2024-01-01', 'another'),
    ];
    const on = async (day: string) => (await found(told, { number: '3' }, day))[0]?.status;
    expect(await on('2024-01-31')).toBe('valid');
    expect(await on('2024-02-01')).toBe('suspended');
    expect(await on('2024-03-01')).toBe('valid');
    expect(await on('2024-04-01')).toBe('revoked');
    expect(await on('2027-01-01')).toBe('revoked');
  });

  it('says that it is held, invalid or cancelled, and not why', async () => {
    const on = async (told: readonly Told[], day: string) =>
      (await found([...events, ...told], { number: '3' }, day))[0]?.status;
    const held = officer(
      'officer-c',
      CertificateHeld({
        ...{ number: '3', from: '2024-02-01', until: '2024-02-10', ground: 'refused-inspection' },
        ...{ supervisors: ['officer-s', 'officer-t'] },
        basis: { norm: '河南省行政执法条例', article: '第四十二条', rank: 'local-regulation' },
      }),
    );
    const returned = officer(
      'officer-c',
      CertificateReturned({ number: '3', from: '2024-02-05', ground: 'mended' }),
    );
    const check = (passed: boolean) =>
      officer('officer-c', AnnualCheckRecorded({ number: '3', year: 2023, passed, from: '2024-03-01' }));
    const cancelled = officer(
      'officer-c',
      CertificateCancelled({ number: '3', from: '2024-04-01', ground: 'annual-check' }),
    );
    expect([await on([held], '2024-02-10'), await on([held], '2024-02-11')]).toEqual(['suspended', 'valid']);
    expect(await on([held, returned], '2024-02-05')).toBe('valid');
    expect(await on([check(true)], '2024-03-01')).toBe('valid');
    expect(await on([check(false), returned], '2024-03-01')).toBe('invalid');
    expect(await on([check(false), cancelled], '2024-04-01')).toBe('cancelled');
  });

  it('is read a page at a time', async () => {
    await after(events, async (reader) => {
      const first = await findCertificates(reader, {}, today, { limit: 3 });
      const rest = await findCertificates(reader, {}, today, { limit: 3, after: first.next! });
      expect([...first.rows, ...rest.rows].map(({ number }) => number)).toEqual(['10', '11', '2', '3']);
      expect(rest.next).toBeUndefined();
      await expect(findCertificates(reader, {}, today, { limit: 3, after: 'x' })).rejects.toMatchObject({
        code: 'bad-query',
      });
    });
  });

  it('follows corrections, and shows a number without a name when the key is gone', async () => {
    const right = [...events, corrected('officer-a', 1, { number: '22', until: '2024-07-31' })];
    expect(await found(right, { number: '2' })).toEqual([]);
    expect(await found(right, { number: '22' })).toMatchObject([{ name: '张三', status: 'expired' }]);
    const erased = events.map(({ personal: _, ...event }) => event);
    expect(await found(erased, { number: '2' })).toMatchObject([{ name: null, status: 'valid' }]);
  });
});
