import { HenjiError } from '../kernel/errors';
import type { Position } from './event-store';
import type { Select } from './read-model-query';
import type { ModelDeclaration, Row } from './read-model-table';

/**
 * Where the rows of projections lie. The SQL is written by the engine from declarations; nobody else speaks it.
 *
 * - `commit` writes rows, documents, parked events and checkpoint together or not at all, and only when the stored
 *   checkpoint is still the expected one.
 * - Readers see whole commits only, and are never blocked by a commit.
 * - Everything in it can be built again from the log; an engine may trade durability of the last commits for speed,
 *   as long as what it loses is a whole suffix of commits.
 */
export interface ReadModel extends ReadModelReader {
  /**
   * Follow exactly these parts from now on: the log itself ({@link THE_LOG}), or the parts of a topic. A part that is
   * known goes on from its checkpoint. A new one starts where the log stood, when the log alone was followed before
   * (every record up to there is in the rows, of whatever part); otherwise at the origin, and what it repeats is told
   * by stream and revision. Idempotent; several processes may say the same.
   */
  adopt(parts: readonly string[]): Promise<void>;

  /** How far the rows contain one part. @throws PartNotFollowed for one that is not followed (any more) */
  checkpointOf(part: string): Promise<Checkpoint>;

  /** Progress and documents of those of the given streams that are known. */
  loadStreams(streams: readonly string[]): Promise<readonly StreamProgress[]>;

  /**
   * All or nothing. After an error nothing of this commit is there, and held ones before it may be lost with it: read
   * the checkpoint again.
   *
   * @throws CheckpointMoved, ReadModelReplaced
   */
  commit(batch: CommitBatch): Promise<void>;

  /** Make held commits visible. @throws as {@link commit} */
  flush(): Promise<void>;
}

/** The organs whose rows somebody may see, by their handles. */
export type ReadScope = 'every-organ' | readonly string[];

/** What queries see. */
export interface ReadModelReader {
  /**
   * The same for somebody who may see these organs: a second wall behind the conditions of each query, where the engine
   * can build one. Rows with an `organ` outside the scope are not there for `query` and `snapshot`.
   */
  within?(scope: ReadScope): ReadModelReader;

  /** Rows of one query. @throws BadQuery */
  query<R extends object = Row>(select: Select): Promise<readonly R[]>;

  /** Several queries and the checkpoint, all of one moment between commits. @throws BadQuery */
  snapshot(selects: readonly Select[]): Promise<Snapshot>;

  /**
   * How far the rows have come: every record up to and with this one is in them. Of several parts it is the one that
   * is behind most, with `passed` of all parts together.
   */
  checkpoint(): Promise<Checkpoint>;

  /** Events that wait behind a handler that failed, by stream and revision. */
  parked(): Promise<readonly ParkedEvent[]>;

  /**
   * Every row and every stream's progress, as one line of text each, sorted: two read models with the same dump are
   * the same. Without the checkpoint.
   */
  dump(): AsyncIterable<string>;

  /** Idempotent. */
  close(): Promise<void>;
}

export interface Snapshot {
  readonly checkpoint: Checkpoint;
  /** One result for each query, in the order asked. */
  readonly results: readonly (readonly Row[])[];
}

/** The part of which an embedded ledger consists, and with which a rebuild begins. */
export const THE_LOG = '';

/** The last record of the log, or of one part of a topic, that the rows contain, and how many there were up to it. */
export interface Checkpoint {
  readonly position: Position;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  /** Recorded time of that record; empty at the start. */
  readonly recordedAt: string;
  /** Records up to and with that one, those of no interest included. */
  readonly passed: number;
  /** Where a topic goes on, in its own words; empty for the log, which goes on after the position. */
  readonly cursor: string;
}

/** Nothing read yet. */
export const ORIGIN: Checkpoint = {
  position: '',
  eventId: '',
  stream: '',
  revision: -1,
  recordedAt: '',
  passed: 0,
  cursor: '',
};

/** How far one stream has been applied, and what its handlers remember of it (a JSON value). */
export interface StreamProgress {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  readonly doc: unknown;
}

/** An event that could not be applied, or that waits behind one. Its content stays in the log. */
export interface ParkedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  readonly position: Position;
  readonly type: string;
  /** Why, on the event that failed; empty on those that wait behind it. */
  readonly error: string;
}

/** Changes of one table, at most one for each key. */
export interface TableChanges {
  readonly table: string;
  /** Whole rows, written over whatever the key holds. */
  readonly put: readonly Row[];
  /** Rows whose `adds` columns are added to the row of that key; where there is none, the row is made. */
  readonly add: readonly Row[];
  /** Key columns of rows to remove, if they are there. */
  readonly remove: readonly Row[];
}

export interface CommitBatch {
  /** The part whose checkpoint moves. */
  readonly part: string;
  /** What is stored of it: position, event id and cursor are compared. */
  readonly expected: Checkpoint;
  readonly next: Checkpoint;
  readonly streams: readonly StreamProgress[];
  readonly changes: readonly TableChanges[];
  readonly park: readonly ParkedEvent[];
  /** Streams whose parked events are all applied now. */
  readonly unpark: readonly string[];
  /** More follows at once: it may become visible and durable together with later commits, at the latest with `flush`. */
  readonly hold?: boolean;
}

/** Opens read models by declaration, and builds new ones beside the live. */
export interface ReadModels {
  /** The live read model of this name and version, made empty when there is none. For its one writer. */
  open(model: ModelDeclaration): Promise<ReadModel>;

  /** For queries: always the live one, also after a switch. It need not exist yet; then queries throw {@link ReadModelAbsent}. */
  reader(model: ModelDeclaration): ReadModelReader;

  /** A read model beside the live one; what an interrupted build has left is taken up again. */
  openBuild(model: ModelDeclaration): Promise<ReadModel>;

  /**
   * Make the build the live one, at once for every reader. Whoever still writes the old one gets
   * {@link ReadModelReplaced} at his next commit. Close the build first.
   */
  promote(model: ModelDeclaration): Promise<void>;

  /** Remove what a build has left; the live one stays. Close the build first. */
  discardBuild(model: ModelDeclaration): Promise<void>;

  /** Closes whatever is still open. Idempotent. */
  close(): Promise<void>;
}

/** Somebody else has moved the checkpoint: another owner, or a read model put back from a copy. Nothing was written. */
export class CheckpointMoved extends HenjiError {
  constructor(model: string, expected: Position, found: Position) {
    super({
      code: 'checkpoint-moved',
      zh: `读模型 ${model} 的进度已被他人推进（预期 ${expected || '起点'}，实际 ${found || '起点'}）`,
      en: `${model}: expected the checkpoint ${expected || 'at the start'}, found ${found || 'the start'}`,
      wayOut: {
        zh: '每个读模型只能由一个进程写入；确认后重启',
        en: 'one process writes a read model; end the other one, then start again',
      },
    });
  }
}

/** The part has no checkpoint (any more): the read model follows others now. */
export class PartNotFollowed extends CheckpointMoved {
  constructor(model: string, part: string) {
    super(model, part, '');
  }
}

/** A rebuilt read model has taken the place of this one. Open it anew. */
export class ReadModelReplaced extends HenjiError {
  constructor(model: string) {
    super({
      code: 'read-model-replaced',
      zh: `读模型 ${model} 已切换到重建后的版本`,
      en: `${model} has been replaced by a rebuilt one`,
    });
  }
}

/** There is no read model of this name and version yet. */
export class ReadModelAbsent extends HenjiError {
  constructor(model: string, version: number) {
    super({
      code: 'read-model-absent',
      zh: `读模型 ${model} 第 ${version} 版尚未建立`,
      en: `there is no read model ${model} of version ${version} yet`,
      wayOut: { zh: '先启动服务或运行 henji rebuild', en: 'start the server, or run henji rebuild' },
    });
  }
}

/** The stored tables are not those of the declaration: the shape changed under the same version. */
export class ReadModelShape extends HenjiError {
  constructor(model: string, version: number) {
    super({
      code: 'read-model-shape',
      zh: `读模型 ${model} 第 ${version} 版的结构与程序不符`,
      en: `${model} of version ${version} was built with other tables than this build declares`,
      wayOut: {
        zh: '重建该读模型；发布时结构变化须提高版本号',
        en: 'rebuild it; a released change of shape needs a new version',
      },
    });
  }
}
