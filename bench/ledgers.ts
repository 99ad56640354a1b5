import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run, sharedFile, type Ended } from './child';
import { enterCases } from './enter-cases';
import { writeHistory } from './history-file';
import { enterManyCases } from './many-cases';

/** The real history that figures are told of; not part of the repository. */
export const realHistory = sharedFile('data/traffic-fines/road_traffic_fine_full.csv.gz');

/** Rows of the real history. */
export const REAL_ROWS = 561_470;

/** What `henji import … --json` ends with, as far as the bench needs it. */
export interface ImportCounts {
  readonly read: number;
  readonly appended: number;
  readonly cases: number;
}

/** A data folder with a whole history in it, and how it came about. */
export interface ImportedLedger {
  readonly data: string;
  readonly file: string;
  readonly ended: Ended;
  readonly counts: ImportCounts;
}

/** Data folders made by the importer of the product; each is made once in a run of the bench. */
export class Ledgers {
  readonly #made = new Map<string, Promise<ImportedLedger>>();
  readonly #entered = new Map<string, Promise<string>>();

  constructor(private readonly folder: (name: string) => string) {}

  /** The real history. @throws ChildFailed, also where the file is not on this machine: ask {@link hasReal} first */
  real(): Promise<ImportedLedger> {
    return this.#once('real', () => this.#import(realHistory));
  }

  get hasReal(): boolean {
    return existsSync(realHistory);
  }

  /** A generated history of so many rows. */
  generated(rows: number): Promise<ImportedLedger> {
    return this.#once(`generated-${rows}`, async () => this.#import(await this.#history(rows)));
  }

  /** So many cases as if entered, 11 events each, with personal data; nothing imported. */
  entered(cases: number): Promise<string> {
    return this.#filled(`entered-${cases}`, (data) => enterCases(data, cases));
  }

  /** So many cases of many organs, in every state, a few events each. */
  many(cases: number): Promise<string> {
    return this.#filled(`many-${cases}`, (data) => enterManyCases(data, cases));
  }

  #filled(name: string, fill: (data: string) => Promise<void>): Promise<string> {
    const make = async (): Promise<string> => {
      const data = join(this.folder('ledger'), 'data');
      await fill(data);
      return data;
    };
    const made = this.#entered.get(name) ?? make();
    this.#entered.set(name, made);
    return made;
  }

  async #history(rows: number): Promise<string> {
    const file = join(this.folder('history'), `${rows}.csv`);
    await writeHistory(file, rows);
    return file;
  }

  async #import(file: string): Promise<ImportedLedger> {
    const data = join(this.folder('ledger'), 'data');
    const ended = await run('src/cli/main.js', ['import', 'traffic-fines', file, '--data', data, '--json']);
    const counts = JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '') as ImportCounts;
    return { data, file, ended, counts };
  }

  #once(name: string, make: () => Promise<ImportedLedger>): Promise<ImportedLedger> {
    const known = this.#made.get(name) ?? make();
    this.#made.set(name, known);
    return known;
  }
}
