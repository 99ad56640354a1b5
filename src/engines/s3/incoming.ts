import { createHash } from 'node:crypto';
import { BlobMismatch, BlobTooLarge, type BlobAddress, type KeepBounds } from '../../ports/blob-store';

/**
 * Bytes on their way in: counted, bounded and hashed as they pass, never held. An error of the source is remembered, so
 * that it can be told from one of the server that the bytes go to.
 */
export class Incoming {
  readonly #hash = createHash('sha256');
  readonly #pieces: AsyncIterator<Uint8Array>;
  #bytes = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(
    content: AsyncIterable<Uint8Array>,
    private readonly bounds: KeepBounds,
  ) {
    this.#pieces = content[Symbol.asyncIterator]();
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What the source ended with instead of its end. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  /**
   * Pieces until there are `enough` bytes, or the end.
   *
   * @throws BlobTooLarge, and what the source throws
   */
  async start(enough: number): Promise<{ readonly pieces: readonly Uint8Array[]; readonly isAll: boolean }> {
    const pieces: Uint8Array[] = [];
    while (this.#bytes < enough) {
      const piece = await this.#next();
      if (piece === undefined) return { pieces, isAll: true };
      // A copy: the source may use its buffer again.
      pieces.push(Uint8Array.from(piece));
    }
    return { pieces, isAll: false };
  }

  /** What comes after {@link start}, with what came there before it. */
  async *rest(before: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
    yield* before;
    for (let piece = await this.#next(); piece !== undefined; piece = await this.#next()) yield piece;
  }

  /** Takes no more of the source, which ends there. */
  async giveUp(): Promise<void> {
    await this.#pieces.return?.().catch(() => undefined);
  }

  /** The address of all that came. Once, after the end. @throws BlobMismatch */
  address(): BlobAddress {
    const address = this.#hash.digest('hex');
    const { address: declared } = this.bounds;
    if (declared !== undefined && declared !== address) throw new BlobMismatch(declared, address);
    return address;
  }

  async #next(): Promise<Uint8Array | undefined> {
    try {
      const next = await this.#pieces.next();
      if (next.done === true) return undefined;
      this.#bytes += next.value.length;
      if (this.#bytes > this.bounds.most) {
        await this.giveUp();
        throw new BlobTooLarge(this.bounds.most);
      }
      this.#hash.update(next.value);
      return next.value;
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    }
  }
}
