import { beforeAll, expect, it } from '@jest/globals';
import { onModelEngines } from '../contract/read-model-engines';
import * as h from '../support/histories';
import { listNotices, noticeOf } from '../../projections/disclosure/disclosure.queries';
import { disclosure } from '../../projections/disclosure/disclosure.projection';
import { PenaltyDecisionImported } from '../../src/events/imported.events';
import { penaltyDecisions } from '../../src/app/import/penalty-decisions';
import { rowsOf } from '../../src/app/import/csv-file';
import { describeWithShared, sharedPath } from '../support/shared';
import {
  corrected,
  delivered,
  disclosureOn,
  everyField,
  firm,
  id,
  minor,
  of,
  publishAll,
  publishedByHand,
  secrets,
  today,
  unsaid,
} from './disclosed';
import { linesOf, projected } from './hosting';
import type { ReadModelReader } from '../../src/ports/read-model';
import type { Told } from './log';

onModelEngines('who a notice shows on $name', (engine) => {
  const { after, notices, work } = disclosureOn(engine);

  it('shows of a person without a basis organ, kind, basis and result alone', async () => {
    const events = of(id, h.play(delivered(), [h.publish(), { date: '2024-05-28' }]));
    expect(await notices(events)).toEqual([
      {
        ...{ case: id, channel: 'own-site', status: 'published', listed_on: '2024-05-28' },
        ...{ ...unsaid, confiscated: 0 },
        ...{ until_on: '2026-05-28', organ: 'organ-demo', organ_name: null, item: null },
        ...{ number: null, party: null, party_kind: null, kinds: 'fine', fine: null },
        basis: [{ norm: '示范省市容条例', article: '第二十条' }],
        ...{ result_zh: '罚款100元', result_en: 'fine of CNY 100', decided_on: null },
        ...{ corrected_on: null, withdrawn_on: null, withdrawn_for: null, public_reason: null },
      },
    ]);
    expect(await work(events)).toMatchObject([
      { status: 'published', settled_on: '2024-05-28', published_on: '2024-05-28', due_on: '2024-05-29' },
    ]);
  });

  it('shows of a person with a basis the masked name and the number', async () => {
    const events = of(id, h.play(delivered(), [publishAll()]));
    expect(await notices(events)).toMatchObject([
      {
        ...{ party: '王某某', party_kind: 'citizen', number: '示城管当罚〔2024〕1号', item: 'item-stall' },
        ...{ fine: 10_000, decided_on: '2024-05-20' },
      },
    ]);
  });

  it.each([
    ['without a basis', { showsPerson: true }],
    ['on a basis of lower rank', { showsPerson: true, identityBasis: { rank: 'rule' } }],
    ['on a basis that was not for showing the person', { identityBasis: { rank: 'law' } }],
  ])('shows nothing that identifies, whatever fields a record names %s', async (_, data) => {
    const [published] = of(id, h.play(delivered(), [publishAll()])).slice(-1);
    const { identityBasis: __, ...rest } = published?.data as { identityBasis: object };
    const event = { ...published!, data: { ...rest, showsPerson: false, ...data } };
    const rows = await notices([...of(id, delivered()), event]);
    expect(rows).toMatchObject([{ party: null, number: null, kinds: 'fine', result_zh: '罚款100元' }]);
  });

  it('shows an organisation in full, and of a publication only the fields that it names', async () => {
    const history = delivered(firm);
    const all = await notices(of(id, h.play(history, [h.publish({ fields: everyField })])));
    expect(all).toMatchObject([
      { party: '示范商贸有限公司', party_kind: 'organisation', result_zh: '罚款500元', fine: 50_000 },
    ]);
    expect(all[0]?.number).toBe('示城管当罚〔2024〕1号');
    const some = await notices(of(id, h.play(history, [h.publish({ fields: ['party-name'] })])));
    expect(some).toMatchObject([
      { party: '示范商贸有限公司', number: null, kinds: null, basis: null, result_zh: null, result_en: null },
    ]);
    expect(some[0]).toMatchObject({ party_kind: null, fine: null, decided_on: null, item: null });
  });

  it('keeps whoever is shown out of everything else, rows and documents', async () => {
    const events = of(id, h.play(delivered(), [publishAll()]));
    const lines = (await after(events, linesOf)).join('\n');
    expect(lines).toContain('王某某');
    for (const secret of Object.values(secrets)) expect(lines).not.toContain(secret);
    for (const words of ['占道经营影响通行', '在示范路', '现场照片', '示范路中段'])
      expect(lines).not.toContain(words);
  });

  it('shows nothing of a minor, whatever was recorded', async () => {
    const events = [...of(id, delivered(minor)), publishedByHand];
    expect(await notices(events)).toEqual([]);
    expect(await after(events, (reader) => noticeOf(reader, { case: id, channel: 'own-site' }, today))).toBe(
      undefined,
    );
    expect(await work(events)).toMatchObject([{ status: 'published' }]);
  });

  it.each([
    ['the opening', 0, { 'party.minor': true }],
    ['the decision', 4, { minor: true }],
  ])('takes a notice out when %s is corrected to say that the party is a minor', async (_, revision, now) => {
    const events = [...of(id, delivered()), publishedByHand, corrected(id, revision, now)];
    expect(await notices(events)).toEqual([]);
    expect(await notices(events.slice(0, -1))).toHaveLength(1);
  });

  it('hides who it is while two records disagree on what the party is', async () => {
    const events = of(id, h.play(delivered(firm), [h.publish({ fields: everyField })]));
    const [row] = await notices([...events, corrected(id, 4, { partyKind: 'citizen' })]);
    expect(row).toMatchObject({ party: null, number: null, party_kind: null, result_zh: '罚款500元' });
  });

  it('hides a person while two records disagree on whether he is in business', async () => {
    const events = of(id, h.play(delivered(), [publishAll()]));
    const [row] = await notices([...events, corrected(id, 4, { partyKind: 'individual-business' })]);
    expect(row).toMatchObject({ party: null, number: null, party_kind: null, kinds: 'fine' });
  });

  it('shows no name when its key is gone', async () => {
    const erased = of(id, h.play(delivered(), [publishAll()])).map(({ personal: _, ...event }) => event);
    expect(await notices(erased)).toMatchObject([{ party: null, result_zh: '罚款100元' }]);
  });

  it('shows imported decisions by what could be read of them, without anybody', async () => {
    const decision = PenaltyDecisionImported(
      {
        ...{
          documentNumber: '沪公文(沪东)行罚决字〔2024〕00012号',
          organName: '某分局',
          decidedOn: '2024-03-04',
        },
        basis: [{ norm: '治安管理处罚法', article: '第二十六条', rank: 'law' }],
        ...{ basisText: '《治安管理处罚法》第二十六条（王贤）', kinds: ['detention', 'fine'] },
        ...{ fineFen: 20_000, detentionDays: 10, unread: ['处罚结果'] },
      },
      { party: { name: '王*', caseName: '王贤寻衅滋事案', ground: '王贤滋事', result: '对王贤罚款' } },
    );
    const events = [{ stream: 'case-s1', ...decision }];
    expect(await notices(events)).toEqual([
      {
        ...{ case: 'case-s1', channel: 'source', status: 'published', listed_on: '2024-03-04' },
        ...unsaid,
        ...{ until_on: '9999-12-31', organ: null, organ_name: '某分局', item: null, number: null },
        ...{ party: null, party_kind: null, kinds: 'detention,fine', fine: 20_000 },
        basis: [{ norm: '治安管理处罚法', article: '第二十六条' }],
        result_zh: '行政拘留10日；罚款200元（原文另有未能读出的内容）',
        result_en:
          'administrative detention for 10 days; fine of CNY 200 (the source says more than could be read)',
        ...{ decided_on: '2024-03-04', corrected_on: null, withdrawn_on: null, withdrawn_for: null },
        public_reason: null,
      },
    ]);
    expect(await work(events)).toEqual([]);
    expect((await after(events, linesOf)).join('\n')).not.toContain('王贤');
    expect(await notices(events, { text: '分局' })).toHaveLength(1);
    expect(await notices([...events, corrected('case-s1', 0, { fineFen: 30_000 })])).toMatchObject([
      { result_zh: '行政拘留10日；罚款300元（原文另有未能读出的内容）' },
    ]);
  });
});

const file = 'data/shanghai-police-penalties/shanghai_police_penalties_raw.csv';

describeWithShared('the decisions of the Shanghai police', [file], () => {
  /** What a row says of people, and the events of the file with repeats left out. */
  const people: { name: string; caseName: string; ground: string }[] = [];
  const events = new Map<string, Told>();
  const unmasked = ['王伟姣', '吴宝忠', '王贤', '张国栋', '肖永权'];
  let rows: readonly string[] = [];
  let reader: ReadModelReader;

  beforeAll(async () => {
    for await (const row of rowsOf(sharedPath(file), penaltyDecisions.columns)) {
      const read = penaltyDecisions.read(row);
      if (!read.ok) throw new Error(read.reason);
      const [, , caseName = '', name = '', ground = ''] = row;
      people.push({ name, caseName, ground });
      if (events.has(read.caseId)) continue;
      events.set(read.caseId, { stream: `case-${events.size}`, ...read.event, date: read.legal.d });
    }
    reader = await projected(disclosure, [...events.values()]);
    const all = await reader.query({ from: 'notices', limit: 10_000 });
    rows = all.map((row) => JSON.stringify(row));
  }, 60_000);

  it('are all shown', () => {
    expect([people.length, rows.length]).toEqual([2_560, 2_477]);
    // One sentence is cut off before it names a penalty.
    expect(rows.filter((row) => row.includes('"result_zh":null'))).toHaveLength(1);
    expect(rows.some((row) => row.includes('"result_zh":"罚款200元；行政拘留5日"'))).toBe(true);
  });

  it('name nobody: neither as the file masks them nor where it forgot to', () => {
    const all = rows.join('\n');
    const names = new Set([...people.map(({ name }) => name.trim()), ...unmasked]);
    expect(names.size).toBeGreaterThan(1000);
    expect([...names].filter((name) => name === '' || all.includes(name))).toEqual([]);
    expect(all).not.toContain('*');
  });

  it('repeat no words of the file about anybody, and no document number', () => {
    const all = rows.join('\n');
    const words = new Set(people.flatMap(({ caseName, ground }) => [caseName.trim(), ground.trim()]));
    expect([...words].filter((text) => text.length > 3 && all.includes(text))).toEqual([]);
    expect([...events.keys()].filter((number) => all.includes(number))).toEqual([]);
  });

  it('are found by what is shown and by nobody’s name', async () => {
    const found = async (text: string) =>
      (await listNotices(reader, { text }, today, { limit: 5 })).rows.length;
    expect(await found('机场分局')).toBe(5);
    expect(await found('治安管理处罚法')).toBe(5);
    for (const name of unmasked) expect(await found(name)).toBe(0);
  });
});
