import type { OfficerEvent } from '../../events/register.events';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { covers, lastBegun, type Validity } from './register';

/** Ranks of a post, lowest first; from `deputy-chief` on its holder is a 行政机关负责人. */
export const tiers = ['staff', 'unit-head', 'deputy-chief', 'chief'] as const;
export type Tier = (typeof tiers)[number];

export interface Post extends Validity {
  readonly post: string;
  readonly organ: string;
  readonly unit?: string;
  readonly tier: Tier;
}

/** A certificate with all that has happened to it, in the order in which it was recorded. */
export interface Certificate extends Validity {
  readonly number: string;
  readonly organ: string;
  readonly changes: readonly {
    readonly status: 'valid' | 'suspended' | 'revoked';
    readonly from: CivilDate;
  }[];
}

/** What decisions must know of a person of the organ. */
export interface OfficerState {
  readonly phase: 'none' | 'registered';
  readonly kind?: 'officer' | 'auxiliary' | 'worker' | 'seconded';
  readonly organ?: string;
  readonly posts: readonly Post[];
  readonly certificates: readonly Certificate[];
}

export const noOfficer: OfficerState = { phase: 'none', posts: [], certificates: [] };

/** Fold of an officer's stream. */
export function evolveOfficer(state: OfficerState, event: Recorded<OfficerEvent>): OfficerState {
  switch (event.type) {
    case 'OfficerRegistered': {
      const { kind, organ } = event.data;
      return { ...state, phase: 'registered', kind, organ };
    }
    case 'OfficerPosted':
      return { ...state, posts: [...state.posts, event.data] };
    case 'PostEnded': {
      const { post, from } = event.data;
      const posts = state.posts.map((each) =>
        each.post === post && each.ended === undefined ? { ...each, ended: from } : each,
      );
      return { ...state, posts };
    }
    case 'CertificateIssued': {
      const { number, organ, from, until } = event.data;
      return { ...state, certificates: [...state.certificates, { number, organ, from, until, changes: [] }] };
    }
    case 'CertificateSuspended':
      return changed(state, event.data, 'suspended');
    case 'CertificateResumed':
      return changed(state, event.data, 'valid');
    case 'CertificateRevoked':
      return changed(state, event.data, 'revoked');
  }
}

function changed(
  state: OfficerState,
  { number, from }: { readonly number: string; readonly from: CivilDate },
  status: 'valid' | 'suspended' | 'revoked',
): OfficerState {
  const certificates = state.certificates.map((each) =>
    each.number === number ? { ...each, changes: [...each.changes, { status, from }] } : each,
  );
  return { ...state, certificates };
}

export type CertificateStatus = 'none' | 'not-yet' | 'valid' | 'suspended' | 'revoked' | 'expired';

/** Whether a person could act under a certificate on a day; the answer does not move when things change later. */
export interface CertificateStanding {
  readonly status: CertificateStatus;
  readonly number?: string;
  readonly organ?: string;
}

/** As of the day: a valid certificate where there is one, otherwise the standing of the one issued last. */
export function certificateAt(state: OfficerState, date: CivilDate): CertificateStanding {
  const standings = state.certificates.map((each) => ({
    status: statusAt(each, date),
    number: each.number,
    organ: each.organ,
  }));
  return standings.findLast(({ status }) => status === 'valid') ?? standings.at(-1) ?? { status: 'none' };
}

/** The standing of one certificate on a day. */
export function statusAt(certificate: Certificate, date: CivilDate): CertificateStatus {
  if (date < certificate.from) return 'not-yet';
  const revoked = certificate.changes.some(({ status, from }) => status === 'revoked' && from <= date);
  if (revoked) return 'revoked';
  if (!covers(certificate, date)) return 'expired';
  return lastBegun(certificate.changes, date)?.status ?? 'valid';
}

/** The posts held on a day. */
export const postsAt = (state: OfficerState, date: CivilDate): readonly Post[] =>
  state.posts.filter((post) => covers(post, date));

/** The highest tier held in an organ on a day; without a post, `staff`. */
export const tierAt = (state: OfficerState, organ: string, date: CivilDate): Tier =>
  tiers.findLast((tier) => postsAt(state, date).some((post) => post.organ === organ && post.tier === tier)) ??
  'staff';

/** Whether the first tier is at least as high as the second. */
export const reaches = (tier: Tier, required: Tier): boolean =>
  tiers.indexOf(tier) >= tiers.indexOf(required);
