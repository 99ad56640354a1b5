import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelDeclaration } from '../../ports/read-model-table';

/** The names of the files of one model. */
export class Place {
  readonly #stem: string;
  readonly #pointer: string;
  #seen: { readonly mark: string; readonly file: string } | undefined;

  constructor(folder: string, { name, version }: ModelDeclaration) {
    this.#stem = join(folder, `${name}-v${version}`);
    this.#pointer = `${this.#stem}.live`;
  }

  /** The file that readers use now. One `stat` when nothing has changed. */
  live(): string {
    const found = statSync(this.#pointer, { throwIfNoEntry: false });
    if (found === undefined) return `${this.#stem}.db`;
    const mark = `${found.ino}/${found.mtimeMs}`;
    if (this.#seen?.mark !== mark) {
      const generation = readFileSync(this.#pointer, 'utf8').trim();
      this.#seen = { mark, file: `${this.#stem}.${generation}.db` };
    }
    return this.#seen.file;
  }

  /** The file that the next rebuild writes: the generation after the live one. */
  build(): string {
    return `${this.#stem}.g${generationOf(this.live()) + 1}.db`;
  }

  setLive(file: string): void {
    const next = `${this.#pointer}.next`;
    writeFileSync(next, `g${generationOf(file)}\n`, { mode: 0o600, flush: true });
    renameSync(next, this.#pointer);
  }
}

const generationOf = (file: string): number => Number(/\.g(\d+)\.db$/u.exec(file)?.[1] ?? 0);

/** Remove a file of a read model with what SQLite keeps beside it. */
export function removeFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
