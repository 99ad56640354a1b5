import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { HenjiError } from '../kernel/errors';

/** Bytes of the salt, which the caller draws at random for each file. */
export const FILE_SALT_BYTES = 32;

const VERSION = 1;
const TAG_BYTES = 16;
/** Clear bytes of each chunk but the last. */
const CHUNK = 64 * 1024;
const SEALED_CHUNK = CHUNK + TAG_BYTES;
/** The counter has 32 bits; a file of that many chunks has 256 TiB. */
const MOST_CHUNKS = 2 ** 32;
const subjectShape = /^[a-z][a-z0-9-]{0,59}$/u;

/** Whose key a file is under: a stream and a subject of it, whose data key it is. */
export interface FilePlace {
  readonly stream: string;
  /** `party`, `witness-1` */
  readonly subject: string;
}

/** A file that does not open: another key, another place, or bytes that were changed, moved or cut off. */
export class FileUnopenable extends HenjiError {
  constructor(cause?: unknown) {
    super({
      code: 'file-unopenable',
      zh: '文件密文无法解密：密钥不符，或内容被改动、截断',
      en: 'the file does not open: another key, or bytes that were changed or cut off',
      cause,
    });
  }
}

/**
 * Encrypt a file as it streams, in chunks of 64 KiB, each authenticated with its number and whether it is the last, so
 * that a chunk that was changed, moved, repeated or dropped, and an end that was cut off, are noticed before any byte of
 * it is given out. The layout stands in docs/architecture.md.
 *
 * @param dataKey 32 bytes: the data key of the subject
 * @param salt 32 fresh random bytes: each file has a key of its own, so no initialisation vector repeats under one
 */
export async function* sealFile(
  dataKey: Uint8Array,
  place: FilePlace,
  salt: Uint8Array,
  clear: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  if (!subjectShape.test(place.subject)) throw new RangeError(`a subject ${place.subject}`);
  if (salt.length !== FILE_SALT_BYTES) throw new RangeError(`a salt of ${salt.length} bytes`);
  yield Buffer.concat([
    Buffer.of(VERSION),
    salt,
    Buffer.of(place.subject.length),
    Buffer.from(place.subject),
  ]);
  const chunks = new Chunks(fileKey(dataKey, place.stream, salt), place);
  for await (const { bytes, last } of cut(clear, CHUNK)) yield chunks.seal(bytes, last);
}

/** The subject in whose name a sealed file begins, and the salt; needed before its key can be looked up. */
export interface FileHead {
  readonly subject: string;
  readonly salt: Uint8Array;
  /** Bytes of the head. */
  readonly bytes: number;
}

/** Most bytes that a head can have. */
export const FILE_HEAD_MOST = 1 + FILE_SALT_BYTES + 1 + 60;

/** Read the head off the beginning of a sealed file. @throws FileUnopenable */
export function readFileHead(beginning: Uint8Array): FileHead {
  const length = beginning[1 + FILE_SALT_BYTES] ?? 0;
  const bytes = 2 + FILE_SALT_BYTES + length;
  const subject = Buffer.from(beginning.subarray(2 + FILE_SALT_BYTES, bytes)).toString('latin1');
  if (beginning[0] !== VERSION || subject.length !== length || !subjectShape.test(subject))
    throw new FileUnopenable();
  return { subject, salt: beginning.subarray(1, 1 + FILE_SALT_BYTES), bytes };
}

/** Clear bytes of a sealed file of so many bytes. @throws FileUnopenable for a length that no sealed file has */
export function clearLength(sealedBytes: number, head: Pick<FileHead, 'bytes'>): number {
  const body = sealedBytes - head.bytes;
  const whole = Math.max(0, Math.ceil(body / SEALED_CHUNK) - 1);
  const last = body - whole * SEALED_CHUNK - TAG_BYTES;
  if (last < 0 || (last === 0 && whole > 0)) throw new FileUnopenable();
  return whole * CHUNK + last;
}

/**
 * What {@link sealFile} was given, chunk by chunk.
 *
 * @param sealed the file without its head
 * @throws FileUnopenable, before the first byte that is not what was sealed
 */
export async function* openFile(
  dataKey: Uint8Array,
  place: FilePlace,
  salt: Uint8Array,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const chunks = new Chunks(fileKey(dataKey, place.stream, salt), place);
  for await (const { bytes, last } of cut(sealed, SEALED_CHUNK)) yield chunks.open(bytes, last);
}

/** Seals or opens the chunks of one file, in order. */
class Chunks {
  #count = 0;
  readonly #aad: Buffer;

  constructor(
    private readonly key: Buffer,
    { stream, subject }: FilePlace,
  ) {
    this.#aad = Buffer.from(`henji/file/v1|${stream}|${subject}`);
  }

  seal(clear: Uint8Array, last: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.key, this.#next(last)).setAAD(this.#aad);
    const body = cipher.update(clear);
    cipher.final();
    return Buffer.concat([body, cipher.getAuthTag()]);
  }

  open(sealed: Uint8Array, last: boolean): Buffer {
    if (sealed.length < TAG_BYTES) throw new FileUnopenable();
    const tagAt = sealed.length - TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', this.key, this.#next(last), { authTagLength: TAG_BYTES })
      .setAAD(this.#aad)
      .setAuthTag(sealed.subarray(tagAt));
    const clear = decipher.update(sealed.subarray(0, tagAt));
    try {
      decipher.final();
    } catch (error) {
      throw new FileUnopenable(error);
    }
    return clear;
  }

  /** u32 number of the chunk, seven zeros, and 1 where it is the last. */
  #next(last: boolean): Buffer {
    if (this.#count >= MOST_CHUNKS) throw new RangeError('a file of too many chunks');
    const iv = Buffer.alloc(12);
    iv.writeUInt32BE(this.#count++);
    iv[11] = last ? 1 : 0;
    return iv;
  }
}

/** Key of one file: HMAC-SHA256(data key, "file|stream|" ‖ salt). */
const fileKey = (dataKey: Uint8Array, stream: string, salt: Uint8Array): Buffer => {
  if (dataKey.length !== 32) throw new RangeError(`a data key of ${dataKey.length} bytes`);
  return createHmac('sha256', dataKey).update(`file|${stream}|`).update(salt).digest();
};

/** Pieces of exactly `size` bytes and a last one of what is left; one empty piece where there is nothing at all. */
async function* cut(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ readonly bytes: Buffer; readonly last: boolean }> {
  // Never handed out before more has come: only then is it known not to be the last.
  let waiting = Buffer.alloc(0);
  for await (const piece of source) {
    waiting = waiting.length === 0 ? Buffer.from(piece) : Buffer.concat([waiting, piece]);
    let at = 0;
    for (; waiting.length - at > size; at += size)
      yield { bytes: waiting.subarray(at, at + size), last: false };
    waiting = waiting.subarray(at);
  }
  yield { bytes: waiting, last: true };
}
