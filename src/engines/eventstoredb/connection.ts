import { EventStoreDBClient } from '@eventstore/db-client';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  AppendReq,
  ReadReq,
  type AppendResp,
  type ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import type { LogPosition } from './log-position';

/** One event as the server gives it. Bytes are the server's: the client itself would parse metadata that is JSON. */
export interface ServerEvent {
  readonly id: string;
  /** Name on the server. */
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
  readonly position: LogPosition;
}

export interface NewServerEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata?: Uint8Array;
}

/** What the server answers to an append. */
export type AppendAnswer =
  | { readonly kind: 'stored'; readonly revision: bigint; readonly position: LogPosition | undefined }
  | { readonly kind: 'wrong-version'; readonly actual: bigint | undefined };

/** Where in `$all` a read begins: at a position (forwards including it, backwards without it) or at one end. */
export interface AllQuery {
  readonly from: LogPosition | 'start' | 'end';
  readonly direction: 'forwards' | 'backwards';
  readonly count: number;
  /** Names of streams begin with one of these; the server looks, the others are never sent. */
  readonly prefixes?: readonly string[];
}

/** A call that was given up because nothing came. Whatever was asked may have happened. */
export class NoAnswer extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
  }
}

type Call = ReturnType<StreamsClient['read']>;
type Arguments = Parameters<StreamsClient['append']>;
/** Metadata and options of a call. */
type CallArguments = [Arguments[0], Arguments[1]];

/**
 * What the client keeps for its own methods: channel, discovery of the leader, credentials, reconnection. Its methods
 * lose what we need: metadata that is JSON comes back parsed, `readAll` takes no filter, appends of all clients of a
 * process share one table of promises and have no deadline (`docs/decisions/0017`).
 */
interface Within {
  execute<T>(
    client: typeof StreamsClient,
    name: string,
    action: (streams: StreamsClient) => Promise<T>,
  ): Promise<T>;
  GRPCStreamCreator(
    client: typeof StreamsClient,
    name: string,
    create: (streams: StreamsClient) => Call,
  ): () => Promise<Call>;
  callArguments(
    options: { readonly requiresLeader: boolean; readonly deadline?: number },
    call?: { readonly deadline: number },
  ): CallArguments;
  dispose(): Promise<void>;
}

/** The server's protocol, call by call: each with an end of its own, none repeated here. One for each process. */
export class Connection {
  readonly #client: Within;

  constructor(connectionString: string) {
    this.#client = EventStoreDBClient.connectionString(connectionString) as unknown as Within;
  }

  /**
   * Append in one call of its own (not the batch call that all appends of a channel share).
   *
   * @param expected revision the stream must end with, −1 for "does not exist"
   * @throws NoAnswer, errors of gRPC
   */
  async append(
    stream: string,
    expected: bigint,
    events: readonly NewServerEvent[],
    within: number,
  ): Promise<AppendAnswer> {
    const requests = [optionsOf(stream, expected), ...events.map(proposalOf)];
    let cancel = (): void => undefined;
    const answering = this.#client.execute(
      StreamsClient,
      'append',
      (streams) =>
        new Promise<AppendResp>((resolve, reject) => {
          const options = this.#client.callArguments({ requiresLeader: true, deadline: 2 * within });
          const call = streams.append(...options, (error, answer) => {
            if (error === null) resolve(answer);
            else reject(error);
          });
          cancel = () => {
            call.cancel();
          };
          call.on('error', reject);
          for (const request of requests) call.write(request);
          call.end();
        }),
    );
    return answerOf(await answeredWithin(answering, within, () => cancel()));
  }

  /** Events of one stream; `undefined` where the server knows none of that name. @throws as {@link append} */
  async readStream(
    stream: string,
    from: bigint | 'end',
    direction: 'forwards' | 'backwards',
    count: number,
    within: number,
  ): Promise<ServerEvent[] | undefined> {
    const asked = new ReadReq.Options.StreamOptions().setStreamIdentifier(identifier(stream));
    if (from === 'end') asked.setEnd(new Empty());
    else asked.setRevision(from.toString());
    const options = readOptions(direction, count).setStream(asked).setNoFilter(new Empty());
    const messages = await this.#read(options, within);
    return messages.some((message) => message.hasStreamNotFound()) ? undefined : messages.flatMap(eventsOf);
  }

  /** Events of `$all`. @throws as {@link append} */
  async readAll({ from, direction, count, prefixes }: AllQuery, within: number): Promise<ServerEvent[]> {
    const options = readOptions(direction, count).setAll(allOptions(from));
    if (prefixes === undefined) options.setNoFilter(new Empty());
    else options.setFilter(filterOf(prefixes));
    return (await this.#read(options, within)).flatMap(eventsOf);
  }

  /**
   * Be told of events that come after now, until the signal aborts or the call ends. What is told is a reason to read,
   * and nothing else: neither events nor checkpoints are taken from here.
   */
  async notices(prefixes: readonly string[], onNotice: () => void, signal: AbortSignal): Promise<void> {
    const options = new ReadReq.Options()
      .setAll(allOptions('end'))
      .setSubscription(new ReadReq.Options.SubscriptionOptions())
      .setFilter(filterOf(prefixes))
      .setUuidOption(uuidAsText());
    const call = await this.#openUnless(signal, options);
    if (call === undefined) return;
    const stop = (): void => {
      call.cancel();
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      await new Promise<void>((resolve) => {
        call.on('data', onNotice).on('end', resolve).on('close', resolve);
        call.on('error', () => {
          resolve();
        });
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Ends whatever is open. What has not ended after so many milliseconds is left to itself. Never rejects. */
  async close(within: number): Promise<void> {
    await answeredWithin(this.#client.dispose(), within, () => undefined).catch(() => undefined);
  }

  #open(options: ReadReq.Options): Promise<Call> {
    const request = new ReadReq().setOptions(options);
    const create = this.#client.GRPCStreamCreator(StreamsClient, 'read', (streams) =>
      streams.read(request, ...this.#client.callArguments({ requiresLeader: true }, { deadline: Infinity })),
    );
    return create();
  }

  /** Nothing where the signal aborts first: the search for a leader may take a minute. */
  async #openUnless(signal: AbortSignal, options: ReadReq.Options): Promise<Call | undefined> {
    const opening = this.#open(options);
    let stop = (): void => undefined;
    const stopped = new Promise<undefined>((resolve) => {
      stop = () => {
        abandon(opening);
        resolve(undefined);
      };
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
    });
    try {
      return await Promise.race([opening, stopped]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** All messages of a read that ends; given up when none comes for `within` milliseconds. */
  async #read(options: ReadReq.Options, within: number): Promise<ReadResp[]> {
    const opening = this.#open(options);
    const call = await answeredWithin(opening, within, () => {
      abandon(opening);
    });
    return new Promise((resolve, reject) => {
      const messages: ReadResp[] = [];
      const giveUp = (): void => {
        reject(new NoAnswer(within));
        call.cancel();
      };
      const timer = setTimeout(giveUp, within);
      call.on('data', (message: ReadResp) => {
        messages.push(message);
        timer.refresh();
      });
      call.on('end', () => {
        clearTimeout(timer);
        resolve(messages);
      });
      call.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
    });
  }
}

/** A call for which nobody waits any more. It is read to its end all the same: one that is not never ends. */
function abandon(opening: Promise<Call>): void {
  opening.then(
    (call) => {
      call.on('error', () => undefined).resume();
      call.cancel();
    },
    () => undefined,
  );
}

async function answeredWithin<T>(answering: Promise<T>, within: number, giveUp: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NoAnswer(within));
      giveUp();
    }, within);
  });
  // Whichever comes second is nobody's business any more.
  answering.catch(() => undefined);
  try {
    return await Promise.race([answering, late]);
  } finally {
    clearTimeout(timer);
  }
}

const identifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream)));

const uuidAsText = (): ReadReq.Options.UUIDOption => new ReadReq.Options.UUIDOption().setString(new Empty());

function optionsOf(stream: string, expected: bigint): AppendReq {
  const options = new AppendReq.Options().setStreamIdentifier(identifier(stream));
  if (expected < 0n) options.setNoStream(new Empty());
  else options.setRevision(expected.toString());
  return new AppendReq().setOptions(options);
}

function proposalOf({ id, type, data, metadata }: NewServerEvent): AppendReq {
  const message = new AppendReq.ProposedMessage().setId(new UUID().setString(id)).setData(data);
  if (metadata !== undefined) message.setCustomMetadata(metadata);
  message.getMetadataMap().set('type', type).set('content-type', 'application/octet-stream');
  return new AppendReq().setProposedMessage(message);
}

function answerOf(answer: AppendResp): AppendAnswer {
  const success = answer.getSuccess();
  if (success !== undefined) {
    const position = success.getPosition();
    return {
      kind: 'stored',
      revision: BigInt(success.getCurrentRevision()),
      position:
        position === undefined
          ? undefined
          : { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) },
    };
  }
  const wrong = answer.getWrongExpectedVersion();
  // A reply that says neither is no answer: the same append has to be asked again.
  if (wrong === undefined) throw new Error('an answer that says nothing');
  return {
    kind: 'wrong-version',
    actual: wrong.hasCurrentRevision() ? BigInt(wrong.getCurrentRevision()) : undefined,
  };
}

const readOptions = (direction: 'forwards' | 'backwards', count: number): ReadReq.Options =>
  new ReadReq.Options()
    .setReadDirection(
      direction === 'forwards'
        ? ReadReq.Options.ReadDirection.FORWARDS
        : ReadReq.Options.ReadDirection.BACKWARDS,
    )
    .setCount(String(count))
    .setUuidOption(uuidAsText());

function allOptions(from: AllQuery['from']): ReadReq.Options.AllOptions {
  const all = new ReadReq.Options.AllOptions();
  if (from === 'start') return all.setStart(new Empty());
  if (from === 'end') return all.setEnd(new Empty());
  const position = new ReadReq.Options.Position()
    .setCommitPosition(from.commit.toString())
    .setPreparePosition(from.prepare.toString());
  return all.setPosition(position);
}

const filterOf = (prefixes: readonly string[]): ReadReq.Options.FilterOptions =>
  new ReadReq.Options.FilterOptions()
    .setStreamIdentifier(new ReadReq.Options.FilterOptions.Expression().setPrefixList([...prefixes]))
    .setCount(new Empty())
    .setCheckpointintervalmultiplier(1);

function eventsOf(message: ReadResp): ServerEvent[] {
  const event = message.getEvent()?.getEvent();
  if (event === undefined) return [];
  return [
    {
      id: event.getId()?.getString() ?? '',
      stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
      revision: BigInt(event.getStreamRevision()),
      type: event.getMetadataMap().get('type') ?? '',
      data: Buffer.from(event.getData_asU8()),
      metadata: Buffer.from(event.getCustomMetadata_asU8()),
      position: {
        commit: BigInt(event.getCommitPosition()),
        prepare: BigInt(event.getPreparePosition()),
      },
    },
  ];
}
