import { Controller, Get, Req } from '@nestjs/common';
import type { Role } from '../../app/bus/command-catalogue';
import {
  milestones,
  ReadAlerts,
  ReadClocks,
  ReadClockTotals,
  ReadCounts,
  ReadDurations,
  ReadRefusals,
  ReadStats,
  type Milestone,
} from '../../app/bus/supervision-queries';
import { Allow, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, TakesQuery } from '../openapi/describe';
import { itemsOf, pageOf, readCursor, type Page } from '../paging';
import { QueryDoor, readQuery, WaitingQuery } from './asking';
import { Cursor, Day, Handle, Limit, Names, OneOf, SomeOf, Words } from './members';

/** What narrows every question of supervision; dates are legal dates, both inclusive. */
class ScopeQuery extends WaitingQuery {
  @Handle() organ?: string;
  @Words(60) kind?: string;
}

class PeriodQuery extends ScopeQuery {
  @Day() from?: string;
  @Day() to?: string;
}

export class StatsQuery extends ScopeQuery {
  @Day() asOf?: string;
}

export class CountsQuery extends PeriodQuery {
  /** What counts are told apart by, separated by commas. */
  @SomeOf(['organ', 'kind', 'type', 'day', 'month', 'year'])
  by: ('organ' | 'kind' | 'type' | 'day' | 'month' | 'year')[] = [];
  /** Stored event names, separated by commas. */
  @Names(50) types?: string[];
  /** What had been recorded by the end of this day. */
  @Day() knownOn?: string;
}

export class DurationsQuery extends PeriodQuery {
  @SomeOf(milestones) milestones?: Milestone[];
  @SomeOf(['organ', 'kind']) by?: ('organ' | 'kind')[];
}

export class ClocksListQuery extends ScopeQuery {
  @OneOf(['overdue', 'due', 'uncomputable']) state?: 'overdue' | 'due' | 'uncomputable';
  @Day() dueBy?: string;
  @Day() asOf?: string;
  @Names(50) keys?: string[];
  @Handle() case?: string;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

export class AlertsQuery extends WaitingQuery {
  @Handle() organ?: string;
  @Handle() case?: string;
  @Names(50) codes?: string[];
  @Day() from?: string;
  @Day() to?: string;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

const supervisors: readonly Role[] = ['supervisor', 'discipline'];

/** What supervisors see of the organs they look after: counts, durations, periods, alerts, refusals. */
@Controller('v1/supervision')
@Allow({ kind: 'roles', roles: supervisors })
export class SupervisionController {
  constructor(private readonly door: QueryDoor) {}

  @Get('stats')
  @TakesQuery(StatsQuery)
  @Answers('Stats', '截至某法律日期的总数', 'Totals as of a legal date')
  stats(@Req() request: GuardedRequest) {
    const query = readQuery(StatsQuery, request);
    return this.door.ask(ReadStats, request, query, split(query));
  }

  @Get('counts')
  @TakesQuery(CountsQuery)
  @Answers('Counts', '按主体、种类、类型、时段计数', 'Counts by organ, kind, type and period')
  async counts(@Req() request: GuardedRequest) {
    const query = readQuery(CountsQuery, request);
    return itemsOf(await this.door.ask(ReadCounts, request, query, split(query)));
  }

  @Get('durations')
  @TakesQuery(DurationsQuery)
  @Answers('Durations', '各节点用时分布（自然日）', 'How long cases took to each milestone, in calendar days')
  async durations(@Req() request: GuardedRequest) {
    const query = readQuery(DurationsQuery, request);
    return itemsOf(await this.door.ask(ReadDurations, request, query, split(query)));
  }

  @Get('clocks')
  @TakesQuery(ClocksListQuery)
  @Answers('ClockPage', '进行中的时限，先到期者在前', 'Open periods, the first due first')
  async clocks(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { cursor, ...query } = readQuery(ClocksListQuery, request);
    const after = afterOf(cursor, 'clocks');
    const page = await this.door.ask(ReadClocks, request, query, split({ ...query, ...after }));
    return pageOf('clocks', page);
  }

  @Get('clock-totals')
  @TakesQuery(StatsQuery)
  @Answers('ClockTotals', '进行中的时限按键计数', 'Open periods counted by key')
  async clockTotals(@Req() request: GuardedRequest) {
    const query = readQuery(StatsQuery, request);
    return itemsOf(await this.door.ask(ReadClockTotals, request, query, split(query)));
  }

  @Get('alerts')
  @TakesQuery(AlertsQuery)
  @Answers('AlertPage', '预警，最近发现者在前', 'Alerts, the last detected first')
  async alerts(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { cursor, ...query } = readQuery(AlertsQuery, request);
    const after = afterOf(cursor, 'alerts');
    return pageOf('alerts', await this.door.ask(ReadAlerts, request, query, split({ ...query, ...after })));
  }

  @Get('refusals')
  @TakesQuery(PeriodQuery)
  @Answers('Refusals', '被拒绝的命令按规则计数', 'Refused commands by rule')
  refusals(@Req() request: GuardedRequest) {
    const query = readQuery(PeriodQuery, request);
    return this.door.ask(ReadRefusals, request, query, split(query));
  }
}

/** The organ stands apart from the rest of a query, because the scope decides about it. */
function split<Q extends { organ?: string; waitFor?: string }>(
  all: Q,
): { readonly organ: string | undefined; readonly query: Omit<Q, 'organ' | 'waitFor'> } {
  const { organ, waitFor: _, ...query } = all;
  return { organ, query };
}

function afterOf(cursor: string | undefined, list: string): { after?: readonly (string | number)[] } {
  return cursor === undefined ? {} : { after: readCursor(cursor, list) };
}
