import {
  ConvertedToGeneral,
  CredentialShown,
  FactsRecorded,
  InformedAndHeard,
  OnSiteCaseOpened,
} from '../../../events/case.events';
import type { Reliance } from '../../../events/case-schemas';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseRecord, type CaseStep } from '../case-step';
import { ConvertToGeneral, InformAndHear, OpenOnSite, RecordFacts, ShowCredential } from './commands';
import { basisInForce, citedOn, itemListed } from '../guards/authority';
import { dressNoted } from '../guards/dress';
import { factsHaveEvidence } from '../guards/content';
import { allocated } from '../guards/duty';
import { notRaisedForDefence } from '../guards/fine';
import { certified, noDeclaredConflict, notRecused, organInForce, twoOfficers } from '../guards/identity';
import { credentialShown, toldAndReviewed } from '../guards/sequence';

/** Phases of an encounter before anything is decided. */
export const beforeDecision = ['opened', 'shown', 'recorded', 'informed'] as const;

const officers = ['officer'] as const;

/** S1 to S4b: opened, credential shown, facts recorded, party told and heard, or the other way taken (处罚法 44–55). */
export const encounterSteps: readonly CaseStep[] = [
  caseStep<OpenOnSite>({
    no: 'S1',
    command: OpenOnSite,
    zh: '现场立',
    en: 'Open on the spot',
    basis: [penaltyLaw(51)],
    who: officers,
    from: ['none'],
    to: 'opened',
    rules: [organInForce, itemListed, basisInForce, certified, allocated, twoOfficers, noDeclaredConflict],
    parameters: ['officers.min'],
    alerts: ['W-25'],
    emits: ['OnSiteCaseOpened'],
    record: (c, _state, facts, reliance) => {
      const { name, kind, ageBand, capacity, ...identity } = c.party;
      const { place, placeText, party: _party, ...rest } = c;
      const minor = kind !== 'organisation' && ageBand !== 'adult';
      const party = { token: facts.partyToken ?? '', kind, ageBand, capacity, minor };
      const basis = citedOn(facts, facts.date);
      return [
        OnSiteCaseOpened(
          { ...plain(rest), place, party, basis, reliance },
          {
            party: plain({ name, ...identity, ...present({ place: placeText }) }),
          },
        ),
      ];
    },
  }),
  caseStep<ShowCredential>({
    no: 'S2',
    command: ShowCredential,
    zh: '出示证件',
    en: 'Show the credential',
    basis: [penaltyLaw(52), penaltyLaw(55)],
    who: officers,
    from: beforeDecision,
    rules: [certified, notRecused],
    awaited: { in: ['opened'] },
    alerts: ['W-07'],
    emits: ['CredentialShown', 'DressNoted'],
    record: ({ contact, officers, ...c }, _state, facts, reliance) => [
      CredentialShown({ contact, officers: [...officers], reliance }),
      ...dressNoted({ contact, officers, ...present({ dress: c.dress }) }, facts, reliance),
    ],
  }),
  caseStep<RecordFacts>({
    no: 'S3',
    command: RecordFacts,
    zh: '认定事实',
    en: 'Record the facts',
    basis: [penaltyLaw(40), penaltyLaw(51)],
    who: officers,
    from: beforeDecision,
    to: 'recorded',
    rules: [credentialShown, certified, twoOfficers, notRecused, factsHaveEvidence],
    parameters: ['officers.min'],
    awaited: { in: ['shown'] },
    emits: ['FactsRecorded'],
    record: (c, _state, _facts, reliance) => [recordFacts(c, reliance)],
  }),
  caseStep<InformAndHear>({
    no: 'S4',
    command: InformAndHear,
    zh: '告知并听取陈述申辩',
    en: 'Inform and hear the party',
    basis: [penaltyLaw(44), penaltyLaw(45)],
    who: officers,
    from: beforeDecision,
    to: 'informed',
    rules: [credentialShown, certified, twoOfficers, notRecused, toldAndReviewed, notRaisedForDefence],
    parameters: ['officers.min'],
    awaited: { in: ['recorded'] },
    emits: ['InformedAndHeard'],
    record: ({ reasons, statement, review, told: _told, ...c }, _state, _facts, reliance) => [
      InformedAndHeard(
        { ...plain(c), ...present({ review: review?.outcome }), reliance },
        { party: { reasons, ...present({ statement, reviewReasons: review?.reasons }) } },
      ),
    ],
  }),
  caseStep<ConvertToGeneral>({
    no: 'S4b',
    command: ConvertToGeneral,
    zh: '转为普通程序',
    en: 'Convert to the general procedure',
    basis: [penaltyLaw(54)],
    who: officers,
    from: beforeDecision,
    to: 'converted',
    rules: [],
    emits: ['ConvertedToGeneral'],
    record: ({ ground }, _state, _facts, reliance) => [
      ConvertedToGeneral({ ground, opens: [], closes: [], reliance }),
    ],
  }),
];

/** What lies in the record for good carries ids and codes; what it says in words can be erased. */
function recordFacts(c: RecordFacts, reliance: Reliance): CaseRecord {
  const facts = c.facts.map(({ id, evidence }) => ({ id, evidence: [...evidence] }));
  const evidence = c.evidence.map(({ description: _description, sha256: _sha256, ...item }) => plain(item));
  const { contact, officers: acting, violation, disputed } = c;
  return FactsRecorded(
    { contact, officers: [...acting], violation: plain(violation), facts, evidence, disputed, reliance },
    {
      party: {
        facts: c.facts.map(({ id, text }) => ({ id, text })),
        evidence: c.evidence.map(({ id, description, sha256 }) => ({
          id,
          description,
          ...present({ sha256 }),
        })),
      },
    },
  );
}
