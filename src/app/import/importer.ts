import type { ActorRef } from '../../kernel/entry';
import { HenjiError } from '../../kernel/errors';
import { legalInstant } from '../../kernel/time';
import { encodeEvent } from '../../events/codec';
import { ImportStarted } from '../../events/ledger.events';
import type { Appended, EventStore, Position } from '../../ports/event-store';
import type { Clock } from '../clock';
import { newId, type Entropy } from '../entropy';
import { importedStreamFor } from '../handles';
import type { RecordReader } from '../record-reader';
import type { Recorder, Recording, RecordingMeta, StreamEnd } from '../recorder';
import { fingerprint, rowsOf, type FileFingerprint } from './csv-file';
import { SeenRows } from './seen-rows';
import { unreadable, type ImportSource, type ReadRow } from './source';

/** What the importer writes with. */
export interface ImporterParts {
  readonly store: EventStore;
  readonly recorder: Recorder;
  readonly reader: RecordReader;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** A row that is no event, or a part of one that could not be read: listed, so that nothing is dropped unseen. */
export interface ImportRemark {
  /** Data row, 1 for the first after the header. */
  readonly row: number;
  readonly kind: 'rejected' | 'unread-part';
  readonly reason: string;
  readonly original: readonly string[];
}

/** Counts of one run; `read`, `already` and `rejected` count rows, `appended` case events. */
export interface ImportResult {
  readonly read: number;
  readonly appended: number;
  readonly already: number;
  readonly rejected: number;
  /** Distinct cases of the file. */
  readonly cases: number;
  /** Position of the last record of the ledger when the run ended. */
  readonly position: Position;
}

/** How a run is watched and who answers for it. */
export interface ImportWatch {
  readonly importer: ActorRef;
  readonly onProgress?: (rows: number, total: number) => void;
  readonly onRemark?: (remark: ImportRemark) => void;
}

/** The file is neither the one imported before nor a continuation of it. */
export class OtherFileImported extends HenjiError {
  constructor(source: string, difference: { zh: string; en: string }) {
    super({
      code: 'other-file-imported',
      zh: `${source} 已导入另一文件：${difference.zh}`,
      en: `another file was imported from ${source}: ${difference.en}`,
      wayOut: {
        zh: '请导入原文件或其续篇；不同的历史请导入另一账本',
        en: 'import the same file or a continuation of it; keep another history in another ledger',
      },
    });
  }
}

/**
 * Cases on their way to the disk: the more, the fewer times a page is written; a case is a few kilobytes. An engine that
 * does not keep the order in which appends were asked gets one at a time.
 */
const IN_FLIGHT = 1_024;

/**
 * Takes over history as it was. Cases become streams under handles that follow from their source ids, one append for
 * each case, in file order; the log order of a broken and resumed run is therefore that of an unbroken one.
 */
export class Importer {
  constructor(private readonly parts: ImporterParts) {}

  /**
   * Import a file, or go on where an earlier run stopped. A second run of the same file appends nothing.
   *
   * @throws BadImportFile, OtherFileImported, and the errors of the event store
   */
  async run(source: ImportSource, file: string, watch: ImportWatch): Promise<ImportResult> {
    const run = await this.#start(source, file, watch);
    const appender = new CaseAppender(this.parts, run);
    const tally = { read: 0, already: 0, rejected: 0 };
    const seen = new SeenRows();
    for await (const original of rowsOf(file, source.columns)) {
      tally.read += 1;
      const remark = (kind: ImportRemark['kind'], reason: string): void =>
        watch.onRemark?.({ row: tally.read, kind, reason, original });
      const row = sorted(source.read(original), seen);
      if (row === 'repeated') tally.already += 1;
      else if (row.ok) {
        for (const part of row.unread) remark('unread-part', part);
        await appender.add(row, tally.read);
      } else {
        tally.rejected += 1;
        remark('rejected', row.reason);
      }
      if (tally.read % 2000 === 0) watch.onProgress?.(tally.read, run.file.rows);
    }
    const { appended, already, cases } = await appender.finish();
    watch.onProgress?.(tally.read, run.file.rows);
    const { position } = await this.parts.store.head();
    return { ...tally, already: tally.already + already, appended, cases, position };
  }

  /** Find out what an earlier run imported, and record the start where this file is new or has grown. */
  async #start(source: ImportSource, file: string, watch: ImportWatch): Promise<Run> {
    const stream = `import-${source.name}`;
    const end = await this.parts.recorder.endOf(stream);
    const earlier = end.revision < 0 ? undefined : await this.#lastStart(stream, end.revision);
    const found = await fingerprint(file, earlier?.bytes);
    if (earlier !== undefined && found.prefixSha256 !== earlier.file) {
      throw new OtherFileImported(source.name, {
        zh: `原有 ${earlier.rows} 行（SHA-256 ${earlier.file}），现为 ${found.rows} 行（${found.sha256}），开头不一致`,
        en: `it had ${earlier.rows} rows (SHA-256 ${earlier.file}), this one has ${found.rows} (${found.sha256}) and does not begin with them`,
      });
    }
    const now = this.parts.clock.now();
    const commandId = newId(now, this.parts.entropy);
    const meta: RecordingMeta = {
      commandId,
      digest: '',
      correlationId: commandId,
      occurred: legalInstant(new Date(now).toISOString()),
      actors: [watch.importer],
      rulePacks: [...source.rulePacks],
      calendars: [],
    };
    if (earlier?.bytes !== found.bytes) {
      const started = { source: source.name, file: found.sha256, bytes: found.bytes, rows: found.rows };
      await this.parts.recorder.record(stream, end, [ImportStarted(started)], meta);
    }
    const { keepsOrder } = await this.parts.store.info();
    const inFlight = keepsOrder ? IN_FLIGHT : 1;
    return { source, file: found, meta, fresh: earlier === undefined, inFlight };
  }

  async #lastStart(stream: string, revision: number) {
    const last = (await this.parts.store.readStream(stream, BigInt(revision), 1)).records[0];
    if (last === undefined) throw new TypeError(`${stream} ends before revision ${revision}`);
    return this.parts.reader.open(last).event.data as { file: string; bytes: number; rows: number };
  }
}

interface Run {
  readonly source: ImportSource;
  readonly file: FileFingerprint;
  readonly meta: RecordingMeta;
  /** No earlier run: no stream of this source can exist yet. */
  readonly fresh: boolean;
  /** How many cases may be on their way at a time. */
  readonly inFlight: number;
}

type GoodRow = ReadRow & { ok: true };

/** What is to be done with a row: take it, count it as repeated, or reject it. */
function sorted(row: ReadRow, seen: SeenRows): ReadRow | 'repeated' {
  if (!row.ok) return row;
  const kind = seen.add(row);
  if (kind === 'same') return 'repeated';
  return kind === 'new' ? row : unreadable(`repeats ${row.caseId}/${row.key} with other content`);
}

/** Collects the rows of a case and appends them as one batch when the next case begins; many batches are in flight. */
class CaseAppender {
  readonly #flying = new Set<Promise<void>>();
  /** Rows of each case that came before the buffered ones. */
  readonly #before = new Map<string, number>();
  #caseId = '';
  #rows: Recording[] = [];
  #appended = 0;
  #already = 0;
  #failure: Error | undefined;

  constructor(
    private readonly parts: ImporterParts,
    private readonly run: Run,
  ) {}

  async add(row: GoodRow, number: number): Promise<void> {
    if (row.caseId !== this.#caseId) {
      await this.#flush();
      this.#caseId = row.caseId;
    }
    this.#rows.push({
      event: encodeEvent(row.event),
      legal: row.legal,
      actors: row.actors,
      source: { sys: this.run.source.name, file: this.run.file.sha256, row: number },
    });
  }

  async finish(): Promise<{ appended: number; already: number; cases: number }> {
    await this.#flush();
    await Promise.all(this.#flying);
    this.#demandSuccess();
    return { appended: this.#appended, already: this.#already, cases: this.#before.size };
  }

  /** Batches are handed to the store in file order; only their confirmations are awaited later. */
  async #flush(): Promise<void> {
    const [caseId, rows] = [this.#caseId, this.#rows];
    this.#rows = [];
    if (rows.length === 0) return;
    this.#demandSuccess();
    const stream = importedStreamFor('case', this.run.source.name, caseId);
    const before = this.#before.get(caseId);
    this.#before.set(caseId, (before ?? 0) + rows.length);
    if (before !== undefined) await Promise.all(this.#flying);
    const unknown = this.run.fresh && before === undefined;
    const end: StreamEnd = unknown ? { revision: -1 } : await this.parts.recorder.endOf(stream);
    const done = Math.min(Math.max(end.revision + 1 - (before ?? 0), 0), rows.length);
    this.#already += done;
    if (done === rows.length) return;
    const recordings = done === 0 ? rows : rows.slice(done);
    const keys = await this.parts.recorder.keysFor(stream, recordings);
    while (this.#flying.size >= this.run.inFlight) await Promise.race(this.#flying);
    this.#demandSuccess();
    this.#fly(this.parts.recorder.enqueue(stream, end, recordings, this.run.meta, keys), recordings.length);
  }

  /** What follows a case that failed would take its place in the log. */
  #demandSuccess(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #fly(appending: Promise<Appended>, events: number): void {
    const flying = appending
      .then(
        () => {
          this.#appended += events;
        },
        (error: unknown) => {
          this.#failure ??= error instanceof Error ? error : new Error(String(error));
        },
      )
      .finally(() => this.#flying.delete(flying));
    this.#flying.add(flying);
  }
}
