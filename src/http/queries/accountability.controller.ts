import { Controller, Get, Req } from '@nestjs/common';
import { IsString, Length } from 'class-validator';
import type { Role } from '../../app/bus/command-catalogue';
import {
  ReadActsOfActor,
  ReadActsOfStream,
  ReadCaseReadings,
  ReadCitations,
  ReadRefusalCounts,
  ReadRefusalsByRule,
  ReadRefusalsOfActor,
  ReadRefusalsOfTarget,
} from '../../app/bus/accountability-queries';
import { Allow, NotFound, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, TakesQuery } from '../openapi/describe';
import { itemsOf, pageOf, readCursor, type Page } from '../paging';
import { ClocksQuery, QueryDoor, readQuery } from './asking';
import { Cursor, Day, Handle, Limit, Names, Words } from './members';

/** A view of the record: which organs, which legal dates, known when. */
export class ViewQuery extends ClocksQuery {
  @Handle() organ?: string;
  @Day() from?: string;
}

export class ViewPageQuery extends ViewQuery {
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

export class ActsQuery extends ViewPageQuery {
  /** Stored event names, separated by commas. */
  @Names(50) types?: string[];
}

export class ReadingsQuery extends ViewPageQuery {
  @Handle() case?: string;
  @Handle() reader?: string;
}

/** A norm by its full title, and one article of it where only that is meant. */
export class CitationsQuery extends ViewPageQuery {
  @IsString() @Length(1, 200) norm!: string;
  @Words(60) article?: string;
}

const investigators: readonly Role[] = ['supervisor', 'discipline'];
const handle = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,119}$/u;

/** Who did or tried what, by person, by case and by rule. */
@Controller('v1/accountability')
@Allow({ kind: 'roles', roles: investigators })
export class AccountabilityController {
  constructor(private readonly door: QueryDoor) {}

  @Get('actors/:actor/acts')
  @TakesQuery(ActsQuery)
  @Answers('ActOfActorPage', '某人所为', 'What somebody did')
  async acts(@Req() request: GuardedRequest): Promise<Page<object>> {
    const actor = parameter(request, 'actor');
    const { view, organ, query } = viewOf(ActsQuery, request, 'acts');
    return pageOf(
      'acts',
      await this.door.ask(ReadActsOfActor, request, query, { organ, query: { ...view, actor } }),
    );
  }

  @Get('actors/:actor/refusals')
  @TakesQuery(ViewPageQuery)
  @Answers('ActOfActorPage', '某人被拒绝的尝试', 'What somebody tried and was refused')
  async refusals(@Req() request: GuardedRequest): Promise<Page<object>> {
    const actor = parameter(request, 'actor');
    const { view, organ, query } = viewOf(ViewPageQuery, request, 'refusals');
    const page = await this.door.ask(ReadRefusalsOfActor, request, query, {
      organ,
      query: { ...view, actor },
    });
    return pageOf('refusals', page);
  }

  @Get('streams/:stream/acts')
  @TakesQuery(ViewQuery)
  @Answers('ActList', '某案件或登记项上的行为', 'The acts of one case or register entry')
  actsOfStream(@Req() request: GuardedRequest) {
    const stream = parameter(request, 'stream');
    const { view, organ, query } = viewOf(ViewQuery, request, '');
    return this.door.ask(ReadActsOfStream, request, query, { organ, query: { ...view, stream } });
  }

  @Get('streams/:stream/refusals')
  @TakesQuery(ViewPageQuery)
  @Answers(
    'RefusalPage',
    '某案件或登记项上被拒绝的尝试',
    'What was tried on one case or register entry and refused',
  )
  async refusalsOfTarget(@Req() request: GuardedRequest): Promise<Page<object>> {
    const target = parameter(request, 'stream');
    const { view, organ, query } = viewOf(ViewPageQuery, request, 'target');
    const page = await this.door.ask(ReadRefusalsOfTarget, request, query, {
      organ,
      query: { ...view, target },
    });
    return pageOf('target', page);
  }

  @Get('citations')
  @TakesQuery(CitationsQuery)
  @Answers('CitationPage', '某依据被哪些事项、决定引用', 'Which items and decisions cite a norm')
  async citations(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { view, organ, query } = viewOf(CitationsQuery, request, 'citations');
    return pageOf('citations', await this.door.ask(ReadCitations, request, query, { organ, query: view }));
  }

  @Get('readings')
  @TakesQuery(ReadingsQuery)
  @Answers('ReadingPage', '调阅记录：谁因何用途调阅了哪个案件', 'Who read which case, and what for')
  async readings(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { view, organ, query } = viewOf(ReadingsQuery, request, 'readings');
    return pageOf('readings', await this.door.ask(ReadCaseReadings, request, query, { organ, query: view }));
  }

  @Get('rules')
  @TakesQuery(ViewQuery)
  @Answers('RuleCounts', '每条规则挡住了多少次', 'How many attempts each rule has stopped')
  async rules(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { view, organ, query } = viewOf(ViewQuery, request, '');
    return itemsOf(await this.door.ask(ReadRefusalCounts, request, query, { organ, query: view }));
  }

  @Get('rules/:code/refusals')
  @TakesQuery(ViewPageQuery)
  @Answers('RuleRefusalPage', '被某条规则挡住的尝试', 'Attempts in whose way one rule stood')
  async refusalsByRule(@Req() request: GuardedRequest): Promise<Page<object>> {
    const code = parameter(request, 'code');
    const { view, organ, query } = viewOf(ViewPageQuery, request, 'rule');
    const page = await this.door.ask(ReadRefusalsByRule, request, query, { organ, query: { ...view, code } });
    return pageOf('rule', page);
  }
}

/** @throws NotFound for what can be the name of nothing */
function parameter(request: GuardedRequest, name: string): string {
  const value = (request.params as Readonly<Record<string, string | undefined>>)[name] ?? '';
  if (!handle.test(value)) throw new NotFound(name);
  return value;
}

/** The query taken apart: the organ, because the scope decides about it, and the view with its place in the list. */
function viewOf<Q extends ViewQuery & { cursor?: string }>(
  type: new () => Q,
  request: GuardedRequest,
  list: string,
) {
  const query = readQuery(type, request);
  const { organ, waitFor: _, cursor, ...view } = query;
  const after = cursor === undefined ? {} : { after: readCursor(cursor, list) };
  return { query, organ, view: { ...view, ...after } };
}
