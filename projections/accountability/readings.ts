import type { ActorRef, OrganRef, StreamRef } from '../../src/kernel/entry';
import type { BrokenRule } from '../../src/kernel/guard';
import type { CivilDate, Instant } from '../../src/kernel/time';
import { definitionOf } from '../../src/events/codec';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import { noGrounds, type Grounds, type StoredGrounds } from './act';
import type { acts, actors, broken, refusals } from './tables';

/** Rows as readers get them: texts beside stored names, members that say nothing absent. */

/** Which act, and when by both clocks. */
interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly legalDate: CivilDate;
  /** Absent where only the day is known. */
  readonly legalAt?: Instant;
  readonly recordedAt: Instant;
}

/** What an act is, in its stored name and for people. */
interface Named {
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  /** Name of an imported activity. */
  readonly detail?: string;
}

/** An act of somebody, or an attempt that was refused: as what, in which post, with which certificate as of then. */
export interface ActOfActor extends Place, Named {
  readonly actor: string;
  /** Separated by commas where he acted in more than one. */
  readonly role: string;
  readonly post?: string;
  readonly cert?: StreamRef;
  readonly organ?: string;
}

/** An act with its grounds, as it reads in a view. */
export interface Act extends Place, Named, Grounds {
  /** Revision of the correction by which it reads so; absent while it reads as recorded. */
  readonly correctedBy?: number;
  readonly actors: readonly ActorRef[];
  readonly organ?: OrganRef;
  /** Earlier revisions that it followed from, and later ones in the view that followed from it. */
  readonly follows: readonly number[];
  readonly followedBy: readonly number[];
  readonly rulePacks: readonly string[];
  readonly calendars: readonly string[];
  readonly command: string;
  readonly causation?: string;
  readonly source?: { readonly sys: string; readonly row: number };
}

/** A refused attempt with every rule that stood in the way. `stream` is that of the refusal. */
export interface Refusal extends Place {
  readonly target: string;
  readonly command: string;
  readonly organ?: string;
  readonly actors: readonly ActorRef[];
  readonly broken: readonly BrokenRule[];
}

/** A refused attempt by one of its rules. `stream` is that of the refusal. */
export interface RefusalByRule extends Omit<Place, 'legalAt'> {
  readonly code: string;
  readonly target: string;
  readonly command: string;
  readonly organ?: string;
}

export type ActRow = ReadRowOf<typeof acts>;
export type ActorRow = ReadRowOf<typeof actors>;
export type RefusalRow = ReadRowOf<typeof refusals>;
export type BrokenRow = ReadRowOf<typeof broken>;

export const actOfActor = (row: ActorRow): ActOfActor => ({
  ...placeOf(row),
  ...namedBy(row),
  actor: row.actor,
  role: row.role,
  ...optional('post', row.post),
  ...(row.cert === null ? {} : { cert: { s: row.cert, n: row.cert_revision ?? 0 } }),
  ...optional('organ', row.organ),
});

export const refusalOf = (row: RefusalRow): Refusal => ({
  ...placeOf({ ...row, stream: row.refusal }),
  target: row.target,
  command: row.command,
  ...optional('organ', row.organ),
  actors: list(row.actors) as readonly ActorRef[],
  broken: list(row.broken) as readonly BrokenRule[],
});

export const refusalByRule = (row: BrokenRow): RefusalByRule => ({
  ...placeOf({ ...row, stream: row.refusal, legal_at: null }),
  code: row.code,
  target: row.target,
  command: row.command,
  ...optional('organ', row.organ),
});

/** All rows of one stream in a view, each with what followed from it there. */
export function linkedActs(rows: readonly ActRow[]): readonly Act[] {
  const followers = new Map(rows.map(({ revision }) => [revision, [] as number[]]));
  for (const { revision, follows } of rows) {
    for (const earlier of list(follows) as readonly number[]) followers.get(earlier)?.push(revision);
  }
  return rows.map((row) => ({
    ...actOf(row),
    follows: (list(row.follows) as readonly number[]).filter((revision) => followers.has(revision)),
    followedBy: followers.get(row.revision) ?? [],
  }));
}

const actOf = (row: ActRow): Omit<Act, 'follows' | 'followedBy'> => ({
  ...placeOf(row),
  ...namedBy(row),
  ...(row.reading === row.revision ? {} : { correctedBy: row.reading }),
  actors: list(row.actors) as readonly ActorRef[],
  ...(row.organ === null ? {} : { organ: { u: row.organ, ...optional('by', row.entrusted_by) } }),
  rulePacks: row.rule_packs?.split(',') ?? [],
  ...((row.grounds as StoredGrounds | null) ?? { ...noGrounds, calendars: [] }),
  command: row.command,
  ...optional('causation', row.causation),
  ...(row.source === null ? {} : { source: { sys: row.source, row: row.source_row ?? 0 } }),
});

const placeOf = (
  row: Pick<ActRow, 'stream' | 'revision' | 'legal_date' | 'legal_at' | 'recorded_at'>,
): Place => ({
  stream: row.stream,
  revision: row.revision,
  legalDate: row.legal_date,
  ...optional('legalAt', row.legal_at),
  recordedAt: row.recorded_at,
});

function namedBy({ type, detail }: Pick<ActRow, 'type' | 'detail'>): Named {
  const { zh, en } = definitionOf(type);
  return { type, zh, en, ...optional('detail', detail) };
}

/** Lists that say nothing are stored as null. */
const list = (json: unknown): unknown => json ?? [];

const optional = <K extends string, T>(name: K, value: T | null): { readonly [N in K]?: T } =>
  (value === null ? {} : { [name]: value }) as { readonly [N in K]?: T };
