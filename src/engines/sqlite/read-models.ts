import { existsSync, mkdirSync } from 'node:fs';
import {
  ReadModelAbsent,
  ReadModelShape,
  type ReadModel,
  type ReadModelReader,
  type ReadModels,
} from '../../ports/read-model';
import { checkDeclaration, type ModelDeclaration } from '../../ports/read-model-table';
import { FollowingReader } from './following-reader';
import { SqliteReadModel } from './read-model';
import { openForWriting } from './read-model-file';
import { Place, removeFile } from './read-model-place';
import { ReadingThreads, ThreadedReader } from './reading-threads';

/**
 * Read models as files of one folder, mode 0600: `<name>-v<N>.db`, and `<name>-v<N>.g<k>.db` for the k-th rebuild.
 * `<name>-v<N>.live` names the one that readers use; it is replaced by rename, so a switch is seen whole, also by other
 * processes. Without that file the first one is live.
 */
export class SqliteReadModels implements ReadModels {
  readonly #open = new Set<{ close(): Promise<void> }>();

  readonly #threads: ReadingThreads | undefined;

  /** @param reading where the queries of readers run: in the caller's thread, or in threads beside it, as servers want it */
  constructor(
    private readonly folder: string,
    reading: 'here' | 'aside' = 'here',
  ) {
    this.#threads = reading === 'aside' ? new ReadingThreads(folder) : undefined;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  async open(model: ModelDeclaration): Promise<ReadModel> {
    checkDeclaration(model);
    const place = new Place(this.folder, model);
    const file = place.live();
    return this.#kept(new SqliteReadModel(model, openForWriting(file, model), () => place.live() === file));
  }

  reader(model: ModelDeclaration): ReadModelReader {
    checkDeclaration(model);
    const reader = this.#kept(new FollowingReader(this.folder, model));
    return this.#threads === undefined ? reader : new ThreadedReader(model, this.#threads, reader);
  }

  async openBuild(model: ModelDeclaration): Promise<ReadModel> {
    checkDeclaration(model);
    const file = new Place(this.folder, model).build();
    const open = (): SqliteReadModel => new SqliteReadModel(model, openForWriting(file, model), () => true);
    try {
      return this.#kept(open());
    } catch (error) {
      if (!(error instanceof ReadModelShape)) throw error;
      // Left by a build of other tables: nothing of it can be used.
      removeFile(file);
      return this.#kept(open());
    }
  }

  async promote(model: ModelDeclaration): Promise<void> {
    const place = new Place(this.folder, model);
    const [old, built] = [place.live(), place.build()];
    if (!existsSync(built)) throw new ReadModelAbsent(model.name, model.version);
    place.setLive(built);
    removeFile(old);
  }

  async discardBuild(model: ModelDeclaration): Promise<void> {
    removeFile(new Place(this.folder, model).build());
  }

  async close(): Promise<void> {
    await this.#threads?.close();
    for (const opened of this.#open) await opened.close();
    this.#open.clear();
  }

  #kept<T extends { close(): Promise<void> }>(opened: T): T {
    this.#open.add(opened);
    return opened;
  }
}
