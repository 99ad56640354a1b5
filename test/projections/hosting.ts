import { ProjectionHost, type HostParts } from '../../projections/host';
import type { Projection } from '../../projections/projection';
import type { Alarm } from '../../projections/status';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import type { ReadModels, ReadModelReader } from '../../src/ports/read-model';
import type { ModelDeclaration } from '../../src/ports/read-model-table';
import { decode, TestLog, type Told } from './log';

/** Every line of a dump. */
export async function linesOf(reader: Pick<ReadModelReader, 'dump'>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of reader.dump()) lines.push(line);
  return lines;
}

/** A host over a log, with what it alarmed about. */
export async function hosting(
  projections: readonly Projection[],
  feed: HostParts['feed'],
  models: ReadModels,
  parts: Partial<HostParts> = {},
): Promise<{ readonly host: ProjectionHost; readonly alarms: Alarm[] }> {
  const alarms: Alarm[] = [];
  const host = await ProjectionHost.open(projections, {
    ...{ feed, models, decode, now: () => Date.parse('2026-01-02T00:00:00Z') },
    pause: async () => undefined,
    onAlarm: (alarm) => alarms.push(alarm),
    ...parts,
  });
  return { host, alarms };
}

/** The read model of one projection after these events, undisturbed. */
export async function projected(
  projection: Projection,
  told: readonly Told[],
  models: ReadModels = new MemoryReadModels(),
): Promise<ReadModelReader> {
  const { host, alarms } = await hosting([projection], new TestLog(told), models);
  await host.catchUp();
  await host.close();
  if (alarms.length > 0) throw new Error(JSON.stringify(alarms));
  return models.reader(projection);
}

/** Read models of which one that was built is promoted only after something else has happened. */
export const promotingAfter = (models: ReadModels, meanwhile: () => Promise<unknown>) =>
  ({
    open: (model: ModelDeclaration) => models.open(model),
    openBuild: (model: ModelDeclaration) => models.openBuild(model),
    discardBuild: (model: ModelDeclaration) => models.discardBuild(model),
    promote: async (model: ModelDeclaration) => {
      await meanwhile();
      await models.promote(model);
    },
  }) as ReadModels;
