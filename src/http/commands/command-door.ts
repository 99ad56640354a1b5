import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { inScope, type Scope } from '../../app/accounts/principals';
import { actorsOf, demandRegistered } from '../../app/bus/actors';
import type { CommandRoute, SealedCategory } from '../../app/bus/command-catalogue';
import { READING, type Reading } from '../../app/bus/queries';
import { requestOf } from '../../app/bus/requests';
import type { CommandAccepted } from '../../app/command-path';
import { streamFor } from '../../app/handles';
import { Pseudonyms } from '../../app/sealed/pseudonyms';
import { actOf } from '../../domain/penalty-case/out-of-band/commands';
import { NotFound, principalOf, type GuardedRequest } from '../access';
import { readCommand } from './command-envelope';

/** What is answered to a command that was carried out, now or before. */
export interface CommandReply extends CommandAccepted {
  readonly commandId: string;
}

/**
 * What is answered to a sealed command. Neither stream nor revision: they would tell how much else is on record. What
 * the command opened has the command id as its code.
 */
export type SealedReply = Pick<CommandReply, 'commandId' | 'position' | 'repeated'>;

/** Where a command goes and whom it concerns, as the guards found it. */
export interface Target {
  readonly stream: string | undefined;
  readonly organ: string | undefined;
}

/** Takes commands off HTTP and puts them on the bus: reads, names the actors, and forbids acting for others. */
@Injectable()
export class CommandDoor {
  constructor(
    private readonly bus: CommandBus,
    private readonly pseudonyms: Pseudonyms,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  async execute(route: CommandRoute, request: GuardedRequest, target: Target): Promise<CommandReply> {
    const input = readCommand(
      route.type,
      request.body,
      request.headers['idempotency-key'] as string | undefined,
    );
    const organ = target.stream === undefined ? organToOpenIn(input.command, request.scope) : target.organ;
    const stream =
      target.stream ?? route.streamOf?.(input.command) ?? streamFor(route.category, input.commandId);
    const actors = actorsOf(route.roles, principalOf(request), input, organ);
    await demandRegistered(this.reading.commanding.path, actors);
    const meta = {
      ...{ commandId: input.commandId, correlationId: request.id, occurred: input.occurred, actors },
      ...(organ === undefined ? {} : { organ: { u: organ } }),
    };
    const accepted = await this.bus.execute(new requestOf[route.category](stream, input.command, meta));
    return { ...accepted, commandId: input.commandId };
  }

  /** A command on a sealed stream of the case that the guards have found. */
  async executeSealed(
    category: SealedCategory,
    route: CommandRoute,
    request: GuardedRequest,
  ): Promise<SealedReply> {
    const { stream: about } = request.params as { readonly stream: string };
    const key = request.headers['idempotency-key'] as string | undefined;
    const input = readCommand(route.type, request.body, key);
    const { commandId } = input;
    const accepted = await this.bus.execute(
      new requestOf[category](this.pseudonyms.streamOf(category, about), input.command, {
        ...{ commandId, correlationId: request.id, occurred: input.occurred, about },
        account: principalOf(request).account,
        // One who gives it alone: nobody else is to know.
        actors: actorsOf(route.roles, principalOf(request), input, request.organ).slice(0, 1),
      }),
    );
    return { commandId, position: accepted.position, repeated: accepted.repeated };
  }
}

/** The organ named by a command that opens a stream; a foreign one is not there for the sender. */
function organToOpenIn(command: object, scope: Scope): string | undefined {
  const { organ } = actOf(command) as { readonly organ?: string };
  if (!inScope(scope, organ)) throw new NotFound(organ ?? 'organ');
  return organ;
}
