import { createHash, createHmac } from 'node:crypto';
import { v7 } from 'uuid';
import { streamFor } from '../handles';
import type { Clock } from '../clock';
import type { Entropy } from '../entropy';

/** What of a demonstration follows from its seed, and from nothing else. */

/** The clock of a demonstration: it stands where it was set, and never goes back. */
export class DemonstrationClock implements Clock {
  #now: number;

  /** @param from epoch milliseconds */
  constructor(from: number) {
    this.#now = from;
  }

  now(): number {
    return this.#now;
  }

  /** Go on to a moment; where that is not later, a millisecond further. @returns where it stands now */
  moveTo(moment: number): number {
    this.#now = Math.max(this.#now + 1, moment);
    return this.#now;
  }
}

/**
 * Bytes that follow from a seed: whoever knows the seed knows every key and nonce drawn here. It exists so that two
 * demonstrations of the same seed have the same entries; `makeDemonstration` alone draws from it, for a ledger whose first
 * record says so.
 */
export class SeededEntropy implements Entropy {
  readonly #key: Buffer;
  #step = '';
  #block = 0;
  #pool = Buffer.alloc(0);

  constructor(seed: string) {
    this.#key = createHash('sha256').update(`henji/demonstration/v1\u0000${seed}`).digest();
  }

  /** What is drawn from now on follows from seed and step, whatever was drawn before. Each step is named once. */
  startStep(step: string): void {
    this.#step = step;
    this.#block = 0;
    this.#pool = Buffer.alloc(0);
  }

  bytes(count: number): Buffer {
    while (this.#pool.length < count) {
      const next = createHmac('sha512', this.#key).update(`${this.#step}\u0000${this.#block++}`).digest();
      this.#pool = Buffer.concat([this.#pool, next]);
    }
    const drawn = this.#pool.subarray(0, count);
    this.#pool = this.#pool.subarray(count);
    return drawn;
  }
}

/** Command ids of a scenario, and the streams that they open: known before anything is played. */
export class ScriptIds {
  /** @param epoch milliseconds that the ids carry as their time */
  constructor(
    private readonly seed: string,
    private readonly epoch: number,
  ) {}

  /** The command id of a step by its name. */
  commandId(step: string): string {
    const random = createHash('sha256').update(`henji/script/v1\u0000${this.seed}\u0000${step}`).digest();
    return v7({ msecs: this.epoch, random: random.subarray(0, 16) });
  }

  /** The stream that a step opens. */
  stream(category: string, step: string): string {
    return streamFor(category, this.commandId(step));
  }
}

/** Choices that follow from a seed: the same in the same order. Not for anything that has to be secret. */
export class Chance {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash('sha256').update(`henji/chance/v1\u0000${seed}`).digest().readUInt32BE();
  }

  /** A whole number from 0, less than `count`. */
  below(count: number): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  }

  /** A whole number of the range, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}
