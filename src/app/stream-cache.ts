import type { Decider } from '../kernel/decider';
import type { DomainEvent, Recorded } from '../kernel/event';
import { START, type EventStore, type Position } from '../ports/event-store';
import { isCorrection } from '../events/corrections';
import { fold } from './fold';
import type { RecordReader } from './record-reader';

/** A command that was accepted on a stream: enough to answer its repetition. */
export interface AcceptedCommand {
  readonly digest: string;
  readonly firstRevision: number;
  readonly lastRevision: number;
  readonly position: Position;
}

/** A stream folded up to its last revision; −1 and no leaf where it does not exist. */
export interface FoldedStream<S> {
  readonly state: S;
  readonly revision: number;
  /** Leaf hash of the last entry, base64url: the `p` of the next one. */
  readonly leaf?: string;
  /** Position of the last record; `START` where the stream does not exist. */
  readonly position: Position;
  readonly accepted: ReadonlyMap<string, AcceptedCommand>;
}

const PAGE = 500;

const absent = <S>(state: S): FoldedStream<S> => ({
  state,
  revision: -1,
  position: START,
  accepted: new Map(),
});

/**
 * Folded streams, least recently used first out. A hit is never trusted blindly: {@link load} asks the store for the
 * head of the stream and reads what is missing, and the append checks the revision once more.
 */
export class StreamCache {
  readonly #streams = new Map<string, FoldedStream<unknown>>();

  constructor(
    private readonly store: EventStore,
    private readonly reader: RecordReader,
    private readonly capacity = 20_000,
  ) {}

  /** The stream as it is now, folded by `decider`. */
  async load<C, S, E extends DomainEvent, F>(
    decider: Decider<C, S, E, F>,
    stream: string,
  ): Promise<FoldedStream<S>> {
    const known = this.#streams.get(stream) as FoldedStream<S> | undefined;
    const head = await this.store.streamHead(stream);
    if (head === undefined) return absent(decider.initial);
    if (known !== undefined && BigInt(known.revision) === head) {
      this.#touch(stream, known);
      return known;
    }
    const folded = await this.#catchUp(decider, stream, known);
    this.#touch(stream, folded);
    return folded;
  }

  /** Forget a stream, so that the next load reads it from the store. */
  forget(stream: string): void {
    this.#streams.delete(stream);
  }

  async #catchUp<C, S, E extends DomainEvent, F>(
    decider: Decider<C, S, E, F>,
    stream: string,
    known: FoldedStream<S> | undefined,
  ): Promise<FoldedStream<S>> {
    const fresh = await this.#read(stream, known === undefined ? 0n : BigInt(known.revision + 1));
    const last = fresh.at(-1);
    if (last === undefined) return known ?? absent(decider.initial);
    if (known !== undefined && fresh.some(({ event }) => isCorrection(event))) {
      return this.#catchUp(decider, stream, undefined);
    }
    const accepted = new Map(known?.accepted);
    for (const { event, digest, position } of fresh) {
      const before = accepted.get(event.meta.commandId);
      const { revision } = event.meta;
      const firstRevision = before?.firstRevision ?? revision;
      accepted.set(event.meta.commandId, { digest, firstRevision, lastRevision: revision, position });
    }
    const events = fresh.map(({ event }) => event);
    const state =
      known === undefined
        ? fold(decider, events)
        : events.reduce<S>((folded, event) => decider.evolve(folded, event as Recorded<E>), known.state);
    return { state, revision: last.event.meta.revision, leaf: last.leaf, position: last.position, accepted };
  }

  async #read(stream: string, from: bigint) {
    const read = [];
    for (let next: bigint | undefined = from; next !== undefined;) {
      const page = await this.store.readStream(stream, next, PAGE);
      for (const record of page.records) read.push(this.reader.open(record));
      next = page.next;
    }
    return read;
  }

  #touch(stream: string, folded: FoldedStream<unknown>): void {
    this.#streams.delete(stream);
    this.#streams.set(stream, folded);
    if (this.#streams.size <= this.capacity) return;
    const oldest = this.#streams.keys().next();
    if (oldest.done !== true) this.#streams.delete(oldest.value);
  }
}
