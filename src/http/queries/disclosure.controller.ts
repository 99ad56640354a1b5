import { Controller, Get, Req } from '@nestjs/common';
import { ListDue } from '../../app/bus/disclosure-queries';
import { Allow, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, TakesQuery } from '../openapi/describe';
import { present, QueryDoor, readQuery, WaitingQuery } from './asking';
import { Cursor, Day, Handle, Limit, OneOf } from './members';

/** What is to be published as of a legal date. */
export class DueQuery extends WaitingQuery {
  @Handle() organ?: string;
  @Day() asOf?: string;
  /** `true`: only what should have been published before that date. */
  @OneOf(['true', 'false']) overdue?: 'true' | 'false';
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** The work of publishing, for those whose work it is and those who look after it. */
@Controller('v1/disclosure')
@Allow({ kind: 'roles', roles: ['publisher', 'supervisor', 'discipline'] })
export class DisclosureController {
  constructor(private readonly door: QueryDoor) {}

  @Get('due')
  @TakesQuery(DueQuery)
  @Answers('DuePage', '待公示', 'What is to be published, the first due first')
  due(@Req() request: GuardedRequest) {
    const { organ, asOf, overdue, limit, cursor, ...query } = readQuery(DueQuery, request);
    const asked = { limit, ...present({ organ, asOf, cursor }) };
    return this.door.ask(
      ListDue,
      request,
      query,
      overdue === undefined ? asked : { ...asked, overdue: overdue === 'true' },
    );
  }
}
