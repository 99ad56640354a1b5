import type { CivilDate } from '../../src/kernel/time';

/**
 * What was done to a certificate, as far as the public is told: `invalid` where an annual check was failed, without
 * saying so, and `suspended` also where it is held during supervision, up to the last day of that.
 */
export interface CertificateChange {
  readonly status: 'valid' | 'suspended' | 'invalid' | 'cancelled' | 'revoked';
  readonly from: CivilDate;
  readonly until?: CivilDate;
}

export type CertificateStatus = CertificateChange['status'] | 'expired' | 'not-yet-valid';

/** A certificate and what was done to it, in the order of the log. */
export interface CertificateCourse {
  readonly validFrom: CivilDate;
  readonly validUntil: CivilDate;
  readonly changes: readonly CertificateChange[];
}

/** Ends that nothing undoes, the gravest first. */
const ends = ['revoked', 'cancelled', 'invalid'] as const;

/** How a certificate stands on a day. */
export function certificateOn(
  { validFrom, validUntil, changes }: CertificateCourse,
  day: CivilDate,
): CertificateStatus {
  const begun = changes.filter(({ from, until }) => from <= day && (until === undefined || day <= until));
  const end = ends.find((each) => begun.some(({ status }) => status === each));
  if (end !== undefined) return end;
  if (validUntil < day) return 'expired';
  return validFrom > day ? 'not-yet-valid' : (begun.at(-1)?.status ?? 'valid');
}
