import type { ActorRef } from '../../kernel/entry';
import type { CivilDate, LegalTime } from '../../kernel/time';
import type { Calendar } from '../../law/calendar';
import type { RuleBook } from '../../law/rule-book';
import type { SetAside } from '../procedure';
import type { ItemState } from '../registers/item';
import type { OfficerState } from '../registers/officer-state';
import type { OrganState } from '../registers/organ-state';
import type { Entry } from '../registers/register';
import type { TemplateState } from '../registers/template';

/**
 * All that a decision on a case takes from outside its stream, as of the act. `gather` in the application reads the
 * streams that `streamsNeeded` names, and fills this in; nothing here is personal.
 */
export interface CaseFacts {
  /** The stream of the case itself. */
  readonly stream: string;
  /** Civil date of the act. */
  readonly date: CivilDate;
  /** The act itself, to the instant where the command says it. */
  readonly at: LegalTime;
  /** Handle of whoever gives the command. */
  readonly by: string;
  /** The organ that acts: the command's where it opens the case, else the file's. */
  readonly organ?: Entry<OrganState>;
  /** The officers that the command names, else those of the file. */
  readonly acting: readonly Entry<OfficerState>[];
  /** Who decides in place of the acting officers, where the command names somebody. */
  readonly approver?: Entry<OfficerState>;
  /** Everybody else whom the command names, by handle: reviewer, chair, members of a meeting … */
  readonly people: ReadonlyMap<string, Entry<OfficerState>>;
  readonly item?: Entry<ItemState>;
  /** Other items that the same act breaches. */
  readonly otherItems: readonly Entry<ItemState>[];
  readonly template?: Entry<TemplateState>;
  /** The number reserved for this case; absent while none is. */
  readonly number?: ReservedNumber;
  /** Who holds the fine for this act and party; absent while nobody does. */
  readonly fineHolder?: { readonly case: string; readonly s: string; readonly n: number };
  /** SHA-256 of the file that a legal review reads, as it stands now ({@link ./review/file}). */
  readonly fileHash: string;
  /** Pseudonym of the party that the command names; the same for the same person. */
  readonly partyToken?: string;
  /** What is to be corrected, as it reads now. */
  readonly target?: CorrectionTarget;
  /** The rule packs in force for the organ on that day, and the calendar of its seat. */
  readonly rules: RuleBook;
  /** Rules that are set aside in the organ on that day, for the item of the case. */
  readonly setAside?: readonly SetAside[];
  readonly calendar: Calendar;
  /** Of an act that is recorded after it was done outside of the program. */
  readonly outOfBand?: OutOfBandFacts;
}

/** What only a late entry asks. */
export interface OutOfBandFacts {
  /** The day on which it is recorded: by it the confirmers are judged. */
  readonly today: CivilDate;
  /** Who acted then, with post and certificate as of the act. */
  readonly acted: readonly ActorRef[];
}

/** A document number taken for this case on the organ's numbering stream. */
export interface ReservedNumber {
  readonly number: string;
  readonly seq: number;
  readonly year: number;
  readonly s: string;
  readonly n: number;
}

/** What is to be corrected, as it reads now. */
export interface CorrectionTarget {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly data: object;
  readonly legal: LegalTime;
  /** Handles of those who acted and recorded it. */
  readonly recordedBy: readonly string[];
}
