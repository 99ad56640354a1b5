import { OnSpotDecisionIssued } from '../../../events/case.events';
import type { Reliance } from '../../../events/case-schemas';
import { yearOf } from '../../../kernel/time';
import { plain, present } from '../../../kernel/plain-data';
import type { Reservation } from '../../procedure';
import { rangeFor } from '../../registers/item';
import type { CaseRecord } from '../case-step';
import { opening } from '../clocks';
import { remediesText } from '../decision/document';
import { majorFiling } from '../decision/major';
import type { DecideOnSpot } from './commands';
import type { CaseFacts } from '../facts';
import { citedOn, itemOf, violationDay } from '../guards/authority';
import { groundsToGoLower } from '../guards/content';
import { templateOf } from '../guards/document';
import type { CaseState } from '../state';

/** What S5 records, and what it takes beforehand. */

/** A number for the document, and the one fine that the act may carry. */
export function reserveForDecision(
  { proposal }: DecideOnSpot,
  { opening: file }: CaseState,
  facts: CaseFacts,
): readonly Reservation[] {
  const template = templateOf(facts);
  if (file === undefined || template === undefined) return [];
  const { docType, prefix } = template;
  const number: Reservation = {
    kind: 'number',
    organ: file.organ,
    docType,
    prefix,
    year: yearOf(facts.date),
  };
  return proposal.fineFen > 0
    ? [number, { kind: 'fine', actId: file.actId, partyToken: file.party.token }]
    : [number];
}

/** The decision as it is recorded. Before number and fine are reserved its number is empty, which no event may have. */
export function recordDecision(
  command: DecideOnSpot,
  state: CaseState,
  facts: CaseFacts,
  reliance: Reliance,
): readonly CaseRecord[] {
  const { opening: file } = state;
  if (file === undefined) return [];
  const { organ, item, actId, place, party } = file;
  const { proposal, circumstances, correction, gains, contact, officers } = command;
  const version = itemOf(facts);
  const { minFen = 0, maxFen = 0 } =
    (proposal.kinds.includes('fine') && version && rangeFor(version, party.kind)) || {};
  return [
    OnSpotDecisionIssued(
      {
        ...{ organ, item, actId, contact, place, officers: [...officers], partyToken: party.token },
        ...{
          partyKind: party.kind,
          minor: party.minor,
          proposal: plain(proposal),
          range: { minFen, maxFen },
        },
        basis: citedOn(facts, violationDay(state, facts)),
        grounds: [...groundsToGoLower(circumstances, state)],
        correction: { kind: correction.kind, ...present({ by: correction.by }) },
        gains: withoutReason(gains),
        document: documentOf(command, facts),
        remedies: { reviewFirst: true, text: remediesText(facts, true) },
        ...paymentOf(command, facts),
        // Nothing major is decided on the spot, but what was done on paper may have been (W-11).
        opens: [opening(facts, 'onspot.file', facts.date), ...majorFiling(command, state, facts)],
        closes: [],
        reliance,
      },
      { party: { act: command.act, reasons: command.reasons } },
    ),
  ];
}

const withoutReason = ({ kind, amountFen, restitutionFen, confiscatedFen }: DecideOnSpot['gains']) => ({
  ...{ kind, amountFen, restitutionFen, confiscatedFen },
});

const noTemplate = { docType: '', version: 0, fields: [] } as const;

function documentOf({ proposal, signedBy }: DecideOnSpot, facts: CaseFacts) {
  const { s, n } = facts.template ?? { s: '', n: 0 };
  const { docType, version, fields } = templateOf(facts) ?? noTemplate;
  const fineHeld = proposal.fineFen === 0 || facts.fineHolder?.case === facts.stream;
  const { number, year, seq } =
    facts.number !== undefined && fineHeld ? facts.number : { number: '', year: yearOf(facts.date), seq: 0 };
  const numbered = { type: docType, number, year, seq };
  return { ...numbered, template: { s, n }, version, fields: [...fields], signedBy: [...signedBy] };
}

/** 罚缴分离办法 7: agency, address, period, and whether a late fee is added. */
function paymentOf({ proposal, lateFee }: DecideOnSpot, { organ, rules }: CaseFacts) {
  const bank = organ?.state.organ?.bank;
  const days = rules.find('fine.pay')?.value.period.amount;
  if (proposal.fineFen === 0 || bank === undefined || days === undefined) return {};
  return { payment: { bank: bank.name, address: bank.address, days, lateFee } };
}
