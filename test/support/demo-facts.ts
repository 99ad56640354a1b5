import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import type { Procedure } from '../../src/domain/procedure';
import { item, PublishItem, type ItemState } from '../../src/domain/registers/item';
import { officer } from '../../src/domain/registers/officer';
import { IssueCertificate, PostOfficer, RegisterOfficer } from '../../src/domain/registers/officer-commands';
import type { OfficerState } from '../../src/domain/registers/officer-state';
import { RecordEstablishmentCheck, RecordExam } from '../../src/domain/registers/qualification-commands';
import { organ } from '../../src/domain/registers/organ';
import { ConfirmOrgan } from '../../src/domain/registers/organ-commands';
import type { OrganState } from '../../src/domain/registers/organ-state';
import type { Entry, RegisterFacts } from '../../src/domain/registers/register';
import {
  onSpotFields,
  PublishTemplate,
  template,
  type TemplateState,
} from '../../src/domain/registers/template';
import type { DomainEvent } from '../../src/kernel/event';
import { legalDay, type CivilDate } from '../../src/kernel/time';
import { CalendarBook, chinaCalendars } from '../../src/law/calendar';
import { currentPacks } from '../../src/law/packs/released-packs';
import { demonstrationTerritory } from '../../src/law/packs/demonstration';
import { RuleBook } from '../../src/law/rule-book';
import { command, recorded } from './given';

/** The registers of the demonstration territory as one organ has them, and facts built from them. */

export const organHandle = 'organ-demo';
export const caseHandle = 'case-under-test';
export const monday: CivilDate = '2024-05-20';

/** What a register holds after some commands, given through its own decider; from an earlier state where there is one. */
export function register<C extends object, S, E extends DomainEvent, F extends RegisterFacts>(
  decider: Procedure<C, S, E, F>,
  stream: string,
  commands: readonly object[],
  facts: Partial<F> = {},
  from: Entry<S> = { s: stream, n: -1, state: decider.initial },
): Entry<S> {
  let { state, n: revision } = from;
  for (const each of commands) {
    const decision = decider.decide(each as C, state, { date: monday, by: 'account-admin', ...facts } as F);
    if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
    for (const event of decision.events) state = decider.evolve(state, recorded(event, ++revision, monday));
  }
  return { s: stream, n: revision, state };
}

const penaltyLawCited = { norm: '中华人民共和国行政处罚法', article: '第十七条', rank: 'law' };

export const confirmOrgan = (changes: object = {}): ConfirmOrgan =>
  command(ConfirmOrgan, {
    ...{ name: '示范区城市管理局', territory: demonstrationTerritory, level: 'county', kind: 'organ' },
    ...{ announced: '2021-08-01', from: '2021-08-01', basis: [penaltyLawCited] },
    ...{ reviewBody: '示范区人民政府', court: '示范区人民法院' },
    bank: { name: '示范银行', address: '示范路1号' },
    ...changes,
  });

export const anOrgan = (...more: readonly Parameters<typeof organ.decide>[0][]): Entry<OrganState> =>
  register(organ, organHandle, [confirmOrgan(), ...more]);

/** What comes before a certificate: the exam is passed, and the person is on the establishment list. */
export const fit = [
  command(RecordExam, { subject: 'enforcement', passed: true, on: '2022-06-01' }),
  command(RecordEstablishmentCheck, {
    outcome: 'listed',
    list: '示范区编制名单（2022年）',
    on: '2022-06-02',
  }),
];

/** An officer with a certificate for 2023 to 2026, unless told otherwise. */
export function anOfficer(
  stream: string,
  more: readonly Parameters<typeof officer.decide>[0][] = [],
  kind = 'officer',
): Entry<OfficerState> {
  const registered = command(RegisterOfficer, { name: '张三', organ: organHandle, kind, from: '2022-01-01' });
  const certificate = command(IssueCertificate, {
    ...{
      number: `证-${stream}`,
      organ: organHandle,
      issuer: '省司法厅',
      from: '2023-01-01',
      until: '2026-12-31',
    },
  });
  return register(officer, stream, [
    registered,
    ...(kind === 'officer' ? [...fit, certificate] : []),
    ...more,
  ]);
}

export const aChief = (stream = 'officer-chief'): Entry<OfficerState> =>
  anOfficer(stream, [
    command(PostOfficer, { post: 'deputy', organ: organHandle, tier: 'deputy-chief', from: '2022-01-01' }),
  ]);

export const itemBody = {
  ...{ name: '占道经营', organ: organHandle, territory: demonstrationTerritory, acts: ['penalty'] },
  penalties: ['warning', 'fine'],
  basis: [
    {
      ...{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' },
      ...{ published: '2019-11-01', from: '2020-01-01' },
    },
  ],
  ranges: [
    { kind: 'citizen', minFen: 5000, maxFen: 20_000 },
    { kind: 'organisation', minFen: 50_000, maxFen: 500_000 },
  ],
  ...{ published: '2021-09-01', from: '2021-09-01' },
};

export const anItem = (changes: object = {}, stream = 'item-stall'): Entry<ItemState> =>
  register(item, stream, [command(PublishItem, { ...itemBody, ...changes })]);

export const templateBody = {
  ...{ organ: organHandle, docType: 'on-spot-decision', version: 1, prefix: '示城管当罚' },
  ...{ fields: [...onSpotFields], from: '2021-09-01' },
};

export const aTemplate = (changes: object = {}): Entry<TemplateState> =>
  register(template, 'template-onspot', [command(PublishTemplate, { ...templateBody, ...changes })]);

/** An entry as it would be if the register had not refused it: for rules that check a second time. */
export const tampered = <S>(entry: Entry<S>, change: (state: S) => S): Entry<S> => ({
  ...entry,
  state: change(entry.state),
});

export const rulesOn = (on: CivilDate, packs = currentPacks): RuleBook =>
  new RuleBook(packs, { territory: demonstrationTerritory, organ: organHandle, on });

/** Of a year whose notice is not loaded: no working day is known. */
export const noCalendar = new CalendarBook('none', []).for(demonstrationTerritory);

const registers = {
  organ: anOrgan(),
  acting: [anOfficer('officer-li'), anOfficer('officer-wang')],
  people: new Map<string, Entry<OfficerState>>(),
  item: anItem(),
  template: aTemplate(),
};

/** Everything in order on a day: organ, two officers, item, template, number and fine reserved for the case. */
export const demoFacts = (changes: Partial<CaseFacts> = {}): CaseFacts => {
  const date = changes.date ?? monday;
  return {
    ...registers,
    ...{ stream: caseHandle, date, at: legalDay(date), by: 'account-li', fileHash: '0'.repeat(64) },
    ...{ otherItems: [], partyToken: 'party-7f3a' },
    number: { number: '示城管当罚〔2024〕1号', seq: 1, year: 2024, s: 'numbering-demo', n: 0 },
    fineHolder: { case: caseHandle, s: 'act-1', n: 0 },
    rules: rulesOn(date),
    calendar: chinaCalendars.for(demonstrationTerritory),
    ...changes,
  };
};

/** The organ, where the handling of every item is allocated to one person alone. */
export const anOrganAllocating = (person: string): Entry<OrganState> =>
  tampered(anOrgan(), (state) => ({
    ...state,
    duties: [{ assignment: 'd1', duty: 'handling', post: 'handler', officer: person, from: '2021-08-01' }],
  }));
