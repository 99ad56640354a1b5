import { describe, expect, it } from '@jest/globals';
import { alertTable, type AlertRow } from '../../src/app/alerts/alert-table';
import { alerts as catalogue } from '../../src/law/violations';
import { alertExamples, type AlertExample } from '../support/alert-examples';
import { monday } from '../support/demo-facts';
import type { History } from '../support/histories';
import { WatchedWorld } from '../support/watched-world';

/**
 * Every row of the table of alerts, over a ledger: an example that raises it, which raises nothing of it once the row is
 * taken out, and the same case in which what is to be done is done in time.
 */

const nameOf = (row: AlertRow): string => (row.by === 'clock' ? `${row.code} ${row.clock}` : row.code);
const rows = alertTable.map((row) => ({ row, name: nameOf(row) }));

/** Years after the last of the examples, and before the calendars end. */
const atLast = '2026-11-30';

/** The case in a ledger, each of its events recorded on its day, or all on one. */
async function worldOf(history: History, recordedOn?: string): Promise<WatchedWorld> {
  const world = await WatchedWorld.open();
  for (const { meta, ...event } of history) {
    if (recordedOn === undefined) world.now = Math.max(world.now, Date.parse(meta.legal.at));
    else world.turnTo(recordedOn);
    await world.tell('case-a', event, meta.legal);
  }
  world.turnTo(atLast);
  await world.follow();
  return world;
}

/** Alerts of a row, by the names of their streams. */
const of = (row: AlertRow, raised: readonly string[]): readonly string[] => {
  const clock = row.by === 'clock' ? row.clock : row.by === 'finding' ? 'finding~' : 'late.record.hours~';
  const begin = `alert-${row.code}-case-a-${clock}`;
  return raised.filter((stream) => {
    const rest = stream.startsWith(begin) ? stream.slice(begin.length) : undefined;
    return rest !== undefined && (row.by !== 'clock' || /^([:~].*)?$/u.test(rest));
  });
};

async function raisedBy(world: WatchedWorld, table: readonly AlertRow[]): Promise<readonly string[]> {
  await world.watch({ table }).sweep();
  return world.alerts();
}

describe.each(rows)('$name', ({ row, name }) => {
  const example = alertExamples[name];

  it('has an example', () => {
    expect(example).toBeDefined();
  });

  if (example === undefined) return;
  const { raised, kept, recordedOn }: AlertExample = example;

  it('is raised, and no longer once its row is taken out', async () => {
    const history = raised();
    const world = await worldOf(history, recordedOn);
    const others = alertTable.filter((each) => each !== row);
    expect(of(row, await raisedBy(world, others))).toEqual([]);
    await world.follow();
    const found = of(row, await raisedBy(world, alertTable));
    expect(found).not.toEqual([]);
    const [alert] = await world.eventsOf(found[0] ?? '');
    const { severity, row: leadsTo } = catalogue[row.code];
    expect(alert?.data).toMatchObject({ code: row.code, stream: 'case-a', severity, row: leadsTo });
    expect(history.length).toBeGreaterThan(0);
  });

  it('is not raised where what the law wants is done, and in time', async () => {
    const world = await worldOf(kept());
    expect(of(row, await raisedBy(world, alertTable))).toEqual([]);
  });

  it('is raised once, whoever raises it, and after restarts', async () => {
    const world = await worldOf(raised(), recordedOn);
    const [one, two] = await Promise.all([world.watch().sweep(), world.watch().sweep()]);
    expect(one.raised + two.raised).toBeGreaterThan(0);
    await world.follow();
    expect(await world.watch().sweep()).toMatchObject({ raised: 0 });
    const all = await world.alerts();
    expect(new Set(all).size).toBe(all.length);
    expect(one.raised + two.raised).toBe(all.length);
  });
});

describe('the table of alerts', () => {
  it('names each way once, and nothing is an example of no row', () => {
    const names = rows.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(alertExamples).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('has every code that a penalty case can raise (C.13)', () => {
    const codes = new Set(alertTable.map(({ code }) => code));
    const elsewhere = ['W-16', 'W-39'];
    const wanted = [
      ...[
        'W-01',
        'W-02',
        'W-03',
        'W-04',
        'W-05',
        'W-06',
        'W-07',
        'W-08',
        'W-09',
        'W-10',
        'W-11',
        'W-12',
        'W-15',
      ],
      ...['W-17', 'W-18', 'W-19', 'W-20', 'W-21', 'W-23', 'W-24', 'W-25', 'W-30', 'W-33', 'W-35', 'W-36'],
      ...['W-37', 'W-40', 'W-42', 'W-43', 'W-47', 'W-48'],
    ] as const;
    expect(wanted.filter((code) => !codes.has(code))).toEqual([]);
    expect([...codes].filter((code) => !wanted.some((each) => each === code)).sort()).toEqual(
      elsewhere.filter((code) => [...codes].some((each) => each === code)),
    );
    expect(monday < atLast).toBe(true);
  });
});
