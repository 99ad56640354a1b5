import type { ActorRef } from '../../kernel/entry';
import type { DomainEvent } from '../../kernel/event';
import type { LegalTime } from '../../kernel/time';

/** A kind of file that history can be taken over from. One object per kind; the importer is the same for all. */
export interface ImportSource {
  /** Name on the command line and in the source mark: `traffic-fines`. */
  readonly name: string;
  /** The header row that the file must have. */
  readonly columns: readonly string[];
  /** Rule packs that governed the acts, for the record; they decide nothing here. */
  readonly rulePacks: readonly string[];
  readonly read: (row: readonly string[]) => ReadRow;
}

/** A row as an event, or the reason why it is none. */
export type ReadRow =
  | {
      readonly ok: true;
      /** Case in the source; rows of one case become one stream, in file order. */
      readonly caseId: string;
      /** Identifies the row within its case: a second row with the same key repeats the first. */
      readonly key: string;
      /** What the row says, without what may differ between repeats; tells a repeat from a contradiction. */
      readonly content: string;
      readonly event: DomainEvent;
      readonly legal: LegalTime;
      readonly actors: readonly ActorRef[];
      /** Parts that could not be read and stand verbatim in the event. */
      readonly unread: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/** The row is no event, for this reason. */
export const unreadable = (reason: string): ReadRow => ({ ok: false, reason });

/** A member of a row without the spaces around it; empty where the row is too short. */
export const member = (row: readonly string[], column: number): string => (row[column] ?? '').trim();
