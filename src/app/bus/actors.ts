import { officer } from '../../domain/registers/officer';
import type { ActorRef } from '../../kernel/entry';
import { HenjiError } from '../../kernel/errors';
import { inScope, type Principal } from '../accounts/principals';
import type { CommandPath } from '../command-path';
import type { Role } from './command-catalogue';

/** Somebody would act in the name of others. */
export class NotForOthers extends HenjiError {
  constructor(reason: { zh: string; en: string }, field: string) {
    super({ code: 'not-for-others', ...reason, field });
  }
}

/** A command on its way in, with those whom its envelope names besides. */
export interface ActOfPeople {
  readonly actors: readonly string[] | undefined;
  readonly command: object;
}

/** Members of commands that name people who act in them. */
const actingMembers = ['officers', 'approver', 'supervisors', 'reviewer', 'presiding'] as const;

/**
 * Who acts. Whoever stands in the officers' register acts under that entry, everybody else under his account. The sender is always
 * one of them: nobody gives a command for people who may know nothing of it.
 *
 * @throws NotForOthers
 */
export function actorsOf(
  roles: readonly Role[],
  principal: Pick<Principal, 'account' | 'grants' | 'officer'>,
  act: ActOfPeople,
  organ: string | undefined,
): readonly ActorRef[] {
  const role = roles.find((each) =>
    principal.grants.some(
      (grant) =>
        grant.role === each && inScope(grant.organ === undefined ? 'every-organ' : [grant.organ], organ),
    ),
  );
  // Registers and roles are kept under accounts: what an administrator does is no act of an officer.
  const self = role === 'administrator' ? principal.account : (principal.officer ?? principal.account);
  const named = namedActors(act);
  for (const [member, people] of named) {
    if (!people.includes(self)) throw new NotForOthers(notAmong(member), member);
  }
  const people = new Set([self, ...named.flatMap(([, handles]) => handles)]);
  return Array.from(people, (u) => ({ u, role: role ?? roles[0] ?? 'none' }));
}

function namedActors({ actors, command }: ActOfPeople): readonly (readonly [string, readonly string[]])[] {
  const members = command as Readonly<Record<string, unknown>>;
  const named = actingMembers.flatMap((member) => {
    const value = members[member];
    return value === undefined ? [] : [[member, [value].flat() as string[]] as const];
  });
  return actors === undefined ? named : [['actors', actors] as const, ...named];
}

/**
 * Whoever is named beside the sender stands in the officers' register: a name that nobody answers to makes no act.
 *
 * @throws NotForOthers
 */
export async function demandRegistered(
  path: Pick<CommandPath, 'load'>,
  [, ...others]: readonly ActorRef[],
): Promise<void> {
  for (const { u } of others) {
    const isRegistered = u.startsWith(`${officer.category}-`) && (await path.load(officer, u)).revision >= 0;
    if (!isRegistered) throw new NotForOthers(unknown(u), 'actors');
  }
}

const unknown = (u: string): { zh: string; en: string } => ({
  zh: `执法人员名录中没有 ${u}`,
  en: `there is no ${u} in the officers' register`,
});

const notAmong = (member: string): { zh: string; en: string } => ({
  zh: `${member} 中没有您本人：不得代他人办理`,
  en: `you are not among ${member}: nobody acts for others`,
});
