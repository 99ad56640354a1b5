import type { BrokenRule } from '../kernel/guard';
import type { Decider } from '../kernel/decider';
import type { ActorRef, OrganRef } from '../kernel/entry';
import { HenjiError, hasCode } from '../kernel/errors';
import type { DomainEvent } from '../kernel/event';
import { epochOf, type Instant, type LegalTime } from '../kernel/time';
import { present } from '../kernel/plain-data';
import { CommandRefused as CommandRefusedEvent } from '../events/ledger.events';
import type { Position } from '../ports/event-store';
import type { Clock } from './clock';
import type { KeyedQueue } from './keyed-queue';
import type { Recorder, RecordingMeta } from './recorder';
import type { FoldedStream, StreamCache } from './stream-cache';

/** Who sends a command, when its act happened, and what caused it. */
export interface CommandMeta {
  /** Chosen by the sender; sending the same command twice is one act. */
  readonly commandId: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly occurred: LegalTime;
  readonly actors: readonly ActorRef[];
  readonly organ?: OrganRef;
  /** The case that a command on a sealed stream is about; it stands in no entry. */
  readonly about?: string;
  /** The account of who sends a sealed command, by which records may name him, too; it stands in no entry. */
  readonly account?: string;
}

/** What a command was decided on, besides its own stream. */
export interface Gathered<F> {
  readonly facts: F;
  readonly rulePacks: readonly string[];
  readonly calendars: readonly string[];
  /** Actors with post and certificate as of the act, where the registers know them. */
  readonly actors?: readonly ActorRef[];
}

/**
 * How one kind of stream is commanded. `gather` reads what lies in other streams as of the act; `reserve` secures what
 * must be unique across streams before the act is recorded, and `release` gives it back when the act comes to nothing.
 */
export interface Handling<C extends object, S, E extends DomainEvent, F> {
  readonly decider: Decider<C, S, E, F>;
  /** Of the sealed class: so are its refusals, which no list and no count shows (B.7). */
  readonly sealed?: boolean;
  readonly gather: (command: C, state: S, meta: CommandMeta, stream: string) => Promise<Gathered<F>>;
  /** @returns whether anything was missing and taken, so that the command has to be decided again */
  readonly reserve?: (command: C, state: S, meta: CommandMeta, stream: string, facts: F) => Promise<boolean>;
  readonly release?: (
    command: C,
    state: S,
    meta: CommandMeta,
    stream: string,
    facts: F,
    why: string,
  ) => Promise<void>;
}

/** Write a handling with its types known; they are no longer told apart where all handlings stand side by side. */
export const handling = <C extends object, S, E extends DomainEvent, F>(
  parts: Handling<C, S, E, F>,
): Handling<C, S, E, F> => parts;

/** The command was carried out, now or at its first sending. */
export interface CommandAccepted {
  readonly stream: string;
  readonly firstRevision: number;
  readonly lastRevision: number;
  /** Give it to a query as `waitFor` to read what was just written. */
  readonly position: Position;
  readonly repeated: boolean;
}

/** The command would be unlawful. Nothing was recorded but the attempt. */
export class CommandRefused extends HenjiError {
  constructor(
    readonly broken: readonly BrokenRule[],
    readonly stream: string,
  ) {
    super({
      code: 'command-refused',
      zh: broken.map(({ code, zh }) => `${code} ${zh}`).join('；'),
      en: broken.map(({ code, en }) => `${code} ${en}`).join('; '),
      details: { broken, stream },
    });
  }
}

/** A command id that was used for another body. */
export class CommandIdReused extends HenjiError {
  constructor(commandId: string) {
    super({
      code: 'command-id-reused',
      zh: `命令编号 ${commandId} 已用于另一命令`,
      en: `command id ${commandId} was already used for another command`,
      field: 'commandId',
      wayOut: { zh: '新的命令请使用新的编号', en: 'use a new id for a new command' },
    });
  }
}

/** The act is said to have happened after it is recorded. */
export class OccurredInFuture extends HenjiError {
  constructor(at: Instant) {
    super({
      code: 'occurred-in-future',
      zh: `法律事实发生时间 ${at} 晚于当前时间`,
      en: `the act is dated ${at}, which is in the future`,
      field: 'occurredAt',
    });
  }
}

/** Others kept changing the stream. */
export class TooManyConflicts extends HenjiError {
  constructor(stream: string) {
    super({
      code: 'too-many-conflicts',
      zh: `${stream} 正被频繁更新，请稍后重试`,
      en: `${stream} keeps being changed by others; try again`,
      wayOut: { zh: '以同一命令编号重试', en: 'retry with the same command id' },
    });
  }
}

const ATTEMPTS = 8;

/** Load, fold, gather, decide, append: the whole write side, once, for every decider. */
export class CommandPath {
  constructor(
    private readonly cache: StreamCache,
    private readonly recorder: Recorder,
    private readonly queue: KeyedQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Decide `command` on `stream` and record what follows. Conflicts are met by deciding again, a bounded number of
   * times. A repeated command id answers as the first time, also after a restart.
   *
   * @throws CommandRefused, CommandIdReused, OccurredInFuture, TooManyConflicts, and the errors of the event store
   */
  async execute<C extends object, S, E extends DomainEvent, F>(
    handling: Handling<C, S, E, F>,
    stream: string,
    command: C,
    meta: CommandMeta,
  ): Promise<CommandAccepted> {
    if (epochOf(meta.occurred.at) > this.clock.now()) throw new OccurredInFuture(meta.occurred.at);
    return this.queue.run(stream, () => this.#attempt(handling, stream, command, meta));
  }

  /**
   * Every rule that `command` would break on `stream` as it is now; none where it would be accepted. Nothing is
   * recorded, reserved or queued, so another command may come first.
   *
   * @throws OccurredInFuture
   */
  async examine<C extends object, S, E extends DomainEvent, F>(
    handling: Handling<C, S, E, F>,
    stream: string,
    command: C,
    meta: CommandMeta,
  ): Promise<readonly BrokenRule[]> {
    if (epochOf(meta.occurred.at) > this.clock.now()) throw new OccurredInFuture(meta.occurred.at);
    const { state } = await this.cache.load(handling.decider, stream);
    const { facts } = await handling.gather(command, state, meta, stream);
    const decision = handling.decider.decide(command, state, facts);
    return decision.outcome === 'refused' ? decision.broken : [];
  }

  /** The stream as it is now, for queries that must not lag and for facts. */
  load<C, S, E extends DomainEvent, F>(
    decider: Decider<C, S, E, F>,
    stream: string,
  ): Promise<FoldedStream<S>> {
    return this.cache.load(decider, stream);
  }

  async #attempt<C extends object, S, E extends DomainEvent, F>(
    handling: Handling<C, S, E, F>,
    stream: string,
    command: C,
    meta: CommandMeta,
  ): Promise<CommandAccepted> {
    const digest = this.recorder.commandDigest(stream, command);
    const about = meta.about ?? stream;
    let hasTaken = false;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const folded = await this.cache.load(handling.decider, stream);
      const earlier = folded.accepted.get(meta.commandId);
      if (earlier !== undefined) return repeat(stream, meta, digest, earlier);
      const gathered = await handling.gather(command, folded.state, meta, stream);
      const recording = recordingMeta(meta, digest, gathered);
      const decision = handling.decider.decide(command, folded.state, gathered.facts);
      if (decision.outcome === 'refused') {
        const why = codesOf(decision.broken);
        if (hasTaken) await handling.release?.(command, folded.state, meta, stream, gathered.facts, why);
        const sealed = handling.sealed === true;
        await this.#recordRefusal(command, stream, decision.broken, recording, sealed);
        throw new CommandRefused(decision.broken, about);
      }
      if (decision.events.length === 0) return nothingNew(stream, folded);
      // Numbers and the like are taken only for an act that would be accepted, then it is decided again on them. They are
      // asked for each time: somebody else may have given them back since.
      const taken = await handling.reserve?.(command, folded.state, meta, stream, gathered.facts);
      hasTaken ||= taken === true;
      const appended =
        taken === true ? undefined : await this.#append(stream, folded, decision.events, recording);
      if (appended !== undefined) return appended;
    }
    throw new TooManyConflicts(about);
  }

  async #append(
    stream: string,
    folded: FoldedStream<unknown>,
    events: readonly DomainEvent[],
    meta: RecordingMeta,
  ): Promise<CommandAccepted | undefined> {
    try {
      const appended = await this.recorder.record(stream, folded, events, meta);
      return {
        stream,
        firstRevision: Number(appended.firstRevision),
        lastRevision: Number(appended.lastRevision),
        position: appended.position,
        repeated: false,
      };
    } catch (error) {
      if (!hasCode(error, 'wrong-expected-revision')) throw error;
      this.cache.forget(stream);
      return undefined;
    }
  }

  async #recordRefusal(
    command: object,
    stream: string,
    broken: readonly BrokenRule[],
    meta: RecordingMeta,
    sealed: boolean,
  ): Promise<void> {
    const refusal = `${sealed ? 'sealedrefusal' : 'refusal'}-${meta.commandId}`;
    const event = CommandRefusedEvent({
      command: command.constructor.name,
      stream,
      broken: broken.map(({ code, guard, basis, zh, en, field }) => ({
        code,
        guard,
        basis: [...basis],
        zh,
        en,
        ...(field === undefined ? {} : { field }),
      })),
    });
    await this.recorder.recordNext(refusal, [event], meta);
  }
}

function recordingMeta(meta: CommandMeta, digest: string, gathered: Gathered<unknown>): RecordingMeta {
  const { commandId, correlationId = commandId, causationId, occurred, actors, organ } = meta;
  const { rulePacks, calendars } = gathered;
  return present({
    commandId,
    digest,
    correlationId,
    causationId,
    occurred,
    actors: gathered.actors ?? actors,
    organ,
    rulePacks,
    calendars,
  });
}

const codesOf = (rules: readonly BrokenRule[]): string => rules.map(({ code }) => code).join(' ');

/** The fact was recorded before, by another command: repeating a fact is no event. */
function nothingNew(stream: string, { revision, position }: FoldedStream<unknown>): CommandAccepted {
  return { stream, firstRevision: revision, lastRevision: revision, position, repeated: true };
}

function repeat(
  stream: string,
  meta: CommandMeta,
  digest: string,
  earlier: { digest: string; firstRevision: number; lastRevision: number; position: Position },
): CommandAccepted {
  if (earlier.digest !== digest) throw new CommandIdReused(meta.commandId);
  const { firstRevision, lastRevision, position } = earlier;
  return { stream, firstRevision, lastRevision, position, repeated: true };
}
