import { postingEvents } from '../../events/duty.events';
import { OfficerPosted, PostEnded, type OfficerEvent } from '../../events/register.events';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { evolvePostings, noPostings, type PostEvent, type Postings } from './posting-state';
import { evolveQualifications, noQualifications, type Qualifications } from './qualification-state';
import { covers, lastBegun, type Validity } from './register';

/** What was done to a certificate. Only `suspended` and `held` can be undone; a hold ends by itself after its last day. */
interface CertificateChange {
  readonly status: 'valid' | 'suspended' | 'held' | 'check-failed' | 'cancelled' | 'revoked';
  readonly from: CivilDate;
  readonly until?: CivilDate;
}

/** A certificate with all that has happened to it, in the order in which it was recorded. */
export interface Certificate extends Validity {
  readonly number: string;
  readonly organ: string;
  /** Legal date of the issue: before it nobody knew of a certificate that was to begin later. */
  readonly issued: CivilDate;
  readonly changes: readonly CertificateChange[];
  /** Years whose annual check is on record, with whatever result. */
  readonly checked: readonly number[];
}

/** What decisions must know of a person of the organ. */
export interface OfficerState extends Postings, Qualifications {
  readonly phase: 'none' | 'registered';
  readonly kind?: 'officer' | 'auxiliary' | 'worker' | 'seconded' | 'adviser';
  readonly organ?: string;
  readonly certificates: readonly Certificate[];
}

export const noOfficer: OfficerState = {
  phase: 'none',
  ...noPostings,
  ...noQualifications,
  certificates: [],
};

type CertificateEvent = Extract<
  OfficerEvent,
  { readonly type: `Certificate${string}` | 'AnnualCheckRecorded' }
>;

const isCertificateEvent = (event: Recorded<OfficerEvent>): event is Recorded<CertificateEvent> =>
  event.type.startsWith('Certificate') || event.type === 'AnnualCheckRecorded';

const postings: ReadonlySet<string> = new Set(
  [...postingEvents, OfficerPosted, PostEnded].map(({ type }) => type),
);

const isPostEvent = (event: Recorded<OfficerEvent>): event is Recorded<PostEvent> => postings.has(event.type);

/** Fold of an officer's stream. */
export function evolveOfficer(state: OfficerState, event: Recorded<OfficerEvent>): OfficerState {
  if (isCertificateEvent(event)) return { ...state, certificates: evolveCertificates(state, event) };
  if (isPostEvent(event)) return evolvePostings(state, event);
  if (event.type === 'OfficerRegistered') {
    const { kind, organ } = event.data;
    return { ...state, phase: 'registered', kind, organ };
  }
  if (event.type === 'AdviserRegistered') {
    return { ...state, phase: 'registered', kind: 'adviser', organ: event.data.organ };
  }
  // For the public alone: where somebody may enforce follows from organ and item.
  if (event.type === 'EnforcementAreaSet') return state;
  return { ...state, ...evolveQualifications(state, event) };
}

function evolveCertificates(
  { certificates }: OfficerState,
  event: Recorded<CertificateEvent>,
): readonly Certificate[] {
  if (event.type === 'CertificateIssued') {
    const { number, organ, from, until } = event.data;
    const issued = event.meta.legal.d;
    return [...certificates, { number, organ, from, until, issued, changes: [], checked: [] }];
  }
  const change = changeOf(event);
  const changes = change === undefined ? [] : [change];
  const checked = event.type === 'AnnualCheckRecorded' ? [event.data.year] : [];
  const { number } = event.data;
  return certificates.map((each) =>
    each.number === number
      ? { ...each, changes: [...each.changes, ...changes], checked: [...each.checked, ...checked] }
      : each,
  );
}

/** What an event does to the certificate that it names; a check that is passed changes nothing. */
function changeOf(
  event: Recorded<Exclude<CertificateEvent, { readonly type: 'CertificateIssued' }>>,
): CertificateChange | undefined {
  const { from } = event.data;
  switch (event.type) {
    case 'CertificateSuspended':
      return { status: 'suspended', from };
    case 'CertificateResumed':
    case 'CertificateReturned':
      return { status: 'valid', from };
    case 'CertificateHeld':
      return { status: 'held', from, until: event.data.until };
    case 'CertificateCancelled':
      return { status: 'cancelled', from };
    case 'CertificateRevoked':
      return { status: 'revoked', from };
    case 'AnnualCheckRecorded':
      return event.data.passed ? undefined : { status: 'check-failed', from };
  }
}

export type CertificateStatus = CertificateChange['status'] | 'none' | 'not-yet' | 'expired';

/** Whether a person could act under a certificate on a day; the answer does not move when things change later. */
export interface CertificateStanding {
  readonly status: CertificateStatus;
  readonly number?: string;
  readonly organ?: string;
}

/**
 * As of the day: a valid certificate where there is one, otherwise the standing of the one that began last, otherwise of
 * the one issued last. What begins, is issued or happens after the day has no part in the answer.
 */
export function certificateAt(state: OfficerState, date: CivilDate): CertificateStanding {
  const known = state.certificates.filter(({ from, issued }) => from <= date || issued <= date);
  const standings = known.map((each) => ({
    status: statusAt(each, date),
    number: each.number,
    organ: each.organ,
  }));
  return (
    standings.findLast(({ status }) => status === 'valid') ??
    standings.findLast(({ status }) => status !== 'not-yet') ??
    standings.at(-1) ?? { status: 'none' }
  );
}

/** Ends that nothing undoes, the gravest first. */
const ends = ['revoked', 'cancelled', 'check-failed'] as const;

/** The standing of one certificate on a day. */
export function statusAt(certificate: Certificate, date: CivilDate): CertificateStatus {
  if (date < certificate.from) return 'not-yet';
  const end = ends.find((each) =>
    certificate.changes.some(({ status, from }) => status === each && from <= date),
  );
  if (end !== undefined) return end;
  if (!covers(certificate, date)) return 'expired';
  return interruptionAt(certificate.changes, date) ?? 'valid';
}

/** What keeps a certificate from use on a day: the last change by then, a hold only up to its last day. */
function interruptionAt(
  changes: readonly CertificateChange[],
  date: CivilDate,
): 'suspended' | 'held' | undefined {
  const last = lastBegun(changes, date);
  if (last === undefined || last.status === 'valid') return undefined;
  if (last.status !== 'held') return last.status === 'suspended' ? 'suspended' : undefined;
  if (covers(last, date)) return 'held';
  return interruptionAt(
    changes.filter((each) => each !== last),
    date,
  );
}
