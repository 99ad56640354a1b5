import {
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type FeedMessage,
  type NewRecord,
  type Position,
  type StoredRecord,
  type SubscribeOptions,
} from '../../src/ports/event-store';

type Append = EventStore['append'];
type ReadAll = EventStore['readAll'];

/** An event store whose other methods are those of `inner`. */
class Twin implements EventStore {
  constructor(protected readonly inner: EventStore) {}

  append(...args: Parameters<Append>): Promise<Appended> {
    return this.inner.append(...args);
  }

  readAll(...args: Parameters<ReadAll>): Promise<readonly StoredRecord[]> {
    return this.inner.readAll(...args);
  }

  subscribe(after: Position, options: SubscribeOptions): AsyncIterable<FeedMessage> {
    return this.inner.subscribe(after, options);
  }

  readStream: EventStore['readStream'] = (...args) => this.inner.readStream(...args);
  head: EventStore['head'] = () => this.inner.head();
  last: EventStore['last'] = () => this.inner.last();
  streamHead: EventStore['streamHead'] = (stream) => this.inner.streamHead(stream);
  info: EventStore['info'] = () => this.inner.info();
  close: EventStore['close'] = () => this.inner.close();
}

/** The next `times` appends fail before anything is stored: a full disk. */
export class FailingBefore extends Twin {
  constructor(
    inner: EventStore,
    private times = 1,
  ) {
    super(inner);
  }

  override async append(...args: Parameters<Append>): Promise<Appended> {
    if (this.times-- > 0) throw new StoreUnavailable('a fault of the test');
    return this.inner.append(...args);
  }
}

/** The next `times` appends are stored and the reply is lost: a timeout, as the caller sees it. */
export class LosingReplies extends Twin {
  constructor(
    inner: EventStore,
    private times = 1,
  ) {
    super(inner);
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    records: readonly NewRecord[],
  ): Promise<Appended> {
    const appended = await this.inner.append(stream, expected, records);
    if (this.times-- > 0) throw new OutcomeUnknown(stream);
    return appended;
  }
}

/** At streams whose name begins so somebody else is always first. */
export class AlwaysOvertaken extends Twin {
  constructor(
    inner: EventStore,
    private readonly start: string,
  ) {
    super(inner);
  }

  override async append(...args: Parameters<Append>): Promise<Appended> {
    const [stream, expected] = args;
    if (stream.startsWith(this.start)) throw new WrongExpectedRevision(stream, expected, 7n);
    return this.inner.append(...args);
  }
}

/** Every append and every page takes so long. */
export class Slow extends Twin {
  constructor(
    inner: EventStore,
    private readonly milliseconds: number,
  ) {
    super(inner);
  }

  override async append(...args: Parameters<Append>): Promise<Appended> {
    await this.#pause();
    return this.inner.append(...args);
  }

  override async readAll(...args: Parameters<ReadAll>): Promise<readonly StoredRecord[]> {
    await this.#pause();
    return this.inner.readAll(...args);
  }

  override async *subscribe(after: Position, options: SubscribeOptions): AsyncIterable<FeedMessage> {
    for await (const message of this.inner.subscribe(after, options)) {
      await this.#pause();
      yield message;
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.milliseconds));
  }
}

/** A feed that repeats: every page comes twice, as after a reconnect. */
export class DeliveringTwice extends Twin {
  override async *subscribe(after: Position, options: SubscribeOptions): AsyncIterable<FeedMessage> {
    for await (const message of this.inner.subscribe(after, options)) {
      yield message;
      if (message.kind === 'records') yield message;
    }
  }
}

/** A feed that breaks the promise of order: the records of every page come back to front. */
export class OutOfOrder extends Twin {
  override async readAll(...args: Parameters<ReadAll>): Promise<readonly StoredRecord[]> {
    return [...(await this.inner.readAll(...args))].reverse();
  }

  override async *subscribe(after: Position, options: SubscribeOptions): AsyncIterable<FeedMessage> {
    for await (const message of this.inner.subscribe(after, options)) {
      yield message.kind === 'records'
        ? { kind: 'records', records: [...message.records].reverse() }
        : message;
    }
  }
}
