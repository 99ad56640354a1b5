import * as d from '../../../src/domain/discipline/commands';
import { discipline } from '../../../src/domain/discipline/decider';
import type { DisciplineFacts } from '../../../src/domain/discipline/facts';
import * as s from '../../../src/domain/sealed/commands';
import { sealedRecord } from '../../../src/domain/sealed/decider';
import type { SealedFacts } from '../../../src/domain/sealed/facts';
import { PostOfficer } from '../../../src/domain/registers/officer-commands';
import type { Procedure } from '../../../src/domain/procedure';
import type { DomainEvent, Recorded } from '../../../src/kernel/event';
import { chinaCalendars } from '../../../src/law/calendar';
import { demonstrationTerritory } from '../../../src/law/packs/demonstration';
import { anOfficer, caseHandle, monday, organHandle, rulesOn } from '../demo-facts';
import { command, recorded } from '../given';

/** Sealed streams by their own deciders: facts, lawful acts, and acts that break one rule each. */

/** Pseudonyms as a test can read them. */
export const pseudonym = (handle: string): string => `person-of-${handle}`;

const named = ['officer-deputy', 'officer-wang', 'officer-zhao', 'officer-chief'];
const pseudonyms = new Map(named.map((handle) => [handle, pseudonym(handle)]));

export const sealedFacts = (changes: Partial<SealedFacts> = {}): SealedFacts => ({
  ...{ date: monday, case: caseHandle, organ: organHandle, by: 'officer-li', me: pseudonym('officer-li') },
  ...{
    account: pseudonym('account-li'),
    role: 'officer',
    id: 'first',
    pseudonyms,
    tookPart: [],
    broughtBefore: ['court'],
    rules: rulesOn(monday),
  },
  calendar: chinaCalendars.for(demonstrationTerritory),
  ...changes,
});

export const inspector = (changes: Partial<SealedFacts> = {}): SealedFacts =>
  sealedFacts({
    ...{ by: 'account-ren', me: pseudonym('account-ren'), account: pseudonym('account-ren') },
    ...{ role: 'discipline', ...changes },
  });

const aHead = anOfficer('officer-chief', [
  command(PostOfficer, { post: 'director', organ: organHandle, tier: 'chief', from: '2022-01-01' }),
]);

export const disciplineFacts = (changes: Partial<DisciplineFacts> = {}): DisciplineFacts => ({
  ...{ date: monday, case: caseHandle, organ: organHandle, by: 'officer-li', me: pseudonym('officer-li') },
  pseudonyms,
  people: new Map([aHead, anOfficer('officer-zhao')].map((entry) => [entry.s, entry])),
  behind: {
    ...{ partyKind: 'citizen', officers: ['officer-li'], closed: true, penalty: true },
    ...{ number: '示城罚〔2024〕1号', reversed: false },
  },
  ...changes,
});

/** A command with the facts that it is given on. */
export type Act<F> = readonly [command: object, facts: F];

/** Acts played through a decider, each on the state that the earlier ones left. */
export function played<C extends object, S, E extends DomainEvent, F>(
  decider: Procedure<C, S, E, F>,
  acts: readonly Act<F>[],
): { readonly state: S; readonly events: readonly Recorded<E>[] } {
  let state = decider.initial;
  const events: Recorded<E>[] = [];
  for (const [given, facts] of acts) {
    const decision = decider.decide(given as C, state, facts);
    if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
    for (const event of decision.events) {
      const stored = recorded(event, events.length, monday);
      events.push(stored);
      state = decider.evolve(state, stored);
    }
  }
  return { state, events };
}

type Changes = Readonly<Record<string, unknown>>;

export const recordInterference = (changes: Changes = {}) =>
  command(s.RecordInterference, {
    ...{ happened: '2024-05-17T15:00:00+08:00', means: 'telephone', category: 'pleading' },
    ...{ who: { name: '某副局长', officer: 'officer-deputy' }, position: 'superior', through: [] },
    ...{ words: '从轻处理', request: 'lighter', answer: 'refused', evidence: [] },
    witnesses: [{ name: '王五', officer: 'officer-wang' }],
    ...changes,
  });
export const acknowledge = (record = 'first') => command(s.AcknowledgeInterference, { record });
export const retaliation = (changes: Changes = {}) =>
  command(s.ReportRetaliation, {
    ...{
      record: 'first',
      who: { name: '某副局长', officer: 'officer-deputy' },
      on: monday,
      what: '调离岗位',
    },
    ...changes,
  });
export const attach = () =>
  command(s.AttachInterferenceEvidence, {
    ...{ record: 'first', blob: 'a'.repeat(64), description: '通话录音' },
  });
export const order = () =>
  command(s.RecordOrder, {
    ...{ from: { name: '某副局长', officer: 'officer-deputy' }, means: 'oral', content: '按三万元处罚' },
  });
export const objection = (changes: Changes = {}) =>
  command(s.RaiseObjection, { ...{ order: 'first', means: 'oral', content: '超过法定幅度' }, ...changes });
export const orderAnswer = (answer = 'maintained', code = 'first') =>
  command(s.RecordOrderAnswer, { order: code, answer });
export const claim = (changes: Changes = {}) =>
  command(s.ClaimExemption, {
    ...{ finding: 'R-24', ground: 'due-performance', statement: '已按清单履职', events: [] },
    ...changes,
  });
export const ruling = (changes: Changes = {}) =>
  command(s.RuleOnExemption, {
    ...{ claim: 'claim', outcome: 'exempt', measure: 'education', body: 'own-organ' },
    ...{ heard: true, exclusions: [], reason: '查证属实' },
    ...changes,
  });

export const produce = (changes: Changes = {}) =>
  command(s.ProduceSealedItem, {
    ...{ item: 'record', produced: 'first', to: 'court', body: '示范区人民法院', description: '干预记录' },
    order: { number: '（2024）示行初1号', on: monday },
    ...changes,
  });
export const head = (changes: Partial<SealedFacts> = {}): SealedFacts =>
  sealedFacts({
    ...{ by: 'officer-chief', me: pseudonym('officer-chief'), account: pseudonym('account-chief') },
    ...{ role: 'approver', id: 'production', ...changes },
  });

const interfered: readonly Act<SealedFacts>[] = [[recordInterference(), sealedFacts()]];
const ordered: readonly Act<SealedFacts>[] = [[order(), sealedFacts()]];
const claimed: readonly Act<SealedFacts>[] = [[claim(), sealedFacts({ id: 'claim' })]];
const claimedByOrder: readonly Act<SealedFacts>[] = [
  ...ordered,
  [claim({ ground: 'superior-order', order: 'first' }), sealedFacts({ id: 'claim' })],
];

/** An act on what went before. */
export interface SealedExample<F> {
  readonly before: readonly Act<F>[];
  readonly given: object;
  readonly facts: F;
}

const act = <F>(before: readonly Act<F>[], given: object, facts: F): SealedExample<F> => ({
  before,
  given,
  facts,
});

export const lawfulSealed: Readonly<Record<string, SealedExample<SealedFacts>>> = {
  RecordInterference: act([], recordInterference(), sealedFacts()),
  AcknowledgeInterference: act(interfered, acknowledge(), inspector()),
  ReportRetaliation: act(interfered, retaliation(), sealedFacts({ id: 'second' })),
  RecordOrder: act([], order(), sealedFacts()),
  RaiseObjection: act(ordered, objection(), sealedFacts()),
  RecordOrderAnswer: act([...ordered, [objection(), sealedFacts()]], orderAnswer(), sealedFacts()),
  ClaimExemption: act([], claim(), sealedFacts()),
  RuleOnExemption: act(claimed, ruling(), inspector()),
  AttachInterferenceEvidence: act(interfered, attach(), sealedFacts()),
  ProduceSealedItem: act(interfered, produce(), head()),
};

/** Each breaks one rule of its command, named as the reference names it. */
export const brokenSealed: Readonly<Record<string, SealedExample<SealedFacts>>> = {
  'RecordInterference R-00 G-RECORD': act(
    [],
    recordInterference({ happened: '2024-05-21T00:30:00+08:00' }),
    sealedFacts(),
  ),
  'AcknowledgeInterference R-31 G-SEALED.route': act(
    interfered,
    acknowledge(),
    inspector({ me: pseudonym('officer-wang') }),
  ),
  'AcknowledgeInterference R-00 G-STEP.acknowledged': act(
    [...interfered, [acknowledge(), inspector()]],
    acknowledge(),
    inspector(),
  ),
  'ReportRetaliation R-31 G-SEALED.own': act(
    interfered,
    retaliation(),
    sealedFacts({ id: 'second', me: pseudonym('officer-wang') }),
  ),
  'AttachInterferenceEvidence R-31 G-SEALED.own': act(
    interfered,
    attach(),
    sealedFacts({ me: pseudonym('officer-wang') }),
  ),
  'AttachInterferenceEvidence R-00 G-ENTRY': act(
    [...interfered, [attach(), sealedFacts()]],
    attach(),
    sealedFacts(),
  ),
  'ProduceSealedItem R-31 G-SEALED.produce': act(interfered, produce({ produced: 'other' }), head()),
  'ProduceSealedItem R-31 G-SEALED.order': act(interfered, produce(), head({ broughtBefore: [] })),
  'ReportRetaliation R-00 G-DATES': act(interfered, retaliation({ on: '2024-05-21' }), sealedFacts()),
  'RaiseObjection R-31 G-SEALED.own': act(ordered, objection({ order: 'other' }), sealedFacts()),
  'RaiseObjection R-00 G-STEP.order': act(
    [...ordered, [orderAnswer('withdrawn'), sealedFacts()]],
    objection(),
    sealedFacts(),
  ),
  'RecordOrderAnswer R-31 G-SEALED.own': act(ordered, orderAnswer('withdrawn', 'other'), sealedFacts()),
  'RecordOrderAnswer R-00 G-STEP.order': act(
    [...ordered, [objection(), sealedFacts()], [orderAnswer(), sealedFacts()]],
    orderAnswer('withdrawn'),
    sealedFacts(),
  ),
  'RecordOrderAnswer R-00 G-ORDER.objection': act(ordered, orderAnswer('maintained'), sealedFacts()),
  'ClaimExemption R-00 G-EXEMPT.order': act([], claim({ ground: 'superior-order' }), sealedFacts()),
  'RuleOnExemption R-31 G-SEALED.claim': act(claimed, ruling({ claim: 'other' }), inspector()),
  'RuleOnExemption R-07 G-SEP': act(claimed, ruling(), inspector({ tookPart: ['account-ren'] })),
  'RuleOnExemption R-34 G-BODY': act(claimed, ruling({ body: 'paying-organ' }), inspector()),
  'RuleOnExemption R-33 G-HEARD.official': act(claimed, ruling({ heard: false }), inspector()),
  'RuleOnExemption R-00 G-EXEMPT.excluded': act(
    claimed,
    ruling({ exclusions: ['concealment'] }),
    inspector(),
  ),
  'RuleOnExemption R-00 G-EXEMPT.kept': act(claimedByOrder, ruling(), inspector()),
};

export const confirm = (changes: Changes = {}) =>
  command(d.ConfirmOfficialStatus, {
    ...{ person: 'party', status: 'party-member', source: '本人陈述', decider: 'officer-chief' },
    ...changes,
  });
export const need = (changes: Changes = {}) =>
  command(d.DecideDisciplineNeed, { ...{ person: 'party', needed: true, reason: '违反党纪' }, ...changes });
export const handOver = (changes: Changes = {}) =>
  command(d.HandOverToDiscipline, {
    ...{ person: 'party', receiver: '区纪委监委', problems: '违纪问题及线索', signedBy: 'officer-chief' },
    ...{ sealedOn: monday, decision: '示城罚〔2024〕1号', assessment: 'PIA-7' },
    ...changes,
  });
export const receipt = () => command(d.RecordHandoverReceipt, { person: 'party', reference: '纪收1号' });
export const correction = () => command(d.CorrectHandover, { person: 'party', result: '处罚决定已撤销' });

const fact = disciplineFacts();
const confirmed: readonly Act<DisciplineFacts>[] = [[confirm(), fact]];
const needed: readonly Act<DisciplineFacts>[] = [...confirmed, [need(), fact]];
const handed: readonly Act<DisciplineFacts>[] = [...needed, [handOver(), fact]];
const reversed = disciplineFacts({ behind: { ...fact.behind, reversed: true } });
export const stranger = disciplineFacts({ by: 'officer-wang', me: pseudonym('officer-wang') });

export const lawfulDiscipline: Readonly<Record<string, SealedExample<DisciplineFacts>>> = {
  ConfirmOfficialStatus: act([], confirm(), fact),
  DecideDisciplineNeed: act(confirmed, need(), fact),
  HandOverToDiscipline: act(needed, handOver(), fact),
  RecordHandoverReceipt: act(handed, receipt(), fact),
  CorrectHandover: act(handed, correction(), reversed),
};

export const brokenDiscipline: Readonly<Record<string, SealedExample<DisciplineFacts>>> = {
  'ConfirmOfficialStatus R-31 G-SEALED.confirm': act([], confirm({ status: 'neither' }), stranger),
  'ConfirmOfficialStatus R-32 G-STATUS': act([], confirm({ status: 'unable' }), fact),
  'DecideDisciplineNeed R-31 G-SEALED.reader': act(confirmed, need(), stranger),
  'DecideDisciplineNeed R-32 G-NEED': act(
    confirmed,
    need(),
    disciplineFacts({ behind: { ...fact.behind, closed: false } }),
  ),
  'HandOverToDiscipline R-31 G-SEALED.reader': act(needed, handOver(), stranger),
  'HandOverToDiscipline R-32 G-NEED.decided': act(confirmed, handOver(), fact),
  'HandOverToDiscipline R-32 G-PACKAGE': act(needed, handOver({ signedBy: 'officer-zhao' }), fact),
  'HandOverToDiscipline R-03 G-PIA': act(needed, handOver({ assessment: undefined }), fact),
  'RecordHandoverReceipt R-31 G-SEALED.handed': act(needed, receipt(), fact),
  'CorrectHandover R-31 G-SEALED.reader': act(handed, correction(), { ...reversed, me: stranger.me }),
  'CorrectHandover R-32 G-CORRECT.handover': act(handed, correction(), fact),
};

export { discipline, sealedRecord };
