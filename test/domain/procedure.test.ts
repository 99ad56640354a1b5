import { describe, expect, it } from '@jest/globals';
import { caseActions, penaltyCase } from '../../src/domain/penalty-case/decider';
import { RecordOutOfBandFact } from '../../src/domain/penalty-case/out-of-band/commands';
import { caseTable } from '../../src/domain/penalty-case/table';
import { phaseNames } from '../../src/domain/penalty-case/phase-names';
import { phases } from '../../src/domain/penalty-case/state';
import { reference, reportOrder, ruleName } from '../../src/domain/procedure';
import { account } from '../../src/domain/registers/account';
import { item, RetireItem } from '../../src/domain/registers/item';
import { officer } from '../../src/domain/registers/officer';
import { organ } from '../../src/domain/registers/organ';
import { registerPhases } from '../../src/domain/registers/register';
import { template } from '../../src/domain/registers/template';
import { fineReservation } from '../../src/domain/reservations/fine-reservation';
import { numbering } from '../../src/domain/reservations/numbering';
import { catalogue } from '../../src/events/catalogue';
import { normTitled } from '../../src/law/statutes';
import { isRefusalCode } from '../../src/law/violations';
import { anOfficer, demoFacts } from '../support/demo-facts';
import { command, given } from '../support/given';
import * as h from '../support/histories';
import { lawful } from '../support/violating-examples';

const tables = [penaltyCase, organ, officer, item, template, account, numbering, fineReservation];
const every = tables.flatMap(({ category, steps }) =>
  steps.map(({ command, ...row }) => ({ category, name: command.name, ...row })),
);

describe('the tables', () => {
  it.each(every)('$category $no $name says what it is, who may do it, and what follows', (row) => {
    expect(row.zh).not.toBe('');
    expect(row.en).not.toBe('');
    expect(row.who.length).toBeGreaterThan(0);
    expect(row.from.length).toBeGreaterThan(0);
    expect(row.emits.filter((type) => !catalogue.has(type))).toEqual([]);
    // R-00 is the order of the procedure itself; every other code stands in the catalogue of violations.
    const codes = row.rules.map(({ code }) => code).filter((code) => code !== 'R-00');
    expect(codes.filter((code) => !isRefusalCode(code))).toEqual([]);
  });

  it('name no command twice', () => {
    const names = every.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('of a case name the article of every rule and step', () => {
    const steps = penaltyCase.steps;
    expect(steps.flatMap(({ rules }) => rules).filter(({ basis }) => basis.length === 0)).toEqual([]);
    const articles = steps.flatMap(({ basis, rules }) => [...basis, ...rules.flatMap((rule) => rule.basis)]);
    expect(articles.filter((each) => normTitled(each) === undefined)).toEqual([]);
    expect(articles).toContain('中华人民共和国行政处罚法 第五十一条');
    expect(articles).toContain('中华人民共和国行政复议法 第二十三条');
  });
});

describe('a command out of place', () => {
  it('is told the phase of the case in words, by decide and among the actions', () => {
    const history = h.anOpenedCase();
    const { state } = given(penaltyCase, history);
    const { decision } = given(penaltyCase, history).when(h.deliver(), demoFacts());
    const wanted = { code: 'R-00', zh: '“当场交付”不能在当前阶段（现场立案）办理' };
    expect(decision).toMatchObject({ outcome: 'refused' });
    if (decision.outcome === 'refused') expect(decision.broken[0]).toMatchObject(wanted);
    const action = caseActions(state, demoFacts()).find(({ command }) => command === 'Deliver');
    expect(action?.broken[0]).toMatchObject(wanted);
    expect(action?.broken[0]?.en).toContain('(Opened on the spot)');
  });

  it('has words for every phase of every table', () => {
    const known = new Set([...Object.keys(phaseNames), ...Object.keys(registerPhases)]);
    const single = new Set(['template', 'account', 'series', 'act']);
    const named = every.flatMap(({ from }) => from).filter((phase) => !single.has(phase));
    expect(named.filter((phase) => !known.has(phase))).toEqual([]);
    const retire = command(RetireItem, { from: '2024-05-20' });
    const refused = item.decide(retire, item.initial, { date: '2024-05-20', by: 'officer-li' });
    expect(refused.outcome === 'refused' && refused.broken[0]?.zh).toContain('（尚未登记）');
  });
});

describe('the graph of a case', () => {
  const rows = penaltyCase.steps.map((row) => ({ name: row.command.name, row }));

  it.each(rows)(
    '$name records what its row says, and leaves the case where its row says',
    ({ name, row }) => {
      const act = lawful[name]!();
      const { decision } = given(penaltyCase, act.history).when(act.given, demoFacts(act.facts));
      const recorded = decision.outcome === 'accepted' ? decision.events.map(({ type }) => type) : [];
      // A late entry brings the events of the act that it is about along.
      const events = act.given instanceof RecordOutOfBandFact ? recorded.slice(0, 1) : recorded;
      expect(events).not.toEqual([]);
      expect(events.filter((type) => !row.emits.includes(type))).toEqual([]);
      // Where a row names one event only, that is what follows.
      if (row.emits.length === 1) expect(events).toEqual(row.emits);
      const after = h.play(act.history, [act.given, act.facts ?? {}]);
      const { phase } = given(penaltyCase, after).state;
      // Absent: the phase stays, or the file decides.
      if (row.to !== undefined) expect(phase).toBe(row.to);
    },
  );

  const somewhere = rows.filter(({ row }) => phases.some((phase) => !row.from.includes(phase)));

  it.each(somewhere)('$name is refused in every phase in which it has no place', ({ name, row }) => {
    const act = lawful[name]!();
    const { state } = given(penaltyCase, act.history);
    for (const phase of phases.filter((each) => !row.from.includes(each))) {
      const decision = penaltyCase.decide(act.given, { ...state, phase }, demoFacts(act.facts));
      expect(decision).toMatchObject({ outcome: 'refused', broken: [{ code: 'R-00', guard: 'G-STEP' }] });
    }
  });

  it('reaches every phase that it names', () => {
    const reached = new Set(penaltyCase.steps.flatMap(({ to }) => to ?? []));
    expect(phases.filter((phase) => !reached.has(phase))).toEqual([
      ...['none', 'shown', 'transferred', 'imported'],
    ]);
  });

  it('refuses a command of another kind, naming it', () => {
    class SeizeGoods {
      constructor(readonly goods: string) {}
    }
    const { state } = given(penaltyCase, h.anInformedCase());
    const decision = penaltyCase.decide(new SeizeGoods('cart') as never, state, demoFacts());
    expect(decision).toMatchObject({
      outcome: 'refused',
      broken: [{ code: 'R-00', zh: expect.stringContaining('SeizeGoods') }],
    });
  });
});

describe('what is possible now', () => {
  it('is answered for every row, with the rules in the way and those that wait for the words', () => {
    const { state } = given(penaltyCase, h.aRecordedCase());
    const actions = caseActions(state, demoFacts());
    expect(actions.map(({ command }) => command)).toEqual(
      caseTable(state).map(({ command }) => command.name),
    );
    const of = (name: string) => actions.find(({ command }) => command === name);
    expect(of('InformAndHear')).toMatchObject({ possible: true, broken: [], who: ['officer'] });
    expect(of('InformAndHear')?.open).toEqual(['R-09 G-SHOW', 'R-15 G-TELL', 'R-23 G-HEAVIER.retold']);
    expect(of('DecideOnSpot')).toMatchObject({ possible: false, broken: [{ code: 'R-15' }] });
    expect(of('ArchiveCase')).toMatchObject({ possible: false, broken: [{ code: 'R-00', guard: 'G-STEP' }] });
  });

  it('sees what the registers say', () => {
    const { state } = given(penaltyCase, h.aRecordedCase());
    const facts = demoFacts({ acting: [anOfficer('officer-li', [], 'auxiliary')] });
    const inform = caseActions(state, facts).find(({ command }) => command === 'InformAndHear');
    expect(inform?.broken.map(({ code }) => code)).toEqual(['R-04', 'R-05']);
  });

  it('agrees with the decision wherever it says no', () => {
    for (const [name, act] of Object.entries(lawful)) {
      const { history, given: command, facts } = act();
      const action = caseActions(given(penaltyCase, history).state, demoFacts(facts)).find(
        (each) => each.command === name,
      );
      expect([name, action?.possible]).toEqual([name, true]);
      expect(command.constructor.name).toBe(name);
    }
  });
});

describe('the reference', () => {
  it('prints a row with its rules, clocks, alerts and parameters', () => {
    const decide = reference(penaltyCase.steps).find(({ command }) => command === 'DecideOnSpot');
    expect(decide).toMatchObject({
      ...{ no: 'S5', zh: '当场决定', who: ['officer'], to: 'decided', emits: ['OnSpotDecisionIssued'] },
      ...{ opens: ['onspot.file', 'major.filing'], closes: [], alerts: ['W-21', 'W-11'] },
    });
    expect(decide?.rules).toContainEqual({
      rule: 'R-13 G-LIMIT',
      basis: ['中华人民共和国行政处罚法 第三十六条'],
    });
    expect(decide?.instead).toContain('R-14 G-REVIEW');
    expect(decide?.parameters).toContain('onspot.citizen');
    expect(JSON.parse(JSON.stringify(decide))).toMatchObject({ command: 'DecideOnSpot' });
  });
});

describe('the report', () => {
  it('lists identity, authority, sequence, content and time in this order', () => {
    const act = h.decide({
      contact: 'second',
      signedBy: [],
      proposal: { kinds: ['fine'], fineFen: 30_000, tier: 'normal' },
    });
    const old = h.play(
      h.aShownCase(),
      [h.record({ violation: { ...h.bodies.facts.violation, from: '2022-01-01' } })],
      [h.inform()],
    );
    const broken = given(penaltyCase, old)
      .when(act, demoFacts({ acting: [anOfficer('officer-li')] }))
      .refused('R-05', 'R-07', 'R-08', 'R-09', 'R-21', 'R-15', 'R-11', 'R-23', 'R-24', 'R-13');
    const step = penaltyCase.steps.find(({ command }) => command.name === 'DecideOnSpot')!;
    const groups = new Map(
      [...step.rules, ...(step.instead?.rules ?? [])].map((rule) => [
        ruleName(rule),
        reportOrder.indexOf(rule.group),
      ]),
    );
    const places = broken.map(({ code, guard }) => groups.get(ruleName({ code, name: guard })) ?? -1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
