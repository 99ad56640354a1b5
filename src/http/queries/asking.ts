import { present } from '../../kernel/plain-data';
import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Asking, Question } from '../../app/bus/queries';
import type { GuardedRequest } from '../access';
import { LIMITS, type Limits } from '../limits';
import { checkInput } from '../text-check';
import { validated } from '../validate';
import { Day, Moment, Position } from './members';

/** A query that can wait for what its sender has just written. */
export class WaitingQuery {
  @Position() waitFor?: string;
}

/** A query on two clocks: legal date up to which, and recorded instant up to which; absent means now. */
export class ClocksQuery extends WaitingQuery {
  @Day() asOf?: string;
  @Moment() knownAt?: string;
}

/** Puts questions on the bus in the name of whoever sends the request. */
@Injectable()
export class QueryDoor {
  constructor(
    private readonly bus: QueryBus,
    @Inject(LIMITS) private readonly limits: Limits,
  ) {}

  /**
   * Ask `question` within the sender's scope.
   *
   * @param members what the question needs besides scope and waiting
   */
  ask<A extends Asking, R>(
    question: new (asking: A) => Question<A, R>,
    request: GuardedRequest,
    { waitFor }: { readonly waitFor?: string },
    members: Omit<A, keyof Asking>,
  ): Promise<R> {
    const waiting = waitFor === undefined ? {} : { waitFor: { position: waitFor, ms: this.limits.waitMs } };
    // Members and asking together are what the question takes; the compiler cannot see that through Omit.
    const asking = { ...members, ...waiting, scope: request.scope } as unknown as A;
    return this.bus.execute<Question<A, R>, R>(new question(asking));
  }
}

/** The query of a request, checked; members that were not given are absent. @throws InputInvalid, InputUnfit */
export function readQuery<Q extends object>(type: new () => Q, request: GuardedRequest): Q {
  const query = request.query as Readonly<Record<string, unknown>>;
  // A member, or a list of them.
  checkInput(query, 2);
  return present(validated(type, query)) as unknown as Q;
}
