import { setTimeout as sleep } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Projection } from '../../../projections/projection';
import { reached } from '../../../projections/reached';
import { HenjiError } from '../../kernel/errors';
import type { CivilDate } from '../../kernel/time';
import type { Position } from '../../ports/event-store';
import { inScope, type Scope } from '../accounts/principals';
import type { Readers } from '../readers';
import type { Commanding } from './requests';

/** Wait for what was just written, and how long at most. */
export interface WaitFor {
  readonly position: Position;
  readonly ms: number;
}

/** What a question sees: the organs of the asker's roles, and how far the rows must have come. */
export interface Asking {
  readonly scope: Scope;
  readonly waitFor?: WaitFor | undefined;
}

/** A question on the query bus. One class for each question. */
export abstract class Question<A extends Asking, R> extends Query<R> {
  constructor(readonly asking: A) {
    super();
  }
}

/** Where answers are read. */
export interface Reading {
  readonly readers: Readers;
  readonly commanding: Commanding;
  /** Today in Shanghai. */
  today(): CivilDate;
}

/** Under which Nest injects {@link Reading}. */
export const READING = Symbol('reading');

/** The rows have not come as far as was asked for. */
export class NotCaughtUp extends HenjiError {
  /** How far they have come is not told: it moves with every record, also with one that is sealed. */
  constructor(projection: string, waitFor: Position) {
    super({
      code: 'not-caught-up',
      zh: `投影 ${projection} 尚未处理到 ${waitFor}`,
      en: `the projection ${projection} has not come to ${waitFor} yet`,
      wayOut: { zh: '稍后重试，或不带 waitFor 查询', en: 'try again, or ask without waitFor' },
      details: { projection, waitFor, retryAfter: 1 },
    });
  }
}

/** What was asked for is not there, or is none of the asker's business; both answers are the same. */
export class AnswerNotFound extends HenjiError {
  constructor(what: string) {
    super({ code: 'not-found', zh: `未找到 ${what}`, en: `${what} was not found` });
  }
}

/** The organs a question may see: `undefined` for all. One that is asked for counts only inside the scope. */
export function organsOf(scope: Scope, wanted?: string): readonly string[] | undefined {
  if (wanted !== undefined) return inScope(scope, wanted) ? [wanted] : [];
  return scope === 'every-organ' ? undefined : scope;
}

/** `organs` as the filters of the projections take it: absent when every organ may be seen. */
export const organFilter = (scope: Scope, wanted?: string): { readonly organs?: readonly string[] } => {
  const organs = organsOf(scope, wanted);
  return organs === undefined ? {} : { organs };
};

const LOOK_AGAIN_MS = 5;

/** @throws NotCaughtUp when the time is over */
async function caughtUp(readers: Readers, projection: Projection, { position, ms }: WaitFor): Promise<void> {
  const reader = readers.of(projection);
  const end = performance.now() + ms;
  const pause = async (): Promise<boolean> => {
    if (performance.now() >= end) return false;
    await sleep(LOOK_AGAIN_MS);
    return true;
  };
  if (await reached(reader, position, pause)) return;
  throw new NotCaughtUp(projection.name, position);
}

/**
 * The handler of one question: waits where it is asked to, then answers.
 *
 * @param projections whose rows are read; none where the ledger itself is
 */
export function answering<A extends Asking, R>(
  question: new (asking: A) => Question<A, R>,
  projections: readonly Projection[],
  answer: (reading: Reading, asking: A) => Promise<R>,
) {
  @QueryHandler(question)
  class Answer implements IQueryHandler<Question<A, R>> {
    constructor(@Inject(READING) private readonly reading: Reading) {}

    async execute({ asking }: Question<A, R>): Promise<R> {
      const { waitFor } = asking;
      if (waitFor !== undefined) {
        for (const projection of projections) await caughtUp(this.reading.readers, projection, waitFor);
      }
      return answer(this.reading, asking);
    }
  }
  return Answer;
}
