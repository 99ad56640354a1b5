import { StoreUnavailable } from '../../ports/event-store';
import type { SubjectKeys } from '../../ports/subject-keys';

const KEY_BYTES = 32;

/** Data keys in memory, unwrapped: for tests. Nothing survives the process. */
export class MemorySubjectKeys implements SubjectKeys {
  readonly #keys = new Map<string, Buffer>();
  #isClosed = false;

  /** @param random draws fresh random bytes */
  constructor(private readonly random: (count: number) => Buffer) {}

  async getMany(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    this.#demandOpen();
    return new Map(handles.flatMap((handle) => this.#entryOf(handle)));
  }

  async create(handles: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    this.#demandOpen();
    for (const handle of handles) {
      if (!this.#keys.has(handle)) this.#keys.set(handle, Buffer.from(this.random(KEY_BYTES)));
    }
    return this.getMany(handles);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  #entryOf(handle: string): [string, Buffer][] {
    const key = this.#keys.get(handle);
    return key === undefined ? [] : [[handle, key]];
  }

  #demandOpen(): void {
    if (this.#isClosed) throw new StoreUnavailable('the keys are closed');
  }
}
