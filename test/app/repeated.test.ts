import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeDemonstration } from '../../src/app/demo/making';
import { Player } from '../../src/app/demo/player';
import { Scenario } from '../../src/app/demo/scenario';
import { openHenji } from '../../src/app/henji';
import type { AnyHandling } from '../../src/app/bus/requests';
import { CommandPath, type CommandAccepted, type CommandMeta } from '../../src/app/command-path';
import { KeyedQueue } from '../../src/app/keyed-queue';
import { RecordReader } from '../../src/app/record-reader';
import { StreamCache } from '../../src/app/stream-cache';
import { encodeEvent } from '../../src/events/codec';
import { legalDay } from '../../src/kernel/time';
import { monday } from '../support/demo-facts';
import { everyRoute, handlingOn, lawfulAct, type LawfulAct } from '../support/every-command';
import { onLayouts, type TestPlace } from '../support/layouts';
import { openLedger } from '../support/open-ledger';

/** Whatever was accepted once is answered again as it was, by whichever process, and nothing is added to the ledger. */

let ledger: Awaited<ReturnType<typeof openLedger>>;

const recordsInAll = async (): Promise<bigint | undefined> => (await ledger.store.head()).size;

/** A way to the ledger that has seen nothing of what went over the other one. */
const anotherPath = (): CommandPath => {
  const { store, recorder } = ledger;
  return new CommandPath(new StreamCache(store, new RecordReader()), recorder, new KeyedQueue(), Date);
};

const metaOf = (commandId: string): CommandMeta => ({
  ...{ commandId, occurred: legalDay(monday) },
  actors: [{ u: 'officer-li', role: 'officer' }],
  organ: { u: 'organ-demo' },
});

/** What was sent, with the answer that it was given. */
interface Sent {
  readonly handling: AnyHandling;
  readonly stream: string;
  readonly given: object;
  readonly meta: CommandMeta;
  readonly answer: CommandAccepted;
}

/** Puts on record what comes before an act, then gives the command. */
async function send({ category, history, before, given, facts, seen }: LawfulAct): Promise<Sent> {
  const stream = `${category}-${randomUUID()}`;
  const recordings = history.map((event) => ({
    event: encodeEvent(event),
    legal: event.meta.legal,
    actors: event.meta.actors,
  }));
  const set = { ...metaOf(randomUUID()), correlationId: 'c', digest: '', rulePacks: [], calendars: [] };
  if (recordings.length > 0) await ledger.recorder.recordAll(stream, { revision: -1 }, recordings, set);
  for (const [command, known] of before) {
    await ledger.path.execute(handlingOn(category, known), stream, command, metaOf(randomUUID()));
  }
  const handling = handlingOn(category, facts, seen);
  const meta = metaOf(randomUUID());
  const answer = await ledger.path.execute(handling, stream, given, meta);
  return { handling, stream, given, meta, answer };
}

onLayouts('a command sent again', (layout) => {
  const accepted: Sent[] = [];
  let place: TestPlace;
  beforeAll(async () => {
    place = await layout.place();
    ledger = await openLedger(place);
  }, 60_000);
  afterAll(() => ledger.close());

  it.each(everyRoute)('of $category: $name', async (route) => {
    const act = lawfulAct(route);
    expect(act).toBeDefined();
    const sent = await send(act!);
    expect(sent.answer.repeated).toBe(false);
    const size = await recordsInAll();
    for (const path of [ledger.path, anotherPath()]) {
      const again = await path.execute(sent.handling, sent.stream, sent.given, sent.meta);
      expect(again).toEqual({ ...sent.answer, repeated: true });
    }
    expect(await recordsInAll()).toBe(size);
    accepted.push(sent);
  });

  it('is known after the process was opened anew, and another command does not pass under its id', async () => {
    expect(accepted).toHaveLength(everyRoute.length);
    const size = await recordsInAll();
    await ledger.close();
    ledger = await openLedger(place);
    for (const { handling, stream, given, meta, answer } of accepted) {
      const again = await ledger.path.execute(handling, stream, given, meta);
      expect(again).toEqual({ ...answer, repeated: true });
      const other = Object.assign(Object.create(Object.getPrototypeOf(given) as object) as object, given, {
        another: true,
      });
      await expect(ledger.path.execute(handling, stream, other, meta)).rejects.toMatchObject({
        code: 'command-id-reused',
      });
    }
    expect(await recordsInAll()).toBe(size);
  });
});

onLayouts('a demonstration played again', (layout) => {
  it('adds nothing: what its steps rest on, numbers and fines included, is there already', async () => {
    const place = await layout.place();
    const cases = { embedded: 16, servers: 8 }[layout.name];
    const size = { cases, seed: 'again', until: '2026-06-30' };
    await makeDemonstration({ ...place, size, keys: 'seeded' });
    const henji = await openHenji({ ...place, early: true });
    try {
      const before = (await henji.store.head()).size;
      const scenario = new Scenario(size);
      const player = new Player(henji);
      const played = new Set<string>();
      for (const step of scenario.steps(scenario.survey().order)) {
        // An attempt that was refused is an attempt each time; an enclosure is a new file each time.
        if (step.refused !== undefined || typeof step.body === 'function') continue;
        await player.play(step);
        played.add(step.category);
      }
      expect(played).toEqual(
        new Set(['organ', 'officer', 'item', 'template', 'account', 'case', 'discipline']),
      );
      expect((await henji.store.head()).size).toBe(before);
    } finally {
      await henji.close();
    }
  }, 60_000);
});
