import { describe, expect, it } from '@jest/globals';
import { channels, fields } from '../../src/domain/penalty-case/disclosure/fields';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import { RegisterUnit } from '../../src/domain/registers/organ-commands';
import { anItem, anOrgan, demoFacts, monday } from '../support/demo-facts';
import { command, given } from '../support/given';
import * as h from '../support/histories';
import { rulesWith } from '../support/stages/deciding';
import { reverse } from '../support/stages/remedy';
import { aServedGeneralCase } from '../support/stages/service';

const refused = (
  history: h.History,
  act: PenaltyCaseCommand,
  codes: readonly string[],
  facts: Partial<CaseFacts> = {},
) =>
  given(penaltyCase, history)
    .when(act, demoFacts(facts))
    .refused(...codes);

const accepted = (history: h.History, act: PenaltyCaseCommand, facts: Partial<CaseFacts> = {}) => {
  const { decision } = given(penaltyCase, history).when(act, demoFacts(facts));
  expect(decision.outcome === 'refused' ? decision.broken : []).toEqual([]);
  return decision.outcome === 'accepted' ? decision.events[0]?.data : undefined;
};

const fortyEight = { norm: '中华人民共和国行政处罚法', article: '第四十八条', rank: 'law' };
const review = h.bodies.publish.review;

const ofFirm = (): h.History => {
  const party = { ...h.bodies.open.party, kind: 'organisation', name: '某公司' };
  const proposal = { kinds: ['fine'], fineFen: 50_000, tier: 'normal' };
  const steps = [
    [h.show()],
    [h.record()],
    [h.inform({ proposal })],
    [h.decide({ proposal })],
    [h.deliver()],
  ] as const;
  return h.play([], [h.open({ party })], ...steps);
};

describe('S9 publication', () => {
  it('shows of a natural person without a basis only organ, kind, basis and result', () => {
    expect(accepted(h.aDeliveredCase(), h.publish())).toMatchObject({
      showsPerson: false,
      socialImpact: false,
    });
  });

  it('is not before service', () => {
    refused(h.aDecidedCase(), h.publish(), ['R-00']);
  });

  it('is also possible after the case was closed and archived', () => {
    accepted(h.aClosedCase(), h.publish());
    accepted(h.play(h.aClosedCase(), [h.archive()]), h.publish());
  });

  it('happens once on each channel, again after a withdrawal or a decision not to', () => {
    refused(h.aPublishedCase(), h.publish(), ['R-00']);
    accepted(h.aPublishedCase(), h.publish({ channel: 'credit-china' }));
    accepted(h.play(h.aPublishedCase(), [h.withdraw()]), h.publish());
    accepted(h.play(h.aDeliveredCase(), [h.notPublish()]), h.publish());
  });

  it('does not take channels that are not for decisions on the spot, or unknown', () => {
    refused(h.aDeliveredCase(), h.publish({ channel: 'enterprise-system' }), ['R-31']);
    refused(h.aDeliveredCase(), h.publish({ channel: 'notice-board' }), ['R-31']);
  });
});

describe('who can be told from it (个保法 25, 34; 处罚法 48)', () => {
  const named = { fields: ['party-name', 'result'], assessment: 'PIA-7' };
  const with48 = { basis: fortyEight, consent: false, socialImpact: true, reason: '公众关注' };

  it('names an organisation freely', () => {
    expect(accepted(ofFirm(), h.publish({ fields: ['party-name', 'credit-code'] }))).toMatchObject({
      showsPerson: false,
    });
  });

  it('names a person by 48 with social impact and the reason', () => {
    expect(accepted(h.aDeliveredCase(), h.publish({ ...named, identity: with48 }))).toMatchObject({
      ...{ showsPerson: true, socialImpact: true, identityBasis: fortyEight, assessment: 'PIA-7' },
    });
    refused(h.aDeliveredCase(), h.publish({ ...named, identity: { ...with48, socialImpact: false } }), [
      'R-03',
    ]);
    refused(h.aDeliveredCase(), h.publish({ ...named, identity: { ...with48, reason: undefined } }), [
      'R-03',
    ]);
  });

  it('names a person by another law or regulation, or by consent, and by nothing lower', () => {
    const other = (rank: string) => ({
      ...named,
      identity: { basis: { norm: '某条例', article: '第一条', rank }, consent: false, socialImpact: false },
    });
    accepted(h.aDeliveredCase(), h.publish(other('administrative-regulation')));
    refused(h.aDeliveredCase(), h.publish(other('local-regulation')), ['R-03']);
    accepted(h.aDeliveredCase(), h.publish({ ...named, identity: { consent: true, socialImpact: false } }));
    refused(h.aDeliveredCase(), h.publish(named), ['R-03']);
  });

  it('wants the impact assessment (个保法 55)', () => {
    refused(h.aDeliveredCase(), h.publish({ ...named, identity: with48, assessment: undefined }), ['R-03']);
  });

  it('counts the self-employed as persons', () => {
    const party = { ...h.bodies.open.party, kind: 'individual-business' };
    const steps = [[h.show()], [h.record()], [h.inform()], [h.decide()], [h.deliver()]] as const;
    refused(h.play([], [h.open({ party })], ...steps), h.publish(named), ['R-03']);
  });
});

describe('R-31: what never reaches a public channel', () => {
  it('is a field of the closed exchange, or one that nobody declared', () => {
    const closed = Object.keys(fields).filter((field) => fields[field]?.closed === true);
    expect(closed).toContain('party-id-number');
    for (const field of [...closed, 'gender']) refused(ofFirm(), h.publish({ fields: [field] }), ['R-31']);
  });

  it.each(['closed', 'undecided'])('is what the secrecy review calls %s', (result) => {
    refused(h.aDeliveredCase(), h.publish({ review: { ...review, result } }), ['R-31']);
  });

  it('is what was not reviewed before', () => {
    refused(h.aDeliveredCase(), h.publish({ review: { ...review, on: '2024-05-21' } }), ['R-31']);
  });

  it('is a decision on a minor, even without a name', () => {
    const party = { ...h.bodies.open.party, ageBand: '14-to-18' };
    const lighter = { proposal: { kinds: ['fine'], fineFen: 10_000, tier: 'lighter' } };
    const steps = [
      [h.show()],
      [h.record()],
      [h.inform(lighter)],
      [h.decide(lighter)],
      [h.deliver()],
    ] as const;
    refused(h.play([], [h.open({ party })], ...steps), h.publish(), ['R-31']);
  });
});

describe('R-20 G-OWN', () => {
  const unit = { unit: 'squad', name: '执法中队', kind: 'dispatched', from: '2022-01-01' };
  const with_ = (changes: object) => ({ organ: anOrgan(command(RegisterUnit, { ...unit, ...changes })) });
  const ownName = { norm: '示范省市容条例', article: '第五条', rank: 'local-regulation' };

  it('lets a unit publish in its own name only by a norm', () => {
    refused(h.aDeliveredCase(), h.publish({ inNameOf: 'squad' }), ['R-20'], with_({}));
    accepted(h.aDeliveredCase(), h.publish({ inNameOf: 'squad' }), with_({ ownName }));
    refused(
      h.aDeliveredCase(),
      h.publish({ inNameOf: 'squad' }),
      ['R-20'],
      with_({ ownName, until: '2024-05-19' }),
    );
  });
});

describe('the other steps of publication', () => {
  it('record the ground for not publishing, with its review', () => {
    expect(accepted(h.aDeliveredCase(), h.notPublish())).toMatchObject({
      ground: 'privacy',
      review: { reference: 'BM-2' },
    });
  });

  it('correct and withdraw only what is published there', () => {
    accepted(h.aPublishedCase(), h.correctPublished());
    refused(h.aPublishedCase(), h.correctPublished({ channel: 'credit-china' }), ['R-00']);
    accepted(h.aPublishedCase(), h.withdraw());
    refused(h.play(h.aPublishedCase(), [h.withdraw()]), h.withdraw(), ['R-00']);
  });

  it('corrects nothing that was not published: a person is not shown by way of a correction (个保法 25)', () => {
    refused(h.aPublishedCase(), h.correctPublished({ fields: ['result', 'party-name'] }), ['R-03']);
    accepted(h.aPublishedCase(), h.correctPublished({ fields: ['organ', 'result'] }));
  });

  it('does not leave a decision unpublished on a ground that the file or the packs contradict', () => {
    const not = (ground: string, channel = 'own-site') => h.notPublish({ ground, channel });
    const silent = { rules: rulesWith(monday, 'publish.simple', { type: 'flag', flag: false }) };
    refused(h.aDeliveredCase(), not('minor'), ['R-03']);
    refused(h.aDeliveredCase(), not('channel-not-required'), ['R-03']);
    accepted(h.aDeliveredCase(), not('channel-not-required', 'credit-china'));
    refused(h.aDeliveredCase(), not('publish-simple-off'), ['R-03']);
    accepted(h.aDeliveredCase(), not('publish-simple-off'), silent);
    refused(aServedGeneralCase(), not('publish-simple-off'), ['R-03'], silent);
  });

  it('knows the channels by name', () => {
    expect(Object.values(channels).every(({ zh, en }) => zh !== '' && en !== '')).toBe(true);
    expect(anItem().state.phase).toBe('published');
  });
});

describe('a look at what a channel shows (C.10)', () => {
  const findings = (history: h.History, changes: object) =>
    (accepted(history, h.checkPublished(changes)) as { findings: { code: string; reasons: string[] }[] })
      .findings;
  const summary = ['organ', 'kind', 'basis', 'result'];

  it('finds nothing where it shows what was published', () => {
    expect(accepted(h.aPublishedCase(), h.checkPublished())).toMatchObject({ findings: [], opens: [] });
    expect(findings(h.aPublishedCase(), { fields: [...summary].reverse() })).toEqual([]);
  });

  it.each([
    ['a person unmasked', { unmasked: ['result'] }, ['W-36 unmasked']],
    ['a closed field', { fields: [...summary, 'address'] }, ['W-36 closed-field', 'W-37 other-fields']],
    [
      'a field that tells the person, published without any',
      { fields: [...summary, 'party-name'] },
      ['W-36 identifies-without-basis', 'W-37 other-fields'],
    ],
    ['a field that says something else', { differing: ['result'] }, ['W-37 field-differs']],
    ['less than was published', { fields: ['organ'] }, ['W-37 other-fields']],
  ])('finds %s', (_what, changes, expected) => {
    const found = findings(h.aPublishedCase(), changes).flatMap(({ code, reasons }) =>
      reasons.map((reason) => `${code} ${reason}`),
    );
    const groups = expected.map((each) => each.split(' ')[0]);
    expect([...new Set(found.map((each) => each.split(' ')[0]))]).toEqual([...new Set(groups)]);
    expect(found).toEqual(expect.arrayContaining(expected));
  });

  it('compares a text as a whole, by its hash as published or as corrected since', () => {
    const [before, after] = ['a'.repeat(64), 'b'.repeat(64)];
    const shown = { content: 'text', contentHash: before };
    const published = h.play(ofFirm(), [h.publish(shown)]);
    const reasons = (history: h.History, contentHash?: string) =>
      findings(history, { fields: ['text'], ...(contentHash === undefined ? {} : { contentHash }) });
    expect(reasons(published, before)).toEqual([]);
    expect(reasons(published)).toEqual([]);
    expect(reasons(published, after)).toMatchObject([{ code: 'W-37', reasons: ['text-differs'] }]);
    const corrected = h.play(published, [h.correctPublished({ contentHash: after })]);
    expect(reasons(corrected, after)).toEqual([]);
  });

  it('that shows a person unmasked opens what is to be done at once, and both end by what is done', () => {
    const clocks = (history: h.History) =>
      Object.keys(history.reduce(penaltyCase.evolve, penaltyCase.initial).clocks);
    const tasks = ['privacy.withdraw/own-site', 'privacy.tell/own-site'];
    const unmasked = h.anUnmaskedCase();
    expect(clocks(unmasked)).toEqual(expect.arrayContaining(tasks));
    refused(h.aPublishedCase(), h.tellBreach(), ['R-00']);
    refused(unmasked, h.tellBreach({ persons: 'harm-averted' }), ['R-11']);
    const told = h.play(unmasked, [h.tellBreach()]);
    expect(clocks(told)).not.toContain(tasks[1]);
    expect(clocks(h.play(told, [h.withdraw()])).filter((key) => tasks.includes(key))).toEqual([]);
  });
});

describe('W-35: what is withdrawn after a reversal', () => {
  const reversed = (history: h.History = h.aPublishedCase()) => h.play(history, [reverse()]);
  const why = { reason: 'reversal', publicReason: '决定已被撤销' };
  const open = (history: h.History): boolean =>
    Object.hasOwn(history.reduce(penaltyCase.evolve, penaltyCase.initial).clocks, 'withdraw.penalty');

  it('is withdrawn only once no channel shows it any more', () => {
    const both = reversed(h.play(h.aPublishedCase(), [h.publish({ channel: 'credit-china' })]));
    const once = h.play(both, [h.withdraw(why)]);
    expect(open(once)).toBe(true);
    expect(open(h.play(once, [h.withdraw({ ...why, channel: 'credit-china' })]))).toBe(false);
  });

  it('says why in public, whatever the reason given', () => {
    refused(reversed(), h.withdraw({ reason: 'expiry' }), ['R-11']);
    expect(open(h.play(reversed(), [h.withdraw({ ...why, reason: 'expiry' })]))).toBe(false);
    expect(accepted(h.aPublishedCase(), h.withdraw({ reason: 'expiry' }))).toBeDefined();
  });
});
