import { randomUUID } from 'node:crypto';
import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { IsIn, IsObject } from 'class-validator';
import { inScope, rolesIn } from '../../app/accounts/principals';
import { DryRunCase } from '../../app/bus/case-queries';
import { commandCatalogue } from '../../app/bus/command-catalogue';
import { streamFor } from '../../app/handles';
import { actOf } from '../../domain/penalty-case/out-of-band/commands';
import { Allow, NotFound, principalOf, type GuardedRequest } from '../access';
import { Answers, Takes } from '../openapi/describe';
import { caseReaders } from '../queries/cases.controller';
import { QueryDoor } from '../queries/asking';
import { About } from '../scope.guard';
import { validated } from '../validate';
import { readAct } from './command-envelope';

const routes = commandCatalogue.find(({ category }) => category === 'case')?.routes ?? [];
const of = new Map(routes.map((route) => [route.slug, route]));

/** A command that is not to be carried out, only judged. */
export class DryRun {
  /** The last part of its address: `decide-penalty`. */
  @IsIn([...of.keys()]) command!: string;
  /** What would be sent there; a command id may be left out. */
  @IsObject() body!: object;
}

/**
 * Judges commands on cases without carrying them out: the answer names every rule that stands in the way. Nothing is
 * recorded, no number is taken, and no refusal comes on record. People whom the command names need not be the sender.
 */
@Controller('v1/cases')
@Allow({ kind: 'roles', roles: caseReaders })
export class DryRunController {
  constructor(private readonly door: QueryDoor) {}

  @Post('dry-run')
  @HttpCode(200)
  @Takes(DryRun)
  @Answers('DryRun', '试办新案件的命令：违反哪些规则', 'What a command that opens a case would break')
  opening(@Req() request: GuardedRequest) {
    return this.#judged(request);
  }

  @Post(':stream/dry-run')
  @HttpCode(200)
  @About('case')
  @Takes(DryRun)
  @Answers('DryRun', '试办本案的命令：违反哪些规则', 'What a command on a case would break')
  continuing(@Req() request: GuardedRequest) {
    return this.#judged(request, (request.params as { readonly stream: string }).stream);
  }

  #judged(request: GuardedRequest, existing?: string) {
    const { command: slug, body } = validated(DryRun, request.body);
    const route = of.get(slug);
    if (route === undefined) throw new NotFound(slug);
    const { command, occurred } = readAct(route.type, body);
    const { organ: named } = actOf(command) as { readonly organ?: string };
    const organ = existing === undefined ? named : request.organ;
    if (existing === undefined && !inScope(request.scope, organ)) throw new NotFound(organ ?? 'organ');
    const { grants, officer, account } = principalOf(request);
    const roles = rolesIn(grants, organ);
    const role = route.roles.find((each) => roles.includes(each)) ?? 'none';
    // Drawn here: an id that the sender chose could name a case that is there.
    const commandId = randomUUID();
    const meta = {
      ...{ commandId, occurred, actors: [{ u: officer ?? account, role }] },
      ...(organ === undefined ? {} : { organ: { u: organ } }),
    };
    const stream = existing ?? streamFor('case', commandId);
    return this.door.ask(DryRunCase, request, {}, { stream, route, command, meta, roles });
  }
}
