import { Day, Flag, Handle, Moment, OneOf, Words } from './members';

/** Procedures that a list can be narrowed to. */
export const caseProcedures = ['simple', 'general', 'imported'] as const;

/** What narrows the list of cases: its query, and what people keep under a name. */
export class CaseFilterMembers {
  /** Number, party, place, officer; Chinese or pinyin. Looked for as it reads now. */
  @Words(100) q?: string;
  @Handle() organ?: string;
  @Handle() officer?: string;
  @Words(60) phase?: string;
  @OneOf(caseProcedures) procedure?: (typeof caseProcedures)[number];
  @Handle() item?: string;
  /** Part of the party's name; Chinese, pinyin or initials. */
  @Words(60) party?: string;
  @Day() openedFrom?: string;
  @Day() openedTo?: string;
  @Day() decidedFrom?: string;
  @Day() decidedTo?: string;
  /** Only cases in which a period that somebody in the organ answers for has run out, the longest overdue first. */
  @Flag() overdue?: boolean;
  @Day() asOf?: string;
  @Moment() knownAt?: string;
}
