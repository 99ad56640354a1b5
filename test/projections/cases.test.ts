import { expect, it } from '@jest/globals';
import { cases } from '../../projections/cases/cases.projection';
import { caseOn, listCases, namesOf, timeline } from '../../projections/cases/cases.queries';
import { ActivityImported } from '../../src/events/imported.events';
import { EventCorrected } from '../../src/events/ledger.events';
import { OfficerRegistered, OrganRenamed } from '../../src/events/register.events';
import { batch, changing, onModelEngines } from '../contract/read-model-engines';
import type { Told } from './log';
import { andThen, caseStream, correctedAt, onSpotFile, renamedFile, told } from './on-spot-file';
import { projectedOnce } from './projected-once';

/** An activity of a source, on a day. */
const activity = (
  stream: string,
  name: string,
  date: string,
  amounts: Record<string, number> = {},
): Told => ({
  ...ActivityImported({ activity: name, caseRef: `N${stream.slice(5)}`, seq: 1, currency: 'EUR', amounts }),
  ...{ stream, date },
});

const now = {};

onModelEngines('the list of cases on $name', (engine) => {
  const after = projectedOnce(cases, engine);

  it('shows what an on-the-spot case has come to', async () => {
    const rows = await after(told(onSpotFile()), (reader) => listCases(reader, {}, now, { limit: 9 }));
    expect(rows).toEqual({
      rows: [
        {
          ...{ case: caseStream, revision: 10, opened_on: '2024-05-20', legal_date: '2024-06-07' },
          recorded_at: '2024-06-07T01:15:00.000Z',
          ...{ organ: 'organ-demo', item: 'item-stall', procedure: 'simple', phase: 'archived' },
          ...{ number: expect.stringContaining('2024'), party: '王小明', party_kind: 'citizen' },
          ...{ kinds: 'fine', currency: 'CNY', fine: 10_000, paid: 10_000, late_fee: 0 },
          ...{ decided_on: '2024-05-20', closed_on: '2024-06-07' },
        },
      ],
    });
  });

  it('shows a case as it stood on a legal date, and as it was known at a moment', async () => {
    await after(told(onSpotFile()), async (reader) => {
      const on = (asOf?: string, knownAt?: string) =>
        caseOn(reader, caseStream, { ...(asOf && { asOf }), ...(knownAt && { knownAt }) });
      expect(await on('2024-05-19')).toBeUndefined();
      expect(await on('2024-05-20')).toMatchObject({
        phase: 'delivered',
        paid: 0,
        closed_on: null,
        revision: 5,
      });
      expect(await on('2024-06-03')).toMatchObject({ phase: 'paid', paid: 10_000 });
      // Paid on 3 June, but recorded three days later.
      expect(await on('2024-06-03', '2024-06-06T14:59:59+08:00')).toMatchObject({
        phase: 'delivered',
        paid: 0,
      });
      expect(await on('2024-06-03', '2024-06-06T15:00:00+08:00')).toMatchObject({ paid: 10_000 });
      expect(await on(undefined, '2024-05-20T10:00:59+08:00')).toBeUndefined();
      expect(await on(undefined, '2024-05-20T10:01:00+08:00')).toMatchObject({
        phase: 'opened',
        number: null,
      });
    });
  });

  it('tells the timeline with both clocks and who acted', async () => {
    await after(told(onSpotFile()), async (reader) => {
      const all = await timeline(reader, caseStream, now);
      expect(all.map(({ type }) => type)).toEqual(onSpotFile().map(({ type }) => type));
      expect(all[8]).toMatchObject({
        ...{
          revision: 8,
          type: 'PaymentReceived',
          legal_at: '2024-06-03T15:00:00+08:00',
          legal_date: '2024-06-03',
        },
        ...{ recorded_at: '2024-06-06T07:00:00.000Z', actors: [{ u: 'account-cash', role: 'finance' }] },
      });
      expect(await timeline(reader, caseStream, { asOf: '2024-05-24' })).toHaveLength(7);
      expect(await timeline(reader, caseStream, { knownAt: '2024-06-06T07:00:00Z' })).toHaveLength(9);
    });
  });

  it('shows a corrected member on every legal date, once the correction is known', async () => {
    const decision = onSpotFile()[4]!;
    const target = { id: decision.meta.id, type: decision.type, revision: 4 };
    const members = [{ path: 'proposal.fineFen', was: 10_000, now: 5_000 }];
    const correction = EventCorrected({ target, members, reason: '笔误', orderedBy: 'account-chief' });
    const events = andThen(onSpotFile(), correction, { legal: decision.meta.legal, recordedAt: correctedAt });
    await after(told(events), async (reader) => {
      expect(await caseOn(reader, caseStream, now)).toMatchObject({
        fine: 5_000,
        phase: 'archived',
        revision: 11,
      });
      expect(await caseOn(reader, caseStream, { asOf: '2024-05-24' })).toMatchObject({
        fine: 5_000,
        phase: 'delivered',
      });
      const before = { asOf: '2024-05-24', knownAt: '2024-07-08T01:59:59Z' };
      expect(await caseOn(reader, caseStream, before)).toMatchObject({ fine: 10_000, phase: 'delivered' });
      const rows = await timeline(reader, caseStream, now);
      expect(rows.at(-1)).toMatchObject({ type: 'EventCorrected', recorded_at: correctedAt });
    });
  });

  it('shows a corrected name, and finds the case by it and no longer by the wrong one', async () => {
    await after(told(renamedFile()), async (reader) => {
      expect(await caseOn(reader, caseStream, now)).toMatchObject({ party: '王晓明' });
      expect(await caseOn(reader, caseStream, { knownAt: '2024-07-01T00:00:00Z' })).toMatchObject({
        party: '王小明',
      });
    });
  });

  it('shows cases without the name when the keys are gone', async () => {
    const erased = told(onSpotFile()).map(({ personal: _, ...event }) => event);
    const { rows } = await after(erased, (reader) => listCases(reader, {}, now, { limit: 9 }));
    expect(rows).toMatchObject([{ party: null, fine: 10_000, phase: 'archived' }]);
  });

  const histories: readonly Told[] = [
    activity('case-1', 'Create Fine', '2006-07-24', { amount: 3500 }),
    activity('case-1', 'Payment', '2006-08-01', { paymentAmount: 2000 }),
    activity('case-2', 'Create Fine', '2006-08-02', { amount: 3500 }),
    activity('case-2', 'Add penalty', '2007-03-16', { amount: 7150 }),
    activity('case-1', 'Payment', '2006-09-01', { paymentAmount: 1500 }),
    activity('case-3', 'Send Fine', '2006-12-05'),
    // Recorded last, though it was first.
    activity('case-3', 'Create Fine', '2006-07-30', { amount: 2100 }),
  ];

  it('shows imported histories as they were, also those told out of order', async () => {
    await after(histories, async (reader) => {
      const shown = async (asOf?: string) => {
        const { rows } = await listCases(reader, {}, asOf === undefined ? now : { asOf }, { limit: 9 });
        return rows.map((row) => [row.number, row.opened_on, row.phase, row.fine, row.paid]);
      };
      expect(await shown()).toEqual([
        ['N2', '2006-08-02', 'Add penalty', 7150, 0],
        ['N3', '2006-07-30', 'Create Fine', 2100, 0],
        ['N1', '2006-07-24', 'Payment', 3500, 3500],
      ]);
      expect(await shown('2006-08-02')).toEqual([
        ['N2', '2006-08-02', 'Create Fine', 3500, 0],
        [null, '2006-07-30', 'Create Fine', 2100, 0],
        ['N1', '2006-07-24', 'Payment', 3500, 2000],
      ]);
      expect(await shown('2006-07-23')).toEqual([]);
      const [first] = (await listCases(reader, {}, now, { limit: 1 })).rows;
      expect(first).toMatchObject({ currency: 'EUR', procedure: 'imported', organ: null });
    });
  });

  it('hands out a short page where very many have to be passed by, and finds the rest from its mark', async () => {
    const { models, dispose } = engine.open();
    try {
      const model = await models.open(cases);
      // More than are walked for one page, all opened later than the one that is looked for.
      const made = Array.from({ length: 1_003 }, (_, i) => ({
        ...{ case: `case-${String(i).padStart(4, '0')}`, opened_on: i === 3 ? '2024-01-01' : '2024-05-20' },
        organ: i === 3 ? 'organ-a' : 'organ-b',
      }));
      const blank = {
        ...{ revision: 0, recorded_at: 'r' },
        ...{ phase: 'opened', currency: 'CNY', paid: 0, late_fee: 0 },
      };
      const state = Object.fromEntries(
        [
          'item',
          'procedure',
          'number',
          'party',
          'party_kind',
          'kinds',
          'fine',
          'decided_on',
          'closed_on',
        ].map((column) => [column, null]),
      );
      const current = made.map((row) => ({
        ...row,
        ...state,
        ...blank,
        legal_date: row.opened_on,
        search: null,
      }));
      const links = made.map((row) => ({
        ...{ case: row.case, opened_on: row.opened_on },
        ...{ kind: 'officer', handle: 'officer-a' },
      }));
      await model.commit(
        batch(0, { changes: [changing('current', { put: current }), changing('links', { put: links })] }),
      );
      const filter = { officer: 'officer-a', organs: ['organ-a'] };
      const first = await listCases(model, filter, now, { limit: 5 });
      expect(first.rows).toEqual([]);
      const second = await listCases(model, filter, now, { limit: 5, after: first.next! });
      expect(second.rows.map((row) => row.case)).toEqual(['case-0003']);
      expect(second.next).toBeUndefined();
      const pages = await listCases(model, { officer: 'officer-a' }, now, { limit: 1_002 });
      expect(pages.rows).toHaveLength(1_000);
      const rest = await listCases(model, { officer: 'officer-a' }, now, { limit: 9, after: pages.next! });
      expect([...pages.rows, ...rest.rows].map((row) => row.case).sort()).toEqual(
        made.map((row) => row.case),
      );
    } finally {
      await dispose();
    }
  });

  it('is narrowed and paged, now and on other clocks', async () => {
    await after([...histories, ...told(onSpotFile())], async (reader) => {
      const numbers = async (
        filter: Parameters<typeof listCases>[1],
        clocks: Parameters<typeof listCases>[2],
      ) => {
        const seen: (string | null)[] = [];
        let page = await listCases(reader, filter, clocks, { limit: 1 });
        for (;;) {
          seen.push(...page.rows.map((row) => row.number));
          if (page.next === undefined) return seen;
          page = await listCases(reader, filter, clocks, { limit: 1, after: page.next });
        }
      };
      const decided = onSpotFile()[4]!.data as { document: { number: string } };
      const { number } = decided.document;
      for (const clocks of [now, { asOf: '2030-01-01' }, { knownAt: '2030-01-01T00:00:00Z' }]) {
        expect(await numbers({}, clocks)).toEqual([number, 'N2', 'N3', 'N1']);
        expect(await numbers({ organs: ['organ-demo'] }, clocks)).toEqual([number]);
        expect(await numbers({ organs: ['organ-demo', 'organ-b'] }, clocks)).toEqual([number]);
        expect(await numbers({ organs: [] }, clocks)).toEqual([]);
        expect(await numbers({ officer: 'officer-wang' }, clocks)).toEqual([number]);
        expect(await numbers({ officer: 'officer-wang', organs: ['organ-b'] }, clocks)).toEqual([]);
        expect(await numbers({ officer: 'organ-demo' }, clocks)).toEqual([]);
        expect(await numbers({ phase: 'Payment' }, clocks)).toEqual(['N1']);
        expect(await numbers({ procedure: 'imported' }, clocks)).toEqual(['N2', 'N3', 'N1']);
        expect(await numbers({ procedure: 'simple', organs: ['organ-demo'] }, clocks)).toEqual([number]);
        expect(await numbers({ item: 'item-stall' }, clocks)).toEqual([number]);
        expect(await numbers({ item: 'item-other' }, clocks)).toEqual([]);
        for (const name of ['王', '小明', 'wangxiaoming', 'wxm']) {
          expect(await numbers({ party: name }, clocks)).toEqual([number]);
          expect(await numbers({ party: name, organs: ['organ-b'] }, clocks)).toEqual([]);
        }
        // A place is no name.
        expect(await numbers({ party: '路' }, clocks)).toEqual([]);
        expect(await numbers({ decidedFrom: '2024-05-20', decidedTo: '2024-05-20' }, clocks)).toEqual([
          number,
        ]);
        expect(await numbers({ decidedFrom: '2024-05-21' }, clocks)).toEqual([]);
        expect(await numbers({ decidedTo: '2024-05-19' }, clocks)).toEqual([]);
        expect(await numbers({ openedFrom: '2006-07-30', openedTo: '2006-08-02' }, clocks)).toEqual([
          'N2',
          'N3',
        ]);
      }
      await expect(listCases(reader, {}, now, { limit: 1, after: 'x' })).rejects.toMatchObject({
        code: 'bad-query',
      });
    });
  });

  it('knows what organs, items and officers are called today', async () => {
    const named: readonly Told[] = [
      ...told(onSpotFile()),
      {
        stream: 'officer-li',
        ...OfficerRegistered(
          { organ: 'organ-demo', kind: 'officer', from: '2022-01-01' },
          { officer: { name: '李四' } },
        ),
      },
      { stream: 'organ-demo', ...OrganRenamed({ name: '新局', from: '2024-01-01' }) },
      { stream: 'organ-demo', ...OrganRenamed({ name: '旧局', from: '2020-01-01' }) },
      {
        stream: 'officer-wang',
        ...OfficerRegistered({ organ: 'organ-demo', kind: 'officer', from: '2022-01-01' }),
      },
    ];
    const found = await after(named, (reader) =>
      namesOf(reader, ['officer-li', 'organ-demo', 'officer-wang', 'x']),
    );
    expect(Object.fromEntries(found)).toEqual({ 'officer-li': '李四', 'organ-demo': '新局' });
  });
});
