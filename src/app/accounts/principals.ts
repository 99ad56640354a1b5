import type { Role } from '../../events/account.events';
import type { Accounts } from '../../ports/accounts';
import { TokenInvalid, type Tokens } from './tokens';

/** A role, in one organ or, without one, in every organ. */
export interface Grant {
  readonly role: Role;
  readonly organ?: string;
}

/** What the ledger says of an account now. */
export interface Standing {
  readonly grants: readonly Grant[];
  /** The entry of the officers' register that is this person. */
  readonly officer?: string;
}

/** Who asks, and what he may do at this moment. */
export interface Principal extends Standing {
  readonly account: string;
  readonly name: string;
  /** Nothing but choosing a password is open to him. */
  readonly mustChangePassword: boolean;
}

/** The organs in which somebody may do something. */
export type Scope = 'every-organ' | readonly string[];

/** Turns tokens into people. The token proves who it is; what he may do is read from the ledger each time. */
export class Principals {
  /** @param standingOf the fold of the account's stream as it is now */
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: Tokens,
    private readonly standingOf: (account: string) => Promise<Standing>,
  ) {}

  /** @throws TokenInvalid also when the account was disabled, or its tokens were ended, since the token was given out */
  async of(token: string): Promise<Principal> {
    const { account: id, epoch } = await this.tokens.verify(token);
    const account = await this.accounts.byId(id);
    if (account === undefined || account.disabled || account.tokenEpoch !== epoch) throw new TokenInvalid();
    const { grants, officer } = await this.standingOf(id);
    return {
      account: id,
      name: account.name,
      mustChangePassword: account.mustChange,
      grants,
      ...(officer === undefined ? {} : { officer }),
    };
  }
}

/** Where one of the roles holds; `undefined` when none of them was granted. */
export function scopeOf(grants: readonly Grant[], roles: readonly Role[]): Scope | undefined {
  const held = grants.filter(({ role }) => roles.includes(role));
  if (held.length === 0) return undefined;
  const organs = held.flatMap(({ organ }) => organ ?? []);
  return organs.length === held.length ? organs : 'every-organ';
}

/** Whether an organ lies in the scope; what belongs to no organ is seen only by those who see every organ. */
export const inScope = (scope: Scope, organ: string | undefined): boolean =>
  scope === 'every-organ' || (organ !== undefined && scope.includes(organ));

/** The roles that were granted for an organ, each once: those in every organ, and those in this one. */
export const rolesIn = (grants: readonly Grant[], organ: string | undefined): readonly Role[] => [
  ...new Set(
    grants.flatMap((grant) =>
      grant.organ === undefined || inScope([grant.organ], organ) ? [grant.role] : [],
    ),
  ),
];
