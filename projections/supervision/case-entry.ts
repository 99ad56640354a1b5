import type { Recorded } from '../../src/kernel/event';
import type { CivilDate } from '../../src/kernel/time';
import {
  CaseArchived,
  CaseClosed,
  OnSiteCaseOpened,
  OnSpotDecisionIssued,
  OnSpotDelivered,
} from '../../src/events/case.events';
import { DecisionMade } from '../../src/events/decision.events';
import { CaseFiled, ClueRegistered, NotFiled } from '../../src/events/filing.events';
import { ActivityImported, PenaltyDecisionImported } from '../../src/events/imported.events';
import { OutOfBandFactRecorded } from '../../src/events/out-of-band.events';
import { FineCollectedOnSpot, PaymentReceived } from '../../src/events/payment.events';
import {
  ComplaintCopyReceived,
  DecisionReversed,
  LawsuitFiled,
  SelfCorrected,
} from '../../src/events/remedy.events';
import { CourtAppearanceRecorded } from '../../src/events/scrutiny.events';
import type { Clock } from '../../src/events/schemas';
import { Served, ServedByPublication } from '../../src/events/service.events';
import { dispatcher, when } from '../dispatch';
import { fineOf, type FineDecided } from './decided-fines';
import { momentOf, type Moment } from './moments';
import { NEVER, NO_ORGAN } from './tables';
import type { Since } from './versions';

/** Milestones of a case in the order in which the law wants them, then what may become of it besides. */
export const milestoneOrder = [
  ...(['opened', 'decided', 'delivered', 'paid', 'closed', 'archived'] as const),
  ...(['sued', 'leader-in-court', 'self-corrected', 'reversed'] as const),
] as const;
export type Milestone = (typeof milestoneOrder)[number];

/** What supervision keeps of one event of a case. Most events of an imported history are a type and a date. */
export type CaseEntry = readonly [type: string, date: CivilDate, more?: EntryDetail];

export interface EntryDetail {
  /** Money received, in the smallest unit of `currency`. */
  readonly paid?: number;
  readonly currency?: string;
  readonly reached?: Milestone;
  readonly fined?: FineDecided;
  readonly opens?: readonly Clock[];
  readonly closes?: readonly string[];
  /** Id of an event that opens clocks. */
  readonly id?: string;
  /** The moment of an event that opens or closes clocks, where it is known. */
  readonly at?: Moment;
}

/** What is remembered of a case. The entry of a revision stands at its place. */
export interface CaseDoc {
  readonly organ: string;
  readonly kind: string;
  readonly entries: readonly CaseEntry[];
  /** Since when each row holds that follows from the entries (`versions.ts`). */
  readonly since: Since;
  /** Who was named as an officer of the case, with the first legal date; absent while nobody was. */
  readonly officers?: Readonly<Record<string, CivilDate>>;
}

export const noCase: CaseDoc = { organ: NO_ORGAN, kind: '', entries: [], since: {} };

/** The entry of an event, as it reads now. */
export function entryOf(event: Recorded): CaseEntry {
  const fined = fineOf(event);
  const detail = {
    ...detailOf(event),
    ...clockDetailOf(event),
    ...(fined === undefined ? {} : { fined }),
  };
  const type = typeOf(event);
  const date = event.meta.legal.d;
  return Object.keys(detail).length === 0 ? [type, date] : [type, date, detail];
}

/** The case with whoever an event names as its officers; the same case where it names nobody new. */
export function withOfficers(doc: CaseDoc, { data, meta }: Recorded): CaseDoc {
  const { officers, investigators } = data as {
    readonly officers?: readonly string[];
    readonly investigators?: readonly string[];
  };
  const on = meta.legal.d;
  const known = doc.officers ?? {};
  const named = (officers ?? investigators ?? []).filter((each) => (known[each] ?? NEVER) > on);
  if (named.length === 0) return doc;
  return { ...doc, officers: { ...known, ...Object.fromEntries(named.map((each) => [each, on])) } };
}

/** Organ and kind of the case that an event opens. */
export const headOf = (event: Recorded): Pick<CaseDoc, 'organ' | 'kind'> => ({
  organ: organOf(event),
  kind: kindOf(event),
});

/** Imported activities keep the names that their source gave them. */
const typeOf = (event: Recorded): string =>
  event.type === ActivityImported.type ? (event.data as { readonly activity: string }).activity : event.type;

const kindOf = dispatcher<string>('other', [
  when(OnSiteCaseOpened, () => 'simple'),
  when(ClueRegistered, () => 'general'),
  when(CaseFiled, () => 'general'),
  when(OutOfBandFactRecorded, ({ data }) => data.procedure),
  when(ActivityImported, () => 'imported'),
  when(PenaltyDecisionImported, () => 'imported'),
]);

/** The organ's handle; of an imported decision its name, which is all that the source has. */
const organOf = (event: Recorded): string => organNamedBy(event) ?? event.meta.organ?.u ?? NO_ORGAN;

const organNamedBy = dispatcher<string | undefined>(undefined, [
  when(OnSiteCaseOpened, ({ data }) => data.organ),
  when(ClueRegistered, ({ data }) => data.organ),
  when(CaseFiled, ({ data }) => data.organ),
  when(PenaltyDecisionImported, ({ data }) => data.organName),
]);

const reached = (milestone: Milestone): EntryDetail => ({ reached: milestone });

const money = (paid: number, currency: string): EntryDetail => (paid === 0 ? {} : { paid, currency });

const detailOf = dispatcher<EntryDetail>({}, [
  when(OnSiteCaseOpened, () => reached('opened')),
  when(CaseFiled, () => reached('opened')),
  when(NotFiled, () => reached('closed')),
  when(DecisionMade, () => reached('decided')),
  when(Served, () => reached('delivered')),
  when(ServedByPublication, () => reached('delivered')),
  when(OnSpotDecisionIssued, () => reached('decided')),
  when(OnSpotDelivered, () => reached('delivered')),
  when(FineCollectedOnSpot, ({ data }) => ({
    ...money(data.amountFen, 'CNY'),
    ...(data.complete ? reached('paid') : {}),
  })),
  when(PaymentReceived, ({ data }) => ({
    ...money(data.fineFen + data.lateFeeFen, 'CNY'),
    ...(data.complete ? reached('paid') : {}),
  })),
  when(LawsuitFiled, () => reached('sued')),
  when(ComplaintCopyReceived, () => reached('sued')),
  when(CourtAppearanceRecorded, ({ data }) => (data.leader === undefined ? {} : reached('leader-in-court'))),
  when(SelfCorrected, () => reached('self-corrected')),
  when(DecisionReversed, ({ data }) => (data.kind === 'mediated' ? {} : reached('reversed'))),
  when(CaseClosed, () => reached('closed')),
  when(CaseArchived, () => reached('archived')),
  when(ActivityImported, ({ data }) =>
    data.activity === 'Payment' ? money(data.amounts?.['paymentAmount'] ?? 0, data.currency) : {},
  ),
]);

/** Any event of a case may open and close clocks. */
function clockDetailOf(event: Recorded): EntryDetail {
  const { data, meta } = event;
  const { opens = [], closes = [] } = data as Pick<EntryDetail, 'opens' | 'closes'>;
  if (opens.length + closes.length === 0) return {};
  return {
    ...(meta.legal.p === 'instant' ? { at: momentOf(event) } : {}),
    ...(opens.length === 0 ? {} : { opens, id: meta.id }),
    ...(closes.length === 0 ? {} : { closes }),
  };
}
