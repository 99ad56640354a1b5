import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Change } from '../../projections/projection';
import { supervision } from '../../projections/supervision/supervision.projection';
import { alertWatchOf } from '../../src/app/alerts/start-watch';
import { openHenji, type Henji } from '../../src/app/henji';
import { readFolder } from '../../src/app/engines/folders';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import type { Clock } from '../../src/events/schemas';
import type { Recorded } from '../../src/kernel/event';
import { legalDay } from '../../src/kernel/time';
import { ORIGIN, THE_LOG, type ReadModel, type TableChanges } from '../../src/ports/read-model';
import type { Row } from '../../src/ports/read-model-table';
import type { Bench, Context } from '../context';
import { enteredCase } from '../entered-case';
import type { Measurement } from '../measurement';
import { alternating, timed } from '../rounds';

const CLOCKS = 1_000_000;
const QUICK_CLOCKS = 20_000;
/** Periods that run in each case, all of them watched by an alert. */
const KEYS = ['onspot.file', 'publish.penalty.own_site', 'onspot.close', 'onspot.archive'] as const;
/** Cases in which all of them were missed. */
const MISSED = 50;
const SECONDS = 1;
const IN_A_COMMIT = 5_000;

/** The watch over deadlines with a million open clocks, beside reading each of them once. */
export const sweeping: Bench = {
  name: 'clock-sweep',
  rows: ['clock-sweep', 'clock-sweep-quiet'],
  run,
};

async function run(context: Context): Promise<readonly Measurement[]> {
  const { quick, rounds } = context;
  const clocks = quick ? QUICK_CLOCKS : CLOCKS;
  const bar = context.progress('clock-sweep', rounds + 2);
  const dataFolder = join(context.folder('clocks'), 'data');
  await fill(dataFolder, clocks / KEYS.length);
  bar.update(1);
  const henji = await openHenji({ dataFolder });
  const db = new Database(supervisionFile(dataFolder), { readonly: true });
  try {
    const first = await timed(1, () => sweep(henji, MISSED * KEYS.length));
    await henji.projections.reached((await henji.store.head()).position);
    const every = db.prepare(`SELECT sum(due_on < ?) FROM clocks WHERE closed_on = '9999-12-31'`).pluck();
    const rates = await alternating(
      rounds,
      () => timed(1, () => sweep(henji, 0)),
      () => timed(1, () => void every.get('2026-01-01')),
      (done) => bar.update(done + 1),
    );
    const nothing = 1 / rates.ours;
    const open = `${clocks.toLocaleString('en')} open clocks`;
    const judged = quick ? {} : { bar: { of: 'value', at: SECONDS } as const };
    return [
      {
        ...{ name: 'clock-sweep', what: `a sweep over ${open}`, unit: 's', better: 'lower', ...judged },
        value: Math.max(first.seconds, nothing),
        peer: { name: 'reading the due date of each of them', value: 1 / rates.peer },
        note: `${MISSED * KEYS.length} of them missed, each alert recorded: ${first.seconds.toFixed(2)} s; none missed: ${(1000 * nothing).toFixed(1)} ms`,
      },
      await quiet(henji, open),
    ];
  } finally {
    db.close();
    await henji.close();
    bar.stop();
  }
}

/** A watch that has swept before, and since then nothing was recorded and nothing can have become due. */
async function quiet(henji: Henji, open: string): Promise<Measurement> {
  const [watch, sweeps] = [alertWatchOf(henji), 1_000];
  await watch.sweep();
  const { seconds } = await timed(sweeps, async () => {
    for (let n = 0; n < sweeps; n++) {
      const { outcome } = await watch.sweep();
      if (outcome !== 'quiet') throw new Error(`a sweep with nothing to do was ${outcome}`);
    }
  });
  const what = `a sweep over ${open} while nothing is due`;
  return { name: 'clock-sweep-quiet', what, value: (1000 * seconds) / sweeps, unit: 'ms', better: 'lower' };
}

/** A watch that knows nothing yet sweeps everything. */
async function sweep(henji: Henji, expected: number): Promise<void> {
  const { outcome, raised } = await alertWatchOf(henji).sweep();
  if (outcome !== 'swept' || raised !== expected) throw new Error(`${outcome}, ${raised} raised`);
}

/** The rows that so many decided cases come to, by the handlers of the projection; no ledger behind them. */
async function fill(dataFolder: string, count: number): Promise<void> {
  const models = new SqliteReadModels(readFolder(dataFolder));
  const model = await models.open(supervision);
  for (let done = 0; done < count; done += IN_A_COMMIT) {
    const changes: Change[] = [];
    for (let n = done; n < Math.min(count, done + IN_A_COMMIT); n++) changes.push(...changesOf(n));
    await commit(model, changes);
  }
  await model.flush();
  await models.close();
}

function changesOf(number: number): readonly Change[] {
  const rules = supervision.streams['case'];
  const { changes } = rules?.otherwise?.(decisionOf(number), rules.initial) ?? { changes: [] };
  return changes.filter(({ table }) => table === 'clocks' || table === 'dues');
}

function decisionOf(number: number): Recorded {
  const due = number < MISSED ? '2026-03-04' : '2199-12-31';
  const opens = KEYS.map((key): Clock => ({
    key,
    opened: '2026-03-02',
    due,
    kind: 'wd',
    amount: 2,
    pack: 'cn-2021@1',
    calendar: 'cn@1',
  }));
  const { type, data } = enteredCase(number)[4] ?? { type: '', data: {} };
  return {
    ...{ type, data: { ...data, opens } },
    meta: {
      ...{ id: `decided-${number}`, stream: `case-${number}`, revision: 0, legal: legalDay('2026-03-02') },
      ...{ recordedAt: '2026-03-02T08:00:00.000Z', actors: [], commandId: `c-${number}`, correlationId: '' },
      ...{ rulePacks: [], calendars: [] },
    },
  };
}

async function commit(model: ReadModel, changes: readonly Change[]): Promise<void> {
  const rowsOf = (table: string, op: Change['op']): readonly Row[] =>
    changes.filter((change) => change.table === table && change.op === op).map(({ row }) => row);
  const tables = ['clocks', 'dues'].map((table): TableChanges => ({
    table,
    put: rowsOf(table, 'put'),
    add: rowsOf(table, 'add'),
    remove: [],
  }));
  await model.commit({
    ...{ part: THE_LOG, expected: ORIGIN, next: ORIGIN, changes: tables, streams: [], park: [], unpark: [] },
  });
}

function supervisionFile(dataFolder: string): string {
  const folder = readFolder(dataFolder);
  const file = existsSync(folder)
    ? readdirSync(folder).find((name) => /^supervision-v\d+\.db$/u.test(name))
    : undefined;
  if (file === undefined) throw new Error('there is no read model of supervision');
  return join(folder, file);
}
