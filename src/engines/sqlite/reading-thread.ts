import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Checkpoint } from '../../ports/read-model';
import type { Select } from '../../ports/read-model-query';
import type { ModelDeclaration } from '../../ports/read-model-table';
import type { RawResult } from './read-model-reader';
import { FollowingReader } from './following-reader';

/** What is asked of the thread: queries of one moment, with the checkpoint where it is wanted. `model` only when it is new. */
export interface ReadingAsked {
  readonly id: number;
  readonly model: string;
  readonly declaration?: ModelDeclaration;
  readonly selects: readonly Select[];
  readonly snapshot: boolean;
}

/** What it answers; without results where they cannot be had, and then whoever asked finds out why. */
export interface ReadingAnswered {
  readonly id: number;
  readonly results?: readonly RawResult[];
  readonly checkpoint?: Checkpoint;
}

function serve(port: MessagePort, folder: string): void {
  const readers = new Map<string, FollowingReader>();
  const answer = ({ id, model, declaration, selects, snapshot }: ReadingAsked): ReadingAnswered => {
    let reader = readers.get(model);
    if (reader === undefined && declaration !== undefined) {
      reader = new FollowingReader(folder, declaration);
      readers.set(model, reader);
    }
    try {
      if (reader === undefined) return { id };
      return snapshot ? { id, ...reader.valuesOfSnapshot(selects) } : { id, results: reader.values(selects) };
    } catch {
      return { id };
    }
  };
  port.on('message', (asked: ReadingAsked | 'close') => {
    if (asked !== 'close') {
      port.postMessage(answer(asked));
      return;
    }
    for (const reader of readers.values()) void reader.close();
    port.close();
  });
}

if (parentPort !== null) serve(parentPort, workerData as string);
