import { Controller, Get, Req } from '@nestjs/common';
import { ListDue, ListInAct, ListPublications } from '../../app/bus/disclosure-queries';
import { ListUnfiled, ListWithoutBenchmark } from '../../app/bus/public-list-queries';
import { workStates } from '../../../projections/disclosure/work.queries';
import { Allow, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, TakesQuery } from '../openapi/describe';
import { ClocksQuery, QueryDoor, readQuery } from './asking';
import { present } from '../../kernel/plain-data';
import { Cursor, Handle, Limit, OneOf } from './members';

/** What is to be published as of a legal date. */
export class DueQuery extends ClocksQuery {
  @Handle() organ?: string;
  /** `true`: only what should have been published before that date. */
  @OneOf(['true', 'false']) overdue?: 'true' | 'false';
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** Where decisions stand on their channels. */
export class PublicationsQuery extends ClocksQuery {
  @Handle() organ?: string;
  /** `own-site`, `enterprise-system`, `credit-china` */
  @Handle() channel?: string;
  @OneOf(workStates) state?: string;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** A list of the organs of whoever asks, on both clocks. */
export class InActQuery extends ClocksQuery {
  @Handle() organ?: string;
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
    const { organ, asOf, knownAt, overdue, limit, cursor, ...query } = readQuery(DueQuery, request);
    const asked = { limit, ...present({ organ, asOf, knownAt, cursor }) };
    return this.door.ask(
      ListDue,
      request,
      query,
      overdue === undefined ? asked : { ...asked, overdue: overdue === 'true' },
    );
  }

  @Get('publications')
  @TakesQuery(PublicationsQuery)
  @Answers('WorkPage', '公示情况', 'Where decisions stand on their channels, what changed last first')
  publications(@Req() request: GuardedRequest) {
    const { limit, waitFor, ...asked } = readQuery(PublicationsQuery, request);
    return this.door.ask(ListPublications, request, present({ waitFor }), { limit, ...present(asked) });
  }

  @Get('unfiled')
  @TakesQuery(InActQuery)
  @Answers(
    'UnfiledPage',
    '未备案的制度办法、裁量基准、文书格式',
    'Rules, benchmarks and templates in force without a filing on record',
  )
  unfiled(@Req() request: GuardedRequest) {
    const { limit, waitFor, ...asked } = readQuery(InActQuery, request);
    return this.door.ask(ListUnfiled, request, present({ waitFor }), { limit, ...present(asked) });
  }

  @Get('without-benchmark')
  @TakesQuery(InActQuery)
  @Answers('UnfiledPage', '没有裁量基准的处罚事项', 'Items for penalties that have no discretion benchmark')
  withoutBenchmark(@Req() request: GuardedRequest) {
    const { limit, waitFor, ...asked } = readQuery(InActQuery, request);
    return this.door.ask(ListWithoutBenchmark, request, present({ waitFor }), { limit, ...present(asked) });
  }

  @Get('in-act')
  @TakesQuery(InActQuery)
  @Answers('InActPage', '事中公示', 'Who acted, and what parties were shown and told, the last first')
  inAct(@Req() request: GuardedRequest) {
    const { limit, waitFor, ...asked } = readQuery(InActQuery, request);
    return this.door.ask(ListInAct, request, present({ waitFor }), { limit, ...present(asked) });
  }
}
