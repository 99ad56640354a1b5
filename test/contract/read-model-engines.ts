import { rmSync } from 'node:fs';
import { beforeAll, describe } from '@jest/globals';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import type { CommitBatch, ReadModel, ReadModels } from '../../src/ports/read-model';
import { ORIGIN, THE_LOG, type Checkpoint } from '../../src/ports/read-model';
import { defineTable, type ModelDeclaration, type Row } from '../../src/ports/read-model-table';
import { postgresServer } from '../servers/in-tests';
import { temporaryFolder } from './engines';

/** Read models of one engine, gone after use. */
export interface OpenedModels {
  readonly models: ReadModels;
  dispose(): Promise<void>;
}

export interface ModelEngine {
  readonly name: string;
  open(): OpenedModels;
}

/** The engines for rows that need no server. */
export const embeddedModelEngines: readonly ModelEngine[] = [
  {
    name: 'memory',
    open: () => {
      const models = new MemoryReadModels();
      return { models, dispose: () => models.close() };
    },
  },
  ...(['here', 'aside'] as const).map((reading) => ({
    name: reading === 'here' ? 'sqlite' : 'sqlite, queries in threads',
    open: () => {
      const folder = temporaryFolder();
      const models = new SqliteReadModels(folder, reading);
      return {
        models,
        dispose: async () => {
          await models.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
  })),
];

const postgres = postgresServer();
let database = '';
let opened = 0;

/** Each in schemas of its own; the database goes with the server. */
const postgresModels: ModelEngine = {
  name: 'postgresql',
  open: () => {
    const models = new PostgresReadModels({ url: database, prefix: `t${++opened}`, poolSize: 3 });
    return { models, dispose: () => models.close() };
  },
};

/** The one list of engines for rows: a `describe` for each, with `$name` replaced. */
export function onModelEngines(name: string, body: (engine: ModelEngine) => void): void {
  describe.each(embeddedModelEngines)(name, body);
  onPostgres(name.replace('$name', postgresModels.name), body);
}

/** A `describe` with the server. */
export const onPostgres = (name: string, body: (engine: ModelEngine) => void): void =>
  postgres.describe(name, () => {
    beforeAll(async () => {
      database = await postgres.database();
    });
    body(postgresModels);
  });

const acts = defineTable({
  columns: {
    case: 'ref',
    revision: 'int',
    day: 'text',
    organ: 'ref?',
    title: 'text?',
    amount: 'int?',
    minor: 'bool',
    data: 'json?',
    words: 'search?',
  },
  key: ['case', 'revision'],
  indexes: [
    ['day', 'case', 'revision'],
    ['organ', 'day'],
  ],
});
const counts = defineTable({
  columns: { day: 'text', kind: 'text', label: 'text', events: 'int', paid: 'int' },
  key: ['day', 'kind'],
  adds: ['events', 'paid'],
});
const versions = defineTable({
  columns: { case: 'ref', legal_date: 'text', revision: 'int', recorded_at: 'text', phase: 'text' },
  key: ['case', 'legal_date', 'revision'],
  once: true,
});

const notes = defineTable({ columns: { id: 'ref', day: 'text', text: 'search' }, key: ['id'] });

/** One table of each kind. */
export const example: ModelDeclaration = {
  name: 'example',
  version: 3,
  tables: { acts, counts, versions, notes },
};

/** A row of `acts`, whole. */
export const act = (id: string, revision: number, row: Row = {}): Row => ({
  ...{ case: id, revision, day: '2024-05-20', organ: null, title: null, amount: null },
  ...{ minor: false, data: null, words: null },
  ...row,
});

/** A checkpoint after so many records. */
export const at = (passed: number): Checkpoint =>
  passed === 0
    ? ORIGIN
    : {
        position: String(passed).padStart(4, '0'),
        eventId: `event-${passed}`,
        stream: 'case-a',
        revision: passed,
        recordedAt: '2024-05-20T02:00:00.000Z',
        passed,
        cursor: '',
      };

/** A commit that moves the checkpoint by one from `from` and changes what is given. */
export const batch = (from: number, changes: Partial<CommitBatch> = {}): CommitBatch => ({
  ...{
    part: THE_LOG,
    expected: at(from),
    next: at(from + 1),
    streams: [],
    changes: [],
    park: [],
    unpark: [],
  },
  ...changes,
});

/** Changes of one table. */
export const changing = (
  table: string,
  changes: { readonly put?: readonly Row[]; readonly add?: readonly Row[]; readonly remove?: readonly Row[] },
): CommitBatch['changes'][number] => ({ table, put: [], add: [], remove: [], ...changes });

/** Every line of a dump. */
export async function dumped(model: Pick<ReadModel, 'dump'>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of model.dump()) lines.push(line);
  return lines;
}
