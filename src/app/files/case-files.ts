import { createHash } from 'node:crypto';
import { HenjiError } from '../../kernel/errors';
import { BlobMismatch, BlobTooLarge, type BlobReading, type BlobStore } from '../../ports/blob-store';
import type { SubjectKeys } from '../../ports/subject-keys';
import {
  clearLength,
  FILE_HEAD_MOST,
  FILE_SALT_BYTES,
  FileUnopenable,
  openFile,
  readFileHead,
  sealFile,
  type FileHead,
} from '../../seal/file-cipher';
import type { Entropy } from '../entropy';
import { subjectKeyHandle } from '../handles';
import { drained, peeked, type ByteStream } from './byte-streams';
import { BEGINNING, FileTypeRefused, fileTypeOf, type FileType } from './file-types';

/** A file as it was taken in. Commands name it by `blob`, and by `sha256` among their erasable members. */
export interface KeptFile {
  /** SHA-256 of the stored ciphertext: its address. */
  readonly blob: string;
  /** SHA-256 of the clear content. Personal: it stands in the record only as a commitment. */
  readonly sha256: string;
  /** Bytes of the clear content. */
  readonly bytes: number;
  readonly type: string;
}

/** A file as it is given out. */
export interface OpenedFile {
  readonly type: FileType;
  readonly bytes: number;
  /** Clear content, authenticated piece by piece. */
  readonly content: ByteStream;
}

/** What is known of a file that comes in. */
export interface FileDeclaration {
  /** Whose key it is put under: a subject of the case. */
  readonly subject: string;
  /** Most bytes, whatever the type allows. */
  readonly most: number;
  /** Media type that its sender says it has. */
  readonly type?: string;
  /** SHA-256 of the clear content, as its sender computed it. */
  readonly sha256?: string;
}

/** No such file belongs to the case: never uploaded, of another case, or its key was destroyed. */
export class FileNotFound extends HenjiError {
  constructor(blob: string) {
    super({ code: 'not-found', zh: `未找到文件 ${blob}`, en: `there is no file ${blob} in this case` });
  }
}

/**
 * Files of cases: evidence, records, receipts. Each is encrypted with the data key of the subject in the case while it
 * streams, and kept under the hash of its ciphertext. A file opens under the case that it was uploaded to and under no
 * other, because its key is.
 */
export class CaseFiles {
  constructor(
    private readonly blobs: BlobStore,
    private readonly keys: Pick<SubjectKeys, 'getMany' | 'create'>,
    private readonly entropy: Entropy,
  ) {}

  /**
   * Take a file in. Nothing is kept when it fails.
   *
   * @param stream of the case
   * @throws FileTypeRefused, BlobTooLarge, BlobMismatch, BlobStoreUnavailable, and what the source throws
   */
  async keep(
    stream: string,
    content: AsyncIterable<Uint8Array>,
    declared: FileDeclaration,
  ): Promise<KeptFile> {
    const { beginning, all } = await peeked(content, BEGINNING);
    try {
      return await this.#keep(stream, all, typeDeclared(beginning, declared.type), declared);
    } finally {
      await all.release();
    }
  }

  /**
   * A file of a case. Its first piece has been opened when this settles, so that what can be told beforehand is.
   *
   * @throws FileNotFound; BlobDamaged, also while it is read
   */
  async read(stream: string, blob: string): Promise<OpenedFile> {
    const reading = await this.blobs.read(blob);
    if (reading === undefined) throw new FileNotFound(blob);
    try {
      return await this.#open(stream, blob, reading);
    } catch (error) {
      if (!(error instanceof FileUnopenable)) throw error;
      // Of another case, or damaged: the hash of the whole tells which.
      await drained((await this.blobs.read(blob))?.content);
      throw new FileNotFound(blob);
    }
  }

  async #keep(
    stream: string,
    content: AsyncIterable<Uint8Array>,
    type: FileType,
    { subject, most, sha256 }: FileDeclaration,
  ): Promise<KeptFile> {
    const clear = new Clear(content, Math.min(most, type.most), type, sha256);
    const salt = Uint8Array.from(this.entropy.bytes(FILE_SALT_BYTES));
    const key = await this.#keyFor(stream, subject);
    const sealed = sealFile(key, { stream, subject }, salt, clear.pieces());
    // The clear content is what is bounded; the ciphertext has a bound only so that there is one.
    const { address } = await this.blobs.keep(sealed, { most: 2 * type.most });
    return { blob: address, sha256: clear.sha256, bytes: clear.bytes, type: type.mediaType };
  }

  async #open(stream: string, blob: string, { bytes, content }: BlobReading): Promise<OpenedFile> {
    const { beginning, all } = await peeked(content, FILE_HEAD_MOST);
    try {
      const head = readFileHead(beginning);
      const key = await this.#keyOf(stream, head.subject);
      if (key === undefined) throw new FileNotFound(blob);
      const place = { stream, subject: head.subject };
      const clear = await peeked(openFile(key, place, head.salt, withoutHead(all, head)), BEGINNING);
      const type = fileTypeOf(clear.beginning);
      if (type === undefined) throw new FileUnopenable();
      return { type, bytes: clearLength(bytes, head), content: clear.all };
    } catch (error) {
      await all.release();
      throw error;
    }
  }

  async #keyOf(stream: string, subject: string): Promise<Buffer | undefined> {
    const handle = subjectKeyHandle(stream, subject);
    return (await this.keys.getMany([handle])).get(handle);
  }

  async #keyFor(stream: string, subject: string): Promise<Buffer> {
    const handle = subjectKeyHandle(stream, subject);
    const key = (await this.keys.create([handle])).get(handle);
    if (key === undefined) throw new TypeError(`no key was made for ${handle}`);
    return key;
  }
}

/** The type that the content has. @throws FileTypeRefused where it is none that is taken, or not the declared one */
function typeDeclared(beginning: Buffer, declared: string | undefined): FileType {
  const type = fileTypeOf(beginning);
  if (type === undefined || (declared !== undefined && declared !== type.mediaType))
    throw new FileTypeRefused(type, declared);
  return type;
}

/** The clear content on its way in: counted, hashed, and checked to its end. */
class Clear {
  readonly #hash = createHash('sha256');
  bytes = 0;
  sha256 = '';

  constructor(
    private readonly content: AsyncIterable<Uint8Array>,
    private readonly most: number,
    private readonly type: FileType,
    private readonly declared: string | undefined,
  ) {}

  async *pieces(): AsyncGenerator<Uint8Array> {
    const check = this.type.mediaType === 'text/plain' ? utf8Check() : undefined;
    for await (const piece of this.content) {
      this.bytes += piece.length;
      if (this.bytes > this.most) throw new BlobTooLarge(this.most);
      this.#hash.update(piece);
      check?.(piece);
      yield piece;
    }
    check?.();
    this.sha256 = this.#hash.digest('hex');
    if (this.declared !== undefined && this.declared !== this.sha256)
      throw new BlobMismatch(this.declared, this.sha256);
  }
}

/** Text has to be text to its end; without a piece the end is checked. */
function utf8Check(): (piece?: Uint8Array) => void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (piece) => {
    try {
      decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw new FileTypeRefused(undefined);
    }
  };
}

/** What follows the head. */
async function* withoutHead(all: AsyncIterable<Uint8Array>, { bytes }: FileHead): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const piece of all) {
    const skipped = Math.min(left, piece.length);
    left -= skipped;
    if (skipped < piece.length) yield piece.subarray(skipped);
  }
}
