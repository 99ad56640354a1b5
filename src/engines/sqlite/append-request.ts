import type { HenjiError } from '../../kernel/errors';
import {
  BadAppend,
  ChainMismatch,
  IdConflict,
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type ExpectedRevision,
  type NewRecord,
} from '../../ports/event-store';

/** An append as the writer takes it. Revisions are numbers here: a ledger file cannot hold 2^53 records. */
export interface AppendRequest {
  readonly stream: string;
  /** Revision the stream must end with, −1 for "does not exist". */
  readonly expected: number;
  readonly records: readonly NewRecord[];
}

/** What came of one append. Refusals are values here: they cross a thread, and one in a group is nothing unusual. */
export type AppendResult = AppendDone | AppendRefused;

export interface AppendDone {
  readonly code: 'appended' | 'already-appended';
  readonly first: number;
  readonly last: number;
  /** Row of the last record. */
  readonly row: number;
}

export type AppendRefused =
  | { readonly code: 'wrong-expected-revision'; readonly actual: number }
  | { readonly code: 'id-conflict'; readonly id: string }
  | { readonly code: 'chain-mismatch' }
  | { readonly code: 'bad-append' | 'store-unavailable' | 'outcome-unknown'; readonly reason: string };

/** Whether the records of a result are in the log. */
export const isDone = (result: AppendResult): result is AppendDone =>
  result.code === 'appended' || result.code === 'already-appended';

/** `no-stream` as −1; a revision that no number can hold as one that no stream can have. */
export function expectedNumber(expected: ExpectedRevision): number {
  if (expected === 'no-stream') return -1;
  return expected.revision <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(expected.revision)
    : Number.MAX_SAFE_INTEGER;
}

/** The port's error for a refusal. */
export function errorOf(refused: AppendRefused, stream: string, expected: ExpectedRevision): HenjiError {
  switch (refused.code) {
    case 'wrong-expected-revision': {
      const actual = refused.actual < 0 ? undefined : BigInt(refused.actual);
      return new WrongExpectedRevision(stream, expected, actual);
    }
    case 'id-conflict':
      return new IdConflict(refused.id);
    case 'chain-mismatch':
      return new ChainMismatch(stream);
    case 'bad-append':
      return new BadAppend(refused.reason);
    case 'store-unavailable':
      return new StoreUnavailable(refused.reason);
    case 'outcome-unknown':
      return new OutcomeUnknown(stream, new Error(refused.reason));
  }
}
