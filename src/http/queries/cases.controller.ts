import { Controller, Get, Req } from '@nestjs/common';
import type { Role } from '../../app/bus/command-catalogue';
import { CaseActions, ListCases, ReadCase, ReadTimeline, TraceCase } from '../../app/bus/case-queries';
import { rolesIn } from '../../app/accounts/principals';
import { SavedFilterService } from '../../app/accounts/saved-filter-service';
import { Allow, principalOf, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, TakesQuery } from '../openapi/describe';
import { About } from '../scope.guard';
import { PurposeMembers, ReadsCase } from '../reading.guard';
import { ClocksQuery, QueryDoor, readQuery, WaitingQuery } from './asking';
import { present } from '../../kernel/plain-data';
import { CaseFilterMembers } from './case-filter';
import { Cursor, Day, Limit, Moment, Position, Words } from './members';

export class CasesQuery extends CaseFilterMembers {
  /** Name of a filter that one has saved; what the query says besides wins over what it holds. */
  @Words(60) saved?: string;
  @Position() waitFor?: string;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** One case on two clocks, and what it is read for. */
export class CaseQuery extends PurposeMembers {
  @Position() waitFor?: string;
  @Day() asOf?: string;
  @Moment() knownAt?: string;
}

/** Those who work on cases or look after those who do; administrators keep registers and accounts alone. */
export const caseReaders: readonly Role[] = [
  'officer',
  'legal-reviewer',
  'approver',
  'hearing-chair',
  'publisher',
  'finance',
  'archivist',
  'supervisor',
  'discipline',
];

const streamOf = (request: GuardedRequest): string => (request.params as { readonly stream: string }).stream;

/** Cases as those see them who work on them: lists, search, one case on both clocks, its trace, what may be done next. */
@Controller('v1/cases')
@Allow({ kind: 'roles', roles: caseReaders })
export class CasesController {
  constructor(
    private readonly door: QueryDoor,
    private readonly filters: SavedFilterService,
  ) {}

  async #withSaved(query: CasesQuery, request: GuardedRequest): Promise<CasesQuery> {
    if (query.saved === undefined) return query;
    const saved = await this.filters.of(principalOf(request).account, query.saved);
    return Object.assign(new CasesQuery(), saved, query);
  }

  @Get()
  @TakesQuery(CasesQuery)
  @Answers('CasePage', '案件列表与检索', 'Cases, listed or searched')
  async list(@Req() request: GuardedRequest) {
    const query = await this.#withSaved(readQuery(CasesQuery, request), request);
    const { q: text, asOf, knownAt, cursor, limit, waitFor: _, saved: _saved, ...filter } = query;
    const clocks = { ...(asOf === undefined ? {} : { asOf }), ...(knownAt === undefined ? {} : { knownAt }) };
    return this.door.ask(ListCases, request, query, {
      ...{ filter, clocks, limit },
      ...(text === undefined ? {} : { text }),
      ...(cursor === undefined ? {} : { cursor }),
    });
  }

  @Get(':stream')
  @About('case')
  @ReadsCase('case')
  @TakesQuery(CaseQuery)
  @Answers('CaseDetail', '一个案件及其时限', 'One case with its periods')
  one(@Req() request: GuardedRequest) {
    const query = readQuery(CaseQuery, request);
    const clocks = present({ asOf: query.asOf, knownAt: query.knownAt });
    return this.door.ask(ReadCase, request, query, { stream: streamOf(request), clocks });
  }

  @Get(':stream/timeline')
  @About('case')
  @TakesQuery(ClocksQuery)
  @Answers('Timeline', '案件时间线（发生与记录两个时间）', 'The events of a case on both clocks')
  timeline(@Req() request: GuardedRequest) {
    const { query, clocks } = clocksOf(request);
    return this.door.ask(ReadTimeline, request, query, { stream: streamOf(request), clocks });
  }

  @Get(':stream/trace')
  @Allow({ kind: 'roles', roles: ['supervisor', 'discipline'] })
  @About('case')
  @TakesQuery(ClocksQuery)
  @Answers(
    'CaseTrace',
    '责任倒查：何人依何规则据何证据所为、其后如何',
    'Who did what, under which rule, on which evidence, and what followed',
  )
  trace(@Req() request: GuardedRequest) {
    const { query, clocks } = clocksOf(request);
    return this.door.ask(TraceCase, request, query, { stream: streamOf(request), clocks });
  }

  @Get(':stream/actions')
  @About('case')
  @TakesQuery(WaitingQuery)
  @Answers(
    'CaseActions',
    '现在可办什么，什么规则挡住其余各步',
    'What is possible now, and which rules stand in the way of the rest',
  )
  actions(@Req() request: GuardedRequest) {
    const query = readQuery(WaitingQuery, request);
    const { grants, officer, account } = principalOf(request);
    const roles = rolesIn(grants, request.organ);
    return this.door.ask(CaseActions, request, query, {
      stream: streamOf(request),
      roles,
      by: officer ?? account,
    });
  }
}

function clocksOf(request: GuardedRequest): { query: ClocksQuery; clocks: Omit<ClocksQuery, 'waitFor'> } {
  const query = readQuery(ClocksQuery, request);
  const { waitFor: _, ...clocks } = query;
  return { query, clocks };
}
