import { HenjiError } from '../kernel/errors';

/** SHA-256 of the stored bytes, 64 lower-case hexadecimal digits: address and proof in one. */
export type BlobAddress = string;

/** Whether a text can be an address at all. Whatever else is asked for is absent; no other text reaches a path. */
export const isBlobAddress = (text: string): text is BlobAddress => /^[0-9a-f]{64}$/u.test(text);

/** What is kept under an address. */
export interface KeptBlob {
  readonly address: BlobAddress;
  readonly bytes: number;
}

/** What a sender said of the bytes beforehand. */
export interface KeepBounds {
  /** The most bytes that are taken. */
  readonly most: number;
  /** The address that the bytes must have; without it, whatever they have. */
  readonly address?: BlobAddress;
}

/** A blob that is being read. Its bytes are good only once the iteration has ended without an error. */
export interface BlobReading {
  readonly bytes: number;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Keeps files as opaque bytes under their own SHA-256. Callers give ciphertext, so an address says nothing of the
 * content and nobody can look for a file that he knows.
 *
 * Bytes come and go as streams and are never held in memory whole. What `keep` has answered is durable and complete;
 * what it has refused, or was broken off in, is not there under any address, also after a crash. There is no way to
 * change or to remove a blob: one that must go is made unreadable by destroying the key of its subject (old uploads that
 * no event names are housekeeping: {@link ./blob-audit}). Keeping bytes that are there already changes nothing; a copy
 * that was damaged is put right by them.
 *
 * The hash is checked twice: when bytes come in, because it is what they are addressed by, and when they go out, against
 * the address they were asked for. Calls do not disturb each other, also with the same bytes.
 */
export interface BlobStore {
  /**
   * Keep the bytes. Durable when it settles. An error of the source leaves nothing behind and is thrown on.
   *
   * @throws BlobTooLarge as soon as one byte more than `most` has come; BlobMismatch when they have another address than
   *   was said; BlobStoreUnavailable when they cannot be stored now
   */
  keep(content: AsyncIterable<Uint8Array>, bounds: KeepBounds): Promise<KeptBlob>;

  /**
   * The blob under an address, or `undefined` where there is none. Iterating throws BlobDamaged, at the latest instead of
   * ending, when the bytes are not those of the address.
   *
   * @throws BlobStoreUnavailable when it cannot be told
   */
  read(address: string): Promise<BlobReading | undefined>;

  /** Refuses whatever comes after it. Idempotent. */
  close(): Promise<void>;
}

/** More bytes than are taken. Nothing was kept. */
export class BlobTooLarge extends HenjiError {
  constructor(most: number) {
    super({
      code: 'file-too-large',
      zh: `文件超过 ${most} 字节的上限`,
      en: `the file has more than the ${most} bytes that are taken`,
      wayOut: { zh: '压缩或分段后重新上传', en: 'compress it or split it, and send it again' },
      details: { most },
    });
  }
}

/** The bytes are not those that were announced: cut off or changed on the way. Nothing was kept. */
export class BlobMismatch extends HenjiError {
  constructor(expected: string, found: string) {
    super({
      code: 'file-hash-mismatch',
      zh: '文件内容与声明的 SHA-256 不一致，未保存',
      en: 'the content does not have the SHA-256 that was declared; nothing was kept',
      wayOut: { zh: '重新计算摘要后再次上传', en: 'compute the digest again and send the file again' },
      details: { expected, found },
    });
  }
}

/** The stored bytes are not those of their address any more. */
export class BlobDamaged extends HenjiError {
  constructor(readonly address: BlobAddress) {
    super({
      code: 'file-damaged',
      zh: `存储的文件 ${address} 已损坏：内容与其摘要不一致`,
      en: `the stored file ${address} is damaged: its content does not have its digest`,
      wayOut: {
        zh: '从备份恢复 blobs/ 中的该文件；账本中的摘要可供核对',
        en: 'restore that file of blobs/ from a backup; the digest in the ledger tells which copy is right',
      },
      details: { address },
    });
  }
}

/** Files cannot be stored or read now (disk full, no rights, closed). Nothing was kept. */
export class BlobStoreUnavailable extends HenjiError {
  constructor(reason: string, cause?: unknown) {
    super({
      code: 'file-store-unavailable',
      zh: `文件存储暂不可用：${reason}`,
      en: `files cannot be stored or read: ${reason}`,
      wayOut: {
        zh: '腾出磁盘空间或恢复读写权限后重试；已保存的文件不受影响',
        en: 'free disk space or restore access and try again; files that were kept are safe',
      },
      cause,
    });
  }
}
