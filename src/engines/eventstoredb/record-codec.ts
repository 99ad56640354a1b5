import type { LedgerAlarm, NewRecord, StoredRecord } from '../../ports/event-store';
import type { SoundRecord } from '../../seal/record-check';
import type { StreamNames } from './address';
import type { NewServerEvent, ServerEvent } from './connection';
import { positionText } from './log-position';
import { framePayload, unframePayload } from './payload-frame';

/** The entry is the event's metadata, which the server's own redaction leaves alone; the payload is its data. */
export function eventOf({ id, entry, payload }: NewRecord, { claims }: SoundRecord): NewServerEvent {
  return {
    id,
    type: claims.t ?? 'Entry',
    data: framePayload(payload),
    // A Buffer is a view that may be used again before it is sent.
    metadata: Uint8Array.from(entry),
  };
}

/** A record, or what it is instead. */
export function recordOf(event: ServerEvent, names: StreamNames): StoredRecord | LedgerAlarm {
  const stream = names.logical(event.stream);
  if (stream === undefined) return foreignMetadata(event);
  if (event.type === '$streamDeleted') return deleted(stream);
  const payload = unframePayload(event.data);
  if (payload === undefined || event.metadata.length === 0) return foreign(stream, event.id);
  const { id, revision, metadata, position } = event;
  return { id, stream, revision, position: positionText(position), entry: metadata, payload };
}

export const isAlarm = (found: StoredRecord | LedgerAlarm): found is LedgerAlarm => 'code' in found;

/** The stream was deleted by somebody with access to the server. */
export const deleted = (stream: string): LedgerAlarm => ({
  code: 'foreign-delete',
  stream,
  zh: `记录流 ${stream} 被人绕过本系统删除`,
  en: `${stream} was deleted by somebody on the server`,
});

/** Records that were there are hidden. */
export const truncated = (stream: string): LedgerAlarm => ({
  code: 'foreign-truncation',
  stream,
  zh: `记录流 ${stream} 的记录被人绕过本系统截除`,
  en: `records of ${stream} were cut off by somebody on the server`,
});

const foreign = (stream: string, id: string): LedgerAlarm => ({
  code: 'foreign-event',
  stream,
  zh: `记录流 ${stream} 中的事件 ${id} 不是本系统写入的`,
  en: `the event ${id} in ${stream} was not written by this system`,
});

/** Metadata of one of our streams: we never set any, and it is how streams are truncated and deleted. */
function foreignMetadata({ stream }: ServerEvent): LedgerAlarm {
  const name = stream.replace(/^\$\$[^.]*\./u, '');
  return truncated(name);
}
