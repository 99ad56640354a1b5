import { status, type ServerWritableStream } from '@grpc/grpc-js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { EPOCH_STREAM, type EventLog, type LogRecord } from './event-log';
import type { ReadFault, Faults } from './faults';
import {
  broken,
  eventMessage,
  fail,
  failure,
  notFoundMessage,
  refusedBefore,
  streamDeleted,
  streamName,
} from './messages';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** 2^64 − 1: the end of the log. */
const END = 18_446_744_073_709_551_615n;
const LARGEST = 9_223_372_036_854_775_807n;

/** Which records of `$all` are wanted; nothing set asks for all. */
export function matcherOf(options: ReadReq.Options): (record: LogRecord) => boolean {
  const filter = options.getFilter();
  if (filter === undefined) return () => true;
  const onStream = filter.getStreamIdentifier();
  const expression = onStream ?? filter.getEventType();
  const text = (record: LogRecord): string => (onStream === undefined ? record.type : record.stream);
  const regex = expression?.getRegex() ?? '';
  if (regex !== '') {
    const pattern = new RegExp(regex, 'u');
    return (record) => pattern.test(text(record));
  }
  const prefixes = expression?.getPrefixList() ?? [];
  return (record) => prefixes.some((prefix) => text(record).startsWith(prefix));
}

export const isShown = (record: LogRecord): boolean => record.stream !== EPOCH_STREAM;

/** Answers reads of a stream and of `$all` that end; subscriptions are another matter. */
export class Reading {
  constructor(
    private readonly log: EventLog,
    private readonly faults: Faults,
  ) {}

  async answer(call: ReadCall, options: ReadReq.Options): Promise<void> {
    const fault = this.faults.take('read');
    if (fault?.how === 'stall') return;
    const refused = refusedBefore(fault);
    if (refused !== undefined) {
      fail(call, refused);
      return;
    }
    const found = this.#found(options);
    if ('code' in found) {
      fail(call, found);
      return;
    }
    await send(call, found, fault);
  }

  #found(options: ReadReq.Options): readonly ReadResp[] | ReturnType<typeof failure> {
    return options.hasAll() ? this.#all(options) : this.#stream(options);
  }

  #stream(options: ReadReq.Options): readonly ReadResp[] | ReturnType<typeof failure> {
    const asked = options.getStream();
    const stream = streamName(asked?.getStreamIdentifier());
    if (this.log.isTombstoned(stream)) return streamDeleted(stream);
    const count = Number(options.getCount());
    const forwards = isForwards(options);
    if (count === 0 || (forwards && asked?.hasEnd() === true)) {
      return failure(status.UNKNOWN, 'Unexpected ReadStreamResult: Error');
    }
    const records = this.log.visible(stream);
    if (records === undefined) return [notFoundMessage(stream)];
    return wantedOf(records, asked, count, forwards).map(eventMessage);
  }

  #all(options: ReadReq.Options): readonly ReadResp[] | ReturnType<typeof failure> {
    const matches = matcherOf(options);
    const count = Number(options.getCount());
    const forwards = isForwards(options);
    const index = startIndex(this.log, options, forwards);
    if (typeof index !== 'number') return index;
    const wanted: LogRecord[] = [];
    const step = forwards ? 1 : -1;
    for (let at = index; at >= 0 && at < this.log.records.length && wanted.length < count; at += step) {
      const record = this.log.records[at];
      if (record !== undefined && isShown(record) && matches(record)) wanted.push(record);
    }
    return wanted.map(eventMessage);
  }
}

const isForwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === ReadReq.Options.ReadDirection.FORWARDS;

/** The records of a stream from where they are asked for. */
function wantedOf(
  records: readonly LogRecord[],
  asked: ReadReq.Options.StreamOptions | undefined,
  count: number,
  forwards: boolean,
): readonly LogRecord[] {
  const revision = asked?.hasRevision() === true ? Number(asked.getRevision()) : undefined;
  if (forwards) return records.filter((record) => record.revision >= (revision ?? 0)).slice(0, count);
  const last = asked?.hasStart() === true ? 0 : (revision ?? Infinity);
  return records
    .filter((record) => record.revision <= last)
    .slice(-count)
    .reverse();
}

/** Number of the first record that a read of `$all` looks at: inclusive forwards, exclusive backwards. */
function startIndex(
  log: EventLog,
  options: ReadReq.Options,
  forwards: boolean,
): number | ReturnType<typeof failure> {
  const all = options.getAll();
  const position = all?.getPosition();
  const past = log.records.length;
  if (all?.hasStart() === true) return forwards ? 0 : -1;
  if (position === undefined || BigInt(position.getCommitPosition()) === END)
    return forwards ? past : past - 1;
  const commit = BigInt(position.getCommitPosition());
  if (commit < BigInt(position.getPreparePosition()) || commit > LARGEST) {
    return failure(status.UNKNOWN, 'Exception was thrown by handler.');
  }
  return recordAt(log, commit, forwards);
}

function recordAt(log: EventLog, commit: bigint, forwards: boolean): number | ReturnType<typeof failure> {
  if (commit > BigInt(log.end)) {
    return forwards ? log.records.length : failure(status.UNKNOWN, 'Unexpected ReadAllResult: Error');
  }
  const index = log.indexFrom(Number(commit));
  if (log.records[index]?.position !== Number(commit)) {
    return failure(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition');
  }
  return forwards ? index : index - 1;
}

/** Writes at the pace of the reader; a fault of the call ends it early. */
async function send(
  call: ReadCall,
  messages: readonly ReadResp[],
  fault: ReadFault | undefined,
): Promise<void> {
  const cut = fault?.how === 'break' || fault?.how === 'end' ? fault : undefined;
  for (const message of cut === undefined ? messages : messages.slice(0, cut.after))
    await write(call, message);
  if (cut?.how === 'break') fail(call, broken());
  else call.end();
}

/** One message; settles when the reader can take another. */
export async function write(call: ReadCall, message: ReadResp): Promise<void> {
  if (call.cancelled || call.write(message)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      call.off('drain', done).off('cancelled', done).off('close', done);
      resolve();
    };
    call.on('drain', done).on('cancelled', done).on('close', done);
  });
}
