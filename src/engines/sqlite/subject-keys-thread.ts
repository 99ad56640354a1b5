import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { openForWriting } from './database';
import { reasonOf } from './ledger-errors';

/** A data key as it is stored. */
export interface WrappedKey {
  readonly handle: string;
  readonly wrapped: Uint8Array;
}

/** The keys that lie in the file now under the handles asked for, or why they could not be stored. */
export type KeysStored = { readonly keys: readonly WrappedKey[] } | { readonly failed: string };

type ToKeys = readonly WrappedKey[] | 'close';

/** Writes keys in groups: whatever arrived while the last group was being synced. */
function serve(port: MessagePort, db: Database): void {
  const insert = db.prepare(
    'INSERT INTO subject_keys (handle, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const stored = db.prepare<[string], WrappedKey>(
    'SELECT handle, wrapped FROM subject_keys WHERE handle = ?',
  );
  const storeGroup = db.transaction((group: readonly (readonly WrappedKey[])[]) =>
    group.map((keys) => {
      for (const { handle, wrapped } of keys) insert.run(handle, wrapped);
      return keys.flatMap(({ handle }) => stored.get(handle) ?? []);
    }),
  );
  const commit = (group: readonly (readonly WrappedKey[])[]): void => {
    if (group.length === 0) return;
    try {
      for (const keys of storeGroup.immediate(group)) port.postMessage({ keys } satisfies KeysStored);
    } catch (error) {
      const failed = reasonOf(error);
      for (let i = 0; i < group.length; i++) port.postMessage({ failed } satisfies KeysStored);
    }
  };
  port.on('message', (first: ToKeys) => {
    const group: (readonly WrappedKey[])[] = [];
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
