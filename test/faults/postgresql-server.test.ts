import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { ProjectionHost } from '../../projections/host';
import { rebuild } from '../../projections/rebuild';
import type { Alarm } from '../../projections/status';
import { SystemEntropy } from '../../src/app/entropy';
import { openFileKeyVault } from '../../src/engines/files/file-key-vault';
import { openPostgresSubjectKeys } from '../../src/engines/postgres/postgres-subject-keys';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import { hosting, linesOf, projected } from '../projections/hosting';
import { decode, TestLog, type Told } from '../projections/log';
import { tally } from '../projections/tally';
import { freshDatabase } from '../servers/postgresql';
import { ownServer } from '../servers/in-tests';
import { tempFolder } from '../support/temp-folder';

const server = ownServer('postgresql');

/** Events of many streams, so that what is lost or doubled anywhere is seen. */
const told = (from: number, count: number): readonly Told[] =>
  Array.from({ length: count }, (_, i) => ({
    stream: `case-${(from + i) % 97}`,
    type: (from + i) % 3 === 0 ? 'Opened' : 'Paid',
    data: { amount: from + i },
    date: `2024-05-${10 + ((from + i) % 9)}`,
  }));

interface Running {
  readonly log: TestLog;
  readonly models: PostgresReadModels;
  readonly host: ProjectionHost;
  readonly alarms: readonly Alarm[];
  /** Tell so many more events, some at a time. */
  tell(count: number): Promise<void>;
  /** Wait until all that was told is in the rows, then compare them with a fold of the log. */
  settled(): Promise<void>;
}

/** A host that follows a log into the database while the body does what it does. */
async function following(url: string, body: (running: Running) => Promise<void>): Promise<void> {
  const log = new TestLog(told(0, 200));
  const models = new PostgresReadModels({ url, poolSize: 4 });
  const { host, alarms } = await hosting([tally()], log, models, {
    page: 50,
    now: () => Date.now(),
    pause: (milliseconds) => sleep(milliseconds),
  });
  const stop = new AbortController();
  const running = host.run(stop.signal);
  const settled = async (): Promise<void> => {
    const reader = models.reader(tally());
    const all = log.records.length;
    const passed = (): Promise<number> =>
      reader.checkpoint().then(
        (checkpoint) => checkpoint.passed,
        () => -1,
      );
    while ((await passed()) !== all) await sleep(20);
    const events = log.records.map(({ entry }) => JSON.parse(entry.toString()) as Told & { meta: object });
    const expected = await projected(tally(), events.map(toldAgain));
    expect(await linesOf(reader)).toEqual(await linesOf(expected));
    expect((await host.status())[0]).toMatchObject({ state: 'live', behind: 0, parkedStreams: 0 });
    for (const alarm of alarms) expect(alarm.code).toBe('database-unavailable');
  };
  const tell = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += 20) {
      log.tell(...told(log.records.length, 20));
      await sleep(5);
    }
  };
  try {
    await body({ log, models, host, alarms, tell, settled });
  } finally {
    stop.abort();
    log.tell();
    await running;
    await host.close();
    await models.close();
  }
}

/** An event of the log as it was told. */
const toldAgain = (event: Told & { readonly meta: object }): Told => {
  const { stream, legal } = event.meta as { stream: string; legal: { d: string } };
  return { stream, type: event.type, data: event.data ?? {}, date: legal.d };
};

/** End every connection that Henji has. @returns how many there were */
async function cut(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'henji' AND datname = current_database()",
  );
  await client.end();
  return rowCount ?? 0;
}

/** The processes of the server that work for Henji. */
async function backends(url: string): Promise<readonly number[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'henji' AND datname = current_database()",
  );
  await client.end();
  return rows.map(({ pid }) => pid);
}

/** A way to the server that loses the answer to a COMMIT: the commit takes place, and nobody is told. */
class LossyWay {
  #armed = false;
  lost = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(target: string): Promise<LossyWay> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(target);
    url.port = String((server.address() as AddressInfo).port);
    const way = new LossyWay(server, url.href);
    server.on('connection', (client) => way.#join(client, connect(Number(port), hostname)));
    return way;
  }

  /** Lose the answer to the next COMMIT. */
  arm(): void {
    this.#armed = true;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #join(client: Socket, server: Socket): void {
    let isLost = false;
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (data) => {
      if (this.#armed && data.includes('COMMIT')) {
        this.#armed = false;
        this.lost += 1;
        isLost = true;
      }
      server.write(data);
    });
    server.on('data', (data) => {
      if (isLost) client.destroy();
      else client.write(data);
    });
  }
}

server.describe('a database under projections', () => {
  it('that is killed and started again loses nothing and counts nothing twice', async () => {
    const url = await freshDatabase(server.url);
    await following(url, async ({ tell, settled, models }) => {
      const reader = models.reader(tally());
      const failed: unknown[] = [];
      const asking = new AbortController();
      const queries = (async () => {
        while (!asking.signal.aborted) {
          await reader.query({ from: 'days', limit: 99 }).catch((error: unknown) => failed.push(error));
          await sleep(2);
        }
      })();
      for (let round = 0; round < 3; round++) {
        const telling = tell(300);
        await sleep(30 * round);
        server.server.signal(0, 'SIGQUIT');
        await sleep(100);
        await server.server.restart(0);
        await telling;
      }
      await settled();
      asking.abort();
      await queries;
      expect(failed.length).toBeGreaterThan(0);
      for (const error of failed) expect(error).toMatchObject({ code: 'database-unavailable' });
    });
  }, 120_000);

  it('that cuts its connections again and again loses nothing and counts nothing twice', async () => {
    const url = await freshDatabase(server.url);
    await following(url, async ({ tell, settled, alarms }) => {
      const telling = tell(1_500);
      let ended = 0;
      for (let round = 0; round < 25; round++) {
        await sleep(15);
        ended += await cut(url);
      }
      await telling;
      await settled();
      expect(ended).toBeGreaterThan(0);
      expect(alarms.length).toBeGreaterThan(0);
    });
  }, 120_000);

  it('that commits without being able to say so counts nothing twice', async () => {
    const way = await LossyWay.to(await freshDatabase(server.url));
    try {
      await following(way.url, async ({ tell, settled }) => {
        for (let round = 1; round <= 4; round++) {
          way.arm();
          while (way.lost < round) await tell(60);
        }
        await settled();
      });
      expect(way.lost).toBe(4);
    } finally {
      await way.close();
    }
  }, 120_000);

  it('that stands still for a while is waited for', async () => {
    const url = await freshDatabase(server.url);
    await following(url, async ({ tell, settled }) => {
      await tell(100);
      const still = [...(await backends(url)), ...server.server.nodes];
      for (const pid of still) process.kill(pid, 'SIGSTOP');
      try {
        await tell(200);
        await sleep(1_000);
      } finally {
        for (const pid of still) process.kill(pid, 'SIGCONT');
      }
      await settled();
    });
  }, 120_000);

  it('that stands still keeps nobody from closing what he has open', async () => {
    const url = await freshDatabase(server.url);
    const models = new PostgresReadModels({ url, poolSize: 4 });
    const model = await models.open(tally());
    const reader = models.reader(tally());
    await Promise.all([reader.checkpoint(), reader.checkpoint(), model.parked()]);
    const still = [...(await backends(url)), ...server.server.nodes];
    for (const pid of still) process.kill(pid, 'SIGSTOP');
    try {
      const asked = reader.checkpoint().catch((error: unknown) => error);
      await sleep(50);
      const began = performance.now();
      await models.close();
      expect(performance.now() - began).toBeLessThan(8_000);
      expect(await asked).toMatchObject({ code: 'database-unavailable' });
    } finally {
      for (const pid of still) process.kill(pid, 'SIGCONT');
    }
  }, 60_000);

  it('that is gone in the middle of a rebuild leaves the live rows; the next one goes on, and so does the one after a cancelled one', async () => {
    const url = await freshDatabase(server.url);
    const log = new TestLog(told(0, 600));
    const models = new PostgresReadModels({ url, poolSize: 2 });
    const { host } = await hosting([tally()], log, models);
    await host.catchUp();
    await host.close();
    const live = await linesOf(models.reader(tally()));
    const parts = { models, decode, signal: new AbortController().signal, page: 50 };
    let pages = 0;
    const head = async () => {
      if (++pages === 6) server.server.signal(0, 'SIGQUIT');
      return log.head();
    };
    const feed = Object.assign(Object.create(log) as TestLog, { head });
    await expect(rebuild(tally(), { ...parts, feed })).rejects.toMatchObject({
      code: 'database-unavailable',
    });
    await server.server.restart(0);
    expect(await linesOf(models.reader(tally()))).toEqual(live);
    const seen: number[] = [];
    const stop = new AbortController();
    const onProgress = (done: number): void => {
      seen.push(done);
      if (done >= 400) stop.abort();
    };
    const cancelled = rebuild(tally(), { ...parts, feed: log, signal: stop.signal, onProgress });
    await expect(cancelled).rejects.toMatchObject({ code: 'rebuild-cancelled' });
    expect(await linesOf(models.reader(tally()))).toEqual(live);
    await rebuild(tally(), { ...parts, feed: log, onProgress: (done) => seen.push(done) });
    expect(seen).toEqual([300, 350, 400, 450, 500, 550, 600]);
    expect(await linesOf(models.reader(tally()))).toEqual(live);
    await models.close();
  }, 60_000);
});

server.describe('data keys of a database that cuts its connections', () => {
  it('are never two for one handle, and none that was given out is lost', async () => {
    const url = await freshDatabase(server.url);
    const folder = tempFolder();
    const entropy = new SystemEntropy();
    const random = (count: number): Buffer => entropy.bytes(count);
    const open = () =>
      openPostgresSubjectKeys({ url }, openFileKeyVault(join(folder, 'secrets'), random), random);
    const [one, other] = [await open(), await open()];
    const given = new Map<string, Buffer>();
    let failures = 0;
    const ask = async (keys: typeof one, handle: string): Promise<void> => {
      try {
        const key = (await keys.create([handle])).get(handle) as Buffer;
        expect(given.get(handle) ?? key).toEqual(key);
        given.set(handle, key);
      } catch (error) {
        expect(error).toMatchObject({ code: 'store-unavailable' });
        failures += 1;
      }
    };
    for (let round = 0; round < 30; round++) {
      const asked = Array.from({ length: 10 }, (_, i) => `case-${round * 5 + i}/party`);
      const asking = asked.flatMap((handle) => [ask(one, handle), ask(other, handle)]);
      if (round % 3 === 0) await cut(url);
      await Promise.all(asking);
    }
    expect(failures).toBeGreaterThan(0);
    await Promise.all([one.close(), other.close()]);
    const again = await open();
    expect(await again.getMany([...given.keys()])).toEqual(given);
    await again.close();
  }, 60_000);
});
