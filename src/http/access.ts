import { SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HenjiError } from '../kernel/errors';
import type { Principal, Scope } from '../app/accounts/principals';
import type { Role } from '../app/bus/command-catalogue';

/** Who may use a route. A route that does not say is open to nobody. */
export type Access =
  | { readonly kind: 'public' }
  /** Programs on this machine, and administrators. */
  | { readonly kind: 'machine' }
  /** Everybody who is signed in; `firstPassword`: also before the first password was changed. */
  | { readonly kind: 'signed-in'; readonly firstPassword?: boolean }
  /** Holders of one of the roles, within the organs for which they hold it. */
  | { readonly kind: 'roles'; readonly roles: readonly Role[]; readonly everyOrgan?: boolean };

const ACCESS = 'henji:access';

/** Declare who may use a route. */
export const Allow = (access: Access): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, access);

/** What a handler or its controller declares; the handler wins. */
export const accessOf = (handler: object, controller: object): Access | undefined =>
  (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as Access | undefined;

/** What is known of the sender of a request: who it is, or why his token is not good. */
export type Identity = { readonly principal: Principal } | { readonly failure: unknown } | undefined;

/** A request on its way through the guards. */
export interface GuardedRequest extends FastifyRequest {
  identity: Identity;
  /** Organs in which the sender holds a role of the route; none where the route asks for no role. */
  scope: Scope;
  /** The organ of the stream that the route is about. */
  organ: string | undefined;
}

/** The sender of a request that has passed the guards of a route for signed-in people. */
export function principalOf(request: GuardedRequest): Principal {
  const { identity } = request;
  if (identity === undefined || !('principal' in identity)) throw new SignInNeeded();
  return identity.principal;
}

/** The route is not public, and nobody is signed in. */
export class SignInNeeded extends HenjiError {
  constructor() {
    super({
      code: 'sign-in-needed',
      zh: '此操作需要登录',
      en: 'this needs a sign-in',
      wayOut: {
        zh: '先 POST /v1/sign-in，再以 Authorization: Bearer 携带凭证',
        en: 'POST /v1/sign-in first, then send the token as Authorization: Bearer',
      },
    });
  }
}

/** The first password was given out by somebody else and opens nothing but its own change. */
export class PasswordChangeNeeded extends HenjiError {
  constructor() {
    super({
      code: 'password-change-needed',
      zh: '首次登录须先修改密码',
      en: 'the first password must be changed before anything else',
      wayOut: { zh: 'POST /v1/password', en: 'POST /v1/password' },
    });
  }
}

/** None of the roles that the route needs is held. */
export class RoleMissing extends HenjiError {
  constructor(roles: readonly Role[]) {
    super({
      code: 'role-missing',
      zh: `需要以下角色之一：${roles.join('、')}`,
      en: `needs one of the roles ${roles.join(', ')}`,
      details: { roles },
    });
  }
}

/** There is no such thing, or it is none of the sender's business: both answers are the same. */
export class NotFound extends HenjiError {
  constructor(what: string) {
    super({ code: 'not-found', zh: `未找到 ${what}`, en: `${what} was not found` });
  }
}
