import { describe, expect, it } from '@jest/globals';
import { penaltyCase, type PenaltyCaseCommand } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import {
  IssueCertificate,
  RevokeCertificate,
  SuspendCertificate,
} from '../../src/domain/registers/officer-commands';
import { EndEntrustment, EndOrgan, RecordEntrustment } from '../../src/domain/registers/organ-commands';
import { organ } from '../../src/domain/registers/organ';
import {
  aTemplate,
  anItem,
  anOfficer,
  anOrgan,
  confirmOrgan,
  demoFacts,
  organHandle,
  register,
  tampered,
} from '../support/demo-facts';
import { command, given } from '../support/given';
import * as h from '../support/histories';

/** Refused with exactly these codes, in the order of the report. */
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
  expect(decision).toMatchObject({ outcome: 'accepted' });
};

const wang = anOfficer('officer-wang');
const change = { number: '证-officer-li', from: '2024-05-20', ground: 'inquiry' };

describe('R-01 G-ORG', () => {
  const act = h.open();
  it.each([
    ['not announced yet', anOrganWith({ announced: '2024-05-21' })],
    ['not in force yet', anOrganWith({ from: '2024-05-21' })],
    ['at its end', anOrganWith({ until: '2024-05-19' })],
    ['ended', anOrgan(command(EndOrgan, { from: '2024-05-20' }))],
    ['entrusted by nobody', anOrganWith({ kind: 'entrusted' })],
  ])('refuses an organ that is %s', (_what, entry) => {
    refused([], act, ['R-01'], { organ: entry });
  });

  it('takes an organ on its last day', () => {
    accepted([], act, { organ: anOrganWith({ until: '2024-05-20' }) });
    accepted([], act, { organ: anOrgan(command(EndOrgan, { from: '2024-05-21' })) });
  });

  const entrustment = { entrusting: organHandle, published: '2024-01-01', from: '2024-01-01' };
  const entrusted = (...more: object[]) =>
    register(organ, 'organ-station', [
      confirmOrgan({ kind: 'entrusted' }),
      ...more.map((each) => command(RecordEntrustment, { ...entrustment, items: ['item-stall'], ...each })),
    ]);
  const acting = ['officer-li', 'officer-wang'].map((each) =>
    tampered(anOfficer(each), (state) => ({
      ...state,
      certificates: state.certificates.map((certificate) => ({ ...certificate, organ: 'organ-station' })),
    })),
  );
  it('takes an entrusted body within its published entrustment, for its items, while it lasts', () => {
    const facts = { acting, organ: entrusted({}) };
    accepted([], act, facts);
    refused([], act, ['R-01', 'R-02'], { acting, organ: entrusted({ items: ['item-other'] }) });
    refused([], act, ['R-01', 'R-02'], { acting, organ: entrusted({ until: '2024-05-19' }) });
    const ended = command(EndEntrustment, { entrusting: organHandle, from: '2024-05-20' });
    const state = register(organ, 'organ-station', [confirmOrgan({ kind: 'entrusted' })]);
    expect(state.n).toBe(0);
    refused([], act, ['R-01', 'R-02'], {
      acting,
      organ: register(organ, 'organ-station', [
        confirmOrgan({ kind: 'entrusted' }),
        command(RecordEntrustment, { ...entrustment, items: ['item-stall'] }),
        ended,
      ]),
    });
  });
});

function anOrganWith(changes: object) {
  return register(organ, organHandle, [confirmOrgan(changes)]);
}

describe('R-02 G-ITEM', () => {
  it.each([
    ['of another organ', anItem({ organ: 'organ-other' })],
    ['that is no penalty item', anItem({ acts: ['inspection'] })],
    ['that is not published yet', anItem({ published: '2024-05-21' })],
    ['that begins tomorrow', anItem({ from: '2024-05-21' })],
    ['of another territory', anItem({ territory: '990102' })],
  ])('refuses an item %s', (_what, entry) => {
    refused([], h.open(), ['R-02'], { item: entry });
  });
});

describe('R-03', () => {
  const cited = {
    ...{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' },
    ...{ published: '2019-11-01', from: '2020-01-01' },
  };
  it('refuses an item whose norm is not in force or not published (处罚法 5)', () => {
    refused([], h.open(), ['R-03'], { item: anItem({ basis: [{ ...cited, until: '2024-05-19' }] }) });
    refused([], h.open(), ['R-03'], { item: anItem({ basis: [{ ...cited, published: '2024-05-21' }] }) });
  });

  it('refuses a kind that the rank of the norms may not create (处罚法 12)', () => {
    const licence = tampered(anItem(), (state) => ({
      ...state,
      versions: state.versions.map((each) => ({
        ...each,
        penalties: [...each.penalties, 'revocation-of-business-licence'],
      })),
    }));
    const kinds = { proposal: { kinds: ['revocation-of-business-licence'], fineFen: 0, tier: 'normal' } };
    const broken = refused(
      h.play(h.aRecordedCase(), [h.inform(kinds)]),
      h.decide(kinds),
      ['R-07', 'R-03', 'R-08', 'R-21', 'R-14', 'R-15', 'R-16', 'R-17'],
      { item: licence },
    );
    expect(broken.find(({ code }) => code === 'R-03')?.zh).toContain('地方性法规不得设定该种处罚');
  });

  it('refuses to decide on a norm that changed after the act (处罚法 37)', () => {
    const history = h.play(
      h.aShownCase(),
      [h.record({ violation: { ...h.bodies.facts.violation, from: '2024-01-10' } })],
      [h.inform()],
    );
    const basis = [
      { ...cited, until: '2024-03-31' },
      { ...cited, article: '第二十一条', from: '2024-04-01' },
    ];
    refused(history, h.decide(), ['R-03'], { item: anItem({ basis }) });
  });
});

describe('R-04 G-CERT', () => {
  const who = (...more: Parameters<typeof anOfficer>[1] & object) => [
    anOfficer('officer-li', more),
    wang,
    anOfficer('officer-zhou'),
  ];
  const other = command(IssueCertificate, {
    ...{
      number: '证-other',
      organ: 'organ-other',
      issuer: '省司法厅',
      from: '2023-01-01',
      until: '2026-12-31',
    },
  });
  it.each([
    ['suspended', who(command(SuspendCertificate, change))],
    ['revoked', who(command(RevokeCertificate, change))],
    ['issued for another organ', who(command(RevokeCertificate, change), other)],
    ['held by an auxiliary', [anOfficer('officer-li', [], 'auxiliary'), wang, anOfficer('officer-zhou')]],
    [
      'held by somebody unknown',
      [
        { ...wang, s: 'officer-li', state: { ...wang.state, certificates: [] } },
        wang,
        anOfficer('officer-zhou'),
      ],
    ],
  ])('refuses a certificate that is %s', (_what, acting) => {
    refused([], h.open(), ['R-04'], { acting });
  });

  it('counts the day: valid on its last day, expired on the next; not valid before its first', () => {
    accepted([], h.open(), { date: '2026-12-31' });
    refused([], h.open(), ['R-04', 'R-05'], { date: '2027-01-01' });
    refused([], h.open(), ['R-04', 'R-05'], { date: '2022-12-31' });
  });
});

describe('R-05 G-TWO', () => {
  it('counts qualified persons once', () => {
    refused([], h.open(), ['R-05'], { acting: [wang, wang] });
    refused([], h.open(), ['R-04', 'R-05'], { acting: [wang, anOfficer('officer-li', [], 'seconded')] });
  });

  it('lets one act alone only where a 法律 says so', () => {
    const singleOfficer = { norm: '中华人民共和国某法', article: '第一条', rank: 'law' };
    accepted([], h.open(), { acting: [wang], item: anItem({ singleOfficer }) });
  });
});

describe('R-06 G-RECUSE', () => {
  it('lets the investigation go on while a request is undecided, but not the decision (处罚法 43)', () => {
    accepted(h.withRequest(h.aShownCase()), h.record());
    refused(h.withRequest(h.anInformedCase()), h.decide(), ['R-06']);
    refused(h.withRecusal(h.anInformedCase()), h.decide(), ['R-06']);
  });

  it('is over once the request is denied', () => {
    const denied = h.play(h.withRequest(h.anInformedCase()), [
      h.recuse({ granted: false }),
      { approver: h.chief },
    ]);
    accepted(denied, h.decide());
  });
});

describe('R-11 G-DOC', () => {
  const decide = (changes: object, facts: Partial<CaseFacts> = {}) =>
    refused(h.anInformedCase(), h.decide(changes), ['R-11'], facts);
  it.each([
    ['a signature is missing', { signedBy: ['officer-wang'] }],
    ['an order by a date has no date', { correction: { kind: 'by-date' } }],
    ['an order by a date that is over', { correction: { kind: 'by-date', by: '2024-05-19' } }],
    ['there is no order and no reason', { correction: { kind: 'not-applicable' } }],
  ])('refuses when %s', (_what, changes) => {
    expect(decide(changes)).toHaveLength(1);
  });

  it('refuses a template of another type, another organ, out of force, or without a field of 52', () => {
    decide({}, { template: aTemplate({ docType: 'decision' }) });
    decide({}, { template: aTemplate({ organ: 'organ-other' }) });
    decide({}, { template: aTemplate({ until: '2024-05-19' }) });
    const bare = tampered(aTemplate(), (state) => ({
      ...state,
      versions: state.versions.map((each) => ({
        ...each,
        fields: each.fields.filter((field) => field !== 'remedies.review-first'),
      })),
    }));
    expect(decide({}, { template: bare })[0]?.zh).toContain('remedies.review-first');
  });

  it('takes an order with its date, or the reason why there is none', () => {
    accepted(h.anInformedCase(), h.decide({ correction: { kind: 'by-date', by: '2024-05-20' } }));
    accepted(h.anInformedCase(), h.decide({ correction: { kind: 'not-applicable', reason: '已自行改正' } }));
  });

  it('wants a refusal noted', () => {
    accepted(h.aDecidedCase(), h.deliver({ mode: 'refused', refusalNoted: true }));
  });
});

describe('R-13 G-LIMIT', () => {
  const since = (violation: object): h.History =>
    h.play(
      h.aShownCase(),
      [h.record({ violation: { ...h.bodies.facts.violation, ...violation } })],
      [h.inform()],
    );
  it('is two years from the violation to its discovery, to the day', () => {
    accepted(since({ from: '2022-05-20' }), h.decide());
    refused(since({ from: '2022-05-19' }), h.decide(), ['R-13']);
  });

  it('is five years where life, health or money came to harm', () => {
    const facts = { item: anItem({ basis: [oldNorm] }) };
    accepted(since({ from: '2019-05-20', harm: 'life-health-safety' }), h.decide(), facts);
    refused(since({ from: '2019-05-19', harm: 'financial-safety' }), h.decide(), ['R-13'], facts);
  });

  it('runs from the end of what went on, and not at all while it goes on', () => {
    accepted(since({ from: '2020-03-01', until: '2023-01-01', continuing: true }), h.decide());
    accepted(since({ from: '2020-03-01', continuing: true }), h.decide());
    refused(since({ from: '2020-03-01', until: '2022-05-01', continuing: true }), h.decide(), ['R-13']);
  });

  it('refuses dates that do not agree', () => {
    refused(since({ discovered: '2024-05-21' }), h.decide(), ['R-13']);
    refused(since({ from: '2024-05-21', discovered: '2024-05-20' }), h.decide(), ['R-13']);
    refused(since({ until: '2024-05-19' }), h.decide(), ['R-13']);
  });
});

const oldNorm = {
  ...{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' },
  ...{ published: '2009-11-01', from: '2010-01-01' },
};

describe('R-15', () => {
  it.each(['content', 'facts', 'reasons', 'basis', 'rights'])('wants the party told of the %s', (part) => {
    const told = { ...h.bodies.inform.told, [part]: false };
    expect(refused(h.aRecordedCase(), h.inform({ told }), ['R-15'])).toHaveLength(1);
  });

  it('wants a statement re-checked, and told again when facts were added', () => {
    refused(h.aRecordedCase(), h.inform({ answer: 'statement', statement: '不是我' }), ['R-15']);
    const stale = h.play(h.anInformedCase(), [h.record()]);
    refused(stale, h.decide(), ['R-15']);
    accepted(h.play(stale, [h.inform()]), h.decide());
  });
});

describe('R-18 G-EVID', () => {
  const item = h.bodies.facts.evidence[0];
  const record = (changes: object) => h.record({ evidence: [{ ...item, ...changes }] });
  it('takes unverified evidence when facts are recorded, and none that is excluded', () => {
    accepted(h.aShownCase(), record({ status: 'unverified' }));
    refused(h.aShownCase(), record({ status: 'excluded' }), ['R-18']);
    refused(h.aShownCase(), record({ id: 'e2' }), ['R-18']);
  });

  it.each([
    [{ deviceReviewed: false, contentReviewed: true }],
    [{ deviceReviewed: true, contentReviewed: false }],
  ])(
    'excludes a monitoring record that was not reviewed, alone or with others (处罚法 41): %j',
    (monitoring) => {
      refused(h.aShownCase(), record({ monitoring }), ['R-18']);
      const both = h.record({
        facts: [{ id: 'f1', text: '占道经营', evidence: ['e1', 'e2'] }],
        evidence: [item, { ...item, id: 'e2', monitoring }],
      });
      refused(h.aShownCase(), both, ['R-18']);
    },
  );

  it('takes a reviewed monitoring record, and evidence verified later', () => {
    accepted(h.aShownCase(), record({ monitoring: { deviceReviewed: true, contentReviewed: true } }));
    const later = h.play(h.aShownCase(), [record({ status: 'unverified' })], [record({})], [h.inform()]);
    accepted(later, h.decide());
  });
});
