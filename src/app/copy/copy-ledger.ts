import { HenjiError } from '../../kernel/errors';
import {
  START,
  type EventStore,
  type ExpectedRevision,
  type Position,
  type StoredRecord,
} from '../../ports/event-store';
import { hashToHex } from '../../seal/hash';
import { leafHash, MerkleTree } from '../../seal/tree';
import { openSource, openTarget, type CopyTarget } from './copy-ends';

/** What came of a copy. */
export interface Copied {
  /** Whether both hold the same records in the same order, under the same root, sealed as such. */
  readonly ok: boolean;
  readonly records: number;
  /** Records that were there already, from an earlier copy. */
  readonly already: number;
  /** RFC 6962 roots over the entries of both, read back. */
  readonly from: string;
  readonly to: string;
}

/** How a copy is made. */
export interface CopyOptions {
  /** When the copy is made: a new ledger says that it was begun then. UTC with milliseconds. */
  readonly now: string;
  /** Leave out what is appended to the source from now on. */
  readonly upToNow?: boolean;
  /** Records that the target has, and those of the source as far as its engine counts them. */
  readonly onProgress?: (done: number, total: number) => void;
}

const PAGE = 1_000;
/** Bytes of one append: what every server takes. */
const MOST_BYTES = 512 * 1024;

/** The target holds something else than the beginning of the source. Nothing was written. */
class CopyDiverges extends HenjiError {
  constructor(reason: { readonly zh: string; readonly en: string }) {
    super({
      code: 'copy-diverges',
      zh: `目标账本不是源账本的前段：${reason.zh}`,
      en: `the target is not a beginning of the source: ${reason.en}`,
      wayOut: { zh: '改用空的目标', en: 'copy to an empty target' },
    });
  }
}

/**
 * Copy a ledger to another engine: log id, order, entry bytes and payload bytes unchanged, so that the root stays the
 * same. A copy that was interrupted goes on where it ended; what the target has is compared with the source first.
 * Events appended to the source meanwhile are copied too, up to where its end was last seen.
 *
 * @throws CopyDiverges, and what opening, reading and appending throw
 */
export async function copyLedger(from: string, to: string, options: CopyOptions): Promise<Copied> {
  const source = await openSource(from);
  try {
    const { logId } = await source.store.info();
    const target = await openTarget(to, { logId, createdAt: options.now });
    try {
      return await new Copying(source.store, target, options).run();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

class Copying {
  /** Where source and target stand; they differ, since each engine has positions of its own. */
  #read = START;
  #records = 0;
  #total = 0;
  /** The last position that is copied; none where all are. */
  #end: Position | undefined;

  constructor(
    private readonly source: EventStore,
    private readonly target: CopyTarget,
    private readonly options: CopyOptions,
  ) {}

  async run(): Promise<Copied> {
    const [ours, theirs] = [await this.source.info(), await this.target.store.info()];
    if (ours.logId !== theirs.logId) {
      const { logId } = theirs;
      throw new CopyDiverges({ zh: `其账本编号为 ${logId}`, en: `it is the ledger ${logId}` });
    }
    const head = await this.source.head();
    this.#total = Number(head.size ?? 0n);
    if (this.options.upToNow === true) this.#end = head.position;
    await this.#compare();
    const already = this.#records;
    await this.#append();
    const from = await treeOf(this.source, this.#records);
    const to = await treeOf(this.target.store, this.#records);
    const state = await this.target.treeState();
    return {
      ok: from.root() === to.root() && state.equals(to.serialise()),
      records: this.#records,
      already,
      from: hashToHex(from.root()),
      to: hashToHex(to.root()),
    };
  }

  /** What the target has must be how the source begins. */
  async #compare(): Promise<void> {
    for (let position = START; ;) {
      const there = await this.target.store.readAll(position, PAGE);
      const last = there.at(-1);
      if (last === undefined) return;
      const here = await exactly(this.source, this.#read, there.length);
      const other = there.findIndex((record, i) => !isSame(record, here[i]));
      if (other >= 0) {
        const { stream, revision } = there[other] ?? last;
        throw new CopyDiverges({
          zh: `${stream} 第 ${revision} 号记录不同`,
          en: `${stream} @ ${revision} is another record, or in another place`,
        });
      }
      position = last.position;
      this.#advance(here);
    }
  }

  async #append(): Promise<void> {
    const { keepsOrder } = await this.target.store.info();
    for (;;) {
      const records = this.#wanted(await this.source.readAll(this.#read, PAGE));
      if (records.length === 0) return;
      const appends = runsOf(records).map((run) => () => this.#appendRun(run));
      if (keepsOrder) await Promise.all(appends.map((append) => append()));
      else for (const append of appends) await append();
      this.#advance(records);
    }
  }

  #wanted(records: readonly StoredRecord[]): readonly StoredRecord[] {
    const end = this.#end;
    return end === undefined ? records : records.filter(({ position }) => position <= end);
  }

  async #appendRun(run: readonly StoredRecord[]): Promise<void> {
    const [first] = run;
    if (first === undefined) return;
    const expected: ExpectedRevision =
      first.revision === 0n ? 'no-stream' : { revision: first.revision - 1n };
    await this.target.store.append(first.stream, expected, run);
  }

  #advance(records: readonly StoredRecord[]): void {
    this.#read = records.at(-1)?.position ?? this.#read;
    this.#records += records.length;
    this.options.onProgress?.(this.#records, Math.max(this.#total, this.#records));
  }
}

/** So many records after a position, fewer at the end only: a page of a server may be short. */
async function exactly(store: EventStore, after: string, count: number): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  while (records.length < count) {
    const page = await store.readAll(records.at(-1)?.position ?? after, count - records.length);
    if (page.length === 0) break;
    records.push(...page);
  }
  return records;
}

async function treeOf(store: EventStore, count: number): Promise<MerkleTree> {
  const tree = new MerkleTree();
  for (let position = START; tree.size < count;) {
    const records = await store.readAll(position, Math.min(PAGE, count - tree.size));
    const last = records.at(-1);
    if (last === undefined) break;
    for (const { entry } of records) tree.push(leafHash(entry));
    position = last.position;
  }
  return tree;
}

/** Neighbours of one stream go in one append, as many as a server takes. */
function runsOf(records: readonly StoredRecord[]): StoredRecord[][] {
  const runs: StoredRecord[][] = [];
  let bytes = 0;
  for (const record of records) {
    const run = runs.at(-1);
    const size = sizeOf(record);
    bytes += size;
    if (run?.[0]?.stream === record.stream && bytes <= MOST_BYTES) run.push(record);
    else {
      runs.push([record]);
      bytes = size;
    }
  }
  return runs;
}

const sizeOf = ({ entry, payload }: StoredRecord): number =>
  payload.reduce((sum, { ciphertext }) => sum + ciphertext.length + 100, entry.length + 100);

function isSame(one: StoredRecord, other: StoredRecord | undefined): boolean {
  if (one.id !== other?.id || !one.entry.equals(other.entry)) return false;
  if (one.stream !== other.stream || one.revision !== other.revision) return false;
  return (
    one.payload.length === other.payload.length &&
    one.payload.every(({ subject, ciphertext }, i) => {
      const twin = other.payload[i];
      return subject === twin?.subject && ciphertext.equals(twin.ciphertext);
    })
  );
}
