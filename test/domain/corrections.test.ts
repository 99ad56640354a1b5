import { describe, expect, it } from '@jest/globals';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import { encodeEvent } from '../../src/events/codec';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';

const history = h.play(h.aDeliveredCase(), [h.pay()]);
const when = (act: PenaltyCaseCommand, revision: number, recordedBy?: string[]) =>
  given(penaltyCase, history).when(act, demoFacts({ target: h.targetOf(history, revision, recordedBy) }));

const member = (path: string, now: string) => ({ members: [{ path, now }] });

describe('a correction of the record', () => {
  it('names what was and what is, who ordered it, and takes the legal date of its target', () => {
    const late = demoFacts({ target: h.targetOf(history, 2), date: '2024-07-01' });
    const [event] = given(penaltyCase, history).when(h.correct(), late).accepted('EventCorrected');
    expect(event).toMatchObject({
      data: {
        target: { id: 'event-2', type: 'FactsRecorded', revision: 2 },
        members: [{ path: 'violation.from', was: '2024-05-20', now: '2024-05-19' }],
        reason: '日期误录',
        orderedBy: 'account-li',
      },
      legal: { d: '2024-05-20', p: 'day' },
    });
    expect(event && encodeEvent(event)).toMatchObject({ type: 'EventCorrected', version: 1 });
  });

  it('keeps the kind of value, and fills what was not there', () => {
    const yes = when(h.correct(member('violation.continuing', 'true')), 2).accepted('EventCorrected');
    expect(yes[0]).toMatchObject({ data: { members: [{ was: false, now: true }] } });
    const until = when(h.correct(member('violation.until', '2024-05-20')), 2).accepted('EventCorrected');
    expect(until[0]).toMatchObject({ data: { members: [{ was: null, now: '2024-05-20' }] } });
    when(h.correct(member('evidence.0.collected', '2024-05-19')), 2).accepted('EventCorrected');
  });

  it('is approved by somebody else than who recorded it', () => {
    when(h.correct(), 2, ['account-li']).refused('R-07');
    when(h.correctPerson(), 0, ['account-wang', 'account-li']).refused('R-07');
  });

  it.each([
    ['what a decision orders', 4, 'proposal.fineFen', '5000'],
    ['its number', 4, 'document.number', '示城管当罚〔2024〕2号'],
    ['the pseudonym of the party', 0, 'party.token', 'party-other'],
    ['what the act rested on', 2, 'reliance.rules', 'R-05'],
    ['a member that does not exist', 2, 'violation.from.day', '1'],
  ])('leaves %s alone', (_what, revision, path, now) => {
    when(h.correct({ revision, ...member(path, now) }), revision).refused('R-00');
  });

  it('has to fit the declaration and to change something', () => {
    when(h.correct(member('violation.from', '20 May')), 2).refused('R-00');
    when(h.correct(member('violation.harm', 'some')), 2).refused('R-00');
    when(h.correct(member('violation.from', '2024-02-30')), 2).refused('R-00');
    when(h.correct(member('violation.from', '2024-05-20')), 2).refused('R-00');
    when(h.correct(member('evidence.7.collected', '2024-05-19')), 2).refused('R-00');
  });

  it('is possible as long as the case exists, and not before', () => {
    given(penaltyCase, []).when(h.correct(), demoFacts()).refused('R-00');
    const archived = h.play(h.aClosedCase(), [h.archive()]);
    given(penaltyCase, archived)
      .when(h.correct(), demoFacts({ target: h.targetOf(archived, 2) }))
      .accepted('EventCorrected');
  });
});

describe('a correction of personal data (个保法 46)', () => {
  it('says in public only which members were wrong', () => {
    const [event] = when(h.correctPerson(), 0).accepted('PersonalDataCorrected');
    expect(event).toMatchObject({
      data: { target: { revision: 0 }, members: ['name'], orderedBy: 'account-li' },
      personal: { party: { now: { name: '王晓明' }, reason: '姓名误录' } },
      legal: { d: '2024-05-20' },
    });
    expect(JSON.stringify(event?.data)).not.toContain('王晓明');
  });

  it('is of what identifies the party, on the record that said it', () => {
    when(h.correctPerson({ members: [{ member: 'token', now: 'x' }] }), 0).refused('R-00');
    when(h.correctPerson({ revision: 2 }), 2).refused('R-00');
  });
});
