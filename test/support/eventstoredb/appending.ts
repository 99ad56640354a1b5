import { status, type sendUnaryData, type ServerReadableStream, type ServerUnaryCall } from '@grpc/grpc-js';
import {
  AppendResp,
  DeleteResp,
  TombstoneResp,
  type AppendReq,
  type DeleteReq,
  type TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb';
import { randomUUID } from 'node:crypto';
import type { EventLog, Expected, Outcome, Proposed } from './event-log';
import type { AppendFault, Faults } from './faults';
import {
  broken,
  empty,
  expectedOf,
  failure,
  idOf,
  refusedBefore,
  streamDeleted,
  streamName,
} from './messages';

type Failure = ReturnType<typeof failure>;

/** What an append asks for. */
export interface Asked {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly Proposed[];
}

/** A refusal that has nothing to do with the stream. */
export type Refused = { readonly kind: 'too-large' } | { readonly kind: 'bad'; readonly message: string };

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u;
const NO_UUID = '00000000-0000-0000-0000-000000000000';

/** Appends, deletes and tombstones, with the server's limits. */
export class Appending {
  constructor(
    private readonly log: EventLog,
    private readonly faults: Faults,
    /** Data, metadata and twice the length of the type, over all events of an append. */
    readonly mostBytes: number,
  ) {}

  takeFault(): AppendFault | undefined {
    return this.faults.take('append');
  }

  store({ stream, expected, events }: Asked): Outcome | Refused {
    const bad = events.find(({ id, type }) => !UUID.test(id) || id === NO_UUID || type === '');
    if (stream === '' || stream === '$$' || bad !== undefined) return { kind: 'bad', message: 'a bad event' };
    const bytes = events.reduce(
      (sum, { data, metadata, type }) => sum + data.length + metadata.length + 2 * type.length,
      0,
    );
    return bytes > this.mostBytes ? { kind: 'too-large' } : this.log.append(stream, expected, events);
  }

  append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    const events: Proposed[] = [];
    let options: AppendReq.Options | undefined;
    call.on('data', (request: AppendReq) => {
      options = request.getOptions() ?? options;
      const message = request.getProposedMessage();
      if (message !== undefined) events.push(proposed(message));
    });
    call.on('end', () => {
      // A call that was given up ends, too; what came of it is not an append.
      setImmediate(() => {
        if (!call.cancelled) whole();
      });
    });
    const whole = (): void => {
      if (options !== undefined) this.#answer(askedOf(options, events), answer);
    };
  }

  delete(call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>): void {
    const { stream, expected } = askedOf(call.request.getOptions(), []);
    const outcome = this.log.delete(stream, expected, randomUUID());
    if (outcome.kind !== 'ok') {
      answer(refusal(outcome, stream, expected));
      return;
    }
    const at = String(outcome.position ?? 0);
    answer(
      null,
      new DeleteResp().setPosition(new DeleteResp.Position().setCommitPosition(at).setPreparePosition(at)),
    );
  }

  tombstone(call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer: sendUnaryData<TombstoneResp>): void {
    const { stream, expected } = askedOf(call.request.getOptions(), []);
    const outcome = this.log.tombstone(stream, expected, randomUUID());
    if (outcome.kind !== 'ok') {
      answer(refusal(outcome, stream, expected));
      return;
    }
    const at = String(outcome.position ?? 0);
    answer(
      null,
      new TombstoneResp().setPosition(
        new TombstoneResp.Position().setCommitPosition(at).setPreparePosition(at),
      ),
    );
  }

  #answer(asked: Asked, answer: sendUnaryData<AppendResp>): void {
    const fault = this.takeFault();
    if (fault?.how === 'stall') return;
    const refused = refusedBefore(fault);
    if (refused !== undefined) {
      answer(refused);
      return;
    }
    const outcome = this.store(asked);
    if (fault?.how === 'lose-reply') return;
    if (fault?.how === 'break-after') answer(broken());
    else if (fault?.how === 'timeout-after') answer(failure(status.ABORTED, 'Operation timed out: Timeout'));
    else this.#tell(outcome, asked, answer);
  }

  #tell(outcome: Outcome | Refused, asked: Asked, answer: sendUnaryData<AppendResp>): void {
    switch (outcome.kind) {
      case 'ok': {
        answer(null, new AppendResp().setSuccess(success(outcome)));
        return;
      }
      case 'wrong-version': {
        answer(null, new AppendResp().setWrongExpectedVersion(wrongVersion(outcome.current, asked.expected)));
        return;
      }
      case 'deleted': {
        answer(streamDeleted(asked.stream));
        return;
      }
      case 'too-large': {
        answer(tooLarge(this.mostBytes));
        return;
      }
      case 'bad': {
        answer(failure(status.UNKNOWN, 'Exception was thrown by handler.'));
        return;
      }
    }
  }
}

const tooLarge = (most: number): Failure =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${most} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(most),
  });

/** The refusal of a delete or a tombstone stands in trailers, unlike that of an append. */
function refusal(outcome: Outcome, stream: string, expected: Expected): Failure {
  if (outcome.kind === 'deleted') return streamDeleted(stream);
  const signed = { any: -2, 'no-stream': -1, 'stream-exists': -4 };
  const wanted = typeof expected === 'string' ? signed[expected] : expected.revision;
  const actual = outcome.kind === 'wrong-version' ? outcome.current : -1;
  return failure(status.FAILED_PRECONDITION, `Append failed due to WrongExpectedVersion.`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(wanted),
    'actual-version': String(actual),
  });
}

export function proposed(message: AppendReq.ProposedMessage): Proposed {
  const map = message.getMetadataMap();
  return {
    id: idOf(message.getId()),
    type: map.get('type') ?? '',
    isJson: map.get('content-type') === 'application/json',
    data: kept(message.getData_asU8()),
    metadata: kept(message.getCustomMetadata_asU8()),
  };
}

/** A copy in memory of its own: a slice of a shared block would keep all of the block for as long as the log lives. */
function kept(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}

type Options = AppendReq.Options | DeleteReq.Options | undefined;

function askedOf(options: Options, events: readonly Proposed[]): Asked {
  return {
    stream: streamName(options?.getStreamIdentifier()),
    expected: expectedOf({
      hasAny: () => options?.hasAny() ?? false,
      hasNoStream: () => options?.hasNoStream() ?? false,
      hasStreamExists: () => options?.hasStreamExists() ?? false,
      revision: () => options?.getRevision() ?? '0',
    }),
    events,
  };
}

function success({ current, position }: Extract<Outcome, { kind: 'ok' }>): AppendResp.Success {
  const answer = new AppendResp.Success();
  if (current < 0) answer.setNoStream(empty());
  else answer.setCurrentRevision(String(current));
  if (position === undefined) return answer.setNoPosition(empty());
  const at = String(position);
  return answer.setPosition(new AppendResp.Position().setCommitPosition(at).setPreparePosition(at));
}

function wrongVersion(current: number, expected: Expected): AppendResp.WrongExpectedVersion {
  const answer = new AppendResp.WrongExpectedVersion();
  if (current < 0) answer.setCurrentNoStream(empty());
  else answer.setCurrentRevision(String(current));
  if (expected === 'any') return answer.setExpectedAny(empty());
  if (expected === 'no-stream') return answer.setExpectedNoStream(empty());
  if (expected === 'stream-exists') return answer.setExpectedStreamExists(empty());
  return answer.setExpectedRevision(String(expected.revision));
}
