import { supervision } from '../../projections/supervision/supervision.projection';
import { MemoryReadModels } from '../../src/engines/memory/memory-read-model';
import type { Clock } from '../../src/events/schemas';
import type { Recorded } from '../../src/kernel/event';
import type { ReadModelReader } from '../../src/ports/read-model';
import { hosting } from './hosting';
import { TestLog, type Told } from './log';

/** Events as supervision meets them, with only what it looks at. */

/** An activity of an imported case. */
export const activity = (stream: string, name: string, date: string, paymentAmount?: number): Told => ({
  stream,
  type: 'ActivityImported',
  data: {
    activity: name,
    caseRef: stream,
    seq: 1,
    currency: 'EUR',
    ...(paymentAmount === undefined ? {} : { amounts: { paymentAmount, amount: 9_999 } }),
  },
  date,
});

/** What supervision looks at in any event of the type. */
const always: Readonly<Record<string, object>> = {
  OnSpotDecisionIssued: { proposal: { kinds: ['warning'] } },
};

/** An event of a case of an organ. */
export const told = (stream: string, type: string, date: string, data: object = {}): Told => ({
  stream,
  type,
  data: { ...always[type], ...data },
  date,
  meta: { organ: { u: 'organ-a' } },
});

/** A clock as an event opens it. */
export const clock = (key: string, due?: string): Clock => ({
  key,
  opened: '2024-05-20',
  ...(due === undefined ? { uncomputable: 'calendar-year-not-loaded:2027' } : { due }),
  kind: 'wd',
  amount: 2,
  pack: 'cn-2021@2026.1',
  calendar: 'cn@2026',
});

/** A correction of members of an earlier event of the stream. */
export const correction = (
  stream: string,
  revision: number,
  members: Readonly<Record<string, unknown>>,
  date: string,
): Told => ({
  stream,
  type: 'EventCorrected',
  data: {
    target: { id: 'x', type: 'x', revision },
    members: Object.entries(members).map(([path, now]) => ({ path, was: null, now })),
    reason: 'r',
    orderedBy: 'o',
  },
  date,
});

/** The rows of supervision after these events, `page` of them at a time. */
export async function supervised(events: readonly Told[], page = 100): Promise<ReadModelReader> {
  const models = new MemoryReadModels();
  const { host, alarms } = await hosting([supervision], new TestLog(events), models, { page });
  await host.catchUp();
  await host.close();
  if (alarms.length > 0) throw new Error(JSON.stringify(alarms));
  return models.reader(supervision);
}

/** Events of a history as they are told here: with their own place, times and organ. */
export const retold = (events: readonly Recorded[]): readonly Told[] =>
  events.map(({ type, data, meta }) => ({ stream: meta.stream, type, data, meta }));
