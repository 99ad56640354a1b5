import type { ServerDuplexStream } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import * as shared from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendResp, type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { proposed, type Appending, type Asked } from './appending';
import type { Outcome, Proposed } from './event-log';
import type { AppendFault } from './faults';
import { broken, expectedOf, fail, identifierOf, idOf, notLeader, streamName } from './messages';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** An append whose last chunk has not come yet. */
interface Pending {
  readonly options: BatchAppendReq.Options;
  readonly events: Proposed[];
}

/** All appends of a channel on one call: chunks come under a correlation id, answers go out under it. */
export function batchAppend(call: Call, appending: Appending): void {
  const pending = new Map<string, Pending>();
  call.on('data', (request: BatchAppendReq) => {
    const id = idOf(request.getCorrelationId());
    const options = request.getOptions();
    if (options !== undefined) pending.set(id, { options, events: [] });
    const append = pending.get(id);
    // Chunks of an append that nobody began are ignored.
    if (append === undefined) return;
    append.events.push(...request.getProposedMessagesList().map(proposed));
    if (!request.getIsFinal()) return;
    pending.delete(id);
    answer(call, appending, id, askedOf(append));
  });
  call.on('end', () => call.end());
}

function answer(call: Call, appending: Appending, id: string, asked: Asked): void {
  const response = new BatchAppendResp()
    .setCorrelationId(new shared.UUID().setString(id))
    .setStreamIdentifier(identifierOf(asked.stream));
  const fault = appending.takeFault();
  if (fault !== undefined && nothingStored(call, response, fault)) return;
  const outcome = appending.store(asked);
  if (fault?.how === 'lose-reply') return;
  if (fault?.how === 'break-after') {
    fail(call, broken());
    return;
  }
  if (fault?.how === 'timeout-after') {
    call.write(response.setError(failed(Code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout())));
    return;
  }
  call.write(
    outcome.kind === 'ok'
      ? response.setSuccess(success(outcome))
      : response.setError(errorOf(outcome, asked, appending.mostBytes)),
  );
}

/** Whether the fault keeps the append from being stored; then it is answered as the server answers it. */
function nothingStored(call: Call, response: BatchAppendResp, fault: AppendFault): boolean {
  if (fault.how === 'not-leader') fail(call, notLeader(fault));
  if (fault.how === 'not-ready') {
    const details = packed('google.protobuf.Empty', new Empty());
    const status = new Status().setCode(Code.OK).setMessage('Server Is Not Ready').setDetails(details);
    call.write(response.setError(status));
  }
  return ['stall', 'not-leader', 'not-ready'].includes(fault.how);
}

function errorOf(
  outcome: Exclude<ReturnType<Appending['store']>, { kind: 'ok' }>,
  { stream, expected }: Asked,
  mostBytes: number,
): Status {
  switch (outcome.kind) {
    case 'wrong-version': {
      const wrong = new shared.WrongExpectedVersion();
      if (outcome.current < 0) wrong.setCurrentNoStream(new Empty());
      else wrong.setCurrentStreamRevision(String(outcome.current));
      if (expected === 'any') wrong.setExpectedAny(new Empty());
      else if (expected === 'no-stream') wrong.setExpectedNoStream(new Empty());
      else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new Empty());
      else wrong.setExpectedStreamPosition(String(expected.revision));
      return failed(Code.ALREADY_EXISTS, 'WrongExpectedVersion', wrong);
    }
    case 'deleted': {
      const deleted = new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream));
      return failed(Code.NOT_FOUND, 'StreamDeleted', deleted);
    }
    case 'too-large':
      return failed(
        Code.INVALID_ARGUMENT,
        'MaximumAppendSizeExceeded',
        new shared.MaximumAppendSizeExceeded().setMaxappendsize(mostBytes),
      );
    case 'bad':
      return failed(Code.INVALID_ARGUMENT, 'BadRequest', new shared.BadRequest().setMessage(outcome.message));
  }
}

function success({ current, position }: Extract<Outcome, { kind: 'ok' }>): BatchAppendResp.Success {
  const answered = new BatchAppendResp.Success();
  if (current < 0) answered.setNoStream(new Empty());
  else answered.setCurrentRevision(String(current));
  if (position === undefined) return answered.setNoPosition(new Empty());
  const at = String(position);
  return answered.setPosition(new shared.AllStreamPosition().setCommitPosition(at).setPreparePosition(at));
}

const failed = (code: Code, type: string, message: { serializeBinary(): Uint8Array }): Status =>
  new Status()
    .setCode(code)
    .setMessage('')
    .setDetails(packed(`event_store.client.${type}`, message));

function packed(type: string, message: { serializeBinary(): Uint8Array }): Any {
  const any = new Any();
  any.pack(message.serializeBinary(), type);
  return any;
}

function askedOf({ options, events }: Pending): Asked {
  return {
    stream: streamName(options.getStreamIdentifier()),
    expected: expectedOf({
      hasAny: () => options.hasAny(),
      hasNoStream: () => options.hasNoStream(),
      hasStreamExists: () => options.hasStreamExists(),
      revision: () => options.getStreamPosition(),
    }),
    events,
  };
}
