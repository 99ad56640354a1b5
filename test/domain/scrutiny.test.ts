import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { RecordContact } from '../../src/domain/penalty-case/investigation/commands';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { tracedBy } from '../../src/app/traceback/out-of-band';
import { flag } from '../../src/law/packs/values';
import { demoFacts, monday } from '../support/demo-facts';
import { command, given } from '../support/given';
import * as h from '../support/histories';
import * as inv from '../support/stages/investigation';
import * as x from '../support/stages/deciding';
import * as paper from '../support/stages/paper';
import * as remedy from '../support/stages/remedy';

/** What is noted of a case beside its course: dress, appearance in court, paper that differs from the record. */

describe('uniform and badge at a contact (A078)', () => {
  const prescribed: Partial<CaseFacts> = { rules: x.rulesWith(monday, 'dress.prescribed', flag(true)) };
  const noted = (dress: object | undefined, facts: Partial<CaseFacts> = prescribed) => {
    const shown = h.show(dress === undefined ? {} : { dress });
    const { decision } = given(penaltyCase, h.anOpenedCase()).when(shown, demoFacts(facts));
    if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
    return decision.events.flatMap(({ type, data }) => (type === 'DressNoted' ? [data] : []));
  };

  it('is asked for where the rules prescribe it: what is not said, or not worn, is found', () => {
    expect(noted({ uniform: true, badge: true })).toMatchObject([{ prescribed: true, findings: [] }]);
    expect(noted({ uniform: true, badge: false })).toMatchObject([
      { findings: [{ code: 'W-07', reasons: ['badge-not-worn'] }], worn: { uniform: true, badge: false } },
    ]);
    expect(noted({ uniform: false, badge: true })).toMatchObject([
      { findings: [{ reasons: ['uniform-not-worn'] }] },
    ]);
    expect(noted(undefined)).toMatchObject([{ findings: [{ reasons: ['dress-not-said'] }] }]);
  });

  it('is noted elsewhere when it is said, and nothing is found', () => {
    expect(noted(undefined, {})).toEqual([]);
    expect(noted({ uniform: false, badge: false }, {})).toMatchObject([{ prescribed: false, findings: [] }]);
    const off = { rules: x.rulesWith(monday, 'dress.prescribed', flag(false)) };
    expect(noted(undefined, off)).toEqual([]);
  });

  it('goes with contacts of the general procedure as well', () => {
    const contact = command(RecordContact, {
      ...{ contact: 'c2', officers: ['officer-li', 'officer-wang'], whom: 'other' },
      dress: { uniform: true, badge: true },
    });
    given(penaltyCase, inv.anAssignedCase())
      .when(contact, demoFacts(prescribed))
      .accepted('CredentialShown', 'DressNoted');
  });
});

describe('appearance in court (A065, A238)', () => {
  const people = new Map([[h.chief.s, h.chief]]);
  const facts = demoFacts({ people });

  it('names the head by his post of that day, the ground on which he had to appear, and the agents', () => {
    const [event] = given(penaltyCase, remedy.aSuedCase())
      .when(remedy.appear(), facts)
      .accepted('CourtAppearanceRecorded');
    expect(event?.data).toMatchObject({
      ...{ leader: { officer: 'officer-chief', as: 'deputy-chief' }, must: 'court-request' },
      ...{ agents: ['officer-li'], lawyer: true },
    });
  });

  it('takes another leader in charge at his word, and says why none appeared', () => {
    const leader = { officer: 'officer-chief', as: 'other-leader' };
    given(penaltyCase, remedy.aSuedCase())
      .when(remedy.appear({ leader }), demoFacts())
      .accepted('CourtAppearanceRecorded');
    const nobody = { leader: undefined };
    given(penaltyCase, remedy.aSuedCase()).when(remedy.appear(nobody), facts).refused('R-08');
    given(penaltyCase, remedy.aSuedCase())
      .when(remedy.appear({ ...nobody, absence: { reason: '不可抗力', told: true } }), facts)
      .accepted('CourtAppearanceRecorded');
  });

  it('is noted after the judgment, too', () => {
    const judged = h.play(remedy.aSuedCase(), [remedy.judge()]);
    given(penaltyCase, judged).when(remedy.appear(), facts).accepted('CourtAppearanceRecorded');
  });
});

describe('paper that differs from the record (A215)', () => {
  it('is found with the paper as proof, under the rule that such a paper breaks', () => {
    const found = paper.aDifferingCase().at(-1);
    expect(found?.data).toMatchObject({
      ...{ difference: 'd1', in: ['date', 'seal'], broken: ['R-11'], event: { revision: 4 } },
      findings: [{ code: 'W-01', about: 'd1', reasons: ['paper-differs'] }],
    });
    expect(JSON.stringify(found?.data)).not.toContain('落款');
    const history = paper.aDifferingCase();
    const of = (types: readonly string[]) => history.filter(({ type }) => types.includes(type));
    expect(tracedBy({ of } as never)).toEqual([{ code: 'R-11', row: 'V14' }]);
  });

  it('is settled once, by a chief, and waits for him until then', () => {
    const facts = demoFacts({ approver: h.chief });
    const settled = h.play(paper.aDifferingCase(), [paper.settle(), { approver: h.chief }]);
    given(penaltyCase, settled).when(paper.settle(), facts).refused('R-00');
    const row = penaltyCase.steps.find(({ command: { name } }) => name === 'SettlePaperDifference');
    const waits = (history: h.History) => row?.awaited?.when?.(given(penaltyCase, history).state);
    expect([waits(paper.aDifferingCase()), waits(settled), waits(h.aDecidedCase())]).toEqual([
      ...[true, false, false],
    ]);
  });
});
