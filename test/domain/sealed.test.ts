import { describe, expect, it } from '@jest/globals';
import { visibleDiscipline, visibleSealed } from '../../src/app/sealed/visible';
import { disciplineSettled } from '../../src/domain/discipline/state';
import { ruleName, violations, type AnyStep, type Procedure } from '../../src/domain/procedure';
import type { SealedFacts } from '../../src/domain/sealed/facts';
import type { DomainEvent } from '../../src/kernel/event';
import * as x from '../support/stages/sealed';

/** Every rule of a table, with an act that keeps it and one that breaks it. */
function live<C extends object, S extends { readonly phase: string }, F, E extends DomainEvent>(
  decider: Procedure<C, S, E, F>,
  lawful: Readonly<Record<string, x.SealedExample<F>>>,
  broken: Readonly<Record<string, x.SealedExample<F>>>,
): void {
  const codes = (row: AnyStep<S, F, E>, { before, given, facts }: x.SealedExample<F>) =>
    violations(row, given, x.played(decider, before).state, facts).map(({ code }) => code);
  for (const row of decider.steps) {
    const { name } = row.command;
    it(`${name} has a lawful act that breaks no rule`, () => {
      const act = lawful[name];
      expect(act).toBeDefined();
      if (act !== undefined) expect(codes(row, act)).toEqual([]);
    });
    for (const rule of row.rules) {
      const label = `${name} ${ruleName(rule)}`;
      it(`${label} is reported when it is broken, and no longer once its row is taken out`, () => {
        const act = broken[label];
        expect(act).toBeDefined();
        if (act === undefined) return;
        const without = { ...row, rules: row.rules.filter((each) => each !== rule) };
        expect(codes(row, act)).toContain(rule.code);
        expect(codes(without, act)).not.toContain(rule.code);
      });
    }
  }
}

describe('sealed records', () => {
  live(x.sealedRecord, x.lawfulSealed, x.brokenSealed);

  describe('that a body of review or a court orders', () => {
    const before: readonly x.Act<SealedFacts>[] = [
      [x.recordInterference(), x.sealedFacts()],
      [x.retaliation(), x.sealedFacts({ id: 'second' })],
      [x.order(), x.sealedFacts({ id: 'third' })],
      [x.claim({ ground: 'superior-order', order: 'third' }), x.sealedFacts({ id: 'claim' })],
    ];
    const { state } = x.played(x.sealedRecord, before);
    const broken = (changes: object, facts: Partial<SealedFacts> = {}) => {
      const decision = x.sealedRecord.decide(x.produce({ ...changes }), state, x.head(facts));
      return decision.outcome === 'refused' ? decision.broken.map(({ guard }) => guard) : [];
    };

    it.each(['first', 'second', 'third', 'claim'])('%s: is handed over by nobody it names', (produced) => {
      expect(broken({ produced })).toEqual([]);
      for (const named of [{ me: x.pseudonym('officer-deputy') }, { account: x.pseudonym('officer-deputy') }])
        expect(broken({ produced }, named)).toEqual(['G-SEALED.produce']);
    });

    it('is named where it is a record of the case, and nowhere else', () => {
      expect(broken({ produced: undefined })).toEqual(['G-SEALED.produce']);
      expect(broken({ item: 'complainant', produced: undefined })).toEqual([]);
      expect(broken({ item: 'complainant' })).toEqual(['G-SEALED.produce']);
    });

    it('was ordered by who has the case, and not afterwards', () => {
      expect(broken({ to: 'reconsideration' })).toEqual(['G-SEALED.order']);
      expect(broken({}, { broughtBefore: ['reconsideration'] })).toEqual(['G-SEALED.order']);
      expect(broken({ order: { number: '1号', on: '2024-05-21' } })).toEqual(['G-SEALED.order']);
    });

    it('is seen with what was said by whoever handed it over and by discipline, and by nobody it names', () => {
      const { events } = x.played(x.sealedRecord, [...before, [x.produce(), x.head()]]);
      const seen = (role: string, me: string) =>
        visibleSealed(events, { roles: [role], me: [x.pseudonym(me)] }).filter(
          ({ type }) => type === 'SealedItemProduced',
        );
      expect(seen('approver', 'officer-chief')).toMatchObject([
        { record: 'production', data: { item: 'record', produced: 'first', to: 'court' } },
      ]);
      expect(seen('discipline', 'account-ren')).toMatchObject([
        { sealed: { body: '示范区人民法院', order: { on: '2024-05-20' }, by: 'officer-chief' } },
      ]);
      expect(JSON.stringify(seen('discipline', 'account-ren')[0]?.data)).not.toContain('person-of');
      expect(seen('discipline', 'officer-deputy')).toEqual([]);
      expect(seen('officer', 'officer-li')).toEqual([]);
    });
  });

  it('hold no handle of anybody among their public members', () => {
    const { events } = x.played(x.sealedRecord, [
      [x.recordInterference(), x.sealedFacts()],
      [x.acknowledge(), x.inspector()],
      [x.retaliation(), x.sealedFacts({ id: 'second' })],
      [x.order(), x.sealedFacts({ id: 'third' })],
      [x.claim(), x.sealedFacts({ id: 'claim' })],
      [x.ruling(), x.inspector()],
      [x.produce(), x.head()],
    ]);
    const clear = JSON.stringify(events.map(({ data }) => data));
    expect(clear.replaceAll(/person-of-[a-z]+-[a-z]+/gu, '')).not.toMatch(/officer-|account-|case-|organ-/u);
  });

  it('are to be acknowledged within a week of being recorded, however late that was', () => {
    const { events } = x.played(x.sealedRecord, [
      [x.recordInterference({ happened: '2024-01-02T09:00:00+08:00' }), x.sealedFacts()],
    ]);
    expect(events[0]?.data).toMatchObject({
      routing: 'supervision',
      opens: [{ key: 'interference.ack/first', opened: '2024-05-20', due: '2024-05-27' }],
    });
  });

  it.each(['supervision-organ', 'superior-of-supervision', 'government-leader'])(
    'go past the supervision organ where %s interfered',
    (position) => {
      const { events } = x.played(x.sealedRecord, [[x.recordInterference({ position }), x.sealedFacts()]]);
      expect(events[0]?.data).toMatchObject({ routing: 'discipline' });
    },
  );

  it.each([
    ['superior', 'supervisor', true],
    ['superior', 'discipline', true],
    ['superior', 'approver', false],
    ['supervision-organ', 'supervisor', false],
    ['supervision-organ', 'discipline', true],
  ] as const)('where a %s interfered may be acknowledged by a %s: %s', (position, role, may) => {
    const { state } = x.played(x.sealedRecord, [[x.recordInterference({ position }), x.sealedFacts()]]);
    const decision = x.sealedRecord.decide(x.acknowledge(), state, x.inspector({ role }));
    expect(decision.outcome).toBe(may ? 'accepted' : 'refused');
  });

  it('name nobody who recorded them himself', () => {
    const me = x.pseudonym('officer-deputy');
    const decision = x.sealedRecord.decide(
      x.recordInterference(),
      x.sealedRecord.initial,
      x.sealedFacts({ me }),
    );
    expect(decision).toMatchObject({ outcome: 'refused', broken: [{ code: 'R-00', field: 'who' }] });
  });

  it('exempt who was told to execute at once, without an objection, and never by a manifestly unlawful order', () => {
    const before = [
      [x.order(), x.sealedFacts()],
      [x.orderAnswer('immediate-execution'), x.sealedFacts()],
      [x.claim({ ground: 'superior-order', order: 'first' }), x.sealedFacts({ id: 'claim' })],
    ] as const;
    const { state } = x.played(x.sealedRecord, before);
    expect(x.sealedRecord.decide(x.ruling(), state, x.inspector()).outcome).toBe('accepted');
    const manifest = x.ruling({ exclusions: ['manifestly-unlawful-order'] });
    expect(x.sealedRecord.decide(manifest, state, x.inspector())).toMatchObject({
      broken: [{ code: 'R-00', guard: 'G-EXEMPT.excluded' }],
    });
    // Intent shuts other grounds out, not this one.
    const intent = x.ruling({ exclusions: ['intent'] });
    expect(x.sealedRecord.decide(intent, state, x.inspector()).outcome).toBe('accepted');
  });
});

describe('a claim that rests on an order', () => {
  const { state, events } = x.played(x.sealedRecord, [
    [x.order(), x.sealedFacts()],
    [x.claim({ ground: 'superior-order', order: 'first' }), x.sealedFacts({ id: 'claim' })],
  ]);

  it('is kept from whoever gave the order, as the order is, and from no other inspector', () => {
    const seen = (person: string) =>
      visibleSealed(events, { roles: ['discipline'], me: [x.pseudonym(person)] }).map(({ type }) => type);
    expect(seen('officer-deputy')).toEqual([]);
    expect(seen('account-ren')).toEqual(['OrderReceived', 'ExemptionClaimed']);
  });

  it.each(['me', 'account'] as const)('is ruled on by him like one that is not there, known by %s', (as) => {
    const giver = x.inspector({ [as]: x.pseudonym('officer-deputy') });
    const changes = { exclusions: ['manifestly-unlawful-order'] };
    const unknown = x.sealedRecord.decide(x.ruling({ ...changes, claim: 'none' }), state, giver);
    expect(unknown).toMatchObject({ outcome: 'refused', broken: [{ code: 'R-31' }] });
    expect(x.sealedRecord.decide(x.ruling(changes), state, giver)).toEqual(unknown);
  });
});

describe('the hand-over to discipline inspection', () => {
  const ofTheCase = x.disciplineFacts({
    ...{ by: 'officer-zhao', me: x.pseudonym('officer-zhao') },
    behind: { ...x.disciplineFacts().behind, officers: ['officer-li', 'officer-zhao'] },
  });

  it('is answered alike to an officer who is not of the case, whatever is on record and whatever he sends', () => {
    const { state } = x.played(x.discipline, [[x.confirm(), x.disciplineFacts()]]);
    const acts = [
      x.confirm(),
      x.confirm({ decider: undefined }),
      x.confirm({ person: 'x', status: 'unable' }),
    ];
    const answers = [x.discipline.initial, state].flatMap((on) =>
      acts.map((each) => x.discipline.decide(each, on, x.stranger)),
    );
    expect(answers[0]).toMatchObject({ outcome: 'refused', broken: [{ code: 'R-31' }] });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('is confirmed anew by a reader of the person alone; an officer of the case learns nothing but that it is done', () => {
    const { state } = x.played(x.discipline, [[x.confirm(), x.disciplineFacts()]]);
    const anew = x.confirm({ reason: '复核' });
    expect(x.discipline.decide(anew, state, x.disciplineFacts()).outcome).toBe('accepted');
    for (const act of [anew, x.confirm({ decider: undefined })])
      expect(x.discipline.decide(act, state, ofTheCase)).toMatchObject({
        broken: [{ code: 'R-31', guard: 'G-SEALED.confirm' }],
      });
  });

  it('is read and handled person by person', () => {
    const other = x.confirm({ person: 'driver', name: '李四', decider: 'officer-deputy' });
    const { state, events } = x.played(x.discipline, [
      [x.confirm(), x.disciplineFacts()],
      [other, ofTheCase],
    ]);
    const seen = (roles: readonly string[], person: string) =>
      visibleDiscipline(events, { roles, me: [x.pseudonym(person)] }).map(({ record }) => record);
    expect(seen(['officer'], 'officer-zhao')).toEqual(['driver']);
    expect(seen(['officer'], 'officer-li')).toEqual(['party']);
    expect(seen(['officer'], 'officer-wang')).toEqual([]);
    expect(seen(['discipline'], 'officer-wang')).toEqual(['party', 'driver']);
    expect(x.discipline.decide(x.need(), state, ofTheCase)).toMatchObject({ broken: [{ code: 'R-31' }] });
  });

  live(x.discipline, x.lawfulDiscipline, x.brokenDiscipline);

  const facts = x.disciplineFacts();
  const settled = (...acts: readonly object[]) =>
    disciplineSettled(
      x.played(
        x.discipline,
        acts.map((each) => [each, facts] as const),
      ).state,
    );

  it('is settled by a status that asks for nothing, by a reasoned "no", or once it is handed over', () => {
    expect(settled()).toBe(false);
    expect(settled(x.confirm())).toBe(false);
    expect(settled(x.confirm({ status: 'neither' }))).toBe(true);
    expect(settled(x.confirm({ status: 'unable', reason: '无法联系' }))).toBe(true);
    expect(settled(x.confirm(), x.need({ needed: false }))).toBe(true);
    expect(settled(x.confirm(), x.need())).toBe(false);
    expect(settled(x.confirm(), x.need(), x.handOver())).toBe(true);
    const other = { person: 'driver', name: '李四' };
    expect(settled(x.confirm({ status: 'neither' }), x.confirm(other))).toBe(false);
  });

  it.each(['problems', 'signedBy', 'sealedOn', 'decision'])('is refused without %s (R-32)', (member) => {
    const { state } = x.played(x.discipline, [
      [x.confirm(), facts],
      [x.need(), facts],
    ]);
    expect(x.discipline.decide(x.handOver({ [member]: undefined }), state, facts)).toMatchObject({
      outcome: 'refused',
      broken: [{ code: 'R-32', field: member }],
    });
  });
});
