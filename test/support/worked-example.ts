import type { CaseRecord } from '../../src/domain/penalty-case/case-step';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import type { ActorRef } from '../../src/kernel/entry';
import type { BrokenRule } from '../../src/kernel/guard';
import type { Recorded } from '../../src/kernel/event';
import { legalDay, type CivilDate } from '../../src/kernel/time';
import type { ActPredicate } from '../../src/law/act-predicate';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { demonstrationPack, demonstrationTerritory } from '../../src/law/packs/demonstration';
import type { Parameter, RulePack } from '../../src/law/rule-pack';
import { RuleBook } from '../../src/law/rule-book';
import { anItem, caseHandle, demoFacts, itemBody, organHandle } from './demo-facts';
import * as h from './histories';
import { late, lateFacts } from './stages/out-of-band';
import * as r from './stages/remedy';
import { everybody } from './traced';
import { WatchedWorld } from './watched-world';

/**
 * The worked example of the specification (D.8), told to a ledger: 30,000 yuan on the spot against an organisation, where
 * 3,000 is the most; nothing told, no hearing offered, no review, no discussion; ordered by a deputy head; entered three
 * weeks later, because no command lets such a decision through.
 */

export const days = {
  decided: '2024-05-20',
  published: '2024-06-03',
  paid: '2024-06-10',
  entered: '2024-06-12',
  applied: '2024-06-17',
  upheld: '2024-07-15',
  sued: '2024-07-22',
  judged: '2024-08-27',
  effective: '2024-09-12',
} as const;

const from20000: ActPredicate = {
  ...{ act: 'penalty', minFineFen: 2_000_000, zh: '罚款二万元以上', en: 'fine of 20,000 or more' },
};

/** What the example says of its pack; every other key that has no national value stands as in the demonstration. */
const own: Readonly<Record<string, Parameter['value']>> = {
  'review.list': { type: 'acts', any: [from20000] },
  'collective.list': { type: 'acts', any: [from20000] },
  'hearing.fine.org': { type: 'money', fen: 2_000_000 },
  'late.record.hours': { type: 'period', period: { amount: 48, kind: 'h', roll: 'none' }, extensions: [] },
};

/** The pack of the example. */
export const examplePack: RulePack = {
  ...{ id: 'example-d8', version: '1', zh: '示例规则包', en: 'Pack of the worked example' },
  scope: { level: 'territory', prefix: demonstrationTerritory },
  parameters: demonstrationPack.parameters.map((each) => ({ ...each, value: own[each.key] ?? each.value })),
};

export const rulesOfExample = (on: CivilDate, packs: readonly RulePack[] = [cn2021, examplePack]): RuleBook =>
  new RuleBook(packs, { territory: demonstrationTerritory, organ: organHandle, on });

const ranges = [{ kind: 'organisation', minFen: 50_000, maxFen: 5_000_000 }];
const item = anItem({ ...itemBody, ranges });
const deputy = everybody.find(({ s }) => s === 'officer-deputy')!;

/** The facts of the example on a day. */
export const factsOn = (date: CivilDate, changes: Partial<CaseFacts> = {}): CaseFacts =>
  demoFacts({ date, item, rules: rulesOfExample(date), ...changes });

export const party = { name: '示范商贸有限公司', kind: 'organisation', ageBand: 'adult', capacity: 'full' };
const fine = { proposal: { kinds: ['fine'], fineFen: 3_000_000, tier: 'normal' } };

/** The decision as a live command would have to say it. */
export const decision = h.decide({ ...fine, approver: 'officer-deputy' });
/** The same as it is entered afterwards. */
export const entry = late(decision, {
  ...{ others: undefined, paper: { number: '示城管当罚〔2024〕30号', seq: 30 } },
  reason: '纸质决定，系统拒绝办理',
});

const two: readonly ActorRef[] = ['officer-li', 'officer-wang'].map((u) => ({
  ...{ u, role: 'officer', cert: { s: u, n: 1 } },
}));
const clerk: readonly ActorRef[] = [{ u: 'officer-clerk', role: 'officer' }];
const press: readonly ActorRef[] = [{ u: 'officer-press', role: 'publisher' }];
const cashier: readonly ActorRef[] = [{ u: 'account-cash', role: 'finance' }];
const lawyer: readonly ActorRef[] = [{ u: 'officer-legal', role: 'officer' }];

/** What is known of a case at a point of the example. */
export type State = typeof penaltyCase.initial;

/** The example in a ledger of its own, under the watch. */
export class WorkedExample {
  state: State = penaltyCase.initial;

  private constructor(readonly world: WatchedWorld) {}

  static async open(): Promise<WorkedExample> {
    return new WorkedExample(await WatchedWorld.open());
  }

  /** Decide a command on its day, and record what follows, today. @returns the rules in its way */
  async give(
    command: PenaltyCaseCommand,
    on: CivilDate,
    actors: readonly ActorRef[],
    facts: CaseFacts = factsOn(on),
  ): Promise<readonly BrokenRule[]> {
    const decided = penaltyCase.decide(command, this.state, facts);
    if (decided.outcome === 'refused') return decided.broken;
    for (const event of decided.events) {
      const told = await this.world.tell(
        caseHandle,
        event,
        legalDay(on),
        organHandle,
        event.actors ?? actors,
      );
      this.state = penaltyCase.evolve(this.state, told as Recorded<CaseRecord>);
    }
    return [];
  }

  /** Everything up to the payment is entered on one day; what follows as it happens. */
  async tell(): Promise<void> {
    await this.toFacts();
    const acted = [
      ...two.map(({ u }) => ({ u, role: 'officer' })),
      { u: 'officer-deputy', role: 'approver' },
    ];
    const outOfBand = { today: days.entered, acted };
    const facts = lateFacts(entry, { ...factsOn(days.decided), approver: deputy, outOfBand });
    const review = { reviewer: 'officer-legal', on: days.published, result: 'open', reference: 'BM-1' };
    await this.#must(entry, days.decided, clerk, facts);
    await this.#must(h.deliver(), days.decided, two);
    await this.#must(h.file(), days.decided, two);
    await this.#must(h.publish({ review }), days.published, press);
    await this.#must(h.pay({ fineFen: 3_000_000, lateFeeFen: 540_000 }), days.paid, cashier);
    await this.#follow(r.apply(), days.applied);
    await this.#follow(r.reviewed({ servedOn: days.upheld }), days.upheld);
    await this.#follow(r.sue(), days.sued);
    await this.#follow(r.judge({ servedOn: days.judged }), days.judged);
    await this.#follow(r.reverse({ by: 'court', effectiveAt: days.effective }), days.effective);
  }

  /** Up to the facts, which were proved: opened, credential shown, facts recorded. */
  async toFacts(): Promise<void> {
    this.world.turnTo(days.entered);
    await this.#must(h.open({ party }), days.decided, two);
    await this.#must(h.show(), days.decided, two);
    await this.#must(h.record(), days.decided, two);
  }

  /** What the decision would have met as a live command. */
  dryRun(): readonly BrokenRule[] {
    const facts = factsOn(days.decided, { approver: deputy });
    const decided = penaltyCase.decide(decision, this.state, facts);
    return decided.outcome === 'refused' ? decided.broken : [];
  }

  async #follow(command: PenaltyCaseCommand, on: CivilDate): Promise<void> {
    this.world.turnTo(on);
    await this.#must(command, on, lawyer);
  }

  async #must(...given: Parameters<WorkedExample['give']>): Promise<void> {
    const broken = await this.give(...given);
    if (broken.length > 0) throw new Error(`${given[0].constructor.name} ${JSON.stringify(broken)}`);
  }
}
