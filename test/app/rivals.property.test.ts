import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Category } from '../../src/app/bus/command-catalogue';
import { CommandPath, CommandRefused, type CommandMeta } from '../../src/app/command-path';
import { newId } from '../../src/app/entropy';
import { penaltyCaseHandling } from '../../src/app/handling/penalty-case';
import { KeyedQueue } from '../../src/app/keyed-queue';
import { openVault } from '../../src/app/engines/open-keys';
import type { Place } from '../../src/app/engines/place';
import { RecordReader } from '../../src/app/record-reader';
import { StreamCache } from '../../src/app/stream-cache';
import { DecideOnSpot } from '../../src/domain/penalty-case/simple/commands';
import type { Recorded } from '../../src/kernel/event';
import { instantInZone, legalDay, legalInstant } from '../../src/kernel/time';
import { CaseWalk } from '../http/case-walk';
import { Door } from '../http/door';
import { monday } from '../support/demo-facts';
import { deciders, everyRoute, handlingOn, lawfulAct, type LawfulAct } from '../support/every-command';
import { command } from '../support/given';
import { onLayouts } from '../support/layouts';
import { openLedger } from '../support/open-ledger';

/**
 * Rivals in two processes: one ledger, but neither cache nor queue in common. At registers, tracings and sealed streams
 * they leave what one after the other could have done; of a number and of a fine there is never more than one.
 */

const metaOf = (): CommandMeta => ({
  ...{ commandId: randomUUID(), occurred: legalDay(monday) },
  actors: [{ u: 'officer-li', role: 'officer' }],
});

onLayouts('two at one register, tracing or sealed stream', (layout) => {
  let ledger: Awaited<ReturnType<typeof openLedger>>;
  let paths: readonly [CommandPath, CommandPath];
  beforeAll(async () => {
    ledger = await openLedger(await layout.place());
    paths = [anotherPath(), anotherPath()];
  });
  afterAll(() => ledger.close());

  const anotherPath = (): CommandPath => {
    const { store, recorder } = ledger;
    return new CommandPath(new StreamCache(store, new RecordReader()), recorder, new KeyedQueue(), Date);
  };

  const acts = everyRoute
    .filter(({ category }) => category !== 'case')
    .map((route) => lawfulAct(route)!)
    // What no command has begun (an alert) cannot be made here.
    .filter(({ history, before }) => history.length === 0 || before.length > 0);
  const ofKind = (category: Category): readonly LawfulAct[] =>
    acts.filter((each) => each.category === category);

  const recordOf = async (stream: string): Promise<readonly Recorded[]> =>
    (await ledger.store.readStream(stream, 0n, 500)).records.map(
      (record) => new RecordReader().open(record).event,
    );

  const judged = ({ category, given, facts }: LawfulAct, before: readonly Recorded[]) => {
    const { initial, evolve, decide } = deciders[category];
    return decide(given, before.reduce(evolve, initial), facts);
  };

  /** What each recorded is what it would have recorded after those before it. */
  function expectLawful(
    record: readonly Recorded[],
    from: number,
    sent: ReadonlyMap<string, LawfulAct>,
  ): void {
    expect(record.map(({ meta }) => meta.revision)).toEqual(record.map((_, place) => place));
    for (let seen = from; seen < record.length;) {
      const { commandId } = record[seen]!.meta;
      const own = record.slice(seen).filter(({ meta }) => meta.commandId === commandId);
      expect(judged(sent.get(commandId)!, record.slice(0, seen))).toMatchObject({
        outcome: 'accepted',
        events: own.map(({ type, data }) => ({ type, data })),
      });
      seen += own.length;
    }
  }

  const races = fc
    .constantFrom(...acts)
    .chain((first) =>
      fc.tuple(fc.constant(first), fc.constantFrom(first, ...ofKind(first.category)), fc.boolean()),
    );

  it('leave one lawful history', async () => {
    const numRuns = { embedded: 250, servers: 100 }[layout.name];
    const met = { both: 0, one: 0 };
    await fc.assert(
      fc.asyncProperty(races, async ([first, second, swapped]) => {
        const stream = `${first.category}-${randomUUID()}`;
        for (const [given, facts] of first.before) {
          await ledger.path.execute(handlingOn(first.category, facts), stream, given, metaOf());
        }
        const before = await recordOf(stream);
        const order = swapped ? [second, first] : [first, second];
        const metas = order.map(metaOf);
        const answers = await Promise.allSettled(
          order.map((act, each) =>
            paths[each]!.execute(handlingOn(act.category, act.facts), stream, act.given, metas[each]!),
          ),
        );
        const record = await recordOf(stream);
        expectLawful(
          record,
          before.length,
          new Map(metas.map((meta, each) => [meta.commandId, order[each]!])),
        );
        for (const [each, answer] of answers.entries()) {
          if (answer.status === 'fulfilled') continue;
          expect(answer.reason).toBeInstanceOf(CommandRefused);
          const views = [before, record].map((view) => judged(order[each]!, view).outcome);
          expect(views).toContain('refused');
        }
        const accepted = answers.filter(({ status }) => status === 'fulfilled').length;
        if (accepted === 2) met.both += 1;
        if (accepted === 1) met.one += 1;
        expect(accepted).toBeGreaterThan(0);
      }),
      { numRuns },
    );
    expect(Math.min(met.both, met.one)).toBeGreaterThan(numRuns / 12);
  });
});

onLayouts('cases of several processes', (layout) => {
  let place: Place;
  let door: Door;
  let processes: readonly ReturnType<typeof aProcess>[];
  beforeAll(async () => {
    place = await layout.place();
    door = await Door.open({ place });
    processes = [aProcess(), aProcess(), aProcess()];
  }, 60_000);
  afterAll(() => door.close());

  function aProcess() {
    const { store, recorder, clock, entropy } = door.henji;
    const reader = new RecordReader();
    const path = new CommandPath(new StreamCache(store, reader), recorder, new KeyedQueue(), clock);
    const vault = openVault(place, (count) => entropy.bytes(count));
    const id = (): string => newId(clock.now(), entropy);
    const { laws } = door.henji.commanding;
    return { path, handling: penaltyCaseHandling({ path, store, reader, vault, laws, clock, newId: id }) };
  }

  async function decidable(actId: string): Promise<CaseWalk> {
    const walk = new CaseWalk(door);
    await walk.open({ actId });
    await walk.show();
    await walk.record();
    await walk.inform(5000);
    return walk;
  }

  const decide = (walk: CaseWalk, process: number) => {
    const { path, handling } = processes[process]!;
    const occurred = legalInstant(instantInZone(door.clock.now()));
    return path.execute(handling, walk.stream, command(DecideOnSpot, walk.decision(5000)), {
      ...{ commandId: randomUUID(), occurred },
      actors: ['officer-1', 'officer-2'].map((who) => ({ u: door.officer(who), role: 'officer' })),
      organ: { u: door.demo.organ },
    });
  };

  /** Everything that was ever reserved: numbers with those voided, and who holds each fine. */
  async function reservations() {
    const events: Recorded[] = [];
    for (let after = ''; ;) {
      const page = await door.henji.store.readAll(after, 500);
      if (page.length === 0) break;
      events.push(...page.map((record) => new RecordReader().open(record).event));
      after = page.at(-1)!.position;
    }
    const of = (type: string) =>
      events.filter((event) => event.type === type).map(({ data }) => data as Record<string, unknown>);
    return {
      reserved: of('NumberReserved'),
      voided: of('NumberVoided').map(({ number }) => number),
      issued: of('OnSpotDecisionIssued').map(
        (data) => (data['document'] as { readonly number: string }).number,
      ),
    };
  }

  it('have one fine for one act of one party, and of numbers no two alike and no gap that nobody explains', async () => {
    const numRuns = { embedded: 6, servers: 3 }[layout.name];
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { minLength: 2, maxLength: 4 }), async (chosen) => {
        const acts = [`act-${randomUUID()}`, `act-${randomUUID()}`];
        const walks = [];
        for (const each of chosen) walks.push(await decidable(acts[each]!));
        const answers = await Promise.allSettled(walks.map((walk, each) => decide(walk, each % 3)));
        for (const act of new Set(chosen)) {
          const own = answers.filter((_, each) => chosen[each] === act);
          const losers = own.filter((each) => each.status === 'rejected');
          expect(own.length - losers.length).toBe(1);
          for (const { reason } of losers) {
            expect(reason).toBeInstanceOf(CommandRefused);
            expect((reason as CommandRefused).broken.map(({ code }) => code)).toContain('R-24');
          }
        }
        const { reserved, voided, issued } = await reservations();
        const numbers = reserved.map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(reserved.map(({ seq }) => seq)).toEqual(numbers.map((_, place) => place + 1));
        expect([...voided, ...issued].sort()).toEqual([...numbers].sort());
        seen += 1;
      }),
      { numRuns },
    );
    expect(seen).toBe(numRuns);
  });
});
