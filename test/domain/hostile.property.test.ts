import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CommandRoute } from '../../src/app/bus/command-catalogue';
import { personsIn } from '../../src/domain/fields';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { phases } from '../../src/domain/penalty-case/state';
import { officer } from '../../src/domain/registers/officer';
import type { OfficerState } from '../../src/domain/registers/officer-state';
import type { Entry } from '../../src/domain/registers/register';
import { encodeEvent } from '../../src/events/codec';
import type { BrokenRule } from '../../src/kernel/guard';
import { isAlertCode, isRefusalCode } from '../../src/law/violations';
import { aChief, anOfficer, rulesOn } from '../support/demo-facts';
import { deciders, everyRoute, lawfulAct, type LawfulAct } from '../support/every-command';
import { recorded } from '../support/given';
import { hostile } from '../support/hostile';

/** Whatever passes the checks of a command is answered by its decider, in whichever state: with events, or with reasons. */

const days = ['1900-01-01', '2006-12-31', '2024-05-20', '2024-07-01', '2026-12-31', '2031-01-01'];
const staff = new Map(
  [anOfficer('officer-li'), anOfficer('officer-wang'), aChief()].map((each) => [each.s, each]),
);

/** The state on which a lawful act is decided. */
function stateBefore({ category, history, before, seen }: LawfulAct): { readonly phase: string } {
  const { initial, evolve, decide } = deciders[category];
  let state = history.reduce((folded, event) => evolve(folded, event), initial);
  let revision = history.length;
  for (const [command, facts] of before) {
    const decision = decide(command, state, facts);
    if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
    for (const event of decision.events) state = evolve(state, recorded(event, revision++, '2024-05-20'));
  }
  return seen(state) as { readonly phase: string };
}

const acts: readonly LawfulAct[] = everyRoute.map((route) => lawfulAct(route)!);
const statesOf = new Map(
  Object.keys(deciders).map((category) => [
    category,
    acts.filter((each) => each.category === category).map(stateBefore),
  ]),
);

/** People whom a command names, as whoever gathers finds them: an unknown handle is an entry that says nothing. */
const peopleOf = (command: object): ReadonlyMap<string, Entry<OfficerState>> =>
  new Map(personsIn(command).map((s) => [s, staff.get(s) ?? { s, n: -1, state: officer.initial }]));

/** The facts of a lawful act as they would be for another command, on another day, with what is not there left out. */
function factsFor(act: LawfulAct, command: object, date: string, without: readonly string[]): object {
  const { facts, category } = act;
  const named = personsIn(command).map((person) => [person, `p-${person}`.slice(0, 43)] as const);
  const known = { ...(facts as object), date } as Record<string, unknown>;
  if ('people' in known)
    known['people'] = new Map([...(known['people'] as Map<string, never>), ...peopleOf(command)]);
  if ('pseudonyms' in known)
    known['pseudonyms'] = new Map([...(known['pseudonyms'] as Map<string, never>), ...named]);
  if (category === 'case') known['rules'] = rulesOn(date);
  return Object.fromEntries(Object.entries(known).filter(([name]) => !without.includes(name)));
}

/** Facts that are absent while nothing is known or reserved. */
const mayBeAbsent: Readonly<Partial<Record<string, readonly (keyof CaseFacts)[]>>> = {
  case: ['organ', 'approver', 'item', 'template', 'number', 'fineHolder', 'partyToken', 'target'],
};

const wellSaid = ({ code, zh, en, basis }: BrokenRule): boolean =>
  (code === 'R-00' || isRefusalCode(code) || isAlertCode(code)) &&
  /\p{Script=Han}/u.test(zh) &&
  /[a-z]{2,} [a-z]/iu.test(en) &&
  ![zh, en].some((text) => /undefined|\bnull\b|\[object|NaN/u.test(text)) &&
  basis.every((article) => article !== '');

interface Met {
  accepted: number;
  refused: number;
}

function expectAnswers(route: CommandRoute, act: LawfulAct, met: Met): void {
  const decider = deciders[route.category];
  const own = stateBefore(act);
  const states = fc.oneof(
    { weight: 3, arbitrary: fc.constant(own) },
    fc.constantFrom(...statesOf.get(route.category)!),
    fc
      .tuple(fc.constantFrom(...statesOf.get(route.category)!), fc.constantFrom(...phases))
      .map(([state, phase]) => (route.category === 'case' ? { ...state, phase } : state)),
  );
  const absent = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.subarray([...(mayBeAbsent[route.category] ?? [])]),
  );
  fc.assert(
    fc.property(
      hostile(route.type, act.given),
      states,
      fc.constantFrom(...days),
      absent,
      (command, state, date, without) => {
        if (command === undefined) return;
        const facts = factsFor(act, command, date, without);
        const decision = decider.decide(command, state, facts);
        if (decision.outcome === 'accepted') {
          met.accepted += 1;
          if (without.length === 0) for (const event of decision.events) encodeEvent(event);
          return;
        }
        met.refused += 1;
        expect(decision.broken.filter((rule) => !wellSaid(rule))).toEqual([]);
        expect(decision.broken.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 50 },
  );
}

describe('a hostile command is answered', () => {
  it.each(everyRoute)('$category: $name', (route) => {
    const met: Met = { accepted: 0, refused: 0 };
    expectAnswers(route, lawfulAct(route)!, met);
    expect(met.accepted + met.refused).toBeGreaterThan(10);
  });
});
