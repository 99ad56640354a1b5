import { createHash } from 'node:crypto';
import { createReadStream, type PathLike } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { HenjiError } from '../../kernel/errors';

/** A file that cannot be imported at all. Nothing was written. */
export class BadImportFile extends HenjiError {
  constructor(zh: string, en: string, cause?: unknown) {
    super({ code: 'bad-import-file', zh: `导入文件有误：${zh}`, en: `import file: ${en}`, cause });
  }
}

/** What identifies the content of a file, whether or not it is compressed. */
export interface FileFingerprint {
  /** SHA-256 of the uncompressed bytes, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Data rows, the header not counted. */
  readonly rows: number;
  /** SHA-256 of the first `prefix.bytes` uncompressed bytes, where a prefix was asked for and the file is that long. */
  readonly prefixSha256?: string;
}

/** Larger chunks are hardly faster, and those that have been read wait for the collector. */
const CHUNK_BYTES = 1 << 16;

/** Uncompressed bytes of a file; `.gz` is decompressed on the way. */
function open(file: PathLike): Readable {
  const raw = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  if (!String(file).endsWith('.gz')) return raw;
  const plain = createGunzip({ chunkSize: CHUNK_BYTES });
  raw.on('error', (error) => plain.destroy(error));
  return raw.pipe(plain);
}

/** Read the whole file once: hash, length, number of rows (line feeds outside quotes), and hash of a prefix of it. */
export async function fingerprint(file: string, prefixBytes?: number): Promise<FileFingerprint> {
  const whole = createHash('sha256');
  const prefix = createHash('sha256');
  const counter = new RowCounter();
  let bytes = 0;
  try {
    for await (const chunk of open(file) as AsyncIterable<Buffer>) {
      whole.update(chunk);
      if (prefixBytes !== undefined && bytes < prefixBytes)
        prefix.update(chunk.subarray(0, prefixBytes - bytes));
      bytes += chunk.length;
      counter.add(chunk);
    }
  } catch (error) {
    throw new BadImportFile(`无法读取 ${file}`, `cannot read ${file}: ${(error as Error).message}`, error);
  }
  const found = { sha256: whole.digest('hex'), bytes, rows: Math.max(0, counter.rows() - 1) };
  const complete = prefixBytes !== undefined && bytes >= prefixBytes;
  return complete ? { ...found, prefixSha256: prefix.digest('hex') } : found;
}

/** Counts records of RFC 4180 text: a line feed inside quotes does not end one, an empty line is none. */
class RowCounter {
  #rows = 0;
  #quoted = false;
  #filled = false;

  add(chunk: Buffer): void {
    for (const byte of chunk) {
      if (byte === 0x22) this.#quoted = !this.#quoted;
      if (byte === 0x0a && !this.#quoted) {
        if (this.#filled) this.#rows += 1;
        this.#filled = false;
      } else if (byte !== 0x0d) {
        this.#filled = true;
      }
    }
  }

  rows(): number {
    return this.#rows + (this.#filled ? 1 : 0);
  }
}

/**
 * The data rows of a CSV file with this header. A wrong header is an error; a row of another length is passed on as it
 * is, for the source to reject.
 */
export async function* rowsOf(file: string, columns: readonly string[]): AsyncIterable<readonly string[]> {
  const input = open(file);
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1 << 20,
  });
  input.on('error', (error) => parser.destroy(error));
  let header = true;
  try {
    for await (const row of input.pipe(parser) as AsyncIterable<string[]>) {
      if (header) checkHeader(row, columns);
      else yield row;
      header = false;
    }
  } catch (error) {
    if (error instanceof BadImportFile) throw error;
    throw new BadImportFile('内容无法解析', `cannot be parsed: ${(error as Error).message}`, error);
  }
  if (header) throw new BadImportFile('文件为空', 'the file is empty');
}

function checkHeader(found: readonly string[], columns: readonly string[]): void {
  if (found.length === columns.length && columns.every((name, index) => found[index] === name)) return;
  throw new BadImportFile(
    `表头应为 ${columns.join(',')}`,
    `the header must be ${columns.join(',')}; found ${found.slice(0, 40).join(',').slice(0, 400)}`,
  );
}
