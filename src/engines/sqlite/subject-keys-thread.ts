import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { openForWriting } from './database';
import { reasonOf } from './ledger-errors';

/** A data key as it is stored. */
export interface WrappedKey {
  readonly handle: string;
  readonly wrapped: Uint8Array;
}

/** Keys to be stored where their handle has none yet, those of many callers together; all bytes in one buffer. */
export interface KeysOffered {
  readonly handles: readonly string[];
  /** Bytes of each wrapped key, one after the other in `bytes`. */
  readonly lengths: readonly number[];
  readonly bytes: Uint8Array;
}

/** What lies in the file now: the keys offered, but for those whose handle had one already. Or why nothing was stored. */
export type KeysStored =
  | { readonly existing: readonly (readonly [index: number, wrapped: Uint8Array])[] }
  | { readonly failed: string };

type ToKeys = KeysOffered | 'close';

/** Writes keys in groups: whatever arrived while the last group was being synced. Answers in the order of the offers. */
function serve(port: MessagePort, db: Database): void {
  const insert = db.prepare<[string, Uint8Array]>(
    'INSERT INTO subject_keys (handle, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const stored = db
    .prepare<[string], Uint8Array>('SELECT wrapped FROM subject_keys WHERE handle = ?')
    .pluck();
  const store = ({ handles, lengths, bytes }: KeysOffered): KeysStored => {
    const existing: [number, Uint8Array][] = [];
    let offset = 0;
    handles.forEach((handle, i) => {
      const wrapped = bytes.subarray(offset, (offset += lengths[i] ?? 0));
      if (insert.run(handle, wrapped).changes === 1) return;
      // A buffer of its own: a view of a shared one would cross to the other thread with all of it.
      existing.push([i, Uint8Array.from(stored.get(handle) ?? [])]);
    });
    return { existing };
  };
  const storeGroup = db.transaction((group: readonly KeysOffered[]) => group.map(store));
  const commit = (group: readonly KeysOffered[]): void => {
    if (group.length === 0) return;
    try {
      for (const answer of storeGroup.immediate(group)) port.postMessage(answer);
    } catch (error) {
      const answer: KeysStored = { failed: reasonOf(error) };
      for (let i = 0; i < group.length; i++) port.postMessage(answer);
    }
  };
  port.on('message', (first: ToKeys) => {
    const group: KeysOffered[] = [];
    for (let message: ToKeys | undefined = first; message !== undefined;) {
      if (message === 'close') {
        commit(group);
        db.close();
        port.close();
        return;
      }
      group.push(message);
      message = receiveMessageOnPort(port)?.message as ToKeys | undefined;
    }
    commit(group);
  });
}

if (parentPort !== null) serve(parentPort, openForWriting(workerData as string));
