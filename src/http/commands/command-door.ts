import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { HenjiError } from '../../kernel/errors';
import type { ActorRef } from '../../kernel/entry';
import { inScope, type Principal, type Scope } from '../../app/accounts/principals';
import type { CommandRoute, Role } from '../../app/bus/command-catalogue';
import { requestOf } from '../../app/bus/requests';
import type { CommandAccepted } from '../../app/command-path';
import { streamFor } from '../../app/handles';
import { NotFound, principalOf, type GuardedRequest } from '../access';
import { readCommand, type CommandInput } from './command-envelope';

/** What is answered to a command that was carried out, now or before. */
export interface CommandReply extends CommandAccepted {
  readonly commandId: string;
}

/** Somebody would act in the name of others. */
class NotForOthers extends HenjiError {
  constructor(reason: { zh: string; en: string }, field: string) {
    super({ code: 'not-for-others', ...reason, field });
  }
}

/** Where a command goes and whom it concerns, as the guards found it. */
export interface Target {
  readonly stream: string | undefined;
  readonly organ: string | undefined;
}

/** Takes commands off HTTP and puts them on the bus: reads, names the actors, and forbids acting for others. */
@Injectable()
export class CommandDoor {
  constructor(private readonly bus: CommandBus) {}

  async execute(route: CommandRoute, request: GuardedRequest, target: Target): Promise<CommandReply> {
    const input = readCommand(
      route.type,
      request.body,
      request.headers['idempotency-key'] as string | undefined,
    );
    const organ = target.stream === undefined ? organToOpenIn(input.command, request.scope) : target.organ;
    const stream =
      target.stream ?? route.streamOf?.(input.command) ?? streamFor(route.category, input.commandId);
    const meta = {
      commandId: input.commandId,
      correlationId: request.id,
      occurred: input.occurred,
      actors: actorsOf(route.roles, principalOf(request), input, organ),
      ...(organ === undefined ? {} : { organ: { u: organ } }),
    };
    const accepted = await this.bus.execute(new requestOf[route.category](stream, input.command, meta));
    return { ...accepted, commandId: input.commandId };
  }
}

/** The organ named by a command that opens a stream; a foreign one is not there for the sender. */
function organToOpenIn(command: object, scope: Scope): string | undefined {
  const { organ } = command as { readonly organ?: string };
  if (!inScope(scope, organ)) throw new NotFound(organ ?? 'organ');
  return organ;
}

/** Members of commands that name people who act in them. */
const actingMembers = ['officers', 'approver', 'supervisors', 'reviewer', 'presiding'] as const;

/**
 * Who acts. Whoever stands in the officers' register acts under that entry, everybody else under his account. The sender is always
 * one of them: nobody gives a command for people who may know nothing of it.
 */
function actorsOf(
  roles: readonly Role[],
  principal: Principal,
  input: CommandInput,
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
  const named = namedActors(input);
  for (const [member, people] of named) {
    if (!people.includes(self)) throw new NotForOthers(notAmong(member), member);
  }
  const people = new Set([self, ...named.flatMap(([, handles]) => handles)]);
  return Array.from(people, (u) => ({ u, role: role ?? roles[0] ?? 'none' }));
}

function namedActors({ actors, command }: CommandInput): readonly (readonly [string, readonly string[]])[] {
  const members = command as Readonly<Record<string, unknown>>;
  const named = actingMembers.flatMap((member) => {
    const value = members[member];
    return value === undefined ? [] : [[member, [value].flat() as string[]] as const];
  });
  return actors === undefined ? named : [['actors', actors] as const, ...named];
}

const notAmong = (member: string): { zh: string; en: string } => ({
  zh: `${member} 中没有您本人：不得代他人办理`,
  en: `you are not among ${member}: nobody acts for others`,
});
