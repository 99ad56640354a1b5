import { Controller, Get, Req, type Type } from '@nestjs/common';
import { commandCatalogue, type Category, type CommandedKind } from '../../app/bus/command-catalogue';
import { ListRegister, ReadRegisterEntry, type Register } from '../../app/bus/register-queries';
import { Allow, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, TakesQuery } from '../openapi/describe';
import { pageOf, readCursor, type Page } from '../paging';
import { About } from '../scope.guard';
import { QueryDoor, readQuery, WaitingQuery } from './asking';
import { caseReaders } from './cases.controller';
import { Cursor, Handle, Limit, Words } from './members';

/** Which entries of a register. */
export class RegisterQuery extends WaitingQuery {
  /** Part of the name; of officers also in pinyin. */
  @Words(100) q?: string;
  @Handle() organ?: string;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** Cases, tracings and alerts are no registers: their lists and entries are not for everybody who works on cases. */
const noRegisters: ReadonlySet<Category> = new Set(['case', 'account', 'tracing', 'alert']);

const isRegister = ({ category, sealed }: CommandedKind): boolean =>
  !noRegisters.has(category) && sealed === undefined;

/** One controller for each register: its entries, and one entry as decisions rely on it. */
export const registerControllers: readonly Type[] = commandCatalogue.filter(isRegister).map(controllerOf);

function controllerOf({ category, plural, zh, en }: CommandedKind): Type {
  const register = category as Register;

  @Controller(`v1/${plural}`)
  @Allow({ kind: 'roles', roles: ['administrator', ...caseReaders] })
  class RegisterController {
    constructor(private readonly door: QueryDoor) {}

    @Get()
    @TakesQuery(RegisterQuery)
    @Answers('RegisterPage', `${zh}：名录`, `${en}: the register`)
    async list(@Req() request: GuardedRequest): Promise<Page<object>> {
      const { q: text, cursor, organ, limit, ...query } = readQuery(RegisterQuery, request);
      const page = await this.door.ask(ListRegister, request, query, {
        ...{ register, limit },
        ...(text === undefined ? {} : { text }),
        ...(organ === undefined ? {} : { organ }),
        ...(cursor === undefined ? {} : { after: readCursor(cursor, plural) }),
      });
      return pageOf(plural, page);
    }

    @Get(':stream')
    @About(register)
    @TakesQuery(WaitingQuery)
    @Answers('RegisterEntry', `${zh}：一项及其现状`, `${en}: one entry as it stands`)
    one(@Req() request: GuardedRequest) {
      const query = readQuery(WaitingQuery, request);
      const { stream } = request.params as { readonly stream: string };
      return this.door.ask(ReadRegisterEntry, request, query, { register, stream });
    }
  }
  return RegisterController;
}
