import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { repoRoot } from '../support/repo-root';
import { kafkaServer, ownServer, postgresServer, s3Server } from './in-tests';
import { serversFolder, sharedServer, stopServers } from './running';
import { isAlive } from './server-state';

async function ask(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows;
}

const gone = async (pid: number): Promise<boolean> => {
  for (let i = 0; i < 200 && isAlive(pid); i++) await sleep(50);
  return !isAlive(pid);
};

const postgres = postgresServer();
postgres.describe('databases of a shared server', () => {
  it('are apart', async () => {
    const [one, two] = [await postgres.database(), await postgres.database()];
    await ask(one, 'CREATE TABLE only_here (a int)');
    expect(await ask(one, 'SELECT * FROM only_here')).toEqual([]);
    await expect(ask(two, 'SELECT * FROM only_here')).rejects.toThrow('only_here');
  });

  it('are of one server, whoever asks for it', async () => {
    const { url } = await sharedServer(
      process.env['HENJI_TEST_SERVERS'] as string,
      'postgresql',
      process.pid,
    );
    expect(url).toBe(postgres.url);
  });

  it('go with the process that owns the server, also when it is killed', async () => {
    const root = serversFolder();
    const owner = spawn('sleep', ['600']);
    const { nodes, keeper } = await sharedServer(root, 'postgresql', owner.pid as number);
    owner.kill('SIGKILL');
    expect(await gone(nodes[0] as number)).toBe(true);
    expect(await gone(keeper)).toBe(true);
    expect(existsSync(join(root, 'postgresql'))).toBe(false);
    await stopServers(root);
  });
});

const own = ownServer('postgresql');
own.describe('a server of one file', () => {
  it('keeps what was committed when it is killed and started again', async () => {
    await ask(own.url, 'CREATE TABLE kept AS SELECT 7 AS seven');
    own.server.signal(0, 'SIGKILL');
    await own.server.restart(0);
    expect(await ask(own.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
  });
});

const s3 = s3Server();
s3.describe('buckets', () => {
  it('are made for whoever asks', async () => {
    expect(await s3.bucket()).not.toBe(await s3.bucket());
  });
});

const kafka = kafkaServer();
kafka.describe('a broker', () => {
  it('makes topics when it is told to, and by no accident', async () => {
    const brokers = kafka.url.slice('kafka://'.length).split(',');
    const client = new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 2 } });
    const [admin, producer] = [client.admin(), client.producer()];
    await Promise.all([admin.connect(), producer.connect()]);
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'told', numPartitions: 2 }] });
    await producer.send({ topic: 'told', messages: [{ value: 'a', partition: 1 }] });
    const ends = await admin.fetchTopicOffsets('told');
    expect(ends.map(({ partition, high }) => `${partition}:${high}`).sort()).toEqual(['0:0', '1:1']);
    await expect(producer.send({ topic: 'untold', messages: [{ value: 'a' }] })).rejects.toThrow();
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  });
});

describe('npm run servers', () => {
  it('says what it knows for an order that is none', () => {
    const main = join(repoRoot, 'dist/test/servers/main.js');
    expect(() => execFileSync(process.execPath, [main, 'begin'], { stdio: 'pipe' })).toThrow(
      'start|stop|status',
    );
  });
});
