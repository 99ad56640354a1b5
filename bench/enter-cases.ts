import { openHenji, type Henji } from '../src/app/henji';
import { streamFor } from '../src/app/handles';
import type { RecordingMeta } from '../src/app/recorder';
import { legalDay } from '../src/kernel/time';
import { newCommand } from './entries';
import { enteredCase } from './entered-case';

const IN_FLIGHT = 128;
/** The acts of a case were on so many days, by revision. */
const days = ['2026-03-02', '2026-03-03', '2026-03-05', '2026-03-09', '2026-03-16'];
const dayOf = (revision: number): string => days[Math.max(0, revision - 5)] ?? '2026-03-20';

/** Record whole cases as entered ones, through the recorder: entries, keys, ciphertexts, chain and tree. */
export async function enterCases(dataFolder: string, count: number): Promise<void> {
  const henji = await openHenji({ dataFolder });
  try {
    const flying = new Set<Promise<void>>();
    for (let number = 0; number < count; number++) {
      const recorded: Promise<void> = enter(henji, number).finally(() => flying.delete(recorded));
      flying.add(recorded);
      if (flying.size >= IN_FLIGHT) await Promise.race(flying);
    }
    await Promise.all(flying);
  } finally {
    await henji.close();
  }
}

async function enter(henji: Henji, number: number): Promise<void> {
  const events = enteredCase(number).map((event, i) => ({ ...event, legal: legalDay(dayOf(i)) }));
  const commandId = newCommand();
  const meta: RecordingMeta = {
    commandId,
    digest: 'q1MnC0cZpV1l3mJmQm1u9w',
    correlationId: commandId,
    occurred: legalDay(dayOf(0)),
    actors: [
      { u: 'officer-2b7qv5m3kzt6y4wd', role: 'officer', cert: { s: 'officer-2b7qv5m3kzt6y4wd', n: 2 } },
    ],
    organ: { u: 'organ-5x3m7kq2vz6t4bwd' },
    rulePacks: ['cn-2021@1', 'demonstration@1'],
    calendars: ['cn@1'],
  };
  await henji.recorder.record(streamFor('case', commandId), { revision: -1 }, events, meta);
}
