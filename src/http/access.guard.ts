import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { scopeOf } from '../app/accounts/principals';
import {
  accessOf,
  PasswordChangeNeeded,
  principalOf,
  RoleMissing,
  SignInNeeded,
  type Access,
  type GuardedRequest,
} from './access';

/** Lets through whom the route allows, and notes in which organs. A route without a declaration is open to nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const access = accessOf(context.getHandler(), context.getClass());
    if (access === undefined) throw new SignInNeeded();
    request.scope = [];
    if (access.kind === 'public') return true;
    if (access.kind === 'machine' && fromThisMachine(request)) return true;
    admit(access, request);
    return true;
  }
}

function admit(access: Exclude<Access, { kind: 'public' }>, request: GuardedRequest): void {
  const { identity } = request;
  if (identity !== undefined && 'failure' in identity) throw identity.failure;
  const principal = principalOf(request);
  const firstPassword = access.kind === 'signed-in' && access.firstPassword === true;
  if (principal.mustChangePassword && !firstPassword) throw new PasswordChangeNeeded();
  if (access.kind === 'signed-in') return;
  const roles = access.kind === 'machine' ? (['administrator'] as const) : access.roles;
  const scope = scopeOf(principal.grants, roles);
  const everyOrgan = access.kind === 'machine' || access.everyOrgan === true;
  if (scope === undefined || (everyOrgan && scope !== 'every-organ')) throw new RoleMissing(roles);
  request.scope = scope;
}

/** A connection of this machine that was not passed on for somebody else. */
const fromThisMachine = ({ ip, headers }: GuardedRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/u.test(ip) &&
  headers['x-forwarded-for'] === undefined &&
  headers['forwarded'] === undefined;
