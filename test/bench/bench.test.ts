import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Bench } from '../../bench/context';
import { findingOf, type Measurement } from '../../bench/measurement';
import { tableOf } from '../../bench/report';
import { alternating, median } from '../../bench/rounds';
import { appends } from '../../bench/rows/appends';
import { runBenches, UnknownRow, type RunOptions } from '../../bench/run';

const row: Measurement = {
  name: 'row',
  what: 'a row',
  value: 50,
  unit: 'events/s',
  better: 'higher',
  peer: { name: 'a peer', value: 100 },
  bar: { of: 'ratio', at: 0.5 },
};

describe('a finding', () => {
  it('is the share of the peer that a higher figure reaches', () => {
    expect(findingOf(row)).toEqual({
      name: 'row',
      value: 50,
      unit: 'events/s',
      peer: 'a peer',
      peerValue: 100,
      ratio: 0.5,
      bar: 0.5,
      ok: true,
    });
    expect(findingOf({ ...row, value: 49 }).ok).toBe(false);
  });

  it('turns the ratio round where less is better', () => {
    const seconds = { ...row, unit: 's', better: 'lower', bar: { of: 'value', at: 50 } } as const;
    expect(findingOf(seconds)).toMatchObject({ ratio: 2, bar: 50, ok: true });
    expect(findingOf({ ...seconds, value: 51 })).toMatchObject({ ok: false });
  });

  it('judges an absolute figure by itself', () => {
    const { peer: _peer, ...alone } = { ...row, bar: { of: 'value', at: 50 } as const };
    expect(findingOf(alone)).toMatchObject({ peer: null, peerValue: null, ratio: null, bar: 50, ok: true });
    expect(findingOf({ ...alone, value: 49 }).ok).toBe(false);
  });

  it('is not judged without a bar, and says why it is missing', () => {
    const { bar: _bar, ...unjudged } = row;
    expect(findingOf(unjudged)).toMatchObject({ ratio: 0.5, bar: null, ok: null });
    expect(findingOf({ name: 'row', what: 'a row', skipped: 'no file' })).toEqual({
      name: 'row',
      value: null,
      unit: null,
      peer: null,
      peerValue: null,
      ratio: null,
      bar: null,
      ok: null,
      skipped: 'no file',
    });
  });
});

describe('rounds', () => {
  it('alternate, change who begins, and leave the warm-up out', async () => {
    const turns: string[] = [];
    const rates = [1_000, 10, 30, 20];
    const turn = (who: string) => () => {
      turns.push(who);
      return Promise.resolve({ done: who === 'ours' ? (rates.shift() ?? 0) : 7, seconds: 2 });
    };
    const found = await alternating(3, turn('ours'), turn('peer'));
    expect(found).toEqual({ ours: 10, peer: 3.5 });
    expect(turns.join(' ')).toBe('ours peer peer ours ours peer peer ours');
  });

  it('take the middle, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('a run', () => {
  let folder: string;
  let lines: string[];
  let logged: string[];
  const run = (benches: readonly Bench[], options: Partial<RunOptions> = {}): Promise<boolean> =>
    runBenches(benches, {
      json: true,
      quick: true,
      rounds: 1,
      folder: join(folder, 'bench'),
      only: [],
      durability: 'WAL, synchronous=FULL',
      out: (text) => lines.push(text),
      log: (text) => logged.push(text),
      ...options,
    });
  const bench = (name: string, found: Measurement = { ...row, name }): Bench => ({
    name,
    rows: [name],
    run: () => Promise.resolve([found]),
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bench-'));
    lines = [];
    logged = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('measures appends beside the bare loop, names the machine, and leaves nothing behind', async () => {
    await run([appends]);
    expect(lines).toHaveLength(1);
    const found = JSON.parse(lines[0]!) as Record<string, unknown>;
    expect(Object.keys(found)).toEqual(['name', 'value', 'unit', 'peer', 'peerValue', 'ratio', 'bar', 'ok']);
    expect(found).toMatchObject({ name: 'append', unit: 'events/s', bar: 0.5 });
    expect(found['value']).toBeGreaterThan(0);
    expect(found['ratio']).toBeCloseTo((found['value'] as number) / (found['peerValue'] as number), 2);
    expect(logged[0]).toMatch(/cores, .* SQLite 3\..* fdatasync p50 .* ledger WAL, synchronous=FULL/u);
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);

  it('ends well only when every row holds its bar', async () => {
    expect(await run([bench('a'), bench('b')])).toBe(true);
    expect(await run([bench('a'), bench('b', { ...row, value: 1 })])).toBe(false);
    const failing: Bench = { name: 'c', rows: ['c'], run: () => Promise.reject(new Error('broken')) };
    lines = [];
    expect(await run([failing, bench('a')])).toBe(false);
    expect(lines.map((line) => (JSON.parse(line) as { name: string }).name)).toEqual(['a']);
    expect(logged.join('\n')).toContain('c failed: Error: broken');
  });

  it('runs what was asked for, by bench or by row, and refuses a name that there is not', async () => {
    const two: Bench = {
      name: 'two',
      rows: ['left', 'right'],
      run: () =>
        Promise.resolve([
          { ...row, name: 'left' },
          { ...row, name: 'right' },
        ]),
    };
    await run([bench('a'), two], { only: ['right'] });
    await run([bench('a'), two], { only: ['two'] });
    expect(lines.map((line) => (JSON.parse(line) as { name: string }).name)).toEqual([
      'right',
      'left',
      'right',
    ]);
    await expect(run([two], { only: ['middle'] })).rejects.toThrow(UnknownRow);
  });

  it('draws a table for people', async () => {
    await run([bench('a')], { json: false });
    expect(lines.join('')).toMatch(/a row .*50 events\/s.*100 events\/s.*0\.50.*0\.5 × peer/su);
    expect(tableOf([{ name: 'b', what: 'b row', skipped: 'no file' }])).toMatch(/b row.*skipped.*no file/su);
  });
});
