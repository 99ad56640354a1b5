import type Database from 'better-sqlite3';

/** One statement as it was run, with values as they were bound. */
interface Call {
  readonly statement: number;
  readonly values: readonly unknown[];
}

/** Every statement that a projection ran to write its read model, transactions included, in the order in which it ran. */
export class StatementScript {
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #calls: Call[] = [];

  /** The connection, noting each statement that is run. What is only read is not noted. */
  recording(db: Database.Database): Database.Database {
    return new Proxy(db, {
      get: (target, name) => {
        if (name === 'prepare') return (sql: string) => this.#noting(sql, target.prepare(sql));
        if (name === 'transaction' || name === 'exec') throw new TypeError(`${name} would not be noted`);
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
  }

  /** Run it all on another file of the same schema. */
  replay(db: Database.Database): void {
    const statements = this.#texts.map((text) => db.prepare(text));
    for (const { statement, values } of this.#calls) statements[statement]?.run(...values);
  }

  #noting(sql: string, statement: Database.Statement): Database.Statement {
    const run = statement.run.bind(statement);
    const number = this.#number(sql);
    statement.run = (...values: unknown[]) => {
      // The writer may use a list of values again.
      const kept = values.map((value) => (Array.isArray(value) ? (value as unknown[]).slice() : value));
      this.#calls.push({ statement: number, values: kept });
      return run(...values);
    };
    return statement;
  }

  #number(sql: string): number {
    const known = this.#numbers.get(sql);
    if (known !== undefined) return known;
    this.#numbers.set(sql, this.#texts.length);
    return this.#texts.push(sql) - 1;
  }
}
