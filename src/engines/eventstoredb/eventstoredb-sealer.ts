import { setTimeout as sleep } from 'node:timers/promises';
import { HenjiError } from '../../kernel/errors';
import {
  LedgerRewound,
  StoreUnavailable,
  type LedgerAlarm,
  type StoredRecord,
} from '../../ports/event-store';
import type { RawTile } from '../../ports/ledger-audit';
import type { SealedState, Sealer } from '../../ports/sealer';
import { leafHash, type MerkleTree } from '../../seal/tree';
import type { LogWatch } from './log-watch';
import type { SealedTree, StoredState } from './sealed-tree';
import type { ServerLog } from './server-log';

const PAGE = 1_000;
/** States follow each other no faster than this, in milliseconds: what comes in between shares one. */
const APART = 100;

/** What a sealer works with. */
export interface SealerParts {
  readonly log: ServerLog;
  readonly tree: SealedTree;
  readonly watch: LogWatch;
  readonly onAlarm: (alarm: LedgerAlarm) => void;
}

/** Where a sealer stands. */
interface Standing {
  state: StoredState;
  readonly tree: MerkleTree;
  /** Tiles that became full since the state was stored. */
  full: RawTile[];
}

/** Seals a ledger on EventStoreDB. A step is a page of records: its tiles first, then its state by compare-and-swap. */
export class EventStoreDbSealer implements Sealer {
  #standing: Standing | undefined;
  #lost = 0;

  constructor(private readonly parts: SealerParts) {}

  /** Steps that another sealer won. */
  get lost(): number {
    return this.#lost;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { notices } = this.parts.watch;
      try {
        if (await this.#step()) await sleep(APART, undefined, { signal }).catch(() => undefined);
        else await this.parts.watch.wait(notices, signal);
      } catch (error) {
        if (isBroken(error)) {
          this.parts.onAlarm(broken(error));
          throw error;
        }
        const [, longest] = this.parts.log.timing.pause;
        await sleep(longest, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async catchUp(): Promise<SealedState> {
    while (await this.#step());
    const { state } = await this.#stand();
    return state;
  }

  /** @returns whether anything was sealed, by whom ever */
  async #step(): Promise<boolean> {
    try {
      return await this.#stepFrom(await this.#stand());
    } catch (error) {
      // Leaves may have been pushed whose state is not stored, or is: the next step begins with what is.
      this.#standing = undefined;
      throw error;
    }
  }

  async #stepFrom(standing: Standing): Promise<boolean> {
    const records = await this.parts.log.after(
      standing.state.position,
      PAGE,
      standing.state.eventId || undefined,
    );
    const last = records.at(-1);
    if (last === undefined) return false;
    const stored = await this.#seal(standing, records, last);
    if (stored === undefined) {
      // Another one was first: what was pushed here is forgotten, and its state is the one to go on from.
      this.#lost += 1;
      this.#standing = undefined;
    } else {
      standing.state = stored;
      standing.full = [];
    }
    return true;
  }

  async #seal(
    { state, tree, full }: Standing,
    records: readonly StoredRecord[],
    last: StoredRecord,
  ): Promise<StoredState | undefined> {
    for (const { entry } of records) tree.push(leafHash(entry));
    await this.parts.tree.store(full);
    return this.parts.tree.swap(state, {
      size: tree.size,
      slots: tree.serialise(),
      position: last.position,
      eventId: last.id,
    });
  }

  async #stand(): Promise<Standing> {
    if (this.#standing !== undefined) return this.#standing;
    const state = await this.parts.tree.state();
    const tree = await this.parts.tree.restore(state, (level, index, data) => {
      this.#standing?.full.push({ level, index, data });
    });
    this.#standing = { state, tree, full: [] };
    return this.#standing;
  }
}

const isBroken = (error: unknown): error is HenjiError =>
  error instanceof LedgerRewound ||
  (error instanceof HenjiError &&
    !(error instanceof StoreUnavailable) &&
    error.code === 'tree-state-mismatch');

const broken = (error: HenjiError): LedgerAlarm => ({
  code: 'tree-broken',
  stream: '',
  zh: `封存已停止：${error.zh}`,
  en: `sealing has stopped: ${error.en}`,
});
