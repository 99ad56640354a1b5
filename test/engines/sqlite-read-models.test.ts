import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { cases } from '../../projections/cases/cases.projection';
import { listCases } from '../../projections/cases/cases.queries';
import { FollowingReader } from '../../src/engines/sqlite/following-reader';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import { compileSelect } from '../../src/engines/sqlite/read-model-select';
import { BadQuery, desc, match, within, type Select } from '../../src/ports/read-model-query';
import { act, at, batch, changing, example } from '../contract/read-model-engines';
import { tempFolder } from '../support/temp-folder';

const rows = (id: string) => ({ changes: [changing('acts', { put: [act(id, 0)] })] });
const ids: Select = { from: 'acts', columns: ['case'], limit: 9 };

describe('read models in files', () => {
  it('are named after projection and version, and nobody else may read them', async () => {
    const folder = join(tempFolder(), 'read');
    const models = new SqliteReadModels(folder);
    const model = await models.open(example);
    await model.commit(batch(0, rows('case-a')));
    expect(readdirSync(folder).sort()).toEqual(['example-v3.db', 'example-v3.db-shm', 'example-v3.db-wal']);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    await models.close();
  });

  it('outlive the process', async () => {
    const folder = tempFolder();
    const first = new SqliteReadModels(folder);
    const writer = await first.open(example);
    await writer.commit(batch(0, rows('case-a')));
    await writer.commit(batch(1, { ...rows('case-b'), hold: true }));
    await first.close();
    const second = new SqliteReadModels(folder);
    const model = await second.open(example);
    expect((await model.checkpoint()).passed).toBe(2);
    await model.commit(batch(2, rows('case-c')));
    expect(await model.query({ ...ids, order: [{ column: 'case' }] })).toEqual([
      { case: 'case-a' },
      { case: 'case-b' },
      { case: 'case-c' },
    ]);
    await second.close();
  });

  it.each(['readers', 'its writer'])(
    'whose text index knows no pairs of characters are taken over by %s',
    async (who) => {
      const folder = tempFolder();
      const texts = [act('case-a', 0, { words: '乱扔废弃物' }), act('case-b', 0, { words: '乱写，扔掉' })];
      const before = new SqliteReadModels(folder);
      await (await before.open(example)).commit(batch(0, { changes: [changing('acts', { put: texts })] }));
      await before.close();
      const db = new Database(join(folder, 'example-v3.db'));
      db.exec(`DROP TABLE acts_text;
             CREATE VIRTUAL TABLE acts_text USING fts5 (body, content='', contentless_delete=1,
               tokenize="unicode61 remove_diacritics 0");`);
      db.close();
      const models = new SqliteReadModels(folder);
      const model = who === 'readers' ? models.reader(example) : await models.open(example);
      expect(await model.query({ ...ids, where: [match('words', '乱扔')] })).toEqual([{ case: 'case-a' }]);
      await models.close();
    },
  );

  it('answer in a thread of their own, also when that thread has died', async () => {
    const folder = tempFolder();
    const models = new SqliteReadModels(folder, 'aside');
    await (await models.open(example)).commit(batch(0, rows('case-a')));
    const here = jest.spyOn(FollowingReader.prototype, 'query');
    const reader = models.reader(example);
    expect(await reader.query(ids)).toEqual([{ case: 'case-a' }]);
    expect(here).not.toHaveBeenCalled();
    const asked = jest.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
      void this.terminate();
    });
    expect(await reader.query(ids)).toEqual([{ case: 'case-a' }]);
    expect(here).toHaveBeenCalledTimes(1);
    expect(await reader.query(ids)).toEqual([{ case: 'case-a' }]);
    expect(here).toHaveBeenCalledTimes(1);
    await expect(reader.query({ from: 'nothing', limit: 1 })).rejects.toBeInstanceOf(BadQuery);
    asked.mockRestore();
    here.mockRestore();
    await models.close();
  });

  it.each(['readers', 'its writer'])('of builds before topics are taken over by %s', async (who) => {
    const folder = tempFolder();
    const before = new SqliteReadModels(folder);
    await (await before.open(example)).commit(batch(0, rows('case-a')));
    await before.close();
    const db = new Database(join(folder, 'example-v3.db'));
    db.exec(`CREATE TABLE old (one INTEGER PRIMARY KEY CHECK (one = 1), position TEXT NOT NULL, event_id TEXT NOT NULL,
               stream TEXT NOT NULL, revision INTEGER NOT NULL, recorded_at TEXT NOT NULL, passed INTEGER NOT NULL) STRICT;
             INSERT INTO old SELECT 1, position, event_id, stream, revision, recorded_at, passed FROM henji_checkpoint;
             DROP TABLE henji_checkpoint;
             ALTER TABLE old RENAME TO henji_checkpoint;`);
    db.close();
    const models = new SqliteReadModels(folder);
    const model = who === 'readers' ? models.reader(example) : await models.open(example);
    expect(await model.checkpoint()).toEqual(at(1));
    expect(await model.query(ids)).toEqual([{ case: 'case-a' }]);
    await models.close();
  });

  it('show other connections nothing of what is held', async () => {
    const folder = tempFolder();
    const models = new SqliteReadModels(folder);
    const model = await models.open(example);
    const reader = models.reader(example);
    await model.commit(batch(0, { ...rows('case-a'), hold: true }));
    expect(await reader.query(ids)).toEqual([]);
    expect(await reader.checkpoint()).toEqual(at(0));
    await model.commit(batch(1, rows('case-b')));
    expect(await reader.query(ids)).toHaveLength(2);
    await models.close();
  });

  it('lose held commits with one that fails, and say so by the checkpoint', async () => {
    const models = new SqliteReadModels(tempFolder());
    const model = await models.open(example);
    await model.commit(batch(0, { ...rows('case-a'), hold: true }));
    await expect(model.commit(batch(7, rows('case-b')))).rejects.toMatchObject({ code: 'checkpoint-moved' });
    expect(await model.checkpoint()).toEqual(at(0));
    await model.commit(batch(0, rows('case-b')));
    expect(await model.query(ids)).toEqual([{ case: 'case-b' }]);
    await models.close();
  });

  it('switch for readers and writers of other processes, too', async () => {
    const folder = tempFolder();
    const [server, other] = [new SqliteReadModels(folder), new SqliteReadModels(folder)];
    const live = await server.open(example);
    await live.commit(batch(0, rows('case-old')));
    const reader = server.reader(example);
    expect(await reader.query(ids)).toEqual([{ case: 'case-old' }]);
    for (const [i, id] of ['case-new', 'case-newer'].entries()) {
      const build = await other.openBuild(example);
      await build.commit(batch(0, rows(id)));
      await build.close();
      await other.promote(example);
      expect(await reader.query(ids)).toEqual([{ case: id }]);
      expect(readdirSync(folder).filter((file) => file.endsWith('.db'))).toEqual([`example-v3.g${i + 1}.db`]);
    }
    await expect(live.commit(batch(1))).rejects.toMatchObject({ code: 'read-model-replaced' });
    await Promise.all([server.close(), other.close()]);
  });

  it('refuse tables of another shape under the same version, and can be built anew', async () => {
    const models = new SqliteReadModels(tempFolder());
    await (await models.open(example)).close();
    const changed = { ...example, tables: { counts: example.tables['counts']! } };
    await expect(models.open(changed)).rejects.toMatchObject({ code: 'read-model-shape' });
    await expect(models.reader(changed).checkpoint()).rejects.toMatchObject({ code: 'read-model-shape' });
    await (await models.openBuild(example)).close();
    const build = await models.openBuild(changed);
    await build.close();
    await models.promote(changed);
    expect(await models.reader(changed).checkpoint()).toEqual(at(0));
    await models.close();
  });

  it('are not there before somebody has made their tables', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'example-v3.db'), '');
    const reader = new SqliteReadModels(folder).reader(example);
    await expect(reader.checkpoint()).rejects.toMatchObject({ code: 'read-model-absent' });
  });
});

describe('the list of cases', () => {
  it.each([
    ['as it opens', {}, {}],
    ['of an organ', { organs: ['organ-a'] }, {}],
    ['by phase', { phase: 'paid' }, {}],
    ['of an officer', { officer: 'officer-a' }, {}],
    ['of an officer in an organ', { officer: 'officer-a', organs: ['organ-a'] }, {}],
    ['opened in a time', { openedFrom: '2024-01-01', openedTo: '2024-02-01' }, {}],
    ['by phase, on an earlier day', { phase: 'paid' }, { asOf: '2024-05-01' }],
    ['of an organ, on an earlier day', { organs: ['organ-a'], phase: 'paid' }, { asOf: '2024-05-01' }],
  ])('is read from an index, without sorting: %s', async (_, filter, clocks) => {
    const folder = tempFolder();
    const models = new SqliteReadModels(folder);
    await models.open(cases);
    const db = new Database(join(folder, `cases-v${cases.version}.db`), { readonly: true });
    const asked: Select[] = [];
    const spy = async (select: Select) => (asked.push(select), []);
    await listCases({ query: spy }, filter, clocks, { limit: 50 });
    await listCases({ query: spy }, filter, clocks, {
      limit: 50,
      after: Buffer.from('["2024-01-15","x"]').toString('base64url'),
    });
    expect(asked.length).toBeGreaterThanOrEqual(2);
    for (const select of asked) {
      const { sql, params } = compileSelect(cases.tables, select);
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[];
      const steps = plan
        .map(({ detail }) => detail)
        .filter((detail) => !/henji_refs|LIST|SCALAR|json_each/u.test(detail));
      expect(steps.join('\n')).not.toMatch(/TEMP B-TREE|SCAN t$/mu);
      expect(steps.join('\n')).toMatch(/t USING (COVERING )?INDEX/u);
    }
    db.close();
    await models.close();
  });

  it('let the text index lead a search, so that a page reads its own hits alone', async () => {
    const folder = tempFolder();
    const models = new SqliteReadModels(folder);
    await models.open(cases);
    const db = new Database(join(folder, `cases-v${cases.version}.db`), { readonly: true });
    const planOf = (where: Select['where']) => {
      const select = { from: 'current', where: where!, order: [desc('case')], limit: 9 };
      const { sql, params } = compileSelect(cases.tables, select);
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[];
      return plan.map(({ detail }) => detail).filter((detail) => !/henji_refs|SCALAR/u.test(detail));
    };
    for (const where of [[match('search', '王伟')], [match('search', '王伟'), within('organ', ['o'])]]) {
      const [first, ...rest] = planOf(where);
      expect(first).toMatch(/SCAN f VIRTUAL TABLE INDEX/u);
      expect(rest.join()).not.toMatch(/EXISTS|TEMP B-TREE/u);
    }
    expect(planOf([within('case', ['a', 'b']), match('search', '王伟')]).join()).not.toMatch(/SCAN f/u);
    db.close();
    await models.close();
  });
});
