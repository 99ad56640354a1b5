import { randomUUID } from 'node:crypto';
import { RecordedClock, systemClock } from '../src/app/clock';
import { EventIds, SystemEntropy } from '../src/app/entropy';
import type { EntryV1 } from '../src/kernel/entry';
import type { NewRecord } from '../src/ports/event-store';
import { hashToBase64url } from '../src/seal/hash';
import { sealEntry } from '../src/seal/entry-codec';

const entropy = new SystemEntropy();
const ids = new EventIds(entropy);
const clock = new RecordedClock(systemClock, 0);

/** Where a stream of the bench ends. */
export interface End {
  readonly stream: string;
  readonly revision: number;
  readonly leaf?: string;
}

/** The end of a stream that does not exist yet. */
export const newStream = (): End => ({
  stream: `case-${entropy.bytes(13).toString('hex')}`,
  revision: -1,
});

/** The next record of a stream, sealed as the recorder does it, and the end that it makes. */
export function nextRecord(end: End, command: string): { record: NewRecord; end: End } {
  const entry = entryAfter(end, newEventId(), command);
  const sealed = sealEntry(entry);
  return {
    record: { id: entry.id, entry: sealed.bytes, payload: [] },
    end: { stream: end.stream, revision: entry.n, leaf: hashToBase64url(sealed.leaf) },
  };
}

/** An entry as an officer's act makes it: about 900 bytes. */
function entryAfter({ stream, revision, leaf }: End, id: string, command: string): EntryV1 {
  const at = clock.stamp();
  return {
    v: 1,
    r: entropy.bytes(16).toString('base64url'),
    id,
    t: 'PaymentReceived',
    tv: 1,
    s: stream,
    n: revision + 1,
    ...(leaf === undefined ? {} : { p: leaf }),
    oc: { at: '2026-03-02T09:30:00+08:00', p: 'instant', d: '2026-03-02' },
    at,
    ac: [{ u: 'officer-2b7qv5m3kzt6y4wd', role: 'officer', cert: { s: 'officer-2b7qv5m3kzt6y4wd', n: 3 } }],
    org: { u: 'organ-5x3m7kq2vz6t4bwd' },
    cmd: { id: command, h: 'q1MnC0cZpV1l3mJmQm1u9w' },
    cor: command,
    rp: ['cn-general@2026.1', 'cn-simple@2026.1'],
    cal: ['cn@2026.1'],
    b: {
      fineFen: 20_000,
      lateFeeFen: 0,
      channel: 'bank',
      reference: '2026030200001234567890',
      complete: true,
      closed: ['payment-15-days'],
      reliance: {
        item: { s: 'item-7c3q5m2kzt6y4wdv', n: 2 },
        template: { s: 'template-3b7qv5m2kzt6y4wd', n: 1 },
      },
    },
  };
}

/** An event id as the recorder makes them: each greater than the one before. */
export const newEventId = (): string => ids.next(Date.now());

/** A command id, which its sender draws. */
export const newCommand = (): string => randomUUID();
