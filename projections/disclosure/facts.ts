import { present } from '../../src/kernel/plain-data';
import type { Recorded } from '../../src/kernel/event';
import { addDays, type CivilDate } from '../../src/kernel/time';
import { checkCreditCode, checkResidentId } from '../../src/kernel/identifiers';
import {
  FactsRecorded,
  OnSiteCaseOpened,
  OnSpotDecisionIssued,
  OnSpotDelivered,
} from '../../src/events/case.events';
import {
  CreditRepairDecided,
  DisclosureCancelled,
  DisclosureReferralAnswered,
  DisclosureReferred,
} from '../../src/events/disclosure-course.events';
import {
  DecisionPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  NotPublished,
} from '../../src/events/disclosure.events';
import { DecisionDocumentIssued, DecisionMade } from '../../src/events/decision.events';
import type { EventOf } from '../../src/events/define-event';
import { CaseFiled } from '../../src/events/filing.events';
import { PenaltyDecisionImported } from '../../src/events/imported.events';
import { InvestigationConcluded } from '../../src/events/investigation.events';
import { DeadlinesRecomputed } from '../../src/events/recomputation.events';
import { DecisionReversed, SelfCorrected } from '../../src/events/remedy.events';
import type { Clock } from '../../src/events/schemas';
import { Served, ServedByPublication } from '../../src/events/service.events';
import { channelOfClock } from '../../src/law/publication-channels';
import { dispatcher, when } from '../dispatch';
import { publicName } from '../masking';
import { isOtherCode, partyCodeOf, type PartyCode } from './party-codes';
import { textOf } from '../personal';
import type { Imposed } from './result-text';

/** A cited article as it is shown. */
export interface Cited {
  readonly norm: string;
  readonly article: string;
}

/** What an event says of a decision and its publication; of a person's name only the form that may be shown. */
export type Fact =
  | { readonly is: 'opened'; readonly organ: string; readonly item: string; readonly party: Party }
  | { readonly is: 'violated'; readonly from: CivilDate; readonly until?: CivilDate }
  | { readonly is: 'decided'; readonly decision: Decision; readonly kind: string; readonly minor: boolean }
  | { readonly is: 'issued'; readonly number: string }
  | { readonly is: 'delivered'; readonly duties: readonly Duty[] }
  | { readonly is: 'recomputed'; readonly duties: readonly Duty[]; readonly withdrawBy?: CivilDate }
  | { readonly is: 'imported'; readonly decision: Decision; readonly organName: string }
  | { readonly is: 'published'; readonly channel: string; readonly shown: Shown }
  | { readonly is: 'not-published'; readonly channel: string; readonly ground: string }
  | { readonly is: 'referred'; readonly channel: string }
  | { readonly is: 'answered'; readonly channel: string; readonly duty?: Duty }
  | { readonly is: 'cancelled'; readonly channel: string }
  | { readonly is: 'corrected'; readonly channel: string }
  | { readonly is: 'repaired'; readonly channel: string; readonly until: CivilDate }
  | { readonly is: 'reversed'; readonly withdrawBy?: CivilDate }
  | {
      readonly is: 'withdrawn';
      readonly channel: string;
      readonly reason: string;
      readonly publicReason?: string;
    };

export interface Party {
  readonly kind: string;
  readonly minor: boolean;
  /** As it may be shown; null where it may not, or cannot be read any more. */
  readonly name: string | null;
  /** 统一社会信用代码; null where there is none, or what stands there may be the number of a person. */
  readonly creditCode: string | null;
  /** Of an organisation. */
  readonly representative: string | null;
  /** Its number in another register than that of credit codes; of an organisation. */
  readonly otherCode?: PartyCode;
}

/** A permit that a penalty takes or suspends; of a natural person without its number, which may be his own. */
export interface Permit {
  readonly name: string;
  readonly number?: string;
}

export interface Decision extends Imposed {
  readonly number: string;
  readonly permits?: readonly Permit[];
  readonly basis: readonly Cited[];
  readonly on: CivilDate;
  /** The day on which the last penalty that lasts is over. */
  readonly lastsUntil?: CivilDate;
}

/** The period of a channel, opened when the decision is served. */
export interface Duty {
  readonly channel: string;
  readonly due?: string;
  readonly uncomputable?: string;
}

/** What a publication shows. */
export interface Shown {
  readonly fields: readonly string[];
  /** Whether a basis of sufficient rank to show a natural person is on record. */
  readonly identified: boolean;
  readonly until?: CivilDate;
}

/** What imports call the result among the parts that could not be read. */
const RESULT = '处罚结果';

/** 个保法 34: only a law or administrative regulation lets a person be shown. */
const carriesIdentity = new Set(['law', 'administrative-regulation']);

const citedOf = (basis: readonly Cited[]): readonly Cited[] =>
  basis.map(({ norm, article }) => ({ norm, article }));

/** Of the identity only what may be shown somewhere. */
function partyOf({ kind, minor }: Pick<Party, 'kind' | 'minor'>, event: Recorded): Party {
  const name = textOf(event, 'party', 'name');
  const shown = { kind, minor };
  if (minor) return { ...shown, name: null, creditCode: null, representative: null };
  return {
    ...shown,
    name: name === null ? null : publicName({ name, ...shown }),
    creditCode: kind === 'citizen' ? null : creditCodeOf(event),
    representative: kind === 'organisation' ? textOf(event, 'party', 'legalRepresentative') : null,
    ...(kind === 'organisation' ? present({ otherCode: partyCodeOf(event) }) : {}),
  };
}

/** Eighteen digits can be read as a credit code and as the number of a person: what could be the latter is none. */
function creditCodeOf(event: Recorded): string | null {
  const number = textOf(event, 'party', 'idNumber');
  const type = textOf(event, 'party', 'idType');
  if (number === null || type === 'resident-id' || isOtherCode(type)) return null;
  const check = checkCreditCode(number);
  const person = checkResidentId(number);
  const maybePerson = person.ok || person.problem === 'check-character';
  return maybePerson || (!check.ok && check.problem === 'shape') ? null : number;
}

const dutiesOf = (opens: readonly Clock[]): readonly Duty[] =>
  opens.flatMap(({ key, due, uncomputable }) => {
    const channel = channelOfClock(key);
    return channel === undefined ? [] : [{ channel, ...present({ due, uncomputable }) }];
  });

const delivered = ({ data }: { readonly data: { readonly opens: readonly Clock[] } }): Fact => ({
  is: 'delivered',
  duties: dutiesOf(data.opens),
});

const violated = ({ from, until }: { readonly from: CivilDate; readonly until?: CivilDate }): Fact => ({
  is: 'violated',
  from,
  ...present({ until }),
});

const withdrawing = (opens: readonly Clock[]): { readonly withdrawBy?: CivilDate } =>
  present({ withdrawBy: opens.find(({ key }) => key === 'withdraw.penalty')?.due });

/** Nobody has to publish any more what does not stand; what is shown has to go by a day. */
function reversed({ data }: { readonly data: { readonly opens: readonly Clock[] } }): Fact {
  return { is: 'reversed', ...withdrawing(data.opens) };
}

const lasting = (
  on: CivilDate,
  terms: readonly { readonly days: number }[],
): { readonly lastsUntil?: CivilDate } => {
  const days = Math.max(0, ...terms.map((term) => term.days));
  return days === 0 ? {} : { lastsUntil: addDays(on, days) };
};

function permitsOf({ data, personal }: Recorded<EventOf<typeof DecisionMade>>): {
  readonly permits?: readonly Permit[];
} {
  const said = personal?.['party']?.['permits'] as readonly Permit[] | undefined;
  if (said === undefined) return {};
  return { permits: data.partyKind === 'organisation' ? said : said.map(({ name }) => ({ name })) };
}

/** The fact of an event; events that say nothing of publication have none. */
export const factOf = dispatcher<Fact | undefined>(undefined, [
  when(OnSiteCaseOpened, (event) => {
    const { organ, item, party } = event.data;
    return { is: 'opened', organ, item, party: partyOf(party, event) };
  }),
  when(OnSpotDecisionIssued, ({ data, meta }) => ({
    is: 'decided',
    decision: {
      number: data.document.number,
      basis: citedOf(data.basis),
      on: meta.legal.d,
      kinds: data.proposal.kinds,
      fineFen: data.proposal.fineFen,
      confiscatedFen: data.gains.confiscatedFen,
    },
    kind: data.partyKind,
    minor: data.minor,
  })),
  when(FactsRecorded, ({ data }) => violated(data.violation)),
  when(InvestigationConcluded, ({ data }) => violated(data.violation)),
  when(CaseFiled, (event) => {
    const { organ, item, party } = event.data;
    return { is: 'opened', organ, item, party: partyOf(party, event) };
  }),
  // Of no penalty nothing is published.
  when(DecisionMade, (event) => {
    const { data } = event;
    return data.penalty === undefined
      ? undefined
      : {
          is: 'decided',
          decision: {
            // Known once the document is issued.
            number: '',
            basis: citedOf(data.penalty.basis),
            on: event.meta.legal.d,
            kinds: data.penalty.proposal.kinds,
            fineFen: data.penalty.proposal.fineFen,
            confiscatedFen: data.penalty.gains.confiscatedFen + data.penalty.propertyFen,
            ...lasting(event.meta.legal.d, data.penalty.terms),
            ...permitsOf(event),
          },
          kind: data.partyKind,
          minor: data.minor,
        };
  }),
  when(DecisionDocumentIssued, ({ data }) =>
    data.type === 'penalty' ? { is: 'issued', number: data.document.number } : undefined,
  ),
  when(OnSpotDelivered, delivered),
  when(Served, delivered),
  when(ServedByPublication, delivered),
  when(DeadlinesRecomputed, ({ data }) => ({
    is: 'recomputed',
    duties: dutiesOf(data.opens),
    ...withdrawing(data.opens),
  })),
  when(DecisionReversed, reversed),
  when(SelfCorrected, reversed),
  when(DisclosureReferred, ({ data }) => ({ is: 'referred', channel: data.channel })),
  when(DisclosureReferralAnswered, ({ data }) => {
    const [duty] = dutiesOf(data.opens);
    return { is: 'answered', channel: data.channel, ...present({ duty }) };
  }),
  when(DisclosureCancelled, ({ data }) => ({ is: 'cancelled', channel: data.channel })),
  when(CreditRepairDecided, ({ data: { channel, granted, until } }) =>
    granted && until !== undefined ? { is: 'repaired', channel, until } : undefined,
  ),
  when(PenaltyDecisionImported, ({ data }) => ({
    is: 'imported',
    decision: {
      number: data.documentNumber,
      basis: citedOf(data.basis),
      on: data.decidedOn,
      kinds: data.kinds,
      ...present({ fineFen: data.fineFen, detentionDays: data.detentionDays }),
      ...(data.unread.includes(RESULT) ? { partial: true } : {}),
    },
    organName: data.organName,
  })),
  when(DecisionPublished, ({ data }) => ({
    is: 'published',
    channel: data.channel,
    shown: {
      fields: data.fields,
      identified:
        data.showsPerson && data.identityBasis !== undefined && carriesIdentity.has(data.identityBasis.rank),
      ...present({ until: data.until }),
    },
  })),
  when(NotPublished, ({ data }) => ({ is: 'not-published', channel: data.channel, ground: data.ground })),
  when(DisclosureCorrected, ({ data }) => ({ is: 'corrected', channel: data.channel })),
  when(DisclosureWithdrawn, ({ data }) => ({
    is: 'withdrawn',
    channel: data.channel,
    reason: data.reason,
    ...present({ publicReason: data.publicReason }),
  })),
]);
