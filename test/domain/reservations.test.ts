import { describe, expect, it } from '@jest/globals';
import { fineReservation, ReleaseFine, ReserveFine } from '../../src/domain/reservations/fine-reservation';
import { numberOf, numbering, ReserveNumber, VoidNumber } from '../../src/domain/reservations/numbering';
import { caseReservations, streamsNeeded } from '../../src/domain/penalty-case/decider';
import { noCase } from '../../src/domain/penalty-case/state';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { demoFacts, monday, register } from '../support/demo-facts';
import { command, given } from '../support/given';
import * as h from '../support/histories';

const facts = { date: monday, by: 'account-li' };
const reserve = (of: string, changes: object = {}) =>
  command(ReserveNumber, {
    docType: 'on-spot-decision',
    prefix: '示城管当罚',
    year: 2024,
    case: of,
    ...changes,
  });
const voided = (number: string, of: string) =>
  command(VoidNumber, { number, case: of, reason: 'refused: R-23' });

const codes = (decision: ReturnType<typeof numbering.decide> | ReturnType<typeof fineReservation.decide>) =>
  decision.outcome === 'refused'
    ? decision.broken.map(({ code }) => code)
    : decision.events.map(({ type }) => type);

describe('document numbers', () => {
  const state = register(numbering, 'n', [reserve('case-a'), reserve('case-b')]).state;

  it('count up within prefix and year, in the form of GB/T 9704', () => {
    expect(numberOf(state, 'case-a', 'on-spot-decision')?.number).toBe('示城管当罚〔2024〕1号');
    expect(numberOf(state, 'case-b', 'on-spot-decision')).toMatchObject({ seq: 2, n: 1 });
    const next = register(numbering, 'n', [
      reserve('case-a'),
      reserve('case-b', { year: 2025 }),
      reserve('case-c', { prefix: '示城管罚' }),
      reserve('case-d'),
    ]).state;
    expect(numberOf(next, 'case-b', 'on-spot-decision')?.seq).toBe(1);
    expect(numberOf(next, 'case-c', 'on-spot-decision')?.seq).toBe(1);
    expect(numberOf(next, 'case-d', 'on-spot-decision')?.seq).toBe(2);
  });

  it('stay with their case: asking again adds nothing', () => {
    expect(codes(numbering.decide(reserve('case-a'), state, facts))).toEqual([]);
    expect(codes(numbering.decide(reserve('case-a', { docType: 'receipt' }), state, facts))).toEqual([
      'NumberReserved',
    ]);
  });

  it('are voided by their case with a reason, once, and never used again', () => {
    expect(codes(numbering.decide(voided('示城管当罚〔2024〕1号', 'case-b'), state, facts))).toEqual([
      'R-11',
    ]);
    const after = register(numbering, 'n', [
      reserve('case-a'),
      voided('示城管当罚〔2024〕1号', 'case-a'),
    ]).state;
    expect(numberOf(after, 'case-a', 'on-spot-decision')).toBeUndefined();
    expect(codes(numbering.decide(voided('示城管当罚〔2024〕1号', 'case-a'), after, facts))).toEqual([
      'R-11',
    ]);
    const again = register(numbering, 'n', [
      reserve('case-a'),
      voided('示城管当罚〔2024〕1号', 'case-a'),
      reserve('case-a'),
    ]).state;
    expect(numberOf(again, 'case-a', 'on-spot-decision')?.seq).toBe(2);
  });

  it('of a long year are found without copying it', () => {
    const many = Array.from({ length: 3000 }, (_, index) => reserve(`case-${index}`));
    expect(numberOf(register(numbering, 'n', many).state, 'case-2999', 'on-spot-decision')?.seq).toBe(3000);
  });
});

describe('the fine for one act of one party (处罚法 29)', () => {
  const take = (of: string) => command(ReserveFine, { actId: 'act-1', partyToken: 'party-1', case: of });
  const give = (of: string) => command(ReleaseFine, { case: of, reason: 'refused: R-23' });
  const held = register(fineReservation, 'act', [take('case-a')]).state;

  it('is taken by one case; taking it again adds nothing; another case is refused', () => {
    expect(codes(fineReservation.decide(take('case-a'), held, facts))).toEqual([]);
    const refused = fineReservation.decide(take('case-b'), held, facts);
    expect(codes(refused)).toEqual(['R-24']);
    // Its holder may be a case of another organ.
    expect(JSON.stringify(refused)).not.toContain('case-a');
  });

  it('is given back by its holder alone, and is free then', () => {
    expect(codes(fineReservation.decide(give('case-b'), held, facts))).toEqual(['R-24']);
    const free = register(fineReservation, 'act', [take('case-a'), give('case-a')]).state;
    expect(codes(fineReservation.decide(take('case-b'), free, facts))).toEqual(['FineReserved']);
  });
});

describe('what a decision takes beforehand', () => {
  const { state } = given(penaltyCase, h.anInformedCase());
  it('is a number, and the fine where there is one', () => {
    expect(caseReservations(h.decide(), state, demoFacts())).toEqual([
      { kind: 'number', organ: 'organ-demo', docType: 'on-spot-decision', prefix: '示城管当罚', year: 2024 },
      { kind: 'fine', actId: 'act-0520', partyToken: 'party-7f3a' },
    ]);
    const warning = h.decide({ proposal: { kinds: ['warning'], fineFen: 0, tier: 'normal' } });
    expect(caseReservations(warning, state, demoFacts())).toHaveLength(1);
    expect(caseReservations(h.deliver(), state, demoFacts())).toEqual([]);
    expect(caseReservations(h.decide(), noCase, demoFacts())).toEqual([]);
  });

  it('says which streams a command is decided on', () => {
    expect(streamsNeeded(h.open(), noCase)).toEqual({
      ...{ organ: 'organ-demo', item: 'item-stall', acting: ['officer-li', 'officer-wang'], otherItems: [] },
      people: [],
    });
    expect(streamsNeeded(h.decide(), state)).toMatchObject({
      organ: 'organ-demo',
      template: 'template-onspot',
    });
    expect(streamsNeeded(h.recuse(), state)).toMatchObject({
      approver: 'officer-chief',
      acting: state.officers,
    });
    expect(streamsNeeded(h.correct(), state)).toMatchObject({ target: 2 });
  });
});
