/** One record of the test server's log. Positions are byte offsets: they grow with gaps. */
export interface LogRecord {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
  /** 100 ns ticks since 1970. */
  readonly created: string;
}

export type Proposed = Pick<LogRecord, 'id' | 'type' | 'isJson' | 'data' | 'metadata'>;
export type Expected = 'any' | 'no-stream' | 'stream-exists' | { readonly revision: number };

/** What came of an append, a delete or a tombstone. */
export type Outcome =
  | { readonly kind: 'ok'; readonly current: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-version'; readonly current: number }
  | { readonly kind: 'deleted' };

/** What a stream's metadata hides. */
interface Retention {
  readonly before: number;
  readonly isDeleted: boolean;
}

/** `$tb` of a stream that was deleted softly: 2^63 − 1, as far as a number can say. */
const SOFT_DELETED = 2 ** 63;
export const EPOCH_STREAM = '$epoch-information';
export const TOMBSTONE = '$streamDeleted';
/** A record takes about so many bytes beside its names and contents. */
const RECORD_BYTES = 90;
const TICKS_PER_MS = 10_000n;

/**
 * What EventStoreDB 24.10 keeps, as far as clients can tell: streams, `$all`, soft deletes and tombstones, and the
 * decision table of its index writer on expected revisions and known ids.
 */
export class EventLog {
  readonly records: LogRecord[] = [];
  readonly #streams = new Map<string, LogRecord[]>();
  /** Ids that this process has written, as a leader remembers them: empty again after a restart. */
  readonly #known = new Map<string, string>();
  readonly #watchers = new Set<() => void>();
  #end = 0;

  /** @param onWrite keeps each record, before anybody is told of it */
  constructor(
    before: readonly LogRecord[],
    private readonly onWrite: (record: LogRecord) => void = () => undefined,
    private readonly now: () => number = Date.now,
  ) {
    for (const record of before) this.#add(record);
    const isFirst = this.records.length === 0;
    const start = { id: fixedId(this.records.length), type: '$EpochInformation', isJson: true };
    this.#write(EPOCH_STREAM, [{ ...start, data: Buffer.from('{}'), metadata: Buffer.alloc(0) }]);
    if (isFirst) this.#write('$$$scavenges', [metadataEvent(fixedId(999_999), { $maxCount: 500 })]);
  }

  /** Decision, then write. Rows are those of the server's table of idempotency decisions. */
  append(stream: string, expected: Expected, events: readonly Proposed[]): Outcome {
    const decision = this.#decide(
      stream,
      expected,
      events.map(({ id }) => id),
    );
    if (decision !== 'write') return decision;
    const { isDeleted } = this.#retention(stream);
    if (isDeleted) {
      const tb = { $tb: this.current(stream) + 1 };
      this.#write(`$$${stream}`, [metadataEvent(events[0]?.id ?? '', tb)]);
    }
    const written = this.#write(stream, events);
    const position = written.at(-1)?.position ?? this.#end;
    return { kind: 'ok', current: this.current(stream), position };
  }

  /** Soft delete: the stream is not there until somebody appends to it, and numbering goes on. */
  delete(stream: string, expected: Expected, id: string): Outcome {
    const nothing = this.current(stream) < 0 && !this.#streams.has(`$$${stream}`);
    if (expected === 'any' && nothing) return { kind: 'wrong-version', current: -1 };
    const decision = this.#decide(stream, expected, [id]);
    if (decision !== 'write') return decision;
    const [record] = this.#write(`$$${stream}`, [deletion(id)]);
    return { kind: 'ok', current: this.current(stream), position: record?.position };
  }

  /** For ever. */
  tombstone(stream: string, expected: Expected, id: string): Outcome {
    const decision = this.#decide(stream, expected, [id]);
    if (decision !== 'write') return decision;
    const event = { id, type: TOMBSTONE, isJson: false, data: Buffer.alloc(0), metadata: Buffer.alloc(0) };
    const [record] = this.#write(stream, [event]);
    return { kind: 'ok', current: this.current(stream), position: record?.position };
  }

  /** Last event number, −1 where there is none. */
  current(stream: string): number {
    return this.#streams.get(stream)?.at(-1)?.revision ?? -1;
  }

  isTombstoned(stream: string): boolean {
    return this.#streams.get(stream)?.at(-1)?.type === TOMBSTONE;
  }

  /** What a read of the stream shows, oldest first; `undefined` where it is not found. */
  visible(stream: string): readonly LogRecord[] | undefined {
    const records = this.#streams.get(stream);
    const { before, isDeleted } = this.#retention(stream);
    if (records === undefined || isDeleted) return undefined;
    return before === 0 ? records : records.filter(({ revision }) => revision >= before);
  }

  /** Number of the first record at or after a position. */
  indexFrom(position: number): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.records[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get end(): number {
    return this.records.at(-1)?.position ?? 0;
  }

  /** Settles at the next write, or when the signal aborts. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#watchers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      if (signal.aborted) resolve();
      else {
        this.#watchers.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      }
    });
  }

  #decide(stream: string, expected: Expected, ids: readonly string[]): Outcome | 'write' {
    const owner = stream.startsWith('$$') ? stream.slice(2) : stream;
    if (this.isTombstoned(owner)) return { kind: 'deleted' };
    if (typeof expected === 'object' || expected === 'no-stream')
      return this.#decideExact(stream, expected, ids);
    const current = this.current(stream);
    if (expected === 'stream-exists') {
      if (this.#retention(stream).isDeleted) return { kind: 'deleted' };
      if (current < 0 && !this.#streams.has(`$$${stream}`)) return { kind: 'wrong-version', current };
    }
    const known = ids.map((id) => this.#known.get(id) === stream);
    if (known[0] !== true) return 'write';
    if (!known.every(Boolean)) return { kind: 'wrong-version', current };
    return this.#repeated(this.#streams.get(stream)?.find(({ id }) => id === ids.at(-1)));
  }

  #decideExact(
    stream: string,
    expected: 'no-stream' | { readonly revision: number },
    ids: readonly string[],
  ): Outcome | 'write' {
    const current = this.current(stream);
    const revision = expected === 'no-stream' ? -1 : expected.revision;
    // Writing to the end never looks at ids.
    if (current === revision) return 'write';
    const wrong: Outcome = { kind: 'wrong-version', current };
    if (current < revision || ids.length === 0) return wrong;
    const there = this.#streams.get(stream) ?? [];
    const found = ids.map((id, i) => {
      const record = there[revision + 1 + i];
      return record?.id === id ? record : undefined;
    });
    if (found[0] === undefined) {
      return expected === 'no-stream' && this.#retention(stream).isDeleted ? 'write' : wrong;
    }
    return found.every((record) => record !== undefined) ? this.#repeated(found.at(-1)) : wrong;
  }

  #repeated(last: LogRecord | undefined): Outcome {
    const shown = last !== undefined && (this.visible(last.stream)?.includes(last) ?? false);
    return { kind: 'ok', current: last?.revision ?? -1, position: shown ? last.position : undefined };
  }

  #retention(stream: string): Retention {
    const last = this.#streams.get(`$$${stream}`)?.at(-1);
    const said = last === undefined ? {} : readMetadata(last.data);
    const truncated = Math.max(0, said.$tb ?? 0);
    const counted = said.$maxCount === undefined ? 0 : this.current(stream) - said.$maxCount + 1;
    return { before: Math.max(truncated, counted, 0), isDeleted: truncated >= SOFT_DELETED };
  }

  #write(stream: string, events: readonly Proposed[]): LogRecord[] {
    const created = (BigInt(this.now()) * TICKS_PER_MS).toString();
    const first = this.current(stream) + 1;
    const written = events.map((event, i) => {
      const record = { ...event, stream, revision: first + i, position: this.#end, created };
      this.onWrite(record);
      this.#add(record);
      this.#known.set(record.id, stream);
      return record;
    });
    for (const wake of [...this.#watchers]) wake();
    return written;
  }

  #add(record: LogRecord): void {
    this.records.push(record);
    const there = this.#streams.get(record.stream);
    if (there === undefined) this.#streams.set(record.stream, [record]);
    else there.push(record);
    const { stream, type, data, metadata } = record;
    this.#end =
      record.position + RECORD_BYTES + 2 * stream.length + 2 * type.length + data.length + metadata.length;
  }
}

const metadataEvent = (id: string, metadata: object): Proposed => ({
  id,
  type: '$metadata',
  isJson: true,
  data: Buffer.from(JSON.stringify(metadata)),
  metadata: Buffer.alloc(0),
});

const deletion = (id: string): Proposed => ({
  ...metadataEvent(id, {}),
  data: Buffer.from(`{"$tb":9223372036854775807}`),
});

/** Malformed metadata counts as none. */
function readMetadata(data: Buffer): { $tb?: number; $maxCount?: number } {
  try {
    return JSON.parse(data.toString()) as { $tb?: number; $maxCount?: number };
  } catch {
    return {};
  }
}

const fixedId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
