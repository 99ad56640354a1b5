import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Principals } from '../app/accounts/principals';
import { TokenInvalid } from '../app/accounts/tokens';
import { accessOf, type GuardedRequest, type Identity } from './access';

/** Longest `Authorization` header that is looked at; ours have some 300 characters. */
const LONGEST = 2048;

/**
 * Finds out who sends a request. It refuses nobody: a bad token is counted against its address by the guard of rates
 * first, and refused by the guard of access. Routes that are public do not look at tokens.
 */
@Injectable()
export class IdentityGuard implements CanActivate {
  constructor(private readonly principals: Principals) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const access = accessOf(context.getHandler(), context.getClass());
    request.identity =
      access === undefined || access.kind === 'public' ? undefined : await this.#identify(request);
    return true;
  }

  async #identify({ headers: { authorization } }: GuardedRequest): Promise<Identity> {
    if (authorization === undefined) return undefined;
    const token =
      authorization.length > LONGEST ? undefined : /^Bearer +([\w.-]+)$/iu.exec(authorization)?.[1];
    if (token === undefined) return { failure: new TokenInvalid() };
    try {
      return { principal: await this.principals.of(token) };
    } catch (failure) {
      return { failure };
    }
  }
}
