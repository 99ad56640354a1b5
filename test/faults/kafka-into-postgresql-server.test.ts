import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import { PostgresReadModels } from '../../src/engines/postgres/read-models';
import { LOG_ID } from '../contract/engines';
import { kafkaServer, ownServer } from '../servers/in-tests';
import { freshDatabase } from '../servers/postgresql';
import { foldOf, Growing, RelayedWorld } from '../support/relayed-world';

const kafka = kafkaServer();
const postgres = ownServer('postgresql');

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
  });
});
