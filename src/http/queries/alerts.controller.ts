import { Controller, Get, Req } from '@nestjs/common';
import { ReadAlert, ReadCaseAlerts } from '../../app/bus/alert-queries';
import { Allow, type GuardedRequest } from '../access';
import { Answers, TakesQuery } from '../openapi/describe';
import type { Page } from '../paging';
import { About } from '../scope.guard';
import { QueryDoor, readQuery, WaitingQuery } from './asking';
import { caseReaders } from './cases.controller';

export class AlertQuery extends WaitingQuery {}

/** Alerts as those see them who have a part in the cases of an organ: each can be acknowledged and explained there. */
@Controller('v1')
@Allow({ kind: 'roles', roles: caseReaders })
export class AlertsController {
  constructor(private readonly door: QueryDoor) {}

  @Get('cases/:stream/alerts')
  @About('case')
  @TakesQuery(AlertQuery)
  @Answers('CaseAlerts', '本案预警及其办理状态', 'Alerts on a case, and what became of them')
  ofCase(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { stream } = request.params as { readonly stream: string };
    return this.door.ask(ReadCaseAlerts, request, readQuery(AlertQuery, request), { stream });
  }

  @Get('alerts/:stream')
  @About('alert')
  @TakesQuery(AlertQuery)
  @Answers('AlertDetail', '预警及其签收、说明、升级、办结', 'An alert with all that was done about it')
  one(@Req() request: GuardedRequest) {
    const { stream } = request.params as { readonly stream: string };
    return this.door.ask(ReadAlert, request, readQuery(AlertQuery, request), { stream });
  }
}
