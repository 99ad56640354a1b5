import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

const NEWLINE = 0x0a;
const WRITE_AT = 64 * 1024;

/** What becomes of each line. */
export interface LineAnswers {
  answer(line: string): string;
  /** For a line longer than the bound; it is passed over unread. */
  tooLong(): string;
}

/**
 * Answer each line of `input` by one line on `output`, in order. No more than a line of at most `longest` bytes is held,
 * whatever comes in; a last line without an end is a line. Stops when nobody reads the output any more.
 */
export async function answerLines(
  input: Readable,
  output: Writable,
  answers: LineAnswers,
  longest: number,
): Promise<void> {
  const lines = new Lines(answers, longest);
  const reader = new Reader(output);
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const answered = lines.take(chunk);
    if (answered !== '' && !(await reader.takes(answered))) return;
  }
  await reader.takes(lines.end());
}

/** Cuts chunks into lines and collects the answers. */
class Lines {
  #held: Buffer[] = [];
  #bytes = 0;
  #pending = '';

  constructor(
    private readonly answers: LineAnswers,
    private readonly longest: number,
  ) {}

  /** The answers to the lines that end in the chunk; some may come with a later one. */
  take(chunk: Buffer): string {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#hold(chunk.subarray(start, end));
      this.#answer();
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
    return this.#pending.length < WRITE_AT ? '' : this.#flush();
  }

  end(): string {
    if (this.#bytes > 0) this.#answer();
    return this.#flush();
  }

  /** Of a line that is too long only the length is kept. */
  #hold(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes > this.longest) this.#held = [];
    else if (part.length > 0) this.#held.push(part);
  }

  #answer(): void {
    const { answers, longest } = this;
    const [only] = this.#held;
    const line = this.#held.length === 1 && only !== undefined ? only : Buffer.concat(this.#held);
    this.#pending +=
      (this.#bytes > longest ? answers.tooLong() : answers.answer(line.toString('utf8'))) + '\n';
    this.#held = [];
    this.#bytes = 0;
  }

  #flush(): string {
    const answered = this.#pending;
    this.#pending = '';
    return answered;
  }
}

/** Whoever reads the output. Standard output is never destroyed: that its reader has gone is told by an error alone. */
class Reader {
  #gone = false;

  constructor(private readonly output: Writable) {
    output.on('error', () => {
      this.#gone = true;
    });
  }

  /** Whether there still is a reader; waits while he is slow. */
  async takes(text: string): Promise<boolean> {
    if (!this.#gone && !this.output.write(text)) {
      const stop = new AbortController();
      const { signal } = stop;
      const either = [once(this.output, 'drain', { signal }), once(this.output, 'close', { signal })];
      await Promise.race(either).catch(() => undefined);
      stop.abort();
      // Whoever lost the race is told to stop, and says so by a rejection that nobody waits for.
      await Promise.allSettled(either);
    }
    return !this.#gone && !this.output.destroyed;
  }
}
