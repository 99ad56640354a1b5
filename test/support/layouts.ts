import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Place } from '../../src/app/engines/place';
import { enginesOf } from '../../src/engine-settings';
import { describeWith, kafkaServer, postgresServer, s3Server } from '../servers/in-tests';
import { TestEventStoreDb } from './eventstoredb/server';
import { freshTopic } from './kafka-topic';
import { tempFolder } from './temp-folder';

/** A place that is a test's own, and the settings by which another process finds it. */
export interface TestPlace extends Place {
  readonly environment: Readonly<Record<string, string>>;
}

/** Where the parts of an instance lie. A suite opens instances on it and knows no more of it than the name. */
export interface Layout {
  /** Also for what takes fewer runs on one than on another, where each costs rounds to servers. */
  readonly name: 'embedded' | 'servers';
  /** A new one with nothing in it. Only inside tests and hooks. */
  place(): Promise<TestPlace>;
}

function placeWith(
  settings: Readonly<Record<string, string>>,
  credentials: Readonly<Record<string, string>> = {},
): TestPlace {
  const dataFolder = tempFolder();
  // The S3 client looks for credentials here: no address may hold them.
  Object.assign(process.env, credentials);
  return {
    dataFolder,
    engines: enginesOf(settings),
    environment: { ...settings, ...credentials, HENJI_DATA: dataFolder },
  };
}

/** Everything in files of the data folder. */
const embedded: Layout = { name: 'embedded', place: () => Promise.resolve(placeWith({})) };

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
  place: async () => {
    const { username, password, origin, pathname } = new URL(await s3.bucket());
    const ledger = `ledger=t${randomBytes(8).toString('hex')}`;
    const settings = {
      LEDGER_URL: `${eventStoreDb}${eventStoreDb.includes('?') ? '&' : '?'}${ledger}`,
      FEED_URL: `${kafka.url}/${freshTopic()}?partitions=${PARTITIONS}&replication=1`,
      READMODEL_URL: await postgres.database(),
      BLOB_URL: `s3:/${pathname}?endpoint=${origin}`,
    };
    return placeWith(settings, { AWS_ACCESS_KEY_ID: username, AWS_SECRET_ACCESS_KEY: password });
  },
};

/** The one list of layouts: a `describe` for each, with its name after that of the suite. */
export function onLayouts(name: string, suite: (layout: Layout) => void): void {
  describe(`${name}, ${embedded.name}`, () => suite(embedded));
  onServers(name, suite);
}

/** A `describe` on servers alone: skipped by name where one of them cannot be had, see test/servers. */
export function onServers(name: string, suite: (layout: Layout) => void): void {
  describeWith([postgres, kafka, s3], `${name}, ${servers.name}`, () => {
    let own: TestEventStoreDb | undefined;
    beforeAll(async () => {
      const given = process.env['HENJI_TEST_EVENTSTOREDB_URL'];
      if (given === undefined) own = await TestEventStoreDb.start({ mostBytes: MAX_APPEND_SIZE });
      eventStoreDb = given ?? own?.url ?? '';
    });
    afterAll(() => own?.stop());
    suite(servers);
  });
}
