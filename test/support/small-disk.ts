import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of a given size, in memory, that can really be full and really be read-only. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** `undefined` where this user may not mount. */
  static mount(kibibytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'henji-disk-'));
    try {
      run('mount', '-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder);
      return new SmallDisk(folder);
    } catch {
      rmSync(folder, { recursive: true });
      return undefined;
    }
  }

  /** Whether this user may mount one. */
  static isPossible(): boolean {
    const disk = SmallDisk.mount(64);
    disk?.unmount();
    return disk !== undefined;
  }

  resize(kibibytes: number): void {
    run('mount', '-o', `remount,size=${kibibytes}k`, this.folder);
  }

  makeReadOnly(): void {
    run('mount', '-o', 'remount,ro', this.folder);
  }

  makeWritable(): void {
    run('mount', '-o', 'remount,rw', this.folder);
  }

  unmount(): void {
    run('umount', this.folder);
    rmSync(this.folder, { recursive: true });
  }
}

const run = (program: string, ...args: string[]): void => {
  execFileSync(program, args, { stdio: 'ignore' });
};
