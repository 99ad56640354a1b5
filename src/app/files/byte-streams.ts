/** A stream that can be let go of before its end, whether or not it has been begun. */
export interface ByteStream extends AsyncIterable<Uint8Array> {
  release(): Promise<void>;
}

/** The first bytes of a stream, and the whole stream, them included. */
export interface Peeked {
  /** As many bytes as were asked for, or all where there are fewer. */
  readonly beginning: Buffer;
  readonly all: ByteStream;
}

/** Look at the first bytes of a stream. What has been read is given again by `all`. */
export async function peeked(source: AsyncIterable<Uint8Array>, count: number): Promise<Peeked> {
  const pieces = source[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < count) {
    const next = await pieces.next();
    if (next.done === true) break;
    read.push(next.value);
    bytes += next.value.length;
  }
  return { beginning: Buffer.concat(read).subarray(0, count), all: new Again(read, pieces) };
}

/** What has been read, and then the rest. To be gone through once. */
class Again implements ByteStream, AsyncIterator<Uint8Array> {
  constructor(
    private readonly read: Uint8Array[],
    private readonly rest: AsyncIterator<Uint8Array>,
  ) {}

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    const value = this.read.shift();
    return value === undefined ? this.rest.next() : { value, done: false };
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    await this.release();
    return { value: undefined, done: true };
  }

  async release(): Promise<void> {
    this.read.length = 0;
    await this.rest.return?.();
  }
}

/** Read a stream to its end for what its end tells. */
export async function drained(source: AsyncIterable<Uint8Array> | undefined): Promise<void> {
  const pieces = source?.[Symbol.asyncIterator]();
  while (pieces !== undefined && (await pieces.next()).done !== true);
}
