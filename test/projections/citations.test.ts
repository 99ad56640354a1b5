import { expect, it } from '@jest/globals';
import { accountability } from '../../projections/accountability/accountability.projection';
import { citationsOf } from '../../projections/accountability/citation.queries';
import { ItemAmended, ItemPublished } from '../../src/events/register.events';
import { onModelEngines } from '../contract/read-model-engines';
import { itemBody } from '../support/demo-facts';
import * as h from '../support/histories';
import { projected } from './hosting';
import type { Told } from './log';

/** Which items and decisions cite a norm: what a change of the law touches (A002). */

type Item = Parameters<typeof ItemPublished>[0];
const item = itemBody as unknown as Item;
const norm = '示范省市容条例';
const [cited] = item.basis;
const second = { ...cited, article: '第二十一条' } as Item['basis'][number];

const told: readonly Told[] = [
  { stream: 'item-stall', date: '2024-01-01', ...ItemPublished(item) },
  { stream: 'item-other', date: '2024-02-01', ...ItemPublished({ ...item, organ: 'organ-else' }) },
  { stream: 'item-stall', date: '2024-03-01', ...ItemAmended({ ...item, basis: [...item.basis, second] }) },
  ...h.aDecidedCase().map(({ type, data, meta }): Told => ({
    ...{ stream: 'case-a', type, data, date: meta.legal.d },
    meta: { organ: { u: 'organ-demo' } },
  })),
];

onModelEngines('what cites a norm', (engine) => {
  const asked = async (view: Partial<Parameters<typeof citationsOf>[1]>) => {
    const { models, dispose } = engine.open();
    const reader = await projected(accountability, told, models);
    const { rows } = await citationsOf(reader, { norm, limit: 50, ...view });
    await dispose();
    return rows.map(({ stream, type, article }) => [stream, type, article]);
  };

  it('are items and decisions, the last first, by norm and by article', async () => {
    const found = await asked({});
    expect(found.at(0)?.[0]).toBe('case-a');
    expect(found).toContainEqual(['case-a', 'OnSpotDecisionIssued', '第二十条']);
    expect(
      new Set(found.filter(([stream]) => stream === 'item-stall').map((each) => each.join(' '))),
    ).toEqual(
      new Set([
        'item-stall ItemAmended 第二十条',
        'item-stall ItemAmended 第二十一条',
        'item-stall ItemPublished 第二十条',
      ]),
    );
    expect(await asked({ article: '第二十一条' })).toEqual([['item-stall', 'ItemAmended', '第二十一条']]);
    expect(await asked({ norm: '没有这部法' })).toEqual([]);
  });

  it('are of the organs of the reader, and as of a legal date', async () => {
    expect(await asked({ organs: ['organ-else'] })).toEqual([['item-other', 'ItemPublished', '第二十条']]);
    expect(await asked({ asOf: '2024-01-31' })).toEqual([['item-stall', 'ItemPublished', '第二十条']]);
  });
});
