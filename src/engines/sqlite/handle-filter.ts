/**
 * Which handles a file surely does not have: a Bloom filter. It answers most look-ups of a log that is read for the
 * first time, where every case is new, without touching the file.
 */
export class HandleFilter {
  readonly #bits: Uint32Array;
  readonly #mask: number;
  #count = 0;

  /** @param capacity up to so many handles, fewer than one in a hundred is taken for another one */
  constructor(readonly capacity: number) {
    const bits = 2 ** Math.ceil(Math.log2(Math.max(capacity, 64) * 16));
    this.#bits = new Uint32Array(bits / 32);
    this.#mask = bits - 1;
  }

  /** Whether it holds more handles than it was made for: it still answers, but of little use. */
  get isFull(): boolean {
    return this.#count > this.capacity;
  }

  add(handle: string): void {
    this.#count += 1;
    const { first, step } = hashes(handle);
    for (let i = 0, at = first; i < PROBES; i++, at += step) {
      const bit = at & this.#mask;
      this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  /** False: it was surely never added. */
  mayHave(handle: string): boolean {
    const { first, step } = hashes(handle);
    for (let i = 0, at = first; i < PROBES; i++, at += step) {
      const bit = at & this.#mask;
      if ((((this.#bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 0) return false;
    }
    return true;
  }
}

const PROBES = 4;

/** FNV-1a, and a second number from its bits mixed again. */
function hashes(handle: string): { readonly first: number; readonly step: number } {
  let hash = 0x811c9dc5;
  for (let i = 0; i < handle.length; i++) hash = Math.imul(hash ^ handle.charCodeAt(i), 0x01000193);
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return { first: hash >>> 0, step: (mixed ^ (mixed >>> 12)) | 1 };
}
