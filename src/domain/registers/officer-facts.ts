import type { OfficerEvent } from '../../events/register.events';
import type { CivilDate } from '../../kernel/time';
import { breach, kept } from '../../kernel/guard';
import type { Rule } from '../procedure';
import { penaltyLaw } from '../statute';
import { statusAt, type CertificateStatus, type OfficerState } from './officer-state';
import { registerRows, registerRule, type Entry, type RegisterFacts } from './register';

/** What commands on a person are decided on, besides his own stream. */
export interface OfficerFacts extends RegisterFacts {
  /** The stream of the person. */
  readonly person?: string;
  /** Other people whom the command names, by handle. */
  readonly people?: ReadonlyMap<string, Entry<OfficerState>>;
}

/** Rows of the officers' register, of all its tables. */
export const officerRow = registerRows<OfficerState, OfficerFacts, OfficerEvent>({
  basis: [penaltyLaw(42)],
  who: ['administrator'],
  from: ['registered'],
});

/** A certificate changes only from where it stands on the day of the change. */
export const standing = (
  ...wanted: readonly CertificateStatus[]
): Rule<{ readonly number: string; readonly from: CivilDate }, OfficerState, RegisterFacts> =>
  registerRule('R-00', 'G-ENTRY', [], ({ number, from }, { certificates }) => {
    const certificate = certificates.find((each) => each.number === number);
    const status = certificate === undefined ? 'none' : statusAt(certificate, from);
    return wanted.includes(status)
      ? kept
      : breach(
          `证号 ${number} 在 ${from} 的状态为 ${status}`,
          `on ${from} the certificate ${number} is ${status}`,
          'number',
        );
  });
