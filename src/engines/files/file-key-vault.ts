import { hkdfSync, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { HenjiError } from '../../kernel/errors';
import type { KeyVault } from '../../ports/key-vault';
import { IV_BYTES, unwrapKey, wrapKey } from '../../seal/envelope';
import { hashToBytes } from '../../seal/hash';
import { keyedHash } from '../../seal/keyed-hash';

/** The key file can be read by others, or is no key. Nothing was opened. */
export class KeyVaultUnsafe extends HenjiError {
  constructor(file: string, zh: string, en: string) {
    super({
      code: 'key-vault-unsafe',
      zh: `密钥文件 ${file} ${zh}`,
      en: `the key file ${file} ${en}`,
      wayOut: {
        zh: '收紧权限（文件 0600、目录 0700）或从备份恢复密钥文件',
        en: 'restrict its rights (file 0600, folder 0700), or restore the key file from its backup',
      },
    });
  }
}

const KEY_BYTES = 32;

/**
 * The key-encryption key as 32 bytes in a file (0600) of a folder of its own (0700), made on first use.
 *
 * @param random draws fresh random bytes
 * @throws KeyVaultUnsafe
 */
export function openFileKeyVault(folder: string, random: (count: number) => Buffer): KeyVault {
  const file = join(folder, 'key-encryption.key');
  if (!existsSync(file)) make(folder, file, random(KEY_BYTES));
  return new FileKeyVault(read(folder, file), random);
}

class FileKeyVault implements KeyVault {
  readonly #macKeys = new Map<string, Buffer>();

  constructor(
    private readonly key: Buffer,
    private readonly random: (count: number) => Buffer,
  ) {}

  wrap(handle: string, dataKey: Buffer): Buffer {
    return wrapKey(this.key, handle, dataKey, this.random(IV_BYTES));
  }

  unwrap(handle: string, wrapped: Buffer): Buffer {
    return unwrapKey(this.key, handle, wrapped);
  }

  mac(purpose: string, data: Uint8Array): Buffer {
    let key = this.#macKeys.get(purpose);
    if (key === undefined) {
      key = Buffer.from(hkdfSync('sha256', this.key, '', `henji/mac/v1/${purpose}`, KEY_BYTES));
      this.#macKeys.set(purpose, key);
    }
    return hashToBytes(keyedHash(key, data));
  }
}

/** Complete or not at all: written beside, synced, linked into place. Of two makers the first wins. */
function make(folder: string, file: string, key: Buffer): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}.draft`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, key);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  syncFolder(folder);
}

/** A name is only on the disk once its folder is: a key that vanished would take every data key with it. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function read(folder: string, file: string): Buffer {
  for (const path of [folder, file]) {
    if ((statSync(path).mode & 0o077) !== 0)
      throw new KeyVaultUnsafe(path, '可被他人读取', 'can be read by others');
  }
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES) throw new KeyVaultUnsafe(file, '内容不是密钥', 'does not hold a key');
  return key;
}
