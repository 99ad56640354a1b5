import type { Recorded } from '../../src/kernel/event';
import {
  CaseArchived,
  CaseClosed,
  ConvertedToGeneral,
  CredentialShown,
  FactsRecorded,
  InformedAndHeard,
  OnSiteCaseOpened,
  OnSpotDecisionIssued,
  OnSpotDelivered,
  OnSpotFiled,
  RecusalDecided,
  RecusalRequested,
} from '../../src/events/case.events';
import {
  DecisionPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  NotPublished,
} from '../../src/events/disclosure.events';
import {
  CollectedFineBanked,
  CollectedFineHandedIn,
  FineCollectedOnSpot,
  LandingRecorded,
  LateFeeAccrued,
  PaymentReceived,
} from '../../src/events/payment.events';
import type { Clock } from '../../src/events/schemas';
import { isCorrection, targetRevision } from '../../src/events/corrections';
import { dispatcher, when } from '../dispatch';

/**
 * Which act followed from which. Three links, and no guess: an event that ends a clock follows from the one that opened
 * it, a correction follows from its target, and the steps of the tables below follow from the step they carry out.
 */

/** What is remembered of a stream: places that later acts refer to, and the evidence on file. A JSON value. */
export interface Memory {
  /** Place → revision of the act that took it last. */
  readonly places: Readonly<Record<string, number>>;
  /** Ids of the evidence on file that was not excluded, as it came in. */
  readonly evidence: readonly string[];
}

export const nothingYet: Memory = { places: {}, evidence: [] };

/** What an act followed from, and what later acts may refer to. */
export interface Consequence {
  /** Earlier revisions of the stream, ascending, each once. */
  readonly follows: readonly number[];
  /** Of acts that rest on the whole file: the evidence on it at that moment. */
  readonly onFile?: readonly string[];
  readonly memory: Memory;
}

/** Places that an act takes. */
const takes = dispatcher<readonly string[]>(
  [],
  [
    when(OnSiteCaseOpened, () => ['opened']),
    when(CredentialShown, ({ data }) => [`credential ${data.contact}`]),
    when(FactsRecorded, () => ['facts']),
    when(InformedAndHeard, () => ['informed']),
    when(OnSpotDecisionIssued, () => ['decision']),
    when(OnSpotDelivered, () => ['delivered']),
    when(FineCollectedOnSpot, () => ['collected']),
    when(CollectedFineHandedIn, () => ['handed-in']),
    when(DecisionPublished, ({ data }) => [`shown ${data.channel}`]),
    when(NotPublished, ({ data }) => [`not shown ${data.channel}`]),
    when(RecusalRequested, ({ data }) => [`recusal ${data.officer}`]),
    when(CaseClosed, () => ['closed']),
  ],
);

/** Places whose acts it follows from. */
const refers = dispatcher<readonly string[]>(
  [],
  [
    when(CredentialShown, () => ['opened']),
    when(FactsRecorded, ({ data }) => [`credential ${data.contact}`]),
    when(InformedAndHeard, ({ data }) => [`credential ${data.contact}`, 'facts']),
    when(ConvertedToGeneral, () => ['facts', 'informed']),
    when(OnSpotDecisionIssued, ({ data }) => [`credential ${data.contact}`, 'facts', 'informed']),
    when(OnSpotDelivered, () => ['decision']),
    when(OnSpotFiled, () => ['decision']),
    when(FineCollectedOnSpot, () => ['decision']),
    when(LandingRecorded, () => ['collected']),
    when(CollectedFineHandedIn, () => ['collected']),
    when(CollectedFineBanked, () => ['handed-in']),
    when(PaymentReceived, () => ['decision']),
    when(LateFeeAccrued, () => ['decision']),
    when(DecisionPublished, ({ data }) => ['decision', `not shown ${data.channel}`]),
    when(NotPublished, () => ['decision']),
    when(DisclosureCorrected, ({ data }) => [`shown ${data.channel}`]),
    when(DisclosureWithdrawn, ({ data }) => [`shown ${data.channel}`]),
    when(RecusalDecided, ({ data }) => [`recusal ${data.officer}`]),
    when(CaseClosed, () => ['delivered']),
    when(CaseArchived, () => ['closed']),
  ],
);

/** Acts for which the whole file counts, not only what they name themselves. */
const restsOnFile: ReadonlySet<string> = new Set([InformedAndHeard.type, OnSpotDecisionIssued.type]);

interface ClockMembers {
  readonly opens?: readonly Clock[];
  readonly closes?: readonly string[];
}

/** Pure; revisions come in order. */
export function consequence(event: Recorded, memory: Memory): Consequence {
  const { opens = [], closes = [] } = event.data as ClockMembers;
  const { revision } = event.meta;
  const ended = closes.map(clockPlace);
  const found = [...refers(event), ...ended].flatMap((place) => memory.places[place] ?? []);
  const follows = new Set(isCorrection(event) ? [...found, targetRevision(event)] : found);
  const taken = [...takes(event), ...opens.map(({ key }) => clockPlace(key))];
  const evidence = evidenceAfter(event, memory.evidence);
  return {
    follows: [...follows].sort((a, b) => a - b),
    ...(restsOnFile.has(event.type) ? { onFile: memory.evidence } : {}),
    memory:
      taken.length === 0 && ended.length === 0 && evidence === memory.evidence
        ? memory
        : { places: { ...without(memory.places, ended), ...placed(taken, revision) }, evidence },
  };
}

const clockPlace = (key: string): string => `clock ${key}`;

const placed = (places: readonly string[], revision: number): Record<string, number> =>
  Object.fromEntries(places.map((place) => [place, revision]));

const without = (places: Memory['places'], ended: readonly string[]): Memory['places'] =>
  Object.fromEntries(Object.entries(places).filter(([place]) => !ended.includes(place)));

function evidenceAfter(event: Recorded, held: readonly string[]): readonly string[] {
  if (event.type !== FactsRecorded.type) return held;
  const { evidence } = event.data as ReturnType<typeof FactsRecorded>['data'];
  const kept = held.filter((id) => !evidence.some((item) => item.id === id));
  return [...kept, ...evidence.filter(({ status }) => status !== 'excluded').map(({ id }) => id)];
}
