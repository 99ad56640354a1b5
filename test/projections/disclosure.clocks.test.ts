import { expect, it } from '@jest/globals';
import { onModelEngines } from '../contract/read-model-engines';
import { listNotices, noticeOf, type NoticeRow } from '../../projections/disclosure/disclosure.queries';
import { listWork } from '../../projections/disclosure/work.queries';
import * as h from '../support/histories';
import * as d from '../support/stages/disclosure';
import { reverse } from '../support/stages/remedy';
import {
  corrected,
  delivered,
  disclosureOn,
  everyField,
  firm,
  id,
  minor,
  of,
  page,
  publishAll,
  publishedByHand,
  renamed,
  today,
} from './disclosed';
import { recordedAtOf, type Told } from './log';

/** Published on 28 May, corrected on 3 June, withdrawn on 10 June, published again on 1 July. */
const course = of(
  id,
  h.play(
    delivered(firm),
    [h.publish({ fields: everyField }), { date: '2024-05-28' }],
    [h.correctPublished(), { date: '2024-06-03' }],
    [h.withdraw(), { date: '2024-06-10' }],
    [h.publish({ fields: everyField }), { date: '2024-07-01' }],
  ),
);

onModelEngines('disclosure on two clocks on $name', (engine) => {
  const { after, notices } = disclosureOn(engine);
  const listed = (events: readonly Told[], clocks: object, on = today): Promise<readonly NoticeRow[]> =>
    notices(events, clocks, on);

  it.each([
    ['2024-05-27', []],
    ['2024-05-28', ['published']],
    ['2024-06-03', ['corrected']],
    ['2024-06-10', ['withdrawn']],
    ['2024-07-01', ['published']],
  ])('lists as of %s what stood then', async (asOf, states) => {
    expect((await listed(course, { asOf })).map(({ status }) => status)).toEqual(states);
  });

  it('knows at an instant no more than was recorded', async () => {
    const at = (index: number) => ({ knownAt: recordedAtOf(index) });
    const states = await Promise.all(
      course.map(async (_, index) => (await listed(course, at(index)))[0]?.status ?? null),
    );
    expect(states).toEqual([
      ...Array<null>(6).fill(null),
      'published',
      'corrected',
      'withdrawn',
      'published',
    ]);
  });

  it('is what a log of those events alone would come to', async () => {
    const late: Told = { ...course[6]!, date: '2024-05-24' };
    const events = [
      ...course.slice(0, 6),
      ...of(id, h.play(delivered(firm), [h.notPublish()])).slice(-1),
      late,
    ];
    for (let known = 5; known < events.length; known++) {
      for (const asOf of ['2024-05-20', '2024-05-23', '2024-05-24', '2024-05-28', '2024-07-01']) {
        const then = events.slice(0, known + 1).filter(({ date = '' }) => date <= asOf);
        const whole = { asOf, knownAt: recordedAtOf(known) };
        const [a, b] = [await listed(events, whole), await listed(then, {}, asOf)];
        expect(a).toEqual(b);
        const work = (told: readonly Told[], clocks: { asOf: string; knownAt?: string }) =>
          after(told, async (reader) => (await listWork(reader, clocks, page)).rows);
        expect(await work(events, whole)).toEqual(await work(then, { asOf }));
      }
    }
  });

  it('says of what is withdrawn today only that it was there', async () => {
    const gone = course.slice(0, 9);
    const then = await listed(gone, { asOf: '2024-05-30' });
    expect(then).toMatchObject([
      {
        status: 'published',
        listed_on: '2024-05-28',
        party: null,
        number: null,
        kinds: null,
        result_zh: null,
      },
    ]);
    const one = await after(gone, (reader) =>
      noticeOf(reader, { case: id, channel: 'own-site' }, today, { asOf: '2024-05-30' }),
    );
    expect(one).toEqual(then[0]);
  });

  it('says the same of what has come to its last day', async () => {
    const short = of(
      id,
      h.play(delivered(firm), [
        h.publish({ fields: everyField, until: '2024-07-31' }),
        { date: '2024-05-28' },
      ]),
    );
    expect(await listed(short, { asOf: '2024-06-01' }, '2024-07-31')).toMatchObject([{ party: firm.name }]);
    expect(await listed(short, { asOf: '2024-06-01' }, '2024-08-01')).toMatchObject([{ party: null }]);
    expect(await listed(short, { asOf: '2024-08-01' }, '2024-08-01')).toEqual([]);
  });

  it('names nobody whom the notice of today does not name', async () => {
    const events = [...of(id, h.play(delivered(), [publishAll()])), renamed(id, '欧阳小明')];
    const before = { knownAt: recordedAtOf(6) };
    expect(await listed(events.slice(0, 7), before)).toMatchObject([{ party: '王某某', fine: 10_000 }]);
    expect(await listed(events, before)).toMatchObject([{ party: null, fine: 10_000 }]);
    const amount = [...events, corrected(id, 4, { 'proposal.fineFen': 5050 })];
    expect(await listed(amount, before)).toMatchObject([{ fine: 10_000 }]);
    expect(await listed(amount, {})).toMatchObject([{ fine: 5050, party: '欧阳某某' }]);
  });

  it('holds no version of a decision on somebody who turns out to be a minor', async () => {
    const events = [
      ...of(id, h.play(delivered(), [publishAll()])),
      corrected(id, 0, { 'party.minor': true }),
    ];
    expect(await listed(events, { knownAt: recordedAtOf(6) })).toEqual([]);
    await after(events, async (reader) => {
      expect(await reader.query({ from: 'notice_history', limit: 9 })).toEqual([]);
    });
    expect(await listed([...of(id, delivered(minor)), publishedByHand], { asOf: today })).toEqual([]);
  });

  it('finds by words of today, and shows as it stood then', async () => {
    const search = (text: string, clocks: object) => listed(course, { text, ...clocks });
    expect(await search('示范商贸', { asOf: '2024-06-10' })).toMatchObject([{ status: 'withdrawn' }]);
    expect(await search('示范商贸', { asOf: '2024-05-27' })).toEqual([]);
    expect(await search('无此公司', { asOf: '2024-06-10' })).toEqual([]);
  });

  it('is read page by page', async () => {
    const many = ['a', 'b', 'c'].flatMap((each) =>
      of(`case-${each}`, h.play(delivered(firm), [h.publish()])),
    );
    await after(many, async (reader) => {
      const seen: string[] = [];
      let next: string | undefined;
      do {
        const found = await listNotices(reader, { asOf: today }, today, {
          limit: 2,
          ...(next === undefined ? {} : { after: next }),
        });
        seen.push(...found.rows.map((row) => row.case));
        next = found.next;
      } while (next !== undefined);
      expect(seen.toSorted()).toEqual(['case-a', 'case-b', 'case-c']);
    });
  });
});

onModelEngines('the work of publishing on $name', (engine) => {
  const { after } = disclosureOn(engine);
  const work = (events: readonly Told[], state: string, asOf: string) =>
    after(events, async (reader) => (await listWork(reader, { state, asOf }, page)).rows);

  it.each([
    ['due', '2024-05-29', 1],
    ['overdue', '2024-05-29', 0],
    ['overdue', '2024-05-30', 1],
    ['published', '2024-05-30', 0],
  ])('that nobody did is %s on %s: %d', async (state, asOf, count) => {
    expect(await work(of(id, delivered()), state, asOf)).toHaveLength(count);
  });

  it('stands still while the question is referred, and runs on with the answer', async () => {
    const referred = h.play(delivered(), [d.refer(), { date: '2024-05-22' }]);
    expect(await work(of(id, referred), 'referred', today)).toMatchObject([{ due_on: '9999-12-31' }]);
    const answered = h.play(referred, [d.answer(), { date: '2024-05-29' }]);
    expect(await work(of(id, answered), 'due', today)).toMatchObject([{ due_on: '2024-06-05' }]);
  });

  it('is over with a reversal, and opens the withdrawal of what is shown', async () => {
    const shown = h.play(delivered(), [h.publish(), { date: '2024-05-28' }]);
    const reversal = [reverse({ effectiveAt: '2024-06-03' }), { date: '2024-06-03' }] as const;
    expect(await work(of(id, h.play(shown, reversal)), 'to-withdraw', '2024-06-03')).toMatchObject([
      { withdraw_by: '2024-06-06', status: 'published' },
    ]);
    const gone = h.play(shown, reversal, [
      h.withdraw({ reason: 'reversal', publicReason: '决定被撤销' }),
      { date: '2024-06-04' },
    ]);
    expect(await work(of(id, gone), 'to-withdraw', '2024-06-04')).toEqual([]);
    expect(await work(of(id, gone), 'withdrawn', '2024-06-04')).toHaveLength(1);
    const unpublished = h.play(delivered(), reversal);
    expect(await work(of(id, unpublished), 'due', '2024-06-03')).toEqual([]);
    expect(await work(of(id, h.play(unpublished, [d.cancel()])), 'cancelled', today)).toHaveLength(1);
  });

  it('expires by its date, sooner after credit repair', async () => {
    const paid = h.play(delivered(), [h.pay()], [h.file()], [h.publish()]);
    expect(await work(of(id, paid), 'expired', '2026-05-20')).toEqual([]);
    expect(await work(of(id, paid), 'expired', '2026-05-21')).toMatchObject([{ status: 'expired' }]);
    expect(await work(of(id, paid), 'ending', '2026-05-01')).toHaveLength(1);
    const repaired = h.play(paid, [d.applyForRepair()], [d.decideRepair(), d.byChief]);
    expect(await work(of(id, repaired), 'published', '2024-08-20')).toMatchObject([
      { until_on: '2024-08-20' },
    ]);
    expect(await work(of(id, repaired), 'expired', '2024-08-21')).toHaveLength(1);
  });

  it('ends the day before a withdrawal for expiry', async () => {
    const ended = h.play(
      delivered(),
      [h.publish()],
      [h.withdraw({ reason: 'expiry' }), { date: '2024-07-01' }],
    );
    expect(await work(of(id, ended), 'expired', '2024-07-01')).toMatchObject([{ until_on: '2024-06-30' }]);
  });
});
