import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Procedure } from '../../src/domain/procedure';
import { benchmarkAt } from '../../src/domain/registers/benchmark';
import { PublishBenchmark, RetireBenchmark } from '../../src/domain/registers/benchmark-commands';
import { dutyHoldersAt, leadersAt, staffingAt } from '../../src/domain/registers/duty-holders';
import { guards, setAsideAt } from '../../src/domain/registers/guards';
import { ConfirmGuardDisabling, RequestGuardDisabling } from '../../src/domain/registers/guards-commands';
import { AmendItem, item, itemAt, PublishItem, RetireItem } from '../../src/domain/registers/item';
import { officer } from '../../src/domain/registers/officer';
import * as certificates from '../../src/domain/registers/officer-commands';
import { certificateAt } from '../../src/domain/registers/officer-state';
import { organ } from '../../src/domain/registers/organ';
import * as organs from '../../src/domain/registers/organ-commands';
import { nameOfPost } from '../../src/domain/registers/post-names';
import { organName, organStanding, packsAt, unitAt } from '../../src/domain/registers/organ-state';
import * as postings from '../../src/domain/registers/posting-commands';
import { absentAt, postsAt, standInsAt, tierAt } from '../../src/domain/registers/posting-state';
import * as qualifications from '../../src/domain/registers/qualification-commands';
import {
  chairCertificateAt,
  establishmentAt,
  examAt,
  legallyQualified,
  reviewerAt,
  supervisorCertificateAt,
} from '../../src/domain/registers/qualification-state';
import type { Entry } from '../../src/domain/registers/register';
import type { DomainEvent } from '../../src/kernel/event';
import type { CivilDate } from '../../src/kernel/time';
import { aChief, anOfficer, anOrgan, itemBody, organHandle } from '../support/demo-facts';
import { command, recorded } from '../support/given';

/**
 * A past answer does not move: whatever a register takes in later, with effect after a day, the answers for that day are
 * the same as before.
 */

const DAY = '2024-06-15';
const days = ['2023-03-01', '2023-11-20', '2024-02-01', '2024-06-14', DAY] as const;
const laterDays = ['2024-06-16', '2024-09-01', '2025-04-01', '2027-01-01'] as const;

type Make = (from: CivilDate, until: CivilDate | undefined, which: number) => object;

const span = (until: CivilDate | undefined) => (until === undefined ? {} : { until });
const numbers = ['证-1', '证-2', '证-officer-x'];
const number = (which: number) => numbers[which % numbers.length];
const at = { organ: organHandle };
const seat = (which: number) => ({ ...at, post: ['handler', 'director'][which % 2], unit: 'squad' });
const tier = (which: number) => ['staff', 'unit-head', 'deputy-chief', 'chief'][which % 4];

const onOfficer: readonly Make[] = [
  (from, until, w) => command(certificates.PostOfficer, { ...seat(w), tier: tier(w), from, ...span(until) }),
  (from, _until, w) => command(certificates.EndPost, { post: seat(w).post, from }),
  (from, until, w) =>
    command(certificates.IssueCertificate, {
      ...at,
      number: number(w),
      issuer: '省司法厅',
      from,
      until: until ?? '2029-12-31',
    }),
  (from, _until, w) =>
    command(certificates.SuspendCertificate, { number: number(w), from, ground: 'inquiry' }),
  (from, _until, w) =>
    command(certificates.ResumeCertificate, { number: number(w), from, ground: 'cleared' }),
  (from, _until, w) =>
    command(certificates.RevokeCertificate, { number: number(w), from, ground: 'sanction' }),
  (on, _until, w) => command(qualifications.RecordExam, { subject: 'enforcement', passed: w % 2 === 0, on }),
  (on, _until, w) => command(qualifications.RecordExam, { subject: 'hearing-chair', passed: w % 3 > 0, on }),
  (on, _until, w) =>
    command(qualifications.RecordEstablishmentCheck, {
      outcome: ['listed', 'support'][w % 2],
      list: '名单',
      on,
    }),
  (from) => command(qualifications.RecordLegalQualification, { qualification: 'A1', from }),
  (from, _until, w) =>
    command(qualifications.RecordAnnualCheck, { number: number(w), year: 2024, passed: w % 2 === 0, from }),
  (from, until, w) =>
    command(qualifications.HoldCertificate, {
      ...{ number: number(w), supervisors: ['officer-s', 'officer-t'], ground: 'inquiry', from },
      until: until ?? from,
      basis: { norm: '河南省行政执法条例', article: '第四十二条', rank: 'local-regulation' },
    }),
  (from, _until, w) =>
    command(qualifications.ReturnCertificate, { number: number(w), from, ground: 'mended' }),
  (from, _until, w) =>
    command(qualifications.CancelCertificate, { number: number(w), from, ground: 'left-post' }),
  (from, until, w) =>
    command(qualifications.IssueDutyCertificate, {
      ...{ ...at, kind: 'hearing-chair', number: number(w), issuer: '省人民政府', from, ...span(until) },
    }),
  (from, _until, w) =>
    command(qualifications.EndDutyCertificate, {
      kind: 'hearing-chair',
      number: number(w),
      from,
      ground: 'left',
    }),
  (from, until, w) =>
    command(qualifications.DesignateReviewer, {
      ...{ ...at, capacity: ['reviewer', 'adviser'][w % 2], first: false, legalBackground: true, from },
      ...span(until),
    }),
  (from) => command(qualifications.EndReviewer, { ...at, from }),
  (from, until, w) => command(postings.NameStandIn, { ...seat(w), tier: tier(w), from, ...span(until) }),
  (from, _until, w) => command(postings.EndStandIn, { ...at, post: seat(w).post, from }),
  (from, until) => command(postings.RecordAbsence, { ground: 'leave', from, ...span(until) }),
  (from) => command(postings.EndAbsence, { from }),
  (from, until) => command(postings.GiveUnitCharge, { ...at, unit: 'squad', from, ...span(until) }),
  (from) => command(postings.EndUnitCharge, { ...at, unit: 'squad', from }),
];

const onOrgan: readonly Make[] = [
  (from) => command(organs.RenameOrgan, { name: `局${from}`, from }),
  (from) => command(organs.EndOrgan, { from }),
  (from, until, w) =>
    command(organs.RegisterUnit, {
      ...{ unit: ['squad', 'office'][w % 2], name: '中队', kind: 'internal', from, ...span(until) },
    }),
  (from, until, w) =>
    command(organs.RegisterPost, { post: 'handler', name: `岗位${w}`, from, ...span(until) }),
  (from, _until, w) =>
    command(organs.AdoptRulePack, { packs: [['cn-2021@1'], ['cn-2021@1', 'demo-990101@1']][w % 2], from }),
  (from, until, w) =>
    command(organs.AssignDuty, {
      ...{
        assignment: `d${w}`,
        duty: 'handling',
        post: 'handler',
        officer: 'officer-h',
        from,
        ...span(until),
      },
    }),
  (from, _until, w) => command(organs.EndDuty, { assignment: `d${w}`, from }),
];

const tiers = (max: number) => [
  {
    ...{ code: 'one', name: '一', grade: 'normal', kinds: ['fine'], standard: '按次' },
    ...{ factors: [{ code: 'f', text: '初次' }], ranges: [{ kind: 'citizen', minFen: 5000, maxFen: max }] },
  },
];
const onItem: readonly Make[] = [
  (from, until, w) =>
    command(AmendItem, { ...itemBody, name: `事项${w}`, published: '2021-09-01', from, ...span(until) }),
  (from) => command(RetireItem, { from }),
  (from, until, w) =>
    command(PublishBenchmark, {
      ...{ document: { title: '基准' }, act: 'penalty', tiers: tiers(6000 + w), published: from, from },
      ...span(until),
    }),
  (from) => command(RetireBenchmark, { act: 'penalty', from }),
];

const onGuards: readonly Make[] = [
  (from, until, w) =>
    command(RequestGuardDisabling, {
      ...{ ...at, request: `q${w}`, rule: 'R-04 G-DUTY', from, ground: 'outage', reason: '故障' },
      until: until ?? from,
    }),
  (_from, _until, w) => command(ConfirmGuardDisabling, { request: `q${w}` }),
];

interface Planned {
  readonly given: object;
  readonly date: CivilDate;
  readonly by: string;
}

const plan = (makes: readonly Make[], from: readonly string[]): fc.Arbitrary<readonly Planned[]> =>
  fc.array(
    fc
      .record({
        make: fc.constantFrom(...makes),
        date: fc.constantFrom(...from),
        length: fc.option(fc.constantFrom('2024-06-20', '2025-06-01', '2028-01-01'), { nil: undefined }),
        which: fc.nat(5),
        by: fc.constantFrom('officer-c', 'officer-d'),
      })
      .map(({ make, date, length, which, by }): Planned => {
        const until = length !== undefined && length >= date ? length : undefined;
        return { given: make(date, until, which), date, by };
      }),
    { maxLength: 14 },
  );

const chiefs = new Map(['officer-c', 'officer-d'].map((s) => [s, aChief(s)]));
const handler = anOfficer('officer-h', [
  command(certificates.PostOfficer, { ...at, post: 'handler', tier: 'staff', from: '2022-01-01' }),
]);
const supervisor = (s: string) =>
  anOfficer(s, [
    command(qualifications.RecordExam, { subject: 'supervision', passed: true, on: '2022-06-01' }),
    command(qualifications.IssueDutyCertificate, {
      ...{ ...at, kind: 'supervision', number: s, issuer: '市司法局', from: '2022-07-01' },
    }),
  ]);
const people = new Map(
  [handler, supervisor('officer-s'), supervisor('officer-t')].map((each) => [each.s, each]),
);

/** Give each command in turn; what the register refuses leaves it as it is. */
function take<C extends object, S, E extends DomainEvent, F>(
  decider: Procedure<C, S, E, F>,
  start: Entry<S>,
  planned: readonly Planned[],
): Entry<S> {
  let { state, n } = start;
  for (const { given, date, by } of planned) {
    const packs = (given as { packs?: string[] }).packs ?? [];
    const facts = {
      date,
      by,
      organ: organHandle,
      person: 'officer-x',
      people,
      sender: chiefs.get(by),
      basis: [],
    };
    const decision = decider.decide(given as C, state, { ...facts, completeness: { packs, flaws: [] } } as F);
    if (decision.outcome === 'refused') continue;
    for (const event of decision.events) state = decider.evolve(state, recorded(event, ++n, date));
  }
  return { ...start, state, n };
}

function unmoved<C extends object, S, E extends DomainEvent, F>(
  decider: Procedure<C, S, E, F>,
  start: Entry<S>,
  makes: readonly Make[],
  answers: (entry: Entry<S>, date: CivilDate) => unknown,
): void {
  let moved = 0;
  fc.assert(
    fc.property(plan(makes, [...days, ...laterDays]), plan(makes, laterDays), (before, after) => {
      const then = take(decider, start, before);
      const now = take(decider, then, after);
      for (const day of days) expect(answers(now, day)).toEqual(answers(then, day));
      if (now.n > then.n) moved++;
    }),
    { numRuns: 150 },
  );
  expect(moved).toBeGreaterThan(50);
}

describe('answers for a day stay, whatever takes effect after it', () => {
  it('on people: certificates, posts, stand-ins, offices', () => {
    unmoved(officer, anOfficer('officer-x'), onOfficer, (entry, day) => {
      const { state } = entry;
      return {
        certificate: certificateAt(state, day),
        posts: postsAt(state, day).map(({ post, tier: rank }) => [post, rank]),
        standIns: standInsAt(state, day).map(({ post }) => post),
        tier: tierAt(state, organHandle, day),
        absent: absentAt(state, day),
        reviewer: reviewerAt(state, organHandle, day),
        chair: chairCertificateAt(state, day)?.number,
        supervisor: supervisorCertificateAt(state, day)?.number,
        exam: [examAt(state, 'enforcement', day), examAt(state, 'hearing-chair', day)],
        establishment: establishmentAt(state, day),
        qualified: legallyQualified(state, day),
        leaders: leadersAt(organHandle, 'squad', [entry], day),
        staffing: staffingAt(organHandle, [entry], day),
      };
    });
  });

  it('on organs: standing, names, units, packs, duties', () => {
    unmoved(organ, anOrgan(), onOrgan, (entry, day) => ({
      standing: organStanding(entry.state, day, undefined),
      name: organName(entry.state, day),
      units: ['squad', 'office'].map((each) => unitAt(entry.state, each, day)?.from),
      packs: packsAt(entry.state, day),
      post: nameOfPost(entry, handler.state, 'handler', day),
      duties: dutyHoldersAt(entry, [handler], { duty: 'handling' }, day),
    }));
  });

  it('on items: versions and benchmarks', () => {
    const published = take(item, { s: 'item-stall', n: -1, state: item.initial }, [
      { given: command(PublishItem, itemBody), date: '2021-09-01', by: 'x' },
    ]);
    unmoved(item, published, onItem, ({ state }, day) => ({
      version: itemAt(state, day)?.from,
      benchmark: benchmarkAt(state, day)?.tiers[0]?.ranges[0]?.maxFen,
    }));
  });

  it('on guards: what was set aside', () => {
    unmoved(guards, { s: 'guards-x', n: -1, state: guards.initial }, onGuards, (entry, day) =>
      setAsideAt(entry, day, undefined),
    );
  });
});
