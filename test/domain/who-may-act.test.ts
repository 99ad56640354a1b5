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
