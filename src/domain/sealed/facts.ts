import type { Role } from '../../events/account.events';
import type { CivilDate } from '../../kernel/time';
import type { Calendar } from '../../law/calendar';
import type { RuleBook } from '../../law/rule-book';

/** What commands on a sealed stream are decided on, besides the stream. */
export interface SealedFacts {
  readonly date: CivilDate;
  /** The case that it is about, and its organ. */
  readonly case: string;
  readonly organ: string;
  /** Handle of the sender, and his pseudonym. */
  readonly by: string;
  readonly me: string;
  /** Pseudonym of his account, where he acts under an entry of the register: records may name him by either. */
  readonly account: string;
  /** As what he acts. */
  readonly role: Role;
  /** Code of what the command opens; it follows from the command id. */
  readonly id: string;
  /** Pseudonyms of the people whom the command names, by their handles. */
  readonly pseudonyms: ReadonlyMap<string, string>;
  /** Handles of those who investigated, reviewed or approved in the case. */
  readonly tookPart: readonly string[];
  /** Before whom the decision of the case was brought. */
  readonly broughtBefore: readonly ('reconsideration' | 'court')[];
  readonly rules: RuleBook;
  readonly calendar: Calendar;
}
