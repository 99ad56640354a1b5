import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { disclosure } from '../../projections/disclosure/disclosure.projection';
import { penaltyFields } from '../../projections/disclosure/double-disclosure';
import { BYTE_ORDER_MARK, csvLine } from '../../src/app/export/csv';
import { exportedText, type ExportAsking } from '../../src/app/export/double-disclosure';
import { plain } from '../../src/kernel/plain-data';
import { ItemPublished, OrganConfirmed, OrganParticularsPublished } from '../../src/events/register.events';
import { confirmOrgan, itemBody } from '../support/demo-facts';
import * as h from '../support/histories';
import * as d from '../support/stages/decided';
import {
  delivered,
  everyField,
  firm,
  minor,
  of,
  publishAll,
  publishedByHand,
  secrets,
} from '../projections/disclosed';
import { projected } from '../projections/hosting';
import type { Told } from '../projections/log';

const organ = 'organ-demo';
const cited = [{ norm: '行政处罚法', article: '第十七条', rank: 'law' as const }];
const registers = (name = '占道经营'): readonly Told[] => [
  { stream: organ, ...OrganConfirmed({ ...plain(confirmOrgan()), basis: cited }) },
  {
    stream: organ,
    ...OrganParticularsPublished({
      creditCode: '11370600004259917B',
      complaints: { body: '司法局', phone: '12345', mailbox: 'x' },
      ...{ review: 'FZ-1', from: '2022-01-01' },
    }),
  },
  {
    stream: 'item-stall',
    ...ItemPublished({ ...itemBody, name } as unknown as Parameters<typeof ItemPublished>[0]),
  },
];
const all = [...everyField, 'credit-code'];
const company = (changes: object = {}) => ({
  ...{ ...firm, idType: 'credit-code', idNumber: '91230500MA1B3N1N2M' },
  ...changes,
});
const ofCompany = (stream: string, changes: object = {}, fields = all, channel = 'own-site') => {
  const proposal = { proposal: { kinds: ['fine'], fineFen: 50_000, tier: 'normal' } };
  return of(
    stream,
    h.play(
      [],
      [h.open({ party: company(changes), placeText: '示范路中段' })],
      ...([[h.show()], [h.record()], [h.inform(proposal)], [h.decide(proposal)], [h.deliver()]] as const),
      [h.publish({ fields, channel }), { date: '2024-05-28' }],
    ),
  );
};

const text = async (events: readonly Told[], asking: Partial<ExportAsking> = {}): Promise<string> => {
  const reader = await projected(disclosure, [...registers(), ...events]);
  const pieces: string[] = [];
  const whole = { filter: {}, today: '2024-08-01', format: 'csv', part: 'records', bom: false } as const;
  for await (const piece of exportedText(reader, { ...whole, ...asking })) pieces.push(piece);
  return pieces.join('');
};
const json = async (events: readonly Told[], asking: Partial<ExportAsking> = {}) =>
  JSON.parse(await text(events, { format: 'json', ...asking })) as {
    fields: string[];
    records: Record<string, string>[];
    gaps: { case: string; channel: string; missing: string[]; tooLong: string[] }[];
  };

describe('the “双公示” data set', () => {
  it('says of an organisation everything that is public, and of the closed exchange nothing', async () => {
    const { records, gaps, fields } = await json(ofCompany('case-1'));
    expect(fields).toHaveLength(30);
    expect(gaps).toEqual([]);
    expect(records).toEqual([
      {
        ...Object.fromEntries(penaltyFields.map((field) => [field, ''])),
        ...{
          CF_XDR_MC: '示范商贸有限公司',
          CF_XDR_LB: '法人及非法人组织',
          CF_XDR_SHXYM: '91230500MA1B3N1N2M',
        },
        ...{ CF_WSH: '示城管当罚〔2024〕1号', CF_WFXW: '占道经营', CF_SY: '2024-05-20：占道经营' },
        ...{ CF_YJ: '《示范省市容条例》第二十条', CF_CFLB: '罚款', CF_NR: '罚款500元', CF_NR_FK: '0.050000' },
        ...{ CF_JDRQ: '2024-05-20', CF_GSJZQ: '2029-05-28' },
        ...{ CF_CFJG: '示范区城市管理局', CF_CFJGDM: '11370600004259917B' },
        ...{ CF_SJLY: '示范区城市管理局', CF_SJLYDM: '11370600004259917B' },
      },
    ]);
  });

  it('says which permit was taken, of a natural person without its number', async () => {
    const permits = [{ name: '食品经营许可证', number: 'JY13701' }];
    const taken = (stream: string, partyKind: string, personal: object) =>
      ofCompany(stream).flatMap((told) => {
        if (told.type !== 'OnSpotDelivered') return [told];
        const proposal = { kinds: ['revocation-of-permit'], fineFen: 0, tier: 'normal' as const };
        const { data, ...made } = d.penalised({ proposal });
        return [
          {
            stream,
            ...made,
            data: { ...data, partyKind },
            personal: { party: { reasons: '情节严重', ...personal } },
          },
          { stream, ...d.issued() },
          told,
        ];
      });
    const { records, gaps } = await json([
      ...taken('case-1', 'organisation', { permits }),
      ...taken('case-2', 'organisation', {}),
    ]);
    expect(records).toMatchObject([
      { CF_NR: '吊销许可证件', CF_NR_ZKDX: '食品经营许可证（JY13701）', CF_NR_FK: '' },
    ]);
    // Of a decision that does not say which, nothing is guessed.
    expect(gaps).toMatchObject([{ case: 'case-2', missing: ['CF_NR_ZKDX'] }]);
    const person = taken('case-3', 'citizen', { permits });
    const reader = await projected(disclosure, [...registers(), ...person]);
    const [row] = await reader.query<{ permits: string }>({ from: 'notices', limit: 1 });
    expect(row?.permits).toBe('食品经营许可证');
  });

  it.each([
    ['registration-number', 'CF_XDR_GSZC'],
    ['organisation-code', 'CF_XDR_ZZJG'],
    ['tax-number', 'CF_XDR_SWDJ'],
    ['institution-certificate', 'CF_XDR_SYDW'],
    ['social-organisation', 'CF_XDR_SHZZ'],
  ])('puts a number of type %s under %s and takes it for no credit code', async (idType, column) => {
    const { records } = await json(ofCompany('case-1', { idType, idNumber: '91230500MA1B3N1N2M' }));
    expect(records).toMatchObject([{ [column]: '91230500MA1B3N1N2M', CF_XDR_SHXYM: '' }]);
    const unshown = await json(ofCompany('case-1', { idType, idNumber: '123' }, everyField));
    expect(unshown.records).toMatchObject([{ [column]: '' }]);
  });

  it('names the legal representative only where the norm of the channel does', async () => {
    const { records } = await json([
      ...ofCompany('case-1', {}, all),
      ...ofCompany('case-2', {}, all, 'credit-china'),
    ]);
    expect(records.map(({ CF_FRDB: name }) => name).toSorted()).toEqual(['', '赵大宝']);
  });

  it('masks a person, and lists as a gap whom it may not show', async () => {
    const { records, gaps } = await json([
      ...of('case-a', h.play(delivered(), [publishAll()])),
      ...of('case-b', h.play(delivered(), [h.publish()])),
    ]);
    expect(records).toMatchObject([{ CF_XDR_MC: '王某某', CF_XDR_LB: '自然人', CF_XDR_SHXYM: '' }]);
    expect(gaps).toMatchObject([{ case: 'case-b', channel: 'own-site', tooLong: [] }]);
    expect(gaps[0]?.missing).toEqual(expect.arrayContaining(['CF_XDR_MC', 'CF_WSH']));
  });

  it('holds nothing of minors, nothing withdrawn, and no secret in any form', async () => {
    const events = [
      ...of('case-m', delivered(minor)),
      { ...publishedByHand, stream: 'case-m' },
      ...of('case-w', h.play(delivered(firm), [h.publish({ fields: all })], [h.withdraw()])),
      ...of('case-a', h.play(delivered(), [publishAll()])),
    ];
    for (const format of ['csv', 'json'] as const) {
      const written = await text(events, { format });
      expect(written).toContain('王某某');
      for (const secret of [...Object.values(secrets), 'case-m', 'case-w', '影响市容']) {
        expect(written).not.toContain(secret);
      }
    }
  });

  it('takes no number of a person for a credit code', async () => {
    const { records } = await json(
      ofCompany('case-1', { idType: undefined, idNumber: '11010519491231002X' }),
    );
    expect(records).toMatchObject([{ CF_XDR_SHXYM: '' }]);
    const marked = await json(ofCompany('case-1', { idType: 'resident-id', idNumber: '91230500MA1B3N1N2M' }));
    expect(marked.records).toMatchObject([{ CF_XDR_SHXYM: '' }]);
  });

  it('is filtered by organ and day of publication, on both clocks', async () => {
    const events = ofCompany('case-1');
    const count = async (filter: ExportAsking['filter']) => (await json(events, { filter })).records.length;
    expect(await count({ organ, from: '2024-05-28', to: '2024-05-28' })).toBe(1);
    for (const filter of [
      { organ: 'organ-x' },
      { from: '2024-05-29' },
      { to: '2024-05-27' },
      { asOf: '2024-05-27' },
    ])
      expect(await count(filter)).toBe(0);
    expect(await count({ asOf: '2024-05-28' })).toBe(1);
  });

  it('holds a decision for each channel that shows it, and once where one channel is asked for', async () => {
    const once = ofCompany('case-1');
    const published = once.at(-1) as Told & { readonly data: object };
    const again = { ...published, data: { ...published.data, channel: 'enterprise-system' } };
    const events = [...once, again as Told];
    const shown = async (filter: ExportAsking['filter']) =>
      (await json(events, { filter })).records.map(({ CF_WSH: number, CF_GSJZQ: until }) => [number, until]);
    const [[number, own] = [], [, other] = []] = await shown({});
    expect(await shown({})).toHaveLength(2);
    const sites = [
      await shown({ channel: 'own-site' }),
      await shown({ channel: 'enterprise-system' }),
    ].flat();
    expect(sites.toSorted()).toEqual(
      [
        [number, own],
        [number, other],
      ].toSorted(),
    );
    expect(await shown({ channel: 'credit-china' })).toEqual([]);
    expect(await shown({ channel: 'own-site', asOf: '2024-05-28' })).toHaveLength(1);
  });

  it('ends with the last day of a decision', async () => {
    expect((await json(ofCompany('case-1'), { today: '2029-05-28' })).records).toHaveLength(1);
    expect((await json(ofCompany('case-1'), { today: '2029-05-29' })).records).toEqual([]);
  });

  it('is written in pieces, all of it', async () => {
    const many = Array.from({ length: 3 }, (_, n) => ofCompany(`case-${n}`)).flat();
    const lines = parse<Record<string, string>>(await text(many), { columns: true });
    expect(lines).toHaveLength(3);
    expect(Object.keys(lines[0] ?? {})).toEqual([...penaltyFields]);
  });

  it('lists gaps as CSV, and begins with a byte order mark where it is asked for', async () => {
    const events = of('case-b', h.play(delivered(), [h.publish()]));
    expect(parse(await text(events, { part: 'gaps' }))).toEqual([
      ['case', 'channel', 'missing', 'tooLong'],
      ['case-b', 'own-site', expect.stringContaining('CF_XDR_MC'), ''],
    ]);
    expect((await text(events, { bom: true })).startsWith(`${BYTE_ORDER_MARK}CF_XDR_MC,`)).toBe(true);
    expect((await text(events)).startsWith('CF_XDR_MC,')).toBe(true);
  });
});

describe('a line of CSV', () => {
  it('reads back as it was, and never begins like a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (cells) => {
        fc.pre(cells.join('') !== '');
        const line = csvLine(cells);
        const [read = []] = parse(line, { relax_column_count: true });
        expect(read.map((cell, place) => (cell === cells[place] ? cell : cell.slice(1)))).toEqual(cells);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u{feff}=1'])(
    'keeps %j from running',
    (cell) => {
      expect(csvLine([cell])).toMatch(/^"?'/u);
    },
  );

  it('quotes commas, quotes and ends of lines', () => {
    expect(csvLine(['a,b', '说"是"', 'x\ny', '某公司'])).toBe('"a,b","说""是""","x\ny",某公司\r\n');
  });
});
