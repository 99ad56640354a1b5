import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { THE_LOG, type Checkpoint, type ReadModel } from '../../src/ports/read-model';
import type { Row } from '../../src/ports/read-model-table';
import { asc, desc, eq, gt, gte, lt, lte, match, ne, prefix, within } from '../../src/ports/read-model-query';
import type { Filter, Select, Value } from '../../src/ports/read-model-query';
import {
  act,
  at,
  batch,
  changing,
  dumped,
  example,
  type ModelEngine,
  type OpenedModels,
} from './read-model-engines';

/** Acts as they are walked: the last first. */
const walkedActs = { from: 'acts', order: [desc('day'), desc('revision')], limit: 9 };

/** What every engine for rows is asked. */
export function readModelContract(engine: ModelEngine): void {
  let opened: OpenedModels;
  let model: ReadModel;
  beforeEach(async () => {
    opened = engine.open();
    model = await opened.models.open(example);
  });
  afterEach(() => opened.dispose());

  const put = (from: number, ...rows: ReturnType<typeof act>[]): Promise<void> =>
    model.commit(batch(from, { changes: [changing('acts', { put: rows })] }));
  const found = async (...where: Filter[]): Promise<readonly string[]> => {
    const rows = await model.query<{ case: string; revision: number }>({ from: 'acts', where, limit: 100 });
    return rows.map((row) => `${row.case}/${row.revision}`).sort();
  };

  it('starts empty, at the origin', async () => {
    expect(await model.checkpoint()).toEqual(at(0));
    expect(await model.loadStreams(['case-a'])).toEqual([]);
    expect(await model.parked()).toEqual([]);
    expect(await dumped(model)).toEqual([]);
  });

  it('keeps rows, progress and checkpoint of one commit together', async () => {
    const row = act('case-a', 0, {
      organ: 'organ-1',
      title: '张某某',
      amount: 5,
      minor: true,
      data: { a: [1, null] },
    });
    const progress = { stream: 'case-a', revision: 0, eventId: 'e0', doc: { phase: 'opened', list: [1] } };
    const empty = { stream: 'case-b', revision: 0, eventId: 'e1', doc: null };
    const streams = [progress, empty];
    await model.commit(batch(0, { changes: [changing('acts', { put: [row] })], streams }));
    const { words: _, ...shown } = row;
    expect(await model.query({ from: 'acts', limit: 10 })).toEqual([shown]);
    expect(await model.loadStreams(['case-a', 'case-c'])).toEqual([progress]);
    expect(await model.loadStreams(['case-b'])).toEqual([empty]);
    expect(await model.checkpoint()).toEqual(at(1));
  });

  it('dumps every row whole, in the order of its key', async () => {
    const notes = ['n2', 'n1', 'n3'].map((id) => ({ id, day: id, text: '张三 A' }));
    const rows = [act('case-b', 1), act('case-a', 2, { organ: 'organ-b' }), act('case-a', 0)];
    const streams = ['case-b', 'case-a'].map((stream) => ({
      stream,
      revision: 7,
      eventId: 'e',
      doc: { a: 1 },
    }));
    await model.commit(
      batch(0, { changes: [changing('notes', { put: notes }), changing('acts', { put: rows })], streams }),
    );
    expect(await dumped(model)).toEqual([
      'acts ["case-a",0,"2024-05-20",null,null,null,false,null,null]',
      'acts ["case-a",2,"2024-05-20","organ-b",null,null,false,null,null]',
      'acts ["case-b",1,"2024-05-20",null,null,null,false,null,null]',
      ...['n1', 'n2', 'n3'].map((id) => `notes ["${id}","${id}","张 三 a"]`),
      'henji_streams ["case-a",7,"e"] {"a":1}',
      'henji_streams ["case-b",7,"e"] {"a":1}',
    ]);
  });

  it('writes nothing when the checkpoint is not the expected one', async () => {
    await put(0, act('case-a', 0));
    const stale = batch(0, { changes: [changing('acts', { put: [act('case-b', 0)] })] });
    await expect(model.commit(stale)).rejects.toMatchObject({ code: 'checkpoint-moved' });
    const sameplace = { ...batch(1), expected: { ...at(1), eventId: 'another' } };
    await expect(model.commit(sameplace)).rejects.toMatchObject({ code: 'checkpoint-moved' });
    expect(await found()).toEqual(['case-a/0']);
    expect(await model.checkpoint()).toEqual(at(1));
  });

  describe('of a topic in parts', () => {
    const parts = ['topic/0', 'topic/1', 'topic/2'];
    const moving = (part: string, from: Checkpoint, to: Checkpoint, ...rows: Row[]): Promise<void> =>
      model.commit({
        ...batch(0, { changes: [changing('acts', { put: rows })] }),
        part,
        expected: from,
        next: to,
      });

    it('keeps a checkpoint for each, and tells the one that is behind most', async () => {
      await model.adopt(parts);
      await moving('topic/0', at(0), { ...at(5), cursor: 'a' }, act('case-a', 0));
      await moving('topic/1', at(0), { ...at(3), cursor: 'b' }, act('case-b', 0));
      expect(await model.checkpoint()).toEqual({ ...at(0), passed: 8 });
      await moving('topic/2', at(0), { ...at(4), cursor: 'c' });
      expect(await model.checkpoint()).toEqual({ ...at(3), cursor: 'b', passed: 12 });
      expect(await model.checkpointOf('topic/2')).toEqual({ ...at(4), cursor: 'c' });
      await model.adopt(parts);
      expect(await model.checkpointOf('topic/0')).toEqual({ ...at(5), cursor: 'a' });
      expect(await found()).toEqual(['case-a/0', 'case-b/0']);
    });

    it('writes nothing when another cursor is stored, or the part is not followed', async () => {
      await model.adopt(parts);
      await moving('topic/0', at(0), { ...at(0), cursor: 'a' });
      const late = moving('topic/0', at(0), { ...at(1), cursor: 'b' }, act('case-a', 0));
      await expect(late).rejects.toMatchObject({ code: 'checkpoint-moved' });
      await expect(put(0, act('case-a', 0))).rejects.toMatchObject({ code: 'checkpoint-moved' });
      await expect(model.checkpointOf('topic/9')).rejects.toMatchObject({ code: 'checkpoint-moved' });
      expect(await found()).toEqual([]);
      await moving('topic/0', { ...at(0), cursor: 'a' }, { ...at(1), cursor: 'b' }, act('case-a', 0));
      expect(await found()).toEqual(['case-a/0']);
    });

    it('starts them where the log stood, and the log and other parts at the origin', async () => {
      await put(0, act('case-a', 0));
      await model.adopt(parts);
      expect(await model.checkpointOf('topic/0')).toEqual(at(1));
      expect(await model.checkpointOf('topic/2')).toEqual({ ...at(1), passed: 0 });
      expect(await model.checkpoint()).toEqual(at(1));
      await model.adopt([...parts, 'topic/3']);
      expect(await model.checkpointOf('topic/3')).toEqual(at(0));
      expect(await model.checkpointOf('topic/1')).toEqual({ ...at(1), passed: 0 });
      await model.adopt([THE_LOG]);
      expect(await model.checkpoint()).toEqual(at(0));
      await put(0, act('case-b', 0));
      expect(await found()).toEqual(['case-a/0', 'case-b/0']);
    });
  });

  it('writes nothing of a commit with one row that does not fit, and goes on after it', async () => {
    const rows = [act('case-a', 0), act('case-new', 0, { day: null })];
    await expect(put(0, ...rows)).rejects.toHaveProperty('message');
    expect(await found()).toEqual([]);
    expect(await model.checkpoint()).toEqual(at(0));
    await put(0, act('case-a', 0), act('case-new', 1));
    expect(await found(eq('case', 'case-new'))).toEqual(['case-new/1']);
  });

  it('puts over, adds up, and removes', async () => {
    await put(0, act('case-a', 0, { title: 'old', amount: 1 }), act('case-a', 1));
    const count = (row: object) => ({
      day: '2024-05-20',
      kind: 'Payment',
      label: 'paid',
      events: 0,
      paid: 0,
      ...row,
    });
    await model.commit(
      batch(1, {
        changes: [
          changing('acts', {
            put: [act('case-a', 0, { title: 'new' })],
            remove: [{ case: 'case-a', revision: 1 }],
          }),
          changing('counts', { add: [count({ events: 2, paid: 500 })] }),
        ],
      }),
    );
    await model.commit(
      batch(2, { changes: [changing('counts', { add: [count({ events: -1, paid: 3, label: 'other' })] })] }),
    );
    expect(await model.query({ from: 'acts', columns: ['revision', 'title', 'amount'], limit: 9 })).toEqual([
      { revision: 0, title: 'new', amount: null },
    ]);
    expect(await model.query({ from: 'counts', limit: 9 })).toEqual([count({ events: 1, paid: 503 })]);
  });

  it('refuses a second row where every row is put once', async () => {
    const row = { case: 'case-a', legal_date: '2024-05-20', revision: 0, recorded_at: 'x', phase: 'opened' };
    await model.commit(batch(0, { changes: [changing('versions', { put: [row] })] }));
    const again = batch(1, { changes: [changing('versions', { put: [{ ...row, phase: 'other' }] })] });
    await expect(model.commit(again)).rejects.toHaveProperty('message');
    expect(await model.query({ from: 'versions', columns: ['phase'], limit: 9 })).toEqual([
      { phase: 'opened' },
    ]);
  });

  it('writes more rows at once than one statement takes', async () => {
    const rows = Array.from({ length: 333 }, (_, i) => act(`case-${i % 7}`, i, { amount: i }));
    await put(0, ...rows);
    const sum = {
      by: ['case'],
      measures: { n: { fn: 'count' }, sum: { fn: 'sum', column: 'amount' } },
    } as const;
    const groups = await model.query<{ case: string; n: number; sum: number }>({
      from: 'acts',
      group: sum,
      limit: 9,
    });
    expect(groups).toHaveLength(7);
    expect(groups.reduce((total, group) => total + group.n, 0)).toBe(333);
    expect(groups.reduce((total, group) => total + group.sum, 0)).toBe((332 * 333) / 2);
  });

  it('keeps what is parked until its stream is un-parked, the first reason included', async () => {
    const event = (revision: number, error: string) => ({
      ...{
        stream: 'case-a',
        revision,
        eventId: `e${revision}`,
        position: `000${revision}`,
        type: 'CaseClosed',
        error,
      },
    });
    const other = { ...event(0, 'boom'), stream: 'case-b' };
    await model.commit(batch(0, { park: [event(1, 'it failed'), event(2, ''), other] }));
    await model.commit(batch(1, { park: [event(1, '')] }));
    expect(await model.parked()).toEqual([event(1, 'it failed'), event(2, ''), other]);
    await model.commit(batch(2, { unpark: ['case-a'], park: [event(2, 'again')] }));
    expect(await model.parked()).toEqual([event(2, 'again'), other]);
  });

  it('shows held commits together, at the latest on flush', async () => {
    const reader = opened.models.reader(example);
    await model.commit(batch(0, { changes: [changing('acts', { put: [act('case-a', 0)] })], hold: true }));
    await model.commit(batch(1, { changes: [changing('acts', { put: [act('case-a', 1)] })], hold: true }));
    await model.flush();
    await model.flush();
    expect(
      await reader.query({ from: 'acts', columns: ['revision'], order: [asc('revision')], limit: 9 }),
    ).toEqual([{ revision: 0 }, { revision: 1 }]);
    expect((await reader.checkpoint()).passed).toBe(2);
  });

  it('answers several queries and the checkpoint of one moment', async () => {
    await put(0, act('case-a', 0));
    const all: Select = { from: 'acts', columns: ['case'], limit: 9 };
    const counted: Select = { from: 'counts', limit: 9 };
    expect(await model.snapshot([all, counted])).toEqual({
      checkpoint: at(1),
      results: [[{ case: 'case-a' }], []],
    });
  });

  it('filters', async () => {
    await put(
      0,
      act('case-a', 0, { amount: 1, organ: 'organ-1', title: '沪公2024', minor: true }),
      act('case-a', 1, { amount: 2, organ: 'organ-2', title: '沪公' }),
      act('case-b', 0, { amount: 3, title: '沪', day: '2024-05-21' }),
    );
    expect(await found(eq('organ', 'organ-1'))).toEqual(['case-a/0']);
    expect(await found(eq('organ', null))).toEqual(['case-b/0']);
    expect(await found(eq('organ', 'organ-unheard'))).toEqual([]);
    expect(await found(ne('organ', 'organ-1'))).toEqual(['case-a/1', 'case-b/0']);
    expect(await found(ne('organ', 'organ-unheard'))).toEqual(['case-a/0', 'case-a/1', 'case-b/0']);
    expect(await found(ne('organ', null))).toEqual(['case-a/0', 'case-a/1']);
    expect(await found(within('case', ['case-b', 'case-z']))).toEqual(['case-b/0']);
    expect(await found(within('amount', [1, 3]), eq('minor', false))).toEqual(['case-b/0']);
    expect(await found(within('minor', [true]))).toEqual(['case-a/0']);
    expect(await found(within('amount', []))).toEqual([]);
    expect(await found(gt('amount', 1), lt('amount', 3))).toEqual(['case-a/1']);
    expect(await found(gte('amount', 2), lte('amount', 3))).toEqual(['case-a/1', 'case-b/0']);
    expect(await found(prefix('title', '沪公'))).toEqual(['case-a/0', 'case-a/1']);
    expect(await found(lte('day', '2024-05-20'))).toEqual(['case-a/0', 'case-a/1']);
  });

  it('finds Chinese text of one character and more, and the beginning of a number', async () => {
    const words = (text: string) => ({ words: text });
    await put(
      0,
      act('case-a', 0, words('欧阳娜娜 沪公(浦候)行罚决字〔2024〕00187号')),
      act('case-b', 0, words('李某某 Café 𬍛')),
      act('case-c', 0),
    );
    expect(await found(match('words', '娜'))).toEqual(['case-a/0']);
    expect(await found(match('words', '阳娜'))).toEqual(['case-a/0']);
    expect(await found(match('words', '娜阳'))).toEqual([]);
    expect(await found(match('words', '〔2024〕 001'))).toEqual(['case-a/0']);
    expect(await found(match('words', '187'))).toEqual([]);
    expect(await found(match('words', 'CAF'))).toEqual(['case-b/0']);
    expect(await found(match('words', '𬍛'))).toEqual(['case-b/0']);
    expect(await found(match('words', '。'))).toEqual([]);
    expect(await found(match('words', '李" OR "娜'))).toEqual([]);
    await put(1, act('case-a', 0, words('王某某')), act('case-b', 0));
    expect(await found(match('words', '娜'))).toEqual([]);
    expect(await found(match('words', '王某'))).toEqual(['case-a/0']);
    await model.commit(
      batch(2, { changes: [changing('acts', { remove: [{ case: 'case-a', revision: 0 }] })] }),
    );
    expect(await found(match('words', '王'))).toEqual([]);
  });

  it('pages by keyset in one direction and in two', async () => {
    const rows = [0, 1, 2, 3, 4, 5].map((i) => act(`case-${i}`, i % 2, { day: `2024-05-2${i >> 1}` }));
    await put(0, ...rows);
    const walk = async (order: Select['order'], columns: readonly string[]): Promise<readonly Value[][]> => {
      const seen: Value[][] = [];
      let after: readonly Value[] | undefined;
      for (;;) {
        const page: readonly Record<string, Value>[] = await model.query<Record<string, Value>>({
          ...{ from: 'acts', limit: 2, ...(order && { order }), ...(after && { after }) },
        });
        for (const row of page) seen.push(columns.map((column) => row[column] ?? null));
        const last = page.at(-1);
        if (page.length < 2 || last === undefined) return seen;
        after = columns.map((column) => last[column] ?? null);
      }
    };
    const days = ['2024-05-20', '2024-05-21', '2024-05-22'];
    const forward = days.flatMap((day) => [
      [day, 0],
      [day, 1],
    ]);
    expect(await walk([asc('day'), asc('revision')], ['day', 'revision'])).toEqual(forward);
    expect(await walk([desc('day'), desc('revision')], ['day', 'revision'])).toEqual([...forward].reverse());
    const mixed = [...days].reverse().flatMap((day) => [
      [day, 0],
      [day, 1],
    ]);
    expect(await walk([desc('day'), asc('revision')], ['day', 'revision'])).toEqual(mixed);
    const byCase = await walk([desc('day'), desc('case')], ['day', 'case']);
    expect(byCase.map(([day]) => day)).toEqual([...forward].reverse().map(([day]) => day));
    expect(new Set(byCase.map(([, id]) => id)).size).toBe(6);
  });

  it('pages over what may be null where a filter leaves no nulls', async () => {
    await put(0, act('case-a', 0, { title: 'ab' }), act('case-a', 1, { title: 'aa' }), act('case-a', 2));
    const page = { from: 'acts', columns: ['title'], order: [asc('title'), asc('revision')], limit: 9 };
    const rest = { ...page, where: [prefix('title', 'a')], after: ['aa', 1] };
    expect(await model.query(rest)).toEqual([{ title: 'ab' }]);
    for (const where of [[ne('title', 'x')], [eq('title', null)], [match('words', 'x')]]) {
      await expect(model.query({ ...rest, where })).rejects.toMatchObject({ code: 'bad-query' });
    }
  });

  it('pages through what a text is found in, and needs every text', async () => {
    const notes = ['甲乙', '乙丙', '甲丙', '甲乙丙', '丁'].map((text, i) => ({
      ...{ id: `n${i}`, text, day: `2024-05-2${i}` },
    }));
    await model.commit(batch(0, { changes: [changing('notes', { put: notes })] }));
    const having = (texts: readonly string[], after?: string): Promise<readonly { id: string }[]> =>
      model.query<{ id: string }>({
        ...{ from: 'notes', columns: ['id'], limit: 2, order: [desc('id')] },
        where: texts.map((text) => match('text', text)),
        ...(after && { after: [after] }),
      });
    const first = await having(['甲']);
    const second = await having(['甲'], first.at(-1)?.id);
    expect([...first, ...second].map(({ id }) => id).sort()).toEqual(['n0', 'n2', 'n3']);
    expect((await having(['甲', '丙'])).map(({ id }) => id).sort()).toEqual(['n2', 'n3']);
    expect(await having(['甲', '丁'])).toEqual([]);
    const named = { from: 'notes', columns: ['id'], limit: 9 };
    for (const filter of [within('id', ['n1', 'n2', 'n4']), eq('id', 'n2')]) {
      expect(
        await model.query({ ...named, where: [filter, match('text', '甲'), match('text', '丙')] }),
      ).toEqual([{ id: 'n2' }]);
    }
    const byDay = {
      from: 'notes',
      columns: ['id'],
      where: [match('text', '乙')],
      order: [asc('day')],
      limit: 9,
    };
    expect(await model.query(byDay)).toEqual([{ id: 'n0' }, { id: 'n1' }, { id: 'n3' }]);
    const counted = {
      from: 'notes',
      where: [match('text', '丙')],
      group: { by: [], measures: { n: { fn: 'count' } } },
    } as const;
    expect(await model.query({ ...counted, limit: 1 })).toEqual([{ n: 3 }]);
  });

  it('goes along the rows of another table, in their order, no further than it is told', async () => {
    await put(0, act('case-a', 0, { day: '2024-05-20' }), act('case-b', 0, { day: '2024-05-21' }));
    const versions = ['case-a', 'case-b', 'case-c'].flatMap((id) =>
      [0, 1].map((revision) => ({
        ...{ case: id, revision, legal_date: `2024-06-0${revision + 1}`, recorded_at: 'r1' },
        phase: revision === 0 ? 'opened' : 'closed',
      })),
    );
    await model.commit(batch(1, { changes: [changing('versions', { put: versions })] }));
    const on = (value: string): Select['latest'] => ({
      ...{ per: ['case'], by: ['legal_date', 'revision'] },
      upTo: [{ column: 'legal_date', value }],
    });
    const asked: Select = {
      ...{ from: 'versions', columns: ['case', 'phase'], latest: on('2024-06-01')!, limit: 9 },
      along: { by: 'case', rows: walkedActs },
    };
    const [a, b] = ['case-a', 'case-b'].map((id) => ({ case: id, phase: 'opened' }));
    expect(await model.query(asked)).toEqual([b, a]);
    expect(await model.query({ ...asked, limit: 1 })).toEqual([b]);
    const closed = { where: [eq('phase', 'closed')] };
    expect(await model.query({ ...asked, ...closed })).toEqual([]);
    expect(await model.query({ ...asked, ...closed, latest: on('2024-06-02')! })).toHaveLength(2);
    const first = { by: 'case', rows: { ...walkedActs, limit: 1 } };
    expect(await model.query({ ...asked, along: first })).toEqual([b]);
    const after = { by: 'case', rows: { ...walkedActs, after: ['2024-05-21', 0] } };
    expect(await model.query({ ...asked, along: after })).toEqual([a]);
    const mark = { from: 'acts', columns: ['case'], order: walkedActs.order, limit: 1 };
    expect(await model.query({ ...mark, skip: 1 })).toEqual([{ case: 'case-a' }]);
    expect(await model.query({ ...mark, skip: 2 })).toEqual([]);
  });

  it('sorts text by code point and nulls first', async () => {
    await put(
      0,
      act('c', 0, { title: '\u{1f600}' }),
      act('c', 1, { title: '\uff5e' }),
      act('c', 2),
      act('c', 3, { title: 'a' }),
    );
    const rows = await model.query({ from: 'acts', columns: ['title'], order: [asc('title')], limit: 9 });
    expect(rows).toEqual([{ title: null }, { title: 'a' }, { title: '\uff5e' }, { title: '\u{1f600}' }]);
  });

  it('groups, and measures nothing as nothing', async () => {
    const measures = {
      n: { fn: 'count' },
      sum: { fn: 'sum', column: 'amount' },
      least: { fn: 'min', column: 'day' },
      most: { fn: 'max', column: 'amount' },
      cases: { fn: 'countDistinct', column: 'case' },
    } as const;
    const total: Select = { from: 'acts', group: { by: [], measures }, limit: 9 };
    expect(await model.query(total)).toEqual([{ n: 0, sum: 0, least: null, most: null, cases: 0 }]);
    await put(
      0,
      act('case-a', 0, { amount: 1, minor: true }),
      act('case-a', 1, { amount: 5, day: '2024-01-01' }),
      act('case-b', 0, { minor: true }),
    );
    expect(await model.query(total)).toEqual([{ n: 3, sum: 6, least: '2024-01-01', most: 5, cases: 2 }]);
    const byMinor: Select = {
      from: 'acts',
      group: { by: ['minor'], measures },
      order: [desc('n')],
      limit: 9,
    };
    expect(await model.query(byMinor)).toEqual([
      { minor: true, n: 2, sum: 1, least: '2024-05-20', most: 1, cases: 2 },
      { minor: false, n: 1, sum: 5, least: '2024-01-01', most: 5, cases: 1 },
    ]);
  });

  const refused: [string, Partial<Select>][] = [
    ['an unknown table', { from: 'nothing' }],
    ['an unknown column', { columns: ['nothing'] }],
    ['no columns', { columns: [] }],
    ['the search column', { columns: ['words'] }],
    ['a filter on an unknown column', { where: [eq('nothing', 1)] }],
    ['a comparison with another type', { where: [eq('amount', '1')] }],
    ['a list of another type', { where: [within('amount', [1, '2'])] }],
    ['an ordering of null', { where: [lt('amount', null)] }],
    ['the order of handles', { where: [lt('case', 'case-b')] }],
    ['a filter on JSON', { where: [eq('data', 'x')] }],
    ['a match without full text', { where: [match('title', 'x')] }],
    ['the beginning of a number', { where: [prefix('amount', '1')] }],
    ['an order by JSON', { order: [asc('data')] }],
    ['a keyset over what may be null', { order: [asc('amount')], after: [1] }],
    ['a keyset of another length', { order: [asc('day')], after: ['a', 'b'] }],
    ['a keyset without order', { after: [] }],
    ['a group without measures', { group: { by: ['day'], measures: {} } }],
    ['a group with columns', { columns: ['day'], group: { by: [], measures: { n: { fn: 'count' } } } }],
    ['a sum of text', { group: { by: [], measures: { n: { fn: 'sum', column: 'day' } } } }],
    ['the least handle', { group: { by: [], measures: { n: { fn: 'min', column: 'case' } } } }],
    ['a measure named like a column', { group: { by: [], measures: { day: { fn: 'count' } } } }],
    [
      'an order that the group does not have',
      { group: { by: [], measures: { n: { fn: 'count' } } }, order: [asc('day')] },
    ],
    [
      'rows along others in an order of their own',
      { along: { by: 'case', rows: walkedActs }, order: [asc('day')] },
    ],
    ['rows along others that have no such column', { along: { by: 'id', rows: walkedActs } }],
    ['rows along others by what may be null', { along: { by: 'organ', rows: walkedActs } }],
    ['rows along others in no order', { along: { by: 'case', rows: { from: 'acts', limit: 9 } } }],
    ['rows along too many others', { along: { by: 'case', rows: { ...walkedActs, limit: 100_001 } } }],
    ['fewer than no rows passed over', { skip: -1 }],
    ['no rows', { limit: 0 }],
    ['half a row', { limit: 1.5 }],
    ['too many rows', { limit: 100_001 }],
  ];
  it.each(refused)('refuses %s', async (_, wrong) => {
    await expect(model.query({ from: 'acts', limit: 9, ...wrong })).rejects.toMatchObject({
      code: 'bad-query',
    });
  });

  it('builds beside the live one and switches readers at once', async () => {
    const reader = opened.models.reader(example);
    await put(0, act('case-old', 0));
    const build = await opened.models.openBuild(example);
    expect(await dumped(build)).toEqual([]);
    await build.commit(batch(0, { changes: [changing('acts', { put: [act('case-new', 0)] })] }));
    const cases: Select = { from: 'acts', columns: ['case'], limit: 9 };
    expect(await reader.query(cases)).toEqual([{ case: 'case-old' }]);
    await build.close();
    await opened.models.promote(example);
    expect(await reader.query(cases)).toEqual([{ case: 'case-new' }]);
    await expect(model.commit(batch(1))).rejects.toMatchObject({ code: 'read-model-replaced' });
    await model.close();
    model = await opened.models.open(example);
    expect((await model.checkpoint()).passed).toBe(1);
    await put(1, act('case-newer', 0));
    expect(await reader.query({ ...cases, order: [asc('case')] })).toHaveLength(2);
  });

  it('takes up what an interrupted build has left, or discards it', async () => {
    await put(0, act('case-old', 0));
    const build = await opened.models.openBuild(example);
    await build.commit(batch(0, { changes: [changing('acts', { put: [act('case-new', 0)] })] }));
    await build.close();
    const again = await opened.models.openBuild(example);
    expect((await again.checkpoint()).passed).toBe(1);
    await again.close();
    await opened.models.discardBuild(example);
    await expect(opened.models.promote(example)).rejects.toMatchObject({ code: 'read-model-absent' });
    expect(await found()).toEqual(['case-old/0']);
  });

  it('says that there is nothing to read yet', async () => {
    const reader = opened.models.reader({ ...example, version: 4 });
    await expect(reader.checkpoint()).rejects.toMatchObject({ code: 'read-model-absent' });
    await expect(reader.query({ from: 'acts', limit: 1 })).rejects.toMatchObject({
      code: 'read-model-absent',
    });
  });
}
