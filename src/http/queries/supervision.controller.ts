import { Controller, Get, Req } from '@nestjs/common';
import type { Role } from '../../app/bus/command-catalogue';
import {
  figureDimensions,
  kindsOfReminders,
  milestones,
  ReadAlertFigures,
  ReadAlerts,
  ReadBackfill,
  ReadCaseFigures,
  ReadClocks,
  ReadClockTotals,
  ReadCounts,
  ReadDiscretion,
  ReadDiscretionOutliers,
  ReadDurationOutliers,
  ReadDurations,
  ReadPunctuality,
  ReadRefusals,
  ReadReminders,
  ReadShares,
  ReadStats,
  shareNames,
  statusesOfAlerts,
  type Milestone,
  type ShareName,
} from '../../app/bus/supervision-queries';
import { Allow, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, TakesQuery } from '../openapi/describe';
import { itemsOf, pageOf, readCursor, type Page } from '../paging';
import { QueryDoor, readQuery, WaitingQuery } from './asking';
import { Cursor, Day, Division, Handle, Limit, Moment, Names, OneOf, SomeOf, Words } from './members';

type Dimension = (typeof figureDimensions)[number];

/** What narrows counters; dates are legal dates, both inclusive. */
class ScopeQuery extends WaitingQuery {
  @Handle() organ?: string;
  @Words(60) kind?: string;
}

class PeriodQuery extends ScopeQuery {
  @Day() from?: string;
  @Day() to?: string;
}

/** Organs by handle, level and seat; what was known at an instant. */
class PlacedQuery extends WaitingQuery {
  @Handle() organ?: string;
  @OneOf(['national', 'province', 'city', 'county', 'township']) level?: string;
  /** Code of a division (GB/T 2260) or its beginning: organs that sit there. */
  @Division() territory?: string;
  @Moment() knownAt?: string;
}

/** What narrows every figure: period of what is counted, and both clocks. */
class FigureQuery extends PlacedQuery {
  @Day() from?: string;
  @Day() to?: string;
  @Day() asOf?: string;
}

class CaseFigureQuery extends FigureQuery {
  @Words(60) kind?: string;
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

export class FiguresQuery extends CaseFigureQuery {
  @SomeOf(milestones) milestones?: Milestone[];
  @SomeOf(figureDimensions) by?: Dimension[];
}

export class SharesQuery extends CaseFigureQuery {
  @SomeOf(shareNames) names?: ShareName[];
  @SomeOf(figureDimensions) by?: Dimension[];
}

export class DurationsQuery extends FiguresQuery {}

export class PunctualityQuery extends CaseFigureQuery {
  @Names(50) keys?: string[];
  @SomeOf([...figureDimensions, 'key']) by?: (Dimension | 'key')[];
}

export class DiscretionQuery extends CaseFigureQuery {
  @Names(50) items?: string[];
  @SomeOf(figureDimensions) by?: Dimension[];
}

export class BackfillQuery extends CaseFigureQuery {
  @Names(50) types?: string[];
  @SomeOf([...figureDimensions, 'type']) by?: (Dimension | 'type')[];
}

type WithoutKind = Exclude<Dimension, 'kind'>;
const withoutKind = figureDimensions.filter((each): each is WithoutKind => each !== 'kind');

export class RefusalsQuery extends FigureQuery {
  @SomeOf(withoutKind) by?: WithoutKind[];
}

export class AlertFiguresQuery extends FigureQuery {
  @Names(50) codes?: string[];
  @SomeOf(withoutKind) by?: WithoutKind[];
}

export class DurationOutliersQuery extends CaseFigureQuery {
  @OneOf(milestones) milestone: Milestone = 'decided';
  @OneOf(['opening', 'previous']) since: 'opening' | 'previous' = 'opening';
  @Limit() limit: number = PAGE.standard;
}

export class DiscretionOutliersQuery extends CaseFigureQuery {
  @Names(50) items?: string[];
  @Limit() limit: number = PAGE.standard;
}

export class ClockTotalsQuery extends PlacedQuery {
  @Words(60) kind?: string;
  @Day() asOf?: string;
}

export class ClocksListQuery extends ClockTotalsQuery {
  @OneOf(['overdue', 'due', 'uncomputable']) state?: 'overdue' | 'due' | 'uncomputable';
  @Day() dueBy?: string;
  @Names(50) keys?: string[];
  @Handle() case?: string;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

export class AlertsQuery extends PlacedQuery {
  @Handle() case?: string;
  @Names(50) codes?: string[];
  /** What has become of them, separated by commas. */
  @SomeOf(statusesOfAlerts) statuses?: (typeof statusesOfAlerts)[number][];
  /** With whom they lie: the post, the head of the organ, its supervision, the one above. */
  @SomeOf(['post', 'head', 'supervision', 'superior']) levels?: string[];
  @Day() from?: string;
  @Day() to?: string;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

export class RemindersQuery extends PlacedQuery {
  @Handle() officer?: string;
  /** Kinds of what ends, separated by commas. */
  @SomeOf(kindsOfReminders) kinds?: string[];
  /** Dates are those of the last day. */
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

  @Get('figures')
  @TakesQuery(FiguresQuery)
  @Answers('CaseFigures', '到达各节点的案件数与占比', 'Cases by how far they came, and their share')
  async figures(@Req() request: GuardedRequest) {
    const query = readQuery(FiguresQuery, request);
    return itemsOf(await this.door.ask(ReadCaseFigures, request, query, split(query)));
  }

  @Get('shares')
  @TakesQuery(SharesQuery)
  @Answers(
    'Shares',
    '被纠错率、自行纠正率、负责人出庭率',
    'Shares of decisions reversed and self-corrected, and of suits in which the head appeared',
  )
  async shares(@Req() request: GuardedRequest) {
    const query = readQuery(SharesQuery, request);
    return itemsOf(await this.door.ask(ReadShares, request, query, split(query)));
  }

  @Get('punctuality')
  @TakesQuery(PunctualityQuery)
  @Answers('Punctuality', '时限按时率', 'How periods were kept, and the share on time')
  async punctuality(@Req() request: GuardedRequest) {
    const query = readQuery(PunctualityQuery, request);
    return itemsOf(await this.door.ask(ReadPunctuality, request, query, split(query)));
  }

  @Get('discretion')
  @TakesQuery(DiscretionQuery)
  @Answers(
    'Discretion',
    '裁量分布：罚款在裁量阶次幅度中的位置',
    'Where fines stand in the range of their tier',
  )
  async discretion(@Req() request: GuardedRequest) {
    const query = readQuery(DiscretionQuery, request);
    return itemsOf(await this.door.ask(ReadDiscretion, request, query, split(query)));
  }

  @Get('outliers/duration')
  @TakesQuery(DurationOutliersQuery)
  @Answers('DurationOutliers', '用时离群案件', 'Cases that took unusually long or short')
  durationOutliers(@Req() request: GuardedRequest) {
    const query = readQuery(DurationOutliersQuery, request);
    return this.door.ask(ReadDurationOutliers, request, query, split(query));
  }

  @Get('outliers/discretion')
  @TakesQuery(DiscretionOutliersQuery)
  @Answers('DiscretionOutliers', '裁量离群决定', 'Decisions whose fine is unusual for its item and tier')
  async discretionOutliers(@Req() request: GuardedRequest) {
    const query = readQuery(DiscretionOutliersQuery, request);
    return itemsOf(await this.door.ask(ReadDiscretionOutliers, request, query, split(query)));
  }

  @Get('backfill')
  @TakesQuery(BackfillQuery)
  @Answers('Backfill', '补录滞后：记录时间减发生时间', 'Recorded minus occurred, in whole hours')
  async backfill(@Req() request: GuardedRequest) {
    const query = readQuery(BackfillQuery, request);
    return itemsOf(await this.door.ask(ReadBackfill, request, query, split(query)));
  }

  @Get('alert-figures')
  @TakesQuery(AlertFiguresQuery)
  @Answers('AlertFigures', '预警按编号计数与占比', 'Alerts by code, and their share')
  async alertFigures(@Req() request: GuardedRequest) {
    const query = readQuery(AlertFiguresQuery, request);
    return itemsOf(await this.door.ask(ReadAlertFigures, request, query, split(query)));
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
  @TakesQuery(ClockTotalsQuery)
  @Answers('ClockTotals', '进行中的时限按键计数', 'Open periods counted by key')
  async clockTotals(@Req() request: GuardedRequest) {
    const query = readQuery(ClockTotalsQuery, request);
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

  @Get('reminders')
  @Allow({ kind: 'roles', roles: [...supervisors, 'administrator', 'approver'] })
  @TakesQuery(RemindersQuery)
  @Answers(
    'ReminderPage',
    '证件、年审、任职、代理、轮岗到期提醒，先到期者在前',
    'Reminders of what ends in the registers: certificates, annual checks, posts, stand-ins, rotation',
  )
  async reminders(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { cursor, ...query } = readQuery(RemindersQuery, request);
    const after = afterOf(cursor, 'reminders');
    const page = await this.door.ask(ReadReminders, request, query, split({ ...query, ...after }));
    return pageOf('reminders', page);
  }

  @Get('refusals')
  @TakesQuery(RefusalsQuery)
  @Answers('Refusals', '被拒绝的命令按规则计数', 'Refused commands by rule')
  refusals(@Req() request: GuardedRequest) {
    const query = readQuery(RefusalsQuery, request);
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
