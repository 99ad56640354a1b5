import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import { SqliteReadModels } from '../../src/engines/sqlite/read-models';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import type { EventStore } from '../../src/ports/event-store';
import type { ReadModelReader } from '../../src/ports/read-model';
import { genesis, LOG_ID } from '../contract/engines';
import { kafkaServer, ownServer } from '../servers/in-tests';
import { freshDatabase } from '../servers/postgresql';
import { folded, foldOf, Growing, RelayedWorld } from '../support/relayed-world';
import { tally } from '../projections/tally';
import { repoRoot } from '../support/repo-root';
import { tempFolder } from '../support/temp-folder';

const kafka = kafkaServer();
const postgres = ownServer('postgresql');

/** How many events a receiver lags behind. `HENJI_BEHIND=1000000` also tells time and memory. */
const BEHIND = Number(process.env['HENJI_BEHIND'] ?? 30_000);
/** Of the receiver, with what Node.js takes for itself; it does not grow with what it is behind. */
const MEMORY_MB = 500;

kafka.describe('projections from Kafka', () => {
  postgres.describe('into PostgreSQL', () => {
    let url = '';
    let growing: Growing;
    let world: RelayedWorld;
    let others: PostgresReadModels;
    beforeEach(async () => {
      url = await freshDatabase(postgres.url);
      growing = new Growing(new MemoryEventStore(LOG_ID));
      world = new RelayedWorld(kafka.url, growing.store, new PostgresReadModels({ url }));
      others = new PostgresReadModels({ url });
      world.relay();
      await growing.spread(50, 20);
      await world.projections();
    });
    afterEach(async () => {
      await world.stop();
      await world.models.close();
      await others.close();
    });

    it('hold what a fold of the log gives after the database was killed and started again', async () => {
      for (let round = 0; round < 3; round++) {
        const growth = growing.spread(400, 40);
        await sleep(60);
        postgres.server.signal(0, 'SIGQUIT');
        await sleep(200);
        await postgres.server.restart(0);
        await growth;
        await growing.spread(50, 40);
      }
      await world.caughtUp();
      expect(await world.rows()).toEqual(await foldOf(growing.store));
    }, 120_000);

    it('hold it while connections are cut and a second process takes some of the parts', async () => {
      const admin = new Client({ connectionString: url });
      await admin.connect();
      let cut = 0;
      const growth = growing.spread(1_500, 60);
      for (let round = 0; round < 20; round++) {
        if (round === 5) await world.projections(others);
        const { rowCount } = await admin.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'henji' AND datname = current_database()",
        );
        cut += rowCount ?? 0;
        await sleep(100);
      }
      await admin.end();
      await growth;
      await growing.spread(50, 60);
      await world.caughtUp();
      expect(cut).toBeGreaterThan(0);
      expect(await world.rows()).toEqual(await foldOf(growing.store));
      for (const { code } of world.alarms) expect(code).toBe('database-unavailable');
    }, 120_000);

    it('hold it when processes that share the parts join, are killed, and sleep past their session, each in the middle of a batch', async () => {
      const { store, shared, start, ended } = await apart();
      for (let i = 0; i < 90; i++) await shared.growing.add(`case-${String(i)}`, 50);
      const { reader } = shared.world;
      /** Settles when so many more were counted, with more to come. */
      const midway = async (more: number): Promise<void> => {
        const { passed: before } = await reader.checkpoint();
        let passed = before;
        while (passed < before + more) {
          await sleep(20);
          ({ passed } = await reader.checkpoint());
        }
        expect(passed).toBeLessThan(4_500);
      };
      try {
        const first = start('1');
        await midway(1);
        const second = start('1');
        await midway(300);
        first.kill('SIGKILL');
        start('1');
        await midway(300);
        second.kill('SIGSTOP');
        // Longer than its session of two seconds: its parts are given to another one meanwhile.
        await sleep(4_000);
        second.kill('SIGCONT');
        await shared.world.caughtUp();
        expect(await shared.world.rows()).toEqual(await foldOf(store));
      } finally {
        await ended();
      }
    }, 180_000);

    it(
      'hold it when the receiver was behind by many thousands, and it takes no more memory for that',
      async () => {
        const { store, shared, start, ended } = await apart();
        try {
          for (let i = 0; i < BEHIND / 100; i++) await shared.growing.add(`case-${String(i)}`, 100);
          const begun = performance.now();
          const receiver = start('0');
          await shared.world.caughtUp(60_000 + 2 * BEHIND);
          const seconds = Math.round((performance.now() - begun) / 1_000);
          const peak = peakOf(receiver);
          const fold = await folded(store, new SqliteReadModels(tempFolder()));
          expect(await digestOf(shared.world.reader)).toBe(await digestOf(fold));
          expect(peak).toBeLessThan(MEMORY_MB);
          if (process.env['HENJI_BEHIND'] !== undefined)
            process.stdout.write(`behind by ${BEHIND} events: ${seconds} s, at most ${peak} MB\n`);
        } finally {
          await ended();
        }
      },
      120_000 + 5 * BEHIND,
    );

    /** A ledger in files with a relay here, and receivers in processes of their own. */
    async function apart() {
      const folder = tempFolder();
      const store: EventStore = await openSqliteLedger({ folder, mode: 'write', genesis });
      const database = await freshDatabase(postgres.url);
      const models = new PostgresReadModels({ url: database });
      const there = new RelayedWorld(kafka.url, store, models);
      there.relay();
      const children: ChildProcess[] = [];
      // Makes the tables, which are asked for before the first receiver is ready.
      await (await models.open(tally())).close();
      return {
        store,
        shared: { world: there, growing: new Growing(store) },
        start: (each: string): ChildProcess => {
          const program = join(repoRoot, 'dist/test/faults/topic-rows-child.js');
          const child = spawn(process.execPath, [program, folder, kafka.url, there.topic, database, each], {
            stdio: ['ignore', 'ignore', 'inherit'],
          });
          children.push(child);
          return child;
        },
        ended: async () => {
          for (const child of children) child.kill('SIGKILL');
          await there.stop();
          await models.close();
          await store.close();
        },
      };
    }
  });
});

/** Most memory that a process has had, in MB. */
function peakOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Math.round(Number(/^VmHWM:\s+(\d+)/mu.exec(status)?.[1]) / 1_024);
}

async function digestOf(reader: ReadModelReader): Promise<string> {
  const hash = createHash('sha256');
  for await (const line of reader.dump()) hash.update(line).update('\n');
  return hash.digest('hex');
}
