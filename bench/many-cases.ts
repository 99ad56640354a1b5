import { openHenji, type Henji } from '../src/app/henji';
import { streamFor } from '../src/app/handles';
import type { RecordingMeta } from '../src/app/recorder';
import { OfficerRegistered, OrganConfirmed } from '../src/events/register.events';
import type { DomainEvent } from '../src/kernel/event';
import { addDays, legalDay } from '../src/kernel/time';
import { newCommand } from './entries';
import { enteredCase, type Whose } from './entered-case';

const IN_FLIGHT = 1_024;
const ORGANS = 30;
const OFFICERS_EACH = 20;
const ITEMS = 12;
/** The first day on which a case is opened; the last is four years after it. */
const FIRST_DAY = '2022-01-01';
const DAYS = 4 * 365;

/** Handles as long as real ones. */
const handle = (category: string, number: number): string =>
  `${category}-${String(number).padStart(3, '0')}q5m3kzt6y4wd`;

export const manyOrgans: readonly string[] = Array.from({ length: ORGANS }, (_, i) => handle('organ', i));

/** The officers of the n-th organ. */
export const officersOf = (organ: number): readonly string[] =>
  Array.from({ length: OFFICERS_EACH }, (_, i) => handle('officer', organ * OFFICERS_EACH + i));

export const manyItems: readonly string[] = Array.from({ length: ITEMS }, (_, i) => handle('item', i));

/** Whose the n-th case is: every organ, its officers and every item get their share. */
function whoseOf(number: number): Whose {
  const organ = number % ORGANS;
  const officers = officersOf(organ);
  const first = (number * 7) % OFFICERS_EACH;
  return {
    organ: manyOrgans[organ] ?? '',
    item: manyItems[Math.floor(number / 7) % ITEMS] ?? '',
    officers: [officers[first] ?? '', officers[(first + 1) % OFFICERS_EACH] ?? ''],
  };
}

/** What is recorded of a case: how far it has come differs. */
const depths: readonly (readonly number[])[] = [[0], [0, 4], [0, 4, 5], [0, 4, 5, 8]];

/**
 * A data folder like that of a city after some years: so many cases of thirty organs, opened, decided, delivered or paid,
 * with names, places and open periods; through the recorder, without the steps that lists do not show.
 */
export async function enterManyCases(dataFolder: string, count: number): Promise<void> {
  const henji = await openHenji({ dataFolder });
  try {
    await enterRegisters(henji);
    const flying = new Set<Promise<unknown>>();
    for (let number = 0; number < count; number++) {
      const recorded: Promise<unknown> = enter(henji, number, count).finally(() => flying.delete(recorded));
      flying.add(recorded);
      if (flying.size >= IN_FLIGHT) await Promise.race(flying);
    }
    await Promise.all(flying);
  } finally {
    await henji.close();
  }
}

async function enterRegisters(henji: Henji): Promise<void> {
  const entries = manyOrgans.flatMap((organ, i) => [
    record(henji, organ, [{ event: confirmed(i), day: FIRST_DAY }], organ),
    ...officersOf(i).map((officer, j) =>
      record(henji, officer, [{ event: registered(organ, i, j), day: FIRST_DAY }], organ),
    ),
  ]);
  await Promise.all(entries);
}

const registered = (organ: string, i: number, j: number): DomainEvent =>
  OfficerRegistered(
    { organ, kind: 'officer', from: FIRST_DAY },
    { officer: { name: `${'赵钱孙李周吴郑王冯陈'[j % 10] ?? ''}${'建国志强文华'[i % 6] ?? ''}` } },
  );

const confirmed = (number: number): DomainEvent =>
  OrganConfirmed({
    name: `演示市第${number + 1}执法局`,
    ...{ territory: '990101', level: 'county', kind: 'organ', announced: FIRST_DAY, from: FIRST_DAY },
    basis: [{ norm: '中华人民共和国行政处罚法', article: '第十七条', rank: 'law' }],
    ...{ reviewBody: '演示市人民政府', court: '演示市人民法院' },
    bank: { name: '演示银行', address: '演示路1号' },
  });

function enter(henji: Henji, number: number, count: number): Promise<unknown> {
  const whose = whoseOf(number);
  const all = enteredCase(number, whose);
  const opened = addDays(FIRST_DAY, Math.floor((number / count) * DAYS));
  const depth = Math.floor(number / ORGANS) % depths.length;
  const events = (depths[depth] ?? []).flatMap((revision, step) => {
    const event = all[revision];
    return event === undefined ? [] : [{ event, day: addDays(opened, 3 * step) }];
  });
  return record(henji, streamFor('case', newCommand()), events, whose.organ);
}

function record(
  henji: Henji,
  stream: string,
  events: readonly { readonly event: DomainEvent; readonly day: string }[],
  organ: string,
): Promise<unknown> {
  const commandId = newCommand();
  const meta: RecordingMeta = {
    ...{ commandId, digest: 'q1MnC0cZpV1l3mJmQm1u9w', correlationId: commandId },
    occurred: legalDay(FIRST_DAY),
    actors: [{ u: 'officer-000q5m3kzt6y4wd', role: 'officer' }],
    organ: { u: organ },
    ...{ rulePacks: ['cn-2021@1', 'demonstration@1'], calendars: ['cn@1'] },
  };
  const dated = events.map(({ event, day }) => ({ ...event, legal: legalDay(day) }));
  return henji.recorder.record(stream, { revision: -1 }, dated, meta);
}
