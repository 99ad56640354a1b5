import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { diagnose } from '../../src/app/doctor';
import { penaltyDecisions } from '../../src/app/import/penalty-decisions';
import { ProjectionRuntime } from '../../src/app/projections/projection-runtime';
import { projectionNames } from '../../src/app/projections/rebuilding';
import { startRelay } from '../../src/app/roles/relay-duty';
import { enginesOf } from '../../src/engine-settings';
import { kafkaServer, postgresServer } from '../servers/in-tests';
import { freshTopic } from '../support/kafka-topic';
import { openLedger } from '../support/open-ledger';
import { tempFolder } from '../support/temp-folder';

/** A file of one decision. */
function aDecision(): string {
  const row =
    '1,沪公(治)行罚决字〔2024〕00001号,某某案,张三,扰乱秩序,《中华人民共和国治安管理处罚法》第二十三条第一款,罚款二百元,上海市公安局,2024-06-06';
  const file = join(tempFolder(), 'decisions.csv');
  writeFileSync(file, [penaltyDecisions.columns.join(','), row].join('\n'));
  return file;
}

const postgres = postgresServer();
const kafka = kafkaServer();

postgres.describe('projections over a topic', () => {
  kafka.describe('that nobody has made yet', () => {
    it('say that they wait for it, end at once when told to, and begin when a relay has made it', async () => {
      const dataFolder = tempFolder();
      const ledger = await openLedger({ dataFolder });
      const FEED_URL = `${kafka.url}/${freshTopic()}?partitions=2`;
      const place = {
        dataFolder,
        engines: enginesOf({ READMODEL_URL: await postgres.database(), FEED_URL }),
      };
      const told = async (runtime: ProjectionRuntime): Promise<readonly string[]> =>
        (await runtime.status()).map(({ state, error }) => `${state} ${error?.code ?? ''}`);
      const waiting = projectionNames.map(() => 'failing topic-awaited');
      const leaving = ProjectionRuntime.start(place, () => undefined);
      expect(await told(leaving)).toEqual(waiting);
      const began = performance.now();
      await leaving.close();
      expect(performance.now() - began).toBeLessThan(5_000);
      const staying = ProjectionRuntime.start(place, () => undefined);
      expect(await told(staying)).toEqual(waiting);
      const relayed = async () => (await diagnose(place)).find(({ subject }) => subject.startsWith('topic '));
      expect(await relayed()).toMatchObject({ state: 'note', en: 'nothing was relayed to it yet' });
      await ledger.importer.run(penaltyDecisions, aDecision(), { importer: { u: 'x', role: 'y' } });
      const relay = await startRelay(place, { store: ledger.store, onAlarm: () => undefined });
      while ((await told(staying)).join() === waiting.join()) await sleep(100);
      expect((await told(staying)).join()).not.toContain('topic-awaited');
      while ((await relayed())?.state !== 'good') await sleep(100);
      await staying.close();
      await relay?.stop();
      await ledger.close();
    });
  });
});
