import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import {
  DecideOnSpot,
  InformAndHear,
  OpenOnSite,
  RecordFacts,
} from '../../src/domain/penalty-case/simple/commands';
import { AccrueLateFee, CollectOnSpot } from '../../src/domain/penalty-case/payment/commands';
import { PublishDecision } from '../../src/domain/penalty-case/disclosure/commands';
import { PublishItem } from '../../src/domain/registers/item';
import { itemBody } from '../support/demo-facts';
import { invalidMembers } from '../support/given';
import { bodies } from '../support/histories';

/** Commands are at once HTTP bodies: what their decorators let through is what the decider may meet. */

const cases: readonly [string, new () => object, object, string][] = [
  ['a blank name', OpenOnSite, { ...bodies.open, party: { ...bodies.open.party, name: '  ' } }, 'party'],
  ['an unknown member', OpenOnSite, { ...bodies.open, force: true }, 'force'],
  [
    'an unknown member deeper down',
    OpenOnSite,
    { ...bodies.open, party: { ...bodies.open.party, x: 1 } },
    'party',
  ],
  ['a list where an object belongs', OpenOnSite, { ...bodies.open, party: [] }, 'party'],
  ['no party', OpenOnSite, { ...bodies.open, party: undefined }, 'party'],
  ['a handle with blanks', OpenOnSite, { ...bodies.open, organ: 'organ demo' }, 'organ'],
  ['a handle that is too long', OpenOnSite, { ...bodies.open, actId: 'a'.repeat(121) }, 'actId'],
  [
    'one officer named twice',
    OpenOnSite,
    { ...bodies.open, officers: ['officer-li', 'officer-li'] },
    'officers',
  ],
  ['no officer', OpenOnSite, { ...bodies.open, officers: [] }, 'officers'],
  ['a territory of five digits', OpenOnSite, { ...bodies.open, place: '99010' }, 'place'],
  [
    'an invented party kind',
    OpenOnSite,
    { ...bodies.open, party: { ...bodies.open.party, kind: 'robot' } },
    'party',
  ],
  [
    'a day that does not exist',
    RecordFacts,
    { ...bodies.facts, violation: { ...bodies.facts.violation, from: '2024-02-30' } },
    'violation',
  ],
  [
    'a day with a time',
    RecordFacts,
    { ...bodies.facts, violation: { ...bodies.facts.violation, from: '2024-05-20T10:00' } },
    'violation',
  ],
  ['no facts', RecordFacts, { ...bodies.facts, facts: [] }, 'facts'],
  ['too many facts', RecordFacts, { ...bodies.facts, facts: Array(31).fill(bodies.facts.facts[0]) }, 'facts'],
  ['a flag as text', RecordFacts, { ...bodies.facts, disputed: 'no' }, 'disputed'],
  [
    'a fine in yuan with a fraction',
    InformAndHear,
    { ...bodies.inform, proposal: { ...bodies.inform.proposal, fineFen: 99.5 } },
    'proposal',
  ],
  [
    'a negative fine',
    InformAndHear,
    { ...bodies.inform, proposal: { ...bodies.inform.proposal, fineFen: -1 } },
    'proposal',
  ],
  [
    'a fine above every bound',
    InformAndHear,
    { ...bodies.inform, proposal: { ...bodies.inform.proposal, fineFen: 10_000_000_000_001 } },
    'proposal',
  ],
  [
    'an invented kind of penalty',
    DecideOnSpot,
    { ...bodies.decide, proposal: { ...bodies.decide.proposal, kinds: ['flogging'] } },
    'proposal',
  ],
  ['an essay', DecideOnSpot, { ...bodies.decide, reasons: '理'.repeat(4001) }, 'reasons'],
  ['an amount as text', CollectOnSpot, { ...bodies.collect, amountFen: '10000' }, 'amountFen'],
  ['a notice in capitals', AccrueLateFee, { ...bodies.accrue, notice: 'NOTICE' }, 'notice'],
  ['a hash that is none', PublishDecision, { ...bodies.publish, contentHash: 'abc' }, 'contentHash'],
  [
    'a norm of no rank',
    PublishItem,
    { ...itemBody, basis: [{ ...itemBody.basis[0], rank: 'custom' }] },
    'basis',
  ],
];

describe('a command body', () => {
  it.each(cases)('is refused for %s', (_what, type, body, member) => {
    expect(invalidMembers(type, body)).toEqual([member]);
  });

  it('may leave out what is optional, and say null instead', () => {
    expect(invalidMembers(OpenOnSite, { ...bodies.open, unit: null, placeText: undefined })).toEqual([]);
    expect(invalidMembers(OpenOnSite, bodies.open)).toEqual([]);
  });

  it('has bounds on every member of every command', () => {
    const bodiesWithNothing = penaltyCase.steps.map(
      ({ command }) => [command.name, invalidMembers(command, { x: 1 })] as const,
    );
    expect(bodiesWithNothing.filter(([, members]) => !members.includes('x'))).toEqual([]);
  });
});
