import { Controller, Get, Req } from '@nestjs/common';
import type { Role } from '../../app/bus/command-catalogue';
import { ListTasks } from '../../app/bus/task-queries';
import { Allow, principalOf, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, TakesQuery } from '../openapi/describe';
import { QueryDoor, readQuery, WaitingQuery } from './asking';
import { Cursor, Day, Handle, Limit, Moment, Whole } from './members';

/** Days before its last day from which a period counts as near, where nobody says otherwise. */
const NEAR_DAYS = 7;

export class TasksQuery extends WaitingQuery {
  @Handle() organ?: string;
  /** As things stood on an earlier legal date. */
  @Day() asOf?: string;
  /** By what had been recorded by that instant; by what is known now when absent. */
  @Moment() knownAt?: string;
  /** A period that runs out within so many days is near; and one of which the packs of the organ remind by then. */
  @Whole(366) nearDays: number = NEAR_DAYS;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** Roles whose holders act in cases. */
const acting: readonly Role[] = [
  'officer',
  'legal-reviewer',
  'approver',
  'hearing-chair',
  'publisher',
  'finance',
  'archivist',
];

/** 待办: what cases wait for, by whose act it would be done, with the periods that run. */
@Controller('v1/tasks')
export class TasksController {
  constructor(private readonly door: QueryDoor) {}

  @Get()
  @Allow({ kind: 'roles', roles: acting })
  @TakesQuery(TasksQuery)
  @Answers('TaskPage', '我的待办，先到期者在前', 'My tasks, the first to run out first')
  mine(@Req() request: GuardedRequest) {
    return this.#ask(request, 'mine');
  }

  @Get('all')
  @Allow({ kind: 'roles', roles: ['supervisor', 'discipline'] })
  @TakesQuery(TasksQuery)
  @Answers(
    'TaskPage',
    '所监督主体的全部待办，先到期者在前',
    'All tasks of the organs looked after, the first to run out first',
  )
  everybody(@Req() request: GuardedRequest) {
    return this.#ask(request, 'everybody');
  }

  #ask(request: GuardedRequest, whose: 'mine' | 'everybody') {
    const { waitFor, ...query } = readQuery(TasksQuery, request);
    const { grants, officer } = principalOf(request);
    const wanted = { ...query, grants, whose, ...(officer === undefined ? {} : { officer }) };
    return this.door.ask(ListTasks, request, waitFor === undefined ? {} : { waitFor }, wanted);
  }
}
