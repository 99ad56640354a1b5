import Database from 'better-sqlite3';
import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { median } from './rounds';

/** What the figures were measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly sqlite: string;
  readonly filesystem: string;
  /** Median of a 4 KiB write with `fdatasync`, in milliseconds: what a durable commit costs here at least. */
  readonly fdatasyncMs: number;
}

/** By `f_type` of statfs(2). */
const filesystems: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext2/3/4'],
  [0x01021994, 'tmpfs'],
  [0x858458f6, 'ramfs'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x794c7630, 'overlayfs'],
  [0x2fc12fc1, 'zfs'],
  [0x6969, 'nfs'],
]);

const SYNCS = 60;

/** Filesystems in memory: a sync costs nothing there, so that no figure of a durable commit means anything. */
const inMemory = new Set(['tmpfs', 'ramfs']);

export function machine(folder: string): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    sqlite: sqliteVersion(),
    filesystem: filesystemOf(folder),
    fdatasyncMs: fdatasyncMs(folder),
  };
}

/** One line for people. */
export function machineLine(found: Machine, durability: string): string {
  const { cpu, cores, memoryGiB, node, sqlite, filesystem, fdatasyncMs: sync } = found;
  return (
    `${cpu}, ${cores} cores, ${memoryGiB} GiB; Node ${node}, SQLite ${sqlite}; ${filesystem}, ` +
    `4 KiB write and fdatasync p50 ${sync.toFixed(2)} ms; ledger ${durability}`
  );
}

/** What makes the figures worth little, or nothing to say. */
export const warningOf = ({ filesystem }: Machine): string | undefined =>
  inMemory.has(filesystem)
    ? `the folder is on ${filesystem}: nothing is durable there; choose a disk with --folder`
    : undefined;

function sqliteVersion(): string {
  const db = new Database(':memory:');
  try {
    return db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? 'unknown';
  } finally {
    db.close();
  }
}

function filesystemOf(folder: string): string {
  const { type } = statfsSync(folder);
  return filesystems.get(type) ?? `filesystem 0x${type.toString(16)}`;
}

function fdatasyncMs(folder: string): number {
  const file = join(folder, 'fdatasync');
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(4096, 1);
  const times: number[] = [];
  try {
    for (let i = 0; i < SYNCS; i++) {
      const started = process.hrtime.bigint();
      writeSync(handle, block, 0, block.length, i * block.length);
      fdatasyncSync(handle);
      times.push(Number(process.hrtime.bigint() - started) / 1e6);
    }
  } finally {
    closeSync(handle);
    rmSync(file, { force: true });
  }
  return median(times);
}
