import type { CivilDate } from '../../kernel/time';
import type { OfficerState } from '../registers/officer-state';
import type { Entry } from '../registers/register';

/** What the case says of the hand-over. */
export interface CaseBehind {
  readonly partyKind?: string;
  /** Handles of those who were assigned to the case or acted in it as officers. */
  readonly officers: readonly string[];
  readonly closed: boolean;
  /** A penalty was imposed and still stands, at least in part. */
  readonly penalty: boolean;
  /** Number of the decision. */
  readonly number?: string;
  /** The decision was changed or set aside (P25). */
  readonly reversed: boolean;
}

/** What commands on the stream are decided on, besides the stream. */
export interface DisciplineFacts {
  readonly date: CivilDate;
  readonly case: string;
  readonly organ: string;
  /** Handle of the sender, and his pseudonym. */
  readonly by: string;
  readonly me: string;
  readonly pseudonyms: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, Entry<OfficerState>>;
  readonly behind: CaseBehind;
}
