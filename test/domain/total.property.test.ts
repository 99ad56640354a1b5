import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseActions, penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { phases, type CaseState } from '../../src/domain/penalty-case/state';
import { item } from '../../src/domain/registers/item';
import { encodeEvent } from '../../src/events/codec';
import { chinaCalendars } from '../../src/law/calendar';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { RuleBook } from '../../src/law/rule-book';
import {
  aChief,
  anItem,
  anOfficer,
  anOrgan,
  aTemplate,
  caseHandle,
  demoFacts,
  rulesOn,
  tampered,
} from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import { lawful } from '../support/violating-examples';

/** Decisions are total: whatever comes in, a decision comes out, and never a fine that the law does not allow. */

const li = anOfficer('officer-li');
const wang = anOfficer('officer-wang');
const wide = anItem({
  penalties: ['warning', 'fine', 'closure'],
  basis: [{ norm: '某法', article: '第一条', rank: 'law', published: '2000-01-01', from: '2000-01-01' }],
  ranges: ['citizen', 'organisation'].map((kind) => ({ kind, minFen: 3000, maxFen: 700_000 })),
});

const dates = fc.constantFrom(
  '2011-02-28',
  '2019-05-20',
  '2024-05-20',
  '2024-06-10',
  '2026-12-31',
  '2031-01-01',
);
const acting = fc.subarray([
  li,
  wang,
  anOfficer('officer-helper', [], 'auxiliary'),
  { ...wang, s: 'officer-?', n: -1 },
]);

const facts: fc.Arbitrary<CaseFacts> = fc
  .record({
    date: dates,
    acting,
    organ: fc.option(fc.constant(anOrgan()), { nil: undefined }),
    item: fc.option(
      fc.constantFrom(
        anItem(),
        wide,
        tampered(wide, () => item.initial),
      ),
      { nil: undefined },
    ),
    template: fc.option(fc.constant(aTemplate()), { nil: undefined }),
    approver: fc.option(fc.constantFrom(aChief(), li), { nil: undefined }),
    number: fc.option(fc.constant(demoFacts().number), { nil: undefined }),
    fineHolder: fc.option(
      fc.constantFrom({ case: caseHandle, s: 'a', n: 0 }, { case: 'case-x', s: 'a', n: 0 }),
      { nil: undefined },
    ),
    partyToken: fc.option(fc.constant('party-1'), { nil: undefined }),
    bare: fc.boolean(),
    territory: fc.constantFrom('990101', '650100', '110000'),
    target: fc.option(fc.nat(7), { nil: undefined }),
  })
  .map(({ bare, territory, target, ...rest }) => {
    const rules = bare ? new RuleBook([cn2021], { territory, on: rest.date }) : rulesOn(rest.date);
    const wanted = target === undefined ? {} : { target: h.targetOf(delivered, target % 6) };
    const base = { ...demoFacts(), ...rest, ...wanted, rules, calendar: chinaCalendars.for(territory) };
    return Object.fromEntries(
      Object.entries(base).filter(([, value]) => value !== undefined),
    ) as unknown as CaseFacts;
  });

const delivered = h.aDeliveredCase();
const histories: readonly h.History[] = Object.values(lawful).map((act) => act().history);
const states: fc.Arbitrary<CaseState> = fc
  .tuple(fc.constantFrom(...histories), fc.nat(20), fc.option(fc.constantFrom(...phases)))
  .map(([history, cut, phase]) => {
    const { state } = given(penaltyCase, history.slice(0, history.length - (cut % 3)));
    return phase === null ? state : { ...state, phase };
  });

const fine = fc.constantFrom(
  0,
  2999,
  3000,
  5000,
  10_000,
  20_000,
  20_001,
  300_000,
  700_001,
  10_000_000_000_000,
);
const rarely = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true));
const proposals = fc.record({
  kinds: fc.constantFrom(['fine'], ['fine'], ['fine'], ['warning', 'fine'], ['warning'], ['closure']),
  fineFen: fine,
  tier: fc.constantFrom('normal', 'lighter', 'mitigated', 'heavier'),
});
const decisions: fc.Arbitrary<PenaltyCaseCommand> = fc
  .record({
    proposal: proposals,
    grounds: fc.subarray(['harm-removed', 'coerced']),
    slight: rarely,
    lateFee: fc.boolean(),
    signedBy: fc.oneof(
      { weight: 9, arbitrary: fc.constant(['officer-li', 'officer-wang']) },
      fc.constant([]),
    ),
  })
  .map(({ proposal, grounds, slight, lateFee, signedBy }) => {
    const circumstances = { ...h.bodies.decide.circumstances, grounds, slightCorrectedNoHarm: slight };
    return h.decide({ proposal, circumstances, lateFee, signedBy });
  });

const others: readonly PenaltyCaseCommand[] = Object.values(lawful).map((act) => act().given);
const commands: fc.Arbitrary<PenaltyCaseCommand> = fc.oneof(
  fc.constantFrom(...others),
  decisions,
  proposals.map((proposal) => h.inform({ proposal })),
  fc.tuple(fine, fine).map(([fineFen, lateFeeFen]) => h.pay({ fineFen, lateFeeFen })),
  fc.tuple(dates, fine).map(([through, totalFen]) => h.accrue({ through, totalFen })),
  fine.map((amountFen) => h.collect({ amountFen })),
  fc
    .record({ from: dates, until: fc.option(dates, { nil: undefined }), discovered: dates })
    .map((violation) => h.record({ violation: { ...h.bodies.facts.violation, ...violation } })),
);

const runs = { numRuns: 1500 };

describe('decide', () => {
  it('answers whatever it is asked, with facts that can be recorded or with rules that are broken', () => {
    fc.assert(
      fc.property(commands, states, facts, (command, state, known) => {
        const decision = penaltyCase.decide(command, state, known);
        if (decision.outcome === 'refused') return decision.broken.length > 0;
        const reserved = known.number !== undefined && known.fineHolder?.case === known.stream;
        const named = known.partyToken !== undefined;
        if (reserved && named) decision.events.forEach((event) => encodeEvent(event));
        return true;
      }),
      runs,
    );
    expect(runs.numRuns).toBeGreaterThan(0);
  });

  it('tells what is possible in every state', () => {
    fc.assert(
      fc.property(states, facts, (state, known) =>
        caseActions(state, known).every(({ possible, broken }) => possible === (broken.length === 0)),
      ),
      { numRuns: 300 },
    );
    expect(others.length).toBe(penaltyCase.steps.length);
  });

  it('never fines above what was told, above the range, above the limit, or below the range without a ground', () => {
    let decided = 0;
    const recordedCase = h.aRecordedCase();
    const told = proposals.map((proposal) => h.play(recordedCase, [h.inform({ proposal })]));
    fc.assert(
      fc.property(decisions, told, fc.constantFrom(anItem(), wide), (command, history, entry) => {
        const { state } = given(penaltyCase, history);
        const decision = penaltyCase.decide(command, state, demoFacts({ item: entry }));
        if (decision.outcome === 'refused') return;
        decided++;
        const { proposal, range, grounds } = decision.events[0]?.data as {
          proposal: { fineFen: number; tier: string };
          range: { minFen: number; maxFen: number };
          grounds: string[];
        };
        expect(proposal.fineFen).toBeLessThanOrEqual(
          Math.min(state.informed?.proposal.fineFen ?? 0, range.maxFen, 20_000),
        );
        const mitigated = proposal.tier === 'mitigated' && grounds.length > 0;
        if (proposal.fineFen > 0 && !mitigated) expect(proposal.fineFen).toBeGreaterThanOrEqual(range.minFen);
      }),
      { numRuns: 1500, seed: 20240520 },
    );
    expect(decided).toBeGreaterThan(20);
  });
});
