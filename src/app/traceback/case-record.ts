import { penaltyCase } from '../../domain/penalty-case/decider';
import { reviewedFile, sameFile } from '../../domain/penalty-case/review/file';
import type { Finding } from '../../events/case-schemas';
import type { CaseState } from '../../domain/penalty-case/state';
import { corrections, happenedBy, isCorrection } from '../../events/corrections';
import type { Recorded } from '../../kernel/event';
import { epochOfDay, addDays, epochOf, utcInstant, type CivilDate } from '../../kernel/time';
import { canonicalBytes } from '../../seal/canonical-json';
import { hashToHex, sha256 } from '../../seal/hash';
import { fold } from '../fold';

/** A record as a traceback needs it: the event, its leaf hash, and the leaf hash that it says it follows. */
export interface Leafed {
  readonly event: Recorded;
  readonly leaf: string;
  readonly previous?: string;
}

/** An event as a report points at it. */
export interface EventRef {
  readonly stream: string;
  readonly revision: number;
  readonly event: string;
  readonly type: string;
  readonly leaf: string;
}

/** A statement with the events that it rests on; none where it rests on their absence. */
export interface Point {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly events: readonly EventRef[];
}

export const refOf = ({ event: { meta, type }, leaf }: Leafed): EventRef => ({
  stream: meta.stream,
  revision: meta.revision,
  event: meta.id,
  type,
  leaf,
});

/** Something that is not on record: neither assumed nor denied. */
export function absence(code: string, zh: string, en: string): Point {
  return {
    code,
    zh: `${zh}，记录无法证明其有无`,
    en: `${en}; whether there was any is not provable from it`,
    events: [],
  };
}

/** What somebody who acted can have read: the first so many events of the case, and the last one of them. */
export interface FileRead {
  readonly events: number;
  readonly through?: EventRef;
}

/** A case as traced: its events as they read after the corrections in the snapshot, in log order. */
export class CaseRecord {
  readonly events: readonly Recorded[];
  readonly #states: CaseState[] = [penaltyCase.initial];
  readonly #hashes = new Map<number, string>();
  #hashed: { readonly state: CaseState; readonly hash: string } | undefined;
  readonly #corrected: boolean;

  /**
   * @param records all of the stream that are known, from revision 0
   * @param asOf what happened later has no part in `events`; a correction has the date of its target
   */
  constructor(
    readonly records: readonly Leafed[],
    readonly asOf?: CivilDate,
  ) {
    this.#corrected = records.some(({ event }) => isCorrection(event));
    const known = records.map(({ event }) => event);
    this.events = corrections(asOf === undefined ? known : happenedBy(known, asOf));
  }

  /** Events of these types, in log order. */
  of(types: readonly string[]): readonly Recorded[] {
    return this.events.filter(({ type }) => types.includes(type));
  }

  ref({ meta }: Pick<Recorded, 'meta'>): EventRef {
    const record = this.records[meta.revision];
    if (record === undefined) throw new TypeError(`no record ${meta.revision} of ${meta.stream}`);
    return refOf(record);
  }

  refs(events: readonly Recorded[]): readonly EventRef[] {
    return events.map((event) => this.ref(event));
  }

  /** What came before an act in the world: earlier in the log, and not dated after it. */
  before(act: Recorded, types: readonly string[]): readonly Recorded[] {
    return this.of(types).filter(
      ({ meta }) => meta.revision < act.meta.revision && meta.legal.d <= act.meta.legal.d,
    );
  }

  /**
   * What somebody who acted can have read: recorded by the moment of his act. What was recorded later, with whatever
   * date, stands beside it and proves no knowledge. Recorded time never goes backwards in a stream, so it is a beginning
   * of it, which the chained leaf hash of its last event proves.
   */
  readBy(act: Recorded): FileRead {
    const instant = utcInstant(momentOf(act));
    const later = this.records.findIndex(
      ({ event: { meta } }) => meta.revision >= act.meta.revision || meta.recordedAt > instant,
    );
    const events = later < 0 ? this.records.length : later;
    const last = this.records[events - 1];
    return last === undefined ? { events } : { events, through: refOf(last) };
  }

  /** The case as deciders fold it, with all that is in the view. */
  stateNow(): CaseState {
    return this.asOf === undefined ? this.stateBefore(this.records.length) : fold(penaltyCase, this.events);
  }

  /**
   * The case as deciders fold it, before one of its events; as whoever decided then had it, so that a correction counts
   * from its own place on.
   */
  stateBefore(revision: number): CaseState {
    return this.#corrected
      ? fold(
          penaltyCase,
          this.records.slice(0, revision).map(({ event }) => event),
        )
      : this.#stateAfter(revision);
  }

  /** The file that an opinion is bound to, made anew from the events before a revision. */
  fileHashBefore(revision: number): string {
    const known = this.#hashes.get(revision);
    if (known !== undefined) return known;
    const state = this.stateBefore(revision);
    const last = this.#hashed;
    const hash =
      last !== undefined && sameFile(last.state, state)
        ? last.hash
        : hashToHex(sha256(canonicalBytes(reviewedFile(state))));
    this.#hashes.set(revision, hash);
    this.#hashed = { state, hash };
    return hash;
  }

  /** The fold of the first events; each is folded once. */
  #stateAfter(count: number): CaseState {
    for (let n = this.#states.length; n <= count; n++) {
      const [before, record] = [this.#states[n - 1], this.records[n - 1]];
      if (before === undefined || record === undefined) break;
      this.#states.push(penaltyCase.evolve(before, record.event as Parameters<typeof penaltyCase.evolve>[1]));
    }
    return this.#states[count] ?? penaltyCase.initial;
  }
}

/** The last moment that an act may have had, in milliseconds: the end of the day where only the day is known. */
export const momentOf = ({ meta: { legal } }: Recorded): number =>
  legal.p === 'day' ? endOfDay(legal.d) : epochOf(legal.at);

/** The last millisecond of a day in Shanghai. */
export const endOfDay = (date: CivilDate): number => epochOfDay(addDays(date, 1)) - 1;

/** A member that an event names one person by. */
export type PersonMember =
  'approver' | 'assignedBy' | 'chair' | 'decidedBy' | 'officer' | 'presiding' | 'receivedBy' | 'reviewer';

/** Members that events of different types name alike, as a trace reads them. */
interface SharedMembers extends Readonly<Record<PersonMember, string>> {
  readonly approvers: readonly string[];
  readonly checklist: readonly { readonly item: string; readonly result: string }[];
  readonly code: string;
  readonly fileHash: string;
  readonly findings: readonly Finding[];
  readonly granted: boolean;
  readonly hearingTold: boolean;
  readonly investigators: readonly string[];
  readonly officers: readonly string[];
  readonly review: { readonly reviewer: string };
  readonly rule: string;
  readonly servers: readonly string[];
  readonly service: { readonly servers?: readonly string[] };
  readonly unit: string;
  readonly votes: readonly { readonly member: string; readonly vote: Vote }[];
}

type Vote = 'for' | 'against' | 'abstain' | 'absent' | 'recused';

/** A member of an event's public data; `undefined` where it has none. */
export const memberOf = <K extends keyof SharedMembers>(
  { data }: Recorded,
  name: K,
): SharedMembers[K] | undefined => (data as Partial<SharedMembers>)[name];
