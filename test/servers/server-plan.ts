/** How one program of a server is run. */
export interface NodePlan {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Run as this user: PostgreSQL refuses to be root. */
  readonly uid?: number;
  readonly gid?: number;
}

/** A server about to be started in a folder of its own. */
export interface ServerPlan {
  /** Where clients find it. */
  readonly url: string;
  readonly nodes: readonly NodePlan[];
  /** What ends a node fast; its data is thrown away. */
  readonly endWith: NodeJS.Signals;
  /** Settles when the server answers, rejects while it does not. */
  ready(): Promise<void>;
}

/** A kind of server that tests, benches and people may ask for. */
export interface ServerKind {
  readonly name: string;
  /** Fetches what may be fetched. @returns why it cannot be had on this machine, or nothing */
  missing(): string | undefined;
  /** Puts settings and data into an empty folder. */
  prepare(folder: string): Promise<ServerPlan>;
}
