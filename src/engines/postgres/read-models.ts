import type { ReadModel, ReadModelReader, ReadModels } from '../../ports/read-model';
import { checkDeclaration, type ModelDeclaration } from '../../ports/read-model-table';
import { Connections, type PostgresOptions } from './connections';
import { Generations } from './generations';
import { PostgresReadModel } from './read-model';
import { PostgresReader, type ReadPlace } from './read-model-reader';
import type { Isolation } from './read-model-schema';

/** Where read models lie in a database. */
export interface PostgresReadModelsOptions extends PostgresOptions {
  /** Begins the names of their schemas, and is the one of the table that tells which are live. Default `henji`. */
  readonly prefix?: string;
  /** In whose name scopes are read; made where it is missing. Default `henji_reader`. */
  readonly readerRole?: string;
}

/**
 * Read models as schemas of one PostgreSQL database, for any number of processes. Connects with the first question, and
 * again after whatever has cut a connection.
 */
export class PostgresReadModels implements ReadModels {
  readonly #connections: Connections;
  readonly #generations: Generations;
  readonly #isolation: Isolation;

  constructor({ prefix = 'henji', readerRole = 'henji_reader', ...options }: PostgresReadModelsOptions) {
    this.#isolation = { role: readerRole };
    this.#connections = new Connections(options);
    this.#generations = new Generations(this.#connections, prefix, this.#isolation);
  }

  async open(model: ModelDeclaration): Promise<ReadModel> {
    checkDeclaration(model);
    const schema = await this.#generations.openLive(model);
    return new PostgresReadModel(model, this.#connections, schema, this.#isolation);
  }

  reader(model: ModelDeclaration): ReadModelReader {
    checkDeclaration(model);
    const place = new Following(() => this.#generations.live(model));
    return new PostgresReader(model, this.#connections, place, { isolation: this.#isolation });
  }

  async openBuild(model: ModelDeclaration): Promise<ReadModel> {
    checkDeclaration(model);
    const schema = await this.#generations.openBuild(model);
    return new PostgresReadModel(model, this.#connections, schema, this.#isolation);
  }

  promote(model: ModelDeclaration): Promise<void> {
    return this.#generations.promote(model);
  }

  discardBuild(model: ModelDeclaration): Promise<void> {
    return this.#generations.discardBuild(model);
  }

  close(): Promise<void> {
    return this.#connections.close();
  }
}

/** The live schema as it was found last; asked for again when it is gone. */
class Following implements ReadPlace {
  #known: string | undefined;

  constructor(private readonly look: () => Promise<string>) {}

  async schema(): Promise<string> {
    this.#known ??= await this.look();
    return this.#known;
  }

  async hasMoved(schema: string): Promise<boolean> {
    const now = await this.look();
    this.#known = now;
    return now !== schema;
  }
}
