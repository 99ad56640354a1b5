import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Where random bytes come from. Everything random in the ledger is drawn here. */
export interface Entropy {
  /** Fresh bytes, never given out twice. */
  bytes(count: number): Buffer;
}

/** The operating system's generator, drawn in blocks because one call for 16 bytes costs as much as one for 8 KiB. */
export class SystemEntropy implements Entropy {
  #pool = Buffer.alloc(0);
  #used = 0;

  bytes(count: number): Buffer {
    if (this.#used + count > this.#pool.length) {
      this.#pool = randomFillSync(Buffer.allocUnsafe(Math.max(8192, count)));
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += count;
    return this.#pool.subarray(start, this.#used);
  }
}

/** A command id: uuid v7. */
export const newId = (milliseconds: number, entropy: Entropy): string =>
  v7({ msecs: milliseconds, random: entropy.bytes(16) });

/**
 * Event ids: uuid v7, each greater than the one before, so that ids sort by the order in which they were
 * made and indexes grow at one end.
 */
export class EventIds {
  #milliseconds = 0;
  #sequence = 0;

  constructor(private readonly entropy: Entropy) {}

  /** @param now epoch milliseconds; a clock that steps back does not make ids go back */
  next(now: number): string {
    if (now > this.#milliseconds || this.#sequence >= MOST_IN_A_MILLISECOND) {
      this.#milliseconds = Math.max(now, this.#milliseconds + 1);
      // Half of the range stays free to count in; the start is random, so that two processes rarely meet.
      this.#sequence = this.entropy.bytes(4).readUInt32BE() >>> 1;
    } else {
      this.#sequence += 1;
    }
    return v7({ msecs: this.#milliseconds, seq: this.#sequence, random: this.entropy.bytes(16) });
  }
}

const MOST_IN_A_MILLISECOND = 0xffff_ffff;
