import type { Recorded } from '../../src/kernel/event';
import type { CivilDate } from '../../src/kernel/time';
import { OnSiteCaseOpened, OnSpotDecisionIssued, OnSpotDelivered } from '../../src/events/case.events';
import {
  DecisionPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  NotPublished,
} from '../../src/events/disclosure.events';
import { DecisionDocumentIssued, DecisionMade } from '../../src/events/decision.events';
import { CaseFiled } from '../../src/events/filing.events';
import { PenaltyDecisionImported } from '../../src/events/imported.events';
import type { Clock } from '../../src/events/schemas';
import { Served, ServedByPublication } from '../../src/events/service.events';
import { dispatcher, when } from '../dispatch';
import { publicName } from '../masking';
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
  | { readonly is: 'decided'; readonly decision: Decision; readonly kind: string; readonly minor: boolean }
  | { readonly is: 'issued'; readonly number: string }
  | { readonly is: 'delivered'; readonly clock?: Pick<Clock, 'due' | 'uncomputable'> }
  | { readonly is: 'imported'; readonly decision: Decision; readonly organName: string }
  | { readonly is: 'published'; readonly channel: string; readonly shown: Shown }
  | { readonly is: 'not-published'; readonly channel: string; readonly ground: string }
  | { readonly is: 'corrected'; readonly channel: string }
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
}

export interface Decision extends Imposed {
  readonly number: string;
  readonly basis: readonly Cited[];
  readonly on: CivilDate;
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
/** The period of the own site, opened when the decision is served. */
const OWN_SITE_CLOCK = 'publish.penalty.own_site';

/** 个保法 34: only a law or administrative regulation lets a person be shown. */
const carriesIdentity = new Set(['law', 'administrative-regulation']);

const citedOf = (basis: readonly Cited[]): readonly Cited[] =>
  basis.map(({ norm, article }) => ({ norm, article }));

/** Without the members that are undefined: documents are JSON values. */
const present = <T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

/** Of the name only the form that may be shown. */
const partyOf = ({ kind, minor }: Omit<Party, 'name'>, name: string | null): Party => ({
  ...{ kind, minor },
  name: name === null ? null : publicName({ name, kind, minor }),
});

/** Served, and the own site waits for it. */
function delivered(opens: readonly Clock[]): Fact {
  const clock = opens.find(({ key }) => key === OWN_SITE_CLOCK);
  if (clock === undefined) return { is: 'delivered' };
  const { due, uncomputable } = clock;
  return { is: 'delivered', clock: present({ due, uncomputable }) };
}

/** The fact of an event; events that say nothing of publication have none. */
export const factOf = dispatcher<Fact | undefined>(undefined, [
  when(OnSiteCaseOpened, (event) => {
    const { organ, item, party } = event.data;
    return { is: 'opened', organ, item, party: partyOf(party, textOf(event, 'party', 'name')) };
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
  when(CaseFiled, (event) => {
    const { organ, item, party } = event.data;
    return { is: 'opened', organ, item, party: partyOf(party, textOf(event, 'party', 'name')) };
  }),
  // Of no penalty nothing is published.
  when(DecisionMade, ({ data, meta }) =>
    data.penalty === undefined
      ? undefined
      : {
          is: 'decided',
          decision: {
            // Known once the document is issued.
            number: '',
            basis: citedOf(data.penalty.basis),
            on: meta.legal.d,
            kinds: data.penalty.proposal.kinds,
            fineFen: data.penalty.proposal.fineFen,
            confiscatedFen: data.penalty.gains.confiscatedFen + data.penalty.propertyFen,
          },
          kind: data.partyKind,
          minor: data.minor,
        },
  ),
  when(DecisionDocumentIssued, ({ data }) =>
    data.type === 'penalty' ? { is: 'issued', number: data.document.number } : undefined,
  ),
  when(OnSpotDelivered, ({ data }) => delivered(data.opens)),
  when(Served, ({ data }) => delivered(data.opens)),
  when(ServedByPublication, ({ data }) => delivered(data.opens)),
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

/** What is remembered of a case: its facts in the order of the log, each with revision and legal date. */
export type CaseDoc = readonly Entry[];
export type Entry = readonly [revision: number, date: CivilDate, fact: Fact];

/** The document after one more event. */
export function joined(doc: CaseDoc, event: Recorded): CaseDoc {
  const fact = factOf(event);
  return fact === undefined ? doc : [...doc, [event.meta.revision, event.meta.legal.d, fact]];
}

/** The document after the event of an earlier revision has come to read differently. */
export function reread(doc: CaseDoc, now: Recorded): CaseDoc {
  const fact = factOf(now);
  if (fact === undefined) return doc;
  return doc.map((entry) => (entry[0] === now.meta.revision ? [entry[0], entry[1], fact] : entry));
}
