import { expect, it } from '@jest/globals';
import { behindOf } from '../../src/app/sealed/handling';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { noCase } from '../../src/domain/penalty-case/state';
import * as h from '../support/histories';
import { aReversedCase } from '../support/stages/remedy';

/** What a case says of the hand-over to discipline inspection: a penalty, unless it no longer stands. */

const behind = (history: h.History) => behindOf(history.reduce(penaltyCase.evolve, noCase));

it.each([
  ['revoked', false],
  ['void', false],
  ['unlawful', true],
])('a decision that was found %s imposes a penalty still: %s', (kind, penalty) => {
  expect(behind(aReversedCase({ kind }))).toMatchObject({ reversed: true, penalty });
});

it('names the person, the officers and the number of what was decided', () => {
  expect(behind(h.aDeliveredCase())).toEqual({
    ...{ partyKind: 'citizen', officers: ['officer-li', 'officer-wang'], closed: false },
    ...{ penalty: true, number: '示城管当罚〔2024〕1号', reversed: false },
  });
  expect(behind(h.aClosedCase())).toMatchObject({ closed: true });
  expect(behind([])).toEqual({ officers: [], closed: false, penalty: false, reversed: false });
});
