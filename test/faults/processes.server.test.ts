import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projections } from '../../projections/all';
import { rebuild } from '../../projections/rebuild';
import { systemClock } from '../../src/app/clock';
import { readFacts, type DemonstrationFacts } from '../../src/app/demo/sign-ins';
import { openReading } from '../../src/app/open-reading';
import { KeyedFeed } from '../../src/app/projections/keyed-feed';
import { openRecord } from '../../src/app/projections/opener';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { readConfig } from '../../src/config';
import { openEventStoreDbLedger } from '../../src/engines/eventstoredb/eventstoredb-event-store';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import { START, type StoredRecord } from '../../src/ports/event-store';
import type { ReadModelReader } from '../../src/ports/read-model';
import { parseEntryTrusted } from '../../src/seal/entry-codec';
import { leafHash, MerkleTree } from '../../src/seal/tree';
import { claimOf } from '../../src/seal/tree-state';
import { CaseWalk, type WalkedDoor } from '../http/case-walk';
import { kafkaServer, postgresServer, s3Server } from '../servers/in-tests';
import { TestEventStoreDb } from '../support/eventstoredb/server';
import { freshTopic } from '../support/kafka-topic';
import { startProcess, type HenjiProcess } from '../support/processes';
import { tempFolder } from '../support/temp-folder';

/** Of what was acknowledged, what does not lie where it was said to, or was recorded twice. */
function lostOf(
  acknowledged: readonly Acknowledged[],
  all: readonly StoredRecord[],
): readonly Acknowledged[] {
  const byPlace = new Map(all.map((record) => [`${record.stream}@${record.revision}`, record]));
  const times = new Map<string, number>();
  for (const { entry } of all) {
    const { s, cmd, t } = parseEntryTrusted(entry);
    const one = `${cmd.id} ${s} ${t}`;
    times.set(one, (times.get(one) ?? 0) + 1);
  }
  return acknowledged.filter(({ commandId, stream, lastRevision, position }) => {
    const found = byPlace.get(`${stream}@${lastRevision}`);
    if (found?.position !== position) return true;
    const { s, cmd, t } = parseEntryTrusted(found.entry);
    return cmd.id !== commandId || times.get(`${cmd.id} ${s} ${t}`) !== 1;
  });
}

/** How long a process has for its end; what starts it kills it a second later. */
const END_MS = 10_000;

interface Readiness {
  readonly status: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly lease?: string }[];
}

const readyOf = async ({ url }: HenjiProcess): Promise<Readiness> =>
  (await (await fetch(`${url}/ready`)).json()) as Readiness;

type Answered = Awaited<ReturnType<WalkedDoor['get']>>;

/** Longer than anything takes on a busy machine; a promise kept late is kept. */
const LONG_MS = 180_000;

/** Ask until it is so. */
async function until(what: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + LONG_MS / 2;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`it did not come to that in time: ${what.toString()}`);
    await sleep(100);
  }
}

/** What a command was answered with. */
interface Acknowledged {
  readonly commandId: string;
  readonly stream: string;
  readonly lastRevision: number;
  readonly position: string;
}

/**
 * The doors of several processes as one: each request goes to the next of them. Whoever is patient and gets no answer, or
 * is told to come again, asks the next one the same, as the same command.
 */
class Doors implements WalkedDoor {
  readonly clock = systemClock;
  readonly acknowledged: Acknowledged[] = [];
  isPatient = false;
  readonly #tokens = new Map<string, string>();
  #turn = 0;

  constructor(
    private readonly processes: () => readonly HenjiProcess[],
    readonly demo: DemonstrationFacts,
  ) {}

  officer(person: string): string {
    return this.demo.signIns.find(({ name }) => name === `demo-${person}`)?.officer ?? '';
  }

  get(person: string | undefined, url: string) {
    return this.#send(person, url, { method: 'GET' });
  }

  post(
    person: string | undefined,
    url: string,
    payload?: string | object,
    headers: Record<string, string> = {},
  ) {
    const body = JSON.stringify(payload ?? {});
    return this.#send(person, url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    });
  }

  async #send(person: string | undefined, path: string, init: RequestInit): Promise<Answered> {
    for (;;) {
      try {
        const answer = await this.#sendOnce(person, path, init);
        if (answer.statusCode !== 503 || !this.isPatient) return answer;
      } catch (error) {
        if (!this.isPatient) throw error;
      }
      await sleep(50);
    }
  }

  async #sendOnce(person: string | undefined, path: string, init: RequestInit): Promise<Answered> {
    const { url } = this.#next();
    const authorization = person === undefined ? undefined : `Bearer ${await this.#tokenOf(person)}`;
    const headers = {
      ...(init.headers as object),
      ...(authorization === undefined ? {} : { authorization }),
    };
    const answer = await fetch(`${url}${path}`, { ...init, headers });
    const body = (await answer.json()) as unknown;
    if (answer.ok && init.method === 'POST') this.acknowledged.push(body as Acknowledged);
    const json: Answered['json'] = () => body as never;
    return { statusCode: answer.status, json };
  }

  #next(): HenjiProcess {
    const all = this.processes();
    return all[this.#turn++ % all.length] as HenjiProcess;
  }

  async #tokenOf(person: string): Promise<string> {
    const known = this.#tokens.get(person);
    if (known !== undefined) return known;
    const name = `demo-${person}`;
    const password = this.demo.signIns.find((each) => each.name === name)?.password;
    const body = JSON.stringify({ name, password });
    const answer = await fetch(`${this.#next().url}/v1/sign-in`, {
      ...{ method: 'POST', body, headers: { 'content-type': 'application/json' } },
    });
    const { token } = (await answer.json()) as { token: string };
    this.#tokens.set(person, token);
    return token;
  }
}

const postgres = postgresServer();
const s3 = s3Server();
const kafka = kafkaServer();

postgres.describe('an instance in several processes', () => {
  s3.describe('on one ledger (EventStoreDB test server)', () => {
    const dataFolder = tempFolder();
    let ledger: TestEventStoreDb;
    let settings: Record<string, string>;
    let doors: Doors;
    const running = new Map<string, HenjiProcess>();
    const start = async (name: string, roles: string): Promise<HenjiProcess> => {
      const process = await startProcess({ ...settings, HENJI_ROLES: roles });
      running.set(name, process);
      return process;
    };
    const named = (name: string): HenjiProcess => running.get(name) as HenjiProcess;
    const apis = (): readonly HenjiProcess[] => ['api-1', 'api-2'].map(named);

    beforeAll(async () => {
      ledger = await TestEventStoreDb.start();
      const { username, password, origin, pathname } = new URL(await s3.bucket());
      settings = {
        ...{ LEDGER_URL: ledger.url, READMODEL_URL: await postgres.database(), HENJI_DATA: dataFolder },
        BLOB_URL: `s3:/${pathname}/files?endpoint=${origin}`,
        ...{ AWS_ACCESS_KEY_ID: username, AWS_SECRET_ACCESS_KEY: password, HENJI_DEMO: 'organ' },
      };
      // Both find an empty ledger: one of them fills it, the other one waits.
      await Promise.all([start('api-1', 'api'), start('api-2', 'api')]);
      await Promise.all([
        ...['projections-1', 'projections-2'].map((name) => start(name, 'projections')),
        ...['relay-1', 'relay-2'].map((name) => start(name, 'relay')),
      ]);
      doors = new Doors(apis, (await readFacts(dataFolder)) as DemonstrationFacts);
    }, LONG_MS);

    afterAll(async () => {
      await Promise.all([...running.values()].map((process) => process.end('SIGKILL')));
      await ledger.stop();
      rmSync(dataFolder, { recursive: true });
    });

    it('begins once, and each tells what it does', async () => {
      await until(async () =>
        (await Promise.all(apis().map(readyOf))).every(({ status }) => status === 'ready'),
      );
      const [first] = await Promise.all(apis().map(readyOf));
      expect(first?.checks.map(({ name }) => name)).toEqual([
        ...['ledger', ...projections.map(({ name }) => name), 'alerts', 'uploads'],
      ]);
      for (const kind of ['alerts', 'sealer']) {
        const processes = kind === 'alerts' ? apis() : ['relay-1', 'relay-2'].map(named);
        // A lease is taken a moment after its process is ready.
        await until(async () => {
          const all = (await Promise.all(processes.map(readyOf))).flatMap(({ checks }) => checks);
          const leases = all.filter(({ name }) => name === kind).map(({ lease }) => lease);
          return leases.toSorted().join() === 'held,standby';
        });
      }
      await until(async () => (await doors.get('officer-1', '/v1/cases')).statusCode === 200);
    }, 60_000);

    it(
      'takes commands on one case in any of them, and shows in each what the other wrote',
      async () => {
        const walks = Array.from({ length: 4 }, () => new CaseWalk(doors));
        await Promise.all(walks.map((walk) => walk.toDelivery(5_000)));
        for (const walk of walks) {
          const [one, other] = [await walk.read('officer-1'), await walk.read('officer-1')];
          expect(one).toEqual(other);
          expect(one).toMatchObject({ case: walk.stream });
        }
      },
      LONG_MS,
    );

    it('records a command once that both get at the same time, and one of two that exclude each other', async () => {
      const walk = new CaseWalk(doors);
      await walk.open();
      const body = {
        contact: 'first',
        officers: ['officer-1', 'officer-2'].map((each) => doors.officer(each)),
      };
      const act = { ...body, occurredAt: new Date().toISOString() };
      const url = `/v1/cases/${walk.stream}/show-credential`;
      const key = { 'idempotency-key': randomUUID() };
      const same = await Promise.all([1, 2, 3, 4].map(() => doors.post('officer-1', url, act, key)));
      expect(same.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
      expect(
        new Set(same.map((answer) => JSON.stringify(answer.json<{ firstRevision: number }>().firstRevision)))
          .size,
      ).toBe(1);
      await walk.record();
      await walk.inform(5_000);
      const decide = { ...walk.decision(5_000), occurredAt: new Date().toISOString() };
      const decided = await Promise.all(
        [1, 2].map(() => doors.post('officer-1', `/v1/cases/${walk.stream}/decide-on-spot`, decide)),
      );
      expect(decided.map(({ statusCode }) => statusCode).filter((status) => status === 200)).toHaveLength(1);
    }, 60_000);

    it('is not held up by a process that may not open it, and ends', async () => {
      const folder = tempFolder();
      const starting = startProcess({ ...settings, HENJI_DATA: folder, HENJI_ROLES: 'api' });
      await expect(starting).rejects.toThrow(/^it ended: .*key/su);
      rmSync(folder, { recursive: true });
    }, 60_000);

    it(
      'goes on when whoever runs projections and relay is killed, and the API again and again, under load',
      async () => {
        doors.isPatient = true;
        let enough = false;
        const walks: CaseWalk[] = [];
        const working = Array.from({ length: 3 }, async () => {
          while (!enough) {
            const walk = new CaseWalk(doors);
            await walk.toDelivery(5_000);
            walks.push(walk);
          }
        });
        for (const name of ['projections-1', 'relay-1']) {
          await named(name).end('SIGKILL');
          running.delete(name);
        }
        for (let kills = 0; kills < 2; kills++) {
          const name = `api-${1 + kills}`;
          // In the midst of the work, at another point of it each time.
          const enoughAnswers = doors.acknowledged.length + 5 + 7 * kills;
          await until(async () => doors.acknowledged.length > enoughAnswers);
          await named(name).end('SIGKILL');
          await start(name, 'api');
        }
        enough = true;
        await Promise.all(working);
        doors.isPatient = false;
        const last = walks.at(-1) as CaseWalk;
        await until(async () => {
          const readiness = await Promise.all([...running.values()].map(readyOf));
          return readiness.every(({ status }) => status === 'ready');
        });
        await until(async () => {
          const asked = `/v1/cases/${last.stream}?waitFor=${last.position}`;
          return (await doors.get('officer-1', asked)).statusCode === 200;
        });
        // The lease of the one that was killed has to run out first.
        await until(async () => {
          const held = (await readyOf(named('relay-2'))).checks.filter(({ lease }) => lease === 'held');
          return held.length === 1 && held[0]?.name === 'sealer';
        });
        expect(running.has('relay-1')).toBe(false);
      },
      LONG_MS,
    );

    it(
      'ends in time when it is told to, in the middle of work, and has lost nothing at the end',
      async () => {
        let walked = 0;
        let ending = false;
        const working = Array.from({ length: 3 }, async () => {
          while (!ending) {
            await new CaseWalk(doors).open().catch((error: unknown) => {
              if (!ending) throw error;
            });
            walked += 1;
          }
        });
        await until(() => Promise.resolve(walked > 5));
        ending = true;
        const ended = await Promise.all([...running.values()].map((process) => process.end()));
        await Promise.all(working);
        for (const { code, ms } of ended) {
          expect(code).toBe(0);
          expect(ms).toBeLessThan(END_MS);
        }
        await start('projections-3', 'projections');
        await start('relay-3', 'relay');
        await compareWithTheLog();
      },
      LONG_MS,
    );

    /** Rows of every projection against rows made anew from the log, and the sealed tree against one of its leaves. */
    async function compareWithTheLog(): Promise<void> {
      const parts = await openReading(readConfig(settings));
      const { position } = await parts.store.head();
      const made = new MemoryReadModels();
      for (const projection of projections) {
        const live = parts.models.reader(projection);
        await until(async () => (await live.checkpoint()).position >= position);
        const feed = new KeyedFeed(new StoreFeed(parts.store), parts.keys);
        const { signal } = new AbortController();
        await rebuild(projection, {
          ...{ feed, models: made, signal, decode: (record) => openRecord(record, feed.keyOf) },
        });
        expect([projection.name, await linesOf(live)]).toEqual([
          projection.name,
          await linesOf(made.reader(projection)),
        ]);
      }
      const all: StoredRecord[] = [];
      for (let page = await parts.store.readAll(START, 1_000); page.length > 0;) {
        all.push(...page);
        page = await parts.store.readAll(page.at(-1)?.position ?? START, 1_000);
      }
      expect(lostOf(doors.acknowledged, all)).toEqual([]);
      const tree = new MerkleTree();
      for (const { entry } of all) tree.push(leafHash(entry));
      const server = await openEventStoreDbLedger({ url: ledger.url });
      const sealed = claimOf((await server.sealer().catchUp()).slots);
      expect(sealed).toEqual({ size: all.length, root: tree.root() });
      await server.close();
      await parts.close();
    }

    async function linesOf(reader: ReadModelReader): Promise<readonly string[]> {
      const lines: string[] = [];
      for await (const line of reader.dump()) lines.push(line);
      return lines;
    }
  });
});

postgres.describe('an instance in one process', () => {
  kafka.describe('whose rows come by way of a topic', () => {
    it(
      'shows what was done, and ends in time',
      async () => {
        const dataFolder = tempFolder();
        const process = await startProcess({
          ...{ HENJI_DATA: dataFolder, HENJI_DEMO: 'organ', READMODEL_URL: await postgres.database() },
          FEED_URL: `${kafka.url}/${freshTopic()}?partitions=4&replication=1`,
        });
        const doors = new Doors(() => [process], (await readFacts(dataFolder)) as DemonstrationFacts);
        const walk = new CaseWalk(doors);
        await walk.toDelivery(5_000);
        // Rows that are not there in the time of one question are asked for again, as the answer 503 says.
        const url = `/v1/cases/${walk.stream}?waitFor=${walk.position}`;
        await until(async () => (await doors.get('officer-1', url)).statusCode === 200);
        expect(await walk.read('officer-1')).toMatchObject({ case: walk.stream });
        const { status, checks } = await readyOf(process);
        expect(status).toBe('ready');
        expect(checks.find(({ name }) => name === 'relay')).toMatchObject({ ok: true, state: 'relaying' });
        const { code, ms } = await process.end();
        expect([code, ms < END_MS]).toEqual([0, true]);
        rmSync(dataFolder, { recursive: true });
      },
      LONG_MS,
    );
  });
});

describe('an instance in files', () => {
  it(
    'ends in time when it is told to, and its folder is free again',
    async () => {
      const dataFolder = tempFolder();
      for (let round = 0; round < 2; round++) {
        const process = await startProcess({ HENJI_DATA: dataFolder, HENJI_DEMO: 'organ' });
        const { code, ms } = await process.end();
        expect([code, ms < END_MS]).toEqual([0, true]);
      }
      rmSync(dataFolder, { recursive: true });
    },
    LONG_MS,
  );

  it('refuses to be several, before anything is opened', async () => {
    const dataFolder = tempFolder();
    const starting = startProcess({ HENJI_DATA: dataFolder, HENJI_ROLES: 'projections' });
    await expect(starting).rejects.toThrow(/HENJI_ROLES/u);
    rmSync(dataFolder, { recursive: true });
  }, 60_000);
});
