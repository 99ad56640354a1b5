import type Database from 'better-sqlite3';
import type { ModelDeclaration } from '../../ports/read-model-table';
import { openForReading } from './read-model-file';
import { Place } from './read-model-place';
import { SqliteReader } from './read-model-reader';

/** Queries on whatever file is live at the moment of the query. */
export class FollowingReader extends SqliteReader {
  readonly #close: () => void;

  constructor(folder: string, model: ModelDeclaration) {
    const place = new Place(folder, model);
    let open: { readonly file: string; readonly db: Database.Database } | undefined;
    const close = (): void => {
      open?.db.close();
      open = undefined;
    };
    super(model, () => {
      const file = place.live();
      if (open?.file !== file) {
        close();
        open = { file, db: openForReading(file, model, place) };
      }
      return open.db;
    });
    this.#close = close;
  }

  override async close(): Promise<void> {
    await super.close();
    this.#close();
  }
}
