/** How an append goes wrong. */
export type AppendFault =
  /** Nothing is stored, and the call is refused: starting, no leader, shutting down. */
  | { readonly how: 'not-ready' }
  /** Nothing is stored; another node is named as the leader. */
  | { readonly how: 'not-leader'; readonly host: string; readonly port: number }
  /** Nothing is stored, and there is no answer. */
  | { readonly how: 'stall' }
  /** Stored, and the answer never comes. */
  | { readonly how: 'lose-reply' }
  /** Stored, and the connection breaks instead of an answer. */
  | { readonly how: 'break-after' }
  /** Stored, and the server says that it does not know: the commit timeout. */
  | { readonly how: 'timeout-after' };

/** How a read that ends goes wrong. */
export type ReadFault =
  | { readonly how: 'not-ready' | 'stall' }
  | { readonly how: 'not-leader'; readonly host: string; readonly port: number }
  /** After so many messages the call ends: with an error, or as if it were complete. */
  | { readonly how: 'break' | 'end'; readonly after: number };

/** How a subscription goes wrong. */
export type SubscribeFault =
  /** It is told a checkpoint at the end of the log before it was sent the events up to it. */
  | { readonly how: 'checkpoint-ahead' }
  /** It is confirmed, and nothing more comes. */
  | { readonly how: 'stall' };

interface Waiting {
  readonly append: AppendFault[];
  readonly read: ReadFault[];
  readonly subscribe: SubscribeFault[];
}

/** The faults that a test has set and no call has taken yet: the next calls of a kind take one each, in order. */
export class Faults {
  readonly #waiting: Waiting = { append: [], read: [], subscribe: [] };

  /** Let the next `times` calls of the kind go wrong so. */
  set<Kind extends keyof Waiting>(kind: Kind, fault: Waiting[Kind][number], times = 1): void {
    const waiting: (typeof fault)[] = this.#waiting[kind];
    for (let i = 0; i < times; i++) waiting.push(fault);
  }

  /** The fault of this call. */
  take<Kind extends keyof Waiting>(kind: Kind): Waiting[Kind][number] | undefined {
    return this.#waiting[kind].shift();
  }

  /** Faults that no call has taken. */
  left(kind: keyof Waiting): number {
    return this.#waiting[kind].length;
  }
}
