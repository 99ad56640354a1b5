import { expect, it } from '@jest/globals';
import { onModelEngines } from '../contract/read-model-engines';
import * as h from '../support/histories';
import { noticeOf } from '../../projections/disclosure/disclosure.queries';
import { duePublications, hasDueDate } from '../../projections/disclosure/work.queries';
import { DecisionPublished } from '../../src/events/disclosure.events';
import { ActivityImported } from '../../src/events/imported.events';
import {
  corrected,
  delivered,
  disclosureOn,
  everyField,
  firm,
  id,
  of,
  page,
  publishAll,
  publishedByHand,
  renamed,
  today,
  unsaid,
} from './disclosed';
import { linesOf } from './hosting';

onModelEngines('a notice on $name', (engine) => {
  const { after, notices, work } = disclosureOn(engine);

  it('holds nothing before service, then what is due', async () => {
    expect(await work(of(id, h.aDecidedCase()))).toEqual([]);
    const events = of(id, delivered());
    expect(await work(events)).toEqual([
      {
        ...{ case: id, channel: 'own-site', organ: 'organ-demo', status: 'due' },
        ...{ opened_on: '2024-05-20', due_on: '2024-05-29', settled_on: '9999-12-31' },
        ...{ until_on: '9999-12-31', published_on: null, corrected_on: null, withdrawn_on: null },
        ...{ changed_on: '2024-05-20', withdraw_by: null, reason: null, uncomputable: null },
      },
    ]);
    expect(await notices(events)).toEqual([]);
  });

  it('goes from due over published and corrected to withdrawn, with the public reason', async () => {
    const published = h.play(delivered(), [publishAll(), { date: '2024-05-28' }]);
    const put = h.play(published, [h.correctPublished(), { date: '2024-06-03' }]);
    const gone = h.play(put, [
      h.withdraw({ reason: 'privacy', publicReason: '信息有误' }),
      { date: '2024-06-10' },
    ]);
    expect(await notices(of(id, put))).toMatchObject([
      { status: 'corrected', corrected_on: '2024-06-03', listed_on: '2024-05-28', party: '王某某' },
    ]);
    expect(await notices(of(id, gone))).toEqual([
      {
        ...{ case: id, channel: 'own-site', status: 'withdrawn', listed_on: '2024-05-28' },
        ...unsaid,
        ...{ until_on: '2026-05-28', organ: 'organ-demo', organ_name: null, item: null, number: null },
        ...{ party: null, party_kind: null, kinds: null, fine: null, basis: null },
        ...{ result_zh: null, result_en: null, decided_on: null, corrected_on: '2024-06-03' },
        ...{ withdrawn_on: '2024-06-10', withdrawn_for: 'privacy', public_reason: '信息有误' },
      },
    ]);
    expect(await notices(of(id, gone), { text: '王' })).toEqual([]);
    const again = h.play(gone, [h.publish(), { date: '2024-07-01' }]);
    expect(await notices(of(id, again))).toMatchObject([
      {
        ...{ status: 'published', listed_on: '2024-07-01', party: null, withdrawn_on: null },
        ...{ corrected_on: null, withdrawn_for: null, public_reason: null, result_zh: '罚款100元' },
      },
    ]);
    // The duty was met by the first publication.
    expect(await work(of(id, again))).toMatchObject([{ settled_on: '2024-05-28', status: 'published' }]);
  });

  it('shows nothing of what the organ decided not to publish', async () => {
    const events = of(id, h.play(delivered(), [h.notPublish(), { date: '2024-05-27' }]));
    expect(await notices(events)).toEqual([]);
    expect(await work(events)).toMatchObject([
      { status: 'not-published', settled_on: '2024-05-27', reason: 'privacy', published_on: null },
    ]);
  });

  it('ends by itself after the last day, and by a withdrawal for expiry', async () => {
    const events = of(id, h.play(delivered(firm), [h.publish({ fields: everyField, until: '2024-07-31' })]));
    const one = (on: string) =>
      after(events, (reader) => noticeOf(reader, { case: id, channel: 'own-site' }, on));
    expect(await notices(events, {}, '2024-07-31')).toHaveLength(1);
    expect(await notices(events, {}, '2024-08-01')).toEqual([]);
    expect(await one('2024-07-31')).toMatchObject({ status: 'published', party: '示范商贸有限公司' });
    expect(await one('2024-08-01')).toMatchObject({
      ...{ status: 'expired', party: null, number: null, kinds: null, basis: null, result_zh: null },
      ...{ result_en: null, item: null, fine: null, party_kind: null, decided_on: null },
    });
    const ended = h.play(delivered(), [h.publish()], [h.withdraw({ reason: 'expiry' })]);
    expect(await notices(of(id, ended))).toEqual([]);
    expect(
      await after(of(id, ended), (reader) => noticeOf(reader, { case: id, channel: 'own-site' }, today)),
    ).toMatchObject({ status: 'expired', kinds: null, basis: null, result_zh: null, result_en: null });
    expect(await work(of(id, ended))).toMatchObject([{ status: 'expired', withdrawn_on: '2024-05-20' }]);
  });

  it('keeps channels apart', async () => {
    const both = h.play(
      delivered(),
      [h.publish(), { date: '2024-05-28' }],
      [publishAll({ channel: 'credit-china' }), { date: '2024-05-30' }],
      [h.withdraw(), { date: '2024-06-01' }],
    );
    const rows = await notices(of(id, both));
    expect(rows.map(({ channel, status, party }) => [channel, status, party])).toEqual([
      ['credit-china', 'published', '王某某'],
      ['own-site', 'withdrawn', null],
    ]);
    expect(
      await after(of(id, both), (reader) => noticeOf(reader, { case: id, channel: 'credit-china' }, today)),
    ).toMatchObject({ status: 'published' });
    expect(await work(of(id, both))).toMatchObject([
      { channel: 'credit-china', due_on: '9999-12-31', opened_on: '9999-12-31' },
      { channel: 'own-site', due_on: '2024-05-29' },
    ]);
  });

  it('says why there is no due date', async () => {
    const events = of(id, delivered()).map((event) =>
      event.type === 'OnSpotDelivered'
        ? {
            ...event,
            data: { opens: [{ key: 'publish.penalty.own_site', uncomputable: 'year 2031' }] },
          }
        : event,
    );
    const rows = await after(events, (reader) => duePublications(reader, { asOf: today }, page));
    expect(rows.rows).toMatchObject([{ due_on: '9999-12-31', uncomputable: 'year 2031' }]);
    expect(rows.rows.map(hasDueDate)).toEqual([false]);
  });

  it('has no row for a delivery that opens no clock, and none for the activities of imported histories', async () => {
    const events = of(id, delivered()).map((event) =>
      event.type === 'OnSpotDelivered' ? { ...event, data: { opens: [] } } : event,
    );
    expect(await work(events)).toEqual([]);
    const imported = ActivityImported({ activity: 'Payment', caseRef: 'N1', seq: 1, currency: 'EUR' });
    await after([{ stream: 'case-n1', ...imported }], async (reader) => {
      const lines = await linesOf(reader);
      expect(lines.filter((line) => line.includes('Payment'))).toEqual([]);
      expect(await reader.query({ from: 'publications', limit: 9 })).toEqual([]);
      expect(await reader.query({ from: 'notices', limit: 9 })).toEqual([]);
    });
  });

  it('waits for what it needs: a publication without a decision shows nothing', async () => {
    const { data } = publishedByHand;
    const event = DecisionPublished(data as Parameters<typeof DecisionPublished>[0]);
    expect(await notices([{ stream: id, ...event }])).toEqual([]);
  });

  it('follows corrections of what was decided and of the name', async () => {
    const events = of(id, h.play(delivered(), [publishAll()]));
    const [row] = await notices([
      ...events,
      corrected(id, 4, { 'proposal.fineFen': 5050 }),
      renamed(id, '欧阳小明'),
    ]);
    expect(row).toMatchObject({
      party: '欧阳某某',
      result_zh: '罚款50.50元',
      result_en: 'fine of CNY 50.50',
    });
  });
});
