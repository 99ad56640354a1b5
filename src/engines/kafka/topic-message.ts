import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import { HenjiError } from '../../kernel/errors';
import type { EntryV1 } from '../../kernel/entry';
import type { Position, StoredRecord, SubjectCiphertext } from '../../ports/event-store';
import type { RelayOrigin } from '../../ports/relay-publisher';
import type { TopicRecord } from '../../ports/topic-feed';
import { parseEntryTrusted } from '../../seal/entry-codec';

const VERSION = 1;

/** A message of the topic that is not one of ours. The reader stops: leaving it out would be a hole. */
export class BadTopicMessage extends HenjiError {
  constructor(offset: string, reason: string) {
    super({
      code: 'bad-topic-message',
      zh: `主题中偏移 ${offset} 的消息不可读：${reason}`,
      en: `the message at offset ${offset} of the topic cannot be read: ${reason}`,
    });
  }
}

/** What is said of a record besides itself. */
interface Said {
  readonly origin: RelayOrigin;
  readonly reached?: Position | undefined;
}

/**
 * A record as a message: its stream as key, the entry and the ciphertexts as value, and in the headers what readers
 * route and check by. Nothing personal stands in clear.
 */
export function messageOf(record: StoredRecord, said: Said): Message {
  const entry = parseEntryTrusted(record.entry);
  return {
    key: record.stream,
    value: valueOf(record),
    timestamp: String(Date.parse(entry.at)),
    headers: { ...headersOf(record.position, said), ...headersOfEntry(entry) },
  };
}

/** A message that says how far the log was published when it was sent, in a part without records of its own. */
export const markOf = (position: Position, said: Said, now: number): Message => ({
  key: null,
  value: Buffer.of(VERSION),
  timestamp: String(now),
  headers: headersOf(position, { ...said, reached: position }),
});

const headersOf = (position: Position, { origin, reached }: Said): IHeaders => ({
  'log-id': origin.logId,
  generation: origin.generation,
  'relay-epoch': String(origin.epoch),
  position,
  ...(reached === undefined ? {} : { reached }),
});

const headersOfEntry = ({ s, n, id, t, tv, cor, cau, org }: EntryV1): IHeaders => ({
  stream: s,
  revision: String(n),
  'event-id': id,
  type: t,
  'schema-version': String(tv),
  'correlation-id': cor,
  ...(cau === undefined ? {} : { 'causation-id': cau }),
  ...(org === undefined ? {} : { tenant: org.u }),
});

/** `0x01 ‖ u32 length ‖ entry ‖ (u16 length ‖ subject ‖ u32 length ‖ ciphertext)*` */
function valueOf({ entry, payload }: StoredRecord): Buffer {
  const subjects = payload.map(({ subject }) => Buffer.from(subject));
  const size = payload.reduce(
    (sum, { ciphertext }, i) => sum + 6 + (subjects[i] as Buffer).length + ciphertext.length,
    5 + entry.length,
  );
  const value = Buffer.allocUnsafe(size);
  let at = value.writeUInt8(VERSION, 0);
  at = value.writeUInt32BE(entry.length, at);
  at += entry.copy(value, at);
  payload.forEach(({ ciphertext }, i) => {
    const subject = subjects[i] as Buffer;
    at = value.writeUInt16BE(subject.length, at);
    at += subject.copy(value, at);
    at = value.writeUInt32BE(ciphertext.length, at);
    at += ciphertext.copy(value, at);
  });
  return value;
}

/** A message as it was relayed. @throws BadTopicMessage */
export function relayedFrom({ offset, headers = {}, value }: KafkaMessage): TopicRecord {
  const header = (name: string): string | undefined => {
    const found = headers[name];
    return found === undefined ? undefined : String(Array.isArray(found) ? found[0] : found);
  };
  const demanded = (name: string): string => {
    const found = header(name);
    if (found === undefined) throw new BadTopicMessage(offset, `it has no ${name}`);
    return found;
  };
  if (value === null || value[0] !== VERSION) throw new BadTopicMessage(offset, 'it is of no known version');
  const position = demanded('position');
  const reached = header('reached');
  const stream = header('stream');
  return {
    ...{ offset: BigInt(offset), position, generation: demanded('generation'), logId: demanded('log-id') },
    ...(reached === undefined ? {} : { reached }),
    ...(stream === undefined
      ? {}
      : {
          record: {
            ...{ position, stream, revision: BigInt(demanded('revision')), id: demanded('event-id') },
            ...contentOf(value, offset),
          },
        }),
  };
}

function contentOf(value: Buffer, offset: string): Pick<StoredRecord, 'entry' | 'payload'> {
  try {
    let at = 5 + value.readUInt32BE(1);
    const entry = bytes(value, 5, at);
    const payload: SubjectCiphertext[] = [];
    while (at < value.length) {
      const subjectEnd = at + 2 + value.readUInt16BE(at);
      const end = subjectEnd + 4 + value.readUInt32BE(subjectEnd);
      const subject = bytes(value, at + 2, subjectEnd).toString();
      payload.push({ subject, ciphertext: bytes(value, subjectEnd + 4, end) });
      at = end;
    }
    return { entry, payload };
  } catch (error) {
    if (error instanceof RangeError) throw new BadTopicMessage(offset, 'it is cut off');
    throw error;
  }
}

function bytes(value: Buffer, from: number, to: number): Buffer {
  if (to > value.length) throw new RangeError('cut off');
  return value.subarray(from, to);
}
