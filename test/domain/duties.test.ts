import { describe, expect, it } from '@jest/globals';
import { allocated } from '../../src/domain/penalty-case/guards/duty';
import { dutyHoldersAt, leadersAt, staffingAt } from '../../src/domain/registers/duty-holders';
import { entryKnownAt } from '../../src/app/fold';
import { officer } from '../../src/domain/registers/officer';
import { EndPost, PostOfficer, RevokeCertificate } from '../../src/domain/registers/officer-commands';
import type { OfficerState } from '../../src/domain/registers/officer-state';
import { nameOfPost } from '../../src/domain/registers/post-names';
import { organ } from '../../src/domain/registers/organ';
import { AssignDuty, EndDuty, RegisterPost, RegisterUnit } from '../../src/domain/registers/organ-commands';
import type { OrganState } from '../../src/domain/registers/organ-state';
import {
  EndAbsence,
  EndStandIn,
  EndUnitCharge,
  GiveUnitCharge,
  NameStandIn,
  RecordAbsence,
} from '../../src/domain/registers/posting-commands';
import { heldSince, tierAt } from '../../src/domain/registers/posting-state';
import { DesignateReviewer } from '../../src/domain/registers/qualification-commands';
import type { Entry } from '../../src/domain/registers/register';
import type { Decision } from '../../src/kernel/decision';
import type { Recorded } from '../../src/kernel/event';
import type { CivilDate } from '../../src/kernel/time';
import {
  anItem,
  anOfficer,
  confirmOrgan,
  demoFacts,
  monday,
  organHandle,
  register,
} from '../support/demo-facts';
import { command, recorded } from '../support/given';

const codes = (decision: Decision<unknown>): readonly string[] =>
  decision.outcome === 'refused' ? decision.broken.map(({ code, guard }) => `${code} ${guard}`) : [];

type Given = Parameters<typeof officer.decide>[0];

const post = (name: string, tier: string, more: object = {}) =>
  command(PostOfficer, { post: name, organ: organHandle, tier, from: '2023-01-01', ...more });
const standIn = (name: string, tier: string, more: object = {}) =>
  command(NameStandIn, {
    post: name,
    organ: organHandle,
    tier,
    from: '2024-05-01',
    until: '2024-05-31',
    ...more,
  });

const person = (s: string, commands: readonly Given[], known: readonly Entry<OfficerState>[] = []) => {
  const base = anOfficer(s);
  const people = new Map(known.map((each) => [each.s, each]));
  return register(officer, s, commands, { person: s, people }, base);
};
const squad = { unit: 'squad' };

const handler = person('officer-a', [post('handler', 'staff', squad)]);
const head = person('officer-head', [post('head', 'unit-head', squad)]);
const chief = person('officer-chief', [post('director', 'chief')]);
const deputy = person('officer-deputy', [
  post('deputy', 'deputy-chief'),
  command(GiveUnitCharge, { organ: organHandle, unit: 'squad', from: '2023-06-01' }),
]);
const everybody = [handler, head, chief, deputy];

const duty = (assignment: string, officerHandle: string, more: object = {}) =>
  command(AssignDuty, {
    ...{ assignment, duty: 'handling', unit: 'squad', post: 'handler', officer: officerHandle },
    ...{ from: '2023-02-01', ...more },
  });
const unit = command(RegisterUnit, { unit: 'squad', name: '中队', kind: 'internal', from: '2022-01-01' });
const anOrganWith = (
  people: readonly Entry<OfficerState>[],
  ...duties: readonly object[]
): Entry<OrganState> =>
  register(organ, organHandle, [confirmOrgan(), unit, ...duties], {
    ...{ organ: organHandle, people: new Map(people.map((each) => [each.s, each])) },
  });
const asked = { duty: 'handling', item: 'item-stall' } as const;

describe('the duty matrix', () => {
  const facts = (people: readonly Entry<OfficerState>[]) => ({
    ...{ date: monday, by: 'account-admin', organ: organHandle },
    people: new Map(people.map((each) => [each.s, each])),
  });
  const refused = (
    given: AssignDuty | EndDuty | RegisterPost,
    people = everybody,
    state = anOrganWith(everybody).state,
  ) => codes(organ.decide(given, state, facts(people)));

  it('gives a duty to who holds the post, in a unit that is there, each row once', () => {
    expect(refused(duty('d1', 'officer-a'))).toEqual([]);
    expect(refused(duty('d1', 'officer-head'))).toEqual(['R-04 G-DUTY.post']);
    expect(refused(duty('d1', 'officer-a', { from: '2022-12-31' }))).toEqual(['R-04 G-DUTY.post']);
    expect(refused(duty('d1', 'officer-nobody'))).toEqual(['R-04 G-DUTY.post']);
    expect(refused(duty('d1', 'officer-a', { unit: 'other' }))).toEqual(['R-00 G-ENTRY']);
    const assigned = anOrganWith(everybody, duty('d1', 'officer-a'));
    expect(refused(duty('d1', 'officer-a'), everybody, assigned.state)).toEqual(['R-00 G-ENTRY']);
    const end = command(EndDuty, { assignment: 'd1', from: '2023-01-31' });
    expect(refused(end, everybody, assigned.state)).toEqual(['R-00 G-ENTRY']);
  });

  it('names a post from a day on, in a unit that is there, and names it anew only from a later day', () => {
    const name = (changes: object = {}) =>
      command(RegisterPost, {
        post: 'handler',
        name: '执法岗',
        unit: 'squad',
        from: '2023-02-01',
        ...changes,
      });
    expect(refused(name())).toEqual([]);
    expect(refused(name({ unit: 'other' }))).toEqual(['R-00 G-ENTRY']);
    expect(refused(name({ until: '2023-01-31' }))).toEqual(['R-00 G-DATES']);
    const renamed = anOrganWith(everybody, name(), name({ name: '一线岗', from: '2023-06-01' }));
    expect(refused(name(), everybody, renamed.state)).toEqual(['R-00 G-ENTRY']);
    expect(refused(name({ from: '2023-06-02' }), everybody, renamed.state)).toEqual([]);
    const called = (day: string, post = 'handler', holder = handler) =>
      nameOfPost(renamed, holder.state, post, day).name;
    expect([called('2023-05-31'), called('2023-06-01')]).toEqual(['执法岗', '一线岗']);
    // Before it had a name it goes by unit and rank; what nobody held goes by its code.
    expect(called('2023-01-31')).toBe('中队工作人员');
    expect(called('2023-05-31', 'director', chief)).toBe('主要负责人');
    expect(called('2023-05-31', 'nothing')).toBe('nothing');
  });

  it('gives no work of officers to auxiliaries, and review to named reviewers alone', () => {
    const helper = register(
      officer,
      'officer-h',
      [post('handler', 'staff', squad)],
      {},
      anOfficer('officer-h', [], 'auxiliary'),
    );
    expect(refused(duty('d1', 'officer-h'), [helper])).toEqual(['R-04 G-DUTY.person']);
    expect(refused(duty('d1', 'officer-h', { duty: 'archive' }), [helper])).toEqual([]);
    const review = duty('d1', 'officer-a', { duty: 'legal-review' });
    expect(refused(review)).toEqual(['R-04 G-DUTY.person']);
    const designated = register(
      officer,
      'officer-a',
      [
        command(DesignateReviewer, {
          ...{ organ: organHandle, capacity: 'reviewer', first: false, legalBackground: true },
          from: '2023-01-01',
        }),
      ],
      {},
      handler,
    );
    expect(refused(review, [designated])).toEqual([]);
  });
});

describe('who held a duty on a day', () => {
  const successor = person('officer-b', [post('handler', 'staff', { ...squad, from: '2024-03-02' })]);
  const leaver = register(
    officer,
    'officer-a',
    [command(EndPost, { post: 'handler', from: '2024-03-02' })],
    {},
    handler,
  );
  const handed = anOrganWith(
    [handler, successor],
    duty('d1', 'officer-a'),
    command(EndDuty, { assignment: 'd1', from: '2024-03-02' }),
    duty('d2', 'officer-b', { from: '2024-03-02' }),
  );
  const who = (
    entry: Entry<OrganState>,
    people: readonly Entry<OfficerState>[],
    date: CivilDate,
    ask: object = asked,
  ) => dutyHoldersAt(entry, people, ask as typeof asked, date).map(({ officer: by, how }) => `${by} ${how}`);

  it('is split at the hand-over', () => {
    expect(who(handed, [leaver, successor], '2024-03-01')).toEqual(['officer-a holds']);
    expect(who(handed, [leaver, successor], '2024-03-02')).toEqual(['officer-b holds']);
    expect(who(handed, [leaver, successor], '2023-01-31')).toEqual([]);
  });

  it('is whoever has the item by name, before those who have every item', () => {
    const special = person('officer-c', [post('handler', 'staff', squad)]);
    const entry = anOrganWith(
      [handler, special],
      duty('all', 'officer-a'),
      duty('stalls', 'officer-c', { items: ['item-stall'] }),
    );
    expect(who(entry, [handler, special], monday)).toEqual(['officer-c holds']);
    expect(who(entry, [handler, special], monday, { duty: 'handling', item: 'item-other' })).toEqual([
      'officer-a holds',
    ]);
    expect(who(entry, [handler, special], monday, { duty: 'service' })).toEqual([]);
  });

  it('is the stand-in while there is one; absent without one, or gone from the post, it says so', () => {
    const away = command(RecordAbsence, { ground: 'leave', from: '2024-05-10', until: '2024-06-10' });
    const absent = register(
      officer,
      'officer-a',
      [away, command(EndAbsence, { from: '2024-06-05' })],
      {},
      handler,
    );
    const acting = person(
      'officer-s',
      [standIn('handler', 'staff', { ...squad, instead: 'officer-a' })],
      [handler],
    );
    const entry = anOrganWith([handler], duty('d1', 'officer-a'));
    const people = [absent, acting];
    expect(who(entry, people, '2024-04-30')).toEqual(['officer-a holds']);
    expect(who(entry, people, '2024-05-31')).toEqual(['officer-s stands-in']);
    expect(who(entry, people, '2024-06-01')).toEqual(['officer-a absent']);
    expect(who(entry, people, '2024-06-05')).toEqual(['officer-a holds']);
    expect(who(entry, [leaver], '2024-03-02')).toEqual(['officer-a left']);
    expect(dutyHoldersAt(entry, people, asked, '2024-05-31')).toMatchObject([
      { instead: 'officer-a', post: 'handler', unit: 'squad', assignment: 'd1' },
    ]);
  });

  it('as known then does not know what was recorded later, and as corrected does', () => {
    const events: Recorded[] = [];
    const log = (given: object, at: string, date: CivilDate) => {
      const state = events.reduce((folded, event) => organ.evolve(folded, event as never), organ.initial);
      const people = new Map([handler, successor].map((each) => [each.s, each]));
      const decision = organ.decide(given as never, state, { date, by: 'x', organ: organHandle, people });
      if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
      for (const event of decision.events) {
        const made = recorded(event, events.length, date);
        events.push({ ...made, meta: { ...made.meta, recordedAt: at } });
      }
    };
    log(confirmOrgan(), '2023-01-01T00:00:00.000Z', '2021-08-01');
    log(unit, '2023-01-01T00:00:00.000Z', '2021-08-01');
    log(duty('d1', 'officer-a'), '2023-02-01T01:00:00.000Z', '2023-02-01');
    log(command(EndDuty, { assignment: 'd1', from: '2024-03-02' }), '2024-04-01T01:00:00.000Z', '2024-03-02');
    log(duty('d2', 'officer-b', { from: '2024-03-02' }), '2024-04-01T01:00:00.000Z', '2024-03-02');
    const people = [handler, successor];
    const then = entryKnownAt(organ, organHandle, events, '2024-03-31T23:59:59.999Z');
    const now = entryKnownAt(organ, organHandle, events, '2024-04-01T09:00:00+08:00');
    expect(who(then, people, '2024-03-15')).toEqual(['officer-a holds']);
    expect(who(now, people, '2024-03-15')).toEqual(['officer-b holds']);
    expect([then.n, now.n]).toEqual([2, 4]);
  });
});

describe('who may act where the handling is allocated (A008)', () => {
  const acting = person(
    'officer-s',
    [standIn('handler', 'staff', { ...squad, instead: 'officer-a' })],
    [handler],
  );
  const matrix = anOrganWith([handler], duty('d1', 'officer-a', { items: ['item-stall'] }));
  const refused = (people: readonly Entry<OfficerState>[], date: CivilDate, changes: object = {}) =>
    allocated
      .check({}, {} as never, demoFacts({ date, acting: people, organ: matrix, ...changes }))
      .map(({ en }) => en.split(' ')[0]);

  it('is the holder, and the stand-in while he is one', () => {
    expect(refused([handler, acting], '2024-05-31')).toEqual([]);
    expect(refused([handler, acting, head], '2024-06-01')).toEqual(['officer-s', 'officer-head']);
  });

  it('is anybody where the matrix allocates nothing', () => {
    expect(refused([head], monday, { item: anItem({}, 'item-other') })).toEqual([]);
  });
});

describe('who led', () => {
  const who = (people: readonly Entry<OfficerState>[], date: CivilDate, ofUnit?: string) => {
    const { head: heads, inCharge, unitHeads } = leadersAt(organHandle, ofUnit, people, date);
    return [heads, inCharge, unitHeads].map((each) => each.map(({ officer: by, how }) => `${by} ${how}`));
  };

  it('is the head of the organ, who has charge of the unit, and the head of the unit', () => {
    expect(who(everybody, monday, 'squad')).toEqual([
      ['officer-chief holds'],
      ['officer-deputy holds'],
      ['officer-head holds'],
    ]);
    expect(who(everybody, '2023-05-31', 'squad')).toEqual([
      ['officer-chief holds'],
      [],
      ['officer-head holds'],
    ]);
    expect(who(everybody, monday, 'other')).toEqual([['officer-chief holds'], [], []]);
    expect(who(everybody, monday)).toEqual([['officer-chief holds'], [], []]);
    expect(leadersAt('organ-other', 'squad', everybody, monday)).toEqual({
      head: [],
      inCharge: [],
      unitHeads: [],
    });
  });

  it('is the acting head in place of the head, also where the post is vacant', () => {
    const acting = register(
      officer,
      'officer-deputy',
      [standIn('director', 'chief', { instead: 'officer-chief' })],
      {
        ...{ person: 'officer-deputy', people: new Map([[chief.s, chief]]) },
      },
      deputy,
    );
    expect(who([chief, acting], monday)[0]).toEqual(['officer-deputy stands-in']);
    expect(who([chief, acting], '2024-06-01')[0]).toEqual(['officer-chief holds']);
    expect(tierAt(acting.state, organHandle, monday)).toBe('chief');
    expect(tierAt(acting.state, organHandle, '2024-06-01')).toBe('deputy-chief');
    const vacant = person('officer-v', [
      standIn('director', 'chief'),
      command(EndStandIn, { post: 'director', organ: organHandle, from: '2024-05-20' }),
    ]);
    expect(who([vacant], '2024-05-19')[0]).toEqual(['officer-v stands-in']);
    expect(who([vacant], '2024-05-20')[0]).toEqual([]);
  });
});

describe('stand-ins, absences and charges', () => {
  const decide = (
    given: Given,
    entry: Entry<OfficerState>,
    known: readonly Entry<OfficerState>[] = everybody,
  ) =>
    codes(
      officer.decide(given, entry.state, {
        ...{ date: monday, by: 'account-admin', person: entry.s },
        people: new Map(known.map((each) => [each.s, each])),
      }),
    );

  it('stand in for a post that is held, by staff, and never for oneself', () => {
    const ask = standIn('head', 'unit-head', { ...squad, instead: 'officer-head' });
    expect(decide(ask, handler)).toEqual([]);
    expect(decide(ask, head)).toEqual(['R-00 G-STANDIN']);
    expect(decide(standIn('head', 'chief', { ...squad, instead: 'officer-head' }), handler)).toEqual([
      'R-00 G-STANDIN',
    ]);
    expect(decide(standIn('head', 'unit-head', { instead: 'officer-head' }), handler)).toEqual([
      'R-00 G-STANDIN',
    ]);
    expect(decide(ask, handler, [])).toEqual(['R-00 G-STANDIN']);
    expect(decide(ask, anOfficer('officer-h', [], 'auxiliary'))).toEqual(['R-00 G-STANDIN']);
    expect(decide(command(EndStandIn, { post: 'head', organ: organHandle, from: monday }), handler)).toEqual([
      'R-00 G-ENTRY',
    ]);
  });

  it('absences do not overlap, and end once', () => {
    const away = command(RecordAbsence, { ground: 'leave', from: '2024-05-10' });
    const absent = register(officer, 'officer-a', [away], {}, handler);
    expect(decide(away, absent)).toEqual(['R-00 G-ENTRY']);
    expect(decide(command(EndAbsence, { from: '2024-05-11' }), absent)).toEqual([]);
    expect(decide(command(EndAbsence, { from: '2024-05-11' }), handler)).toEqual(['R-00 G-ENTRY']);
  });

  it('only chiefs have charge of units, of each once', () => {
    const charge = command(GiveUnitCharge, { organ: organHandle, unit: 'squad', from: monday });
    expect(decide(charge, handler)).toEqual(['R-08 G-TIER']);
    expect(decide(charge, deputy)).toEqual(['R-00 G-ENTRY']);
    const end = command(EndUnitCharge, { organ: organHandle, unit: 'squad', from: monday });
    expect(decide(end, deputy)).toEqual([]);
    expect(decide(end, chief)).toEqual(['R-00 G-ENTRY']);
  });

  it('tenure counts from the day of the post', () => {
    expect(heldSince(handler.state, 'handler', monday)).toBe('2023-01-01');
    expect(heldSince(handler.state, 'head', monday)).toBeUndefined();
  });
});

it('counts certified officers and named reviewers of the organ, as of the day', () => {
  const reviewer = register(
    officer,
    'officer-r',
    [
      command(DesignateReviewer, {
        ...{ organ: organHandle, capacity: 'reviewer', first: false, legalBackground: false },
        from: '2024-05-20',
      }),
      command(RevokeCertificate, { number: '证-officer-r', from: '2024-06-01', ground: 'sanction' }),
    ],
    {},
    anOfficer('officer-r'),
  );
  const people = [handler, reviewer];
  expect(staffingAt(organHandle, people, '2024-05-19')).toEqual({ officers: 2, reviewers: 0 });
  expect(staffingAt(organHandle, people, '2024-05-20')).toEqual({ officers: 2, reviewers: 1 });
  expect(staffingAt(organHandle, people, '2024-06-01')).toEqual({ officers: 1, reviewers: 1 });
});
