import { HenjiError } from '../../kernel/errors';

/** Another process holds the ledger for writing. */
export class LedgerLocked extends HenjiError {
  /** @param pid of the holder, where it could be read */
  constructor(
    folder: string,
    readonly pid: number | undefined,
  ) {
    const who =
      pid === undefined
        ? { zh: '另一进程', en: 'another process' }
        : { zh: `进程 ${pid}`, en: `process ${pid}` };
    super({
      code: 'ledger-locked',
      zh: `账本 ${folder} 正由${who.zh}写入`,
      en: `the ledger in ${folder} is being written by ${who.en}`,
      wayOut: {
        zh: '先停止该进程；只读命令（stats、verify、trace）可同时运行',
        en: 'stop that process first; commands that only read (stats, verify, trace) can run beside it',
      },
      details: { folder, pid },
    });
  }
}

/** There is no ledger where one was to be read. */
export class LedgerMissing extends HenjiError {
  constructor(folder: string) {
    super({
      code: 'ledger-missing',
      zh: `${folder} 中没有账本`,
      en: `there is no ledger in ${folder}`,
      wayOut: { zh: '检查 --data 或 HENJI_DATA', en: 'check --data or HENJI_DATA' },
      details: { folder },
    });
  }
}

/** A file of the data folder that cannot be read as what it should be. */
export class FileUnreadable extends HenjiError {
  constructor(file: string, reason: string, cause?: unknown) {
    super({
      code: 'file-unreadable',
      zh: `无法读取 ${file}：${reason}`,
      en: `${file} cannot be read: ${reason}`,
      wayOut: {
        zh: '检查磁盘与文件权限；若文件损坏，请从备份恢复',
        en: 'check the disk and the permissions of the file; restore it from a backup if it is damaged',
      },
      details: { file },
      cause,
    });
  }
}

/** A file that a later build has changed. It was not touched. */
export class FileFromLaterBuild extends HenjiError {
  constructor(file: string, step: string) {
    super({
      code: 'file-from-later-build',
      zh: `${file} 已由更新的版本写入（${step}）`,
      en: `${file} was written by a later build (${step})`,
      wayOut: { zh: '请使用该版本或更新的版本', en: 'use that build or a later one' },
      details: { file, step },
    });
  }
}

/** The tables of the ledger contradict each other, so nothing more is written to it. */
export class LedgerInconsistent extends HenjiError {
  constructor(zh: string, en: string) {
    super({
      code: 'ledger-inconsistent',
      zh: `账本内部不一致：${zh}`,
      en: `the ledger contradicts itself: ${en}`,
      wayOut: {
        zh: '运行 henji verify 查明位置，再从备份恢复',
        en: 'find the place with henji verify, restore from a backup',
      },
    });
  }
}

/**
 * Whether the driver raised it, with an extended result code such as `SQLITE_IOERR_FSYNC`. Told by the code, not by the
 * class: the driver's native part makes errors of the class that was loaded first in the process.
 */
export function isSqliteError(error: unknown): error is Error & { code: string } {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_');
}

const reasons: Readonly<Record<string, string>> = {
  FULL: 'the disk is full',
  IOERR: 'the disk reports an error',
  READONLY: 'the file or its folder is read-only',
  PERM: 'the file or its folder is read-only',
  CANTOPEN:
    'a file cannot be opened, or one beside it not made (reading, too, needs a folder that can be written)',
  BUSY: 'another program holds the file',
  LOCKED: 'another program holds the file',
  CORRUPT: 'the file is damaged',
  NOTADB: 'the file is no SQLite database',
};

/** What went wrong in words, with the result code of SQLite where there is one. */
export function reasonOf(error: unknown): string {
  if (error instanceof HenjiError) return error.en;
  if (!isSqliteError(error)) return error instanceof Error ? error.message : String(error);
  const primary = error.code.split('_')[1] ?? '';
  return `${reasons[primary] ?? error.message} (${error.code})`;
}
