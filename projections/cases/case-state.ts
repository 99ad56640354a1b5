import type { Recorded } from '../../src/kernel/event';
import {
  CaseArchived,
  CaseClosed,
  ConvertedToGeneral,
  FactsRecorded,
  InformedAndHeard,
  OnSiteCaseOpened,
  OnSpotDecisionIssued,
  OnSpotDelivered,
} from '../../src/events/case.events';
import { DecisionDocumentIssued, DecisionMade } from '../../src/events/decision.events';
import { CaseFiled, ClueRegistered, ClueVerified, NotFiled } from '../../src/events/filing.events';
import { ActivityImported, PenaltyDecisionImported } from '../../src/events/imported.events';
import {
  CaseResumed,
  CaseSuspended,
  InvestigationConcluded,
  InvestigationContinued,
  OfficersAssigned,
} from '../../src/events/investigation.events';
import { PriorNoticeServed } from '../../src/events/notice.events';
import { CaseReopened, DecisionReversed, SelfCorrected } from '../../src/events/remedy.events';
import { Served, ServedByPublication } from '../../src/events/service.events';
import { TransferredToPolice, TransferSent } from '../../src/events/transfer.events';
import { FineCollectedOnSpot, LateFeeAccrued, PaymentReceived } from '../../src/events/payment.events';
import { dispatcher, when } from '../dispatch';
import { textOf } from '../personal';
import type { Brought } from '../two-clocks';

/** What lists show of a case, as of some legal date. */
export interface CaseState {
  readonly organ: string | null;
  readonly item: string | null;
  /** `simple`, `general`, or `imported` where the source does not say. */
  readonly procedure: string | null;
  /** The last step taken, in the order of the log; of imported histories the name of the activity. */
  readonly phase: string;
  /** Number of the decision document, before it that of the filing; or the case number of the source. */
  readonly number: string | null;
  readonly party: string | null;
  readonly party_kind: string | null;
  /** Codes of the kinds of penalty, separated by commas. */
  readonly kinds: string | null;
  readonly currency: string;
  /** Amounts in the smallest unit of the currency. */
  readonly fine: number | null;
  readonly paid: number;
  readonly late_fee: number;
  readonly decided_on: string | null;
  readonly closed_on: string | null;
}

/** Before any event. */
export const blankCase: CaseState = {
  organ: null,
  item: null,
  procedure: null,
  phase: '',
  number: null,
  party: null,
  party_kind: null,
  kinds: null,
  currency: 'CNY',
  fine: null,
  paid: 0,
  late_fee: 0,
  decided_on: null,
  closed_on: null,
};

/** What each event brings to the list. Events without a row bring nothing. */
export const broughtToCase = dispatcher<Brought<CaseState>>({}, [
  when(OnSiteCaseOpened, (event) => ({
    set: {
      organ: event.data.organ,
      item: event.data.item,
      procedure: 'simple',
      phase: 'opened',
      party: textOf(event, 'party', 'name'),
      party_kind: event.data.party.kind,
    },
  })),
  when(FactsRecorded, () => ({ set: { phase: 'facts-recorded' } })),
  when(InformedAndHeard, ({ data }) => ({
    set: { phase: 'informed', kinds: data.proposal.kinds.join(',') },
  })),
  when(ConvertedToGeneral, () => ({ set: { phase: 'converted', procedure: 'general' } })),
  when(ClueRegistered, ({ data }) => ({
    set: { organ: data.organ, procedure: 'general', phase: 'clue' },
  })),
  when(ClueVerified, () => ({ set: { phase: 'verified' } })),
  when(NotFiled, ({ meta }) => ({ set: { phase: 'not-filed', closed_on: meta.legal.d } })),
  when(CaseFiled, (event) => {
    const name = textOf(event, 'party', 'name');
    return {
      set: {
        organ: event.data.organ,
        item: event.data.item,
        procedure: 'general',
        phase: 'filed',
        number: event.data.document.number,
        // A case that was opened on the spot keeps the name that it has.
        ...(name === null ? {} : { party: name }),
        party_kind: event.data.party.kind,
      },
    };
  }),
  when(OfficersAssigned, () => ({ set: { phase: 'assigned' } })),
  when(CaseSuspended, () => ({ set: { phase: 'suspended' } })),
  when(CaseResumed, () => ({ set: { phase: 'resumed' } })),
  when(InvestigationContinued, () => ({ set: { phase: 'investigating' } })),
  when(InvestigationConcluded, ({ data }) => ({
    set: {
      phase: 'concluded',
      ...(data.proposal === undefined ? {} : { kinds: data.proposal.kinds.join(',') }),
    },
  })),
  when(OnSpotDecisionIssued, ({ data, meta }) => ({
    set: {
      phase: 'decided',
      number: data.document.number,
      kinds: data.proposal.kinds.join(','),
      fine: data.proposal.fineFen,
      decided_on: meta.legal.d,
    },
  })),
  when(OnSpotDelivered, () => ({ set: { phase: 'delivered' } })),
  when(FineCollectedOnSpot, ({ data }) => ({ ...paid(data.complete), add: { paid: data.amountFen } })),
  when(PaymentReceived, ({ data }) => ({
    ...paid(data.complete),
    add: { paid: data.fineFen + data.lateFeeFen },
  })),
  when(LateFeeAccrued, ({ data }) => ({ set: { late_fee: data.totalFen } })),
  when(CaseClosed, ({ meta }) => ({ set: { phase: 'closed', closed_on: meta.legal.d } })),
  when(CaseArchived, () => ({ set: { phase: 'archived' } })),
  when(PriorNoticeServed, () => ({ set: { phase: 'noticed' } })),
  when(DecisionMade, ({ data: { penalty }, meta }) => ({
    set: {
      phase: 'decided',
      kinds: penalty?.proposal.kinds.join(',') ?? '',
      fine: penalty?.proposal.fineFen ?? 0,
      decided_on: meta.legal.d,
    },
  })),
  when(DecisionDocumentIssued, ({ data }) => ({ set: { number: data.document.number } })),
  when(Served, () => ({ set: { phase: 'delivered' } })),
  when(ServedByPublication, () => ({ set: { phase: 'delivered' } })),
  when(TransferredToPolice, ({ data }) => (data.to === 'police' ? transferred : {})),
  when(TransferSent, () => transferred),
  when(DecisionReversed, ({ data }) => reversed(data)),
  when(SelfCorrected, ({ data }) => reversed(data)),
  when(CaseReopened, () => ({
    set: { phase: 'investigating', procedure: 'general', decided_on: null, closed_on: null },
  })),
  when(ActivityImported, ({ data, meta }) => {
    const paidNow = data.amounts?.['paymentAmount'];
    const step = { phase: data.activity, ...fineOf(data.amounts) };
    const first = { procedure: 'imported', number: data.caseRef, currency: data.currency };
    const set = meta.revision === 0 ? { ...first, ...step } : step;
    return paidNow === undefined ? { set } : { set, add: { paid: paidNow } };
  }),
  when(PenaltyDecisionImported, (event) => ({
    set: {
      procedure: 'imported',
      phase: 'decided',
      number: event.data.documentNumber,
      party: textOf(event, 'party', 'name'),
      kinds: event.data.kinds.join(','),
      fine: event.data.fineFen ?? null,
      decided_on: event.data.decidedOn,
    },
  })),
]);

const transferred: Brought<CaseState> = { set: { phase: 'transferred' } };

/** What stands afterwards: nothing, another penalty, or, where only the unlawfulness is declared, what was decided. */
function reversed({
  kind,
  proposal,
}: {
  readonly kind: string;
  readonly proposal?: { readonly kinds: readonly string[]; readonly fineFen: number };
}): Brought<CaseState> {
  if (proposal !== undefined) {
    return { set: { phase: 'reversed', kinds: proposal.kinds.join(','), fine: proposal.fineFen } };
  }
  return { set: { phase: 'reversed', ...(kind === 'unlawful' ? {} : { fine: 0 }) } };
}

const paid = (complete: boolean): Brought<CaseState> => (complete ? { set: { phase: 'paid' } } : {});

/** The last amount that the source states is the one that is owed. */
const fineOf = (amounts: Readonly<Record<string, number>> | undefined): Partial<CaseState> =>
  amounts?.['amount'] === undefined ? {} : { fine: amounts['amount'] };

/**
 * Text by which the case of an event can be found, by what this event says. Case numbers of a source are found by
 * their column alone: they are no words.
 */
export const searchTextOf = dispatcher<readonly string[]>(
  [],
  [
    when(OnSiteCaseOpened, (event) => texts(event, 'legalRepresentative', 'place')),
    when(ClueRegistered, (event) => texts(event, 'suspected', 'facts', 'place')),
    when(CaseFiled, (event) => [event.data.document.number, ...texts(event, 'legalRepresentative', 'place')]),
    when(OnSpotDecisionIssued, (event) => [event.data.document.number, ...texts(event, 'act')]),
    when(DecisionMade, (event) => texts(event, 'act')),
    when(DecisionDocumentIssued, (event) => [event.data.document.number]),
    when(PenaltyDecisionImported, (event) => [
      event.data.documentNumber,
      event.data.organName,
      ...texts(event, 'caseName', 'ground'),
      ...(event.data.basisText === undefined ? [] : [event.data.basisText]),
    ]),
  ],
);

const texts = (event: Recorded, ...members: readonly string[]): string[] =>
  members.map((member) => textOf(event, 'party', member)).filter((text) => text !== null);

/** Officers who acted in the event, were given the case by it, or took it in. */
export function officersOf(event: Recorded): readonly string[] {
  const { officers, investigators, receivedBy } = event.data as {
    readonly officers?: readonly string[];
    readonly investigators?: readonly string[];
    readonly receivedBy?: string;
  };
  return officers ?? investigators ?? (receivedBy === undefined ? [] : [receivedBy]);
}

/** The name by which a party is known here, for pinyin. */
export const nameOf = (event: Recorded): string | null => textOf(event, 'party', 'name');

/** The party by the keyed digest of its number or name, the same over all of its cases; nothing where none is known. */
export const partyTokenOf = dispatcher<string | undefined>(undefined, [
  when(OnSiteCaseOpened, ({ data }) => tokenIn(data.party)),
  when(CaseFiled, ({ data }) => tokenIn(data.party)),
]);

const tokenIn = ({ token }: { readonly token: string }): string | undefined =>
  token === '' ? undefined : token;
