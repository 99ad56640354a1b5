import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { kafkaServer, postgresServer, s3Server } from '../servers/in-tests';
import { TestEventStoreDb } from './eventstoredb/server';
import { freshTopic } from './kafka-topic';

/** Settings of engines, as an operator writes them into the environment. */
export type EngineEnvironment = Readonly<Record<string, string>>;

/** Where the parts of an instance lie. A suite opens instances on it and knows no more of it than the name. */
export interface Layout {
  readonly name: string;
  /** Of a new instance that shares nothing with another one. Only inside tests and hooks. */
  environment(): Promise<EngineEnvironment>;
}

/** Everything in files of the data folder. */
export const embeddedLayout: Layout = { name: 'embedded', environment: () => Promise.resolve({}) };

/** As our servers are set up: an append may hold a ciphertext of 1 MiB and more. */
const MAX_APPEND_SIZE = 16_000_000;
/** Enough for cases to be spread; each more costs a round to the broker at the start. */
const PARTITIONS = 3;

const [postgres, kafka, s3] = [postgresServer(), kafkaServer(), s3Server()];
let eventStoreDb = '';

/**
 * Events in EventStoreDB, carried by Kafka to rows in PostgreSQL, files in object storage. Of EventStoreDB it is the
 * server named by HENJI_TEST_EVENTSTOREDB_URL, or the test server that speaks its protocol.
 */
const servers: Layout = {
  name: 'servers',
  environment: async () => {
    const { username, password, origin, pathname } = new URL(await s3.bucket());
    const ledger = `ledger=t${randomBytes(8).toString('hex')}`;
    return {
      LEDGER_URL: `${eventStoreDb}${eventStoreDb.includes('?') ? '&' : '?'}${ledger}`,
      FEED_URL: `${kafka.url}/${freshTopic()}?partitions=${PARTITIONS}&replication=1`,
      READMODEL_URL: await postgres.database(),
      BLOB_URL: `s3:/${pathname}?endpoint=${origin}`,
      ...{ AWS_ACCESS_KEY_ID: username, AWS_SECRET_ACCESS_KEY: password },
    };
  },
};

/** The one list of layouts: a `describe` for each, with its name after that of the suite. */
export function onLayouts(name: string, suite: (layout: Layout) => void): void {
  describe(`${name}, ${embeddedLayout.name}`, () => suite(embeddedLayout));
  onServers(name, suite);
}

/** A `describe` on servers alone: skipped by name where one of them cannot be had, see test/servers. */
export function onServers(name: string, suite: (layout: Layout) => void): void {
  postgres.describe(`${name}, ${servers.name}`, () => {
    kafka.describe('kafka', () => {
      s3.describe('s3', () => {
        let server: TestEventStoreDb | undefined;
        beforeAll(async () => {
          const given = process.env['HENJI_TEST_EVENTSTOREDB_URL'];
          if (given === undefined) server = await TestEventStoreDb.start({ mostBytes: MAX_APPEND_SIZE });
          eventStoreDb = given ?? server?.url ?? '';
        });
        afterAll(() => server?.stop());
        suite(servers);
      });
    });
  });
}
