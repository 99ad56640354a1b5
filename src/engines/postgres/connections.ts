import { Socket } from 'node:net';
import { DatabaseError, Pool, types, type ClientBase, type PoolClient, type PoolConfig } from 'pg';
import { DatabaseUnavailable } from '../../ports/database-unavailable';

/** How a database is reached. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Connections at most. Default 8. */
  readonly poolSize?: number;
  /** Shown by the server beside each connection. Default `henji`. */
  readonly applicationName?: string;
}

const POOL = 8;
const CONNECT_MS = 5_000;
/** The server ends a statement that takes longer. */
const STATEMENT_MS = 60_000;
/** A server that does not answer at all is given up a little later than it would have ended the statement itself. */
const ANSWER_MS = 75_000;
/** When closing: how long what runs is waited for. A server that does not answer keeps no process from ending. */
const DRAIN_MS = 3_000;
/** Rows of one step of {@link Connections.pages}. */
const FETCHED = 1_000;

/** A value as the driver sends it: text and numbers as text, buffers as they are. */
export type Param = string | number | boolean | null | Buffer;

/**
 * The connections of one process to one database. A server that restarts or cuts a connection is an error of whoever
 * waits for an answer at that moment, of nobody else, and never of the process: the next one who asks gets a new
 * connection.
 */
export class Connections {
  readonly #pool: Pool;
  readonly #sockets = new Set<Socket>();
  #closed: Promise<void> | undefined;

  constructor({ url, poolSize = POOL, applicationName = 'henji' }: PostgresOptions) {
    const config: PoolConfig = {
      connectionString: url,
      max: poolSize,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: STATEMENT_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      stream: () => this.#socket(),
      // An idle pool keeps no program from ending.
      allowExitOnIdle: true,
      types: { getTypeParser: parserOf },
    };
    this.#pool = new Pool(config);
    // Told when a connection breaks that nobody is using; the pool has dropped it already.
    this.#pool.on('error', ignored);
    // One in use is told by the answer that fails; without a listener Node.js would end the process as well.
    this.#pool.on('connect', (client) => client.on('error', ignored));
  }

  /** One statement by itself. @throws DatabaseUnavailable, and what the server says of the statement */
  rows<R extends object>(text: string, values: readonly Param[] = []): Promise<R[]> {
    return this.#with((session) => session.rows<R>(text, values));
  }

  /**
   * All of it or nothing.
   *
   * @param begin starts the transaction, with the settings that hold inside it
   * @throws DatabaseUnavailable, also when it is not known whether the commit took place
   */
  transaction<T>(begin: string, body: (session: Session) => Promise<T>): Promise<T> {
    return this.#with(async (session) => {
      try {
        await session.run(begin);
        const result = await body(session);
        await session.run('COMMIT');
        return result;
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) await session.run('ROLLBACK');
        throw error;
      }
    });
  }

  /**
   * The rows of several queries, all of one moment, some at a time and never all at once. Whoever stops early gives the
   * connection back with it.
   *
   * @throws DatabaseUnavailable, and what the server says of the queries
   */
  async *pages<R extends object>(
    queries: readonly string[],
  ): AsyncIterable<readonly [query: number, rows: R[]]> {
    const client = await this.#connected();
    let broken: Error | undefined;
    try {
      const session = new Session(client);
      await session.run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      for (const [i, query] of queries.entries()) {
        await session.run(`DECLARE henji_rows NO SCROLL CURSOR FOR ${query}`);
        for (;;) {
          const rows = await session.rows<R>(`FETCH ${FETCHED} FROM henji_rows`);
          if (rows.length > 0) yield [i, rows];
          if (rows.length < FETCHED) break;
        }
        await session.run('CLOSE henji_rows');
      }
      await session.run('COMMIT');
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      if (broken === undefined) await new Session(client).run('ROLLBACK').catch(ignored);
      client.release(broken);
    }
  }

  /** Waits some seconds for what is running. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#drained();
    return this.#closed;
  }

  async #drained(): Promise<void> {
    const cut = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, DRAIN_MS);
    await this.#pool.end();
    clearTimeout(cut);
  }

  #socket(): Socket {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }

  async #with<T>(task: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.#connected();
    let broken: DatabaseUnavailable | undefined;
    try {
      return await task(new Session(client));
    } catch (error) {
      if (error instanceof DatabaseUnavailable) broken = error;
      throw error;
    } finally {
      // Whatever state a failed connection is in, nobody else gets it.
      client.release(broken);
    }
  }

  async #connected(): Promise<PoolClient> {
    if (this.#closed !== undefined) throw new DatabaseUnavailable('the connections are closed');
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw told(error);
    }
  }
}

/** One connection, for as long as one task has it. */
export class Session {
  constructor(private readonly client: ClientBase) {}

  /** @param name keeps the statement prepared on this connection under that name */
  async rows<R extends object>(text: string, values: readonly Param[] = [], name?: string): Promise<R[]> {
    return (await this.#asked(text, values, name)).rows as R[];
  }

  /** @returns how many rows were touched */
  async run(text: string, values: readonly Param[] = [], name?: string): Promise<number> {
    return (await this.#asked(text, values, name)).rowCount ?? 0;
  }

  async #asked(text: string, values: readonly Param[], name: string | undefined) {
    try {
      // Without values the text may be several statements.
      if (values.length === 0) return await this.client.query(text);
      return await this.client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    } catch (error) {
      throw told(error);
    }
  }
}

const ignored = (): void => undefined;

/** States of a server that cannot work now, whatever it is asked: classes and codes of SQLSTATE. */
const unable = /^(?:08|53|57P0|58|25006|XX001)/u;

/** What the driver raised, in our words where it is the server or the way to it that failed. */
function told(error: unknown): unknown {
  if (error instanceof RangeError) return error;
  if (error instanceof DatabaseError && !unable.test(error.code ?? '')) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new DatabaseUnavailable(reason || 'no connection', error);
}

/** Whether the server refused a statement with one of these states. */
export const refusedWith = (error: unknown, ...states: readonly string[]): boolean =>
  error instanceof DatabaseError && states.includes(error.code ?? '');

/** The named table or schema is not there. */
export const isMissing = (error: unknown): boolean => refusedWith(error, '42P01', '3F000');

type ParserOf = typeof types.getTypeParser;

const parserOf: ParserOf = (...[oid, format]: Parameters<ParserOf>): unknown =>
  oid === types.builtins.INT8 ? safeInteger : types.getTypeParser(oid, format);

/** The driver gives 64-bit integers as text; what a number cannot hold exactly is an error and not another number. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a safe integer`);
  return value;
}
