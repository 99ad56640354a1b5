import { Controller, HttpCode, Post, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { commandCatalogue, type CommandedKind, type CommandRoute } from '../../app/bus/command-catalogue';
import { Allow, type GuardedRequest } from '../access';
import { Answers, TakesCommand } from '../openapi/describe';
import { About } from '../scope.guard';
import { CommandDoor, type CommandReply, type SealedReply } from './command-door';

/**
 * Where a command is sent: `POST /v1/cases` opens by the first row that can, `POST /v1/cases/register-clue` by another;
 * `POST /v1/cases/{stream}/decide-on-spot` continues.
 */
export interface CommandAddress {
  readonly kind: CommandedKind;
  readonly route: CommandRoute;
  /** Below `/v1/<plural>`. */
  readonly path: string;
  readonly opens: boolean;
}

/** The addresses of every command of a kind. */
export const addressesOf = (kind: CommandedKind): readonly CommandAddress[] =>
  kind.routes.flatMap((route) => [
    ...(route.opens ? [{ kind, route, path: openingPath(kind, route), opens: true }] : []),
    ...(route.continues ? [{ kind, route, path: `:stream/${route.slug}`, opens: false }] : []),
  ]);

const openingPath = ({ routes }: CommandedKind, route: CommandRoute): string =>
  routes.find(({ opens }) => opens) === route ? '' : route.slug;

/** One controller for each kind of stream, with a method for each row of its table. */
export const commandControllers: readonly Type[] = commandCatalogue.map(controllerOf);

function controllerOf(kind: CommandedKind): Type {
  @Controller(`v1/${kind.plural}`)
  class CommandController {
    constructor(readonly door: CommandDoor) {}
  }
  for (const address of addressesOf(kind)) addMethod(CommandController, address);
  return CommandController;
}

function addMethod(
  controller: Type<{ door: CommandDoor }>,
  { kind, route, path, opens }: CommandAddress,
): void {
  const name = opens ? `open${route.name}` : route.name;
  const prototype = controller.prototype as object;
  const method = async function (
    this: { door: CommandDoor },
    request: GuardedRequest,
    response: FastifyReply,
  ): Promise<CommandReply | SealedReply> {
    if (kind.sealed !== undefined) return this.door.executeSealed(kind.sealed, route, request);
    const stream = opens ? undefined : (request.params as { stream: string }).stream;
    const reply = await this.door.execute(route, request, { stream, organ: request.organ });
    if (opens) response.header('location', `/v1/${kind.plural}/${reply.stream}`);
    return reply;
  };
  const descriptor: PropertyDescriptor = { value: method, configurable: true, writable: true };
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
  for (const decorate of decoratorsOf(kind, route, path, opens)) decorate(prototype, name, descriptor);
}

function decoratorsOf(
  kind: CommandedKind,
  route: CommandRoute,
  path: string,
  opens: boolean,
): readonly MethodDecorator[] {
  const everyOrgan = kind.category === 'account';
  return [
    Post(path),
    HttpCode(opens ? 201 : 200),
    Allow({ kind: 'roles', roles: route.roles, everyOrgan }),
    ...(opens ? [] : [About(kind.sealed === undefined ? kind.category : 'case')]),
    TakesCommand(route.type),
    Answers(
      kind.sealed === undefined ? 'CommandReply' : 'SealedReply',
      `${route.no} ${route.zh}`,
      `${route.no} ${route.en}`,
    ),
  ];
}
