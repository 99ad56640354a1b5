import { Injectable, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerStorage } from '@nestjs/throttler';
import { HenjiError } from '../kernel/errors';
import type { GuardedRequest } from './access';

/** Every request. */
export const REQUEST_RATE = 'requests';
/** Requests that look at a password, which costs and can be guessed. */
export const SIGN_IN_RATE = 'sign-ins';

const SIGN_IN = 'henji:sign-in';

/** The route looks at a password. */
export const LooksAtPassword = (): MethodDecorator => SetMetadata(SIGN_IN, true);

/** Whether a route does not look at a password. */
export const looksAtNoPassword = (context: ExecutionContext): boolean =>
  Reflect.getMetadata(SIGN_IN, context.getHandler()) !== true;

/** Senders that are counted at the same time; beyond it the ones counted longest are forgotten. */
const SENDERS = 50_000;

/** More requests than one sender may send. */
export class TooManyRequests extends HenjiError {
  constructor(seconds: number) {
    super({
      code: 'too-many-requests',
      zh: '请求过于频繁',
      en: 'too many requests',
      wayOut: { zh: `${seconds} 秒后重试`, en: `try again in ${seconds} seconds` },
      details: { retryAfter: seconds },
    });
  }
}

interface Window {
  hits: number;
  readonly ends: number;
}

/** Counts in fixed windows, in constant time and bounded memory. */
export class RateWindows implements ThrottlerStorage {
  readonly #windows = new Map<string, Window>();

  increment(key: string, ttl: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const now = performance.now();
    let window = this.#windows.get(key);
    if (window === undefined || window.ends <= now) window = this.#open(key, now + ttl);
    window.hits += 1;
    const left = Math.ceil((window.ends - now) / 1000);
    const isBlocked = window.hits > limit;
    return Promise.resolve({
      totalHits: window.hits,
      timeToExpire: left,
      isBlocked,
      timeToBlockExpire: isBlocked ? left : 0,
    });
  }

  #open(key: string, ends: number): Window {
    const window = { hits: 0, ends };
    this.#windows.delete(key);
    this.#windows.set(key, window);
    if (this.#windows.size > SENDERS) {
      const oldest = this.#windows.keys().next();
      if (oldest.done !== true) this.#windows.delete(oldest.value);
    }
    return window;
  }
}

/** Bounds the requests of one account, and of one address where nobody is signed in. */
@Injectable()
export class RateGuard extends ThrottlerGuard {
  protected override getTracker({
    identity,
    ip,
  }: Record<string, unknown> & Partial<GuardedRequest>): Promise<string> {
    if (identity !== undefined && 'principal' in identity) return Promise.resolve(identity.principal.account);
    return super.getTracker({ ip });
  }

  /** One count for all routes together. */
  protected override generateKey(_context: unknown, tracker: string, name: string): string {
    return `${name}/${tracker}`;
  }

  protected override throwThrottlingException(
    _context: unknown,
    detail: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new TooManyRequests(detail.timeToBlockExpire);
  }
}
