import type { ActorRef, OrganRef, SourceMark } from './entry';
import type { Instant, LegalTime } from './time';

/**
 * A fact before it is recorded. `data` holds the public members: all that guards, folds and public pages need.
 * `personal` holds the erasable members by subject of the case (`party`, `witness-1` …); no guard or fold may need them.
 */
export interface DomainEvent<T extends string = string, D extends object = object> {
  readonly type: T;
  readonly data: D;
  readonly personal?: PersonalMembers;
  /** Overrides the legal time of the command, for facts that take the date of another (corrections, imports). */
  readonly legal?: LegalTime;
  /** Overrides who acted by the command, for facts that somebody else records than did them. */
  readonly actors?: readonly ActorRef[];
}

/** Erasable members: subject of the case → member name → JSON value. */
export type PersonalMembers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Where, when and by whom a fact was recorded. */
export interface EventMeta {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  /** Legal time: when it happened in the world. Deadlines run from it. */
  readonly legal: LegalTime;
  /** Recorded time: when the ledger took it in, UTC with milliseconds. */
  readonly recordedAt: Instant;
  readonly actors: readonly ActorRef[];
  readonly organ?: OrganRef;
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly rulePacks: readonly string[];
  readonly calendars: readonly string[];
  /** Present on what was imported, absent on what was entered. */
  readonly source?: SourceMark;
}

/** A recorded fact as folds and projections read it. */
export type Recorded<E extends DomainEvent = DomainEvent> = E extends DomainEvent
  ? Omit<E, 'legal' | 'actors'> & { readonly meta: EventMeta }
  : never;
