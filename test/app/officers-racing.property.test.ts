import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actorsOf } from '../../src/app/bus/actors';
import { commandCatalogue, type CommandRoute } from '../../src/app/bus/command-catalogue';
import {
  CommandPath,
  CommandRefused,
  type CommandAccepted,
  type CommandMeta,
} from '../../src/app/command-path';
import { KeyedQueue } from '../../src/app/keyed-queue';
import { RecordReader } from '../../src/app/record-reader';
import { StreamCache } from '../../src/app/stream-cache';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { fineReservation } from '../../src/domain/reservations/fine-reservation';
import { numberOf, numbering } from '../../src/domain/reservations/numbering';
import { readAct } from '../../src/http/commands/command-envelope';
import type { Recorded } from '../../src/kernel/event';
import { Door } from '../http/door';
import { GeneralWalk } from '../http/general-walk';
import { onLayouts } from '../support/layouts';

/**
 * Two officers at one general case, each before a process of his own: the same ledger, but neither cache nor queue in
 * common. Whatever they send at once, what is recorded is what one after the other could have done, and sending any of it
 * again records nothing.
 */

interface Sent {
  readonly person: string;
  readonly route: CommandRoute;
  readonly command: object;
  readonly meta: CommandMeta;
}

const routes = commandCatalogue.find(({ category }) => category === 'case')!.routes;

/** The words of a walk, without giving the commands. */
class Script extends GeneralWalk {
  readonly lines: { readonly person: string; readonly step: string; readonly body: object }[] = [];

  override send(person: string, step: string, body: object = {}) {
    this.lines.push({ person, step, body });
    return Promise.resolve({ stream: '', position: '', firstRevision: 0 });
  }
}

let door: Door;
/** Two doors to one ledger. */
let paths: readonly [Pick<CommandPath, 'execute'>, Pick<CommandPath, 'execute'>];

const anotherPath = (): CommandPath => {
  const { store, recorder, clock } = door.henji;
  return new CommandPath(new StreamCache(store, new RecordReader()), recorder, new KeyedQueue(), clock);
};

/** Everything that somebody may want to do in the case, in the order of the procedure and then aside of it. */
async function pool(walk: Script): Promise<Script['lines']> {
  const { verify, file, assign, contact, interview, inspect, evidence, verified, conclude } = walk;
  await verify();
  await file();
  await assign();
  for (const each of ['c1', 'c2']) await contact(each);
  await interview('c1');
  await inspect('c1');
  for (const each of ['e3', 'e4']) await evidence(each);
  for (const each of ['e1', 'e2', 'e3', 'e4']) await verified(each);
  await conclude();
  await walk.submit();
  await walk.opinion();
  await walk.notice();
  for (const each of ['s1', 's2']) await walk.state(each);
  for (const each of ['s1', 's2']) await walk.answer(each);
  await walk.noHearing();
  await walk.discuss();
  await walk.decide();
  await walk.issue();
  await walk.serve();
  await walk.pay();
  await walk.publish();
  await walk.major();
  await walk.identity();
  await walk.close();
  await walk.archive();
  const flag = { flag: 'complex', reason: '涉及多名经营者' };
  await walk.send('officer-1', 'set-case-flag', flag);
  await walk.send('officer-1', 'unset-case-flag', flag);
  await walk.send('reviewer', 'record-reconsideration', { appeal: 'a1', body: '演示区人民政府（演示）' });
  await walk.send('chief', 'continue-investigation', {
    ...{ approver: walk.chief, ground: 'new-facts', reason: '补充调查' },
  });
  return walk.lines;
}

interface Choice {
  readonly first: number;
  readonly second: number;
  readonly rival: 'same' | 'possible' | 'any';
  readonly swapped: boolean;
}

const choice: fc.Arbitrary<Choice> = fc.record({
  ...{ first: fc.nat(3), second: fc.nat(1000), swapped: fc.boolean() },
  rival: fc.constantFrom('same', 'possible', 'any'),
});

const handling = () => door.henji.commanding.handlings.case;

/** A command as the door makes it of a line, with an id of its own. */
function sent({ person, step, body }: Script['lines'][number], at: string): Sent {
  const route = routes.find(({ slug }) => slug === step)!;
  const { command, occurred } = readAct(route.type, { ...body, occurredAt: at });
  const [role = 'officer'] = route.roles;
  const officer = door.officer(person);
  const grants = [{ role }];
  const principal = { account: `account-${person}`, grants, ...(officer === '' ? {} : { officer }) };
  const actors = actorsOf(route.roles, principal, { actors: undefined, command }, door.demo.organ);
  const organ = { u: door.demo.organ };
  return { person, route, command, meta: { commandId: randomUUID(), occurred, actors, organ } };
}

const execute = (
  path: (typeof paths)[number],
  stream: string,
  { command, meta }: Sent,
): Promise<CommandAccepted> => path.execute(handling(), stream, command, meta);

async function recordOf(stream: string): Promise<readonly Recorded[]> {
  const { records } = await door.henji.store.readStream(stream, 0n, 500);
  return records.map((record) => new RecordReader().open(record).event);
}

const foldOf = (events: readonly Recorded[]) =>
  events.reduce((state, event) => penaltyCase.evolve(state, event as never), penaltyCase.initial);

/** What a command comes to on the case as it stood after some events. */
async function judged(stream: string, before: readonly Recorded[], { command, meta }: Sent) {
  const state = foldOf(before);
  const { facts } = await handling().gather(command, state, meta, stream);
  return handling().decider.decide(command, state, facts);
}

/** One after the other: each of those accepted, on what was recorded before it, gives exactly what it recorded. */
async function expectLawful(stream: string, before: number, race: readonly Sent[]): Promise<void> {
  const record = await recordOf(stream);
  expect(record.map(({ meta }) => meta.revision)).toEqual(record.map((_, place) => place));
  let seen = before;
  while (seen < record.length) {
    const { commandId } = record[seen]!.meta;
    const own = record.slice(seen).filter(({ meta }) => meta.commandId === commandId);
    expect(record.slice(seen, seen + own.length)).toEqual(own);
    const decision = await judged(
      stream,
      record.slice(0, seen),
      race.find(({ meta }) => meta.commandId === commandId)!,
    );
    expect(decision).toMatchObject({
      outcome: 'accepted',
      events: own.map(({ type, data }) => ({ type, data })),
    });
    seen += own.length;
  }
}

/** Whoever was refused would have been refused where he came: before the other, or after him. */
async function expectRefusedRightly(stream: string, before: number, refused: Sent): Promise<void> {
  const record = await recordOf(stream);
  const then = await judged(stream, record.slice(0, before), refused);
  const now = await judged(stream, record, refused);
  expect([then.outcome, now.outcome]).toContain('refused');
}

async function expectNothingNewAgain(stream: string, accepted: readonly Sent[]): Promise<void> {
  const { length } = await recordOf(stream);
  for (const path of [...paths, anotherPath()]) {
    for (const again of accepted) expect((await execute(path, stream, again)).repeated).toBe(true);
  }
  expect(await recordOf(stream)).toHaveLength(length);
}

/** Places of lines that would be accepted: the first that are still to be done, and those done that could be done again. */
async function possibleIn(
  stream: string,
  record: readonly Recorded[],
  lines: Script['lines'],
  done: ReadonlySet<number>,
  at: string,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (const [place, line] of lines.entries()) {
    if (found.filter((each) => !done.has(each)).length >= 3) break;
    if ((await judged(stream, record, sent(line, at))).outcome === 'accepted') found.push(place);
  }
  return found;
}

/** Both send the same at the same time; exactly one of them is heard. */
async function raceOf(
  walk: GeneralWalk,
  line: (script: Script) => Promise<unknown>,
): Promise<readonly Recorded[]> {
  const script = new Script(door);
  await line(script);
  const [words] = script.lines;
  const answers = await Promise.allSettled(
    paths.map((path) => execute(path, walk.stream, sent(words!, '2025-03-03T18:00:00+08:00'))),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  return recordOf(walk.stream);
}

/** Reservations of a kind that the last act of a case rests on. */
const heldBy = (record: readonly Recorded[], kind: string): readonly string[] => {
  const { reliance } = record.at(-1)!.data as {
    readonly reliance: { readonly entries: readonly { s: string }[] };
  };
  return reliance.entries.flatMap(({ s }) => (s.startsWith(kind) ? [s] : []));
};

onLayouts('two officers at one case', (layout) => {
  beforeAll(async () => {
    door = await Door.open({ place: await layout.place() });
    paths = [door.henji.commanding.path, anotherPath()];
  }, 60_000);
  afterAll(() => door.close());

  it('leave the fine and the number with the act that was recorded', async () => {
    const walk = new GeneralWalk(door);
    await walk.toDecidable();
    const { path } = door.henji.commanding;
    const [fine = ''] = heldBy(await raceOf(walk, (script) => script.decide()), 'act-');
    expect((await path.load(fineReservation, fine)).state.holder).toMatchObject({ case: walk.stream });
    const [series = ''] = heldBy(await raceOf(walk, (script) => script.issue()), 'numbering-');
    const { state } = await path.load(numbering, series);
    expect(numberOf(state, walk.stream, 'penalty-decision')).toBeDefined();
    expect(state.voided).toEqual([]);
  });

  it('leave one lawful history, whatever they send at once; sent again it records nothing', async () => {
    const { numRuns, turns } = { embedded: { numRuns: 3, turns: 50 }, servers: { numRuns: 1, turns: 30 } }[
      layout.name
    ];
    const choices = fc.array(choice, { minLength: turns, maxLength: turns });
    const seen = { races: 0, both: 0, one: 0, acts: new Set<string>() };
    await fc.assert(
      fc.asyncProperty(choices, async (plan) => {
        const walk = new GeneralWalk(door);
        await walk.clue();
        const { stream } = walk;
        const lines = await pool(new Script(door));
        const done = new Set<number>();
        for (const [turn, choice] of plan.entries()) {
          const at = `2025-03-03T${String(10 + Math.floor(turn / 60))}:${String(turn % 60).padStart(2, '0')}:00+08:00`;
          const record = await recordOf(stream);
          const possible = await possibleIn(stream, record, lines, done, at);
          const next = possible.filter((place) => !done.has(place));
          const first = next[choice.first % Math.max(1, Math.min(2, next.length))] ?? possible[0];
          if (first === undefined) break;
          const others = { same: [first], possible, any: [...lines.keys()] }[choice.rival];
          const second = others[choice.second % others.length]!;
          const race = [sent(lines[first]!, at), sent(lines[second]!, at)] as const;
          const order = choice.swapped ? ([1, 0] as const) : ([0, 1] as const);
          const answers = await Promise.allSettled(
            order.map((each) => execute(paths[each], stream, race[each])),
          );

          const accepted = race.filter(
            (_, each) => answers[order.indexOf(each as 0 | 1)]!.status === 'fulfilled',
          );
          for (const [each, answer] of answers.entries()) {
            if (answer.status === 'fulfilled') continue;
            expect(answer.reason).toBeInstanceOf(CommandRefused);
            await expectRefusedRightly(stream, record.length, race[order[each]!]);
          }
          await expectLawful(stream, record.length, race);
          await expectNothingNewAgain(stream, accepted);
          if (accepted.length > 0) done.add(first);
          seen.races += 1;
          if (accepted.length === 2) seen.both += 1;
          if (accepted.length === 1) seen.one += 1;
          for (const { route } of accepted) seen.acts.add(route.name);
        }
      }),
      { numRuns, endOnFailure: true },
    );
    // What it comes to is chance; far below what is usual, so that a run in which nothing happened is noticed.
    expect(seen.races).toBeGreaterThan((numRuns * turns) / 3);
    expect(Math.min(seen.both, seen.one)).toBeGreaterThan((numRuns * turns) / 20);
    expect(seen.acts.size).toBeGreaterThan(8);
  }, 240_000);
});
