import { afterAll, beforeAll, describe } from '@jest/globals';
import { kindNamed } from './kinds';
import { freshDatabase } from './postgresql';
import { OwnServer, sharedServer } from './running';
import { freshBucket } from './s3';

/** Longer than any of them takes on a busy machine. */
const START_MS = 150_000;

/** A server as a test file uses it. */
export interface TestServer {
  /**
   * As `describe`, with `[server: …]` before the name. The server is started before the first test. Where it cannot
   * be had, all is skipped, and the reason stands in the name; with HENJI_REQUIRE_SERVERS=1 that fails the run.
   */
  readonly describe: (name: string, body: () => void) => void;
  /** Where it is found. Only inside tests and hooks. */
  readonly url: string;
  readonly kind: string;
  /** What `describe` does before its first test, and after its last. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A server of one test file alone: its nodes may be killed, paused and restarted. */
export interface OwnTestServer extends TestServer {
  /** Only inside tests and hooks. */
  readonly server: OwnServer;
}

/** PostgreSQL, shared by the files of a run; each asks for databases of its own. */
export const postgresServer = (): TestServer & { readonly database: () => Promise<string> } => {
  const server = shared('postgresql');
  return Object.assign(server, { database: () => freshDatabase(server.url) });
};

/** An S3 server, shared by the files of a run; each asks for buckets of its own. */
export const s3Server = (): TestServer & { readonly bucket: () => Promise<string> } => {
  const server = shared('s3');
  return Object.assign(server, { bucket: () => freshBucket(server.url) });
};

/** Kafka 4.1, one node, shared by the files of a run; each uses topics and groups of its own. */
export const kafkaServer = (): TestServer => shared('kafka');

/** A server of this kind for this file alone: `kafka-three` has three nodes, `kafka-3.9` is of the line before. */
export function ownServer(kind: string): OwnTestServer {
  let running: OwnServer | undefined;
  const there = (): OwnServer => running ?? notStarted(kind);
  const start = async (): Promise<void> => {
    running = await OwnServer.start(kind);
  };
  const stop = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };
  return {
    ...{ kind, start, stop },
    describe: (name, body) => describeWith([{ kind, start, stop }], name, body),
    get url() {
      return there().url;
    },
    get server() {
      return there();
    },
  };
}

function shared(kind: string): TestServer {
  let url: string | undefined;
  const start = async (): Promise<void> => {
    const root = process.env['HENJI_TEST_SERVERS'] as string;
    url = (await sharedServer(root, kind, Number(process.env['HENJI_TEST_RUN']))).url;
  };
  const stop = (): Promise<void> => Promise.resolve();
  return {
    ...{ kind, start, stop },
    describe: (name, body) => describeWith([{ kind, start, stop }], name, body),
    get url() {
      return url ?? notStarted(kind);
    },
  };
}

/** As {@link TestServer.describe} for several servers, which are started at once; one that cannot be had skips it all. */
export function describeWith(
  servers: readonly Pick<TestServer, 'kind' | 'start' | 'stop'>[],
  name: string,
  body: () => void,
): void {
  const title = `[server: ${servers.map(({ kind }) => kind).join(', ')}] ${name}`;
  const missing = servers.flatMap(({ kind }) => kindNamed(kind).missing() ?? []);
  if (missing.length > 0) {
    describe.skip(`${title} (${missing.join('; ')})`, body);
    return;
  }
  describe(title, () => {
    beforeAll(async () => {
      await Promise.all(servers.map(({ start }) => start()));
    }, START_MS);
    afterAll(async () => {
      for (const { stop } of servers) await stop();
    });
    body();
  });
}

function notStarted(kind: string): never {
  throw new TypeError(`${kind} is started when the tests of its describe() run`);
}
