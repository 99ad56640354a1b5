import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseRecord } from '../../src/domain/penalty-case/case-step';
import {
  caseReservations,
  penaltyCase,
  type PenaltyCaseCommand,
} from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { reviewedFile } from '../../src/domain/penalty-case/review/file';
import { fineReservation, ReserveFine } from '../../src/domain/reservations/fine-reservation';
import type { Recorded } from '../../src/kernel/event';
import { addDays, type CivilDate } from '../../src/kernel/time';
import { canonicalBytes } from '../../src/seal/canonical-json';
import { hashToHex, sha256 } from '../../src/seal/hash';
import { anItem, demoFacts } from '../support/demo-facts';
import { command, given, recorded } from '../support/given';
import * as h from '../support/histories';
import * as d from '../support/stages/decided';
import * as x from '../support/stages/deciding';
import { aConcludedCase } from '../support/stages/investigation';
import { proofs } from '../support/stages/service';

/**
 * Invariants of the general procedure: whatever is done in whatever order, a penalty is decided only on a review of the
 * file as it stands, after notice, statements and hearing, within what was told and the range, and once for an act.
 */

const citizenThreshold = 500_000;
const wide = anItem({
  ranges: [
    { kind: 'citizen', minFen: 5000, maxFen: 900_000 },
    { kind: 'organisation', minFen: 5000, maxFen: 900_000 },
  ],
});

const fileHashOf = (history: h.History): string =>
  hashToHex(sha256(canonicalBytes(reviewedFile(d.stateOf(history)))));

const factsFor = (history: h.History, date: CivilDate): CaseFacts =>
  demoFacts({ ...x.everybody, ...x.chiefActs, date, item: wide, fileHash: fileHashOf(history) });

/** One thing that somebody tries to do; what is refused changes nothing. */
type Attempt = (history: h.History, date: CivilDate) => PenaltyCaseCommand;

const service = (on: CivilDate) => ({ service: { ...proofs.direct, on } });
const proposal = (fineFen: number) => ({ proposal: { kinds: ['fine'], fineFen, tier: 'normal' } });
const recordOf = (history: h.History): string | undefined => d.stateOf(history).hearing.closed?.record;

const fines = fc.constantFrom(10_000, 499_999, 500_000, 600_000, 900_001);
const penalise =
  (fine: number): Attempt =>
  (history) => {
    const record = recordOf(history);
    return x.penalise({ ...proposal(fine), ...(record === undefined ? {} : { hearingRecord: record }) });
  };
const tell =
  (fine: number, hearingTold = true): Attempt =>
  (_history, date) =>
    x.tell({ ...proposal(fine), hearingTold, ...service(date) });
const notify: Attempt = (_history, date) =>
  x.notify({ at: `${addDays(date, 14)}T09:00:00+08:00`, ...service(date) });
const discuss =
  (fine: number): Attempt =>
  () =>
    x.discuss(proposal(fine));
const hearing: readonly Attempt[] = [
  () => x.ask(),
  () => x.waiveHearing(),
  notify,
  () => x.hold(),
  () => x.terminate(),
];
const review: readonly Attempt[] = [() => x.submit(), () => x.opine(), () => x.findProblems()];
const statements: readonly Attempt[] = [
  () => x.waiveStatement(),
  ...['s1', 's2'].flatMap((id): Attempt[] => [
    () => x.recheck({ id }),
    () => x.state({ id, newFacts: true }),
    () => x.state({ id, newFacts: false }),
  ]),
];

const attempts: fc.Arbitrary<Attempt> = fc.oneof(
  fc.constantFrom(...hearing, ...review, ...statements),
  fc.tuple(fines, fc.boolean()).map(([fine, told]) => tell(fine, told)),
  fines.map(discuss),
  fines.map(penalise),
);
type Steps = readonly (readonly [Attempt, number])[];
const plan: fc.Arbitrary<Steps> = fc.array(fc.tuple(attempts, fc.constantFrom(0, 0, 1, 3, 8, 14)), {
  maxLength: 20,
});

const reviewed = (fine: number): Steps => [
  [() => x.submit(), 1],
  [() => x.opine(), 14],
  [discuss(fine), 0],
  [penalise(fine), 0],
];
/** Ways that usually lead to a decision, so that the law is asked for what was decided as well. */
const ways: readonly ((fine: number) => Steps)[] = [
  (fine) => [[tell(fine), 0], ...reviewed(fine)],
  (fine) => [[tell(fine), 1], [() => x.ask(), 1], [notify, 14], [() => x.hold(), 1], ...reviewed(fine)],
];
/** A way with other things done before, and one in the midst of it. */
const plans = fc
  .tuple(plan, fines, fc.constantFrom(...ways), fc.nat(9), fc.option(attempts))
  .map(([before, fine, way, at, disturbance]): Steps => {
    const steps = way(fine);
    const inMidst: Steps = disturbance === null ? [] : [[disturbance, 0]];
    return [...before.slice(0, at), ...steps.slice(0, at), ...inMidst, ...steps.slice(at)];
  });

interface Decided {
  readonly before: h.History;
  readonly event: Recorded<CaseRecord>;
  readonly date: CivilDate;
}

/** Everything tried in turn; the decision, where one was taken, with what lay before it. */
function carryOut(steps: readonly (readonly [Attempt, number])[]): Decided | undefined {
  let history = aConcludedCase();
  let date: CivilDate = '2024-05-24';
  for (const [attempt, days] of steps) {
    const { state } = given(penaltyCase, history);
    const decision = penaltyCase.decide(attempt(history, date), state, factsFor(history, date));
    if (decision.outcome === 'accepted') {
      const before = history;
      const events = decision.events.map((event, i) => recorded(event, before.length + i, date));
      history = [...history, ...events];
      const event = events.find(({ type }) => type === 'DecisionMade');
      if (event !== undefined) return { before, event, date };
    }
    date = addDays(date, days);
  }
  return undefined;
}

const typed = <T extends CaseRecord['type']>(history: h.History, type: T) =>
  history.filter((each): each is Extract<Recorded<CaseRecord>, { type: T }> => each.type === type);

interface Penalty {
  readonly proposal: { readonly fineFen: number };
  readonly range: { readonly minFen: number; readonly maxFen: number };
  readonly hearingRecord?: string;
}

const penaltyIn = ({ event }: Decided): Penalty => (event.data as { readonly penalty: Penalty }).penalty;
const lastNotice = ({ before }: Decided) => typed(before, 'PriorNoticeServed').at(-1)!;
/** What has happened since the last notice. */
const sinceNotice = (made: Decided): h.History => made.before.slice(made.before.indexOf(lastNotice(made)));
/** Last day of a window that the last notice opened. */
const windowOf = (made: Decided, key: string): string =>
  lastNotice(made).data.opens.find((clock) => clock.key === key)?.due ?? '9999-12-31';
const closedHearing = (made: Decided) => {
  const since = sinceNotice(made);
  return [...typed(since, 'HearingHeld'), ...typed(since, 'HearingTerminated')].at(-1);
};

/** Told, and never above what was told last or the range. */
function expectNotHeavier(made: Decided): void {
  const { proposal: imposed, range } = penaltyIn(made);
  expect(imposed.fineFen).toBeLessThanOrEqual(lastNotice(made).data.proposal.fineFen);
  expect(imposed.fineFen).toBeLessThanOrEqual(range.maxFen);
  expect(imposed.fineFen).toBeGreaterThanOrEqual(range.minFen);
}

/** The window is closed: used, given up, or over; and every statement was re-checked. */
function expectHeard(made: Decided): void {
  const since = sinceNotice(made);
  const spoke = typed(since, 'StatementReceived').length + typed(since, 'StatementWaived').length > 0;
  expect(spoke || made.date > windowOf(made, 'statement.window')).toBe(true);
  const checked = typed(made.before, 'StatementReviewed').map(({ data }) => data.id);
  for (const { data } of typed(made.before, 'StatementReceived')) expect(checked).toContain(data.id);
}

/** Where 63 applies, or a hearing was asked for. */
function expectHearing(made: Decided): void {
  const since = sinceNotice(made);
  const { proposal: imposed, hearingRecord } = penaltyIn(made);
  const closed = closedHearing(made);
  if (typed(since, 'HearingRequested').length > 0) expect(hearingRecord).toBe(closed?.data.record);
  if (imposed.fineFen < citizenThreshold) return;
  expect(lastNotice(made).data.hearingTold).toBe(true);
  const waived = typed(since, 'HearingWaived').length > 0;
  expect(waived || closed !== undefined || made.date > windowOf(made, 'hearing.request')).toBe(true);
}

/** Reviewed as it stands, where the list names it, and always after a hearing that was held. */
function expectReviewed({ before }: Decided, fineFen: number): void {
  if (fineFen < citizenThreshold && typed(before, 'HearingHeld').length === 0) return;
  const last = [...typed(before, 'ReviewPassed'), ...typed(before, 'ReviewProblemsFound')]
    .toSorted((a, b) => a.meta.revision - b.meta.revision)
    .at(-1);
  expect(last?.type).toBe('ReviewPassed');
  expect(last?.data.fileHash).toBe(fileHashOf(before));
}

it('decides a penalty only on a reviewed file, after notice and hearing, and never above either', () => {
  const met = { decided: 0, heavy: 0, afterHearing: 0 };
  fc.assert(
    fc.property(plans, (steps) => {
      const made = carryOut(steps);
      if (made === undefined) return;
      const { fineFen } = penaltyIn(made).proposal;
      expectNotHeavier(made);
      expectHeard(made);
      expectHearing(made);
      expectReviewed(made, fineFen);
      met.decided++;
      met.heavy += fineFen >= citizenThreshold ? 1 : 0;
      met.afterHearing += closedHearing(made) === undefined ? 0 : 1;
    }),
    { numRuns: 200, seed: 20240531 },
  );
  expect(met.decided).toBeGreaterThan(60);
  expect(met.heavy).toBeGreaterThan(10);
  expect(met.afterHearing).toBeGreaterThan(5);
});

it('fines one act of one party once, over all cases and both procedures', () => {
  const onSpot = { history: h.anInformedCase(), given: h.decide(), date: '2024-05-20' };
  const general = { history: x.aToldCase(), given: x.penalise(), date: d.days.decided };
  const tries = fc.array(
    fc.tuple(fc.constantFrom(onSpot, general), fc.constantFrom('case-a', 'case-b', 'case-c')),
    {
      minLength: 2,
      maxLength: 8,
    },
  );
  let refused = 0;
  fc.assert(
    fc.property(tries, (cases) => {
      let act = fineReservation.initial;
      let reservations = 0;
      const fined = new Set<string>();
      for (const [{ history, given: decides, date }, stream] of cases) {
        if (fined.has(stream)) continue;
        const { state } = given(penaltyCase, history);
        const { fineHolder: _nobody, ...facts } = demoFacts({ ...x.chiefActs, date, stream });
        for (const wanted of caseReservations(decides, state, facts)) {
          if (wanted.kind !== 'fine') continue;
          const { actId, partyToken } = wanted;
          const take = command(ReserveFine, { actId, partyToken, case: stream });
          const taken = fineReservation.decide(take, act, { date, by: 'officer-li' });
          if (taken.outcome === 'refused') continue;
          for (const event of taken.events)
            act = fineReservation.evolve(act, recorded(event, reservations++, date));
        }
        const held = act.holder === undefined ? {} : { fineHolder: { ...act.holder, s: 'act-1' } };
        const decision = penaltyCase.decide(decides, state, { ...facts, ...held });
        if (decision.outcome === 'accepted') fined.add(stream);
        else refused += decision.broken.filter(({ code }) => code === 'R-24').length;
      }
      expect(fined.size).toBe(1);
    }),
    { numRuns: 60, seed: 29 },
  );
  expect(refused).toBeGreaterThan(20);
});
