import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { projections } from '../../projections/all';
import { cases } from '../../projections/cases/cases.projection';
import { listCases } from '../../projections/cases/cases.queries';
import { searchCases } from '../../projections/cases/cases.search';
import { disclosure } from '../../projections/disclosure/disclosure.projection';
import { listInAct } from '../../projections/disclosure/in-act.queries';
import { listWork } from '../../projections/disclosure/work.queries';
import { openClocks } from '../../projections/supervision/clock.queries';
import { supervision } from '../../projections/supervision/supervision.projection';
import { counts } from '../../projections/supervision/supervision.queries';
import { makeDemonstration } from '../../src/app/demo/making';
import { openReading, type ReadingParts } from '../../src/app/open-reading';
import { rebuildProjection } from '../../src/app/projections/rebuilding';
import { openReaders, type Readers } from '../../src/app/readers';
import { embedded, type Engines } from '../../src/engine-settings';
import { linesOf } from '../projections/hosting';
import { postgresServer } from '../servers/in-tests';
import { tempFolder } from '../support/temp-folder';

const server = postgresServer();
const until = '2026-02-11';

server.describe('the rows of a district', () => {
  const dataFolder = tempFolder();
  let engines: Engines;
  const opened: ReadingParts[] = [];
  const readersAt = async (at: Engines): Promise<Readers> => {
    const parts = await openReading({ dataFolder, engines: at });
    opened.push(parts);
    return openReaders(parts);
  };
  const rebuilt = async (at: Engines): Promise<void> => {
    for (const { name } of projections) {
      const forever = new AbortController().signal;
      await rebuildProjection({ dataFolder, engines: at }, name, forever, () => undefined);
    }
  };
  const linesAt = async (at: Engines): Promise<ReadonlyMap<string, readonly string[]>> => {
    const readers = await readersAt(at);
    const lines = new Map<string, readonly string[]>();
    for (const one of projections) lines.set(one.name, await linesOf(readers.of(one)));
    return lines;
  };

  beforeAll(async () => {
    engines = { ...embedded, readModels: { kind: 'postgres', url: await server.database() } };
    await makeDemonstration({
      dataFolder,
      engines,
      size: { cases: 60, seed: 'rows', until },
      keys: 'seeded',
    });
  }, 180_000);
  afterAll(async () => {
    for (const one of opened) await one.close();
  });

  it('are byte for byte those that SQLite has, live and rebuilt', async () => {
    const live = await linesAt(engines);
    expect([...live.values()].flat().length).toBeGreaterThan(1_000);
    await rebuilt(embedded);
    const inFiles = await linesAt(embedded);
    for (const [name, lines] of inFiles) expect([name, live.get(name)]).toEqual([name, lines]);
    await rebuilt(engines);
    const again = await linesAt(engines);
    for (const [name, lines] of inFiles) expect([name, again.get(name)]).toEqual([name, lines]);
  }, 180_000);

  it('are answered alike to each scope, behind policies or not', async () => {
    const [inDatabase, inFiles] = [await readersAt(engines), await readersAt(embedded)];
    const found = await inFiles.of(cases).query<{ organ: string }>({
      from: 'current',
      group: { by: ['organ'], measures: { n: { fn: 'count' } } },
      limit: 99,
    });
    const organs = found.map(({ organ }) => organ);
    expect(organs.length).toBeGreaterThan(1);
    const answers = async (readers: Readers, scope: readonly string[]): Promise<unknown> => {
      const page = { limit: 500 };
      const asOf = '2026-01-10';
      const [listed, watched, published] = [
        readers.of(cases, scope),
        readers.of(supervision, scope),
        readers.of(disclosure, scope),
      ];
      return Promise.all([
        listCases(listed, { organs: scope }, {}, page),
        listCases(listed, { organs: scope }, { asOf }, page),
        searchCases(listed, '2026', { organs: scope }, page, {}),
        searchCases(listed, '张', { organs: scope }, page, {}),
        searchCases(listed, '张', { organs: scope }, page, { asOf }),
        counts(watched, { organs: scope, by: ['kind', 'type'] }),
        openClocks(watched, { organs: scope, today: until, ...page }),
        openClocks(watched, { organs: scope, today: until, asOf, ...page }),
        listWork(published, { organs: scope, asOf: until }, page),
        listInAct(published, { organs: scope, asOf: until }, page),
      ]);
    };
    for (const scope of [...organs.map((organ) => [organ]), organs, []]) {
      expect(sorted(await answers(inDatabase, scope))).toEqual(sorted(await answers(inFiles, scope)));
    }
  }, 60_000);
});

/** Lists whose order is the engine's own (handles) are compared as sets. */
const sorted = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, member: unknown) =>
    Array.isArray(member)
      ? [...(member as unknown[])].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : member,
  ) as unknown;
